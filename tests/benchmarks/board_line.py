"""A program on a terminal whose server answers through here: what came when, here and there."""

import os
import selectors
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from tests.terminal import Ended, Screen, Terminal

QUIET_S: Final = 0.05
"""A frame is over when nothing came for so long; the pieces of one come within a millisecond or two."""

DATA: Final = b"GET /statsapi/subscription/data"


class Painted(NamedTuple):
    """Bytes that came to the terminal: when, and how many."""

    at: float
    size: int


class First(NamedTuple):
    """What it took from the program's start until a screen was first seen."""

    wall_s: float
    cpu_s: float
    size: int


@dataclass(slots=True)
class Exchange:
    """A request as it began, and the answer so far; `last`: when its newest byte was handed on."""

    request: bytes
    last: float = 0.0
    answer: bytearray = field(default_factory=bytearray)

    @property
    def is_data(self) -> bool:
        return self.request.startswith(DATA) and b" 200 " in self.answer[:20]

    @property
    def body(self) -> bytes:
        return bytes(self.answer.partition(b"\r\n\r\n")[2])


class Relay:
    """A port on loopback that hands everything on to the server's, and notes the exchanges."""

    def __init__(self, server_port: int) -> None:
        self.exchanges: list[Exchange] = []
        self._server_port = server_port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._running: dict[socket.socket, Exchange] = {}
        self._watched: selectors.BaseSelector | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def watch(self, watched: selectors.BaseSelector) -> None:
        """Be called whenever something comes, by whoever selects."""
        self._watched = watched
        watched.register(self._listening, selectors.EVENT_READ, self._accept)

    def close(self) -> None:
        for end in (self._listening, *self._pairs):
            end.close()

    def _accept(self) -> None:
        client, _ = self._listening.accept()
        server = socket.create_connection(("127.0.0.1", self._server_port))
        for here, there in ((client, server), (server, client)):
            here.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._pairs[here] = there
            self._select().register(here, selectors.EVENT_READ, self._hand_on(here, asks=here is client))

    def _hand_on(self, here: socket.socket, *, asks: bool) -> Callable[[], None]:
        def come() -> None:
            if here not in self._pairs:
                return  # the other end has just hung up
            there = self._pairs[here]
            with suppress(OSError):
                if data := here.recv(1 << 20):
                    if asks:
                        self._running[there] = Exchange(data)
                        self.exchanges.append(self._running[there])
                    there.sendall(data)
                    if not asks and (exchange := self._running.get(here)):
                        exchange.last = time.monotonic()
                        exchange.answer += data
                    return
            self._hang_up(here, there)

        return come

    def _hang_up(self, *ends: socket.socket) -> None:
        for end in ends:
            self._select().unregister(end)
            self._pairs.pop(end)
            self._running.pop(end, None)
            end.close()

    def _select(self) -> selectors.BaseSelector:
        assert self._watched is not None
        return self._watched


class Line(Terminal):
    """The program's terminal and its relay, read in one loop, so that their times compare."""

    def __init__(
        self, command: Sequence[str], relay: Relay, *, columns: int, rows: int, env: Mapping[str, str]
    ) -> None:
        self.painted: list[Painted] = []
        self._began = time.monotonic()
        super().__init__(command, columns=columns, rows=rows, env=env)
        self._watched = selectors.DefaultSelector()
        self._watched.register(self._master, selectors.EVENT_READ, self._take)
        relay.watch(self._watched)
        self._behind = b""

    def first(self, seen: Callable[[Screen], object], *, limit: float = 30) -> First:
        """Until a screen is seen; what the emulator costs comes after the clocks are read."""
        while time.monotonic() < self._began + limit:
            self._wait(0.1)
            if not self._behind:
                continue
            first = First(self.painted[-1].at - self._began, self.cpu(), len(self.raw))
            self.catch_up()
            if seen(self.screen):
                return first
        raise Ended(f"not seen within {limit} s:\n{self.screen.text}\n{self.raw[-400:]!r}")

    def go_on(self, seconds: float) -> None:
        """Read and hand on for so long, and leave the screen for later."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._wait(left)

    def catch_up(self) -> None:
        """The screen after everything that was read."""
        self._screen = None
        self._emulator.feed(self._behind)
        self._behind = b""

    def cpu(self) -> float:
        """CPU seconds of the program and of those of its children that have ended."""
        own = time.clock_gettime((~self.pid << 3) | 2)  # the clock of another process: clock_getcpuclockid(3)
        ended = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[13:15]
        return own + sum(map(int, ended)) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> tuple[float, float]:
        """Resident and proportional size of the program."""
        memory = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        rss, pss = (float(memory.partition(f"{name}:")[2].split()[0]) / 1024 for name in ("Rss", "Pss"))
        return rss, pss

    def _wait(self, limit: float) -> None:
        for key, _ in self._watched.select(limit):
            key.data()

    def _take(self) -> None:
        data = os.read(self._master, 65536)
        self.painted.append(Painted(time.monotonic(), len(data)))
        self.raw += data
        self._behind += data


def delays(exchanges: Sequence[Exchange], painted: Sequence[Painted]) -> Iterator[float]:
    """From each answer's last byte to the last byte of what it made the program paint."""
    for exchange in exchanges:
        last = exchange.last
        for at, _ in painted:
            if at <= exchange.last:
                continue
            if at - last > (QUIET_S if last > exchange.last else 1.0):
                break
            last = at
        if last > exchange.last:
            yield last - exchange.last
