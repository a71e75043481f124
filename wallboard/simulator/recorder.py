"""The outermost layer of the server: what came and went is written down."""

from collections import deque
from dataclasses import dataclass, field
from email.utils import formatdate
from time import time
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_KEPT: Final = 2000
_KEPT_OF_A_FAULT: Final = 2**16


@dataclass(slots=True)
class Exchange:
    """One request and what it was answered. `at`: epoch seconds of its arrival. `faults`: those that hit
    it, as they were given. `status` is 0 where no answer came. Of an answer with a fault the first 64 KiB
    are kept.
    """

    method: str
    path: str
    query: str
    request_headers: Headers
    at: float
    faults: list[str] = field(default_factory=list)
    request_body: bytes = b""
    status: int = 0
    response_headers: dict[str, str] = field(default_factory=dict)
    response_body: bytes = b""


class Recorder:
    """Keeps the newest exchanges in `exchanges`; each is added when its answer is complete, or when its
    connection has ended without one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.exchanges: deque[Exchange] = deque(maxlen=_KEPT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = Exchange(
            scope["method"],
            scope["path"],
            scope["query_string"].decode("latin-1"),
            Headers(scope=scope),
            time(),
        )
        complete = False

        async def received() -> Message:
            message = await receive()
            exchange.request_body += message.get("body", b"")
            return message

        async def sent(message: Message) -> None:
            nonlocal complete
            if message["type"] == "http.response.start":
                _record_head(exchange, message)
                message["headers"] = _dated(message["headers"])
            else:
                _record_body(exchange, message)
                if not message.get("more_body"):
                    complete = True
                    self.exchanges.append(exchange)
            await send(message)

        try:
            await self._app({**scope, "faults": exchange.faults}, received, sent)
        finally:
            if not complete:
                self.exchanges.append(exchange)


def _record_head(exchange: Exchange, message: Message) -> None:
    exchange.status = message["status"]
    exchange.response_headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in message["headers"]}


def _record_body(exchange: Exchange, message: Message) -> None:
    exchange.response_body += message.get("body", b"")
    if exchange.faults:
        exchange.response_body = exchange.response_body[:_KEPT_OF_A_FAULT]


def _dated(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """With the date, unless a fault has given it one of its own."""
    if any(name == b"date" for name, _ in headers):
        return headers
    return [(b"date", formatdate(usegmt=True).encode()), *headers]
