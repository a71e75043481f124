"""The board's driver in this process, on a real pseudo-terminal whose other end the test holds."""

import asyncio
import errno
import fcntl
import logging
import os
import select
import signal
import struct
import termios
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Final

import pytest
from textual.drivers.linux_driver import LinuxDriver

from tests.screen import Emulator
from tests.still import first_delivery
from tests.ui.stage import StageApp, screen_of
from tests.ui.staged import other_answer, seen_cell
from wallboard.ui import driver as module
from wallboard.ui.driver import BoardDriver, ConsoleDriver, PenAwayDriver, driver_for, moved_names
from wallboard.ui.outlet import Outlet

COLUMNS, ROWS = 160, 50
SIGNALS: Final = (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH, signal.SIGTTOU, signal.SIGTTIN)


class Viewer:
    """Who holds the terminal: sees what is read, and may read or not, answer or not."""

    def __init__(self) -> None:
        self.master, self.slave = os.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.attributes = termios.tcgetattr(self.slave)
        self.emulator = Emulator(COLUMNS, ROWS, self._answer)
        self.answers = True
        self.raw = b""

    def _answer(self, reply: str) -> None:
        if self.answers:
            os.write(self.master, reply.encode())

    def read(self) -> int:
        """Take in what has arrived; gives how much."""
        before = len(self.raw)
        while select.select([self.master], [], [], 0)[0]:
            got = os.read(self.master, 65536)
            self.raw += got
            self.emulator.feed(got)
        return len(self.raw) - before

    def sees(self, app: StageApp) -> bool:
        """Whether the terminal shows what the app means to show, in stock painting without colours."""
        seen, meant = self.emulator.screen(), screen_of(app)
        if app.painter is None:
            return seen.text == meant.text
        return all(
            seen_cell(mine) == seen_cell(theirs)
            for line, other in zip(seen.cells, meant.cells, strict=True)
            for mine, theirs in zip(line, other, strict=True)
        )

    @property
    def left_on(self) -> list[int]:
        return [mode for mode, on in self.emulator.modes.items() if on is not (mode in (7, 25))]


@pytest.fixture
def viewer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Viewer]:
    viewer = Viewer()
    with os.fdopen(os.dup(viewer.slave), "w", encoding="utf-8") as stream:
        monkeypatch.setattr("sys.__stdin__", stream)
        monkeypatch.setattr("sys.__stderr__", stream)
        monkeypatch.setenv("COLUMNS", str(COLUMNS))
        monkeypatch.setenv("LINES", str(ROWS))
        handlers = {number: signal.getsignal(number) for number in SIGNALS}
        yield viewer
    for number, handler in handlers.items():
        signal.signal(number, handler)
    for descriptor in {viewer.master, viewer.slave} - {-1}:
        os.close(descriptor)


class Running:
    """The app on the viewer's terminal."""

    def __init__(self, app: StageApp, viewer: Viewer) -> None:
        self.app = app
        self.viewer = viewer
        self.delivery = first_delivery("desk")
        self.task = asyncio.create_task(app.run_async())

    @property
    def driver(self) -> BoardDriver:
        assert isinstance(self.app._driver, BoardDriver)
        return self.app._driver

    @property
    def outlet(self) -> Outlet:
        assert self.driver._outlet is not None
        return self.driver._outlet

    async def until(self, seen: Callable[[], object], *, reading: bool = True, limit: float = 20) -> None:
        async with asyncio.timeout(limit):
            while not seen():
                if reading:
                    self.viewer.read()
                await asyncio.sleep(0.005)

    async def change(self) -> None:
        """Another answer, taken in by the board."""
        assert self.delivery.answer is not None
        self.delivery = replace(self.delivery, answer=other_answer(self.delivery.answer))
        self.app.stage_feed.deliver(self.delivery)
        await self.until(lambda: self.app.stage_feed.is_empty, reading=False)
        for _ in range(10):
            await asyncio.sleep(0.005)  # a frame's time

    async def change_until(self, seen: Callable[[], object]) -> None:
        """Other answers, one after another, which nobody reads."""
        async with asyncio.timeout(60):
            while not seen():
                await self.change()

    async def leave(self, code: int = 0, *, reading: bool = True) -> int | None:
        self.app.action_leave(code)
        await self.until(self.task.done, reading=reading)
        await self.task
        return self.app.return_code


@asynccontextmanager
async def on_terminal(viewer: Viewer, *, stock: bool = False) -> AsyncIterator[Running]:
    app = StageApp("desk")
    if stock:
        app.painter = None
    running = Running(app, viewer)
    await running.until(lambda: b"Services" in viewer.raw and viewer.sees(app))
    await running.until(lambda: running.driver._asked is None)
    try:
        yield running
    finally:
        if not running.task.done():
            await running.leave()


# -- terminals that do not read ---------------------------------------------------------------------


@pytest.mark.parametrize("stock", [False, True], ids=["painted", "stock"])
async def test_while_nobody_reads_the_board_goes_on_and_afterwards_one_frame_shows_it(
    stock: bool, viewer: Viewer
) -> None:
    async with on_terminal(viewer, stock=stock) as running:
        viewer.answers = False
        running.driver._take_answer(False)  # as of a terminal that never answers: the kernel fills up
        await running.change_until(lambda: running.outlet.is_busy)
        written = running.outlet.written
        for _ in range(30):
            await running.change()
        assert running.outlet.written == written
        viewer.read()
        before = len(viewer.raw)
        await running.until(lambda: viewer.sees(running.app))
        assert len(viewer.raw) - before < (100_000 if stock else 30_000)


async def test_a_frame_that_has_not_arrived_holds_the_next_ones(viewer: Viewer) -> None:
    async with on_terminal(viewer) as running:
        await running.change_until(lambda: running.driver.is_busy)
        written = running.outlet.written
        for _ in range(20):
            await running.change()
        assert running.outlet.written == written
        await running.until(lambda: viewer.sees(running.app))
        assert not running.outlet.is_busy


async def test_an_answer_that_is_lost_is_not_waited_for(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOST_AFTER_S", 2.0)
    async with on_terminal(viewer) as running:
        viewer.answers = False
        await running.change_until(lambda: running.driver.is_busy)
        await running.until(lambda: not running.driver.is_busy)
        for _ in range(10):
            await running.change()
        await running.until(lambda: viewer.sees(running.app))


async def test_a_small_frame_costs_no_question(viewer: Viewer) -> None:
    async with on_terminal(viewer) as running:
        asked = viewer.raw.count(module.WHERE.encode())
        os.write(viewer.master, b"\x1b[B")
        await running.until(lambda: viewer.read() and viewer.sees(running.app))
        assert viewer.raw.count(module.WHERE.encode()) == asked


# -- leaving ----------------------------------------------------------------------------------------


def left_behind(viewer: Viewer) -> tuple[list[int], int, bool]:
    """Modes, kitty flags and attributes that are not as before the board."""
    viewer.read()
    changed = termios.tcgetattr(viewer.slave) != viewer.attributes
    return viewer.left_on, viewer.emulator.kitty_pushes, changed


NOTHING: Final = ([], 0, False)


async def test_leaving_while_nobody_reads_gives_the_terminal_back(viewer: Viewer) -> None:
    async with on_terminal(viewer) as running:
        running.driver._take_answer(False)
        await running.change_until(lambda: running.outlet.is_busy)
        assert await running.leave(143, reading=False) == 143
    assert left_behind(viewer) == NOTHING
    assert b"\x18\x1b[?2026l\x1b[m" in viewer.raw


async def test_leaving_waits_for_the_answer_that_the_shell_would_find(viewer: Viewer) -> None:
    async with on_terminal(viewer) as running:
        await running.change_until(lambda: running.driver.is_busy)
        late = threading.Timer(0.1, viewer.read)
        late.start()
        await running.leave(reading=False)
        late.join()
    assert left_behind(viewer) == NOTHING
    assert select.select([viewer.slave], [], [], 0)[0] == []


async def test_no_thread_and_no_descriptor_is_left(viewer: Viewer) -> None:
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    async with on_terminal(viewer):
        pass
    assert [each.name for each in threading.enumerate() if each.name.startswith("textual")] == []
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


async def test_a_terminal_that_went_without_a_signal_ends_the_board(viewer: Viewer) -> None:
    async with on_terminal(viewer) as running:
        os.close(viewer.master)
        viewer.master = -1
        await running.until(running.task.done, reading=False)
        assert running.app.return_code == 129


async def test_what_a_terminal_lost_is_painted_again(viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_terminal(viewer) as running:
        write = os.write

        def fail(descriptor: int, data: bytes) -> int:
            monkeypatch.setattr(os, "write", write)
            raise OSError(errno.EIO, "Input/output error")

        monkeypatch.setattr(
            os, "write", lambda fd, data: fail(fd, data) if os.isatty(fd) else write(fd, data)
        )
        await running.change()
        await running.until(lambda: viewer.sees(running.app))


async def test_a_terminal_that_takes_nothing_any_more_ends_the_board(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WATCH_S", 0.05)
    async with on_terminal(viewer) as running:
        write = os.write

        def fail(descriptor: int, data: bytes) -> int:
            if os.isatty(descriptor):
                raise OSError(errno.EIO, "Input/output error")
            return write(descriptor, data)

        monkeypatch.setattr(os, "write", fail)
        await running.change_until(running.task.done)
        assert running.app.return_code == 129


async def test_where_the_terminal_cannot_be_opened_anew_textual_writes(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Outlet, "open", lambda *_: None)
    async with on_terminal(viewer) as running:
        await running.change()
        await running.until(lambda: viewer.sees(running.app))
        assert not running.driver.is_busy
        await running.leave()
    assert left_behind(viewer) == NOTHING


# -- signals ----------------------------------------------------------------------------------------


async def test_sigcont_alone_enters_nothing_twice_and_paints_anew(viewer: Viewer) -> None:
    async with on_terminal(viewer) as running:
        for _ in range(3):
            before = len(viewer.raw)
            os.kill(os.getpid(), signal.SIGCONT)
            await running.until(lambda before=before: len(viewer.raw) > before + 3000)  # type: ignore[misc]
        assert viewer.emulator.kitty_pushes == 1
        assert [each.name for each in threading.enumerate()].count("textual-input") == 1
        await running.until(lambda: viewer.sees(running.app))
        assert await running.leave(143) == 143
    assert left_behind(viewer) == NOTHING


async def test_after_a_stop_and_a_resume_the_screen_is_whole(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_terminal(viewer) as running:
        kill = os.kill

        def stop(process: int, number: int) -> None:
            """The kernel would stop this very process."""
            if number != signal.SIGSTOP:
                kill(process, number)

        monkeypatch.setattr(os, "kill", stop)
        reading = threading.Timer(0.1, viewer.read)
        reading.start()
        os.kill(os.getpid(), signal.SIGTSTP)
        reading.join()
        assert left_behind(viewer) == NOTHING
        os.kill(os.getpid(), signal.SIGCONT)
        await running.until(lambda: viewer.emulator.modes[1049] and viewer.sees(running.app))
        await running.change()
        await running.until(lambda: viewer.sees(running.app))


# -- the private names ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "name"),
    [
        pytest.param(call, name, id=f"{call} uses {name}")
        for call, names in module.PRIVATE_NAMES.items()
        for name in names
    ],
)
def test_textuals_driver_still_uses_a_private_name(call: str, name: str) -> None:
    assert f"{call}: {name}" not in moved_names()


@pytest.mark.parametrize("name", ["_sigcont_application", "_request_terminal_sync_mode_support"])
def test_textuals_driver_has_a_private_call(name: str) -> None:
    assert callable(getattr(LinuxDriver, name, None))


@pytest.mark.parametrize(
    ("call", "name"),
    [("LinuxDriver.no_such_call", "x"), ("NoSuchClass.call", "x"), ("LinuxDriver.close", "no_such_name")],
)
def test_where_a_name_has_moved_textuals_driver_is_used(
    call: str, name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(module.PRIVATE_NAMES, call, (name,))
    with caplog.at_level(logging.WARNING):
        assert driver_for(is_console=False) is PenAwayDriver
    assert f"{call}: {name}" in caplog.text


@pytest.mark.parametrize(("is_console", "expected"), [(False, BoardDriver), (True, ConsoleDriver)])
def test_a_terminal_gets_its_driver(is_console: bool, expected: type) -> None:
    assert driver_for(is_console=is_console) is expected
