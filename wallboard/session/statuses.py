"""What the server's refusals mean, by request and status (API.md, sections 1 and 5)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Final

from wallboard.feed import (
    LinkError,
    NoFreeSlot,
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
from wallboard.protocol.replies import EXCERPT, ServerWords, read_error
from wallboard.protocol.text import clean

BLOCKED: Final = frozenset(
    {
        "wait_before_login",
        "account_locked",
        "account_disabled",
        "tenant_disabled",
        "ip_address_not_allowed",
        "invalid_user_name",
        "invalid_domain",
    }
)
"""The reasons that a refused sign-in may come with (API.md, section 1a)."""

OVERLOAD: Final = frozenset({429, 500, 502, 503, 504})


class Request(Enum):
    """The kinds of request that differ in what a status means."""

    TOKEN = "token"  # noqa: S105  the name of a request
    AUTH = "auth"
    NAMES = "names"
    DATA = "data"
    SUBSCRIPTION = "subscription"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that isn't what was asked for. `headers` has lower-case names."""

    request: Request
    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    user: str
    tenant: str

    @property
    def words(self) -> ServerWords:
        return read_error(self.body)

    @property
    def excerpt(self) -> str:
        code, message = self.words.code, self.words.message
        return f"{code}: {message}" if code and message else code or message


def read_refusal(refusal: Refusal) -> LinkError:
    """The error that this answer is."""
    special = _SPECIAL.get((refusal.request, refusal.status)) or _ANYWHERE.get(refusal.status)
    if special is not None:
        return special(refusal)
    if 300 <= refusal.status < 400:
        return Redirected(refusal.status, clean(refusal.headers.get("location", ""))[:EXCERPT])
    if refusal.status in OVERLOAD:
        return ServerFault(refusal.status, _retry_after_s(refusal.headers), refusal.excerpt)
    return UnexpectedStatus(refusal.status, refusal.excerpt)


def _wrong_credentials(refusal: Refusal) -> LinkError:
    return WrongCredentials(refusal.user, refusal.tenant)


def _malformed(refusal: Refusal) -> LinkError:
    return SignInMalformed(refusal.excerpt)


def _wrong_address(refusal: Refusal) -> LinkError:
    return WrongAddress(refusal.url)


def _auth_forbidden(refusal: Refusal) -> LinkError:
    return _blocked(refusal) or PasswordRetired()


def _auth_not_found(refusal: Refusal) -> LinkError:
    return _blocked(refusal) or WrongAddress(refusal.url)


def _token_forbidden(refusal: Refusal) -> LinkError:
    return _blocked(refusal) or PrivilegeMissing(refusal.user)


def _blocked(refusal: Refusal) -> SignInBlocked | None:
    reason = refusal.words.code or refusal.words.message
    return SignInBlocked(reason) if reason in BLOCKED else None


def _rejected(refusal: Refusal) -> LinkError:
    return SubscriptionRejected(refusal.words.code, refusal.words.message)


def _retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Seconds, or a date, which is measured against the answer's own `Date`: the clocks may differ."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until, said = parsedate_to_datetime(text), parsedate_to_datetime(headers.get("date", ""))
        return max(0.0, (until - said).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


_Reading = Callable[[Refusal], LinkError]

_SPECIAL: Final[Mapping[tuple[Request, int], _Reading]] = {
    (Request.TOKEN, 400): _malformed,
    (Request.TOKEN, 401): _wrong_credentials,
    (Request.TOKEN, 403): _token_forbidden,
    (Request.TOKEN, 404): _wrong_address,
    (Request.AUTH, 400): _malformed,
    (Request.AUTH, 401): _wrong_credentials,
    (Request.AUTH, 403): _auth_forbidden,
    (Request.AUTH, 404): _auth_not_found,
    (Request.DATA, 404): lambda _: NotSubscribed(),
    (Request.SUBSCRIPTION, 400): _rejected,
    (Request.SUBSCRIPTION, 404): _wrong_address,
    (Request.SUBSCRIPTION, 409): lambda _: NoFreeSlot(),
}

_ANYWHERE: Final[Mapping[int, _Reading]] = {
    401: lambda _: SignedOut(),
    403: lambda refusal: PrivilegeMissing(refusal.user),
}
