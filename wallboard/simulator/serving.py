"""The simulator as a real server: in a thread for tests and the demo, or until a signal ends it."""

import asyncio
import contextlib
import json
import os
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path
from types import FrameType
from typing import Any, Final

import uvicorn
from starlette.types import ASGIApp

from wallboard.simulator.centre import Centre
from wallboard.simulator.certificates import GOOD, Certificates
from wallboard.simulator.checker import read_subscription
from wallboard.simulator.connections import HOST, Connections, Door, listening
from wallboard.simulator.control import control
from wallboard.simulator.edge import Edge, Given
from wallboard.simulator.effects import answered
from wallboard.simulator.fault_text import Fault
from wallboard.simulator.faulty_answers import instead
from wallboard.simulator.options import Options
from wallboard.simulator.recorder import Exchange, Recorder
from wallboard.simulator.server import application
from wallboard.simulator.site import Site

__all__ = ["Exchange", "Options", "Simulator", "running", "serve"]

_TICK_S: Final = 0.5
_MIND_S: Final = 0.1
_KEEP_ALIVE_S: Final = 75


class Simulator:
    """A running simulator and all that a test can turn on it. Every method may be called from any thread.

    `url` is where it is asked. `control_url`, where faults are given over HTTP, and `ca_file`, which a
    client has to trust, are None without their options. `monotonic`: the clock of house and accounts, in
    seconds. Raises OSError with a `port` that can't be had, WrongFault, WrongScenario, NoTrustme.
    """

    def __init__(self, options: Options, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._site = Site(options, monotonic)
        self._connections = Connections()
        self._edge = Edge(application(self._site), self._site, self._connections)
        for text in options.faults:
            self._edge.give(text)
        self._recorder = Recorder(self._edge)
        self._server = _server(self._recorder)
        self._control: uvicorn.Server | None = None
        self._loop: Future[asyncio.AbstractEventLoop] = Future()
        self._thread = threading.Thread(target=self._run, name="simulator", daemon=True)
        self.control_url: str | None = None
        self.ca_file: Path | None = None
        with contextlib.ExitStack() as opened:
            self._open(options, opened)
            self._opened = opened.pop_all()
        self.url = f"{'https' if options.tls else 'http'}://{HOST}:{self._door.port}"

    def _open(self, options: Options, opened: contextlib.ExitStack) -> None:
        """The port, and what else the options want: certificates, a port for control."""
        tls = None
        if options.tls:
            certificates = opened.enter_context(contextlib.closing(Certificates()))
            self.ca_file, tls = certificates.ca_file, certificates.context(self._certificate)
        self._door = opened.enter_context(
            contextlib.closing(
                Door(
                    options.port,
                    self._connections,
                    lambda: self._edge.acting("refused"),
                    self._certificate,
                    tls,
                )
            )
        )
        if options.control is not None:
            self._control_socket = opened.enter_context(listening(options.control))
            app = control(self._edge, self._site.clock.accounts_s, lambda: self._door.mind(self._server))
            self._control = _server(app)
            self.control_url = f"http://{HOST}:{self._control_socket.getsockname()[1]}/faults"

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

    def is_subscribed(self, user: str) -> bool:
        """Whether this user's subscription stands."""
        with self._site.lock:
            return self._site.slots.has(user)

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
        self._edge.add(
            Fault(f"status={status}", "status", status, "all", times),
            lambda asked, path: path_contains in path and method in ("", asked),
            instead(lambda: answered(status, body, headers)),
        )

    def fault(self, text: str) -> None:
        """These faults too, from now on, written as in `fault_text`; raises WrongFault."""
        self._edge.give(text)
        self._mind_door()

    def clear(self) -> None:
        """No faults any more, and no `fail_next`. A request that is held back already stays so."""
        self._edge.clear()
        self._mind_door()

    @property
    def faults(self) -> tuple[Given, ...]:
        """Those that were given since the start or the last `clear`, with the requests they hit."""
        return self._edge.given()

    def _mind_door(self) -> None:
        if self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(self._door.mind(self._server), self._loop.result()).result()

    def start(self) -> None:
        """The socket listens already: whoever connects is served as soon as the thread runs."""
        self._thread.start()

    def stop(self) -> None:
        self._loop.result().call_soon_threadsafe(self._let_go)
        self._thread.join()
        self._opened.close()

    async def serve_here(self) -> None:
        """In the caller's loop instead of a thread of its own, until this is cancelled."""
        serving = asyncio.create_task(self._serve())
        try:
            await asyncio.shield(serving)
        finally:
            self._let_go()
            await serving
            self._opened.close()

    def _let_go(self) -> None:
        self._server.should_exit = True
        if self._control:
            self._control.should_exit = True
        self._edge.clear()
        self._connections.reset_held()
        self._door.close()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        serving = [asyncio.create_task(self._server.serve(sockets=[]))]
        if self._control:
            serving.append(asyncio.create_task(self._control.serve(sockets=[self._control_socket])))
        while not self._server.started:  # noqa: ASYNC110  a matter of one step: it has no socket
            await asyncio.sleep(0)
        await self._door.mind(self._server)
        self._loop.set_result(asyncio.get_running_loop())
        minding = [asyncio.create_task(each) for each in (self._tick(), self._mind())]
        await asyncio.gather(*serving)
        for task in minding:
            task.cancel()

    async def _tick(self) -> None:
        """The house goes on unasked, so that a late question finds no hour of work."""
        while True:
            self._site.advance()
            await asyncio.sleep(_TICK_S)

    async def _mind(self) -> None:
        """The door follows the faults that begin and end by themselves."""
        while True:
            await asyncio.sleep(_MIND_S)
            await self._door.mind(self._server)

    def _certificate(self) -> str:
        found = self._edge.acting("tls")
        return found.value if found else GOOD


def _server(app: ASGIApp) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=_KEEP_ALIVE_S,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


@contextlib.contextmanager
def running(options: Options) -> Iterator[Simulator]:
    """A simulator on a loopback port, served from a thread until the block ends."""
    simulator = Simulator(options)
    simulator.start()
    try:
        yield simulator
    finally:
        simulator.stop()


def serve(options: Options, announce: Callable[[Simulator], None]) -> None:
    """Serves until SIGTERM, SIGINT or, if the options say so, the end of standard input.

    `announce` is given the simulator once it can be asked. Call it from the main thread.
    """
    ended, end = os.pipe()

    def ends(_signal: int, _frame: FrameType | None) -> None:
        os.write(end, b"!")

    handlers = {number: signal.signal(number, ends) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        with running(options) as simulator:
            announce(simulator)
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
