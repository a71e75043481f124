"""In which order a grid's rows stand, and when they may change places."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from wallboard.board.table import RowKey, Table, rank
from wallboard.board.views import Severity
from wallboard.protocol.values import Number, Unknown, Value

KEYS_KEPT: Final = 3
"""Earlier sort keys that break ties, with the present one; each costs a pass over the rows."""

HAND_S: Final = 5.0
"""So long after a key or a click no row changes its place by itself."""

EARLY_S: Final = 0.5
"""Polls come a little early or late; the beat takes the one that is nearest."""


@dataclass(frozen=True, slots=True)
class Sort:
    """By which shown column, and whether the largest comes first."""

    column: int
    falling: bool


@dataclass(frozen=True, slots=True)
class Sorting:
    """The viewer's sort keys, the newest first; `worst` puts what wants attention before all of them.

    Rows that no key tells apart stand as the server sorted them, which is the layout's own order.
    """

    keys: tuple[Sort, ...] = ()
    worst: bool = False

    def by(self, sort: Sort) -> "Sorting":
        """A column chosen: its values come first, the former keys break ties, worst first is over."""
        former = (key for key in self.keys if key.column != sort.column)
        return Sorting((sort, *former)[:KEYS_KEPT])

    def turned_worst(self) -> "Sorting":
        """Worst first; if it is already, back to what was."""
        return replace(self, worst=not self.worst)


@dataclass(frozen=True, slots=True)
class Beat:
    """When rows whose values move may change places: each `period_s`, and never under the viewer's hand.

    Times are `Moment.at`. A period of 0 is no beat: rows are sorted with every answer.
    """

    period_s: float
    sorted_at: float | None = None
    touched_at: float | None = None

    def sorted(self, at: float) -> "Beat":
        return replace(self, sorted_at=at)

    def touched(self, at: float) -> "Beat":
        """A key was pressed or the mouse used."""
        return replace(self, touched_at=at)

    def is_due(self, at: float) -> bool:
        if not self.period_s or self.sorted_at is None:
            return True
        touched = self.touched_at is not None and at < self.touched_at + HAND_S
        return not touched and at >= self.sorted_at + self.period_s - EARLY_S


def arranged(table: Table, sorting: Sorting) -> list[int]:
    """The rows in the order wanted, by their indices.

    Unknown values are last in both directions. Stable: ties stand as the next key has them.
    """
    order = list(range(len(table)))
    for key in reversed(sorting.keys):
        order = _by_values(order, table.values(key.column), falling=key.falling)
    return _worst_first(order, table) if sorting.worst else order


def carried(
    standing: Sequence[RowKey], keys: Sequence[RowKey], wanted: Callable[[], Sequence[int]]
) -> list[int]:
    """The rows of a newer answer without one that was there before changing its place among the others.

    `standing` are the identities in the present order, `keys` those of the newer rows; `wanted` gives
    the order that a sort would make, and is asked only where a row is new. Rows that are gone leave no
    gap. A new row stands behind the one that it would follow if all were sorted, so that a newcomer is
    found where it belongs, and the rows above it do not move.
    """
    row_of = {key: row for row, key in enumerate(keys)}
    kept = [row_of[key] for key in standing if key in row_of]
    if len(kept) == len(keys):
        return kept
    newcomers = _behind(wanted(), set(kept))
    order = newcomers.get(None, [])
    for row in kept:
        order.append(row)
        order += newcomers.get(row, ())
    return order


def _behind(wanted: Sequence[int], kept: set[int]) -> dict[int | None, list[int]]:
    """The rows that are new, by the kept one that they follow; None: they come before all of those."""
    found: dict[int | None, list[int]] = {}
    last: int | None = None
    for row in wanted:
        if row in kept:
            last = row
        else:
            found.setdefault(last, []).append(row)
    return found


def _by_values(order: Sequence[int], values: Sequence[Value], *, falling: bool) -> list[int]:
    known = [row for row in order if not isinstance(values[row], Unknown)]
    known.sort(key=lambda row: rank(values[row]), reverse=falling)
    return known + [row for row in order if isinstance(values[row], Unknown)]


def _worst_first(order: Sequence[int], table: Table) -> list[int]:
    """By the row's severity, then by the first column that has it, there from the worst value on.

    Values of two columns can't be weighed against each other, so rows that are bad in one stand together.
    """
    worst = table.worst()
    judged = [
        (index, table.severities(index), table.values(index), -1 if column.figure.goal_is_most else 1)
        for index, column in enumerate(table.plan.columns)
        if column.figure.thresholds
    ]

    def badness(row: int) -> tuple[int, int, float]:
        severity = worst[row]
        for index, severities, values, sign in judged:
            if severities[row] == severity:
                value = values[row]
                return (-severity, index, sign * value.value if isinstance(value, Number) else 0.0)
        return (-severity, len(table.plan.columns), 0.0)

    bad = [row for row in order if worst[row] >= Severity.WARN]
    return sorted(bad, key=badness) + [row for row in order if worst[row] < Severity.WARN]


Cell: TypeAlias = tuple[int, int]
"""A row's place in the order and a column's among those shown; -1: of a column that is hidden."""


def next_problem(table: Table, order: Sequence[int], shown: Sequence[int], at: Cell) -> Cell | None:
    """The next cell that wants attention, in reading order from `at` on and round at the end.

    A row whose only problems stand in hidden columns is met once, before its first cell. None: all is well.
    """
    worst = table.worst()
    judged = [
        (place, table.severities(column))
        for place, column in enumerate(shown)
        if table.plan.columns[column].figure.thresholds
    ]

    def in_row(place: int) -> list[Cell]:
        row = order[place]
        if worst[row] < Severity.WARN:
            return []
        cells = [(place, column) for column, severities in judged if severities[row] >= Severity.WARN]
        return cells or [(place, -1)]

    count = len(order)
    for step in range(count + 1 if count else 0):
        place = (at[0] + step) % count
        for cell in in_row(place):
            if step not in (0, count) or (cell > at) == (step == 0):
                return cell
    return None
