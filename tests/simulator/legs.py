"""The raw event log put in order: each leg of a contact and each stay of an agent, written down once.

Only the lines of `Event.to_json` are read. Nothing is counted here: `oracle` does, at any moment.

A place is an event's number in the log. It tells, unlike a time, on which side of a `DayReset` of the same
moment something happened.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Any, Final, TypeAlias

LOGGED_OUT: Final = ""


@dataclass(slots=True)
class Mark:
    """Where something stands in the log, and when it was; `inf`: never so far."""

    place: float = inf
    at: float = inf


@dataclass(slots=True)
class Hold:
    begun: Mark
    ended: Mark = field(default_factory=Mark)


@dataclass(slots=True)
class Leg:
    """A contact's way through one service, from `begun` on. `came`: Arrived or Transferred; `asked`:
    CallbackRequested; `taken`: into an agent's hand; `spoke`: Answered or OutboundAnswered; `done`: out of
    the hand again.
    """

    begun: Mark
    service: str
    medium: str
    inbound: bool
    came: Mark = field(default_factory=Mark)
    asked: Mark = field(default_factory=Mark)
    queued: Mark = field(default_factory=Mark)
    abandoned: Mark = field(default_factory=Mark)
    taken: Mark = field(default_factory=Mark)
    spoke: Mark = field(default_factory=Mark)
    done: Mark = field(default_factory=Mark)
    holds: list[Hold] = field(default_factory=list)
    agent: str = ""

    @property
    def wait_s(self) -> float:
        """From its coming until it was answered or abandoned."""
        return min(self.taken.at, self.abandoned.at) - self.came.at


@dataclass(slots=True)
class Stay:
    """An agent's time in one state, from `begun` on until his next."""

    begun: Mark
    state: str
    reason: str = ""


class Log:
    """The whole log, each event written down once, by whom it tells of."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.services: dict[str, Mapping[str, Any]] = {}
        self.teams: dict[str, str] = {}
        self.agents: dict[str, Mapping[str, Any]] = {}
        self.people: dict[str, Mapping[str, Any]] = {}
        self.legs_of_service: dict[str, list[Leg]] = defaultdict(list)
        self.legs_of_agent: dict[str, list[Leg]] = defaultdict(list)
        self.stays: dict[str, list[Stay]] = {}
        self.log_ins: dict[str, list[Mark]] = defaultdict(list)
        self.choices: dict[str, list[tuple[Mark, str]]] = defaultdict(list)
        self.disposed: dict[str, list[tuple[Mark, str]]] = defaultdict(list)
        self.resets: list[Mark] = []
        self.messages: list[tuple[Mark, Mapping[str, Any]]] = []
        self.times: list[float] = []
        self.last_leg: dict[int, Leg] = {}
        for place, line in enumerate(lines):
            event = json.loads(line)
            self.times.append(event["at"])
            WRITTEN[event["event"]](self, Mark(place, event["at"]), event)

    def begin(self, call: int, leg: Leg) -> None:
        self.last_leg[call] = leg
        self.legs_of_service[leg.service].append(leg)

    def hand(self, leg: Leg, agent: str) -> None:
        leg.agent = agent
        self.legs_of_agent[agent].append(leg)


Told: TypeAlias = Mapping[str, Any]
Writes: TypeAlias = Callable[[Log, Mark, Told], None]


def _agent_hired(log: Log, mark: Mark, told: Told) -> None:
    log.agents[told["agent"]] = log.people[told["agent"]] = told
    log.stays[told["agent"]] = [Stay(mark, LOGGED_OUT)]


def _became(log: Log, mark: Mark, told: Told) -> None:
    log.stays[told["agent"]].append(Stay(mark, told.get("state", LOGGED_OUT), told.get("reason", "")))


def _attempted(log: Log, mark: Mark, told: Told) -> None:
    if told["call"] not in log.last_leg:
        log.begin(told["call"], Leg(mark, told["service"], "", inbound=False))
    leg = log.last_leg[told["call"]]
    leg.taken, leg.medium = mark, told["medium"]
    log.hand(leg, told["agent"])


def _answered(log: Log, mark: Mark, told: Told) -> None:
    leg = log.last_leg[told["call"]]
    leg.taken = leg.spoke = mark
    log.hand(leg, told["agent"])


def _resumed(log: Log, mark: Mark, told: Told) -> None:
    log.last_leg[told["call"]].holds[-1].ended = mark


def _transferred(log: Log, mark: Mark, told: Told) -> None:
    leg = log.last_leg[told["call"]]
    leg.done = mark
    log.begin(told["call"], Leg(mark, told["to"], leg.medium, inbound=True, came=mark))


def _marks(name: str) -> Writes:
    return lambda log, mark, told: setattr(log.last_leg[told["call"]], name, mark)


def _nothing(log: Log, mark: Mark, told: Told) -> None:
    """No figure depends on it."""


WRITTEN: Final[Mapping[str, Writes]] = {
    "HouseOpened": _nothing,
    "ServiceOpened": lambda log, _, told: log.services.update({told["service"]: told}),
    "TeamFormed": lambda log, _, told: log.teams.update({told["team"]: told["name"]}),
    "AgentHired": _agent_hired,
    "SupervisorHired": lambda log, _, told: log.people.update({told["supervisor"]: told}),
    "DayReset": lambda log, mark, _: log.resets.append(mark),
    "ServiceClosed": _nothing,
    "ServiceReopened": _nothing,
    "AgentLoggedIn": lambda log, mark, told: log.log_ins[told["agent"]].append(mark),
    "AgentLoggedOut": _became,
    "AgentBecame": _became,
    "NextStateChosen": lambda log, mark, told: log.choices[told["agent"]].append((mark, told["state"])),
    "Arrived": lambda log, mark, told: log.begin(
        told["call"], Leg(mark, told["service"], told["medium"], inbound=True, came=mark)
    ),
    "Queued": _marks("queued"),
    "Abandoned": _marks("abandoned"),
    "Answered": _answered,
    "Held": lambda log, mark, told: log.last_leg[told["call"]].holds.append(Hold(mark)),
    "Resumed": _resumed,
    "Transferred": _transferred,
    "TalkEnded": _nothing,
    "Disposed": lambda log, mark, told: log.disposed[told["agent"]].append((mark, told["disposition"])),
    "WrapUpEnded": _marks("done"),
    "CallbackRequested": lambda log, mark, told: log.begin(
        told["call"], Leg(mark, told["service"], "", inbound=False, asked=mark)
    ),
    "OutboundAttempted": _attempted,
    "OutboundAnswered": _marks("spoke"),
    "OutboundFailed": _nothing,
    "MessageSent": lambda log, mark, told: log.messages.append((mark, told)),
}
