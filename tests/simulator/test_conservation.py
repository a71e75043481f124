"""What holds in every house at every moment by its event log: nothing is lost, nobody is in two places.

Hypothesis picks scenario, seed and moments; the house is walked from one moment to the next.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulator.compared import Day
from tests.simulator.oracle import Oracle
from tests.simulator.rough import ROUGH
from wallboard.simulator import events, work
from wallboard.simulator.actors import Agent, Contact, Service
from wallboard.simulator.checker import read_subscription
from wallboard.simulator.scenario import HOUR
from wallboard.simulator.scenario_file import load_scenario, shipped
from wallboard.simulator.tables import Tables
from wallboard.simulator.work import Work

Log = list[dict[str, Any]]

# A contact's life: where it stands, what can happen to it there, and where it stands then.
LIFE: Final[Mapping[str, Mapping[str, str]]] = {
    "": {"Arrived": "came", "CallbackRequested": "asked", "OutboundAttempted": "rings"},
    "came": {"Queued": "waits", "Answered": "talks"},
    "waits": {"Abandoned": "gone", "Answered": "talks"},
    "talks": {"Held": "on hold", "TalkEnded": "after", "Disposed": "passed on"},
    "on hold": {"Resumed": "talks"},
    "passed on": {"Transferred": "came"},
    "after": {"Disposed": "disposed"},
    "disposed": {"WrapUpEnded": "gone"},
    "asked": {"OutboundAttempted": "rings"},
    "rings": {"OutboundAnswered": "talks out", "OutboundFailed": "after"},
    "talks out": {"Held": "on hold out", "TalkEnded": "after"},
    "on hold out": {"Resumed": "talks out"},
    "gone": {},
}
PASSING: Final = frozenset({"came", "passed on", "disposed"})
"""Where nobody stands longer than a moment; only what holds after it can be observed."""
IN_HAND: Final = frozenset({"talks", "on hold", "after", "rings", "talks out", "on hold out"})
WORKING: Final = frozenset({"busy", "after_call_work"})

SCENARIOS: Final = {name: load_scenario(name) for name in shipped()} | {"everything at once": ROUGH}


@dataclass(frozen=True)
class Visit:
    """A house of 20 agents that was looked at at these moments, in seconds after midnight."""

    scenario: str
    seed: int
    moments: tuple[float, ...]


# Ticks of 1/64 s between nine and half past twelve, when every scenario is alive.
MOMENTS = st.integers(int(9 * HOUR * 64), int(12.5 * HOUR * 64)).map(lambda ticks: ticks / 64)
VISITS = st.builds(
    Visit,
    st.sampled_from(sorted(SCENARIOS)),
    st.integers(0, 10_000),
    st.lists(MOMENTS, min_size=1, max_size=4).map(lambda moments: tuple(sorted(moments))),
)
FEW = settings(max_examples=15, deadline=None)


def log_of(visit: Visit) -> tuple[list[str], Log]:
    """Its lines, and the same read."""
    lines: list[str] = []
    day = Day(SCENARIOS[visit.scenario], visit.seed, agents=20)
    centre = day.centre(lines)
    for moment in visit.moments:
        centre.advance(moment)
    return lines, [json.loads(line) for line in lines]


COUNTED: Final = (
    "in_calls_received_per_day",
    "in_calls_handled_per_day",
    "in_calls_abandoned_total_per_day",
    "in_calls_waiting",
)
WISH: Final = {
    "a": {
        "stats_totals": list(COUNTED),
        "service_grids": [{"id": "g", "columns": [{"id": name, "stat_name": name} for name in COUNTED]}],
        "agent_grids": [{"id": "g", "columns": [{"id": "in hand", "stat_name": "count_of_interactions"}]}],
    }
}


def left(row: Mapping[str, str]) -> int:
    """What was received and is neither handled nor abandoned nor waiting."""
    received, handled, abandoned, waiting = (int(row[name]) for name in COUNTED)
    return received - handled - abandoned - waiting


@FEW
@given(VISITS)
def test_what_was_received_is_handled_abandoned_waiting_or_being_served(visit: Visit) -> None:
    lines: list[str] = []
    centre = Day(SCENARIOS[visit.scenario], visit.seed, agents=20).centre(lines)
    tables = Tables(centre, 0.0, "0-1")
    for moment in visit.moments:
        centre.advance(moment)
        answer = tables.answer(read_subscription(json.dumps(WISH).encode()))["a"]
        oracle = Oracle(lines)
        served = [oracle.at(moment).being_served(service) for service in oracle.log.services]
        assert [left(row) for row in answer["service_grids"][0]["values"]] == served
        assert left(answer["stats_totals"]) == sum(served)
        out = sum(not leg.inbound and oracle.at(moment).in_hand(leg) for leg in all_legs(oracle))
        in_hand = sum(int(row["in hand"]) for row in answer["agent_grids"][0]["values"])
        assert in_hand == sum(served) + out


def all_legs(oracle: Oracle) -> list[Any]:
    return [leg for legs in oracle.log.legs_of_service.values() for leg in legs]


def broken_lives(log: Log) -> list[str]:
    """The contacts that something befell which can't befall them there, or who stay where nobody stays."""
    stands: dict[int, str] = {}
    since: dict[int, float] = {}
    broken = []
    for event in log:
        if "call" not in event:
            continue
        call, kind = event["call"], event["event"]
        before = stands.get(call, "")
        after = LIFE[before].get(kind)
        late = before in PASSING and event["at"] > since[call]
        if after is None or late:
            broken.append(f"call {call}: {kind} at {event['at']} when it was {before!r}")
            continue
        stands[call], since[call] = after, event["at"]
    return broken + [f"call {call} ends in {where!r}" for call, where in stands.items() if where in PASSING]


@FEW
@given(VISITS)
def test_every_contact_lives_by_the_grammar(visit: Visit) -> None:
    assert broken_lives(log_of(visit)[1]) == []


@FEW
@given(VISITS)
def test_times_never_fall_and_are_whole_ticks(visit: Visit) -> None:
    times = [event["at"] for event in log_of(visit)[1]]
    assert times == sorted(times)
    assert all((at * 64).is_integer() for at in times)


def served_twice(log: Log) -> list[str]:
    """The contacts that went into a second hand before they were out of the first, or out of another's."""
    hand: dict[int, str] = {}
    wrong = []
    for event in log:
        match event["event"]:
            case "Answered" | "OutboundAttempted":
                if event["call"] in hand:
                    wrong.append(f"call {event['call']} is answered at {event['at']} in another's hand")
                hand[event["call"]] = event["agent"]
            case "WrapUpEnded" | "Transferred":
                if hand.pop(event["call"], None) != event["agent"]:
                    wrong.append(f"call {event['call']} is put down at {event['at']} by another")
            case "TalkEnded" | "Disposed" | "OutboundAnswered" | "OutboundFailed":
                if hand.get(event["call"]) != event["agent"]:
                    wrong.append(f"call {event['call']}: {event['event']} at {event['at']} by another")
    return wrong


@FEW
@given(VISITS)
def test_no_contact_is_served_twice_at_once(visit: Visit) -> None:
    assert served_twice(log_of(visit)[1]) == []


def agents_in_two_states(log: Log) -> list[str]:
    """Agents who after a moment are in a state that doesn't fit what is in their hand, or are away in one."""
    present: set[str] = set()
    state: dict[str, str] = {}
    hands: Counter[str] = Counter()
    wrong = []
    for place, event in enumerate(log):
        agent = event.get("agent", "")
        match event["event"]:
            case "AgentLoggedIn":
                wrong += [f"{agent} logs in twice at {event['at']}"] * (agent in present)
                present.add(agent)
                state.pop(agent, None)
            case "AgentLoggedOut":
                wrong += [f"{agent} logs out twice at {event['at']}"] * (agent not in present)
                present.discard(agent)
                state.pop(agent, None)
            case "AgentBecame":
                wrong += [f"{agent} is away and {event['state']} at {event['at']}"] * (agent not in present)
                state[agent] = event["state"]
            case "Answered" | "OutboundAttempted":
                hands[agent] += 1
            case "WrapUpEnded" | "Transferred":
                hands[agent] -= 1
        if place + 1 == len(log) or log[place + 1]["at"] > event["at"]:
            wrong += misfits(event["at"], present, state, hands)
    return wrong


def misfits(at: float, present: set[str], state: Mapping[str, str], hands: Counter[str]) -> list[str]:
    fits = {agent: (state.get(agent), hands[agent]) for agent in present | set(hands)}
    return [
        f"{agent} is {where!r} with {count} contacts in hand at {at}"
        for agent, (where, count) in fits.items()
        if count != (where in WORKING) or (agent in present) != (where is not None)
    ]


@settings(max_examples=10, deadline=None)
@given(VISITS)
def test_every_agent_is_in_one_state_and_it_fits_what_is_in_hand(visit: Visit) -> None:
    assert agents_in_two_states(log_of(visit)[1]) == []


def ready_and_waiting(log: Log) -> list[str]:
    """Contacts that still wait after a moment at which an agent with the skill is ready."""
    skills = {each["agent"]: {s for s, _ in each["skills"]} for each in log if each["event"] == "AgentHired"}
    waiting: dict[int, str] = {}
    ready: set[str] = set()
    wrong = []
    for place, event in enumerate(log):
        match event["event"]:
            case "Arrived":
                waiting[event["call"]] = event["service"]
            case "Transferred":
                waiting[event["call"]] = event["to"]
            case "Answered" | "Abandoned":
                del waiting[event["call"]]
            case "AgentBecame" if event["state"] == "ready":
                ready.add(event["agent"])
            case "AgentBecame" | "AgentLoggedOut":
                ready.discard(event["agent"])
        if place + 1 == len(log) or log[place + 1]["at"] > event["at"]:
            open_to = {service for agent in ready for service in skills[agent]}
            wrong += [f"call {c} waits at {event['at']}" for c, s in waiting.items() if s in open_to]
    return wrong


@settings(max_examples=10, deadline=None)
@given(VISITS)
def test_nobody_waits_while_an_agent_with_the_skill_is_ready(visit: Visit) -> None:
    assert ready_and_waiting(log_of(visit)[1]) == []


def out_of_turn(log: Log) -> list[str]:
    """Contacts that were answered while another waited longer in the same service."""
    queues: dict[str, list[int]] = defaultdict(list)
    place_of: dict[int, str] = {}
    wrong = []
    for event in log:
        match event["event"]:
            case "Arrived" | "Transferred":
                service = place_of[event["call"]] = event.get("to") or event["service"]
                queues[service].append(event["call"])
            case "Answered" | "Abandoned":
                queue = queues[place_of[event["call"]]]
                if event["event"] == "Answered" and queue[0] != event["call"]:
                    wrong.append(f"call {event['call']} is answered at {event['at']} before call {queue[0]}")
                queue.remove(event["call"])
    return wrong


@FEW
@given(VISITS)
def test_who_has_waited_longest_in_a_service_is_answered_first(visit: Visit) -> None:
    assert out_of_turn(log_of(visit)[1]) == []


def arrived_while_closed(log: Log) -> list[str]:
    closed: set[str] = set()
    wrong = []
    for event in log:
        match event["event"]:
            case "ServiceClosed":
                closed.add(event["service"])
            case "ServiceReopened":
                closed.discard(event["service"])
            case "Arrived" if event["service"] in closed:
                wrong.append(f"call {event['call']} arrives at {event['at']} in a closed service")
    return wrong


@FEW
@given(VISITS)
def test_nobody_arrives_in_a_closed_service(visit: Visit) -> None:
    assert arrived_while_closed(log_of(visit)[1]) == []


# That these tests can fail


def without(log: Sequence[dict[str, Any]], kind: str) -> Log:
    return [event for event in log if event["event"] != kind]


BUSY_MORNING: Final = Visit("everything at once", 1, (12.5 * HOUR,))


def test_a_log_that_tells_of_something_never_is_seen_through() -> None:
    log = log_of(BUSY_MORNING)[1]
    for kind in ("Arrived", "Answered", "TalkEnded", "Disposed", "Held", "Transferred", "OutboundAttempted"):
        assert broken_lives(without(log, kind)), kind
    assert served_twice(without(log, "Transferred"))
    assert agents_in_two_states(without(log, "AgentLoggedIn"))
    assert agents_in_two_states(without(log, "AgentBecame"))
    assert arrived_while_closed(without(log, "ServiceReopened"))


def _nobody_takes_what_waits(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(work, "contact_for", lambda agent: None)


def _the_newest_is_taken_first(patch: pytest.MonkeyPatch) -> None:
    def newest(agent: Agent) -> Contact | None:
        waiting = [list(service.waiting.values())[-1] for service in agent.services if service.waiting]
        return waiting[0] if waiting else None

    patch.setattr(work, "contact_for", newest)


def _whoever_is_there_takes_it(patch: pytest.MonkeyPatch) -> None:
    def anybody(service: Service) -> Agent | None:
        return next((agent for agent in service.agents if agent.logged_in), None)

    patch.setattr(work, "agent_for", anybody)


def _busy_is_not_told(patch: pytest.MonkeyPatch) -> None:
    right = Work.become

    def silent(self: Work, agent: Agent, state: events.StateName, reason: str = "") -> None:
        if state != "busy":
            right(self, agent, state, reason)

    patch.setattr(Work, "become", silent)


@pytest.mark.parametrize(
    ("mutate", "found_by"),
    [
        pytest.param(_nobody_takes_what_waits, ready_and_waiting, id="nobody takes what waits"),
        pytest.param(_the_newest_is_taken_first, out_of_turn, id="the newest is taken first"),
        pytest.param(_whoever_is_there_takes_it, agents_in_two_states, id="whoever is there takes it"),
        pytest.param(_busy_is_not_told, agents_in_two_states, id="busy is not told"),
    ],
)
def test_a_rule_of_the_model_that_is_broken_is_seen(
    monkeypatch: pytest.MonkeyPatch,
    mutate: Callable[[pytest.MonkeyPatch], None],
    found_by: Callable[[Log], list[str]],
) -> None:
    mutate(monkeypatch)
    assert found_by(log_of(Visit("everything at once", 1, (9 * HOUR,)))[1])
