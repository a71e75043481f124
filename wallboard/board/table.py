"""The rows of one grid in one answer, read as far as someone needs them."""

from collections.abc import Sequence
from datetime import UTC
from functools import lru_cache
from itertools import compress
from operator import not_
from typing import TypeAlias, TypeVar, overload

from rich.cells import cell_len

from wallboard.board.figures import as_sent, is_misread, reader
from wallboard.board.formats import Place, shown, write
from wallboard.board.severity import judge
from wallboard.board.views import CellView, RowView, Severity
from wallboard.board.words import FLAGS, STATES
from wallboard.layout.plan import ColumnPlan, Figure, GridPlan
from wallboard.protocol.answer import Row
from wallboard.protocol.kinds import Kind, RatioUnit
from wallboard.protocol.values import UNKNOWN, Number, Raw, Text, Unknown, Value

RowKey: TypeAlias = tuple[str, int]
"""A row's key and how many rows above it had the same: what a row is known by over answers and sorts."""

GLYPH_SLOT = 2
"""Cells that a severity's glyph takes before a value."""


NOTHING = CellView("", Severity.UNKNOWN, muted=True)


class Table:
    """Values, severities and identities of a grid's rows, in the server's order, each made once.

    What the table `before` made of the same cells is taken over: of an answer nine cells in ten are old.
    """

    def __init__(
        self, plan: GridPlan, rows: Sequence[Row], unit: RatioUnit, before: "Table | None" = None
    ) -> None:
        self.plan = plan
        self.unit: RatioUnit = unit
        self.misread = 0
        self._rows = rows
        self._values: dict[int, list[Value]] = {}
        self._severities: dict[int, list[Severity]] = {}
        self._keys: list[RowKey] | None = None
        self._when = {stat for column in plan.columns for stat in _named_by_when(column.figure)}
        known = before if before is not None and before.unit == unit else None
        self._known_values = known.values_by_text() if known else {}
        self._known_severities = known.severities_by_text() if known else {}

    def __len__(self) -> int:
        return len(self._rows)

    def values(self, column: int) -> list[Value]:
        """The values of one shown column, by row."""
        if column not in self._values:
            self._values[column] = self._read(column)
        return self._values[column]

    def severities(self, column: int) -> list[Severity]:
        """The severities of one shown column that has thresholds, by row."""
        if column not in self._severities:
            figure = self.plan.columns[column].figure
            known = self._known_severities.get(column, {})
            self._severities[column] = [
                severity
                if (severity := known.get(raw) if type(raw) is str else None) is not None
                else judge(value, figure, self._row_texts(row)).severity
                for row, (raw, value) in enumerate(zip(self._raws(column), self.values(column), strict=True))
            ]
        return self._severities[column]

    def values_by_text(self) -> dict[int, dict[str, Value]]:
        """What the cells that came as text were read into, by column; of the columns that were read."""
        return {column: _by_text(self._raws(column), values) for column, values in self._values.items()}

    def severities_by_text(self) -> dict[int, dict[str, Severity]]:
        """The same of severities, where a cell is judged by itself alone."""
        return {
            column: _by_text(self._raws(column), severities)
            for column, severities in self._severities.items()
            if not _named_by_when(self.plan.columns[column].figure)
        }

    def worst(self) -> list[Severity]:
        """Each row's worst severity; OK where no column is judged."""
        judged = [
            self.severities(i) for i, column in enumerate(self.plan.columns) if column.figure.thresholds
        ]
        return [max(Severity.OK, *row) for row in zip(*judged, strict=True)] or [Severity.OK] * len(self)

    def keys(self) -> list[RowKey]:
        """The rows' identities; a row without a key has an empty one."""
        if self._keys is None:
            seen: dict[str, int] = {}
            self._keys = []
            for row in self._rows:
                key = as_sent(row[self.plan.key_index])
                seen[key] = seen.get(key, -1) + 1
                self._keys.append((key, seen[key]))
        return self._keys

    def widest(self, column: int, place: Place) -> int:
        """Cells of the longest text of a column, at least what its kind is planned for.

        A judged value counts without the glyph's slot where it has no glyph: the slot is planned anyway.
        """
        figure = self.plan.columns[column].figure
        values = self.values(column)
        if not figure.thresholds:
            return max(planned_cells(figure), _cells(values, figure, place))
        signed = [one >= Severity.WARN for one in self.severities(column)]
        with_sign = _cells(list(compress(values, signed)), figure, place)
        without = _cells(list(compress(values, map(not_, signed))), figure, place) - GLYPH_SLOT
        return max(planned_cells(figure), with_sign, without)

    def row_view(self, row: int, place: Place) -> RowView:
        """One row as it is to be seen."""
        cells = tuple(
            NOTHING
            if self._says_nothing(column, row)
            else cell_view(self.values(i)[row], column.figure, self._severity(i, row), place)
            for i, column in enumerate(self.plan.columns)
        )
        worst = max((cell.severity for cell in cells), default=Severity.OK)
        return RowView(self.keys()[row], cells, max(worst, Severity.OK))

    def _says_nothing(self, column: ColumnPlan, row: int) -> bool:
        """An empty text, such as the reason of a busy agent; a text that did not come is unknown."""
        return column.figure.kind is Kind.TEXT and self._rows[row][column.index] == ""

    def _severity(self, column: int, row: int) -> Severity:
        if self.plan.columns[column].figure.thresholds:
            return self.severities(column)[row]
        return Severity.UNKNOWN if isinstance(self.values(column)[row], Unknown) else Severity.OK

    def _raws(self, column: int) -> list[Raw]:
        index = self.plan.columns[column].index
        return [row[index] for row in self._rows]

    def _read(self, column: int) -> list[Value]:
        raws = self._raws(column)
        read = reader(self.plan.columns[column].figure, self.unit)
        known = self._known_values.get(column, {})
        # Only text is looked up: a flag and 1 would be the same key.
        values = [(known.get(raw) if type(raw) is str else None) or read(raw) for raw in raws]
        pairs = zip(raws, values, strict=True)
        self.misread += sum(is_misread(raw, value) for raw, value in pairs if value is UNKNOWN)
        return values

    def _row_texts(self, row: int) -> dict[str, str]:
        if not self._when:
            return {}
        stats = zip(self.plan.stats, self._rows[row], strict=False)
        return {stat: as_sent(cell) for stat, cell in stats if stat in self._when}


class Rows(Sequence[RowView]):
    """A table's rows in one order; each is made when it is first looked at."""

    def __init__(self, table: Table, order: Sequence[int], place: Place) -> None:
        self._table = table
        self._order = order
        self._place = place
        self._made: dict[int, RowView] = {}

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, index: int) -> RowView: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[RowView, ...]: ...
    def __getitem__(self, index: int | slice) -> RowView | tuple[RowView, ...]:
        if isinstance(index, slice):
            return tuple(self._row(row) for row in self._order[index])
        return self._row(self._order[index])

    def _row(self, row: int) -> RowView:
        if row not in self._made:
            self._made[row] = self._table.row_view(row, self._place)
        return self._made[row]


def cell_view(value: Value, figure: Figure, severity: Severity, place: Place) -> CellView:
    """One value as a cell; what needs no eye is muted."""
    return CellView(write(value, figure.kind, place).whole, severity, is_muted(value, figure))


def is_muted(value: Value, figure: Figure) -> bool:
    """Unknown, or a zero where zero is good (LOOK section 1), as it is shown."""
    if isinstance(value, Number):
        return figure.zero_is_good and shown(value.value, figure.kind) == 0
    return isinstance(value, Unknown)


def rank(value: Value) -> tuple[int, float, str, str]:
    """The place of a known value in a sort: numbers as numbers, then texts, first without regard to case."""
    match value:
        case Number(figure):
            return (0, figure, "", "")
        case Text(text):
            return (1, 0.0, text.casefold(), text)
        case _:
            raise ValueError("an unknown value has no rank")


def planned_cells(figure: Figure) -> int:
    """Cells to keep for a kind before any value came, so that columns do not jump as figures grow."""
    kind = figure.kind
    if kind.is_share:
        return len("82 %") if figure.thresholds else len("99.9 %")
    if kind.is_duration or kind is Kind.TIMESTAMP:
        return len("12:47")
    if kind is Kind.COUNT:
        return len("9999")
    if kind is Kind.STATE:
        return max(map(cell_len, STATES.values()))
    return max(map(len, FLAGS.values())) if kind is Kind.FLAG else 1


def _cells(values: Sequence[Value], figure: Figure, place: Place) -> int:
    """Cells of the longest of these values' texts."""
    known = set(values)
    if figure.kind.is_duration:
        # A longer time is never the shorter text, and of a thousand agents hardly two have the same.
        known = {max(known, key=_seconds)} if known else set()
    if figure.kind is Kind.TIMESTAMP:  # the one text that is another one on another day
        return max((cell_len(write(value, figure.kind, place).whole) for value in known), default=0)
    return max((_lasting_cells(value, figure.kind) for value in known), default=0)


@lru_cache(maxsize=1 << 15)
def _lasting_cells(value: Value, kind: Kind) -> int:
    return cell_len(write(value, kind, Place(UTC, 0.0)).whole)


T = TypeVar("T")


def _by_text(raws: Sequence[Raw], made: Sequence[T]) -> dict[str, T]:
    return {raw: one for raw, one in zip(raws, made, strict=True) if isinstance(raw, str)}


def _seconds(value: Value) -> float:
    return value.value if isinstance(value, Number) else -1.0


def _named_by_when(figure: Figure) -> set[str]:
    return {stat for rule in figure.thresholds for stat, _ in rule.when}
