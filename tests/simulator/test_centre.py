"""The house: what holds at every moment of every day."""

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wallboard.simulator import events
from wallboard.simulator.actors import Agent, Contact, Service, State, Team
from wallboard.simulator.centre import Centre
from wallboard.simulator.scenario import DAY, HOUR
from wallboard.simulator.scenario_file import load_scenario, shipped
from wallboard.simulator.statistics import GROUP, Figure, Group
from wallboard.simulator.work import agent_for, contact_for

SEEDS = st.integers(0, 10_000)
SHOW_AT = 10.7 * HOUR
SCENARIOS = st.sampled_from(shipped())
STEPS = st.lists(st.sampled_from([1.0, 7.0, 60.0, 900.0]), max_size=12)


def everything(centre: Centre) -> object:
    """The whole state as comparable text."""
    agents = [
        (a.login, a.state, a.since, a.reason, a.handled, a.handling_s, a.dispositions) for a in centre.agents
    ]
    services = [(s.id, s.name, s.counters, list(s.waiting), list(s.callbacks)) for s in centre.services]
    messages = [(m.number, m.author.login, m.sent, m.content) for m in centre.messages]
    return repr((centre.time, agents, services, messages))


def assert_conserved(centre: Centre, service: Service) -> None:
    counted = service.counters
    gone = counted.handled + counted.abandoned_short + counted.abandoned_long
    assert counted.received == gone + len(service.waiting) + service.being_served
    assert counted.received >= counted.queued
    assert counted.answered >= counted.answered_in_time
    served = [a for a in centre.agents if a.contact and a.contact.inbound and a.contact.service is service]
    assert service.being_served == len(served)


def assert_agents_are_in_one_state(centre: Centre) -> None:
    for agent in centre.agents:
        assert (agent.contact is not None) == (agent.state in (State.BUSY, State.AFTER_CALL_WORK))
        assert (agent.logged_in_at is None) == (agent.state is State.LOGGED_OUT)
        assert not agent.reason or agent.state is State.NOT_READY
        for service in agent.services:
            assert (agent.number in service.ready) == (agent.state is State.READY)


@settings(max_examples=20, deadline=None)
@given(SCENARIOS, SEEDS, STEPS)
def test_what_was_received_is_handled_abandoned_waiting_or_being_served(
    scenario: str, seed: int, steps: list[float]
) -> None:
    centre = Centre(25, 6, seed, scenario=load_scenario(scenario))
    for step in steps:
        centre.advance(centre.time + step)
        for service in centre.services:
            assert_conserved(centre, service)


@settings(max_examples=20, deadline=None)
@given(SCENARIOS, SEEDS, STEPS)
def test_every_agent_is_in_one_state_and_in_one_contact_at_most(
    scenario: str, seed: int, steps: list[float]
) -> None:
    centre = Centre(25, 6, seed, scenario=load_scenario(scenario))
    for step in steps:
        centre.advance(centre.time + step)
        assert_agents_are_in_one_state(centre)
        contacts = [agent.contact.number for agent in centre.agents if agent.contact]
        assert len(contacts) == len(set(contacts))


@settings(max_examples=10, deadline=None)
@given(SEEDS, STEPS)
def test_the_same_seed_gives_the_same_day_however_it_is_cut(seed: int, steps: list[float]) -> None:
    cut, whole = Centre(20, 5, seed), Centre(20, 5, seed)
    for step in steps:
        cut.advance(cut.time + step)
    whole.advance(sum(steps, 0.0))
    assert everything(cut) == everything(whole)


def test_another_seed_gives_another_day() -> None:
    assert everything(Centre(20, 5, 1)) != everything(Centre(20, 5, 2))


def test_nobody_waits_while_an_agent_with_the_skill_is_ready() -> None:
    centre = Centre(60, 8, 3)
    for _ in range(600):
        centre.advance(centre.time + 1)
        assert not [service for service in centre.services if service.waiting and service.ready]


def test_a_contact_goes_to_the_first_priority_and_then_to_the_longest_idle() -> None:
    service, other = Service("S", "Support"), Service("T", "Sales")
    waited = {1: (2, 10.0), 2: (1, 30.0), 3: (1, 20.0), 4: (2, 5.0)}
    for number, (priority, since) in sorted(waited.items(), key=lambda each: each[1][1]):
        service.ready[number] = Agent(
            number, "", "", "", "", "", Team("", ""), (other, service), State.READY, since,
            priorities=(1, priority),
        )  # fmt: skip
    chosen = agent_for(service)
    assert chosen
    assert chosen.number == 3


def test_an_agent_takes_his_first_priority_then_what_waits_longest_then_a_callback() -> None:
    first, second = Service("S", "Support"), Service("T", "Sales")
    agent = Agent(1, "", "", "", "", "", Team("", ""), (second, first), State.READY, priorities=(2, 1))
    second.waiting[1] = Contact(1, second, 10.0)
    first.waiting[2] = Contact(2, first, 20.0)
    first.waiting[3] = Contact(3, first, 30.0)
    first.callbacks[4] = Contact(4, first, 1.0, inbound=False)
    taken = []
    while contact := contact_for(agent):
        taken.append(contact.number)
        (contact.service.waiting if contact.inbound else contact.service.callbacks).pop(contact.number)
    assert taken == [2, 3, 1, 4]


def test_an_outbound_attempt_rings_before_it_is_talked() -> None:
    log: list[events.Event] = []
    centre = Centre(60, 8, 1, witness=log.append)
    rang = {event.call: event.at for event in log if isinstance(event, events.OutboundAttempted)}
    answered = [event for event in log if isinstance(event, events.OutboundAnswered)]
    assert all(4 <= event.at - rang[event.call] <= 35 for event in answered)
    asked = {event.call for event in log if isinstance(event, events.CallbackRequested)}
    assert asked & set(rang)
    assert set(rang) - asked
    assert sum(service.counters.out_answered for service in centre.services) == len(answered)


def test_the_longest_waiting_contact_is_the_first_of_its_queue() -> None:
    centre = Centre()
    for _ in range(120):
        centre.advance(centre.time + 5)
        for service in centre.services:
            arrivals = [contact.arrived for contact in service.waiting.values()]
            assert arrivals == sorted(arrivals)


def recounted(log: Iterable[events.Event], service: Service) -> dict[str, float]:
    """What a service must have counted, from its contacts' waits alone."""
    began: dict[int, float] = {}
    waits: list[float] = []
    lost: list[float] = []
    received = 0
    for event in log:
        match event:
            case events.Arrived(at, call, service.id) | events.Transferred(at, call, _, service.id):
                began[call] = at
                received += 1
            case events.Answered(at, call) if call in began:
                waits.append(at - began.pop(call))
            case events.Abandoned(at, call) if call in began:
                lost.append(at - began.pop(call))
    return {
        "received": received,
        "answered": len(waits),
        "answered_in_time": sum(wait <= service.threshold_s for wait in waits),
        "answered_wait_s": sum(waits),
        "abandoned_short": sum(wait <= service.threshold_s for wait in lost),
        "abandoned_long": sum(wait > service.threshold_s for wait in lost),
    }


def test_a_service_counts_what_its_contacts_met() -> None:
    log: list[events.Event] = []
    centre = Centre(60, 8, 1, witness=log.append)
    centre.advance(1800)
    for service in centre.services:
        wanted = recounted(log, service)
        assert {name: getattr(service.counters, name) for name in wanted} == wanted
    kinds = Counter(type(event) for event in log)
    assert kinds[events.Abandoned] > 20
    assert kinds[events.Transferred] > 20


def test_an_agents_times_by_state_add_up_to_the_day_so_far() -> None:
    centre = Centre(30, 5, 4)
    centre.advance(HOUR)
    for agent in centre.agents:
        whole = sum(agent.total_s(state, centre.time) for state in State)
        assert whole == SHOW_AT + HOUR


def test_the_counters_restart_at_midnight_and_still_agree() -> None:
    centre = Centre(25, 6, 1)
    midnight = DAY - SHOW_AT
    centre.advance(midnight - 1)
    assert sum(service.counters.handled for service in centre.services) > 100
    centre.advance(midnight)
    assert sum(service.counters.handled for service in centre.services) == 0
    assert sum(agent.handled for agent in centre.agents) == 0
    for service in centre.services:
        assert_conserved(centre, service)


def test_the_next_morning_is_as_busy_as_this_one() -> None:
    centre = Centre(40, 6, 1)
    today = sum(service.counters.received for service in centre.services)
    centre.advance(DAY)
    tomorrow = sum(service.counters.received for service in centre.services)
    assert tomorrow > today / 2
    assert sum(agent.logged_in for agent in centre.agents) > 25


@pytest.mark.parametrize("seed", range(1, 6))
def test_the_show_starts_with_a_crowded_service_and_long_breaks(seed: int) -> None:
    centre = Centre(seed=seed)
    crowded = centre.services[1]
    assert len(crowded.waiting) >= 4
    assert crowded.counters.answered_in_time < 0.8 * crowded.counters.answered
    assert any(agent.reason == "Break" and centre.time - agent.since > 900 for agent in centre.agents)
    assert sum(not agent.logged_in for agent in centre.agents) > 5


def test_one_message_soon_is_urgent() -> None:
    centre = Centre()
    assert not [message for message in centre.messages if message.urgent]
    centre.advance(15)
    assert [message.urgent for message in centre.messages].count(True) == 1
    centre.advance(4 * HOUR)
    assert [message.urgent for message in centre.messages].count(True) == 1


def test_a_house_of_one_agent_and_forty_services_lives() -> None:
    centre = Centre(1, 40, 1)
    centre.advance(HOUR)
    assert all(service.agents for service in centre.services)
    assert_agents_are_in_one_state(centre)


DESK = ("in_calls_waiting", "in_max_wait_time", "in_calls_received_per_day", "agents_ready", "agents_busy")


def test_tiles_move_within_ten_seconds() -> None:
    centre = Centre()
    for _ in range(30):
        before = desk(centre)
        centre.advance(centre.time + 10)
        assert sum(a != b for a, b in zip(before, desk(centre), strict=True)) >= 2


def desk(centre: Centre) -> list[Figure]:
    everything = Group(centre.services, centre.time)
    return [GROUP[name].of(everything) for name in DESK]
