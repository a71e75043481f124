"""The simulator's connections below HTTP: who is connected, and the door that can be shut."""

import asyncio
import os
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from uvicorn import Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from wallboard.simulator.effects import Connection

HOST: Final = "127.0.0.1"


class Connections:
    """The open ones, by their client's host and port. All of it belongs to the server's loop."""

    def __init__(self) -> None:
        self._open: dict[Any, Connection] = {}
        self._held: set[Connection] = set()

    def of(self, client: tuple[str, int] | None) -> Connection | None:
        return self._open.get(client)

    def made(self, client: tuple[str, int] | None, transport: asyncio.Transport) -> None:
        self._open[client] = Connection(transport)

    def lost(self, client: tuple[str, int] | None) -> None:
        if connection := self._open.pop(client, None):
            connection.ended()

    @contextmanager
    def held(self, connection: Connection) -> Iterator[None]:
        """While a fault has it in its hands."""
        self._held.add(connection)
        try:
            yield
        finally:
            self._held.discard(connection)

    def reset_held(self) -> None:
        """Nobody need wait for what a fault holds back."""
        for connection in tuple(self._held):
            connection.reset()

    def reset_all(self) -> None:
        for connection in tuple(self._open.values()):
            connection.reset()


class _Protocol(H11Protocol):
    """uvicorn's, which tells of its connection."""

    def __init__(self, connections: Connections, server: Server) -> None:
        super().__init__(server.config, server.server_state, server.lifespan.state)
        self._told = connections

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._told.made(self.client, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._told.lost(self.client)


class Door:
    """The port on loopback. It listens from the beginning; `shut` says when it is to refuse, `key`
    what its certificate is: who came in with another one has to come in again.
    """

    def __init__(
        self,
        port: int,
        connections: Connections,
        shut: Callable[[], object],
        key: Callable[[], object],
        tls: ssl.SSLContext | None,
    ) -> None:
        self._socket: socket.socket | None = listening(port)
        self.port: int = self._socket.getsockname()[1]
        self._connections = connections
        self._shut = shut
        self._key = key
        self._tls = tls
        self._last = key()
        self._listener: asyncio.Server | None = None
        self._minding = asyncio.Lock()

    async def mind(self, server: Server) -> None:
        """Opens or shuts it, and resets the connections of before. The port stays the same."""
        async with self._minding:
            shut, key = bool(self._shut()), self._key()
            if key != self._last or (shut and self._listener):
                self._connections.reset_all()
            self._last = key
            if shut:
                self.close()
            elif self._listener is None:
                await self._open(server)

    def close(self) -> None:
        if self._listener:
            self._listener.close()
        if self._socket:
            self._socket.close()
        self._listener = self._socket = None

    async def _open(self, server: Server) -> None:
        with suppress(OSError):  # somebody else has the port for the moment: mind() comes again
            self._socket = self._socket or listening(self.port)
            self._listener = await asyncio.get_running_loop().create_server(
                lambda: _Protocol(self._connections, server), sock=self._socket, ssl=self._tls, backlog=2048
            )


class NoPort(OSError):
    """A port that can't be had; `port` is its number."""

    def __init__(self, port: int, error: OSError) -> None:
        super().__init__(error.errno, os.strerror(error.errno) if error.errno else str(error))
        self.port = port


def listening(port: int) -> socket.socket:
    """A listening socket on loopback; 0 is any free port. Raises NoPort."""
    try:
        made = socket.create_server((HOST, port))
    except OSError as error:
        raise NoPort(port, error) from None
    # asyncio sets it only on sockets that name their protocol; without it an answer takes 44 ms.
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made
