"""Who and what is in the house by the events so far: services with their counters, agents, contacts.

Only `ledger` changes them. Times are seconds on the house's clock; durations are seconds.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from wallboard.simulator.events import Medium

BREAKS: Final = frozenset({"Break", "Lunch"})
"""The reasons that count as time on break."""


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
    A contact is being served until its after-call work is done, or it is transferred.
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
    """One interaction. `arrived`: in the service where it is now; `inbound`: False for one that we make;
    `reached`: somebody picked up; `medium`: its own, which a transfer doesn't change.
    """

    number: int
    service: "Service"
    arrived: float
    inbound: bool = True
    reached: bool = True
    answered: float | None = None
    held_from: float | None = None
    held_before_s: float = 0.0
    medium: Medium = "VOICE"

    def held_s(self, now: float) -> float:
        """How long it was on hold so far."""
        return self.held_before_s + (0.0 if self.held_from is None else now - self.held_from)


@dataclass(slots=True)
class Service:
    """A service. `waiting`, `callbacks` and `ready` keep their order: longest first."""

    id: str
    name: str
    medium: Medium = "VOICE"
    threshold_s: float = 20
    target: float = 0.8
    closed: bool = False
    agents: list["Agent"] = field(default_factory=list)
    waiting: dict[int, Contact] = field(default_factory=dict)
    callbacks: dict[int, Contact] = field(default_factory=dict)
    ready: dict[int, "Agent"] = field(default_factory=dict)
    being_served: int = 0
    counters: Counters = field(default_factory=Counters)


@dataclass(frozen=True, slots=True)
class Team:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Supervisor:
    id: str
    login: str
    first: str
    last: str


@dataclass(slots=True)
class Agent:
    """One agent, in one state since `since`. `priorities`: of his services, in their order, 1 is first."""

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
    priorities: tuple[int, ...] = ()
    logged_in_at: float | None = None
    contact: Contact | None = None
    next_state: State | None = None
    handled: int = 0
    handling_s: float = 0.0
    out_answered: int = 0
    out_handled: int = 0
    dispositions: dict[str, int] = field(default_factory=dict)
    spent_s: dict[State, float] = field(default_factory=lambda: dict.fromkeys(State, 0.0))
    on_break_s: float = 0.0
    day_from: float = float("-inf")

    @property
    def logged_in(self) -> bool:
        return self.state is not State.LOGGED_OUT

    def total_s(self, state: State, now: float) -> float:
        """Time in `state` since the daily reset."""
        return self.spent_s[state] + (self._running_s(now) if self.state is state else 0.0)

    def break_s(self, now: float) -> float:
        """Time on break since the daily reset."""
        return self.on_break_s + (self._running_s(now) if self.reason in BREAKS else 0.0)

    def enter(self, state: State, now: float, reason: str = "") -> None:
        """Into `state`; the time in the one before goes into the day's account."""
        running = self._running_s(now)
        self.spent_s[self.state] += running
        if self.reason in BREAKS:
            self.on_break_s += running
        self.state, self.reason, self.since = state, reason, now

    def start_day(self, now: float) -> None:
        """The day's figures restart; the state goes on."""
        self.day_from = now
        self.spent_s, self.on_break_s = dict.fromkeys(State, 0.0), 0.0
        self.handled = self.out_answered = self.out_handled = 0
        self.handling_s = 0.0
        self.dispositions = {}

    def _running_s(self, now: float) -> float:
        """Time in the present state that belongs to this day."""
        return now - max(self.since, self.day_from)
