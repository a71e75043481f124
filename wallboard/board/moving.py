"""Rows between two answers: what the last one changed, and what runs on by itself.

Both are laid over the rows as they came when somebody looks at them, so that a second costs what is
visible and no pass over all rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from math import floor
from typing import Final, Literal, overload

from wallboard.board.formats import Place, shown
from wallboard.board.row_history import RowHistory
from wallboard.board.table import RowKey, Table
from wallboard.board.ticking import Ticking
from wallboard.board.views import CellView, Freshness, Level, RowView, Severity
from wallboard.layout.plan import GridPlan
from wallboard.protocol.answer import Row
from wallboard.protocol.values import UNKNOWN, Number, Value

MARKING: Final = frozenset({Level.LIVE, Level.FROZEN})
"""What the newest answer changed is no news any more when the next one is late."""


class Changes:
    """Which cells say something else than in the answer `before`: of the same row by its key."""

    def __init__(self, plan: GridPlan, before: Table, before_rows: Sequence[Row], now: Table) -> None:
        self._plan = plan
        self._before = before
        self._before_rows = before_rows
        self._now = now
        self._known: dict[RowKey, int] | None = None
        self._changed: dict[int, tuple[int, ...]] = {}

    def mark(self, cells: list[CellView], row: int, raw: Row, place: Place) -> None:
        """Mark those of the row's cells that changed; running ones do so by themselves and are not marked."""
        if row not in self._changed:
            self._changed[row] = self._find(cells, row, raw, place)
        for column in self._changed[row]:
            cells[column] = replace(cells[column], changed=True)

    def _find(self, cells: Sequence[CellView], row: int, raw: Row, place: Place) -> tuple[int, ...]:
        """The columns in which a row says something else."""
        was = self._row_before(row)
        if was is None:
            return ()
        old = self._before_rows[was]
        columns = self._plan.columns
        differ = [i for i, one in enumerate(columns) if not one.runs and raw[one.index] != old[one.index]]
        before = self._before.row_view(was, place).cells if differ else ()
        return tuple(i for i in differ if before[i].text != cells[i].text)

    def _row_before(self, row: int) -> int | None:
        """The same row in the answer before; rows mostly stand where they stood."""
        key, keys = self._now.keys()[row], self._before.keys()
        if row < len(keys) and keys[row] == key:
            return row
        if self._known is None:
            self._known = {one: place for place, one in enumerate(keys)}
        return self._known.get(key)


class Movement:
    """What moves in the rows of one answer, read as far as someone looks.

    `tick_s`: for so many seconds running columns count on, 0: not at all.
    """

    def __init__(
        self,
        plan: GridPlan,
        rows: Sequence[Row],
        table: Table,
        tick_s: float,
        changes: Changes | None = None,
        history: RowHistory | None = None,
    ) -> None:
        self._plan = plan
        self._history = history or RowHistory(plan)
        self._trending = tuple(i for i, column in enumerate(plan.columns) if column.trend)
        self._bars = tuple(i for i, column in enumerate(plan.columns) if column.bar)
        self._lasting: dict[int, list[Value]] = {}
        self._rows = rows
        self._table = table
        self._tick_s = tick_s
        self._changes = changes
        runs = tick_s > 0 and any(column.runs for column in plan.columns)
        self.ticking = Ticking(plan, rows, table, tick_s) if runs else None
        self._made: tuple[object, ...] = ()
        self._made_rows: Sequence[RowView] = ()

    def then(self, rows: Sequence[Row], table: Table, *, mark_changes: bool) -> "Movement":
        """What moves after a newer answer."""
        # The rows made last know this object: as a ring they would keep a whole answer until somebody
        # looks for garbage.
        self._made, self._made_rows = (), ()
        changes = Changes(self._plan, self._table, self._rows, table) if mark_changes else None
        return Movement(self._plan, rows, table, self._tick_s, changes, self._history)

    def widest(self, column: int) -> int:
        """Cells that a column may come to need until the next answer; 0 where it does not run."""
        runs = self.ticking is not None and column in self.ticking.columns
        return self.ticking.widest(column) if self.ticking is not None and runs else 0

    def counts_on(self, fresh: Freshness) -> bool:
        """Whether a second changes what the rows say: not when they are old, nor when they are frozen."""
        return self.ticking is not None and fresh.level.is_fresh

    def rows(
        self, sent: Sequence[RowView], order: Sequence[int], fresh: Freshness, place: Place
    ) -> Sequence[RowView]:
        """The rows in an order as they are now; `sent` are the same as they came, another object each time
        that they are others."""
        ticking = self.ticking if self.counts_on(fresh) else None
        changes = self._changes if fresh.level in MARKING else None
        then = self._history.a_quarter_ago() if self._trending else None
        if ticking is None and changes is None and then is None and not self._bars:
            return sent
        age_s = floor(fresh.age_s) if ticking is not None else 0

        def make(index: int) -> RowView:
            return self._row(sent[index], order[index], fresh, place)

        # The rows that are kept hold `sent`, so no other object can have its id.
        wanted = (id(sent), fresh.level, age_s, then and then.asked)
        if self._made != wanted:
            self._made, self._made_rows = wanted, MovingRows(len(order), make)
        return self._made_rows

    def _row(self, sent: RowView, row: int, fresh: Freshness, place: Place) -> RowView:
        cells = list(sent.cells)
        if self._changes is not None and fresh.level in MARKING:
            self._changes.mark(cells, row, self._rows[row], place)
        if self.ticking is not None and self.counts_on(fresh):
            for column in self.ticking.columns:
                cells[column] = self.ticking.cell(column, row, cells[column], floor(fresh.age_s), place)
        for column in self._bars:
            cells[column] = replace(cells[column], share=self._share(column, row))
        for column in self._trending:
            cells[column] = replace(cells[column], trend=self._trend(column, row, sent.key))
        worst = max((cell.severity for cell in cells), default=Severity.OK)
        return RowView(sent.key, tuple(cells), max(worst, Severity.OK))

    def row(self, row: int, fresh: Freshness, place: Place) -> RowView:
        """One row as it is now, be it among those in sight or not."""
        return self._row(self._table.row_view(row, place), row, fresh, place)

    def _value(self, column: int, row: int) -> Value:
        if column not in self._lasting:
            self._lasting[column] = self._table.values(column)
        return self._lasting[column][row]

    def _share(self, column: int, row: int) -> float | None:
        """How full the bar is; a share over 100 % fills it."""
        value = self._value(column, row)
        return min(1.0, max(0.0, value.value / 100)) if isinstance(value, Number) else None

    def _trend(self, column: int, row: int, key: RowKey) -> Literal["", "up", "down"]:
        """Which way the shown figure has gone; none where one of the two is not known."""
        then = self._history.a_quarter_ago()
        now = self._value(column, row)
        was = UNKNOWN if then is None else self._history.value(then, key, column)
        if not (isinstance(now, Number) and isinstance(was, Number)):
            return ""
        kind = self._plan.columns[column].figure.kind
        rise = shown(now.value, kind) - shown(was.value, kind)
        return "up" if rise > 0 else "down" if rise < 0 else ""

    def values(self, row: int, fresh: Freshness) -> list[Value]:
        """What the cells of a row say now, as values."""
        values = [self._value(column, row) for column in range(len(self._plan.columns))]
        if self.ticking is not None and self.counts_on(fresh):
            for column in self.ticking.columns:
                values[column] = self.ticking.value(column, row, fresh.age_s)
        return values

    def severities(self, sent: Sequence[int], order: Sequence[int], fresh: Freshness) -> Sequence[int]:
        """The worst severity of each row in an order as it is now; `sent` are those as they came."""
        if self.ticking is None or not self.counts_on(fresh):
            return sent
        return self.ticking.severities(order, sent, fresh.age_s)


class MovingRows(Sequence[RowView]):
    """Rows of one moment, each made when it is first looked at."""

    def __init__(self, count: int, make: Callable[[int], RowView]) -> None:
        self._count = count
        self._make = lru_cache(maxsize=None)(make)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> RowView: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[RowView, ...]: ...
    def __getitem__(self, index: int | slice) -> RowView | tuple[RowView, ...]:
        indices = range(self._count)[index]
        return self._make(indices) if isinstance(indices, int) else tuple(map(self._make, indices))
