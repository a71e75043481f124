"""The simulator as a real server: in a thread for tests and the demo, or until a signal ends it."""

import asyncio
import contextlib
import json
import os
import select
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from types import FrameType
from typing import Any, Final

import uvicorn

from wallboard.simulator.centre import Centre
from wallboard.simulator.checker import read_subscription
from wallboard.simulator.options import Options
from wallboard.simulator.recorder import Exchange, Recorder
from wallboard.simulator.server import application
from wallboard.simulator.site import Fault, Site

__all__ = ["Exchange", "Options", "Simulator", "running", "serve"]

_HOST: Final = "127.0.0.1"
_TICK_S: Final = 0.5
_KEEP_ALIVE_S: Final = 75


class Simulator:
    """A running simulator and all that a test can turn on it. Every method may be called from any thread."""

    def __init__(self, options: Options) -> None:
        self._site = Site(options)
        self._recorder = Recorder(application(self._site), self._site)
        self._socket = socket.create_server((_HOST, options.port))
        # asyncio sets it only on sockets that name their protocol; without it an answer takes 44 ms.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        config = uvicorn.Config(
            self._recorder,
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            server_header=False,
            timeout_keep_alive=_KEEP_ALIVE_S,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, name="simulator", daemon=True)
        self.url = f"http://{_HOST}:{self._socket.getsockname()[1]}"

    @property
    def centre(self) -> Centre:
        """The model. Hold it before reading more than one thing of it."""
        return self._site.centre

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The newest 2,000 exchanges, oldest first."""
        return tuple(self._recorder.exchanges)

    def hold(self) -> None:
        """The house stands still: answers stay equal until `step`."""
        with self._site.lock:
            self._site.clock.hold()
            self._site.advance()

    def step(self, seconds: float) -> None:
        """The house goes on by this, held or not; sessions, tokens and subscriptions don't age."""
        with self._site.lock:
            self._site.clock.step(seconds)
            self._site.advance()

    def elapse(self, seconds: float) -> None:
        """Sessions, tokens and subscriptions get older by this; the house doesn't move."""
        with self._site.lock:
            self._site.clock.elapse(seconds)

    def sign_out(self, user: str) -> None:
        """Session and token of this user are over: 401."""
        with self._site.lock:
            self._site.accounts.sign_out(user)

    def forget(self, user: str) -> None:
        """The user's subscription is gone: 404."""
        with self._site.lock:
            self._site.slots.drop(user)

    def occupy(self, user: str, body: Mapping[str, Any]) -> None:
        """Another program's subscription, as by POST; raises Refused as the server would."""
        with self._site.lock:
            self._site.slots.put(user, read_subscription(json.dumps(body).encode()))

    def slots(self, limit: int | None) -> None:
        """How many subscriptions the tenant may have: 409 beyond."""
        with self._site.lock:
            self._site.slots.limit = limit

    def fail_next(
        self,
        status: int,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        path_contains: str = "data",
        times: int = 1,
        method: str = "",
    ) -> None:
        """The next `times` requests whose path holds this text get that answer instead of theirs."""
        with self._site.lock:
            self._site.faults.append(Fault(status, body, dict(headers or {}), path_contains, method, times))

    def start(self) -> None:
        """The socket listens already: whoever connects is served as soon as the thread runs."""
        self._thread.start()

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        ticking = asyncio.create_task(self._tick())
        await self._server.serve(sockets=[self._socket])
        ticking.cancel()

    async def _tick(self) -> None:
        """The house goes on unasked, so that a late question finds no hour of work."""
        while True:
            self._site.advance()
            await asyncio.sleep(_TICK_S)


@contextlib.contextmanager
def running(options: Options) -> Iterator[Simulator]:
    """A simulator on a loopback port, served from a thread until the block ends."""
    simulator = Simulator(options)
    simulator.start()
    try:
        yield simulator
    finally:
        simulator.stop()


def serve(options: Options, announce: Callable[[str], None]) -> None:
    """Serves until SIGTERM, SIGINT or, if the options say so, the end of standard input.

    `announce` is given the URL once it can be asked. Call it from the main thread.
    """
    ended, end = os.pipe()

    def ends(_signal: int, _frame: FrameType | None) -> None:
        os.write(end, b"!")

    handlers = {number: signal.signal(number, ends) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        with running(options) as simulator:
            announce(simulator.url)
            _wait(ended, 0 if options.until_stdin_closes else None)
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        os.close(ended)
        os.close(end)


def _wait(ended: int, stdin: int | None) -> None:
    """Until `ended` can be read or `stdin` is at its end; what comes on stdin is not looked at."""
    watched = [ended] if stdin is None else [ended, stdin]
    while True:
        readable, _, _ = select.select(watched, [], [])
        if ended in readable or not os.read(readable[0], 4096):
            return
