"""One HTTP request each, after API.md, sections 1 to 5; the only file that knows httpx.

httpx is imported when the first request is made, since it costs a tenth of a second at the start
(TEXTUAL section 9). Secrets stand in no error, no repr and no log line.
"""

import asyncio
import ipaddress
import json
import logging
import os
import ssl
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final, Literal, TypeVar, cast
from urllib.parse import quote, urlencode, urlsplit

from wallboard import __version__
from wallboard.feed import LinkError, NoAnswer, NotAnAnswer, NotTrusted, SecretUnreadable, Unreachable
from wallboard.protocol.decoding import Unreadable
from wallboard.protocol.directory import Named
from wallboard.protocol.replies import read_dispositions, read_names, read_session, read_token
from wallboard.protocol.subscription import Subscription
from wallboard.session.statuses import Refusal, Request, read_refusal

if TYPE_CHECKING:
    import httpx

SignInWay = Literal["oauth", "password"]
_Read = TypeVar("_Read")

DEADLINE_S: Final = 5.0
LARGEST_BODY: Final = 32 * 2**20
_KEEP_ALIVE_S: Final = 30.0
"""Longer idle connections may have been dropped without a word: connecting anew beats a missed deadline."""

_NOT_NEEDED: Final = ("httpx._main", "sniffio")
"""What httpx does without where it can't be imported: its command line, which brings pygments and takes a
third of its import, and a package that it looks for on the disk with every request."""

_log = logging.getLogger("wallboard.session")


class UnusableAddress(ValueError):
    """A server address that can't be used; the message says why."""


class UnusableAuthority(ValueError):
    """A file that should hold certificates; the message names it and says what is wrong."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who signs in where. `secret` is asked at each sign-in, so that a changed file is read anew."""

    url: str
    tenant: str
    user: str
    secret: Callable[[], str] = field(repr=False)
    way: SignInWay = "oauth"


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Client:
    """Speaks to one server for one user, over one kept connection.

    Every coroutine raises `feed.LinkError` types and takes no longer than the deadline. Raises
    `UnusableAddress` for an address that is no `https://host[:port]`, or `http://` and not loopback,
    and `UnusableAuthority` for a `ca_file` without certificates.
    """

    def __init__(
        self, account: Account, *, ca_file: Path | None = None, deadline_s: float = DEADLINE_S
    ) -> None:
        self._account = account
        self._base, self._host, self.loopback = _read_address(account.url)
        self._tls = _read_authority(ca_file) if ca_file else None
        if self._base.startswith("http:"):
            # Nobody's certificate will come, and reading the usual authorities takes 30 ms and 2 MB.
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._deadline_s = deadline_s
        self._http: httpx.AsyncClient | None = None
        self._cut: httpx.AsyncClient | None = None
        """The connection of a request that was cancelled, until `aclose`."""
        self._bearer: dict[str, str] = {}
        self._used_secret: str | None = None
        self.server_date = ""
        """The `Date` of the newest reply."""

    def has_new_secret(self) -> bool:
        """Whether the secret's source gives another one than at the last sign-in."""
        try:
            return self._account.secret() != self._used_secret
        except (OSError, UnicodeError):
            return False

    async def sign_in(self) -> float | None:
        """Gives the seconds that the token lives; None where the server doesn't say, and for a session."""
        self._used_secret = None
        try:
            secret = self._used_secret = self._account.secret()
        except (OSError, UnicodeError) as error:
            _log.warning("the secret can't be read: %s", type(error).__name__)
            raise SecretUnreadable from None
        if self._account.way == "password":
            await self._sign_in_by_password(secret)
            return None
        return await self._sign_in_by_secret(secret)

    async def _sign_in_by_secret(self, secret: str) -> float | None:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._account.user,
            "client_secret": secret,
            "scope": self._account.tenant,
        }
        body = urlencode(form).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        reply = await self._send(Request.TOKEN, "POST", "/configapi/v2/oauth/token", body, headers)
        token = _readable(read_token, reply.body)
        self._bearer = {"Authorization": f"Bearer {token.access_token}"}
        return token.expires_in_s

    async def _sign_in_by_password(self, secret: str) -> None:
        """The cookies are the server's own; those of API.md, section 1a, where it sets none."""
        account = self._account
        body = {"tenant_url": account.tenant, "username": account.user, "password": secret}
        http = await self._open()
        http.cookies.clear()
        reply = await self._send(Request.AUTH, "POST", "/statsapi/auth", _json(body))
        if http.cookies:
            return
        token = read_session(reply.body)
        if token is None:
            raise NotAnAnswer("neither a cookie nor a token")
        for name, value in (("TOKEN", token), ("TENANT", account.tenant), ("LOGIN", account.user)):
            http.cookies.set(f"X-STATSAPI-{name}", quote(value, safe="!#$&'()*+/:<=>?@[]^`{|}"))

    async def get_teams(self) -> tuple[Named, ...]:
        return _readable(read_names, (await self._get("/statsapi/cfg/teams")).body)

    async def get_services(self) -> tuple[Named, ...]:
        return _readable(read_names, (await self._get("/statsapi/cfg/services")).body)

    async def get_dispositions(self, params: Mapping[str, str]) -> tuple[str, ...]:
        """The names; `params` as in API.md, section 4, such as `{"inbound": "1"}`."""
        query = f"?{urlencode(params)}" if params else ""
        path = f"/statsapi/cfg/dispositions{query}"
        return _readable(read_dispositions, (await self._get(path)).body)

    async def _get(self, path: str) -> _Reply:
        return await self._send(Request.NAMES, "GET", path)

    async def get_data(self) -> bytes | None:
        """The body of whatever subscription there is; None while it has no data (204)."""
        reply = await self._send(Request.DATA, "GET", "/statsapi/subscription/data", accept=(200, 204))
        return None if reply.status == 204 else reply.body

    async def subscribe(self, subscription: Subscription) -> None:
        body = _json(subscription.body())
        await self._send(Request.SUBSCRIPTION, "POST", "/statsapi/subscription", body, accept=(200, 201, 204))

    async def delete_subscription(self) -> None:
        """Empties the slot. Any 4xx but 401 means that it was empty (API.md, section 4)."""
        done = (200, 204, *(status for status in range(400, 500) if status != 401))
        await self._send(Request.SUBSCRIPTION, "DELETE", "/statsapi/subscription/active", accept=done)

    async def aclose(self) -> None:
        for http in (self._http, self._cut):
            if http is not None:
                await http.aclose()
        self._http = self._cut = None

    async def _send(
        self,
        request: Request,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        accept: tuple[int, ...] = (200,),
    ) -> _Reply:
        url = self._base + path
        signing_in = request in (Request.TOKEN, Request.AUTH)
        sent = {"Content-Type": "application/json", **({} if signing_in else self._bearer), **(headers or {})}
        reply = await self._exchange(method, url, body, sent)
        if reply.status in accept:
            return reply
        account = self._account
        raise read_refusal(
            Refusal(request, reply.status, reply.headers, reply.body, url, account.user, account.tenant)
        )

    async def _exchange(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]
    ) -> _Reply:
        """One request within the deadline, whatever goes wrong as a link error."""
        http = await self._open()
        import httpx

        try:
            async with asyncio.timeout(self._deadline_s):
                async with http.stream(method, url, content=body, headers=dict(headers)) as response:
                    self.server_date = response.headers.get("date", "")
                    return _Reply(response.status_code, response.headers, await _bounded_body(response))
        except TimeoutError:
            raise NoAnswer(self._deadline_s) from None
        except asyncio.CancelledError:
            # Cancelled at the wrong moment a request keeps the pool's only connection for ever (httpcore
            # 1.0.9): at one exit in forty the deletion of the subscription waited for it in vain.
            self._http, self._cut = None, http
            raise
        except (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, ssl.SSLError, OSError) as error:
            # From None: the request that httpx hangs on its errors bears the credentials.
            broken = isinstance(error, httpx.RemoteProtocolError)
            raise _broken_off(self._host, error) if broken else _transport_error(self._host, error) from None

    async def _open(self) -> "httpx.AsyncClient":
        if self._http is None:
            # In a thread, so that the screen can paint meanwhile.
            try:
                self._http = await asyncio.to_thread(_http, self._tls, not self.loopback)
            except (ImportError, ValueError, OSError) as error:
                raise Unreachable(self._host, str(error)) from None
            if self._cut is not None:
                self._http.cookies = self._cut.cookies
        return self._http


def _http(tls: ssl.SSLContext | None, proxies: bool) -> "httpx.AsyncClient":
    """The client of one connection. Raises where the environment names a proxy or file that is no good."""
    for name in _NOT_NEEDED:
        sys.modules.setdefault(name, cast("ModuleType", None))
    import httpx

    for name in ("httpcore", "httpx"):  # each request a line, and at DEBUG the headers with their cookies
        logging.getLogger(name).setLevel(logging.WARNING)
    return httpx.AsyncClient(
        verify=tls or True,
        trust_env=proxies,
        timeout=None,  # noqa: S113  the deadline of a whole request bounds it
        follow_redirects=False,
        limits=httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=_KEEP_ALIVE_S),
        headers={
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "User-Agent": f"wallboard/{__version__}",
        },
    )


def _read_address(url: str) -> tuple[str, str, bool]:
    """Base URL, host and whether that is this machine. Raises `UnusableAddress`."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise UnusableAddress(f"{url!r} is no server address") from None
    if parts.username is not None or parts.password is not None:
        raise UnusableAddress("a server address holds no user and no password")
    if (
        parts.scheme not in ("http", "https")
        or not host
        or parts.path.strip("/")
        or parts.query
        or parts.fragment
    ):
        raise UnusableAddress(f"{url!r} is no server address; it should look like https://example.com")
    loopback = is_loopback(host)
    if parts.scheme == "http" and not loopback:
        raise UnusableAddress(f"{url!r}: http:// is for this machine only, use https://")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else ""), host, loopback


def _read_authority(ca_file: Path) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except ssl.SSLError:
        raise UnusableAuthority(f"{ca_file}: no certificates") from None
    except OSError as error:
        raise UnusableAuthority(f"{ca_file}: {error.strerror}") from None


def is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def _json(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _readable(read: Callable[[bytes], _Read], body: bytes) -> _Read:
    try:
        return read(body)
    except Unreadable as unreadable:
        raise NotAnAnswer(str(unreadable)) from None


async def _bounded_body(response: "httpx.Response") -> bytes:
    """The body, unpacked as it comes, so that neither a bomb nor a flood fills the memory."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "", "gzip"):
        raise NotAnAnswer(f"packed as {packing[:40]!r}")
    unpacker = zlib.decompressobj(wbits=31) if packing == "gzip" else None
    body = bytearray()
    received = 0
    async for chunk in response.aiter_raw():
        received += len(chunk)
        try:
            body += unpacker.decompress(chunk, LARGEST_BODY + 1 - len(body)) if unpacker else chunk
        except zlib.error:
            raise NotAnAnswer("broken gzip") from None
        if len(body) > LARGEST_BODY:
            raise NotAnAnswer(f"larger than {LARGEST_BODY >> 20} MiB")
    if unpacker and received and not unpacker.eof:
        raise NotAnAnswer("cut-off gzip")
    return bytes(body)


def _broken_off(host: str, error: Exception) -> LinkError:
    """What came is no HTTP, or not all of it; httpx says it in terms of its parser."""
    strange = "illegal" in str(error)
    return Unreachable(host, "what answers there is no web server" if strange else "the connection broke off")


def _transport_error(host: str, error: Exception) -> LinkError:
    """What lies at the bottom: httpx and anyio wrap it in "All connection attempts failed"."""
    detail = str(error) or type(error).__name__
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return NotTrusted(host, cause.verify_message)
        if isinstance(cause, OSError) and cause.errno:
            detail = os.strerror(cause.errno) if cause.errno > 0 else cause.strerror or detail
    return Unreachable(host, detail)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what caused it, outermost first; of several at once the first."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        if isinstance(cause, BaseExceptionGroup):
            cause = cause.exceptions[0]
        else:
            cause = cause.__cause__ or cause.__context__
