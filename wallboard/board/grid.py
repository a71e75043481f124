"""A grid of the board: its newest rows, and what the viewer's hand has made of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from wallboard.board.columns import Columns, as_laid_out, place_of
from wallboard.board.filtering import Filter, passing, read_filter
from wallboard.board.formats import Place
from wallboard.board.ordering import Beat, Sort, Sorting, arranged, carried, next_problem
from wallboard.board.table import RowKey, Rows, Table
from wallboard.board.views import (
    ColumnChoice,
    ColumnsView,
    ColumnView,
    Freshness,
    GridView,
    Severity,
    SortMark,
)
from wallboard.board.words import no_column, no_match, no_problem, server_limit
from wallboard.layout.plan import GridPlan
from wallboard.protocol.answer import Row
from wallboard.protocol.kinds import Kind, RatioUnit


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
    severities: tuple[Severity, ...]
    left_out: tuple[Severity, ...]
    widest: tuple[int, ...]


class LiveGrid:
    """One grid over the answers: its rows change; the viewer's sort, filter, columns and cursor stay.

    The cursor stays on its row by identity; when that row vanishes, on the row at the same index; while
    a filter hides it, on the one behind it. Until it is moved it stays at the top, so that a board nobody
    touches shows its first rows.

    Rows that an answer changes keep their places until the beat allows a sort (`ordering.Beat`), then all
    take the places they should have; what the viewer himself asks for is done at once. Filters have no
    beat: a row that no longer matches says something that is not asked for.
    """

    def __init__(self, plan: GridPlan, resort_s: float = 0) -> None:
        self.plan = plan
        self.sorting = Sorting(worst=plan.only_problems)
        """The viewer's own; without keys, as the server sorts."""
        self.filter = Filter()
        self.columns = as_laid_out(len(plan.columns), _key_column(plan))
        self.cursor_column = 0
        self._beat = Beat(resort_s)
        self._table = Table(plan, (), "0-1")
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
        self._table = Table(self.plan, rows, unit, before=before)
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
        seen = self._look(place)
        return GridView(
            title=self.plan.title,
            columns=self._column_views(seen.widest),
            rows=seen.rows,
            cursor=self._cursor if self._order else None,
            cursor_column=self.cursor_column,
            focused=focused,
            freshness=standing.freshness,
            server_limit=_limit_words(self.plan, len(self._table)),
            empty=self._why_empty(standing.empty),
            note=standing.note,
            severities=seen.severities,
            shown=self.columns.shown,
            filter=self.filter.text,
            left_out=seen.left_out,
            only_problems=self.plan.only_problems,
            worst_first=self.sorting.worst,
        )

    def _column_views(self, widest: Sequence[int]) -> tuple[ColumnView, ...]:
        mark = None if self.sorting.worst else self._sorted_by()
        columns = self.columns
        return tuple(
            ColumnView(
                id=column.id,
                label=column.figure.label,
                right=not column.figure.kind.is_text,
                judged=bool(column.figure.thresholds),
                sort=_mark(mark, i),
                is_key=i == columns.key,
                width=column.width,
                widest=widest[i],
                pinned=i in columns.pinned,
                extra=columns.extra[i],
            )
            for i, column in enumerate(self.plan.columns)
        )

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
            self._widest = tuple(max(self._widest[i], self._table.widest(i, place)) for i in columns)
            left_out: tuple[Severity, ...] = ()
            if len(self._order) < len(self._all):
                picked = set(self._order)
                left_out = tuple(worst[row] for row in self._all if row not in picked)
            self._seen = _Seen(
                day,
                Rows(self._table, self._order, place),
                tuple(worst[row] for row in self._order),
                left_out,
                self._widest,
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
