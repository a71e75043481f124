"""Who and what is in the house: services with their counters, agents, contacts.

Times are seconds on the centre's clock (0: the moment the show starts); durations are seconds.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from wallboard.simulator.offer import BREAKS, Offer


class State(StrEnum):
    """An agent's state as the API spells it (API.md, section 3)."""

    READY = "ready"
    BUSY = "busy"
    AFTER_CALL_WORK = "after_call_work"
    NOT_READY = "not_ready"
    LOGGED_OUT = ""


@dataclass(slots=True)
class Counters:
    """What a service counts since the daily reset.

    At every moment: received = handled + abandoned (short and long) + waiting + being served.
    A contact is being served until its after-call work is done.
    """

    received: int = 0
    queued: int = 0
    answered: int = 0
    answered_in_time: int = 0
    answered_wait_s: float = 0.0
    abandoned_short: int = 0
    abandoned_long: int = 0
    handled: int = 0
    handling_s: float = 0.0
    out_answered: int = 0
    out_handled: int = 0


@dataclass(slots=True)
class Contact:
    """One interaction. `inbound`: False for a callback that we make; `reached`: somebody picked up."""

    number: int
    service: "Service"
    arrived: float
    inbound: bool = True
    reached: bool = True
    answered: float | None = None
    gave_up: float | None = None
    hold_from: float = 0.0
    hold_s: float = 0.0

    def held_s(self, until: float) -> float:
        """How long it was on hold so far."""
        if self.answered is None:
            return 0.0
        return min(max(until - self.answered - self.hold_from, 0.0), self.hold_s)


@dataclass(slots=True)
class Service:
    """A service. `waiting`, `callbacks` and `ready` keep their order: longest first."""

    id: str
    offer: Offer
    rate: float = 0.0
    """Contacts a second on a busy morning."""
    agents: list["Agent"] = field(default_factory=list)
    waiting: dict[int, Contact] = field(default_factory=dict)
    callbacks: dict[int, Contact] = field(default_factory=dict)
    ready: dict[int, "Agent"] = field(default_factory=dict)
    being_served: int = 0
    counters: Counters = field(default_factory=Counters)

    @property
    def name(self) -> str:
        return self.offer.name


@dataclass(frozen=True, slots=True)
class Team:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Pause:
    """A break that an agent has to take, or is in."""

    reason: str
    length_s: float


@dataclass(slots=True)
class Agent:
    """One agent, in one state. `then`: what comes after the work in hand."""

    number: int
    id: str
    login: str
    first: str
    last: str
    extension: str
    team: Team
    services: tuple[Service, ...] = ()
    state: State = State.LOGGED_OUT
    since: float = 0.0
    reason: str = ""
    logged_in_at: float | None = None
    contact: Contact | None = None
    then: Pause | None = None
    leaves: bool = False
    handled: int = 0
    handling_s: float = 0.0
    out_answered: int = 0
    out_handled: int = 0
    dispositions: dict[str, int] = field(default_factory=dict)
    spent_s: dict[State, float] = field(default_factory=lambda: dict.fromkeys(State, 0.0))
    on_break_s: float = 0.0

    @property
    def logged_in(self) -> bool:
        return self.state is not State.LOGGED_OUT

    def total_s(self, state: State, now: float) -> float:
        """Time in `state` since the daily reset."""
        running = now - self.since if self.state is state else 0.0
        return self.spent_s[state] + running

    def break_s(self, now: float) -> float:
        """Time on break since the daily reset."""
        running = now - self.since if self.reason in BREAKS else 0.0
        return self.on_break_s + running

    def enter(self, state: State, now: float, reason: str = "") -> None:
        """Into `state`; the time in the one before goes into the day's account."""
        self.close_account(now)
        self.state, self.reason = state, reason

    def close_account(self, now: float) -> None:
        self.spent_s[self.state] += now - self.since
        if self.reason in BREAKS:
            self.on_break_s += now - self.since
        self.since = now
