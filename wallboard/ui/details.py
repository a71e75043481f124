"""A row's details over the right half of the page; they follow their row while they are open."""

from dataclasses import replace

from textual.app import ComposeResult
from textual.screen import ModalScreen

from wallboard.board import words
from wallboard.board.table import RowKey
from wallboard.board.views import RowDetailsView
from wallboard.picture.details import FRAME, MARGIN, details_body, details_picture
from wallboard.ui.canvas import Canvas
from wallboard.ui.grid import GridWidget
from wallboard.ui.keys import DETAILS_KEYS, bindings


class DetailsScreen(ModalScreen[None]):
    """The row that was under a grid's cursor when it was opened, known by its key from then on."""

    DEFAULT_CSS = """
    DetailsScreen { background: transparent; layers: below; }
    DetailsScreen Canvas { width: 0; height: 0; }
    """
    BINDINGS = bindings(DETAILS_KEYS)

    def __init__(self, grid: GridWidget, key: RowKey) -> None:
        super().__init__()
        self.grid = grid
        self.key = key
        self.canvas = Canvas()
        self._last: RowDetailsView | None = None
        self._first = 0

    def compose(self) -> ComposeResult:
        yield self.canvas

    def on_resize(self) -> None:
        self.renew()

    def action_close(self) -> None:
        self.dismiss()

    def action_scroll(self, rows: int) -> None:
        self._first = max(0, self._first + rows)
        self.renew()

    def renew(self) -> None:
        """Show the row as it is now; of one that has left, its last figures, and that it has left."""
        grid = self.grid
        now = grid.clock()
        view = grid.board.details(grid.ref, self.key, now)
        if view is not None:
            self._last = view
        elif self._last is not None:
            fresh = grid.board.grid_freshness(grid.ref, now)
            view = replace(self._last, note=words.ROW_HAS_LEFT, freshness=fresh)
        if view is not None:
            self._show(view)

    def _show(self, view: RowDetailsView) -> None:
        """In the right half of the screen, from where the grid begins or, where that is too low, the first
        grid of the page: never over the banner. A screen too small for any grid has no room for it."""
        tops = [grid.box.y for grid in self.app.query(type(self.grid)) if grid.display]
        if not tops:
            self.canvas.styles.height = 0
            return
        size = self.app.size
        width = size.width - size.width // 2
        rows = len(details_body(view, max(1, width - 2 * MARGIN), self.grid.glyphs)) + FRAME
        own = self.grid.box.y if self.grid.display else 0
        top = max(min(tops), min(own, size.height - 1 - rows))
        height = min(rows, max(0, size.height - 1 - top))
        self._first = min(self._first, max(0, rows - height))
        picture = details_picture(view, width, height, self._first, self.grid.glyphs)
        self.canvas.styles.offset = (size.width - width, top)
        self.canvas.styles.width = width
        self.canvas.styles.height = len(picture)
        self.canvas.show(picture, self.grid.theme_used)
