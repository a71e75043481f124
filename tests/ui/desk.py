"""What the tests of the app see of the desk on the stage."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from textual.geometry import Region
from textual.widget import Widget

from tests.board_screen import Grid, grid
from tests.screen import Screen
from tests.still import SIZES
from tests.ui.stage import StageApp
from wallboard.ui.grid import GridWidget

DESK: Final = SIZES["desk"]


def services(screen: Screen) -> Grid:
    """The desk's service grid, by the columns that the tests look at."""
    return grid(screen, "Services", [("Service", "left"), ("Waiting", "right"), ("Longest", "right")])


def marked(screen: Screen) -> tuple[int, int]:
    """Where the cursor's mark stands."""
    (place,) = screen.find_all("▌")
    return place


def row_text(screen: Screen) -> str:
    """The first words of the cursor's row."""
    x, y = marked(screen)
    return screen.between(y, x + 1, x + 20).strip()


@contextmanager
def repaints(app: StageApp) -> Iterator[dict[str, set[int]]]:
    """The lines that widgets ask Textual to paint again, by the widget's kind or the grid's title."""
    asked: dict[str, set[int]] = {}
    widgets: list[Widget] = [app.canvas, *app.grids]
    for widget in widgets:
        widget.refresh = noted(widget, asked)  # type: ignore[method-assign]
    try:
        yield asked
    finally:
        for widget in widgets:
            del widget.refresh


def noted(widget: Widget, asked: dict[str, set[int]]):  # type: ignore[no-untyped-def]
    refresh = widget.refresh
    title = "canvas"
    if isinstance(widget, GridWidget):
        title = widget.board.plan.pages[widget.ref.page].widgets[widget.ref.widget].title  # type: ignore[union-attr]

    def refreshed(*regions: Region, **more: bool) -> Widget:
        lines = [y for region in regions for y in range(region.y, region.bottom)]
        asked.setdefault(title, set()).update(lines if regions else range(widget.size.height))
        return refresh(*regions, **more)

    return refreshed
