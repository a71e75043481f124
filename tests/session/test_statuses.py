"""What each answer means (API.md, section 5), over real sockets."""

from collections.abc import Awaitable, Callable

import pytest

from tests.session.clients import SUBSCRIPTION, client_of, error_of
from tests.session.server import http
from wallboard import feed
from wallboard.feed import LinkError
from wallboard.session.client import Client, SignInWay

CALLS: dict[str, Callable[[Client], Awaitable[object]]] = {
    "sign in": lambda client: client.sign_in(),
    "teams": lambda client: client.get_teams(),
    "data": lambda client: client.get_data(),
    "subscribe": lambda client: client.subscribe(SUBSCRIPTION),
    "delete": lambda client: client.delete_subscription(),
}

REFUSALS: dict[str, tuple[SignInWay, str, bytes, LinkError]] = {
    "a wrong secret": (
        "oauth",
        "sign in",
        http(401, b'{"error": "invalid_client"}'),
        feed.WrongCredentials("stats.user", "example.com"),
    ),
    "a missing field": (
        "oauth",
        "sign in",
        http(400, b'{"error": "invalid_request", "error_description": "no scope"}'),
        feed.SignInMalformed("invalid_request: no scope"),
    ),
    "no such path": (
        "oauth",
        "sign in",
        http(404, b"<h1>Not Found</h1>"),
        feed.WrongAddress("/configapi/v2/oauth/token"),
    ),
    "a token refused for a reason": (
        "oauth",
        "sign in",
        http(403, b'{"error": "account_locked"}'),
        feed.SignInBlocked("account_locked"),
    ),
    "a token refused without a reason": ("oauth", "sign in", http(403), feed.PrivilegeMissing("stats.user")),
    "a wrong password": (
        "password",
        "sign in",
        http(401),
        feed.WrongCredentials("stats.user", "example.com"),
    ),
    "the retired way": (
        "password",
        "sign in",
        http(403, b'{"error": "illegal login attempt"'),
        feed.PasswordRetired(),
    ),
    "a sign-in too soon": (
        "password",
        "sign in",
        http(403, b'{"error": "wait_before_login"}'),
        feed.SignInBlocked("wait_before_login"),
    ),
    "an unknown user": (
        "password",
        "sign in",
        http(404, b'{"error": "invalid_user_name"}'),
        feed.SignInBlocked("invalid_user_name"),
    ),
    "no such path for a password": (
        "password",
        "sign in",
        http(404),
        feed.WrongAddress("/statsapi/auth"),
    ),
    "signed out": ("oauth", "data", http(401), feed.SignedOut()),
    "signed out before the names": ("oauth", "teams", http(401), feed.SignedOut()),
    "signed out before subscribing": ("oauth", "subscribe", http(401), feed.SignedOut()),
    "signed out before the end": ("oauth", "delete", http(401), feed.SignedOut()),
    "no subscription": ("oauth", "data", http(404), feed.NotSubscribed()),
    "a privilege is missing": ("oauth", "data", http(403), feed.PrivilegeMissing("stats.user")),
    "a rejected subscription": (
        "oauth",
        "subscribe",
        http(400, b'{"error_code": 17, "error_message": "unknown statistic"}'),
        feed.SubscriptionRejected("17", "unknown statistic"),
    ),
    "the tenant's limit": ("oauth", "subscribe", http(409), feed.NoFreeSlot()),
    "no such path to subscribe": (
        "oauth",
        "subscribe",
        http(404),
        feed.WrongAddress("/statsapi/subscription"),
    ),
    "an overload": (
        "oauth",
        "data",
        http(503, b"<h1>Back soon</h1>", "Retry-After: 17"),
        feed.ServerFault(503, 17.0, "Back soon"),
    ),
    "an overload until a date": (
        "oauth",
        "data",
        http(
            429,
            b"",
            "Retry-After: Mon, 02 Mar 2026 10:42:30 GMT",
            "Date: Mon, 02 Mar 2026 10:42:00 GMT",
        ),
        feed.ServerFault(429, 30.0, ""),
    ),
    "a retry-after that makes no sense": (
        "oauth",
        "data",
        http(502, b"", "Retry-After: soon"),
        feed.ServerFault(502, None, ""),
    ),
    "a redirect": (
        "oauth",
        "data",
        http(302, b"", "Location: https://evil.example/"),
        feed.Redirected(302, "https://evil.example/"),
    ),
    "an odd status": ("oauth", "data", http(418, b"teapot"), feed.UnexpectedStatus(418, "teapot")),
    "an odd status of the names": ("oauth", "teams", http(404), feed.UnexpectedStatus(404, "")),
    "names that are HTML": (
        "oauth",
        "teams",
        http(200, b"<html>"),
        feed.NotAnAnswer(""),
    ),
    "a token that is HTML": ("oauth", "sign in", http(200, b"<html>"), feed.NotAnAnswer("")),
}


@pytest.mark.parametrize(("way", "call", "answer", "expected"), REFUSALS.values(), ids=REFUSALS)
async def test_refusal(way: SignInWay, call: str, answer: bytes, expected: LinkError) -> None:
    async with client_of(answer, way) as (client, raw):
        error = await error_of(CALLS[call](client))
    assert type(error) is type(expected)
    assert len(raw.heard) == 1
    if isinstance(error, feed.WrongAddress) and isinstance(expected, feed.WrongAddress):
        assert error.url == raw.url + expected.url
    elif not isinstance(error, feed.NotAnAnswer):
        assert error.args == expected.args


async def test_no_data_yet_is_none() -> None:
    async with client_of(http(204)) as (client, _):
        assert await client.get_data() is None


@pytest.mark.parametrize("status", [200, 204, 400, 403, 404, 409, 410])
async def test_a_slot_that_holds_nothing_is_as_good_as_deleted(status: int) -> None:
    async with client_of(http(status)) as (client, _):
        await client.delete_subscription()


async def test_the_answer_to_a_subscription_is_never_parsed() -> None:
    async with client_of(http(200, b"<html>")) as (client, _):
        await client.subscribe(SUBSCRIPTION)
