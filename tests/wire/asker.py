"""Asks a simulator by plain HTTP: what is typed and nothing else."""

import json
from http.client import HTTPConnection, HTTPMessage
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from wallboard.simulator.serving import Options, Simulator

from .exchange import Exchange, exchanges
from .shape import fill

TYPED: Final = Options(
    agents=12,
    services=4,
    tenant="example.brightpattern.com",
    secret="secret",
    password="secret",
    first_data_after_s=0,
)
"""A small house with the login of the files."""


class Reply(NamedTuple):
    status: int
    headers: HTTPMessage
    body: bytes


class Wire:
    """Sends what is typed and nothing else; knows what the last sign-in of each kind gave."""

    def __init__(self, url: str) -> None:
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=10)
        self._given: dict[str, str] = {}

    def send(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
        self._connection.request(method, path, body=body or None, headers=headers)
        answer = self._connection.getresponse()
        return Reply(answer.status, answer.msg, answer.read())

    def play(self, exchange: Exchange) -> Reply:
        headers = {name: self._fill(value) for name, value in exchange.request.headers if value != "<none>"}
        reply = self.send(exchange.method, exchange.path, headers, exchange.request.body.encode())
        self._remember(reply)
        return reply

    def close(self) -> None:
        self._connection.close()

    def _fill(self, text: str) -> str:
        for place, value in self._given.items():
            text = text.replace(f"<{place}>", value)
        return fill(text)

    def _remember(self, reply: Reply) -> None:
        if reply.headers.get("Content-Type") == "application/json" and reply.body.startswith(b"{"):
            try:
                body = json.loads(reply.body)
            except ValueError:
                return
            self._given |= {
                place: body[key]
                for place, key in (("token", "access_token"), ("session", "token"))
                if key in body
            }


class Subscriber:
    """Signed in to a simulator; posts subscriptions."""

    def __init__(self, simulator: Simulator) -> None:
        self._wire = Wire(simulator.url)
        token = json.loads(self._wire.play(exchanges()["1b-200"]).body)["access_token"]
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def post(self, body: bytes) -> Reply:
        return self._wire.send("POST", "/statsapi/subscription", self._headers, body)

    def data(self) -> Reply:
        return self._wire.send("GET", "/statsapi/subscription/data", self._headers, b"")

    def close(self) -> None:
        self._wire.close()
