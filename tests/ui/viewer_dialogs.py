"""The dialogs of the reference viewer: what their keys do, and what lies over the page."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from wallboard.board import words
from wallboard.board.board import WidgetRef
from wallboard.board.columns import Columns, as_laid_out
from wallboard.board.views import RowDetailsView
from wallboard.picture.columns_dialog import columns_picture
from wallboard.picture.details import FRAME, MARGIN, details_body, details_picture
from wallboard.picture.footer import help_picture
from wallboard.picture.glyphs import UTF8
from wallboard.picture.lines import Picture, text_of
from wallboard.ui.keys import column_hints, help_hints
from wallboard.ui.theme import Theme

if TYPE_CHECKING:
    from tests.ui.viewer import Viewer

UP = ("up", "k")
DOWN = ("down", "j")


class Over(NamedTuple):
    """A picture over the page, its place and its theme."""

    picture: Picture
    x: int
    y: int
    theme: Theme


@dataclass
class Help:
    theme: Theme
    """It keeps the one that it was opened with."""

    def press(self, viewer: "Viewer", key: str) -> None:
        if key in ("escape", "?", "q", "enter"):
            viewer.dialog = None

    def over(self, viewer: "Viewer") -> Over:
        picture = help_picture(help_hints(len(viewer.board.plan.pages)), *viewer.size, UTF8)
        return _in_the_middle(picture, viewer.size, self.theme)


@dataclass
class ColumnChoosing:
    ref: WidgetRef
    at: int
    """The chosen one's place in the viewer's order."""

    def press(self, viewer: "Viewer", key: str) -> None:
        live = viewer.board.live_grid(self.ref)
        before = live.columns
        if key in ("enter", "escape", "c", "q"):
            viewer.dialog = None
        elif key in UP or key in DOWN:
            self.at = min(max(self.at + (1 if key in DOWN else -1), 0), len(before.order) - 1)
        elif (columns := _chosen(before, before.order[self.at], key)) is not None:
            live.choose_columns(columns)
            self.at = columns.order.index(before.order[self.at])
            viewer.show_cursor(self.ref)

    def over(self, viewer: "Viewer") -> Over:
        choices = viewer.board.live_grid(self.ref).columns_view(self.at)
        picture = columns_picture(choices, column_hints(), *viewer.size, UTF8)
        return _in_the_middle(picture, viewer.size, viewer.theme)


def _chosen(columns: Columns, column: int, key: str) -> Columns | None:
    """The columns after a key; None: it is none of theirs."""
    match key:
        case "space":
            return columns.toggled(column)
        case "K" | "J":
            return columns.moved(column, 1 if key == "J" else -1)
        case "+" | "-":
            return columns.widened(column, 1 if key == "+" else -1)
        case "p":
            return columns.toggled_pin(column)
        case "r":
            return as_laid_out(len(columns.order), columns.key)
        case _:
            return None


@dataclass
class Details:
    ref: WidgetRef
    key: tuple[str, int]
    first: int = 0
    """The first line of the body in sight."""
    last: RowDetailsView | None = None
    """What was last known of the row, to be shown when it has left."""

    def press(self, viewer: "Viewer", key: str) -> None:
        if key in ("escape", "enter", "q"):
            viewer.dialog = None
        elif key in UP or key in DOWN:
            self.first = max(0, self.first + (1 if key in DOWN else -1))

    def over(self, viewer: "Viewer") -> Over:
        """In the right half, from where its grid begins or higher, but not over the banner."""
        width, height = viewer.size
        view, boxes = self._view(viewer), viewer.boxes
        if not boxes:
            return Over((), 0, 0, viewer.theme)
        wide = width - width // 2
        rows = len(details_body(view, max(1, wide - 2 * MARGIN), UTF8)) + FRAME
        own = boxes[self.ref].y if self.ref in boxes else 0
        top = max(min(box.y for box in boxes.values()), min(own, height - 1 - rows))
        room = min(rows, max(0, height - 1 - top))
        self.first = min(self.first, max(0, rows - room))
        return Over(details_picture(view, wide, room, self.first, UTF8), width - wide, top, viewer.theme)

    def _view(self, viewer: "Viewer") -> RowDetailsView:
        now = viewer.clock()
        view = viewer.board.details(self.ref, self.key, now)
        if view is None:
            assert self.last is not None
            fresh = viewer.board.grid_freshness(self.ref, now)
            return replace(self.last, note=words.ROW_HAS_LEFT, freshness=fresh)
        self.last = view
        return view


def _in_the_middle(picture: Picture, size: tuple[int, int], theme: Theme) -> Over:
    wide = len(text_of(picture[0])) if picture else 0
    return Over(picture, (size[0] - wide) // 2, (size[1] - len(picture)) // 2, theme)
