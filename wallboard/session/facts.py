"""What the machine remembers, and what an event means in the light of it.

`understand` comes before a move, `remember` after it. Both are pure: `now` is an argument.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Any, Final, Literal, TypeAlias

from wallboard.feed import (
    NotAnAnswer,
    NotTrusted,
    PrivilegeMissing,
    SignInBlocked,
    UnexpectedStatus,
    Unreachable,
)
from wallboard.session import events
from wallboard.session.events import Action, AskData, Event, SignIn
from wallboard.session.stages import LOOK_UPS, SIGN_INS, Stage

ASK_ON_S: Final = 10.0
"""How long an unclear slot is asked about before it counts as another program's (DESIGN section 10)."""

RIVAL_DELETES_S: Final = 120.0
RIVAL_SIGNS_IN_S: Final = 300.0
"""A second 404 this soon after a good answer, a second 401 this soon after the first (API.md, section 5)."""

TOKEN_SLACK_S: Final = 5.0
"""So much before its end by our clock a 401 is the token's end: it was on its way before we counted."""

RENEW_GAP_S: Final = 30.0
_NO_NAMES: Final = (PrivilegeMissing, UnexpectedStatus, NotAnAnswer)
"""Errors of a look-up that mean: this server tells no names."""

WAIT_BEFORE_LOGIN: Final = "wait_before_login"


@dataclass(frozen=True, slots=True)
class Facts:
    """Counters and times (`Moment.at`, in seconds) that the moves depend on.

    A time that has not been is `-inf`, one that isn't coming is `inf`.
    """

    refresh_s: float
    sign_in_gap_s: float
    take_over_after_s: float | None
    """After how long this screen takes a login in use over unasked, once; None: never, or not any more."""
    sent_at: float = -inf
    asked_at: float = -inf
    sign_in_sent_at: float = -inf
    token_renew_at: float = inf
    token_ends_at: float = inf
    token_ended_at: float = -inf
    """The newest 401 that was put down to the end of a token."""
    signed_out_at: float = -inf
    """The newest 401 that was not."""
    slot_unclear_since: float = inf
    others_since: float = inf
    """Since when another client's data came, at this screen's start."""
    subscribed_at: float = -inf
    polls: int = 0
    """Requests for data since the subscription was made."""
    answered_first_at: float = inf
    """The first good answer to this subscription."""
    vacant_at: float = -inf
    """The newest 404 that took our subscription away."""
    faults: int = 0
    refusals: int = 0
    looks: int = 0
    limits: int = 0
    """How often in a row: faults, sign-ins refused, logins found in use, limits reached."""


def understand(stage: Stage, facts: Facts, event: Event, now: float) -> Event:
    """The event as the table knows it."""
    match event:
        case events.WaitOver() if stage is Stage.POLL and now >= facts.token_renew_at:
            return events.TokenEnding()
        case events.LostSignIn():
            return _lost_sign_in(facts, event, now)
        case events.Vacant() if stage is Stage.POLL:
            return _vacant(facts, event, now)
        case events.NothingCame() | events.NotReady():
            unclear = stage is Stage.CLAIM or isinstance(event, events.NothingCame)
            silent = unclear and now - facts.slot_unclear_since >= ASK_ON_S
            return _in_the_way(stage, facts, events.SlotSilent(), now) if silent else event
        case events.OthersCame():
            return _in_the_way(stage, facts, event, now)
        case events.LimitReached() if facts.limits:
            return events.LimitStands(event.error)
        case events.Refused(error=SignInBlocked(reason=reason)) if reason == WAIT_BEFORE_LOGIN:
            return events.AskedToWait(event.error)
        case events.Refused() | events.Failed() if stage in LOOK_UPS and isinstance(event.error, _NO_NAMES):
            return events.NamesUnavailable()
    return event


def _in_the_way(stage: Stage, facts: Facts, event: Event, now: float) -> Event:
    if stage is not Stage.CLAIM or facts.take_over_after_s is None:
        return event
    waited_s = max(0.0, now - facts.others_since)
    return events.OthersMayGo(event.error) if waited_s >= facts.take_over_after_s else event


def _lost_sign_in(facts: Facts, event: Event, now: float) -> Event:
    expected = now >= facts.token_ends_at - TOKEN_SLACK_S
    life_s = max(facts.token_ends_at - facts.sign_in_sent_at, facts.sign_in_gap_s)
    if expected and now - facts.token_ended_at >= min(life_s, RENEW_GAP_S):
        return events.TokenEnded(event.error)
    if now - facts.signed_out_at <= RIVAL_SIGNS_IN_S:
        return events.LostSignInAgain(event.error)
    return event


def _vacant(facts: Facts, event: Event, now: float) -> Event:
    if facts.answered_first_at == inf:
        return events.VacantUnanswered(event.error)
    made_anew = facts.vacant_at > -inf
    if made_anew and now - facts.answered_first_at <= RIVAL_DELETES_S:
        return events.VacantAgain(event.error)
    return event


def remember(stage: Stage, arrived: Stage, facts: Facts, event: Event, now: float) -> Facts:
    """The facts after this event took the machine from `stage` to `arrived`."""
    if arrived is Stage.IN_USE and stage is not Stage.IN_USE:
        # Looking again may cost one sign-in, so the 401 before it doesn't count.
        return replace(
            facts,
            looks=facts.looks + 1,
            signed_out_at=-inf,
            slot_unclear_since=inf,
            others_since=min(facts.others_since, now),
        )
    if stage is Stage.RENEW and type(event) in _RENEWAL_PUT_OFF_S:
        return replace(facts, token_renew_at=now + _RENEWAL_PUT_OFF_S[type(event)])
    lesson = _LESSONS.get((stage, type(event))) or _LESSONS.get(type(event))
    return lesson(facts, event, now) if lesson else facts


def _subscribed(facts: Facts, _event: Event, now: float) -> Facts:
    return replace(
        facts,
        subscribed_at=now,
        polls=0,
        answered_first_at=inf,
        slot_unclear_since=inf,
        take_over_after_s=None,
        refusals=0,
        limits=0,
    )


def _answered(facts: Facts, _event: Event, now: float) -> Facts:
    """What rivals did is forgotten once the subscription has lived long enough without them."""
    first = min(facts.answered_first_at, now)
    return replace(
        facts,
        answered_first_at=first,
        slot_unclear_since=inf,
        faults=0,
        refusals=0,
        looks=0 if now - first >= RIVAL_SIGNS_IN_S else facts.looks,
        vacant_at=-inf if now - first > RIVAL_DELETES_S else facts.vacant_at,
    )


def _not_ready(facts: Facts, _event: Event, _now: float) -> Facts:
    """A subscription that never had an answer has proved nothing: its loss is tried ever more slowly."""
    answered = facts.answered_first_at < inf
    return replace(facts, slot_unclear_since=inf, faults=0 if answered else facts.faults)


def _taken_over(facts: Facts, _event: Event, _now: float) -> Facts:
    return replace(facts, take_over_after_s=None)


def _told_to_take(facts: Facts, _event: Event, _now: float) -> Facts:
    """What the rival did before the user decided counts no longer."""
    return replace(facts, signed_out_at=-inf, vacant_at=-inf)


def _sign_in_unheard(facts: Facts, event: Event, _now: float) -> Facts:
    """Where nobody was reached, the next sign-in need not keep its distance."""
    heard = not isinstance(event.error, Unreachable | NotTrusted)
    return replace(facts, faults=facts.faults + 1, sign_in_sent_at=facts.sign_in_sent_at if heard else -inf)


def _unclear(facts: Facts, _event: Event, now: float) -> Facts:
    return replace(facts, slot_unclear_since=min(facts.slot_unclear_since, now))


def _signed_in(facts: Facts, event: Event, now: float) -> Facts:
    """A token is asked for anew at 80 % of its life or 5 min before its end (API.md, section 1b)."""
    life = event.expires_in_s if isinstance(event, events.SignedIn) else None
    if life is None:
        return replace(facts, token_renew_at=inf, token_ends_at=inf)
    renew_in = max(0.8 * life, life - 300, RENEW_GAP_S)
    return replace(facts, token_renew_at=now + renew_in, token_ends_at=now + life)


_RENEWAL_PUT_OFF_S: Final[Mapping[type[Event], float]] = {
    events.Failed: RENEW_GAP_S,
    events.AskedToWait: RENEW_GAP_S,
    events.Refused: inf,
}
"""The old token still serves. After a refusal its end leads to a sign-in that tells the user."""

_Lesson: TypeAlias = Callable[[Facts, Event, float], Facts]


def _one_more(counter: Literal["faults", "refusals", "limits"]) -> _Lesson:
    return lambda facts, _event, _now: replace(facts, **{counter: getattr(facts, counter) + 1})


def _note(time: Literal["token_ended_at", "signed_out_at", "vacant_at"]) -> _Lesson:
    def lesson(facts: Facts, _event: Event, now: float) -> Facts:
        change: dict[str, Any] = {time: now}
        return replace(facts, **change)

    return lesson


_LESSONS: Final[Mapping[type[Event] | tuple[Stage, type[Event]], _Lesson]] = {
    events.SignedIn: _signed_in,
    events.AskedToWait: _one_more("faults"),
    events.Refused: _one_more("refusals"),
    events.TokenEnded: _note("token_ended_at"),
    events.LostSignIn: _note("signed_out_at"),
    events.Subscribed: _subscribed,
    events.LimitReached: _one_more("limits"),
    events.LimitStands: _one_more("limits"),
    events.Failed: _one_more("faults"),
    **{(stage, events.Failed): _sign_in_unheard for stage in SIGN_INS},
    events.NothingCame: _unclear,
    (Stage.CLAIM, events.NotReady): _unclear,
    (Stage.CLAIM, events.OthersMayGo): _taken_over,
    (Stage.POLL, events.NotReady): _not_ready,
    (Stage.POLL, events.OursCame): _answered,
    (Stage.POLL, events.Vacant): _note("vacant_at"),
    (Stage.POLL, events.VacantUnanswered): _one_more("faults"),
    (Stage.IN_USE, events.RetryAsked): _told_to_take,
}
"""What is learnt from an event in a stage, else from that event anywhere."""


def sent(facts: Facts, request: Action, now: float) -> Facts:
    """The facts once this request goes out."""
    match request:
        case SignIn():
            return replace(facts, sent_at=now, sign_in_sent_at=now)
        case AskData():
            return replace(facts, sent_at=now, asked_at=now, polls=facts.polls + 1)
    return replace(facts, sent_at=now)
