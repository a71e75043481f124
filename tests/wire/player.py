"""A real HTTP server that plays typed answers and keeps every byte it was asked."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from .exchange import Exchange
from .shape import fill

_END: Final = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came over the wire; header names in small letters, in the order they came."""

    line: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    connection: int

    def header(self, name: str) -> str | None:
        """All values of a header, joined as HTTP joins them; None where it wasn't sent."""
        values = [value for key, value in self.headers if key == name.lower()]
        return ", ".join(values) if values else None


@dataclass(slots=True)
class Player:
    """Plays `answers` in turn, the last one again and again; `asked` is what came, in order."""

    answers: list[bytes]
    asked: list[Asked] = field(default_factory=list)
    url: str = ""
    _open: dict[asyncio.StreamWriter, asyncio.Task[None]] = field(default_factory=dict)
    _connections: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections += 1
        connection = self._connections
        task = asyncio.current_task()
        assert task is not None
        self._open[writer] = task
        try:
            while (asked := await _read(reader, connection)) is not None:
                answer = self.answers[min(len(self.asked), len(self.answers) - 1)]
                self.asked.append(asked)
                writer.write(answer)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            del self._open[writer]
            writer.close()

    async def hang_up(self) -> None:
        """Closes what is still open and waits until it is."""
        still = dict(self._open)
        for writer in still:
            writer.close()
        await asyncio.gather(*still.values())


async def _read(reader: asyncio.StreamReader, connection: int) -> Asked | None:
    try:
        head = await reader.readuntil(_END)
    except asyncio.IncompleteReadError:
        return None
    line, *rest = head.removesuffix(_END).decode("latin-1").split("\r\n")
    headers = tuple((name.lower(), value) for name, _, value in (one.partition(": ") for one in rest))
    length = next((int(value) for name, value in headers if name == "content-length"), 0)
    return Asked(line, headers, await reader.readexactly(length), connection)


def raw_answer(exchange: Exchange, *, zipped: bool = False) -> bytes:
    """The bytes of a typed answer, each place filled with its sample."""
    body = fill(exchange.answer.body).encode()
    headers = [(name, fill(value)) for name, value in exchange.answer.headers if value != "<none>"]
    if zipped:
        body = gzip.compress(body)
        headers.append(("Content-Encoding", "gzip"))
    if exchange.status != HTTPStatus.NO_CONTENT:
        headers.append(("Content-Length", str(len(body))))
    lines = [f"HTTP/1.1 {exchange.status} Typed", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join(lines).encode() + _END + body


@asynccontextmanager
async def playing(*answers: bytes) -> AsyncIterator[Player]:
    """A server on a free loopback port that gives these answers."""
    player = Player(list(answers))
    server = await asyncio.start_server(player.serve, "127.0.0.1", 0)
    player.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield player
    finally:
        server.close()
        await player.hang_up()
