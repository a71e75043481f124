"""What a viewer should have before him, worked out plainly: the reference that walks hold the program to.

A board of its own is given the same answers and keys. Where the eye and the hand are (focus, first rows in
sight, prompt, dialog) is kept here in so many words; each screen is drawn whole from `picture` and the
theme's table. No widget, no strip, no painter and nothing of Textual has a part in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from functools import lru_cache, partial
from typing import Final

from tests.screen import Cell, Screen
from tests.still import draw, failing
from tests.ui.scene import Scene
from tests.ui.stage import StageClock
from tests.ui.viewer_dialogs import ColumnChoosing, Details, Help
from wallboard.board.board import Board, WidgetRef
from wallboard.board.views import GridView
from wallboard.feed import Delivery, LinkState, Phase
from wallboard.picture.glyphs import UTF8
from wallboard.picture.grid import GridPicture
from wallboard.picture.lines import Box, Line, Picture
from wallboard.picture.page import Arrangement, arrange, banner_rows, page_picture, urgent_is_shown
from wallboard.picture.prompt import prompt_line
from wallboard.ui.keys import footer_hints
from wallboard.ui.theme import Depth, Theme

Key = tuple[str, int]

HEADER: Final = 1
"""The line of a grid in which its header stands."""


@dataclass
class Anchor:
    """A row whose line stays: the cursor's, or the first in sight unless the rows are put in order anew."""

    key: Key
    line: int
    arrangements: int | None


class Viewer:
    """One viewer of a scene's board on a terminal of a size and a depth. `screen` is what he should see."""

    def __init__(self, scene: Scene, depth: Depth, size: tuple[int, int]) -> None:
        self.scene = scene
        self.board = Board(scene.plan, UTC)
        self.clock = StageClock()
        self.theme = Theme(depth)
        self.size = size
        self.focus: WidgetRef | None = None
        self.first = dict.fromkeys(self.board.grid_refs, 0)
        self.typed: str | None = None
        self.dialog: Help | ColumnChoosing | Details | None = None
        self._boxes: dict[WidgetRef, Box] = {}
        self._arrange()
        self._focus_first()
        self.answer()

    # -- what is where

    @property
    def page(self) -> Arrangement:
        """Where the widgets of the page are now."""
        width, height = self.size
        rows = banner_rows(self.board.banner(self.clock()), self.board.plan, width, height)
        return arrange(self.board.plan, self.board.page, width, height, rows)

    @property
    def boxes(self) -> dict[WidgetRef, Box]:
        """The places of the grids on the page."""
        placed = {ref: self.page.widgets[ref.widget] for ref in self._grids_of_page()}
        return {ref: box for ref, box in placed.items() if box is not None}

    def _grids_of_page(self) -> Iterator[WidgetRef]:
        return (ref for ref in self.board.grid_refs if ref.page == self.board.page)

    def view(self, ref: WidgetRef) -> GridView:
        return self.board.grid(ref, self.clock(), focused=ref == self.focus)

    def head_rows(self, ref: WidgetRef) -> int:
        return 2 if self.view(ref).totals is None else 3

    def body_rows(self, ref: WidgetRef) -> int:
        return max(0, self.boxes[ref].height - self.head_rows(ref))

    # -- the feed and the clock

    def answer(self) -> None:
        self._deliver(Delivery(LinkState(Phase.LIVE, self.clock()), self.scene.answer(), self.clock()))

    def silence(self) -> None:
        self._deliver(Delivery(failing(8)))

    def _deliver(self, delivery: Delivery) -> None:
        anchors = self._anchors()
        self.board.take(delivery)
        self._hold_lines(anchors)
        self._arrange()

    def turn_clock(self, seconds: float) -> None:
        self.clock.turn(seconds)
        anchors = self._anchors()
        if self.board.rotate(self.clock()):
            self._arrange()
            self._focus_first()
            return
        self.board.resort(self.clock())
        self._hold_lines(anchors)
        self._arrange()
        self.board.remember()

    def _anchors(self) -> dict[WidgetRef, Anchor]:
        """The rows that should keep their lines whatever comes; a grid at its top stays at the top."""
        anchors = {}
        for ref in self.boxes:
            view, first = self.view(ref), self.first[ref]
            if not first or not len(view.rows):
                continue
            if view.cursor is not None and first <= view.cursor < first + self.body_rows(ref):
                anchors[ref] = Anchor(view.rows[view.cursor].key, view.cursor - first, None)
            else:
                anchors[ref] = Anchor(view.rows[first].key, 0, self.board.live_grid(ref).arrangements)
        return anchors

    def _hold_lines(self, anchors: dict[WidgetRef, Anchor]) -> None:
        for ref, anchor in anchors.items():
            keys = [row.key for row in self.view(ref).rows]
            sorted_anew = anchor.arrangements not in (None, self.board.live_grid(ref).arrangements)
            if anchor.key in keys and not sorted_anew:
                self._scroll_to(ref, keys.index(anchor.key) - anchor.line)

    def _scroll_to(self, ref: WidgetRef, first: int) -> None:
        last = len(self.view(ref).rows) - self.body_rows(ref)
        self.first[ref] = max(0, min(first, last))

    # -- the hand

    def resize(self, width: int, height: int) -> None:
        self.size = width, height
        self._arrange()

    def _arrange(self) -> None:
        """Grids come into sight, or in another size, with their cursors; one that goes gives the keys on."""
        boxes = self.boxes
        if self.focus not in boxes and self.focus is not None:
            self._give_keys_to(next(iter(boxes), None))
        if self.focus is None:
            self._focus_first()
        for ref, box in boxes.items():
            if ref not in self._boxes or box[2:] != self._boxes[ref][2:]:
                self.show_cursor(ref)
            self._scroll_to(ref, self.first[ref])
        self._boxes = boxes

    def _focus_first(self) -> None:
        self._give_keys_to(None if self.board.plan.rotate else next(iter(self.boxes), None))

    def _give_keys_to(self, ref: WidgetRef | None) -> None:
        if ref != self.focus:
            self.typed = None
        self.focus = ref

    def show_cursor(self, ref: WidgetRef) -> None:
        """The least scrolling that brings the cursor's row into sight, once the grid has a place."""
        if ref not in self.boxes:
            return
        cursor, first, rows = self.view(ref).cursor, self.first[ref], self.body_rows(ref)
        if cursor is not None and cursor < first:
            first = cursor
        elif cursor is not None and cursor >= first + rows:
            first = cursor - rows + 1
        self._scroll_to(ref, first)

    def click(self, x: int, y: int) -> None:
        hit = next((ref for ref, box in self.boxes.items() if _is_in(box, x, y)), None)
        if hit is None or self.dialog is not None or (self.typed is not None and y == self.size[1] - 1):
            return
        self.board.hold(self.clock())
        self._give_keys_to(hit)
        box = self.boxes[hit]
        row = y - box.y - self.head_rows(hit)
        if row >= 0:
            self.board.move_cursor_to(hit, row + self.first[hit])
        elif y - box.y == HEADER:
            picture = GridPicture(self.view(hit), box.width, box.height, self.page.margin, UTF8)
            column = picture.column_at(x - box.x)
            if column is not None:
                self.board.sort_by(hit, column)
        self.show_cursor(hit)

    def wheel(self, x: int, y: int, rows: int) -> None:
        hit = next((ref for ref, box in self.boxes.items() if _is_in(box, x, y)), None)
        if hit is None or self.dialog is not None or (self.typed is not None and y == self.size[1] - 1):
            return
        self.board.hold(self.clock())
        self._scroll_to(hit, self.first[hit] + rows)

    def press(self, key: str) -> None:
        self.board.hold(self.clock())
        if self.typed is not None and self.focus is not None:
            self._type_key(self.focus, key)
        elif self.dialog is not None:
            self.dialog.press(self, key)
        elif not self._press_on_board(key) and self.focus is not None:
            self._press_in_grid(self.focus, key)

    def _press_on_board(self, key: str) -> bool:
        """The keys that mean the same wherever the cursor is; says whether this is one of them."""
        if key.isdigit():
            self._turn_to(int(key) - 1)
        elif key in ("n", "p"):
            self._turn_to((self.board.page + (1 if key == "n" else -1)) % len(self.board.plan.pages))
        elif key in ("tab", "shift+tab"):
            self._focus_next(1 if key == "tab" else -1)
        else:
            does = {
                "?": self._open_help,
                "space": partial(self.board.toggle_rotation, self.clock()),
                "u": self._mark_seen,
                "t": self._turn_theme,
                "f": self._freeze,
                "escape": self._clear_filter,
                "R": int,  # only asks the feed
                "ctrl+l": int,
            }
            if key not in does:
                return False
            does[key]()
        return True

    def _open_help(self) -> None:
        self.dialog = Help(self.theme)

    def _mark_seen(self) -> None:
        if urgent_is_shown(self.board, self.page):
            self.board.mark_seen()

    def _turn_theme(self) -> None:
        self.theme = replace(self.theme, hue="day" if self.theme.hue == "night" else "night")

    def _freeze(self) -> None:
        anchors = self._anchors()
        self.board.freeze(self.clock())
        self._hold_lines(anchors)
        self._arrange()

    def _clear_filter(self) -> None:
        """Of the grid with the cursor, else of all on the page."""
        filtered = self._filtered()
        for ref in [ref for ref in filtered if ref == self.focus] or filtered:
            self._filter(ref, "")

    def _turn_to(self, page: int) -> None:
        if page < len(self.board.plan.pages) and page != self.board.page:
            self.board.turn_page(page)
            self._arrange()
            self._focus_first()

    def _focus_next(self, step: int) -> None:
        refs = list(self.boxes)
        if self.focus in refs:
            self._give_keys_to(refs[(refs.index(self.focus) + step) % len(refs)])
        elif refs:
            self._give_keys_to(refs[0 if step > 0 else -1])

    def _press_in_grid(self, ref: WidgetRef, key: str) -> None:
        board, live = self.board, self.board.live_grid(ref)
        page = max(1, self.body_rows(ref) - 1)
        moves = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -page, "pagedown": page}
        moves |= {"home": -len(self.view(ref).rows), "end": len(self.view(ref).rows)}
        columns = {"left": -1, "h": -1, "right": 1, "l": 1}
        does = {
            "N": live.move_to_problem,
            "s": partial(board.sort_by, ref, live.cursor_column),
            "S": partial(board.turn_sort, ref),
            "<": partial(board.choose_sort, ref, -1),
            ">": partial(board.choose_sort, ref, 1),
            "!": live.turn_worst_first,
            "/": partial(self._type, ref, live.filter.text),
        }
        if key in columns:
            board.move_column(ref, columns[key])
        elif key == "c":
            self.dialog = ColumnChoosing(ref, live.columns.order.index(live.cursor_column))
        elif key == "enter":
            opened = board.row_under_cursor(ref)
            self.dialog = None if opened is None else Details(ref, opened)
        elif key in moves or key in does:
            does.get(key, partial(board.move_cursor, ref, moves.get(key, 0)))()
            self.show_cursor(ref)

    def _filtered(self) -> list[WidgetRef]:
        return [ref for ref in self.boxes if self.board.live_grid(ref).filter.text]

    def _type(self, ref: WidgetRef, text: str) -> None:
        self.typed = text
        self._filter(ref, text)

    def _filter(self, ref: WidgetRef, text: str) -> None:
        self.board.live_grid(ref).show_only(text)
        self.show_cursor(ref)

    def _type_key(self, ref: WidgetRef, key: str) -> None:
        typed = self.typed or ""
        match key:
            case "enter":
                self.typed = None
            case "escape":
                self._type(ref, "")
                self.typed = None
            case "up" | "down":
                self.board.move_cursor(ref, -1 if key == "up" else 1)
                self.show_cursor(ref)
            case "backspace":
                self._type(ref, typed[:-1])
            case "space":
                self._type(ref, typed + " ")
            case _ if len(key) == 1:
                self._type(ref, typed + key)

    # -- what he sees

    def screen(self) -> Screen:
        width, height = self.size
        page = self.page
        focus = self.focus if self.focus is not None and self.focus.page == self.board.page else None
        solid = self.theme.depth in (Depth.TRUECOLOR, Depth.INDEXED)
        hints = footer_hints(
            len(self.board.plan.pages),
            grids=len(self.boxes),
            urgent=urgent_is_shown(self.board, page),
            stuck=self.board.is_stuck,
            frozen=self.board.is_frozen,
            filtered=bool(self._filtered()),
        )
        picture = page_picture(
            self.board,
            self.clock(),
            width,
            height,
            UTF8,
            focus=None if focus is None else focus.widget,
            first_rows={ref.widget: self.first[ref] for ref in self.boxes},
            hints=hints,
            solid=solid,
        )
        cells = _drawn(picture, self.theme)
        if self.typed is not None:
            line = prompt_line("/", self.typed, width, page.margin, UTF8)
            _lay(cells, 0, height - 1, _drawn((line,), self.theme))
        if self.dialog is not None:
            over = self.dialog.over(self)
            _lay(cells, over.x, over.y, _drawn(over.picture, over.theme))
        return Screen(cells)


def _drawn(picture: Picture, theme: Theme) -> list[list[Cell]]:
    return [list(_line(line, theme)) for line in picture]


@lru_cache(2000)
def _line(line: Line, theme: Theme) -> Sequence[Cell]:
    return draw((line,), theme).cells[0]


def _is_in(box: Box, x: int, y: int) -> bool:
    return box.x <= x < box.x + box.width and box.y <= y < box.y + box.height


def _lay(cells: list[list[Cell]], x: int, y: int, over: Sequence[Sequence[Cell]]) -> None:
    """Lay cells over others; of a wide character that is half covered a blank of its look is left."""
    for line, row in zip(cells[y:], over, strict=False):
        stop = x + len(row)
        if x and line[x].text == "":
            line[x - 1] = line[x - 1]._replace(text=" ")
        if stop < len(line) and line[stop].text == "":
            line[stop] = line[stop]._replace(text=" ")
        line[x:stop] = row
