"""Clients of a raw server, for tests of single requests."""

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.session.server import Answer, RawServer, raw_server
from wallboard.feed import LinkError
from wallboard.protocol.subscription import Definition, Subscription
from wallboard.session.client import Account, Client, SignInWay

SECRET = "s3cr3t & völlig geheim"
TOKEN = b'{"access_token": "0123ABCD", "token_type": "Bearer", "expires_in": "3264", "scope": "x"}'
SESSION = b'{"token": "5C6E4337-15BA-4BDD-9772-19D30E7A269F"}'
SUBSCRIPTION = Subscription({"wb.desk.-.t": Definition(stats_totals=("in_calls_waiting",))})
PEM = Path(__file__).with_name("localhost.pem")


def account(url: str, way: SignInWay = "oauth", secret: str = SECRET) -> Account:
    return Account(url, "example.com", "stats.user", lambda: secret, way)


@asynccontextmanager
async def client_of(
    answer: Answer, way: SignInWay = "oauth", deadline_s: float = 5.0
) -> AsyncIterator[tuple[Client, RawServer]]:
    async with raw_server(answer) as raw:
        client = Client(account(raw.url, way), deadline_s=deadline_s)
        try:
            yield client, raw
        finally:
            await client.aclose()


async def error_of(request: Awaitable[object]) -> LinkError:
    with pytest.raises(LinkError) as caught:
        await request
    return caught.value
