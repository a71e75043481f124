"""The drivers: Textual's own, which here never waits for a terminal, and one for text consoles.

What follows leans on a few private names of Textual's driver. Where one has moved, `driver_for` gives
Textual's driver as it is, and a test of each name says which of them it was (TEXTUAL section 5).
"""

import asyncio
import logging
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any, Final

from textual.drivers.linux_driver import LinuxDriver
from textual.events import CursorPosition
from textual.message import Message

from wallboard.ui.outlet import Outlet, encoded
from wallboard.ui.painter import RESET_PEN
from wallboard.ui.terminal import SIGNAL_CODES

_log = logging.getLogger("wallboard.ui")

KITTY_POP: Final = "\x1b[<u"
"""Sent by Textual at every exit, though nothing was pushed; an older console prints its `u`."""

CLEARED: Final = "\x1b[m\x1b[2J\x1b[H"
"""An older console has no alternate screen to leave."""

SYNC_START: Final = "\x1b[?2026h"
SYNC_END: Final = "\x1b[?2026l"
"""A frame in these brackets is shown at once."""

CANCEL: Final = "\x18"
"""Ends a sequence that was cut off."""

WHERE: Final = "\x1b[6n"
"""Asks for the cursor's place. Every terminal answers, and only once it has read all that came before."""

UNCONFIRMED: Final = 1000
"""Bytes that may be under way. With a frame behind them they fill half a second of 64 kbit/s: 4,000 bytes."""

LOST_AFTER_S: Final = 10.0
"""A page of 10 kB needs so long at 8 kbit/s; an answer that takes longer is not waited for."""

LEAVING_S: Final = 0.5
"""So long a terminal that does not read may hold up the exit."""

WATCH_S: Final = 1.0
DEAF_AFTER: Final = 10
"""Writes in a row that failed, at least one a second: nobody can be shown anything any more."""

PRIVATE_NAMES: Final = {
    "LinuxDriver.__init__": ("_must_signal_resume", "fileno"),
    "LinuxDriver._sigcont_application": ("resume_application_mode",),
    "LinuxDriver.start_application_mode": ("write", "_must_signal_resume", "SignalResume"),
    "LinuxDriver.stop_application_mode": ("write", "disable_input"),
    "LinuxDriver.process_message": ("process_message",),
    "LinuxDriver.close": ("_writer_thread",),
    "Driver.__init__": ("_app", "_loop"),
}
"""Calls of Textual's driver by the names that they must use."""


def moved_names() -> tuple[str, ...]:
    """What this Textual's driver lacks of `PRIVATE_NAMES`; none: ours can be used."""
    holders = {each.__name__: each for each in LinuxDriver.__mro__}
    return tuple(
        f"{call}: {name}"
        for call, names in PRIVATE_NAMES.items()
        for name in names
        if name not in _names_in(holders, call)
    )


def _names_in(holders: dict[str, type], call: str) -> set[str]:
    holder, _, attribute = call.partition(".")
    code = getattr(getattr(holders.get(holder), attribute, None), "__code__", None)
    if code is None:
        return set()
    inner = (const for const in code.co_consts if hasattr(const, "co_names"))
    return {*code.co_names, *(name for each in inner for name in each.co_names)}


class PenAwayDriver(LinuxDriver):
    """Textual's own, which also puts the pen away whenever it gives the terminal back."""

    farewell = RESET_PEN

    def stop_application_mode(self) -> None:
        self.write(self.farewell)
        super().stop_application_mode()


class BoardDriver(PenAwayDriver):
    """Textual's driver with an outlet in the place of its writing thread, which stays idle.

    A frame must not be written while `is_busy`: bytes are kept that the terminal does not take, or more
    than a slow line carries in a quarter of a second are under way. To know the latter the terminal is
    asked for its cursor behind a frame; one that never answers is sent what the kernel takes.
    """

    broken_off = CANCEL + SYNC_END
    """Ends a frame that was cut off anywhere."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._outlet: Outlet | None = None
        self._waiting: Callable[[], object] | None = None
        self._answers = False
        self._asked: asyncio.TimerHandle | None = None
        """The question that is under way, by the end of the patience with it."""
        self._asked_at = 0
        """How much had been written when the terminal was last asked."""
        self._answered = threading.Event()
        self._watch: asyncio.TimerHandle | None = None

    # -- frames

    @property
    def is_busy(self) -> bool:
        """Whether a frame would have to wait."""
        outlet = self._outlet
        return outlet is not None and (outlet.is_busy or (self._answers and self._asked is not None))

    def when_free(self, do: Callable[[], object]) -> None:
        """Call this once as soon as the driver is not busy; a later one takes the place of an earlier one."""
        self._waiting = do

    def end_frame(self) -> None:
        """A frame has been written: ask whether it has arrived, if enough is under way."""
        outlet = self._outlet
        if outlet is not None and self._asked is None and outlet.written - self._asked_at > UNCONFIRMED:
            self._ask(outlet)

    def _ask(self, outlet: Outlet) -> None:
        self._answered.clear()
        self.write(WHERE)
        self._asked_at = outlet.written
        self._asked = self._loop.call_later(LOST_AFTER_S, self._take_answer, False)

    def process_message(self, message: Message) -> None:
        """Called by the thread that reads the keys."""
        if isinstance(message, CursorPosition):
            self._answered.set()
            self._loop.call_soon_threadsafe(self._take_answer, True)
        else:
            super().process_message(message)

    def _take_answer(self, came: bool) -> None:
        """The terminal has answered, or has not in time."""
        self._answers = came
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        self._release()

    def _release(self) -> None:
        if self._waiting is not None and not self.is_busy:
            do, self._waiting = self._waiting, None
            do()

    # -- the terminal's modes, all of which Textual writes by `write`

    def write(self, data: str) -> None:
        if self._outlet is None:
            super().write(data)
        else:
            self._outlet.write(encoded(data))

    def start_application_mode(self) -> None:
        self._outlet = Outlet.open(sys.__stderr__.fileno(), self._release) if sys.__stderr__ else None
        self._answers = False
        self._asked = None
        self._asked_at = 0
        self._look_after_terminal()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._outlet is not None:
            self._ask(self._outlet)

    def stop_application_mode(self) -> None:
        """Give the terminal back, even one that does not read; takes at most a second longer then."""
        outlet = self._outlet
        if outlet is not None and (outlet.is_busy or not self._all_has_arrived()):
            outlet.discard()
            self.write(self.broken_off)
        super().stop_application_mode()
        if outlet is not None:
            outlet.finish(LEAVING_S)

    def _all_has_arrived(self) -> bool:
        """Waits for the answer that is under way; the shell would find it among its keys."""
        return self._answers and (self._asked is None or self._answered.wait(LEAVING_S))

    def close(self) -> None:
        super().close()
        for timer in (self._asked, self._watch):
            if timer is not None:
                timer.cancel()
        if self._outlet is not None:
            self._outlet.close()

    # -- signals and terminals that go

    def _sigcont_application(self, *_: object) -> None:
        """Resume what was suspended; else only paint anew, for the modes are on (TEXTUAL section 5)."""
        if self._must_signal_resume:
            super()._sigcont_application()
        else:
            self._loop.call_soon_threadsafe(self._app.post_message, self.SignalResume())

    def _look_after_terminal(self) -> None:
        """Leave when the terminal has gone without a SIGHUP, as in a service or a container; what it lost
        is painted again, or old figures would stay on it as new ones."""
        outlet = self._outlet
        if outlet is not None:
            if outlet.is_gone or outlet.failures >= DEAF_AFTER:
                self._app.exit(return_code=SIGNAL_CODES[signal.SIGHUP])
                return
            if outlet.has_lost:
                outlet.has_lost = False
                self._app.post_message(self.SignalResume())
        self._watch = self._loop.call_later(WATCH_S, self._look_after_terminal)


class ConsoleDriver(BoardDriver):
    """Asks a console nothing and leaves its screen clear (TEXTUAL section 7)."""

    farewell = CLEARED
    broken_off = CANCEL

    def write(self, data: str) -> None:
        if data != KITTY_POP:
            super().write(data)

    def _ask(self, outlet: Outlet) -> None:
        """A console is near: nothing queues up between it and the kernel."""

    def _request_terminal_sync_mode_support(self) -> None:
        """A console prints the `p` of the question."""

    def _query_in_band_window_resize(self) -> None:
        """A console prints the `p` of the question."""


def driver_for(*, is_console: bool) -> type[LinuxDriver]:
    """The driver for a terminal."""
    if names := moved_names():
        _log.warning("Textual has moved %s: using its own driver", ", ".join(names))
        return PenAwayDriver
    return ConsoleDriver if is_console else BoardDriver
