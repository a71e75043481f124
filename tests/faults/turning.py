"""A loop whose clock the test turns: time passes only while nothing else can happen.

Client and server run in it together, over real sockets. Whenever neither has anything to do, the clock
jumps to the next timer; while a request is under way that nobody holds back, it waits for the line first.
So a minute takes some milliseconds, and a slow machine makes no request late.
"""

import asyncio
import selectors
import socket
from collections.abc import Callable
from typing import Any, Final

LINE_S: Final = 0.05
"""So long (of the real clock) the line may need for what is under way."""

HELD_S: Final = 0.0005

NAMES: Final = frozenset({"stats.localhost"})


class _Selector(selectors.DefaultSelector):
    """Turns the clock instead of waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.loop: TurnedLoop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        loop = self.loop
        if loop.working or timeout is None:
            return super().select(0.05 if loop.working else 1.0)
        if ready := super().select(loop.patience_s()):
            return ready
        loop.turned_s += timeout
        return []


class TurnedLoop(asyncio.SelectorEventLoop):
    """`patience_s`: how long, of the real clock, something may still come before the clock is turned.

    `names_fail`: no host has an address, as far as a client sees.
    """

    def __init__(self) -> None:
        self.turned_s = 1_000.0
        self.working = 0
        """Calls that other threads are busy with: the clock stands while they are."""
        self.patience_s: Callable[[], float] = lambda: 0.0
        self.names_fail = False
        selector = _Selector()
        selector.loop = self
        super().__init__(selector)

    def time(self) -> float:
        return self.turned_s

    def run_in_executor(  # type: ignore[override]
        self, executor: Any, func: Any, *args: Any
    ) -> asyncio.Future[Any]:
        future: asyncio.Future[Any] = super().run_in_executor(executor, func, *args)
        self.working += 1
        future.add_done_callback(self._worked)
        return future

    def _worked(self, _: asyncio.Future[Any]) -> None:
        self.working -= 1

    async def getaddrinfo(self, host: Any, port: Any, **more: Any) -> Any:
        """The resolver below httpx."""
        name = host.decode() if isinstance(host, bytes) else host
        if name in NAMES:
            if self.names_fail:
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            host = "127.0.0.1"
        return await super().getaddrinfo(host, port, **more)
