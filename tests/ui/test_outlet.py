"""Bytes on their way to a terminal, with a real pseudo-terminal that reads, does not read, or is gone."""

import asyncio
import fcntl
import os
import select
from collections.abc import Iterator
from contextlib import suppress

import pytest

from wallboard.ui import outlet as module
from wallboard.ui.outlet import Outlet, encoded

FLOOD = b"0123456789" * 20_000
"""More than any kernel keeps for a terminal."""


class Pty:
    """Both ends of a pseudo-terminal."""

    def __init__(self) -> None:
        self.master, self.slave = os.openpty()
        self.drained = 0
        self.has_drained = asyncio.Event()

    def outlet(self) -> Outlet:
        made = Outlet.open(self.slave, self._drain)
        assert made is not None
        return made

    def _drain(self) -> None:
        self.drained += 1
        self.has_drained.set()

    def arrived(self, wait_s: float = 0.1) -> bytes:
        """All that a reader gets until nothing comes for a while."""
        got = b""
        while select.select([self.master], [], [], wait_s)[0]:
            got += os.read(self.master, 65536)
        return got

    def hang_up(self) -> None:
        os.close(self.master)
        self.master = -1


@pytest.fixture
def pty() -> Iterator[Pty]:
    pty = Pty()
    yield pty
    for descriptor in (pty.master, pty.slave):
        with suppress(OSError):
            os.close(descriptor)


async def read_on(pty: Pty, outlet: Outlet) -> bytes:
    """Read until nothing is kept."""
    got = b""
    async with asyncio.timeout(10):
        while outlet.is_busy:
            got += pty.arrived(0)
            await asyncio.sleep(0)
    return got + pty.arrived()


async def test_what_is_written_arrives_at_once(pty: Pty) -> None:
    outlet = pty.outlet()
    outlet.write(b"figures")
    assert pty.arrived() == b"figures"
    assert not outlet.is_busy
    assert outlet.written == 7
    outlet.close()


async def test_a_terminal_that_does_not_read_stops_nobody_and_gets_all_in_order_later(pty: Pty) -> None:
    outlet = pty.outlet()
    outlet.write(FLOOD)
    outlet.write(b"and this")
    assert outlet.is_busy
    assert pty.drained == 0
    assert await read_on(pty, outlet) == FLOOD + b"and this"
    assert pty.drained == 1
    outlet.close()


async def test_what_a_thread_writes_into_a_full_terminal_arrives_too(pty: Pty) -> None:
    outlet = pty.outlet()
    await asyncio.to_thread(outlet.write, FLOOD)
    assert outlet.is_busy
    assert await read_on(pty, outlet) == FLOOD
    outlet.close()


async def test_the_description_that_the_users_shell_shares_stays_as_it_was(pty: Pty) -> None:
    before = fcntl.fcntl(pty.slave, fcntl.F_GETFL)
    outlet = pty.outlet()
    outlet.write(FLOOD)
    assert fcntl.fcntl(pty.slave, fcntl.F_GETFL) == before
    outlet.close()


async def test_after_a_discard_there_is_room_in_a_terminal_that_nobody_reads(pty: Pty) -> None:
    outlet = pty.outlet()
    outlet.write(FLOOD)
    outlet.discard()
    outlet.write(b"restored")
    assert not outlet.is_busy
    await asyncio.sleep(0)
    seen = pty.arrived()
    assert seen.endswith(b"restored")
    assert len(seen) < 10_000
    outlet.close()


async def test_finishing_sends_what_is_kept_without_the_loop(pty: Pty) -> None:
    outlet = pty.outlet()
    outlet.write(FLOOD)
    reading = asyncio.get_running_loop().run_in_executor(None, pty.arrived, 0.5)
    outlet.finish(10)
    assert not outlet.is_busy
    assert await reading == FLOOD
    outlet.close()


async def test_finishing_gives_up_on_a_terminal_that_nobody_reads(pty: Pty) -> None:
    outlet = pty.outlet()
    outlet.write(FLOOD)
    outlet.finish(0.05)
    assert outlet.is_busy
    outlet.close()
    assert not outlet.is_busy


async def test_a_terminal_that_is_gone_is_told_and_swallows_everything(pty: Pty) -> None:
    outlet = pty.outlet()
    assert not outlet.is_gone
    pty.hang_up()
    assert outlet.is_gone
    outlet.write(FLOOD)
    assert not outlet.is_busy
    outlet.close()


async def test_a_terminal_that_goes_while_bytes_are_kept_frees_them(pty: Pty) -> None:
    outlet = pty.outlet()
    outlet.write(FLOOD)
    pty.hang_up()
    async with asyncio.timeout(10):
        await pty.has_drained.wait()
    assert not outlet.is_busy
    outlet.close()


async def test_a_closed_outlet_swallows_what_comes_late(pty: Pty) -> None:
    outlet = pty.outlet()
    outlet.write(FLOOD)
    outlet.close()
    outlet.close()
    outlet.write(b"late")
    await asyncio.sleep(0)
    assert b"late" not in pty.arrived()
    assert not outlet.is_gone


async def test_a_terminal_of_another_user_is_opened_as_the_controlling_one(
    pty: Pty, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_CONTROLLING", os.ttyname(pty.slave))
    monkeypatch.setattr(os, "ttyname", lambda descriptor: "/nobody/may/open/this")
    outlet = pty.outlet()
    outlet.write(b"figures")
    assert pty.arrived() == b"figures"
    outlet.close()


async def test_what_is_no_terminal_gets_no_outlet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CONTROLLING", "/no/such/terminal")
    reading, writing = os.pipe()
    assert Outlet.open(writing, lambda: None) is None
    os.close(reading)
    os.close(writing)


class Latin:
    encoding = "latin-1"


def test_a_character_that_the_terminal_lacks_is_one_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    assert encoded("é│") == "é│".encode()
    monkeypatch.setattr("sys.__stderr__", Latin())
    assert encoded("é│") == b"\xe9?"
