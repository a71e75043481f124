"""The totals row of a grid: what its columns come to over the rows in sight."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wallboard.board import words
from wallboard.board.column import is_muted
from wallboard.board.figures import add_up
from wallboard.board.formats import Place, write
from wallboard.board.table import Table
from wallboard.board.views import CellView, RowView, Severity
from wallboard.layout.plan import ColumnPlan, GridPlan
from wallboard.protocol.values import UNKNOWN, Number, Unknown, Value

BLANK = CellView("", Severity.OK, muted=True)


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals row as the answer has it, and the row from which each worst cell is."""

    row: RowView
    worst: dict[int, int]

    def now(self, cells_of: "dict[int, RowView]") -> RowView:
        """The same with the worst of running columns as they are now; `cells_of` gives rows as they are."""
        cells = list(self.row.cells)
        for column, row in self.worst.items():
            if row in cells_of:
                cell = cells_of[row].cells[column]
                cells[column] = replace(cells[column], text=words.worst(cell.text), severity=cell.severity)
        return replace(self.row, cells=tuple(cells))


def totals_row(
    plan: GridPlan, table: Table, order: Sequence[int], place: Place, key: int | None
) -> Totals | None:
    """What the columns of `order`'s rows come to, under the label in the column `key`; None where the layout
    asks for none.

    A sum is not known where a part isn't; averages (of rows, however much each stands for) and the worst
    leave out what is not known. Only the worst is judged: limits are for a row, not for a sum of rows.
    """
    if not any(column.total for column in plan.columns):
        return None
    cells = [BLANK] * len(plan.columns)
    worst: dict[int, int] = {}
    if key is not None:
        limited = plan.limit is not None and len(table) >= plan.limit
        label = words.totalled(len(order), len(table), limited=limited)
        cells[key] = CellView(label, Severity.OK)
    for index, column in enumerate(plan.columns):
        if column.total == "worst":
            row = _worst_row(column, index, table, order)
            if row is not None:
                worst[index] = row
            cells[index] = _worst_cell(column, index, table, row, place)
        elif column.total is not None:
            values = table.values(index)
            cells[index] = _total_cell(column, [values[row] for row in order], place)
    return Totals(RowView(("", -1), tuple(cells), Severity.OK), worst)


def _total_cell(column: ColumnPlan, values: Sequence[Value], place: Place) -> CellView:
    kind = column.figure.kind
    if column.total == "sum":
        value = add_up(values)
        return CellView(write(value, kind, place).whole, Severity.OK, is_muted(value, column.figure))
    known = [value.value for value in values if isinstance(value, Number)]
    mean: Value = Number(sum(known) / len(known)) if known else UNKNOWN
    text = write(mean, kind, place).whole
    return CellView(words.average(text) if known else text, Severity.OK, muted=not known)


def _worst_row(column: ColumnPlan, index: int, table: Table, order: Sequence[int]) -> int | None:
    """The row of the worst severity, and of those the one furthest the wrong way."""
    values = table.values(index)
    severities = table.severities(index) if column.figure.thresholds else ()
    sign = 1 if column.figure.goal_is_most else -1

    def badness(row: int) -> tuple[int, float]:
        value = values[row]
        return (severities[row] if severities else 0, sign * value.value if isinstance(value, Number) else 0)

    known = [row for row in order if not isinstance(values[row], Unknown)]
    return max(known, key=badness, default=None)


def _worst_cell(column: ColumnPlan, index: int, table: Table, row: int | None, place: Place) -> CellView:
    if row is None:
        return CellView(words.UNKNOWN, Severity.OK, muted=True)
    text = write(table.values(index)[row], column.figure.kind, place).whole
    severity = table.severities(index)[row] if column.figure.thresholds else Severity.OK
    return CellView(words.worst(text), Severity(severity))
