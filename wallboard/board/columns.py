"""Which columns of a grid the viewer wants to see: which, in what order, how wide, and which stay."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

STEP: Final = 2
"""Cells by which a column is made wider or narrower at a time."""
LEAST_EXTRA: Final = -30
MOST_EXTRA: Final = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """The viewer's choice over the layout's columns, which are meant by their index in the plan.

    `order` holds every column once. The key column names the row: it can't be hidden, and it stays
    as pinned ones do where others give way or are scrolled away. `extra` are cells that a column has
    more (or fewer) than it would have by itself. Each operation gives the choice after it; one that
    means nothing (an index that isn't there, a move beyond the end) gives the same choice.
    """

    order: tuple[int, ...]
    key: int | None
    hidden: frozenset[int] = frozenset()
    pinned: frozenset[int] = frozenset()
    extra: tuple[int, ...] = ()

    @property
    def shown(self) -> tuple[int, ...]:
        """The columns to be seen, in the viewer's order."""
        return tuple(column for column in self.order if column not in self.hidden)

    def toggled(self, column: int) -> "Columns":
        """Shown if it was hidden, hidden if it was shown; never the key, nor the last one in sight."""
        if column in self.hidden:
            return replace(self, hidden=self.hidden - {column})
        if column == self.key or column not in self.order or self.shown == (column,):
            return self
        return replace(self, hidden=self.hidden | {column})

    def toggled_pin(self, column: int) -> "Columns":
        """Pinned if it wasn't, else no longer; the key stays by itself."""
        if column == self.key or column not in self.order:
            return self
        return replace(self, pinned=self.pinned ^ {column})

    def moved(self, column: int, step: int) -> "Columns":
        """So many places to the right, to the left where negative; stops at the ends."""
        if column not in self.order:
            return self
        rest = [one for one in self.order if one != column]
        place = min(max(self.order.index(column) + step, 0), len(rest))
        return replace(self, order=(*rest[:place], column, *rest[place:]))

    def widened(self, column: int, steps: int) -> "Columns":
        """So many steps of STEP cells wider, narrower where negative; stops at what is any use."""
        if column not in self.order:
            return self
        extra = list(self.extra)
        extra[column] = min(max(extra[column] + steps * STEP, LEAST_EXTRA), MOST_EXTRA)
        return replace(self, extra=tuple(extra))

    def beside(self, column: int, step: int) -> int:
        """The column in sight so many places on from one; the nearest there is at the ends.

        From a hidden column it counts from the place where that one would stand.
        """
        before = [one for one in self.order[: self.order.index(column)] if one not in self.hidden]
        shown = self.shown
        place = len(before) + step - (1 if column in self.hidden and step > 0 else 0)
        return shown[min(max(place, 0), len(shown) - 1)]


def as_laid_out(count: int, key: int | None) -> Columns:
    """The layout's own columns, all of them in its order."""
    return Columns(tuple(range(count)), key, extra=(0,) * count)


def place_of(shown: Sequence[int], column: int) -> int:
    """Where a column stands among those in sight; -1 where it is hidden."""
    return shown.index(column) if column in shown else -1
