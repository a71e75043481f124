"""Where the painter meets Textual: the private names that painting needs stand in this file alone.

Written for Textual 8.2.8. Where a name is missing or differs, Textual paints as it always does,
and a test of each name says which of them has moved (TEXTUAL sections 2 and 3).
"""

import inspect
import logging
from collections.abc import Iterator
from functools import partial
from typing import Final

from rich.console import RenderableType
from textual import _compositor
from textual.app import App
from textual.geometry import Offset
from textual.screen import Screen
from textual.strip import Strip

from wallboard.ui.driver import SYNC_END, SYNC_START, BoardDriver
from wallboard.ui.moves import move
from wallboard.ui.painter import RESET_PEN, Painter, Piece
from wallboard.ui.theme import Depth

_log = logging.getLogger("wallboard.ui")

WRITTEN_FOR: Final = "8.2.8"

WHOLE_UP_TO: Final = 1000
"""Characters of a frame that go through a pipe, a packet and a terminal in one go and need no brackets."""

SIGNATURES: Final = {
    "App._display": ("self", "screen", "renderable"),
    "ChopsUpdate.__init__": ("self", "chops", "spans", "chop_ends"),
    "LayoutUpdate.__init__": ("self", "strips", "region"),
}
"""Private calls by the names of their parameters."""

ATTRIBUTES: Final = ("_batch_count", "_closed", "_driver", "_running", "_sync_available")
"""What `App._display` looks at before it lets a frame go out."""

_HOLDERS: Final = {
    "App": App,
    "ChopsUpdate": getattr(_compositor, "ChopsUpdate", None),
    "LayoutUpdate": getattr(_compositor, "LayoutUpdate", None),
}


def moved(app: App[None]) -> tuple[str, ...]:
    """The private names that this Textual lacks or has changed; none: the painter can paint."""
    calls = [name for name, parameters in SIGNATURES.items() if _parameters(name) != parameters]
    return (*calls, *(f"App.{name}" for name in ATTRIBUTES if not hasattr(app, name)))


def _parameters(name: str) -> tuple[str, ...] | None:
    holder, _, attribute = name.partition(".")
    call = getattr(_HOLDERS[holder], attribute, None)
    return None if call is None else tuple(inspect.signature(call).parameters)


class PaintedApp(App[None]):
    """An app whose frames the painter encodes, whatever widgets made them; without one it is Textual's."""

    painter: Painter | None = None

    def paint(self, depth: Depth) -> None:
        """Have the painter paint from now on, for a terminal of a depth, if this Textual lets it."""
        if names := moved(self):
            _log.warning("Textual has moved %s: painting without the painter", ", ".join(names))
        else:
            self.painter = Painter(depth)

    def forget_screen(self) -> None:
        """The terminal may show anything: paint every cell anew."""
        if self.painter is not None:
            self.painter.forget(*self.size)
        self.screen.refresh(layout=True)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Show a frame now, or have the whole screen compared once the terminal takes frames again."""
        driver = self._driver
        if not isinstance(driver, BoardDriver):
            self._show(screen, renderable)
        elif driver.is_busy:
            driver.when_free(partial(self.call_later, self._catch_up))
            self.post_display_hook()
        else:
            self._show(screen, renderable)
            driver.end_frame()

    def _catch_up(self) -> None:
        """One frame for all that were not shown; the shadow has not seen them."""
        self.screen.refresh(layout=True)

    def _show(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        painter = self.painter
        pieces = _pieces(renderable) if painter is not None and self._goes_out() else None
        if painter is None or pieces is None:
            super()._display(screen, renderable)
            return
        try:
            self._write_frame(painter, pieces)
        except Exception:
            _log.exception("the painter has failed; painting without it")
            self.painter = None
            self._write(RESET_PEN)
            self.screen.refresh(layout=True)
        self.post_display_hook()

    def _goes_out(self) -> bool:
        """Whether Textual would write a frame now; one that it drops must not reach the shadow."""
        driver = self._driver
        return (
            driver is not None
            and not driver.is_inline
            and not self._batch_count
            and self._running
            and not self._closed
            and not self.is_headless
        )

    def _write_frame(self, painter: Painter, pieces: Iterator[Piece]) -> None:
        if (painter.width, painter.height) != self.size:
            painter.forget(*self.size)
        frame = painter.encode(pieces)
        if not frame:
            return
        if self.cursor_position != Offset(0, 0):  # where an input method opens its window
            x, y = self.screen.outer_size.clamp_offset(self.cursor_position)
            frame += move(None, y, x)
        if self._sync_available and len(frame) > WHOLE_UP_TO:
            frame = f"{SYNC_START}{frame}{SYNC_END}"
        self._write(frame)

    def _write(self, frame: str) -> None:
        if self._driver is not None:
            self._driver.write(frame)
            self._driver.flush()


def _pieces(renderable: RenderableType | None) -> Iterator[Piece] | None:
    """The content of a frame of Textual's; None: it is none of the two kinds that are known."""
    match renderable:
        case _compositor.ChopsUpdate():
            return _changed_chops(renderable)
        case _compositor.LayoutUpdate():
            return _whole_lines(renderable)
        case _:
            return None


def _changed_chops(update: "_compositor.ChopsUpdate") -> Iterator[Piece]:
    """The chops that a span touches, uncropped: a crop could halve a wide character."""
    for y, start, stop in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x < stop and end > start:
                yield _piece(x, y, strip)


def _whole_lines(update: "_compositor.LayoutUpdate") -> Iterator[Piece]:
    for y, strips in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in strips:
            yield _piece(x, y, strip)
            x += strip.cell_length


def _piece(x: int, y: int, strip: Strip) -> Piece:
    return Piece(x, y, strip.cell_length, strip)
