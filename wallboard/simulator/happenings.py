"""What happens when, besides the everyday: each kind of [[happening]] and what it does.

A new kind is a class in `scenario` and a function with its line in DOES.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from wallboard.simulator import events, scenario
from wallboard.simulator.actors import Agent
from wallboard.simulator.arrivals import Arrivals
from wallboard.simulator.chat import Chat
from wallboard.simulator.house import House
from wallboard.simulator.lines import Line
from wallboard.simulator.shifts import Pause, Shifts


@dataclass(frozen=True, slots=True)
class Stage:
    """All that a happening can turn."""

    house: House
    lines: Sequence[Line]
    arrivals: Arrivals
    shifts: Shifts
    chat: Chat

    def lines_of(self, service: str) -> list[Line]:
        """The line of this name, or all; none where the house is too small to have it."""
        return [line for line in self.lines if service in ("", line.offer.name)]

    def some_agents(self, count: int, service: str) -> list[Agent]:
        """So many of those who are ready or busy, in no order."""
        lines = self.lines_of(service)
        found = {agent.number: agent for line in lines for agent in line.service.agents}
        present = [agent for _, agent in sorted(found.items()) if agent.contact or _is_ready(agent)]
        return self.house.rng.sample(present, min(count, len(present)))


def _is_ready(agent: Agent) -> bool:
    return agent.logged_in and agent.state.value == "ready"


def stage(happenings: Sequence[scenario.Happening], on: Stage) -> None:
    """Plans them all for the first day."""
    for each in happenings:
        on.house.plan_at(each.at, DOES[type(each)], on, each)


def _more_arrivals(on: Stage, what: scenario.MoreArrivals) -> None:
    for line in on.lines_of(what.service):
        on.arrivals.turn(line, what.times)
        on.house.plan_at(what.until, on.arrivals.turn_back, line, what.times)


def _longer_talks(on: Stage, what: scenario.LongerTalks) -> None:
    for line in on.lines_of(what.service):
        line.slowed.append(what.times)
        on.house.plan_at(what.until, line.slowed.remove, what.times)


def _pauses(on: Stage, what: scenario.Pauses) -> None:
    for agent in on.some_agents(what.agents, what.service):
        on.shifts.send_on_break(agent, Pause(what.reason, what.minutes * 60))


def _logs_out(on: Stage, what: scenario.LogsOut) -> None:
    for agent in on.some_agents(what.agents, what.service):
        on.shifts.send_home(agent)
        if what.until is not None:
            on.house.plan_at(what.until, on.shifts.come_again, agent)


def _closes(on: Stage, what: scenario.Closes) -> None:
    def reopen(service: str) -> None:
        on.house.tell(events.ServiceReopened(on.house.now, service))

    for line in on.lines_of(what.service):
        on.house.tell(events.ServiceClosed(on.house.now, line.service.id))
        if what.until is not None:
            on.house.plan_at(what.until, reopen, line.service.id)


def _says(on: Stage, what: scenario.Says) -> None:
    on.chat.say(what.text, urgent=what.urgent)


DOES: Final[Mapping[type[Any], Callable[[Stage, Any], None]]] = {
    scenario.MoreArrivals: _more_arrivals,
    scenario.LongerTalks: _longer_talks,
    scenario.Pauses: _pauses,
    scenario.LogsOut: _logs_out,
    scenario.Closes: _closes,
    scenario.Says: _says,
}
