"""The rows of one grid in one answer, read as far as someone needs them."""

from collections.abc import Sequence
from itertools import repeat
from operator import itemgetter
from typing import Final, TypeAlias, overload

from wallboard.board.column import Column
from wallboard.board.figures import as_sent
from wallboard.board.formats import Place
from wallboard.board.views import RowView, Severity
from wallboard.layout.plan import GridPlan
from wallboard.protocol.answer import Row
from wallboard.protocol.kinds import RatioUnit
from wallboard.protocol.values import Number, Text, Value

RowKey: TypeAlias = tuple[str, int]
"""A row's key and how many rows above it had the same: what a row is known by over answers and sorts."""

_AS_MARK: Final = bytes.maketrans(
    bytes([Severity.UNKNOWN, Severity.OK, Severity.WARN, Severity.ALERT]), bytes([0, 0, 1, 2])
)
_FROM_MARKS: Final = bytes.maketrans(
    bytes([0, 1, 2, 3]), bytes([Severity.OK, Severity.WARN, Severity.ALERT, Severity.ALERT])
)
"""A bit each for a warning and an alert: rows of all columns are laid over each other in one go."""


class Table:
    """Values, severities and identities of a grid's rows, in the server's order.

    The columns of the table `before` are taken over, with what they know of the cells that came so far.
    """

    def __init__(
        self, plan: GridPlan, rows: Sequence[Row], unit: RatioUnit, before: "Table | None" = None
    ) -> None:
        self.plan = plan
        self.unit: RatioUnit = unit
        self._rows = rows
        self._keys: list[RowKey] | None = None
        self._severities: dict[int, bytes] = {}
        self._worst: bytes | None = None
        self._day: int | None = None
        self.columns: tuple[Column, ...] = (
            before.columns
            if before is not None and before.unit == unit
            else tuple(Column(plan, column, unit) for column in plan.columns)
        )

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def misread(self) -> int:
        """Cells of the shown columns that came with the wrong type."""
        return sum(column.misread(self._rows) for column in self.columns)

    def values(self, column: int) -> list[Value]:
        """The values of one shown column, by row."""
        return self.columns[column].values(self._rows)

    def severities(self, column: int) -> bytes:
        """The severities of one shown column, a byte a row."""
        if column not in self._severities:
            self._severities[column] = self.columns[column].severities(self._rows)
        return self._severities[column]

    def worst(self) -> bytes:
        """Each row's worst severity, a byte a row; OK where no column is judged."""
        if self._worst is None:
            marks = 0
            for index, column in enumerate(self.columns):
                if column.figure.thresholds:
                    marks |= int.from_bytes(self.severities(index).translate(_AS_MARK))
            self._worst = marks.to_bytes(len(self)).translate(_FROM_MARKS)
        return self._worst

    def keys(self) -> list[RowKey]:
        """The rows' identities; a row without a key has an empty one."""
        if self._keys is None:
            cells = map(itemgetter(self.plan.key_index), self._rows)
            texts = [cell if isinstance(cell, str) else as_sent(cell) for cell in cells]
            alike = len(set(texts)) < len(texts)
            self._keys = _numbered(texts) if alike else list(zip(texts, repeat(0)))
        return self._keys

    def widest(self, column: int, place: Place) -> int:
        """Cells of the longest text of a column, of this answer and of those before (see `Column`)."""
        self._write_for(place)
        if self.plan.columns[column].width is None:
            self.severities(column)  # measures what it has not seen before
        return self.columns[column].widest

    def row_view(self, row: int, place: Place) -> RowView:
        """One row as it is to be seen."""
        self._write_for(place)
        cells = tuple([column.cell(self._rows[row]) for column in self.columns])
        return RowView(self.keys()[row], cells, Severity(self.worst()[row]))

    def _write_for(self, place: Place) -> None:
        if (day := place.day()) != self._day:
            self._day = day
            for index, column in enumerate(self.columns):
                if column.write_for(place, len(self)):
                    self._severities.pop(index, None)


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


def rank(value: Value) -> tuple[int, float, str, str]:
    """The place of a known value in a sort: numbers as numbers, then texts, first without regard to case."""
    match value:
        case Number(figure):
            return (0, figure, "", "")
        case Text(text):
            return (1, 0.0, text.casefold(), text)
        case _:
            raise ValueError("an unknown value has no rank")


def _numbered(texts: Sequence[str]) -> list[RowKey]:
    seen: dict[str, int] = {}
    keys = []
    for text in texts:
        seen[text] = seen.get(text, -1) + 1
        keys.append((text, seen[text]))
    return keys
