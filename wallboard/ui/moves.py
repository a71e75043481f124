"""The shortest way of a cursor, in sequences that every terminal knows, a text console among them.

No line feed, for the terminal's driver may add a return to it, and no return for the same reason.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

At: TypeAlias = tuple[int, int] | None
"""Where a cursor stands, as (y, x) from 0; None: it may stand anywhere."""

_BACKSPACES: Final = 4
"""Steps to the left up to which backspaces are no longer than a sequence."""

_ONE_LINE: Final = {0: "", 1: "\x1bD", -1: "\x1bM"}
"""Index and reverse index, a byte shorter than steps. They scroll at an edge, where no move leads over it."""


def move(at: At, y: int, x: int) -> str:
    """The bytes that bring the cursor to a cell."""
    if at is None:
        return _place(y, x)
    steps = _down(at[0], y) + _right(at[1], x)
    return min(steps, _place(y, x), key=len)


class Ways:
    """What moves cost on a screen of this size: looked up, for a painter asks some thousand times a frame."""

    def __init__(self, width: int, height: int) -> None:
        self._placed = _Costs(lambda y: bytes(len(_place(y, x)) for x in range(width)))
        self._down = _Costs(lambda at: bytes(len(_down(at, y)) for y in range(height)))
        self._right = _Costs(lambda at: bytes(len(_right(at, x)) for x in range(width)))

    def cost(self, at: At, y: int, x: int) -> int:
        """How many bytes `move` takes."""
        placed = self._placed[y][x]
        if at is None:
            return placed
        steps = self._down[at[0]][y] + self._right[at[1]][x]
        return placed if placed < steps else steps  # noqa: FURB136  `min` takes longer than all the rest


class _Costs(dict[int, bytes]):
    """Rows of a table, each worked out when it is first asked for."""

    def __init__(self, work_out: Callable[[int], bytes]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, row: int) -> bytes:
        self[row] = costs = self._work_out(row)
        return costs


def _place(y: int, x: int) -> str:
    if x:
        return f"\x1b[{y + 1};{x + 1}H" if y else f"\x1b[;{x + 1}H"
    return f"\x1b[{y + 1}H" if y else "\x1b[H"


def _down(at: int, y: int) -> str:
    lines = y - at
    if lines in _ONE_LINE:
        return _ONE_LINE[lines]
    steps = f"\x1b[{abs(lines)}{'B' if lines > 0 else 'A'}"
    return min(steps, f"\x1b[{y + 1}d", key=len)


def _right(at: int, x: int) -> str:
    columns = x - at
    if not columns:
        return ""
    if -_BACKSPACES <= columns < 0:
        return "\b" * -columns
    steps = f"\x1b[{'' if columns == 1 else abs(columns)}{'C' if columns > 0 else 'D'}"
    return min(steps, f"\x1b[{x + 1}G", key=len)
