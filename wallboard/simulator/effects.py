"""What a fault can get hold of: one request, its connection, and the answer that would go out.

An effect stands between the wire and the house. It may wait, answer itself, ask what is behind it
and change that, or do something to the connection and raise HungUp. It never touches the centre.
"""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from wallboard.simulator.site import Site

Header: TypeAlias = tuple[bytes, bytes]
"""Name, in lower case, and value."""

_LINGER_NOT: Final = struct.pack("ii", 1, 0)


class HungUp(Exception):
    """The connection is over, or nothing more is to come on it."""


class Connection:
    """One client's connection, below HTTP. `over` is done when it has ended, whoever ended it."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._over = asyncio.Event()

    def ended(self) -> None:
        """Told by the server's protocol."""
        self._over.set()

    @property
    def gone(self) -> bool:
        return self._over.is_set()

    async def over(self) -> None:
        await self._over.wait()

    async def pause(self, seconds: float) -> None:
        """Raises HungUp where the client doesn't wait for so long."""
        try:
            await asyncio.wait_for(self._over.wait(), seconds)
        except TimeoutError:
            return
        raise HungUp

    def write(self, raw: bytes) -> None:
        self._transport.write(raw)

    def close(self) -> None:
        """After what was written has gone out."""
        self._transport.close()

    def reset(self) -> None:
        """At once, and the client's next read fails with "connection reset by peer"."""
        if self._over.is_set() or self._transport.is_closing():
            self._transport.abort()
            return
        connected = self._transport.get_extra_info("socket")
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
        self._transport.abort()


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; `now_s` on the accounts' clock."""

    method: str
    path: str
    body: bytes
    now_s: float
    site: Site
    connection: Connection


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes out. `body` is taken from as it is sent, so that it needs no memory."""

    status: int
    headers: tuple[Header, ...]
    body: AsyncIterator[bytes]

    async def read(self) -> bytes:
        return b"".join([piece async for piece in self.body])

    def said(self, body: bytes) -> "Answer":
        """The same with another body, whose length is told truly; 204 has none."""
        if self.status == 204:
            return replace(self, body=pieces([]))
        return replace(self, body=pieces([body])).told("content-length", len(body))

    def told(self, name: str, value: object) -> "Answer":
        """The same with this header, once."""
        said = _header(name, value)
        return replace(self, headers=(*(each for each in self.headers if each[0] != said[0]), said))


Next: TypeAlias = Callable[[], Awaitable[Answer]]
"""What is behind: another fault, or the house with its right answer."""

Effect: TypeAlias = Callable[[Asked, Next], Awaitable[Answer]]
"""What a fault does to one request. Raises HungUp where no answer goes out."""


def answered(status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
    """An answer that isn't the house's."""
    return Answer(status, tuple(_header(*each) for each in (headers or {}).items()), pieces([])).said(body)


async def pieces(parts: Iterable[bytes]) -> AsyncIterator[bytes]:
    """One after the other, with a moment between them for the other connections."""
    for part in parts:
        yield part
        await asyncio.sleep(0)


def _header(name: str, value: object) -> Header:
    return name.lower().encode("latin-1"), str(value).encode("latin-1")
