"""Where faults act: between the wire and the house, and nowhere else."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wallboard.simulator.connections import Connections
from wallboard.simulator.effects import Answer, Asked, Connection, Effect, HungUp, pieces
from wallboard.simulator.fault_text import Fault, WrongFault, read_faults
from wallboard.simulator.faults import FAULTS, WHERE
from wallboard.simulator.site import Site

_ORDER: Final = {name: number for number, name in enumerate(FAULTS)}

Fits = Callable[[str, str], bool]
"""Whether a fault is meant for this method and path."""


@dataclass(slots=True)
class Given:
    """A fault since it was given. `since_s` on the accounts' clock; `met` counts the requests it is meant
    for, `hits` those that it hit.
    """

    fault: Fault
    fits: Fits
    effect: Effect | None
    since_s: float
    met: int = 0
    hits: int = 0

    def acts(self, now_s: float) -> bool:
        since = now_s - self.since_s - self.fault.starts_s
        return 0 <= since < self.fault.lasts_s and self.hits < self.fault.times

    def hit(self) -> bool:
        """Whether this request, which it is meant for, is one of those that it hits."""
        self.met += 1
        if self.met % self.fault.every or self.hits >= self.fault.times:
            return False
        self.hits += 1
        return True


class Edge:
    """The house as it is seen through its faults. With none it is the house, byte for byte.

    The faults that hit a request are added, as they were given, to the list in its `scope["faults"]`.
    """

    def __init__(self, house: ASGIApp, site: Site, connections: Connections) -> None:
        self._house = house
        self._site = site
        self._connections = connections
        self._given: list[Given] = []

    def give(self, text: str) -> None:
        """These faults too, from now on; raises WrongFault and then gives none of them."""
        faults = read_faults(text)
        if not self._site.options.tls and any(fault.name == "tls" for fault in faults):
            raise WrongFault("tls is about certificates, and there are none without --tls.")
        for fault in faults:
            self.add(fault, _fits(fault.where), fault.kind.effect(fault.value))

    def add(self, fault: Fault, fits: Fits, effect: Effect | None) -> None:
        with self._site.lock:
            given = Given(fault, fits, effect, self._site.clock.accounts_s())
            self._given = sorted([*self._given, given], key=lambda each: _ORDER[each.fault.name])

    def clear(self) -> None:
        """No faults any more. Requests that are held back already are not helped by it."""
        with self._site.lock:
            self._given = []

    def given(self) -> tuple[Given, ...]:
        with self._site.lock:
            return tuple(self._given)

    def acting(self, name: str) -> Fault | None:
        """The fault of this name that acts at this moment."""
        now = self._site.clock.accounts_s()
        return next((e.fault for e in self.given() if e.fault.name == name and e.acts(now)), None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        now = self._site.clock.accounts_s()
        meant = [e for e in self.given() if e.acts(now) and e.fits(scope["method"], scope["path"])]
        connection = self._connections.of(scope["client"]) if meant else None
        if connection is None:
            await self._house(scope, receive, send)
            return
        body = await _read(receive)
        asked = Asked(scope["method"], scope["path"], body, now, self._site, connection)
        with self._connections.held(connection):
            try:
                await _send(await self._answer(asked, meant, scope), connection, send)
            except HungUp:
                await connection.over()

    async def _answer(self, asked: Asked, meant: Sequence[Given], scope: Scope) -> Answer:
        """From the first of these faults that hits, or from the house. Who isn't reached isn't counted."""
        for number, given in enumerate(meant):
            if given.effect and given.hit():
                scope["faults"].append(given.fault.text)
                rest = meant[number + 1 :]
                return await given.effect(asked, lambda rest=rest: self._answer(asked, rest, scope))  # type: ignore[misc]
        return await self._right(asked, scope)

    async def _right(self, asked: Asked, scope: Scope) -> Answer:
        """What the house answers."""
        messages: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": asked.body, "more_body": False}

        async def send(message: Message) -> None:
            messages.append(message)

        await self._house(scope, receive, send)
        start, *bodies = messages
        body = pieces([message.get("body", b"") for message in bodies])
        return Answer(start["status"], tuple((k.lower(), v) for k, v in start["headers"]), body)


def _fits(where: str) -> Fits:
    """What is about connections fits no request."""
    pattern = re.compile(WHERE[where] if where else "(?!)")
    return lambda method, path: pattern.fullmatch(f"{method} {path}") is not None


async def _read(receive: Receive) -> bytes:
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def _send(answer: Answer, connection: Connection, send: Send) -> None:
    """The body's end goes out with its last byte, so that nobody has an answer that isn't recorded yet.
    Raises HungUp where the client has gone: of a flood no more needs to be made.
    """
    headers = list(answer.headers)
    length = next((int(value) for name, value in headers if name == b"content-length"), None)
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    sent = 0
    async for piece in answer.body:
        if connection.gone:
            raise HungUp
        sent += len(piece)
        await send({"type": "http.response.body", "body": piece, "more_body": sent != length})
        if sent == length:
            return
    await send({"type": "http.response.body", "body": b""})
