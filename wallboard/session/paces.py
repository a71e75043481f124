"""When the next request is due (DESIGN section 2; API.md, sections 5 and 6).

Each pace is a function of the facts; chance comes in as `jitter`, from 0 to 1.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from math import inf
from typing import Final

from wallboard.feed import LinkError, Phase, ServerFault
from wallboard.session.events import Action, AskData, SignIn
from wallboard.session.facts import Facts

LEAST_GAP_S: Final = 1.0
FIRST_POLLS_S: Final = (0.1, 0.3, 1.0)
"""After subscribing: figures that are ready at once need not wait for `refresh`."""

FIRST_RETRY_S: Final = 0.5
LONGEST_BACK_OFF_S: Final = 30.0
LONGEST_RETRY_AFTER_S: Final = 300.0
"""A `Retry-After` beyond this is not believed: the board asks again, one request in five minutes."""

SLOW_S: Final = (60.0, 300.0, 900.0, 3600.0)
LOOK_AGAIN_S: Final = (120.0, 240.0, 480.0, 960.0, 1800.0)
SLOT_S: Final = (30.0, 60.0, 120.0, 240.0, 300.0)
ASKED_TO_WAIT_S: Final = 10.0


class Pace(Enum):
    """How long to wait before a stage's request goes out."""

    DUE = auto()
    """Its time has come."""
    AT_ONCE = auto()
    """Now, but for data a second after the last asking, for a sign-in ten."""
    KEEP = auto()
    """When it was due before."""
    REFRESH = auto()
    ASK_ON = auto()
    """In a second: the slot is unclear."""
    BACK_OFF = auto()
    IN_A_WHILE = auto()
    """The server wants some seconds between two sign-ins."""
    SLOWLY = auto()
    """After 1, 5, 15 minutes, then hourly: accounts lock."""
    LOOK_AGAIN = auto()
    SLOT = auto()
    ON_A_WISH = auto()


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a pace may depend on. `due` is what was waited for before, None: a wish."""

    facts: Facts
    now: float
    jitter: float
    due: float | None = None
    error: LinkError | None = None


def due(pace: Pace, request: Action | None, occasion: Occasion) -> float | None:
    """When `request` goes out, None: not before a wish."""
    at = _DUE[pace](occasion)
    if at is None or pace is Pace.DUE:
        return at
    facts = occasion.facts
    if isinstance(request, SignIn):
        return max(at, facts.sign_in_sent_at + facts.sign_in_gap_s)
    if isinstance(request, AskData) and pace is Pace.AT_ONCE:
        return max(at, facts.asked_at + LEAST_GAP_S)
    return at


def tries(phase: Phase, facts: Facts) -> int:
    """How often in a row the trouble that shows this phase was met."""
    counters = {Phase.WAIT: facts.faults, Phase.REFUSED: facts.refusals, Phase.IN_USE: facts.looks}
    return counters.get(phase, facts.limits if phase is Phase.NO_SLOT else 0)


def _refresh(occasion: Occasion) -> float:
    facts = occasion.facts
    if facts.answered_first_at == inf and facts.polls < len(FIRST_POLLS_S):
        return max(occasion.now, facts.subscribed_at + FIRST_POLLS_S[facts.polls])
    return max(occasion.now, facts.asked_at + max(facts.refresh_s, LEAST_GAP_S))


def _back_off(occasion: Occasion) -> float:
    """With full jitter, so that a hundred boards don't come back at one moment."""
    facts, now, jitter = occasion.facts, occasion.now, occasion.jitter
    overloaded = isinstance(occasion.error, ServerFault)
    if facts.faults <= 1 and not overloaded:
        return now + jitter * FIRST_RETRY_S
    doublings = facts.faults - (1 if overloaded else 2)
    at = now + jitter * min(LONGEST_BACK_OFF_S, 2.0 ** min(doublings, 10))
    if isinstance(occasion.error, ServerFault) and occasion.error.retry_after_s is not None:
        at = max(at, now + min(occasion.error.retry_after_s, LONGEST_RETRY_AFTER_S))
    return max(at, facts.sent_at + LEAST_GAP_S)


def _look_again(occasion: Occasion) -> float:
    """A screen that may take the login over looks again when it may."""
    facts = occasion.facts
    may_s = LOOK_AGAIN_S[-1] if facts.take_over_after_s is None else facts.take_over_after_s
    return occasion.now + min(may_s, _step(LOOK_AGAIN_S, facts.looks))


def _step(series: tuple[float, ...], times: int) -> float:
    return series[min(max(times, 1), len(series)) - 1]


_DUE: Final[Mapping[Pace, Callable[[Occasion], float | None]]] = {
    Pace.DUE: lambda o: o.now,
    Pace.AT_ONCE: lambda o: o.now,
    Pace.KEEP: lambda o: o.due,
    Pace.REFRESH: _refresh,
    Pace.ASK_ON: lambda o: max(o.now, o.facts.asked_at + LEAST_GAP_S),
    Pace.BACK_OFF: _back_off,
    Pace.IN_A_WHILE: lambda o: o.now + ASKED_TO_WAIT_S * (1 + o.jitter / 2),
    Pace.SLOWLY: lambda o: o.now + _step(SLOW_S, o.facts.refusals),
    Pace.LOOK_AGAIN: _look_again,
    Pace.SLOT: lambda o: o.now + _step(SLOT_S, o.facts.limits - 1) * (0.8 + 0.4 * o.jitter),
    Pace.ON_A_WISH: lambda _: None,
}
