"""The outermost layer of the server: what came and went is written down, and faults are served."""

from collections import deque
from dataclasses import dataclass, field
from time import time
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wallboard.simulator.site import Site

_KEPT: Final = 2000


@dataclass(slots=True)
class Exchange:
    """One request and what it was answered. `at`: epoch seconds of its arrival."""

    method: str
    path: str
    query: str
    request_headers: Headers
    at: float
    request_body: bytes = b""
    status: int = 0
    response_headers: dict[str, str] = field(default_factory=dict)
    response_body: bytes = b""


class Recorder:
    """Keeps the newest exchanges in `exchanges`; each is added when its answer is complete."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site
        self.exchanges: deque[Exchange] = deque(maxlen=_KEPT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = Exchange(
            scope["method"],
            scope["path"],
            scope["query_string"].decode("latin-1"),
            Headers(scope=scope),
            time(),
        )

        async def received() -> Message:
            message = await receive()
            exchange.request_body += message.get("body", b"")
            return message

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
                exchange.response_headers = {
                    k.decode("latin-1"): v.decode("latin-1") for k, v in message["headers"]
                }
            else:
                exchange.response_body += message.get("body", b"")
                if not message.get("more_body"):
                    self.exchanges.append(exchange)
            await send(message)

        await self._app_for(exchange)(scope, received, sent)

    def _app_for(self, exchange: Exchange) -> ASGIApp:
        fault = self._site.fault_for(exchange.method, exchange.path)
        if fault is None:
            return self._app
        return _Instead(Response(fault.body, fault.status, fault.headers))


class _Instead:
    """Reads the request to its end, as a server does, and answers this."""

    def __init__(self, response: Response) -> None:
        self._response = response

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive()).get("more_body"):
            pass
        await self._response(scope, receive, send)
