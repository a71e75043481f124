"""A grid on the screen: `picture` draws it, `board` sorts it; this widget scrolls and takes keys."""

from collections.abc import Callable
from typing import NamedTuple

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from wallboard.board.board import Board, WidgetRef
from wallboard.board.table import RowKey
from wallboard.board.views import GridView
from wallboard.feed import Moment
from wallboard.picture.glyphs import Glyphs
from wallboard.picture.grid import HEAD_ROWS, GridPicture
from wallboard.picture.lines import Box
from wallboard.ui.keys import GRID_KEYS, bindings
from wallboard.ui.prompt import Prompt, typed_after, with_text
from wallboard.ui.strips import Lines
from wallboard.ui.theme import Theme

WHEEL_ROWS = 3


class Anchor(NamedTuple):
    """A row that keeps its line while others come and go: the cursor's, or the first in sight.

    `line` counts from the first row in sight. Without `arrangements` it is followed through sorts too.
    """

    key: RowKey
    line: int
    arrangements: int | None = None


class GridWidget(ScrollView, can_focus=True):
    """One grid of the layout; `renew` draws it afresh from the board."""

    DEFAULT_CSS = """
    GridWidget {
        position: absolute; layer: above; scrollbar-size: 0 0; background: transparent;
        overflow-x: hidden; overflow-y: hidden;
    }
    """
    BINDINGS = bindings(GRID_KEYS)

    class Filtered(Message):
        """The filter has been set or cleared."""

    class Held(Message):
        """The mouse was used here, so that the page stays."""

    def __init__(
        self,
        board: Board,
        ref: WidgetRef,
        clock: Callable[[], Moment],
        glyphs: Glyphs,
        theme: Theme,
        prompt: Prompt,
    ) -> None:
        super().__init__()
        self.board = board
        self.ref = ref
        self.clock = clock
        self.glyphs = glyphs
        self.theme_used = theme
        self.prompt = prompt
        self.typed: str | None = None
        """What has been typed in the prompt; None while it is closed."""
        self.box = Box(0, 0, 0, 0)
        self.margin = 1
        self._lines = Lines()
        self._picture: GridPicture | None = None
        self._anchor: Anchor | None = None

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
        if self.typed is not None:
            self.prompt.show(self.typed, margin, self.theme_used)
        if box == self.box:
            return
        self.box = box
        self.styles.offset = (box.x, box.y)
        self.styles.width = box.width
        self.styles.height = box.height

    def take_in(self) -> None:
        """Draw what the board has been given; of a grid that is scrolled, rows in sight keep their lines.

        At the top the grid stays at the top, where what comes first belongs.
        """
        if self._anchor is not None and self.display and self.scroll_offset.y:
            live = self.board.live_grid(self.ref)
            place = live.place_of(self._anchor.key)
            is_sorted_anew = self._anchor.arrangements not in (None, live.arrangements)
            if place is not None and not is_sorted_anew:
                view = self.board.grid(self.ref, self.clock(), focused=self.has_cursor)
                self._scroll_first_to(view, place - self._anchor.line)
        self.renew()

    def renew(self) -> None:
        """Draw the grid as the board has it now; lines that did not change are not repainted."""
        if not self.display or self.box.height == 0:
            return
        view = self.board.grid(self.ref, self.clock(), focused=self.has_cursor)
        self.virtual_size = Size(self.box.width, self.head_rows + len(view.rows))
        first = min(self.scroll_offset.y, max(0, len(view.rows) - self.body_rows))
        if first != self.scroll_offset.y:  # Textual does this with its next layout: rows may be back by then
            self.scroll_to(y=first, animate=False, force=True)  # comes back here
            return
        self._picture = GridPicture(
            view, self.box.width, self.box.height, self.margin, self.glyphs, before=self._picture
        )
        self._lines.replace(self._picture.lines(first), self.theme_used, self)
        self._anchor = self._anchor_of(view, first)

    def _anchor_of(self, view: GridView, first: int) -> "Anchor | None":
        if view.cursor is not None and first <= view.cursor < first + self.body_rows:
            return Anchor(view.rows[view.cursor].key, view.cursor - first)
        if first < len(view.rows):
            return Anchor(view.rows[first].key, 0, self.board.live_grid(self.ref).arrangements)
        return None

    def _scroll_first_to(self, view: GridView, first: int) -> None:
        self.virtual_size = Size(self.box.width, self.head_rows + len(view.rows))
        self.scroll_to(y=first, animate=False, force=True)

    def render_lines(self, crop: Region) -> list[Strip]:
        return self._lines.strips(crop, self.size.width)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        if round(old_value) != round(new_value):
            self.renew()

    def on_focus(self) -> None:
        self.renew()

    def on_blur(self) -> None:
        if self.typed is not None:
            self.stop_typing()
        self.renew()

    def on_resize(self) -> None:
        self.show_cursor()

    def action_rows(self, rows: int) -> None:
        self.board.move_cursor(self.ref, rows)
        self.show_cursor()

    def action_screens(self, screens: int) -> None:
        self.action_rows(screens * max(1, self.body_rows - 1))

    def action_column(self, step: int) -> None:
        self.board.move_column(self.ref, step)
        self.renew()

    def action_sort(self) -> None:
        self.board.sort_by_cursor(self.ref)
        self.show_cursor()

    def action_turn_sort(self) -> None:
        self.board.turn_sort(self.ref)
        self.show_cursor()

    def action_choose_sort(self, step: int) -> None:
        self.board.choose_sort(self.ref, step)
        self.show_cursor()

    def action_worst_first(self) -> None:
        self.board.live_grid(self.ref).turn_worst_first()
        self.show_cursor()

    def action_next_problem(self) -> None:
        self.board.live_grid(self.ref).move_to_problem()
        self.show_cursor()

    def action_filter(self) -> None:
        self.type(self.board.live_grid(self.ref).filter.text)

    def clear_filter(self) -> None:
        self._filter("")
        self.stop_typing()

    def type(self, text: str) -> None:
        """Show the prompt with what is typed in it, and the rows that match."""
        self.typed = text
        self.prompt.show(text, self.margin, self.theme_used)
        self._filter(text)

    def stop_typing(self) -> None:
        """Keep the filter as it is; keys are keys again."""
        self.typed = None
        self.prompt.hide()
        self.post_message(self.Filtered())

    def _filter(self, text: str) -> None:
        self.board.live_grid(self.ref).show_only(text)
        self.show_cursor()

    def type_key(self, key: str, character: str | None) -> None:
        """A key while a filter is typed: text, or one of the prompt's own."""
        match key:
            case "enter":
                self.stop_typing()
            case "escape":
                self.clear_filter()
            case "up" | "down":
                self.action_rows(1 if key == "down" else -1)
            case _:
                text = typed_after(self.typed or "", key, character)
                if text is not None:
                    self.type(text)

    def paste(self, text: str) -> None:
        """Text that was pasted while a filter is typed."""
        self.type(with_text(self.typed or "", text))

    def on_click(self, event: events.Click) -> None:
        self._hold()
        if self._picture is None:
            return
        row = event.y - self.head_rows
        if row >= 0:
            self.board.move_cursor_to(self.ref, row + self.scroll_offset.y)
        elif event.y == HEAD_ROWS - 1 and (column := self._picture.column_at(event.x)) is not None:
            self.board.sort_by(self.ref, column)
        self.show_cursor()

    def on_mouse_scroll_down(self) -> None:
        self._scroll(WHEEL_ROWS)

    def on_mouse_scroll_up(self) -> None:
        self._scroll(-WHEEL_ROWS)

    def _hold(self) -> None:
        self.board.hold(self.clock())
        self.post_message(self.Held())

    def _scroll(self, rows: int) -> None:
        self._hold()
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)

    def show_cursor(self) -> None:
        """Scroll as little as brings the cursor's row into sight, and draw."""
        view = self.board.grid(self.ref, self.clock(), focused=self.has_cursor)
        top, rows = self.scroll_offset.y, self.body_rows
        if view.cursor is not None and not top <= view.cursor < top + rows:
            wanted = view.cursor if view.cursor < top else view.cursor - rows + 1
            self._scroll_first_to(view, wanted)
        self.renew()
