"""A grid of the board: its newest rows, how the viewer has sorted them and where the cursor is."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from wallboard.board.details import OpenRow, row_details
from wallboard.board.figures import as_sent
from wallboard.board.formats import Place
from wallboard.board.moving import Movement
from wallboard.board.row_history import RowHistory
from wallboard.board.table import RowKey, Rows, Table
from wallboard.board.totals_row import Totals, totals_row
from wallboard.board.views import (
    ColumnView,
    Freshness,
    GridView,
    RowDetailsView,
    RowView,
    SortMark,
)
from wallboard.board.words import server_limit
from wallboard.feed import Moment
from wallboard.layout.plan import GridPlan
from wallboard.protocol.answer import Row
from wallboard.protocol.kinds import Kind, RatioUnit


@dataclass(frozen=True, slots=True)
class Sort:
    """By which shown column, and whether the largest comes first."""

    column: int
    falling: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What the board says about a grid as a whole."""

    freshness: Freshness
    empty: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was made for the eye from one order of one answer, on one day."""

    day: int
    rows: Rows
    severities: bytes
    widest: tuple[int, ...]
    totals: Totals | None


class LiveGrid:
    """One grid over the answers: its rows change, the viewer's sort and cursor stay.

    The cursor stays on its row by identity; when that row vanishes, on the row at the same index.
    Until it is moved it stays at the top, so that a board nobody touches shows its first rows.
    Running columns count on for at most `tick_s` seconds after an answer; 0: not at all.
    """

    def __init__(self, plan: GridPlan, tick_s: float = 0, *, mark_changes: bool = False) -> None:
        self.plan = plan
        self.sort: Sort | None = None
        """The viewer's own; None: as the server sorts."""
        self.cursor_column = 0
        self._table = Table(plan, (), "0-1")
        self._mark_changes = mark_changes
        self._rows: Sequence[Row] = ()
        self._history = RowHistory(plan)
        self._movement = Movement(plan, (), self._table, tick_s, history=self._history)
        self._order: Sequence[int] = ()
        self._cursor = 0
        self._cursor_key: RowKey | None = None
        self._widest = (0,) * len(plan.columns)
        self._seen: _Seen | None = None

    @property
    def misread(self) -> int:
        """Cells of the newest rows that came with the wrong type, of the columns looked at."""
        return self._table.misread

    def take(self, rows: Sequence[Row], unit: RatioUnit) -> None:
        """The rows of a newer answer, in the server's order."""
        if unit != self._table.unit:
            self._history.forget()  # its shares were a hundred times what they are, or a hundredth
        self._rows = rows
        self._table = Table(self.plan, rows, unit, before=self._table)
        self._movement = self._movement.then(rows, self._table, mark_changes=self._mark_changes)
        self._arrange()

    def sort_by(self, column: int) -> None:
        """Sort by a shown column, figures from the largest, texts from A; again: turned."""
        if not 0 <= column < len(self.plan.columns):
            return
        now = self._sorted_by()
        same = now is not None and now.column == column
        self._sort(Sort(column, not now.falling if now and same else self._first_falling(column)))

    def turn_sort(self) -> None:
        """The other direction of the present sort; of the cursor's column where there is none."""
        now = self._sorted_by()
        self.sort_by(self.cursor_column if now is None else now.column)

    def choose_sort(self, step: int) -> None:
        """Sort by the column `step` places on from the present one; round at the ends."""
        now = self._sorted_by()
        column = (self.cursor_column if now is None else now.column + step) % len(self.plan.columns)
        self._sort(Sort(column, self._first_falling(column)))

    def move_cursor(self, rows: int) -> None:
        """Down by so many rows, up where negative; stops at the ends."""
        self.move_cursor_to(self._cursor + rows)

    def move_cursor_to(self, row: int) -> None:
        """To the row at this index of the present order, or the nearest there is."""
        if self._order:
            self._cursor = min(max(row, 0), len(self._order) - 1)
            self._cursor_key = self._key_at(self._cursor)

    def move_column(self, step: int) -> None:
        """Right by so many columns, left where negative; stops at the ends."""
        self.cursor_column = min(max(self.cursor_column + step, 0), len(self.plan.columns) - 1)

    def view(self, standing: Standing, place: Place, *, focused: bool) -> GridView:
        """The grid as it is to be seen now."""
        seen, movement, fresh = self._look(place), self._movement, standing.freshness
        mark = self._sorted_by()
        key = _key_column(self.plan)
        return GridView(
            title=self.plan.title,
            columns=tuple(
                ColumnView(
                    id=column.id,
                    label=column.figure.label,
                    right=not column.figure.kind.is_text,
                    judged=bool(column.figure.thresholds),
                    sort=_mark(mark, i),
                    is_key=i == key,
                    width=column.width,
                    widest=seen.widest[i],
                    bar=column.bar,
                    trend=column.trend,
                    ticks=column.runs and movement.ticking is not None,
                )
                for i, column in enumerate(self.plan.columns)
            ),
            rows=movement.rows(seen.rows, self._order, fresh, place),
            cursor=self._cursor if self._order else None,
            cursor_column=self.cursor_column,
            focused=focused,
            freshness=fresh,
            server_limit=_limit_words(self.plan, len(self._order)),
            empty="" if self._order else standing.empty,
            note=standing.note,
            totals=self._totals_now(seen, fresh, place),
            severities=movement.severities(seen.severities, self._order, fresh),
        )

    def _totals_now(self, seen: _Seen, fresh: Freshness, place: Place) -> RowView | None:
        """The totals row; the worst of a column that counts on is as its row shows it."""
        if seen.totals is None:
            return None
        running = {row for column, row in seen.totals.worst.items() if self.plan.columns[column].runs}
        return seen.totals.now({row: self._movement.row(row, fresh, place) for row in running})

    @property
    def cursor_key(self) -> RowKey | None:
        """The row under the cursor; None where the grid has none."""
        return self._key_at(self._cursor) if self._order else None

    def remember(self, asked: Moment) -> bool:
        """Keep what the rows say, which were asked for then, if a minute has passed; says whether it did."""
        return self._history.take(asked, self._table.keys(), self._table.values)

    def details(self, key: RowKey, fresh: Freshness, place: Place, at: float) -> RowDetailsView | None:
        """A row in full, by its key; None where it is not among the rows that came."""
        keys = self._table.keys()
        if key not in keys:
            return None
        row = keys.index(key)
        seen = self._movement.row(row, fresh, place)
        named = _key_column(self.plan)
        raw = self._rows[row]
        opened = OpenRow(
            key=key,
            title=key[0] if named is None else seen.cells[named].text,
            cells=seen.cells,
            values=self._movement.values(row, fresh),
            raw=raw,
            texts={stat: as_sent(cell) for stat, cell in zip(self.plan.stats, raw, strict=False)},
            unit=self._table.unit,
        )
        return row_details(self.plan, opened, self._history, fresh, place, at)

    def counts_on(self, fresh: Freshness) -> bool:
        """Whether a second changes what the rows say."""
        return self._movement.counts_on(fresh)

    def _look(self, place: Place) -> _Seen:
        # Times are written with their day from midnight on; nothing else depends on the clock.
        day = place.day()
        if self._seen is None or self._seen.day != day:
            worst = self._table.worst()
            columns = range(len(self.plan.columns))
            totals = totals_row(self.plan, self._table, self._order, place, _key_column(self.plan))
            totalled = [0] * len(columns) if totals is None else [cell_len(c.text) for c in totals.row.cells]
            self._widest = tuple(
                max(self._widest[i], self._table.widest(i, place), self._movement.widest(i), totalled[i])
                for i in columns
            )
            self._seen = _Seen(
                day,
                Rows(self._table, self._order, place),
                bytes(map(worst.__getitem__, self._order)),
                self._widest,
                totals,
            )
        return self._seen

    def _sorted_by(self) -> Sort | None:
        """The viewer's sort, else the layout's own order where its first column is shown."""
        if self.sort is not None or not self.plan.order:
            return self.sort
        first = self.plan.order[0]
        ids = [column.id for column in self.plan.columns]
        return Sort(ids.index(first.column_id), first.direction == "DESC") if first.column_id in ids else None

    def _sort(self, sort: Sort) -> None:
        self.sort = sort
        self._arrange()

    def _first_falling(self, column: int) -> bool:
        return not self.plan.columns[column].figure.kind.is_text

    def _arrange(self) -> None:
        table = self._table
        if self.sort is None:
            self._order = range(len(table))
        else:
            self._order = table.order(self.sort.column, falling=self.sort.falling)
        self._seen = None
        self._settle_cursor()

    def _settle_cursor(self) -> None:
        if self._cursor_key is None or not self._order:
            return
        keys = self._table.keys()
        if self._cursor_key in keys:
            self._cursor = self._order.index(keys.index(self._cursor_key))
        else:
            self.move_cursor_to(self._cursor)

    def _key_at(self, index: int) -> RowKey:
        return self._table.keys()[self._order[index]]


def _mark(sort: Sort | None, column: int) -> SortMark:
    if sort is None or sort.column != column:
        return ""
    return "down" if sort.falling else "up"


def _key_column(plan: GridPlan) -> int | None:
    """The shown column that names the row: the first text, else its key."""
    texts = (i for i, column in enumerate(plan.columns) if column.figure.kind is Kind.TEXT)
    keys = (i for i, column in enumerate(plan.columns) if column.index == plan.key_index)
    return next(texts, next(keys, None))


def _limit_words(plan: GridPlan, rows: int) -> str:
    """What the server cut; nothing while it sends fewer rows than it may."""
    if plan.limit is None or rows < plan.limit:
        return ""
    if not plan.order:
        return server_limit(plan.limit, "", falling=False)
    first = plan.order[0]
    labels = {column.id: column.figure.label for column in plan.columns}
    return server_limit(plan.limit, labels.get(first.column_id, ""), falling=first.direction == "DESC")
