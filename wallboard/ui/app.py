"""The app: deliveries go to the board, keys to the board or the feed, pictures to the screen.

It decides nothing about figures; it knows when to look (a delivery, a key, each second) and
where the board's pictures lie.
"""

import asyncio
import logging
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.filter import LineFilter

from wallboard.board.board import Board
from wallboard.board.views import Level
from wallboard.feed import Feed, Moment, RetryNow
from wallboard.picture.page import Arrangement, arrange, banner_rows, canvas_picture, urgent_is_shown
from wallboard.ui.canvas import Canvas
from wallboard.ui.columns import ColumnsScreen
from wallboard.ui.details import DetailsScreen
from wallboard.ui.driver import driver_for
from wallboard.ui.frames import PaintedApp
from wallboard.ui.grid import GridWidget
from wallboard.ui.help import HelpScreen
from wallboard.ui.keys import APP_KEYS, PAGE_KEYS, bindings, footer_hints, help_hints
from wallboard.ui.prompt import Prompt
from wallboard.ui.terminal import SIGNAL_CODES, Terminal
from wallboard.ui.theme import Depth, Theme

_log = logging.getLogger("wallboard.ui")


class BoardApp(PaintedApp):
    """Shows one board until somebody leaves. `run_board` is the way in."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { layers: below above top; overflow: hidden; }"
    BINDINGS = bindings((*APP_KEYS, *PAGE_KEYS))
    AUTO_FOCUS = None

    def __init__(self, board: Board, feed: Feed, clock: Callable[[], Moment], terminal: Terminal) -> None:
        super().__init__(driver_class=driver_for(is_console=terminal.is_console), ansi_color=True)
        self.board = board
        self.feed = feed
        self.clock = clock
        self.terminal = terminal
        self.paint(terminal.depth)
        self.colours = Theme(terminal.depth, "day" if board.plan.theme == "day" else "night")
        self.canvas = Canvas()
        self.prompt = Prompt(terminal.glyphs)
        self.grids = [
            GridWidget(board, ref, clock, terminal.glyphs, self.colours, self.prompt)
            for ref in board.grid_refs
        ]
        self._arrangement: Arrangement | None = None
        self._arranged_for = 0
        """Rows of banner that the arrangement was made for; a screen that is too small shows none of them."""
        self._shown_levels: tuple[Level, ...] = ()

    def compose(self) -> ComposeResult:
        yield self.canvas
        yield from self.grids
        yield self.prompt

    def get_line_filters(self) -> list[LineFilter]:
        """None: every cell has an explicit colour for this depth, so nothing needs converting."""
        return []

    def on_mount(self) -> None:
        self.screen.styles.background = self.colours.base
        self.app_resume_signal.subscribe(self, lambda _: self.action_repaint())
        self.arrange_page()
        self._focus_first_grid()
        self.call_after_refresh(self._start)

    def _start(self) -> None:
        """After the first paint, so that the network's imports don't delay it (TEXTUAL section 9)."""
        self.run_worker(self._listen(), name="listen")
        self.set_timer(1.0 - self.clock().wall % 1.0, self._start_ticking)

    def _start_ticking(self) -> None:
        self.tick()
        self.set_interval(1.0, self.tick)

    async def _listen(self) -> None:
        async for delivery in self.feed.deliveries():
            known = len(self.board.notes)
            self.board.take(delivery)
            for note in self.board.notes[known:]:
                _log.info(note)
            for unread in delivery.answer.unread if delivery.answer else ():
                _log.warning("not read: %s: %s", unread.where, unread.what)
            if delivery.answer is None and not delivery.missing:
                self.show_canvas()  # the link's own news stands there alone
            else:
                self.show_all()

    def tick(self) -> None:
        """Once a second: clock, ages, rotation; grids only where an age shows on them or a time counts on."""
        now = self.clock()
        if self.board.rotate(now):
            self.turned()
            return
        if self.board.resort(now):
            self.show_all()
        levels = self._levels_of_grids(now)
        if levels != self._shown_levels or any(level.is_old for level in levels):
            self.show_all()
        else:
            self.show_canvas()
            for grid in self.grids:
                if grid.display and self.board.counts_on(grid.ref, now):
                    grid.renew()
            self._renew_details()
        self.board.remember()

    def _levels_of_grids(self, now: Moment) -> tuple[Level, ...]:
        """Of the board and of what is on the page."""
        return (
            self.board.freshness(now).level,
            *(self.board.grid_freshness(grid.ref, now).level for grid in self.grids if grid.display),
        )

    def show_all(self) -> None:
        """Draw what the board holds now; grids first, for a banner gives them other places, on which rows
        that came with it could no longer be told from those that were there."""
        for grid in self.grids:
            grid.take_in()
        self._shown_levels = self._levels_of_grids(self.clock())
        self.show_canvas()
        self._renew_details()

    def _renew_details(self) -> None:
        """A row's details follow the board while they are open."""
        for screen in self.screen_stack:
            if isinstance(screen, DetailsScreen):
                screen.renew()

    def show_canvas(self) -> None:
        arrangement = self._arrangement
        if arrangement is None:
            return
        if self._banner_rows() != self._arranged_for:
            self.arrange_page()
            return
        shown = sum(grid.display for grid in self.grids)
        hints = footer_hints(
            len(self.board.plan.pages),
            grids=shown,
            urgent=urgent_is_shown(self.board, arrangement),
            stuck=self.board.is_stuck,
            frozen=self.board.is_frozen,
            filtered=bool(self._filtered_grids()),
        )
        picture = canvas_picture(
            self.board,
            self.clock(),
            self.size.width,
            self.size.height,
            self.terminal.glyphs,
            arrangement,
            hints,
            solid=self.terminal.depth in (Depth.TRUECOLOR, Depth.INDEXED),
        )
        self.canvas.show(picture, self.colours)

    def _banner_rows(self) -> int:
        banner = self.board.banner(self.clock())
        return banner_rows(banner, self.board.plan, self.size.width, self.size.height)

    def arrange_page(self) -> None:
        """Give every widget of the page its place; needed after a resize, a page turn and a banner."""
        self._arranged_for = self._banner_rows()
        self._arrangement = arrangement = arrange(
            self.board.plan, self.board.page, self.size.width, self.size.height, self._arranged_for
        )
        for grid in self.grids:
            box = arrangement.widgets[grid.ref.widget] if grid.ref.page == self.board.page else None
            grid.display = box is not None
            if box is not None:
                grid.place(box, arrangement.margin)
        if self.screen_stack[0].focused is None:
            self._focus_first_grid()
        self.show_canvas()
        for grid in self.grids:
            grid.renew()
        self._renew_details()

    def turned(self) -> None:
        """The board shows another page."""
        self.arrange_page()
        self._focus_first_grid()

    def _focus_first_grid(self) -> None:
        """A wall has no cursor; elsewhere the page's first grid takes the keys, be it under a dialog."""
        grid = next((grid for grid in self.grids if grid.display), None)
        self.screen_stack[0].set_focus(None if self.board.plan.rotate else grid)

    def on_resize(self) -> None:
        """Textual takes the new size over after this, so the page is arranged behind it."""
        self.forget_screen()
        self.call_later(self.arrange_page)

    def on_key(self, event: events.Key) -> None:
        """While a filter is typed no key is a binding; here they all come by, one after the other."""
        self.board.hold(self.clock())
        self.on_grid_widget_held()
        grid = self._typed_in
        if grid is not None:
            event.prevent_default()
            grid.type_key(event.key, event.character)

    def on_paste(self, event: events.Paste) -> None:
        grid = self._typed_in
        if grid is not None:
            grid.paste(event.text)

    @property
    def _typed_in(self) -> GridWidget | None:
        return next((grid for grid in self.grids if grid.typed is not None), None)

    def on_grid_widget_held(self) -> None:
        """A page that would have turned says that it is held."""
        if self.board.plan.rotate:
            self.show_canvas()

    def on_grid_widget_filtered(self) -> None:
        """The footer says how a filter is cleared."""
        self.show_canvas()

    def action_leave(self, code: int = 0) -> None:
        self.exit(return_code=code)

    def action_details(self) -> None:
        """The row under the cursor in full, over the page."""
        grid = self.focused
        if isinstance(grid, GridWidget) and (key := self.board.row_under_cursor(grid.ref)) is not None:
            self.push_screen(DetailsScreen(grid, key))

    def action_choose_columns(self) -> None:
        if isinstance(self.focused, GridWidget):
            self.push_screen(ColumnsScreen(self.focused))

    def action_help(self) -> None:
        hints = help_hints(len(self.board.plan.pages))
        self.push_screen(HelpScreen(hints, self.terminal.glyphs, self.colours))

    def action_page(self, page: int) -> None:
        if page < len(self.board.plan.pages) and page != self.board.page:
            self.board.turn_page(page)
            self.turned()

    def action_next_page(self, step: int) -> None:
        self.action_page((self.board.page + step) % len(self.board.plan.pages))

    def action_rotation(self) -> None:
        self.board.toggle_rotation(self.clock())
        self.show_canvas()

    def action_seen(self) -> None:
        if self._arrangement is not None and urgent_is_shown(self.board, self._arrangement):
            self.board.mark_seen()
            self.show_canvas()

    def action_retry(self) -> None:
        self.feed.send(RetryNow())

    def action_theme(self) -> None:
        """Night and day are two themes of true colour; a terminal's own colours have one."""
        self.colours = Theme(self.terminal.depth, "day" if self.colours.hue == "night" else "night")
        self.screen.styles.background = self.colours.base
        for grid in self.grids:
            grid.theme_used = self.colours
        self.show_all()

    def action_freeze(self) -> None:
        self.board.freeze(self.clock())
        self.show_all()

    def action_clear_filter(self) -> None:
        """Of the grid with the cursor; where it has none, of the others on the page."""
        filtered = self._filtered_grids()
        for grid in [grid for grid in filtered if grid.has_cursor] or filtered:
            grid.clear_filter()

    def _filtered_grids(self) -> list[GridWidget]:
        return [grid for grid in self.grids if grid.display and self.board.live_grid(grid.ref).filter]

    def action_repaint(self) -> None:
        """Paint every cell anew: something else may have written to the terminal."""
        self.forget_screen()


async def run_board(app: BoardApp) -> int:
    """Show the board until it is left; returns the exit code.

    The terminal is given back first; the subscription is deleted after it (bounded by the feed).
    """
    loop = asyncio.get_running_loop()
    for number, code in SIGNAL_CODES.items():
        loop.add_signal_handler(number, app.action_leave, code)
    try:
        await app.run_async(mouse=not app.terminal.is_console)
    finally:
        await app.feed.close()
    return app.return_code or 0
