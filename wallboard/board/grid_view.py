"""What a grid says about its columns, and about what the server left out of it."""

from collections.abc import Sequence

from wallboard.board.columns import Columns
from wallboard.board.ordering import Sort
from wallboard.board.views import ColumnView, SortMark
from wallboard.board.words import server_limit
from wallboard.layout.plan import GridPlan
from wallboard.protocol.kinds import Kind


def column_views(
    plan: GridPlan, columns: Columns, sort: Sort | None, widest: Sequence[int], *, counts_on: bool
) -> tuple[ColumnView, ...]:
    """All columns, shown or not; `widest` has the cells of each one's longest text, `counts_on` says that
    running columns go on between answers."""
    return tuple(
        ColumnView(
            id=column.id,
            label=column.figure.label,
            right=not column.figure.kind.is_text,
            judged=bool(column.figure.thresholds),
            sort=_mark(sort, i),
            is_key=i == columns.key,
            width=column.width,
            widest=widest[i],
            bar=column.bar,
            trend=column.trend,
            ticks=column.runs and counts_on,
            pinned=i in columns.pinned,
            extra=columns.extra[i],
        )
        for i, column in enumerate(plan.columns)
    )


def _mark(sort: Sort | None, column: int) -> SortMark:
    if sort is None or sort.column != column:
        return ""
    return "down" if sort.falling else "up"


def key_column(plan: GridPlan) -> int | None:
    """The shown column that names the row: the first text, else its key."""
    texts = (i for i, column in enumerate(plan.columns) if column.figure.kind is Kind.TEXT)
    keys = (i for i, column in enumerate(plan.columns) if column.index == plan.key_index)
    return next(texts, next(keys, None))


def limit_words(plan: GridPlan, rows: int) -> str:
    """What the server cut; nothing while it sends fewer rows than it may."""
    if plan.limit is None or rows < plan.limit:
        return ""
    if not plan.order:
        return server_limit(plan.limit, "", falling=False)
    first = plan.order[0]
    labels = {column.id: column.figure.label for column in plan.columns}
    return server_limit(plan.limit, labels.get(first.column_id, ""), falling=first.direction == "DESC")
