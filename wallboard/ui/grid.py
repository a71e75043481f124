"""A grid on the screen: `picture` draws it, `board` sorts it; this widget scrolls and takes keys."""

from collections.abc import Callable

from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from wallboard.board.board import Board, WidgetRef
from wallboard.feed import Moment
from wallboard.picture.glyphs import Glyphs
from wallboard.picture.grid import HEAD_ROWS, GridPicture
from wallboard.picture.lines import Box
from wallboard.ui.details import DetailsScreen
from wallboard.ui.keys import GRID_KEYS, bindings
from wallboard.ui.strips import Lines
from wallboard.ui.theme import Theme

WHEEL_ROWS = 3


class GridWidget(ScrollView, can_focus=True):
    """One grid of the layout; `renew` draws it afresh from the board."""

    DEFAULT_CSS = """
    GridWidget {
        position: absolute; layer: above; scrollbar-size: 0 0; background: transparent;
        overflow-x: hidden; overflow-y: hidden;
    }
    """
    BINDINGS = bindings(GRID_KEYS)

    def __init__(
        self, board: Board, ref: WidgetRef, clock: Callable[[], Moment], glyphs: Glyphs, theme: Theme
    ) -> None:
        super().__init__()
        self.board = board
        self.ref = ref
        self.clock = clock
        self.glyphs = glyphs
        self.theme_used = theme
        self.box = Box(0, 0, 0, 0)
        self.margin = 1
        self._lines = Lines()
        self._picture: GridPicture | None = None

    @property
    def body_rows(self) -> int:
        """Rows of the grid that the screen has room for."""
        return max(0, self.box.height - self.head_rows)

    @property
    def head_rows(self) -> int:
        """Rows above them, which stay."""
        return HEAD_ROWS if self._picture is None else self._picture.head_rows

    @property
    def has_cursor(self) -> bool:
        """Whether the keys come here. Textual sets `has_focus` only after the handlers of focus and blur."""
        return self.screen.focused is self

    def place(self, box: Box, margin: int) -> None:
        """Put the grid at a place of the screen."""
        self.margin = margin
        if box == self.box:
            return
        self.box = box
        self.styles.offset = (box.x, box.y)
        self.styles.width = box.width
        self.styles.height = box.height

    def renew(self) -> None:
        """Draw the grid as the board has it now; lines that did not change are not repainted."""
        if not self.display or self.box.height == 0:
            return
        view = self.board.grid(self.ref, self.clock(), focused=self.has_cursor)
        self.virtual_size = Size(self.box.width, self.head_rows + len(view.rows))
        first = min(self.scroll_offset.y, max(0, len(view.rows) - self.body_rows))
        self._picture = GridPicture(
            view, self.box.width, self.box.height, self.margin, self.glyphs, before=self._picture
        )
        self._lines.replace(self._picture.lines(first), self.theme_used, self)

    def render_lines(self, crop: Region) -> list[Strip]:
        return self._lines.strips(crop, self.size.width)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        if round(old_value) != round(new_value):
            self.renew()

    def on_focus(self) -> None:
        self.renew()

    def on_blur(self) -> None:
        self.renew()

    def on_resize(self) -> None:
        self._show_cursor()

    def action_rows(self, rows: int) -> None:
        self.board.move_cursor(self.ref, rows)
        self._show_cursor()

    def action_screens(self, screens: int) -> None:
        self.action_rows(screens * max(1, self.body_rows - 1))

    def action_column(self, step: int) -> None:
        self.board.move_column(self.ref, step)
        self.renew()

    def action_details(self) -> None:
        key = self.board.row_under_cursor(self.ref)
        if key is not None:
            self.app.push_screen(DetailsScreen(self, key))

    def action_sort(self) -> None:
        self.board.sort_by_cursor(self.ref)
        self._show_cursor()

    def action_turn_sort(self) -> None:
        self.board.turn_sort(self.ref)
        self._show_cursor()

    def action_choose_sort(self, step: int) -> None:
        self.board.choose_sort(self.ref, step)
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        if self._picture is None:
            return
        row = event.y - self.head_rows
        if row >= 0:
            self.board.move_cursor_to(self.ref, row + self.scroll_offset.y)
        elif event.y == HEAD_ROWS - 1 and (column := self._picture.column_at(event.x)) is not None:
            self.board.sort_by(self.ref, column)
        self._show_cursor()

    def on_mouse_scroll_down(self) -> None:
        self.scroll_to(y=self.scroll_offset.y + WHEEL_ROWS, animate=False, force=True)

    def on_mouse_scroll_up(self) -> None:
        self.scroll_to(y=self.scroll_offset.y - WHEEL_ROWS, animate=False, force=True)

    def _show_cursor(self) -> None:
        """Scroll as little as brings the cursor's row into sight, and draw."""
        view = self.board.grid(self.ref, self.clock(), focused=self.has_cursor)
        top, rows = self.scroll_offset.y, self.body_rows
        if view.cursor is not None and not top <= view.cursor < top + rows:
            wanted = view.cursor if view.cursor < top else view.cursor - rows + 1
            self.virtual_size = Size(self.box.width, self.head_rows + len(view.rows))
            self.scroll_to(y=wanted, animate=False, force=True)
        self.renew()
