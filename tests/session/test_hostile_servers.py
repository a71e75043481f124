"""What servers, proxies and addresses may do to a client: it stays bounded and says which one it was."""

import asyncio
import gzip
import ssl
from pathlib import Path

import pytest

from tests.session.clients import PEM, account, client_of, error_of
from tests.session.server import Answer, http, raw_server
from wallboard import feed
from wallboard.feed import LinkError
from wallboard.session.client import Client, UnusableAddress, UnusableAuthority


def dripping(head: bytes) -> Answer:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while not writer.is_closing():
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.02)

    return drip


def saying(*parts: bytes) -> Answer:
    """These bytes, then the connection is closed."""

    async def say(writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()

    return say


async def resetting(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


def flood(writer_of: bytes, times: int) -> Answer:
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
    return saying(head, *[writer_of] * times)


BOMB = gzip.compress(bytes(40 * 2**20))

HOSTILE: dict[str, tuple[Answer, type[LinkError]]] = {
    "drips past the deadline": (dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"), feed.NoAnswer),
    "drips its head past the deadline": (dripping(b"HTTP/1.1 200 OK\r\nX-Endless: "), feed.NoAnswer),
    "resets": (resetting, feed.Unreachable),
    "closes without a word": (saying(), feed.Unreachable),
    "cuts its answer off": (saying(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"), feed.Unreachable),
    "speaks another language": (saying(b"220 mail.example ESMTP\r\n\r\n"), feed.Unreachable),
    "never stops": (flood(bytes(2**20), 40), feed.NotAnAnswer),
    "sends a gzip bomb": (http(200, BOMB, "Content-Encoding: gzip"), feed.NotAnAnswer),
    "sends broken gzip": (http(200, b"not gzip", "Content-Encoding: gzip"), feed.NotAnAnswer),
    "cuts its gzip off": (http(200, gzip.compress(b"{}")[:-9], "Content-Encoding: gzip"), feed.NotAnAnswer),
    "packs as nobody asked": (http(200, b"xx", "Content-Encoding: br"), feed.NotAnAnswer),
}


@pytest.mark.parametrize(("answer", "expected"), HOSTILE.values(), ids=HOSTILE)
async def test_a_server_that(answer: Answer, expected: type[LinkError]) -> None:
    deadline_s = 0.3 if expected is feed.NoAnswer else 5.0
    async with client_of(answer, deadline_s=deadline_s) as (client, raw):
        assert type(await error_of(client.get_data())) is expected
        raw.answer = http(200, b"{}")
        assert await client.get_data() == b"{}", "the next request is as good as new"


async def test_a_redirect_is_not_followed() -> None:
    async with raw_server(http(200, b"{}")) as elsewhere:
        async with client_of(http(307, b"", f"Location: {elsewhere.url}/")) as (client, _):
            assert isinstance(await error_of(client.sign_in()), feed.Redirected)
        assert not elsewhere.heard


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_nobody_listens(host: str) -> None:
    async with raw_server(b"") as raw:
        url = raw.url.replace("127.0.0.1", host)
    client = Client(account(url))
    error = await error_of(client.get_data())
    await client.aclose()
    assert isinstance(error, feed.Unreachable)
    assert (error.host, error.detail) == (host, "Connection refused")


async def test_a_host_without_an_address() -> None:
    client = Client(account("https://stats.invalid"))
    error = await error_of(client.get_data())
    await client.aclose()
    assert isinstance(error, feed.Unreachable)
    assert error.host == "stats.invalid"
    assert "name" in error.detail.lower()


def server_tls() -> ssl.SSLContext:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(PEM)
    return tls


async def test_a_certificate_of_nobodys_is_not_trusted() -> None:
    async with raw_server(http(200, b"{}"), server_tls()) as raw:
        client = Client(account(raw.url))
        error = await error_of(client.get_data())
        await client.aclose()
    assert isinstance(error, feed.NotTrusted)
    assert "self-signed" in error.detail
    assert not raw.heard


async def test_a_certificate_of_the_given_authority_is_trusted() -> None:
    async with raw_server(http(200, b"{}"), server_tls()) as raw:
        client = Client(account(raw.url), ca_file=PEM)
        assert await client.get_data() == b"{}"
        await client.aclose()


ADDRESSES = {
    "no scheme": "example.com",
    "another scheme": "ftp://example.com",
    "plain http to elsewhere": "http://example.com",
    "plain http to a name that looks local": "http://localhost.example.com",
    "a path": "https://example.com/statsapi",
    "a user": "https://me:pw@example.com",
    "a port that is none": "https://example.com:99999",
    "nothing": "",
}


@pytest.mark.parametrize("url", ADDRESSES.values(), ids=ADDRESSES)
def test_an_unusable_address_is_refused_at_once(url: str) -> None:
    with pytest.raises(UnusableAddress) as caught:
        Client(account(url))
    assert "pw" not in str(caught.value)


@pytest.mark.parametrize("url", ["https://example.com", "https://example.com:8443/", "http://[::1]:80"])
def test_a_usable_address_is_taken(url: str) -> None:
    Client(account(url))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(None, "No such file", id="missing"),
        pytest.param("hello", "hello.pem", id="no certificates"),
    ],
)
def test_an_unusable_authority_is_refused_at_once(tmp_path: Path, content: str | None, why: str) -> None:
    pem = tmp_path / "hello.pem"
    if content is not None:
        pem.write_text(content)
    with pytest.raises(UnusableAuthority, match=why):
        Client(account("https://example.com"), ca_file=pem)


async def test_a_proxy_that_cannot_be_used_is_a_fault_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://example.com")
    error = await error_of(Client(account("https://stats.invalid")).get_data())
    assert isinstance(error, feed.Unreachable)


async def test_the_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with raw_server(http(502)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        client = Client(account("https://stats.invalid"))
        assert isinstance(await error_of(client.get_data()), feed.Unreachable)
        await client.aclose()
    assert proxy.heard[0].line == "CONNECT stats.invalid:443 HTTP/1.1"


async def test_the_proxy_is_never_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    async with raw_server(http(502)) as proxy, client_of(http(200, b"{}")) as (client, _):
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        assert await client.get_data() == b"{}"
        assert not proxy.heard


async def test_a_request_is_given_up_after_five_seconds_in_all() -> None:
    """The drip never pauses for as long as that, so only a total deadline ends it."""
    async with raw_server(dripping(b"HTTP/1.1 200 OK\r\nX-Endless: ")) as raw:
        client = Client(account(raw.url))
        try:
            error = await asyncio.wait_for(error_of(client.get_data()), timeout=20)
        finally:
            await client.aclose()
    assert isinstance(error, feed.NoAnswer)
    assert error.deadline_s == 5.0
