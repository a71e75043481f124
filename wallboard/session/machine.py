"""The life of a subscription, from the sign-in to the DELETE (DESIGN section 10; API.md, section 5).

`step` is told what happened and gives the next state and what to do now. It never sleeps, sends, reads
a clock or throws dice; `worker` does. Every move stands in NEXT; one that doesn't is our mistake and
raises. Its theory:

1. A stage is one request, under way or due, or a wait of its own. A row names the next stage and the pace,
   that is how long to wait until that stage's request goes out (`paces`).
2. What an event means may depend on what happened before: a second 404 so soon is no mere 404.
   `facts.understand` decides that first, so that the table needs no conditions.
3. The board takes nothing that another uses unasked. Whoever had to wait outside POLL asks whose slot it
   is before he writes; only TAKE_OVER, ordered by a user or by `--take-over`, deletes what is another's.
4. A trouble is shown from its beginning until it is over, also while the next attempt is under way.
   What heals by itself (a new token, one 401) shows none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from wallboard.feed import LinkError, LinkState, LoginInUse, Moment, Phase
from wallboard.session import events as on
from wallboard.session.events import Action, End, Event, SignIn, Wait
from wallboard.session.facts import Facts, remember, sent, understand
from wallboard.session.paces import Occasion, Pace, due, tries
from wallboard.session.stages import STAGES, Stage

Row: TypeAlias = tuple[Stage, Pace]
Rows: TypeAlias = Mapping[type[Event], Row]


@dataclass(frozen=True, slots=True)
class State:
    """Where the link stands, and what the viewer is told of it with the reason.

    `due`: when the stage's request goes out; None: it is under way, or waits for a wish.
    """

    stage: Stage
    due: float | None
    facts: Facts
    link: LinkState


class ImpossibleMove(Exception):
    """An event that can't happen in this stage: a mistake of ours."""

    def __init__(self, stage: Stage, event: Event) -> None:
        super().__init__(f"{type(event).__name__} in {stage}")


_SIGNED_OUT: Final[Rows] = {
    on.TokenEnded: (Stage.SIGN_IN, Pace.AT_ONCE),
    on.LostSignIn: (Stage.SIGN_IN, Pace.AT_ONCE),
    on.LostSignInAgain: (Stage.IN_USE, Pace.LOOK_AGAIN),
}
"""401 on the way to POLL: everything anew, but only once."""


def _waits(stage: Stage) -> Rows:
    """What a stage that may have to wait for its request does when it needn't any longer."""
    return {
        on.WaitOver: (stage, Pace.DUE),
        on.RetryAsked: (stage, Pace.AT_ONCE),
        on.Woke: (stage, Pace.KEEP),
    }


NEXT: Final[Mapping[Stage, Rows]] = {
    Stage.SIGN_IN: {
        **_waits(Stage.SIGN_IN),
        on.SignedIn: (Stage.LOOK_UP, Pace.AT_ONCE),
        on.Refused: (Stage.SIGN_IN, Pace.SLOWLY),
        on.SecretChanged: (Stage.SIGN_IN, Pace.AT_ONCE),
        on.AskedToWait: (Stage.SIGN_IN, Pace.IN_A_WHILE),
        on.Failed: (Stage.SIGN_IN, Pace.BACK_OFF),
        on.Replaced: (Stage.SIGN_IN, Pace.KEEP),
        on.Left: (Stage.CLOSED, Pace.ON_A_WISH),
    },
    Stage.LOOK_UP: {
        **_waits(Stage.LOOK_UP),
        **_SIGNED_OUT,
        on.NamesFound: (Stage.CLAIM, Pace.AT_ONCE),
        on.NamesUnavailable: (Stage.CLAIM, Pace.AT_ONCE),
        on.Failed: (Stage.LOOK_UP, Pace.BACK_OFF),
        on.Replaced: (Stage.LOOK_UP, Pace.KEEP),
        on.Left: (Stage.CLOSED, Pace.ON_A_WISH),
    },
    Stage.CLAIM: {
        **_waits(Stage.CLAIM),
        **_SIGNED_OUT,
        on.Vacant: (Stage.SUBSCRIBE, Pace.AT_ONCE),
        on.OursCame: (Stage.CLEAR, Pace.AT_ONCE),
        on.LeftOverCame: (Stage.CLEAR, Pace.AT_ONCE),
        on.OthersCame: (Stage.IN_USE, Pace.LOOK_AGAIN),
        on.OthersMayGo: (Stage.TAKE_OVER, Pace.AT_ONCE),
        on.NotReady: (Stage.CLAIM, Pace.ASK_ON),
        on.NothingCame: (Stage.CLAIM, Pace.ASK_ON),
        on.SlotSilent: (Stage.IN_USE, Pace.LOOK_AGAIN),
        on.Refused: (Stage.SIGN_IN, Pace.SLOWLY),
        on.Failed: (Stage.CLAIM, Pace.BACK_OFF),
        on.Replaced: (Stage.LOOK_UP, Pace.AT_ONCE),
        on.Left: (Stage.CLOSED, Pace.ON_A_WISH),
    },
    Stage.CLEAR: {
        **_SIGNED_OUT,
        on.Deleted: (Stage.LOOK_UP_AGAIN, Pace.AT_ONCE),
        on.Failed: (Stage.CLAIM, Pace.BACK_OFF),
        on.Left: (Stage.LEAVE, Pace.AT_ONCE),
    },
    Stage.LOOK_UP_AGAIN: {
        **_SIGNED_OUT,
        on.NamesFound: (Stage.SUBSCRIBE, Pace.AT_ONCE),
        on.NamesUnavailable: (Stage.SUBSCRIBE, Pace.AT_ONCE),
        on.Failed: (Stage.LOOK_UP, Pace.BACK_OFF),
        on.Left: (Stage.CLOSED, Pace.ON_A_WISH),
    },
    Stage.SUBSCRIBE: {
        **_SIGNED_OUT,
        on.Subscribed: (Stage.POLL, Pace.REFRESH),
        on.LimitReached: (Stage.CLEAR, Pace.AT_ONCE),
        on.LimitStands: (Stage.NO_SLOT, Pace.SLOT),
        on.Rejected: (Stage.REJECTED, Pace.ON_A_WISH),
        on.Refused: (Stage.SIGN_IN, Pace.SLOWLY),
        on.Failed: (Stage.CLAIM, Pace.BACK_OFF),
        on.Left: (Stage.LEAVE, Pace.AT_ONCE),
    },
    Stage.POLL: {
        **_waits(Stage.POLL),
        on.Woke: (Stage.POLL, Pace.AT_ONCE),
        on.OursCame: (Stage.POLL, Pace.REFRESH),
        on.NotReady: (Stage.POLL, Pace.REFRESH),
        on.NothingCame: (Stage.POLL, Pace.REFRESH),
        on.SlotSilent: (Stage.IN_USE, Pace.LOOK_AGAIN),
        on.OthersCame: (Stage.IN_USE, Pace.LOOK_AGAIN),
        on.LeftOverCame: (Stage.IN_USE, Pace.LOOK_AGAIN),
        on.Vacant: (Stage.SUBSCRIBE, Pace.AT_ONCE),
        on.VacantUnanswered: (Stage.CLAIM, Pace.BACK_OFF),
        on.VacantAgain: (Stage.IN_USE, Pace.LOOK_AGAIN),
        on.TokenEnding: (Stage.RENEW, Pace.AT_ONCE),
        on.TokenEnded: (Stage.SIGN_IN_AGAIN, Pace.AT_ONCE),
        on.LostSignIn: (Stage.SIGN_IN_AGAIN, Pace.AT_ONCE),
        on.LostSignInAgain: (Stage.IN_USE, Pace.LOOK_AGAIN),
        on.Refused: (Stage.SIGN_IN, Pace.SLOWLY),
        on.Failed: (Stage.POLL, Pace.BACK_OFF),
        on.Replaced: (Stage.CLEAR, Pace.AT_ONCE),
        on.Left: (Stage.LEAVE, Pace.AT_ONCE),
    },
    Stage.RENEW: {  # never has to wait: renewals keep further apart than sign-ins must
        on.SignedIn: (Stage.POLL, Pace.AT_ONCE),
        on.Refused: (Stage.POLL, Pace.AT_ONCE),
        on.AskedToWait: (Stage.POLL, Pace.AT_ONCE),
        on.Failed: (Stage.POLL, Pace.AT_ONCE),
        on.Left: (Stage.LEAVE, Pace.AT_ONCE),
    },
    Stage.SIGN_IN_AGAIN: {
        **_waits(Stage.SIGN_IN_AGAIN),
        on.SignedIn: (Stage.POLL, Pace.AT_ONCE),
        on.Refused: (Stage.SIGN_IN, Pace.SLOWLY),
        on.AskedToWait: (Stage.SIGN_IN_AGAIN, Pace.IN_A_WHILE),
        on.Failed: (Stage.SIGN_IN_AGAIN, Pace.BACK_OFF),
        on.Replaced: (Stage.SIGN_IN, Pace.KEEP),
        on.Left: (Stage.CLOSED, Pace.ON_A_WISH),
    },
    Stage.IN_USE: {
        on.WaitOver: (Stage.LOOK_UP, Pace.AT_ONCE),
        on.RetryAsked: (Stage.TAKE_OVER, Pace.AT_ONCE),
        on.Woke: (Stage.IN_USE, Pace.KEEP),
        on.Replaced: (Stage.IN_USE, Pace.KEEP),
        on.Left: (Stage.CLOSED, Pace.ON_A_WISH),
    },
    Stage.TAKE_OVER: {
        **_waits(Stage.TAKE_OVER),
        on.Deleted: (Stage.LOOK_UP_AGAIN, Pace.AT_ONCE),
        on.TokenEnded: (Stage.SIGN_IN_TO_TAKE_OVER, Pace.AT_ONCE),
        on.LostSignIn: (Stage.SIGN_IN_TO_TAKE_OVER, Pace.AT_ONCE),
        on.LostSignInAgain: (Stage.IN_USE, Pace.LOOK_AGAIN),
        on.Failed: (Stage.TAKE_OVER, Pace.BACK_OFF),
        on.Replaced: (Stage.TAKE_OVER, Pace.KEEP),
        on.Left: (Stage.CLOSED, Pace.ON_A_WISH),
    },
    Stage.SIGN_IN_TO_TAKE_OVER: {
        **_waits(Stage.SIGN_IN_TO_TAKE_OVER),
        on.SignedIn: (Stage.TAKE_OVER, Pace.AT_ONCE),
        on.Refused: (Stage.SIGN_IN, Pace.SLOWLY),
        on.AskedToWait: (Stage.SIGN_IN_TO_TAKE_OVER, Pace.IN_A_WHILE),
        on.Failed: (Stage.SIGN_IN_TO_TAKE_OVER, Pace.BACK_OFF),
        on.Replaced: (Stage.SIGN_IN_TO_TAKE_OVER, Pace.KEEP),
        on.Left: (Stage.CLOSED, Pace.ON_A_WISH),
    },
    Stage.NO_SLOT: {
        on.WaitOver: (Stage.CLAIM, Pace.AT_ONCE),
        on.RetryAsked: (Stage.CLAIM, Pace.AT_ONCE),
        on.Woke: (Stage.NO_SLOT, Pace.KEEP),
        on.Replaced: (Stage.LOOK_UP, Pace.AT_ONCE),
        on.Left: (Stage.CLOSED, Pace.ON_A_WISH),
    },
    Stage.REJECTED: {
        on.RetryAsked: (Stage.CLAIM, Pace.AT_ONCE),
        on.Replaced: (Stage.LOOK_UP, Pace.AT_ONCE),
        on.Left: (Stage.CLOSED, Pace.ON_A_WISH),
    },
    Stage.LEAVE: {
        on.Deleted: (Stage.CLOSED, Pace.ON_A_WISH),
        on.LostSignIn: (Stage.CLOSED, Pace.ON_A_WISH),
        on.LostSignInAgain: (Stage.CLOSED, Pace.ON_A_WISH),
        on.TokenEnded: (Stage.CLOSED, Pace.ON_A_WISH),
        on.Failed: (Stage.CLOSED, Pace.ON_A_WISH),
    },
    Stage.CLOSED: {},
}

_TROUBLES: Final[Mapping[Pace, Phase]] = {
    Pace.BACK_OFF: Phase.WAIT,
    Pace.IN_A_WHILE: Phase.WAIT,
    Pace.SLOWLY: Phase.REFUSED,
    Pace.LOOK_AGAIN: Phase.IN_USE,
    Pace.SLOT: Phase.NO_SLOT,
    Pace.ON_A_WISH: Phase.REJECTED,
}
"""Such a pace has a trouble behind it, and this is its phase."""

_HEALED_BY: Final[Mapping[Phase, tuple[type[Event], ...]]] = {
    Phase.REFUSED: (on.SignedIn,),
    Phase.IN_USE: (on.Subscribed,),
    Phase.NO_SLOT: (on.Subscribed,),
    Phase.REJECTED: (on.Subscribed, on.Replaced),
}

_NO_REPLY: Final = (
    on.WaitOver,
    on.TokenEnding,
    on.RetryAsked,
    on.Woke,
    on.SecretChanged,
    on.Replaced,
)
"""Any other event is a reply, and heals a fault."""


def start(facts: Facts, now: Moment) -> tuple[State, Action]:
    """The first state: nothing is known, so sign in, unless this login did so a moment ago."""
    link = LinkState(Phase.SIGN_IN, now)
    at = due(Pace.AT_ONCE, SignIn(), Occasion(facts, now.at, jitter=0.0))
    if at is not None and at > now.at:
        return State(Stage.SIGN_IN, at, facts, link), Wait(at)
    return State(Stage.SIGN_IN, None, sent(facts, SignIn(), now.at), link), SignIn()


def step(state: State, event: Event, now: Moment, jitter: float) -> tuple[State, Action]:
    """The state after `event`, and what to do now. `jitter` is a number from 0 to 1, a new one each time.

    Raises `ImpossibleMove`.
    """
    meant = understand(state.stage, state.facts, event, now.at)
    row = NEXT[state.stage].get(type(meant))
    if row is None:
        raise ImpossibleMove(state.stage, meant)
    stage, pace = row
    facts = remember(state.stage, stage, state.facts, meant, now.at)
    request = STAGES[stage].request
    at = due(pace, request, Occasion(facts, now.at, jitter, state.due, meant.error))
    action: Action = End() if stage is Stage.CLOSED else Wait(at)
    if request is not None and at is not None and at <= now.at:
        action, facts, at = request, sent(facts, request, now.at), None
    return State(stage, at, facts, _link(state.link, stage, pace, meant, facts, at, now)), action


def _link(
    before: LinkState, stage: Stage, pace: Pace, meant: Event, facts: Facts, at: float | None, now: Moment
) -> LinkState:
    phase, reason = _shown(before, stage, pace, meant)
    return LinkState(
        phase=phase,
        since=before.since if phase is before.phase else now,
        reason=reason,
        next_at=at if reason else None,
        tries=tries(phase, facts) if reason else 0,
    )


def _shown(before: LinkState, stage: Stage, pace: Pace, meant: Event) -> tuple[Phase, LinkError | None]:
    if stage in (Stage.LEAVE, Stage.CLOSED):
        return Phase.CLOSED, None
    trouble = _TROUBLES.get(pace)
    if trouble is Phase.IN_USE:
        return trouble, meant.error if isinstance(meant.error, LoginInUse) else LoginInUse()
    if trouble is not None:
        return trouble, meant.error
    if before.reason is not None and not _heals(before.phase, meant):
        return before.phase, before.reason
    return STAGES[stage].shown, None


def _heals(trouble: Phase, meant: Event) -> bool:
    if trouble is Phase.WAIT:
        return not isinstance(meant, _NO_REPLY)
    return isinstance(meant, _HEALED_BY[trouble])
