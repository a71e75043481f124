"""What can happen to the link, in the past tense, and what it can be told to do.

Replies are named by what they mean, not by their status (API.md, section 5).
"""

from dataclasses import dataclass
from typing import Final

from wallboard.feed import (
    LinkError,
    NoFreeSlot,
    NotSubscribed,
    PasswordRetired,
    PrivilegeMissing,
    SecretUnreadable,
    SignedOut,
    SignInBlocked,
    SignInMalformed,
    SubscriptionRejected,
    WrongAddress,
    WrongCredentials,
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened. `error` is what the viewer is told of it, if anything."""

    error: LinkError | None = None


@dataclass(frozen=True, slots=True)
class SignedIn(Event):
    """The server took us in. `expires_in_s` is the life of a bearer token, None for a session cookie."""

    expires_in_s: float | None = None


class NamesFound(Event):
    """The names of the layout are ids now; those the server doesn't know are left out."""


class NamesUnavailable(Event):
    """The server doesn't tell names: the parts that need them are left out."""


class OursCame(Event):
    """Data of the subscription as it is wanted now."""


class LeftOverCame(Event):
    """Data whose app ids bear our prefix, but are not in the subscription: an earlier run of this screen."""


class OthersCame(Event):
    """Data of another client."""


class NothingCame(Event):
    """Data without a single app id: someone subscribed to nothing."""


class NotReady(Event):
    """204: there is a subscription, without data yet."""


class Vacant(Event):
    """404: the slot holds no subscription."""


class Subscribed(Event):
    """The subscription was created."""


class Deleted(Event):
    """The slot was emptied, or held nothing."""


class LostSignIn(Event):
    """401: the token ended, or the same user signed in elsewhere."""


class Refused(Event):
    """The sign-in was refused, a privilege is missing or the address is wrong: nothing that time heals."""


class LimitReached(Event):
    """409: the tenant's limit of active subscriptions."""


class Rejected(Event):
    """400: the subscription is not acceptable."""


class Failed(Event):
    """No usable answer."""


class WaitOver(Event):
    """The time that was waited for has come."""


class RetryAsked(Event):
    """The user doesn't want to wait. Happens only while the link waits."""


class Replaced(Event):
    """Another subscription is wanted. Happens only while the link waits."""


class Woke(Event):
    """The clock has jumped: this machine has slept. Happens only while the link waits for a time."""


class SecretChanged(Event):
    """The secret's source gives another secret. Happens only while the link waits, refused."""


class Left(Event):
    """The user leaves."""


# What the events above mean in the light of what happened before (`facts.understand`).


class AskedToWait(Event):
    """Refused, because this user signed in a moment ago: `wait_before_login`."""


class TokenEnding(Event):
    """The time to poll has come, and the time to ask for a new token."""


class TokenEnded(Event):
    """401 when the token was about to end: the server hands it out to its last second."""


class LostSignInAgain(Event):
    """A second 401 within five minutes: someone else signs in with this login."""


class VacantUnanswered(Event):
    """404 on a subscription that was made and never answered."""


class VacantAgain(Event):
    """A second 404 within two minutes of a good answer: someone else deletes what we subscribe."""


class SlotSilent(Event):
    """Ten seconds without a word on whose the slot is."""


class OthersMayGo(Event):
    """Another client's data, at the start of a screen that was told to take over, after the time it waits."""


class LimitStands(Event):
    """409 although our login's subscription was deleted."""


@dataclass(frozen=True, slots=True)
class Action:
    """An order to the worker. Each but `Wait` and `End` is one request, answered by one event."""


class SignIn(Action):
    """Ask for a token or a session."""


class LookUp(Action):
    """Turn the names of the wanted subscription into ids; no request where it has none."""


class AskData(Action):
    """Ask for the data of whatever subscription there is."""


class Subscribe(Action):
    """Create the wanted subscription."""


class DeleteSubscription(Action):
    """Delete our login's active subscription."""


@dataclass(frozen=True, slots=True)
class Wait(Action):
    """Do nothing before `until`, None: before a wish comes."""

    until: float | None


class End(Action):
    """Nothing is left to do."""


_MEANINGS: Final[dict[type[LinkError], type[Event]]] = {
    WrongCredentials: Refused,
    SecretUnreadable: Refused,
    PasswordRetired: Refused,
    SignInBlocked: Refused,
    SignInMalformed: Refused,
    WrongAddress: Refused,
    PrivilegeMissing: Refused,
    SignedOut: LostSignIn,
    NotSubscribed: Vacant,
    NoFreeSlot: LimitReached,
    SubscriptionRejected: Rejected,
}


def meaning(error: LinkError) -> Event:
    """The event that a refused or failed request is; what isn't listed is a fault."""
    return _MEANINGS.get(type(error), Failed)(error)
