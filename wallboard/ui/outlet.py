"""Writing to a terminal that may not read: what it does not take now is kept, and nothing ever waits."""

import asyncio
import contextlib
import logging
import os
import select
import sys
import termios
import threading
import time
from collections.abc import Callable
from typing import Final, Self

_log = logging.getLogger("wallboard.ui")

_CONTROLLING: Final = "/dev/tty"


class Outlet:
    """The way to one terminal, by a file description of its own.

    Setting O_NONBLOCK on standard error would change it for the user's shell too, which shares that
    description (TEXTUAL section 5). `drained` is called on the loop whenever kept bytes have all gone.
    A terminal that is gone swallows everything; `is_gone` tells.
    """

    def __init__(self, descriptor: int, drained: Callable[[], None]) -> None:
        self.written = 0
        """Bytes given to `write` since the beginning."""
        self.has_lost = False
        """A write failed: the terminal lacks something of what it was sent. For its reader to reset."""
        self.failures = 0
        """Writes in a row that failed."""
        self._descriptor = descriptor
        self._drained = drained
        self._kept = b""
        self._loop = asyncio.get_running_loop()
        self._is_open = True
        self._lock = threading.RLock()
        """Textual's input thread writes too, when a terminal tells what it can."""
        self._hangup = select.poll()
        self._hangup.register(descriptor, 0)  # hang-up and errors are told unasked

    @classmethod
    def open(cls, descriptor: int, drained: Callable[[], None]) -> Self | None:
        """An outlet to the terminal of an open descriptor; None: it can't be opened a second time."""
        try:
            path = os.ttyname(descriptor)
        except OSError:
            path = _CONTROLLING
        for each in dict.fromkeys((path, _CONTROLLING)):  # after `su` only the second may be opened
            try:
                return cls(os.open(each, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY), drained)
            except OSError as error:
                _log.warning("%s can't be opened: %s", each, error.strerror)
        return None

    @property
    def is_busy(self) -> bool:
        """Whether bytes are kept that the terminal has not taken."""
        return bool(self._kept)

    @property
    def is_gone(self) -> bool:
        """Whether nobody holds the terminal's other end any more."""
        return self._is_open and bool(self._hangup.poll(0))

    def write(self, data: bytes) -> None:
        """Send this after all that was written before. Any thread may call it."""
        with self._lock:
            self.written += len(data)
            if self._kept:
                self._kept += data
            elif self._is_open:
                self._kept = self._send(data)
                if self._kept:
                    self._loop.call_soon_threadsafe(self._await_room)

    def _send(self, data: bytes) -> bytes:
        """What the terminal does not take now; where a write fails, all of it is lost."""
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(self._descriptor, view) :]
                self.failures = 0
        except BlockingIOError:
            return bytes(view)
        except OSError:
            self.has_lost = True
            self.failures += 1
        return b""

    def _await_room(self) -> None:
        if self._kept and self._is_open:
            self._loop.add_writer(self._descriptor, self._go_on)

    def _go_on(self) -> None:
        with self._lock:
            self._kept = self._send(self._kept)
            if self._kept:
                return
            self._loop.remove_writer(self._descriptor)
        self._drained()

    def discard(self) -> None:
        """Throw away what the terminal has not read, in the kernel too: there is room for what follows.

        The cut may be in the middle of a sequence.
        """
        with self._lock:
            self._kept = b""
            with contextlib.suppress(termios.error):
                termios.tcflush(self._descriptor, termios.TCOFLUSH)

    def finish(self, limit_s: float) -> None:
        """Wait for the terminal to take what is kept, at most so long."""
        deadline = time.monotonic() + limit_s
        ready = select.poll()
        ready.register(self._descriptor, select.POLLOUT)
        with self._lock:
            while self._kept and (left := deadline - time.monotonic()) > 0:
                ready.poll(left * 1000)
                self._kept = self._send(self._kept)

    def close(self) -> None:
        """What is kept is lost; what is written from now on too."""
        with self._lock:
            if self._is_open:
                self._is_open = False
                self._kept = b""
                self._loop.remove_writer(self._descriptor)
                os.close(self._descriptor)


def encoded(text: str) -> bytes:
    """In the encoding of the screen's stream; what it lacks is `?`, where Python writes six characters."""
    return text.encode(sys.__stderr__.encoding if sys.__stderr__ else "utf-8", "replace")
