"""Every statistic the simulator serves: name and scope -> a function of the house at one moment.

A new statistic is one line in GROUP (totals, a service's row, or both) or AGENT. Figures without a
value are None (before the first call, say); on the wire they are the empty text.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, TypeAlias

from wallboard.simulator.actors import Agent, Counters, Service, State

Scope: TypeAlias = Literal["totals", "service", "agent"]
Kind: TypeAlias = Literal["count", "seconds", "ratio", "percent", "text"]
Figure: TypeAlias = float | str | None
RatioUnit: TypeAlias = Literal["0-1", "0-100"]

SUM: Final = "SUM"
COUNTS_DISPOSITIONS: Final = "calls_dispositions_per_day"


class Group:
    """Services taken together at one moment: one for its row, all that were asked for in totals."""

    def __init__(self, services: Sequence[Service], now: float) -> None:
        self.services = services
        self.now = now

    def counted(self, of: Callable[[Counters], float]) -> float:
        return sum(of(service.counters) for service in self.services)

    @cached_property
    def waiting(self) -> int:
        return sum(len(service.waiting) for service in self.services)

    @property
    def longest_wait_s(self) -> float:
        """The first in each queue is the one that has waited longest."""
        firsts = (next(iter(s.waiting.values())) for s in self.services if s.waiting)
        return max((self.now - contact.arrived for contact in firsts), default=0.0)

    @property
    def received(self) -> float:
        return self.counted(lambda counters: counters.received)

    @property
    def abandoned(self) -> float:
        return self.counted(lambda counters: counters.abandoned_short + counters.abandoned_long)

    @cached_property
    def agents_by_state(self) -> Mapping[State, int]:
        """Each agent with a skill for one of the services, counted once."""
        found = {agent.number: agent.state for service in self.services for agent in service.agents}
        tally = dict.fromkeys(State, 0)
        for state in found.values():
            tally[state] += 1
        return tally

    def mean_setting(self, of: Callable[[Service], float]) -> float | None:
        """A setting over several services: weighed by what they received, plain before that."""
        weights = [service.counters.received for service in self.services]
        if not any(weights):
            weights = [1] * len(self.services)
        return _share(
            sum(of(s) * weight for s, weight in zip(self.services, weights, strict=True)), sum(weights)
        )


@dataclass(frozen=True, slots=True)
class GroupStatistic:
    kind: Kind
    of: Callable[[Group], Figure]
    scopes: frozenset[Scope] = frozenset({"totals", "service"})


@dataclass(frozen=True, slots=True)
class AgentStatistic:
    kind: Kind
    of: Callable[[Agent, float], Figure]


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _counter(of: Callable[[Counters], float]) -> GroupStatistic:
    return GroupStatistic("count", lambda group: group.counted(of))


def _counter_share(kind: Kind, of: Callable[[Counters], float]) -> GroupStatistic:
    return GroupStatistic(kind, lambda group: _share(group.counted(of), group.received))


def _agents(*states: State) -> GroupStatistic:
    return GroupStatistic("count", lambda group: sum(group.agents_by_state[state] for state in states))


def _service_level(group: Group) -> float | None:
    """Answered in time, of what was answered or abandoned after the threshold (API.md, section 6)."""
    in_time = group.counted(lambda counters: counters.answered_in_time)
    return _share(in_time, group.counted(lambda counters: counters.answered + counters.abandoned_long))


def _speed_of_answer(group: Group) -> float | None:
    waits = group.counted(lambda counters: counters.answered_wait_s)
    return _share(waits, group.counted(lambda counters: counters.answered))


def _handling_time(group: Group) -> float | None:
    spent = group.counted(lambda counters: counters.handling_s)
    return _share(spent, group.counted(lambda counters: counters.handled))


GROUP: Final[Mapping[str, GroupStatistic]] = {
    "in_calls_waiting": GroupStatistic("count", lambda group: group.waiting),
    "in_max_wait_time": GroupStatistic("seconds", lambda group: group.longest_wait_s),
    "in_calls_queued_per_day": _counter(lambda c: c.queued),
    "in_calls_received_per_day": _counter(lambda c: c.received),
    "in_calls_answered_per_day": _counter(lambda c: c.answered),
    "in_calls_handled_per_day": _counter(lambda c: c.handled),
    "in_calls_abandoned_in_queue_per_day": _counter(lambda c: c.abandoned_long),
    "in_calls_abandoned_in_queue_ratio_per_day": _counter_share("ratio", lambda c: c.abandoned_long),
    "in_calls_short_abandoned_in_queue_per_day": _counter(lambda c: c.abandoned_short),
    "in_calls_short_abandoned_in_queue_ratio_per_day": _counter_share("ratio", lambda c: c.abandoned_short),
    "in_calls_abandoned_total_per_day": GroupStatistic("count", lambda group: group.abandoned),
    "in_calls_abandoned_percent_per_day": GroupStatistic(
        "percent", lambda group: _share(group.abandoned, group.received)
    ),
    "service_level": GroupStatistic("ratio", _service_level),
    "service_level_threshold_time": GroupStatistic(
        "seconds", lambda group: group.mean_setting(lambda service: service.threshold_s)
    ),
    "service_level_target": GroupStatistic(
        "ratio", lambda group: group.mean_setting(lambda service: service.target)
    ),
    "in_average_speed_of_answer": GroupStatistic("seconds", _speed_of_answer),
    "in_average_handling_time_per_day": GroupStatistic("seconds", _handling_time),
    "out_calls_answered_per_day": _counter(lambda c: c.out_answered),
    "out_calls_handled_per_day": GroupStatistic(
        "count", lambda group: group.counted(lambda c: c.out_handled), frozenset({"service"})
    ),
    "callbacks_waiting": GroupStatistic("count", lambda group: sum(len(s.callbacks) for s in group.services)),
    "agents_logged": _agents(State.READY, State.BUSY, State.AFTER_CALL_WORK, State.NOT_READY),
    "agents_ready": _agents(State.READY),
    "agents_busy": _agents(State.BUSY, State.AFTER_CALL_WORK),
    "agents_not_ready": _agents(State.NOT_READY),
    "agents_in_acw": _agents(State.AFTER_CALL_WORK),
    "name": GroupStatistic("text", lambda group: group.services[0].name, frozenset({"service"})),
}


def _talk_s(agent: Agent, now: float) -> float | None:
    if agent.state is not State.BUSY or agent.contact is None:
        return None
    if agent.contact.answered is None:  # it rings
        return 0.0
    return now - agent.contact.answered - agent.contact.held_s(now)


def _hold_s(agent: Agent, now: float) -> float | None:
    return agent.contact.held_s(now) if agent.state is State.BUSY and agent.contact else None


def _occupancy(agent: Agent, now: float) -> float | None:
    worked = agent.total_s(State.BUSY, now) + agent.total_s(State.AFTER_CALL_WORK, now)
    idle = agent.total_s(State.READY, now) + agent.total_s(State.NOT_READY, now)
    return _share(worked, worked + idle)


def _total(state: State) -> AgentStatistic:
    return AgentStatistic("seconds", lambda agent, now: agent.total_s(state, now))


def _text(of: Callable[[Agent], str]) -> AgentStatistic:
    return AgentStatistic("text", lambda agent, _: of(agent))


def _count(of: Callable[[Agent], int]) -> AgentStatistic:
    return AgentStatistic("count", lambda agent, _: of(agent))


AGENT: Final[Mapping[str, AgentStatistic]] = {
    "login_id": _text(lambda agent: agent.login),
    "user_id": _text(lambda agent: agent.id),
    "first_last_name": _text(lambda agent: f"{agent.first} {agent.last}"),
    "last_first_name": _text(lambda agent: f"{agent.last}, {agent.first}"),
    "firstname": _text(lambda agent: agent.first),
    "lastname": _text(lambda agent: agent.last),
    "team_name": _text(lambda agent: agent.team.name),
    "team_id": _text(lambda agent: agent.team.id),
    "is_agent": _text(lambda _: "1"),
    "extension": _text(lambda agent: agent.extension),
    "acd_state": _text(lambda agent: agent.state.value),
    "acd_next_state": _text(lambda agent: agent.next_state.value if agent.next_state else ""),
    "reason": _text(lambda agent: agent.reason),
    "state_duration": AgentStatistic(
        "seconds", lambda agent, now: now - agent.since if agent.logged_in else None
    ),
    "login_time": AgentStatistic(
        "seconds", lambda agent, now: None if agent.logged_in_at is None else now - agent.logged_in_at
    ),
    "active_item_talk_duration": AgentStatistic("seconds", _talk_s),
    "active_item_hold_duration": AgentStatistic("seconds", _hold_s),
    "active_item_media_type": _text(lambda agent: agent.contact.medium if agent.contact else ""),
    "in_calls_handled_per_day": _count(lambda agent: agent.handled),
    "out_calls_answered_per_day": _count(lambda agent: agent.out_answered),
    "out_calls_handled_per_day": _count(lambda agent: agent.out_handled),
    "calls_average_handling_time_per_day": AgentStatistic(
        "seconds", lambda agent, _: _share(agent.handling_s, agent.handled)
    ),
    COUNTS_DISPOSITIONS: _count(lambda agent: sum(agent.dispositions.values())),
    "agent_total_break_time": AgentStatistic("seconds", lambda agent, now: agent.break_s(now)),
    "agent_total_busy_time": _total(State.BUSY),
    "agent_total_ACW_time": _total(State.AFTER_CALL_WORK),
    "agent_total_ready_time": _total(State.READY),
    "agent_total_not_ready_time": _total(State.NOT_READY),
    "agent_occupancy": AgentStatistic("ratio", _occupancy),
    "count_of_interactions": _count(lambda agent: int(agent.contact is not None)),
}


def dispositions_closed(names: Iterable[str]) -> AgentStatistic:
    """`calls_dispositions_per_day` of these dispositions only."""
    wanted = frozenset(names)
    return _count(lambda agent: sum(n for name, n in agent.dispositions.items() if name in wanted))


def serves(name: str, scope: Scope) -> bool:
    if scope == "agent":
        return name in AGENT
    return name in GROUP and scope in GROUP[name].scopes


def written(figure: Figure, kind: Kind, ratio_unit: RatioUnit) -> str:
    """A figure as the wire has it: text; seconds whole; a share by its kind's unit (API.md, section 7)."""
    if figure is None:
        return ""
    if isinstance(figure, str):
        return figure
    if kind in ("count", "seconds"):
        return str(int(figure))
    if kind == "percent" or ratio_unit == "0-100":
        figure *= 100
    return f"{figure:.4f}".rstrip("0").rstrip(".")
