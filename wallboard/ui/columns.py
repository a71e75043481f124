"""The columns of a grid to choose from, over the page; what is chosen is seen at once behind it."""

from textual.app import ComposeResult
from textual.screen import ModalScreen

from wallboard.board.columns import Columns, as_laid_out
from wallboard.picture.columns_dialog import columns_picture
from wallboard.picture.lines import text_of
from wallboard.ui.canvas import Canvas
from wallboard.ui.grid import GridWidget
from wallboard.ui.keys import COLUMN_KEYS, bindings, column_hints


class ColumnsScreen(ModalScreen[None]):
    """One line a column, with a cursor that starts on the grid's own column."""

    DEFAULT_CSS = """
    ColumnsScreen { align: center middle; background: transparent; }
    ColumnsScreen Canvas { position: relative; width: 0; height: 0; }
    """
    BINDINGS = bindings(COLUMN_KEYS)

    def __init__(self, grid: GridWidget) -> None:
        super().__init__()
        self.grid = grid
        self.live = grid.board.live_grid(grid.ref)
        self.at = self.live.columns.order.index(self.live.cursor_column)
        self.canvas = Canvas()

    @property
    def column(self) -> int:
        """The column under the cursor, as the plan numbers it."""
        return self.live.columns.order[self.at]

    def compose(self) -> ComposeResult:
        yield self.canvas

    def on_resize(self) -> None:
        self._show()

    def action_point(self, step: int) -> None:
        self.at = min(max(self.at + step, 0), len(self.live.columns.order) - 1)
        self._show()

    def action_show_hide(self) -> None:
        self._choose(self.live.columns.toggled(self.column))

    def action_pin(self) -> None:
        self._choose(self.live.columns.toggled_pin(self.column))

    def action_widen(self, steps: int) -> None:
        self._choose(self.live.columns.widened(self.column, steps))

    def action_shift(self, step: int) -> None:
        self._choose(self.live.columns.moved(self.column, step))

    def action_reset(self) -> None:
        columns = self.live.columns
        self._choose(as_laid_out(len(columns.order), columns.key))

    def action_close(self) -> None:
        self.dismiss()

    def _choose(self, columns: Columns) -> None:
        column = self.column
        self.live.choose_columns(columns)
        self.at = columns.order.index(column)
        self.grid.show_cursor()
        self._show()

    def _show(self) -> None:
        size, grid = self.app.size, self.grid
        picture = columns_picture(
            self.live.columns_view(self.at), column_hints(), size.width, size.height, grid.glyphs
        )
        self.canvas.styles.width = len(text_of(picture[0])) if picture else 0
        self.canvas.styles.height = len(picture)
        self.canvas.show(picture, grid.theme_used)
