"""What the fields of a layout must be together: the layout as a whole, its pages, their places.

A rule that finds something missing asks first whether it was there and was wrong alone
(`damaged`), because that has been told already.
"""

from collections.abc import Iterator

from wallboard.layout.figure_rules import tile_findings
from wallboard.layout.grid_rules import grid_findings
from wallboard.layout.models import SIDE, Layout, Page, Place
from wallboard.layout.positions import Path
from wallboard.layout.problems import Damaged, Finding


def findings(layout: Layout, damaged: Damaged) -> Iterator[Finding]:
    """Every mistake that no field shows alone; `damaged` are the paths of fields that were taken out."""
    if not layout.title and ("title",) not in damaged:
        yield Finding((), "the layout needs a `title`")
    if not any(path[0] in ("refresh", "freshness") for path in damaged):
        yield from _freshness(layout)
    if not layout.pages and ("page",) not in damaged:
        yield Finding((), "the layout needs a [[page]]")
    for number, page in enumerate(layout.pages):
        yield from _page(page, ("page", number), damaged)


def _freshness(layout: Layout) -> Iterator[Finding]:
    limits = layout.freshness_limits
    least = 2 * layout.refresh + 5
    if limits.late < least:
        yield Finding(("freshness", "late"), f"expected {least} or more (2 x refresh + 5)")
    if not limits.late < limits.stale < limits.lost:
        facts = f"{limits.late:g}, {limits.stale:g}, {limits.lost:g}"
        yield Finding(("freshness",), f"expected late < stale < lost, but they are {facts}", on_key=True)


def _page(page: Page, path: Path, damaged: Damaged) -> Iterator[Finding]:
    if not page.name and (*path, "name") not in damaged:
        yield Finding(path, "the page needs a `name`")
    if not any(page.widgets()) and not any(wrong[: len(path)] == path for wrong in damaged):
        yield Finding(
            path, "the page needs a widget: tile, agent_summary, service_grid, agent_grid or ticker"
        )
    for number, tile in enumerate(page.tiles):
        yield from tile_findings(tile, (*path, "tile", number), damaged)
    for number, grid in enumerate(page.service_grids):
        yield from grid_findings(grid, "service", (*path, "service_grid", number), damaged)
    for number, grid in enumerate(page.agent_grids):
        yield from grid_findings(grid, "agent", (*path, "agent_grid", number), damaged)
    yield from _places(page, path, damaged)


def _places(page: Page, path: Path, damaged: Damaged) -> Iterator[Finding]:
    """All widgets of a page have a place on it, each its own, or none has."""
    placed = {(*path, *where, "at"): widget.at for where, widget in page.widgets()}
    if all(at is None and where not in damaged for where, at in placed.items()):
        return
    taken: list[Place] = []
    for where, at in placed.items():
        if at is None:
            if where not in damaged:
                yield Finding(where[:-1], "`at` is missing: all widgets of a page have a place, or none")
            continue
        column, row, width, height = at
        if min(column, row) < 0 or min(width, height) < 1 or max(column + width, row + height) > SIDE:
            yield Finding(where, f"outside the page, which is {SIDE} columns by {SIDE} rows")
        elif any(_overlap(at, other) for other in taken):
            yield Finding(where, "overlaps another widget of the page")
        taken.append(at)


def _overlap(one: Place, other: Place) -> bool:
    return all(
        one[axis] < other[axis] + other[axis + 2] and other[axis] < one[axis] + one[axis + 2]
        for axis in (0, 1)
    )
