"""The client, held to the typed exchanges: what it sends and what it makes of the answer.

Byte for byte where the form is fixed: the form of the token, the sign-in, an empty body.
"""

import dataclasses
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import pytest

from wallboard.feed import (
    LinkError,
    NoFreeSlot,
    NotAnAnswer,
    NotSubscribed,
    PasswordRetired,
    PrivilegeMissing,
    Redirected,
    ServerFault,
    SignedOut,
    SignInBlocked,
    SignInMalformed,
    SubscriptionRejected,
    UnexpectedStatus,
    WrongAddress,
    WrongCredentials,
)
from wallboard.protocol.answer import Answer, GridKey, Message
from wallboard.protocol.decoding import Unreadable
from wallboard.protocol.directory import Named
from wallboard.protocol.reader import Reader
from wallboard.protocol.subscription import Subscription
from wallboard.session.client import Account, Client

from .exchange import Exchange, exchanges, held_to
from .player import Asked, Player, playing, raw_answer
from .shape import GUID, fill

USER: Final = "stats.user"
TENANT: Final = "example.brightpattern.com"
SENT: Final = 1772448127.0
"""2026-03-02T10:42:07Z"""

TEAM: Final = Named(GUID, "Customer Service")
SVC: Final = GridKey("svc", "service_grids", "g1")
AGENTS: Final = GridKey("agents", "agent_grids", "g1")


def chat(own_id: str, content: str, sent: float | None = SENT, urgent: bool = False, **names: str) -> Message:
    sender = {"login_id": "ana.silva", "first_name": "Ana", "last_name": "Silva"} | names
    return Message(id=own_id, sent=sent, urgent=urgent, content=content, **sender)


EXAMPLE: Final = Answer(
    totals={
        "totals": {
            "in_calls_waiting": "3",
            "in_max_wait_time": "47",
            "service_level": "0.8125",
            "agents_logged": "12",
        }
    },
    grids={
        SVC: (("Customer Service", "3", "11"),),
        AGENTS: (("maria.lopez", "Maria Lopez", "busy", "2"), ("tom.reed", "Tom Reed", "ready", "0")),
    },
    messages={"news": (chat("8812", "Line 2 is down", urgent=True),)},
)

TOLERANT: Final = Answer(
    totals={"totals": {"in_calls_waiting": 3, "in_max_wait_time": None, "agents_logged": True}},
    grids={
        SVC: (),
        AGENTS: (
            ("maria.lopez", "Maria Lopez", "in_training", 2),
            ("tom.reed", None, "", None),
            (None, None, None, None),
        ),
    },
    messages={
        "news": (
            chat("3", "ISO, fraction, offset", SENT + 0.25, urgent=True),
            chat("6", "epoch milliseconds"),
            chat("5", "epoch seconds"),
            chat("4", "epoch seconds as text", urgent=True),
            chat("2", "ISO with a space, no zone", first_name="", last_name=""),
            chat("1", "ISO, zone Z", urgent=True, login_id=""),
            chat("7", "unreadable time, no flag,·[2J and a control character", None),
        )
    },
    foreign=("somebody",),
)

EXPECTED: Final[dict[str, object]] = {
    "1a-200": None,
    "1a-200-later": None,
    "1a-200-session-cookie": None,
    "1a-200-no-cookie": None,
    "1a-401": WrongCredentials(USER, TENANT),
    "1a-403-retired": PasswordRetired(),
    "1a-403-wait": SignInBlocked("wait_before_login"),
    "1a-403-locked": SignInBlocked("account_locked"),
    "1a-403-disabled": SignInBlocked("account_disabled"),
    "1a-403-tenant": SignInBlocked("tenant_disabled"),
    "1a-403-address": SignInBlocked("ip_address_not_allowed"),
    "1a-404-user": SignInBlocked("invalid_user_name"),
    "1a-404-domain": SignInBlocked("invalid_domain"),
    "1a-404-path": WrongAddress("/statsapi/auth"),
    "1b-200": 3264.0,
    "1b-200-odd-secret": 3480.0,
    "1b-400": SignInMalformed("invalid_request: client_secret is missing"),
    "1b-401": WrongCredentials(USER, TENANT),
    "1b-401-empty": WrongCredentials(USER, TENANT),
    "1b-404": WrongAddress("/configapi/v2/oauth/token"),
    "2-200": None,
    "2-200-nothing": None,
    "2-400-number": SubscriptionRejected("1004", "Statistic is not supported: in_calls_waiting"),
    "2-400-text": SubscriptionRejected("BAD_STATISTIC", "Statistic is not supported: in_calls_waiting"),
    "2-401": SignedOut(),
    "2-403": PrivilegeMissing(USER),
    "2-404": WrongAddress("/statsapi/subscription"),
    "2-409": NoFreeSlot(),
    "3-200": EXAMPLE,
    "3-200-tolerant": TOLERANT,
    "3-200-missing-part": Answer(totals={"totals": {"in_calls_waiting": "3"}}, messages={"news": ()}),
    "3-200-foreign": Answer(foreign=("lobby.totals",)),
    "3-200-nothing": Answer(empty=True),
    "3-200-lab-headers": Answer(totals={"totals": {"in_calls_waiting": "3"}}),
    "3-204": None,
    "3-401": SignedOut(),
    "3-404": NotSubscribed(),
    "4-delete-200": None,
    "4-delete-200-needless": None,
    "4-delete-204": None,
    "4-delete-404": None,
    "4-delete-401": SignedOut(),
    "4-dispositions": ("Product sold", "Call back"),
    "4-dispositions-bare": ("Product sold", "Call back"),
    "4-dispositions-four": ("Product sold",),
    "4-teams": (TEAM,),
    "4-teams-session-cookie": (TEAM,),
    "4-teams-three-cookies": (TEAM,),
    "4-services": (Named(GUID, "Chat"),),
    "4-cfg-401": SignedOut(),
    "5-403": PrivilegeMissing(USER),
    "5-418": UnexpectedStatus(418, "short and stout"),
    "5-429": ServerFault(429, 7.0, ""),
    "5-500": ServerFault(500, None, "5: cache is ·[31mbroken"),
    "5-502": ServerFault(502, None, "502 Bad Gateway nginx"),
    "5-503": ServerFault(503, 120.0, "maintenance"),
    "5-504": ServerFault(504, None, ""),
    "5-302": Redirected(302, "https://login.example.com/"),
    "5-307-token": Redirected(307, "https://login.example.com/configapi/v2/oauth/token"),
    "5-html": Unreadable,
    "5-html-token": NotAnAnswer,
    "5-broken": Unreadable,
    "5-not-an-object": Unreadable,
}
"""What each answer is to the client: a value, an error with its facts, or a kind of error."""


def subscription_of(exchange: Exchange) -> Subscription:
    return Subscription.model_validate_json(exchange.request.body)


async def read_data(client: Client, asked: Exchange) -> Answer | None:
    """The data, read as the answer to the newest subscription of ours that was made before."""
    ours = [name for name in asked.after if name in held_to("client") and name.startswith("2-")]
    body = await client.get_data()
    if body is None:
        return None
    return Reader(subscription_of(exchanges()[(ours or ["2-200"])[-1]])).read(body)


def request_of(client: Client, exchange: Exchange) -> Awaitable[object]:
    """The client's coroutine that makes this request."""
    url = urlsplit(exchange.path)
    calls: dict[tuple[str, str], Callable[[], Awaitable[object]]] = {
        ("POST", "/statsapi/auth"): client.sign_in,
        ("POST", "/configapi/v2/oauth/token"): client.sign_in,
        ("POST", "/statsapi/subscription"): lambda: client.subscribe(subscription_of(exchange)),
        ("GET", "/statsapi/subscription/data"): lambda: read_data(client, exchange),
        ("DELETE", "/statsapi/subscription/active"): client.delete_subscription,
        ("GET", "/statsapi/cfg/teams"): client.get_teams,
        ("GET", "/statsapi/cfg/services"): client.get_services,
        ("GET", "/statsapi/cfg/dispositions"): lambda: client.get_dispositions(dict(parse_qsl(url.query))),
    }
    return calls[exchange.method, url.path]()


def account_of(sign_in: Exchange, url: str) -> Account:
    """The login that a sign-in's body holds."""
    if sign_in.path == "/statsapi/auth":
        body = json.loads(sign_in.request.body)
        return Account(url, body["tenant_url"], body["username"], lambda: body["password"], "password")
    form = dict(parse_qsl(sign_in.request.body, keep_blank_values=True))
    return Account(url, form["scope"], form["client_id"], lambda: form["client_secret"])


@asynccontextmanager
async def client_before(exchange: Exchange, answer: bytes) -> AsyncIterator[tuple[Client, Player]]:
    """A client that stands before this request, signed in where it must be, and its server."""
    signing_in = exchange.path in ("/statsapi/auth", "/configapi/v2/oauth/token")
    sign_in = exchange if signing_in else exchanges()[exchange.after[0] if exchange.after else "1b-200"]
    async with playing(*([] if signing_in else [raw_answer(sign_in)]), answer) as player:
        client = Client(account_of(sign_in, player.url))
        if not signing_in:
            await client.sign_in()
        try:
            yield client, player
        finally:
            await client.aclose()


async def outcome(request: Awaitable[object], url: str) -> object:
    """What a request gave or raised; the player's URL is taken out of an error's facts."""
    try:
        return await request
    except LinkError as error:
        facts = [fact.removeprefix(url) if isinstance(fact, str) else fact for fact in error.args]
        return type(error), tuple(facts)
    except Unreadable:
        return Unreadable


def comparable(name: str, found: object) -> tuple[object, object]:
    """What was expected and what came, in a form that can be compared."""
    expected = EXPECTED[name]
    if isinstance(expected, LinkError):
        return (type(expected), expected.args), found
    if isinstance(expected, type) and isinstance(found, tuple):
        return expected, found[0]
    if isinstance(found, Answer):
        # What could not be read is listed in words that tests/protocol holds.
        return expected, dataclasses.replace(found, unread=())
    return expected, found


def header_differences(exchange: Exchange, asked: Asked) -> list[str]:
    found = []
    for name, typed in exchange.request.headers:
        value = asked.header(name)
        wanted: object = None if typed == "<none>" else fill(typed.replace("<stale-token>", "<token>"))
        if name == "Cookie" and isinstance(wanted, str):
            same = set(wanted.split("; ")) == set((value or "").split("; "))
        else:
            same = value == wanted
        if not same:
            found.append(f"{name}: {wanted!r} is wanted, not {value!r}")
    return found


def compact(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def body_differs(exchange: Exchange, body: bytes) -> bool:
    """Forms and sign-ins byte for byte; a subscription compact, in whatever order of its keys."""
    typed = exchange.request.body
    if exchange.path == "/statsapi/subscription":
        sent: Any = json.loads(body)
        return sent != json.loads(typed) or body != compact(sent)
    if exchange.request.header("Content-Type") == "application/json":
        return body != compact(json.loads(typed))
    return body != typed.encode()


def test_every_exchange_of_the_client_has_its_outcome() -> None:
    assert set(EXPECTED) == set(held_to("client"))


@pytest.mark.parametrize("name", held_to("client"))
async def test_the_client_keeps_to_the_exchange(name: str) -> None:
    exchange = exchanges()[name]
    async with client_before(exchange, raw_answer(exchange)) as (client, player):
        before = len(player.asked)
        expected, found = comparable(name, await outcome(request_of(client, exchange), player.url))
        (asked,) = player.asked[before:]
    assert expected == found
    assert asked.line == f"{exchange.method} {exchange.path} HTTP/1.1"
    assert asked.header("Accept-Encoding") == "gzip"
    assert header_differences(exchange, asked) == []
    assert not body_differs(exchange, asked.body)


async def test_a_packed_answer_is_read_like_a_plain_one() -> None:
    exchange = exchanges()["3-200"]
    async with client_before(exchange, raw_answer(exchange, zipped=True)) as (client, _):
        assert await read_data(client, exchange) == EXAMPLE


async def test_one_connection_is_kept_for_all_requests() -> None:
    exchange = exchanges()["3-200"]
    async with client_before(exchange, raw_answer(exchange)) as (client, player):
        for _ in range(3):
            await client.get_data()
        assert [asked.connection for asked in player.asked] == [1, 1, 1, 1]


async def test_a_new_sign_in_brings_its_own_token_or_cookie() -> None:
    for name in ("1a-200-session-cookie", "1b-200"):
        sign_in = exchanges()[name]
        other = (
            raw_answer(sign_in).replace(b"0123456789ABCDEF", b"FEDCBA9876543210").replace(b"5F0C", b"0C5F")
        )
        teams = raw_answer(exchanges()["4-teams"])
        async with playing(raw_answer(sign_in), other, teams) as player:
            client = Client(account_of(sign_in, player.url))
            await client.sign_in()
            await client.sign_in()
            await client.get_teams()
            await client.aclose()
        sent = f"{player.asked[2].header('Cookie')} {player.asked[2].header('Authorization')}"
        assert ("0C5F" in sent) or ("FEDCBA98" in sent)
        assert "5F0C3E2A" not in sent
        assert "01234567" not in sent
