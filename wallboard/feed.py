"""What crosses from the link to the board, and the wishes that go the other way.

A new link error: one class here, one sentence in `board/words.py`.
A new wish: one class here, one event in `session/events.py`.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

from wallboard.protocol.answer import Answer
from wallboard.protocol.subscription import Missing, Subscription


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant on both clocks.

    `at` in seconds on a clock that runs during sleep, `wall` in epoch seconds.
    """

    at: float
    wall: float


class Phase(StrEnum):
    """Where the life of the subscription stands."""

    SIGN_IN = "sign_in"
    LOOK_UP = "look_up"
    CLAIM = "claim"
    SUBSCRIBE = "subscribe"
    LIVE = "live"
    WAIT = "wait"
    """A fault: the same request comes again after a back-off."""
    REFUSED = "refused"
    """The server won't sign us in, or a privilege is missing: a slow retry."""
    IN_USE = "in_use"
    """Another program uses this login."""
    NO_SLOT = "no_slot"
    """409: the tenant's limit of subscriptions is reached."""
    REJECTED = "rejected"
    """400: the subscription is not acceptable; nothing is sent until it changes."""
    CLOSED = "closed"


class LinkError(Exception):
    """Why the link does not deliver: types with facts; their sentences stand in `board/words.py`."""


class WrongCredentials(LinkError):
    """401 at a sign-in: user, secret or tenant unknown, or the user is locked (API.md, sections 1 and 5)."""

    def __init__(self, user: str, tenant: str) -> None:
        super().__init__(user, tenant)
        self.user = user
        self.tenant = tenant


class SecretUnreadable(LinkError):
    """The secret's source gives none: its file is gone, empty or not ours to read. Nothing was sent."""


class PasswordRetired(LinkError):
    """403 on `POST /statsapi/auth`: this server takes API secrets only (API.md, section 1a)."""


class SignInBlocked(LinkError):
    """A sign-in refused with a reason of API.md, section 1a, such as `account_locked`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SignInMalformed(LinkError):
    """400 at a sign-in: a field is missing or not acceptable."""

    def __init__(self, excerpt: str) -> None:
        super().__init__(excerpt)
        self.excerpt = excerpt


class WrongAddress(LinkError):
    """404 on a sign-in or on the subscription: no such path at this host."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class PrivilegeMissing(LinkError):
    """403 after the sign-in."""

    def __init__(self, user: str) -> None:
        super().__init__(user)
        self.user = user


class LoginInUse(LinkError):
    """Another program uses this login (DESIGN section 10).

    `holder` is the other screen's name where it is one of ours ("kiosk-2 / lobby"), else empty.
    """

    def __init__(self, holder: str = "") -> None:
        super().__init__(holder)
        self.holder = holder


class SignedOut(LinkError):
    """401 after the sign-in: the token ended, or the same user signed in elsewhere."""


class NotSubscribed(LinkError):
    """404 on the data: no active subscription."""


class SubscriptionRejected(LinkError):
    """400 on the subscription, with the server's code and message.

    `where`: the place in the layout that is most likely meant, where somebody who has the layout found one.
    """

    def __init__(self, code: str, message: str, where: str = "") -> None:
        super().__init__(code, message, where)
        self.code = code
        self.message = message
        self.where = where


class NoFreeSlot(LinkError):
    """409 on the subscription: the tenant's limit of active subscriptions."""


class TransportError(LinkError):
    """No usable HTTP answer came."""


class NoAnswer(TransportError):
    """The deadline of a request passed."""

    def __init__(self, deadline_s: float) -> None:
        super().__init__(deadline_s)
        self.deadline_s = deadline_s


class Unreachable(TransportError):
    """The host has no address, refuses or drops the connection."""

    def __init__(self, host: str, detail: str) -> None:
        super().__init__(host, detail)
        self.host = host
        self.detail = detail


class NotTrusted(TransportError):
    """The TLS certificate was not accepted."""

    def __init__(self, host: str, detail: str) -> None:
        super().__init__(host, detail)
        self.host = host
        self.detail = detail


class ServerFault(LinkError):
    """A status that promises better times: 429, 500, 502, 503, 504. `retry_after_s` as the server said."""

    def __init__(self, status: int, retry_after_s: float | None, excerpt: str) -> None:
        super().__init__(status, retry_after_s, excerpt)
        self.status = status
        self.retry_after_s = retry_after_s
        self.excerpt = excerpt


class Redirected(LinkError):
    """3xx: never followed, since the request carries credentials."""

    def __init__(self, status: int, location: str) -> None:
        super().__init__(status, location)
        self.status = status
        self.location = location


class UnexpectedStatus(LinkError):
    """A status that API.md, section 5 doesn't list for this request."""

    def __init__(self, status: int, excerpt: str) -> None:
        super().__init__(status, excerpt)
        self.status = status
        self.excerpt = excerpt


class NotAnAnswer(LinkError):
    """200, but the body is not what was asked for: HTML of a proxy, broken or too large."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True, slots=True)
class LinkState:
    """The link at one moment: its phase, since when, why, and when it tries again.

    `tries` counts the requests that failed in a row.
    """

    phase: Phase
    since: Moment
    reason: LinkError | None = None
    next_at: float | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the link has to say: the newest answer where one came, and always the link's state.

    `asked` is when that answer was asked for: the only bound on how old its figures are.
    `missing` are the names this server doesn't know; their parts are left out of the subscription.
    `saved`: the answer is an earlier run's, kept to be shown until the first one comes.
    """

    link: LinkState
    answer: Answer | None = None
    asked: Moment | None = None
    missing: tuple[Missing, ...] = ()
    saved: bool = False


@dataclass(frozen=True, slots=True)
class RetryNow:
    """Don't wait: ask again at once; where the login is in use, take it over."""


@dataclass(frozen=True, slots=True)
class ReplaceSubscription:
    """The layout changed: ask for this from now on."""

    subscription: Subscription


Wish: TypeAlias = RetryNow | ReplaceSubscription


class Feed(Protocol):
    """A source of deliveries: the live session, later a relay or a recording."""

    def deliveries(self) -> AsyncIterator[Delivery]:
        """Each change of the link and each answer, until `close`. A slow reader gets the newest only."""
        ...

    def send(self, wish: Wish) -> None: ...

    async def close(self) -> None:
        """Delete the subscription and end; bounded in time (2 s)."""
        ...
