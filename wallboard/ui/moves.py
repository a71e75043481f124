"""The shortest way of a cursor, in sequences that every terminal knows, a text console among them.

No line feed, for the terminal's driver may add a return to it, and no return for the same reason.
"""

from functools import lru_cache
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


def cost(at: At, y: int, x: int) -> int:
    """How many bytes `move` takes."""
    placed = _place_cost(y, x)
    if at is None:
        return placed
    steps = _down_cost(at[0], y) + _right_cost(at[1], x)
    return min(placed, steps)


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


@lru_cache(maxsize=1 << 14)
def _place_cost(y: int, x: int) -> int:
    return len(_place(y, x))


@lru_cache(maxsize=1 << 14)
def _down_cost(at: int, y: int) -> int:
    return len(_down(at, y))


@lru_cache(maxsize=1 << 16)
def _right_cost(at: int, x: int) -> int:
    return len(_right(at, x))
