"""The shortest way of a cursor, in sequences that every terminal knows, a text console among them.

No line feed (the terminal's driver may add a return) and no return, for the same reason.
"""


def move(at: tuple[int, int] | None, y: int, x: int) -> str:
    """The bytes that bring the cursor from `at`, as (y, x), to a cell; None: it may stand anywhere."""
    if at is None:
        return _place(y, x)
    down, right = y - at[0], x - at[1]
    steps = _vertical(down, y) + _horizontal(right, x)
    # A place takes at least 6 bytes on most of the screen, which nothing on one line exceeds.
    return steps if not down or len(steps) <= 5 else min(steps, _place(y, x), key=len)


def _place(y: int, x: int) -> str:
    if x:
        return f"\x1b[{y + 1};{x + 1}H" if y else f"\x1b[;{x + 1}H"
    return f"\x1b[{y + 1}H" if y else "\x1b[H"


def _vertical(down: int, y: int) -> str:
    if not down:
        return ""
    if down in (1, -1):
        return "\x1b[B" if down > 0 else "\x1b[A"
    steps = f"\x1b[{down}B" if down > 0 else f"\x1b[{-down}A"
    return min(steps, f"\x1b[{y + 1}d", key=len)


def _horizontal(right: int, x: int) -> str:
    if not right:
        return ""
    if right > 0:
        return "\x1b[C" if right == 1 else min(f"\x1b[{right}C", f"\x1b[{x + 1}G", key=len)
    if right >= -4:
        return "\b" * -right
    return min(f"\x1b[{-right}D", f"\x1b[{x + 1}G", key=len)
