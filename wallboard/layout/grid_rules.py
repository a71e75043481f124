"""What the fields of a grid must be together: its columns, its order, its filter."""

from collections.abc import Iterator
from typing import Literal

from wallboard.layout.figure_rules import column_findings
from wallboard.layout.figures import specs_of
from wallboard.layout.models import ServiceGrid
from wallboard.layout.positions import Path
from wallboard.layout.problems import Damaged, Finding, nearest

_NAMING = ("columns", "id", "stat", "sum")
"""Fields that give columns their names."""
_FILTER = ("filter_by", "filter_operation", "filter_value")


def grid_findings(
    grid: ServiceGrid, scope: Literal["service", "agent"], path: Path, damaged: Damaged
) -> Iterator[Finding]:
    if not grid.columns and (*path, "columns") not in damaged:
        yield Finding(path, "the grid needs `columns`")
    for number, column in enumerate(grid.columns):
        yield from column_findings(column, scope, (*path, "columns", number), damaged)
    yield from _same_names(grid, path)
    yield from _order(grid, path, damaged)
    yield from _filter(grid, path, damaged)
    yield from _only_problems(grid, path, damaged)
    if not any(wrong[: len(path)] == path and wrong[-1] in _NAMING for wrong in damaged):
        yield from _unknown_columns(grid, path)


def _same_names(grid: ServiceGrid, path: Path) -> Iterator[Finding]:
    names: set[str] = set()
    for number, column in enumerate(grid.columns):
        if column.name and column.name in names:
            where = (*path, "columns", number)
            field = "id" if column.id else "stat" if column.stat else "sum"
            yield Finding(
                (*where, field), f"another column is `{column.name}`; give this one an `id` of its own"
            )
        names.add(column.name)


def _order(grid: ServiceGrid, path: Path, damaged: Damaged) -> Iterator[Finding]:
    if grid.order_by is not None and grid.order:
        yield Finding((*path, "order"), "`order` and `order_by` exclude each other", on_key=True)
    if grid.order_dir is not None and grid.order_by is None and (*path, "order_by") not in damaged:
        yield Finding((*path, "order_dir"), "`order_dir` needs `order_by`", on_key=True)
    for number, key in enumerate(grid.order):
        where = (*path, "order", number)
        if key.by is None and (*where, "by") not in damaged:
            yield Finding(where, "expected `by`, the id of a column")


def _filter(grid: ServiceGrid, path: Path, damaged: Damaged) -> Iterator[Finding]:
    given = [name for name in _FILTER if getattr(grid, name) is not None or (*path, name) in damaged]
    missing = [name for name in _FILTER if name not in given]
    if given and missing:
        words = " and ".join(f"`{name}`" for name in missing)
        yield Finding((*path, given[0]), f"half a filter: {words} missing", on_key=True)


def _only_problems(grid: ServiceGrid, path: Path, damaged: Damaged) -> Iterator[Finding]:
    judged = any(
        spec.warn is not None or spec.alert is not None for c in grid.columns for spec in specs_of(c)
    )
    if grid.only_problems and not judged and not any(wrong[: len(path)] == path for wrong in damaged):
        yield Finding(
            (*path, "only_problems"), "`only_problems` needs a column with `warn` or `alert`", on_key=True
        )


def _unknown_columns(grid: ServiceGrid, path: Path) -> Iterator[Finding]:
    """Names in the order or the filter that no column has."""
    names = [column.name for column in grid.columns]
    meant: dict[Path, str | None] = {("order_by",): grid.order_by, ("filter_by",): grid.filter_by}
    meant |= {("order", number, "by"): key.by for number, key in enumerate(grid.order)}
    for where, name in meant.items():
        if name is not None and names and name not in names:
            yield Finding((*path, *where), f"no column is `{name}`", nearest(name, names))
