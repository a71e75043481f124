"""Whatever the scenario says, answers are what the log tells: Hypothesis writes small houses' scenarios."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulator.compared import Day, compare, rehearsed
from tests.simulator.test_conservation import (
    agents_in_two_states,
    arrived_while_closed,
    broken_lives,
    out_of_turn,
    ready_and_waiting,
    served_twice,
)
from wallboard.simulator import scenario
from wallboard.simulator.scenario import Break, Offer, Scenario, Shift

NAMES = ("Calls", "Second", "Chat", "Letters")
HOURS = 1.0

shares = st.sampled_from((0.0, 0.1, 0.5, 1.0))
clocks = st.integers(0, int(HOURS * 60)).map(lambda minutes: minutes * 60.0)
lengths = st.sampled_from((20.0, 60.0, 400.0))
spans = st.sampled_from(((0.0, 1.0), (2.0, 20.0)))
reasons = st.sampled_from(("", "Break", "Lunch", "Training"))
services = st.sampled_from(("", *NAMES))


def offers(name: str) -> st.SearchStrategy[Offer]:
    return st.builds(
        Offer,
        name=st.just(name),
        weight=st.sampled_from((1.0, 3.0)),
        load=st.sampled_from((0.0, 0.5, 1.5)),
        medium=st.sampled_from(("VOICE", "CHAT", "EMAIL")),
        threshold_s=st.sampled_from((0.0, 0.25, 20.0)),
        target=st.sampled_from((0.0, 0.8, 1.0)),
        talk_s=lengths,
        after_s=st.sampled_from((0.0, 1.0, 60.0)),
        patience_s=st.sampled_from((0.5, 20.0, 400.0)),
        callbacks=st.sampled_from((0.0, 0.5)),
        alone=st.booleans(),
        outbound_per_hour=st.sampled_from((0.0, 30.0)),
        handling=st.sampled_from(("lognormal", "exponential")),
        holds=shares,
        transfers=shares,
        transfers_to=services,
    )


happenings = st.one_of(
    st.builds(
        scenario.MoreArrivals, clocks, times=st.sampled_from((0.0, 4.0)), until=clocks, service=services
    ),
    st.builds(
        scenario.LongerTalks, clocks, times=st.sampled_from((0.2, 4.0)), until=clocks, service=services
    ),
    st.builds(
        scenario.Pauses,
        clocks,
        agents=st.integers(1, 9),
        reason=reasons,
        minutes=st.just(4.0),
        service=services,
    ),
    st.builds(scenario.LogsOut, clocks, agents=st.integers(1, 9), until=st.none() | clocks, service=services),
    st.builds(scenario.Closes, clocks, service=services, until=st.none() | clocks),
)
scenarios = st.builds(
    Scenario,
    title=st.just("Made up"),
    services=st.tuples(*map(offers, NAMES)),
    agents=st.integers(1, 8),
    starts=st.just(0.0),
    reset=clocks,
    skills=st.just((1.0, 1.0)),
    break_hours=st.just((0.05, 0.2)),
    shifts=st.tuples(
        st.builds(Shift, st.just(0.7), st.tuples(st.just(0.0), clocks), st.sampled_from((0.1, 0.6, 24.0)))
    ),
    breaks=st.tuples(
        st.builds(Break, reasons, spans, weight=st.just(1.0)),
        st.builds(
            Break, reasons, spans, between=st.tuples(clocks, clocks).map(sorted).map(tuple), share=shares
        ),
    ),
    happenings=st.lists(happenings, max_size=5).map(tuple),
)
days = st.builds(
    Day,
    scenarios,
    st.integers(0, 10_000),
    every_s=st.just(600.0),
    by_chance=st.just(8),
    hours=st.just(HOURS),
)

FEW = settings(max_examples=15, deadline=None)


@FEW
@given(days)
def test_answers_are_what_the_log_tells_whatever_the_scenario_says(day: Day) -> None:
    assert compare(day).differing == []


@FEW
@given(days)
def test_nothing_is_lost_and_nobody_is_in_two_places_whatever_the_scenario_says(day: Day) -> None:
    log = [json.loads(line) for line in rehearsed(day)]
    assert broken_lives(log) == []
    assert served_twice(log) == []
    assert agents_in_two_states(log) == []
    assert ready_and_waiting(log) == []
    assert out_of_turn(log) == []
    assert arrived_while_closed(log) == []
