"""Break a rule of the model, or of what answers, and the oracle turns red: one rule at a time.

Each mutant says at which statistics it must be seen. What is broken is broken in memory, for one day.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

import pytest

from tests.simulator.compared import Day, compare
from tests.simulator.rough import ROUGH
from wallboard.simulator import actors, events, ledger, statistics, tables
from wallboard.simulator.actors import Agent, Contact, Service, State
from wallboard.simulator.ledger import Ledger
from wallboard.simulator.statistics import Group

DAY: Final = Day(ROUGH, seed=1, every_s=1800, by_chance=10, hours=13.0)

Patch: TypeAlias = pytest.MonkeyPatch
Mutation: TypeAlias = Callable[[Patch], None]
Seen: TypeAlias = frozenset[tuple[str, str]]
Fold: TypeAlias = Callable[[Ledger, Any], None]


def _after(patch: Patch, event: type[events.Event], then: Fold) -> None:
    """The fold of this event goes wrong afterwards."""
    right: Fold = ledger.FOLDS[event]

    def wrong(book: Ledger, told: Any) -> None:
        right(book, told)
        then(book, told)

    patch.setitem(ledger.FOLDS, event, wrong)


def _abandons_are_long(patch: Patch) -> None:
    def wrong(book: Ledger, told: events.Abandoned) -> None:
        contact = book.contacts.pop(told.call)
        del contact.service.waiting[told.call]
        contact.service.counters.abandoned_long += 1

    patch.setitem(ledger.FOLDS, events.Abandoned, wrong)


def _the_threshold_is_late(patch: Patch) -> None:
    def wrong(book: Ledger, told: events.Abandoned) -> None:
        contact = book.contacts.pop(told.call)
        del contact.service.waiting[told.call]
        if told.at - contact.arrived < contact.service.threshold_s:
            contact.service.counters.abandoned_short += 1
        else:
            contact.service.counters.abandoned_long += 1

    patch.setitem(ledger.FOLDS, events.Abandoned, wrong)


def _transfers_are_not_received(patch: Patch) -> None:
    def forget(book: Ledger, told: events.Transferred) -> None:
        book.services[told.to].counters.received -= 1

    _after(patch, events.Transferred, forget)


def _handling_is_without_hold(patch: Patch) -> None:
    right = ledger._handled

    def wrong(contact: Contact, agent: Agent, now: float) -> None:
        right(contact, agent, now)
        for counters in (contact.service.counters, agent):
            counters.handling_s -= contact.held_s(now)

    patch.setattr(ledger, "_handled", wrong)


def _the_new_day_forgets_who_is_here(patch: Patch) -> None:
    def forget(book: Ledger, told: events.DayReset) -> None:
        for service in book.services.values():
            service.counters.received = 0

    _after(patch, events.DayReset, forget)


def _the_reset_restarts_states(patch: Patch) -> None:
    def restart(book: Ledger, told: events.DayReset) -> None:
        for agent in book.agents.values():
            agent.since = told.at

    _after(patch, events.DayReset, restart)


def _times_are_not_cut_at_the_reset(patch: Patch) -> None:
    def uncut(agent: Agent, now: float) -> None:
        agent.spent_s = dict.fromkeys(State, 0.0)

    patch.setattr(Agent, "start_day", uncut)


def _the_same_state_goes_on(patch: Patch) -> None:
    right = Agent.enter

    def wrong(agent: Agent, state: State, now: float, reason: str = "") -> None:
        since, before = agent.since, agent.state
        right(agent, state, now, reason)
        if before is state:
            agent.since = since

    patch.setattr(actors.Agent, "enter", wrong)


def _the_newest_has_waited_longest(patch: Patch) -> None:
    def newest(group: Group) -> float:
        lasts = [list(service.waiting.values())[-1] for service in group.services if service.waiting]
        return max((group.now - contact.arrived for contact in lasts), default=0.0)

    patch.setattr(Group, "longest_wait_s", property(newest))


def _a_transfer_waits_since_its_arrival(patch: Patch) -> None:
    right: Fold = ledger.FOLDS[events.Transferred]

    def wrong(book: Ledger, told: events.Transferred) -> None:
        arrived = book.contacts[told.call].arrived
        right(book, told)
        book.contacts[told.call].arrived = arrived

    patch.setitem(ledger.FOLDS, events.Transferred, wrong)


def _outbound_is_handled_unreached(patch: Patch) -> None:
    def count(book: Ledger, told: events.OutboundFailed) -> None:
        book.contacts[told.call].reached = True

    _after(patch, events.OutboundFailed, count)


def _choices_are_never_done(patch: Patch) -> None:
    right: Fold = ledger.FOLDS[events.AgentBecame]

    def wrong(book: Ledger, told: events.AgentBecame) -> None:
        chosen = book.agents[told.agent].next_state
        right(book, told)
        book.agents[told.agent].next_state = chosen

    patch.setitem(ledger.FOLDS, events.AgentBecame, wrong)


def _every_pause_is_a_break(patch: Patch) -> None:
    patch.setattr(actors, "BREAKS", frozenset({"Break", "Lunch", "Training"}))


def _talk_runs_on_while_on_hold(patch: Patch) -> None:
    def wrong(agent: Agent, now: float) -> float | None:
        talks = agent.state is State.BUSY and agent.contact
        return now - (agent.contact.answered or now) if talks and agent.contact else None

    patch.setitem(
        statistics.AGENT,
        "active_item_talk_duration",
        statistics.AgentStatistic("seconds", wrong),
    )


def _short_abandons_spoil_the_service_level(patch: Patch) -> None:
    def wrong(group: Group) -> float | None:
        answered = group.counted(lambda counters: counters.answered)
        whole = answered + group.abandoned
        return group.counted(lambda counters: counters.answered_in_time) / whole if whole else None

    patch.setitem(statistics.GROUP, "service_level", statistics.GroupStatistic("ratio", wrong))


def _busy_is_without_after_call_work(patch: Patch) -> None:
    patch.setitem(
        statistics.GROUP,
        "agents_busy",
        statistics.GroupStatistic("count", lambda group: group.agents_by_state[State.BUSY]),
    )


def _agents_count_once_a_service(patch: Patch) -> None:
    def wrong(group: Group) -> Mapping[State, int]:
        states = [agent.state for service in group.services for agent in service.agents]
        return {state: states.count(state) for state in State}

    patch.setattr(Group, "agents_by_state", property(wrong))


def _totals_are_over_all_services(patch: Patch) -> None:
    def wrong(self: tables.Tables, ids: frozenset[str]) -> list[Service]:
        return list(self._centre.services)

    patch.setattr(tables.Tables, "_services", wrong)


def _seconds_are_rounded(patch: Patch) -> None:
    right = statistics.written

    def wrong(figure: Any, kind: Any, unit: Any) -> str:
        return right(figure + 0.5 if kind == "seconds" and figure is not None else figure, kind, unit)

    patch.setattr("wallboard.simulator.tables.written", wrong)


def _means_weigh_services_alike(patch: Patch) -> None:
    def wrong(group: Group, of: Callable[[Service], float]) -> float:
        return sum(map(of, group.services)) / len(group.services)

    patch.setattr(Group, "mean_setting", wrong)


def _of_both(*names: str) -> Seen:
    """Seen in totals and in services' rows."""
    return frozenset((name, scope) for name in names for scope in ("totals", "service"))


def _of_totals(*names: str) -> Seen:
    """Seen only where several services are taken together."""
    return frozenset((name, "totals") for name in names)


def _of_agents(*names: str) -> Seen:
    return frozenset((name, "agent") for name in names)


MUTANTS: Final[Mapping[str, tuple[Mutation, Seen]]] = {
    "every abandon is a long one": (
        _abandons_are_long,
        _of_both("in_calls_abandoned_in_queue_per_day", "in_calls_short_abandoned_in_queue_per_day"),
    ),
    "who gives up at the very threshold is a long abandon": (
        _the_threshold_is_late,
        _of_both("in_calls_abandoned_in_queue_per_day", "service_level"),
    ),
    "a transfer is not received": (_transfers_are_not_received, _of_both("in_calls_received_per_day")),
    "a transfer waits since its arrival": (
        _a_transfer_waits_since_its_arrival,
        _of_both("in_average_speed_of_answer") | {("in_max_wait_time", "service")},
    ),
    "handling is without hold": (
        _handling_is_without_hold,
        _of_both("in_average_handling_time_per_day") | _of_agents("calls_average_handling_time_per_day"),
    ),
    "the new day forgets who is here": (
        _the_new_day_forgets_who_is_here,
        _of_both("in_calls_received_per_day", "in_calls_abandoned_percent_per_day"),
    ),
    "the reset restarts states": (_the_reset_restarts_states, _of_agents("state_duration")),
    "times are not cut at the reset": (
        _times_are_not_cut_at_the_reset,
        _of_agents("agent_total_busy_time", "agent_occupancy"),
    ),
    "the same state goes on": (_the_same_state_goes_on, _of_agents("state_duration")),
    "the newest has waited longest": (_the_newest_has_waited_longest, _of_both("in_max_wait_time")),
    "outbound is handled unreached": (
        _outbound_is_handled_unreached,
        frozenset({("out_calls_handled_per_day", "service"), ("out_calls_handled_per_day", "agent")}),
    ),
    "choices are never done": (_choices_are_never_done, _of_agents("acd_next_state")),
    "every pause is a break": (_every_pause_is_a_break, _of_agents("agent_total_break_time")),
    "talk runs on while on hold": (
        _talk_runs_on_while_on_hold,
        _of_agents("active_item_talk_duration"),
    ),
    "short abandons spoil the service level": (
        _short_abandons_spoil_the_service_level,
        _of_both("service_level"),
    ),
    "busy is without after-call work": (_busy_is_without_after_call_work, _of_both("agents_busy")),
    "agents count once a service": (
        _agents_count_once_a_service,
        _of_totals("agents_logged", "agents_ready"),
    ),
    "totals are over all services": (
        _totals_are_over_all_services,
        _of_totals("in_calls_received_per_day", "in_calls_waiting"),
    ),
    "seconds are rounded": (
        _seconds_are_rounded,
        _of_both("in_max_wait_time") | _of_agents("state_duration"),
    ),
    "means of settings weigh services alike": (
        _means_weigh_services_alike,
        _of_totals("service_level_target", "service_level_threshold_time"),
    ),
}


def test_the_day_of_the_mutants_is_sound() -> None:
    assert compare(DAY).differing == []


@pytest.mark.parametrize(("mutate", "seen_at"), MUTANTS.values(), ids=MUTANTS.keys())
def test_the_oracle_turns_red_where_the_rule_is_broken(
    monkeypatch: Patch, mutate: Mutation, seen_at: Seen
) -> None:
    mutate(monkeypatch)
    assert seen_at - compare(DAY, until_red=seen_at).red == set()
