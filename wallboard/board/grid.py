"""A grid of the board: its newest rows, and what the viewer's hand has made of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from wallboard.board.columns import Columns, as_laid_out, place_of
from wallboard.board.details import OpenRow, row_details
from wallboard.board.figures import as_sent
from wallboard.board.filtering import Filter, passing, read_filter
from wallboard.board.formats import Place
from wallboard.board.grid_view import column_views, key_column, limit_words
from wallboard.board.moving import Movement
from wallboard.board.ordering import Beat, Sort, Sorting, arranged, carried, next_problem
from wallboard.board.row_history import RowHistory
from wallboard.board.table import RowKey, Rows, Table
from wallboard.board.totals_row import Totals, totals_row
from wallboard.board.views import (
    ColumnChoice,
    ColumnsView,
    Freshness,
    GridView,
    RowDetailsView,
    RowView,
    Severity,
)
from wallboard.board.words import no_column, no_match, no_problem
from wallboard.feed import Moment
from wallboard.layout.plan import GridPlan
from wallboard.protocol.answer import Row
from wallboard.protocol.kinds import RatioUnit


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
    left_out: bytes
    widest: tuple[int, ...]
    totals: Totals | None


class LiveGrid:
    """One grid over the answers: its rows change; the viewer's sort, filter, columns and cursor stay.

    The cursor stays on its row by identity; when that row vanishes, on the row at the same index; while
    a filter hides it, on the one behind it. Until it is moved it stays at the top, so that a board nobody
    touches shows its first rows.

    Rows that an answer changes keep their places until the beat allows a sort (`ordering.Beat`), then all
    take the places they should have; what the viewer himself asks for is done at once. Filters have no
    beat: a row that no longer matches says something that is not asked for.

    Running columns count on for at most `tick_s` seconds after an answer; 0: not at all.
    """

    def __init__(
        self, plan: GridPlan, resort_s: float = 0, tick_s: float = 0, *, mark_changes: bool = False
    ) -> None:
        self.plan = plan
        self.sorting = Sorting(worst=plan.only_problems)
        """The viewer's own; without keys, as the server sorts."""
        self.filter = Filter()
        self.columns = as_laid_out(len(plan.columns), key_column(plan))
        self.cursor_column = 0
        self._beat = Beat(resort_s)
        self._table = Table(plan, (), "0-1")
        self._mark_changes = mark_changes
        self._rows: Sequence[Row] = ()
        self._history = RowHistory(plan)
        self._movement = Movement(plan, (), self._table, tick_s, history=self._history)
        self.arrangements = 0
        """How often rows were put in order; until it changes, those that stay keep their order."""
        self._all: list[int] = []
        self._is_sorted = True
        self._order: Sequence[int] = ()
        self._cursor = 0
        self._cursor_key: RowKey | None = None
        self._widest = (0,) * len(plan.columns)
        self._seen: _Seen | None = None

    @property
    def misread(self) -> int:
        """Cells of the newest rows that came with the wrong type, of the columns looked at."""
        return self._table.misread

    def take(self, rows: Sequence[Row], unit: RatioUnit, at: float) -> None:
        """The rows of a newer answer, in the server's order, asked for at `at` of `Moment.at`."""
        before = self._table
        if unit != before.unit:
            self._history.forget()  # its shares were a hundred times what they are, or a hundredth
        self._rows = rows
        self._table = Table(self.plan, rows, unit, before=before)
        self._movement = self._movement.then(rows, self._table, mark_changes=self._mark_changes)
        if self._beat.is_due(at):
            self._sort_all(at)
        elif self._table.keys() != before.keys():
            keys = before.keys()
            standing = [keys[row] for row in self._all]
            self._all = carried(standing, self._table.keys(), lambda: arranged(self._table, self.sorting))
        self._is_sorted = self._beat.sorted_at == at
        self._pick_rows()

    def touch(self, at: float) -> None:
        """The viewer's hand is on the board: rows keep their places for a while."""
        self._beat = self._beat.touched(at)

    def resort(self, at: float) -> bool:
        """Sort what an answer left unsorted, where the beat now allows it; says whether a row moved."""
        if self._is_sorted or not self._beat.is_due(at):
            return False
        before = self._all
        self._sort_all(at)
        if self._all == before:
            return False
        self._pick_rows()
        return True

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
        shown = self.columns.shown
        column = self.cursor_column
        if now is not None and now.column in shown:
            column = shown[(shown.index(now.column) + step) % len(shown)]
        self._sort(Sort(column, self._first_falling(column)))

    def turn_worst_first(self) -> None:
        """What wants attention first, by severity; again: the order that was before."""
        self.sorting = self.sorting.turned_worst()
        self._arrange()

    def show_only(self, text: str) -> None:
        """Show the rows that match a filter (`filtering`); an empty one shows all."""
        self.filter = read_filter(text, self.plan.columns)
        self._pick_rows()

    def choose_columns(self, columns: Columns) -> None:
        """Show these columns; the cursor stays on its own, or on the one that takes its place."""
        self.columns = columns
        self.cursor_column = columns.beside(self.cursor_column, 0)
        if self.filter.words:
            self._pick_rows()

    def columns_view(self, cursor: int) -> ColumnsView:
        """The columns to choose from, with a cursor at a place among them."""
        columns = self.columns
        choices = tuple(
            ColumnChoice(
                self.plan.columns[index].figure.label,
                shown=index not in columns.hidden,
                pinned=index in columns.pinned,
                is_key=index == columns.key,
                extra=columns.extra[index],
            )
            for index in columns.order
        )
        return ColumnsView(self.plan.title, choices, cursor)

    def place_of(self, key: RowKey) -> int | None:
        """Where a row stands in the present order; None where it is not to be seen."""
        keys = self._table.keys()
        row = keys.index(key) if key in keys else -1
        return self._order.index(row) if row in self._order else None

    def move_cursor(self, rows: int) -> None:
        """Down by so many rows, up where negative; stops at the ends."""
        self.move_cursor_to(self._cursor + rows)

    def move_cursor_to(self, row: int) -> None:
        """To the row at this index of the present order, or the nearest there is."""
        if self._order:
            self._cursor = min(max(row, 0), len(self._order) - 1)
            self._cursor_key = self._key_at(self._cursor)

    def move_column(self, step: int) -> None:
        """Right by so many columns in sight, left where negative; stops at the ends."""
        self.cursor_column = self.columns.beside(self.cursor_column, step)

    def move_to_problem(self) -> None:
        """To the next cell that wants attention, in reading order and round at the end."""
        shown = self.columns.shown
        at = (self._cursor, place_of(shown, self.cursor_column))
        found = next_problem(self._table, self._order, shown, at)
        if found is not None:
            self.move_cursor_to(found[0])
            self.cursor_column = shown[found[1]] if found[1] >= 0 else self.cursor_column

    def view(self, standing: Standing, place: Place, *, focused: bool) -> GridView:
        """The grid as it is to be seen now."""
        seen, movement, fresh = self._look(place), self._movement, standing.freshness
        mark = None if self.sorting.worst else self._sorted_by()
        return GridView(
            title=self.plan.title,
            columns=column_views(
                self.plan, self.columns, mark, seen.widest, counts_on=movement.ticking is not None
            ),
            rows=movement.rows(seen.rows, self._order, fresh, place),
            cursor=self._cursor if self._order else None,
            cursor_column=self.cursor_column,
            focused=focused,
            freshness=fresh,
            server_limit=limit_words(self.plan, len(self._table)),
            empty=self._why_empty(standing.empty),
            note=standing.note,
            totals=self._totals_now(seen, fresh, place),
            severities=movement.severities(seen.severities, self._order, fresh),
            shown=self.columns.shown,
            filter=self.filter.text,
            left_out=seen.left_out,
            only_problems=self.plan.only_problems,
            worst_first=self.sorting.worst,
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
        named = key_column(self.plan)
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

    def _why_empty(self, none_came: str) -> str:
        if self._order:
            return ""
        if not len(self._table):
            return none_came
        if self.filter.no_column:
            return no_column(self.filter.no_column)
        return no_match(self.plan.scope, self.filter.text) if self.filter else no_problem(self.plan.scope)

    def _look(self, place: Place) -> _Seen:
        # Times are written with their day from midnight on; nothing else depends on the clock.
        day = place.day()
        if self._seen is None or self._seen.day != day:
            worst = self._table.worst()
            columns = range(len(self.plan.columns))
            totals = totals_row(self.plan, self._table, self._order, place, key_column(self.plan))
            totalled = [0] * len(columns) if totals is None else [cell_len(c.text) for c in totals.row.cells]
            self._widest = tuple(
                max(self._widest[i], self._table.widest(i, place), self._movement.widest(i), totalled[i])
                for i in columns
            )
            left_out = b""
            if len(self._order) < len(self._all):
                picked = set(self._order)
                left_out = bytes([worst[row] for row in self._all if row not in picked])
            self._seen = _Seen(
                day,
                Rows(self._table, self._order, place),
                bytes(map(worst.__getitem__, self._order)),
                left_out,
                self._widest,
                totals,
            )
        return self._seen

    def _sorted_by(self) -> Sort | None:
        """The viewer's newest sort key, else the layout's own order where its first column is shown."""
        if self.sorting.keys:
            return self.sorting.keys[0]
        ids = [column.id for column in self.plan.columns]
        if not self.plan.order or self.plan.order[0].column_id not in ids:
            return None
        first = self.plan.order[0]
        return Sort(ids.index(first.column_id), first.direction == "DESC")

    def _sort(self, sort: Sort) -> None:
        self.sorting = self.sorting.by(sort)
        self._arrange()

    def _first_falling(self, column: int) -> bool:
        return not self.plan.columns[column].figure.kind.is_text

    def _arrange(self) -> None:
        """The viewer's own command: at once, whatever the beat says."""
        self._put_in_order()
        self._pick_rows()

    def _sort_all(self, at: float) -> None:
        self._put_in_order()
        self._beat = self._beat.sorted(at)

    def _put_in_order(self) -> None:
        self._all = arranged(self._table, self.sorting)
        self._is_sorted = True
        self.arrangements += 1

    def _pick_rows(self) -> None:
        """The rows that are to be seen, of all that stand in order."""
        order: Sequence[int] = self._all
        if self.plan.only_problems:
            worst = self._table.worst()
            order = [row for row in order if worst[row] >= Severity.WARN]
        if self.filter:
            passes = passing(self.filter, self._table, self.columns.shown)
            order = [row for row in order if passes[row]]
        self._order = order
        self._seen = None
        self._settle_cursor()

    def _settle_cursor(self) -> None:
        if self._cursor_key is None or not self._order:
            return
        keys = self._table.keys()
        if self._cursor_key not in keys:
            self.move_cursor_to(self._cursor)
            return
        row = keys.index(self._cursor_key)
        if len(self._order) == len(self._all):
            self._cursor = self._order.index(row)
            return
        place_in_all = {one: place for place, one in enumerate(self._all)}
        before = sum(place_in_all[one] < place_in_all[row] for one in self._order)
        self._cursor = min(before, len(self._order) - 1)

    def _key_at(self, index: int) -> RowKey:
        return self._table.keys()[self._order[index]]
