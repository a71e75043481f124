"""One request each, over real sockets: what goes out, and what must not get out."""

import asyncio
import gzip
import json
import logging
import subprocess
import sys
import traceback
from urllib.parse import parse_qs

import pytest

from tests.session.clients import SECRET, SESSION, SUBSCRIPTION, TOKEN, client_of, error_of
from tests.session.server import http, raw_server
from wallboard import feed
from wallboard.feed import LinkError
from wallboard.protocol.directory import Named
from wallboard.protocol.subscription import Definition, Subscription
from wallboard.session.client import Account, Client, SignInWay
from wallboard.simulator.serving import Options, running

SECRET_OF = {"oauth": Options().secret, "password": Options().password}


async def test_the_api_secret_goes_out_as_a_form() -> None:
    async with client_of(http(200, TOKEN)) as (client, raw):
        assert await client.sign_in() == 3264
    heard = raw.heard[0]
    assert heard.line == "POST /configapi/v2/oauth/token HTTP/1.1"
    assert heard.header("content-type") == "application/x-www-form-urlencoded"
    assert {name: values[0] for name, values in parse_qs(heard.body.decode()).items()} == {
        "grant_type": "client_credentials",
        "client_id": "stats.user",
        "client_secret": SECRET,
        "scope": "example.com",
    }


async def test_the_token_goes_with_each_later_request_but_not_with_a_sign_in() -> None:
    async with client_of(http(200, TOKEN)) as (client, raw):
        await client.sign_in()
        await client.get_data()
        await client.sign_in()
    authorizations = [heard.header("authorization") for heard in raw.heard]
    assert authorizations == [None, "Bearer 0123ABCD", None]


async def test_the_password_goes_out_as_compact_json() -> None:
    async with client_of(http(200, SESSION), "password") as (client, raw):
        assert await client.sign_in() is None
    assert raw.heard[0].line == "POST /statsapi/auth HTTP/1.1"
    assert raw.heard[0].header("content-type") == "application/json"
    expected = f'{{"tenant_url":"example.com","username":"stats.user","password":"{SECRET}"}}'
    assert raw.heard[0].body.decode() == expected


async def test_the_servers_own_cookie_is_sent_back_and_no_other() -> None:
    answer = http(200, SESSION, "Set-Cookie: X-BP-SESSION-ID=42; Path=/")
    async with client_of(answer, "password") as (client, raw):
        await client.sign_in()
        await client.get_data()
    assert raw.heard[1].header("cookie") == "X-BP-SESSION-ID=42"


async def test_where_no_cookie_is_set_the_documented_three_are_sent() -> None:
    async with client_of(http(200, SESSION), "password") as (client, raw):
        await client.sign_in()
        await client.get_data()
    cookies = dict(pair.split("=", 1) for pair in (raw.heard[1].header("cookie") or "").split("; "))
    assert cookies == {
        "X-STATSAPI-TOKEN": "5C6E4337-15BA-4BDD-9772-19D30E7A269F",
        "X-STATSAPI-TENANT": "example.com",
        "X-STATSAPI-LOGIN": "stats.user",
    }


async def test_a_new_sign_in_forgets_the_old_cookies() -> None:
    async with client_of(http(200, SESSION, "Set-Cookie: OLD=1"), "password") as (client, raw):
        await client.sign_in()
        raw.answer = http(200, SESSION, "Set-Cookie: NEW=1")
        await client.sign_in()
        await client.get_data()
    assert [heard.header("cookie") for heard in raw.heard] == [None, None, "NEW=1"]


async def test_a_sign_in_that_gives_neither_cookie_nor_token_is_no_sign_in() -> None:
    async with client_of(http(200, b"<html>"), "password") as (client, _):
        assert isinstance(await error_of(client.sign_in()), feed.NotAnAnswer)


async def test_the_subscription_goes_out_as_compact_utf8_json() -> None:
    wanted = Subscription({"a": Definition(stats_totals=("é",))})
    async with client_of(http(200)) as (client, raw):
        await client.subscribe(wanted)
    heard = raw.heard[0]
    assert heard.line == "POST /statsapi/subscription HTTP/1.1"
    assert heard.header("content-type") == "application/json"
    assert heard.body == '{"a":{"stats_totals":["é"]}}'.encode()


async def test_each_call_has_its_path() -> None:
    async with client_of(http(200, b"[]")) as (client, raw):
        await client.get_teams()
        await client.get_services()
        await client.get_dispositions({"inbound": "1", "agentCanSelect": "1"})
        await client.get_data()
        await client.delete_subscription()
    assert [heard.line.removesuffix(" HTTP/1.1") for heard in raw.heard] == [
        "GET /statsapi/cfg/teams",
        "GET /statsapi/cfg/services",
        "GET /statsapi/cfg/dispositions?inbound=1&agentCanSelect=1",
        "GET /statsapi/subscription/data",
        "DELETE /statsapi/subscription/active",
    ]


async def test_one_connection_is_kept_and_gzip_is_offered() -> None:
    async with client_of(http(200, gzip.compress(b"{}"), "Content-Encoding: gzip")) as (client, raw):
        assert [await client.get_data() for _ in range(3)] == [b"{}"] * 3
    assert raw.connections == 1
    assert raw.heard[0].header("accept-encoding") == "gzip"


async def test_a_changed_secret_is_read_anew() -> None:
    secrets = iter(["old", "new"])
    async with raw_server(http(200, TOKEN)) as raw:
        client = Client(Account(raw.url, "example.com", "stats.user", lambda: next(secrets)))
        await client.sign_in()
        await client.sign_in()
        await client.aclose()
    assert [parse_qs(heard.body.decode())["client_secret"] for heard in raw.heard] == [["old"], ["new"]]


async def test_a_secret_that_cannot_be_read_is_told_as_that_and_nothing_is_sent() -> None:
    def unreadable() -> str:
        raise FileNotFoundError("/home/me/secret")

    client = Client(Account("https://example.com", "example.com", "stats.user", unreadable))
    assert isinstance(await error_of(client.sign_in()), feed.SecretUnreadable)


# Secrets


@pytest.mark.parametrize("way", ["oauth", "password"])
@pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 500])
async def test_the_secret_stands_in_no_error_no_repr_and_no_log(
    way: SignInWay, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said = ""
    async with client_of(http(status, b"{}"), way) as (client, _):
        try:
            await client.sign_in()
        except LinkError as error:
            said = "".join(traceback.format_exception(error)) + repr(error)
        said += repr(client) + repr(client._account) + caplog.text
    for secret in (SECRET, "s3cr3t"):
        assert secret not in said


async def test_the_token_stands_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with client_of(http(200, TOKEN)) as (client, _):
        await client.sign_in()
        await client.get_data()
    assert "0123ABCD" not in caplog.text


# The simulator, for the ordinary


@pytest.mark.parametrize("cookies", ["statsapi", "session", "none"])
async def test_the_password_way_works_whatever_cookies_the_server_sets(cookies: str) -> None:
    options = Options(agents=5, services=2, cookies=cookies)  # type: ignore[arg-type]
    with running(options) as simulator:
        client = Client(Account(simulator.url, "demo", options.user, lambda: options.password, "password"))
        await client.sign_in()
        await client.subscribe(SUBSCRIPTION)
        await client.aclose()


@pytest.mark.parametrize("way", ["oauth", "password"])
async def test_after_a_request_was_cancelled_the_next_goes_out_on_a_connection_of_its_own(
    way: SignInWay,
) -> None:
    with running(Options()) as simulator:
        secret = SECRET_OF[way]
        client = Client(Account(simulator.url, "demo", "stats.user", lambda: secret, way))
        await client.sign_in()
        await client.subscribe(SUBSCRIPTION)
        asking = asyncio.create_task(client.get_data())
        await asyncio.sleep(0)
        asking.cancel()
        await asyncio.wait({asking})
        await client.delete_subscription()
        await client.aclose()
        assert not simulator.is_subscribed("stats.user")


async def test_names_and_dispositions_are_read() -> None:
    options = Options(agents=5, services=2)
    with running(options) as simulator:
        client = Client(Account(simulator.url, "demo", options.user, lambda: options.secret))
        await client.sign_in()
        services = await client.get_services()
        assert len(services) == 2
        assert all(isinstance(entry, Named) for entry in (*services, *await client.get_teams()))
        assert await client.get_dispositions({"inbound": "1"})
        await client.aclose()


def test_httpx_is_not_imported_before_the_first_request() -> None:
    code = (
        "import sys; from wallboard.session.client import Account, Client;"
        "from wallboard.session.worker import LiveFeed;"
        "Client(Account('https://example.com', '', '', str)); print('httpx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_subscription_is_what_explain_prints() -> None:
    assert json.loads(SUBSCRIPTION.to_json()) == {"wb.desk.-.t": {"stats_totals": ["in_calls_waiting"]}}
