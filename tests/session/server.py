"""A server of a few lines that answers whatever a test wants, over real sockets."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Answer = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Heard:
    """One request as it came over the wire."""

    head: str
    body: bytes

    @property
    def line(self) -> str:
        return self.head.splitlines()[0]

    def header(self, name: str) -> str | None:
        for line in self.head.splitlines()[1:]:
            key, _, value = line.partition(":")
            if key.lower() == name.lower():
                return value.strip()
        return None


@dataclass
class RawServer:
    """`answer` is written after each request; bytes leave the connection open, a callable closes it."""

    answer: Answer
    url: str = ""
    heard: list[Heard] = field(default_factory=list)
    connections: int = 0

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                request = Heard(head, b"")
                request.body = await reader.readexactly(int(request.header("content-length") or 0))
                self.heard.append(request)
                if not isinstance(self.answer, bytes):
                    await self.answer(writer)
                    return
                writer.write(self.answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()


def http(status: int, body: bytes = b"", *headers: str) -> bytes:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status} Whatever", *headers]
    if status != 204:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


@asynccontextmanager
async def raw_server(answer: Answer, tls: ssl.SSLContext | None = None) -> AsyncIterator[RawServer]:
    raw = RawServer(answer)
    listening = await asyncio.start_server(raw.talk, "127.0.0.1", 0, ssl=tls, limit=2**20)
    port = listening.sockets[0].getsockname()[1]
    raw.url = f"https://localhost:{port}" if tls else f"http://127.0.0.1:{port}"
    try:
        yield raw
    finally:
        listening.close()
