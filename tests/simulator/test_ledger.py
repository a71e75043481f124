"""When each figure counts: short logs written by hand, and what they amount to."""

from collections.abc import Sequence

import pytest

from wallboard.simulator import events as e
from wallboard.simulator.actors import Counters, State
from wallboard.simulator.ledger import Ledger
from wallboard.simulator.statistics import AGENT, GROUP, Group, written

ROSTER: tuple[e.Event, ...] = (
    e.HouseOpened(-100.0, 36000.0, 0),
    e.ServiceOpened(-100.0, "S1", "Support", "VOICE", 20, 0.8),
    e.ServiceOpened(-100.0, "S2", "Second line", "VOICE", 60, 0.8),
    e.TeamFormed(-100.0, "T", "Front"),
    e.AgentHired(-100.0, "A", "ana.silva", "Ana", "Silva", "0042", "T", (("S1", 1), ("S2", 2))),
    e.AgentHired(-100.0, "B", "bo.berg", "Bo", "Berg", "0043", "T", (("S2", 1),)),
    e.SupervisorHired(-100.0, "V", "vera.lis", "Vera", "Lis"),
    e.AgentLoggedIn(-100.0, "A"),
    e.AgentBecame(-100.0, "A", "ready", ""),
)


def ledger_of(*log: e.Event) -> Ledger:
    ledger = Ledger()
    for event in (*ROSTER, *log):
        ledger.apply(event)
    return ledger


def answered(call: int, at: float, wait: float) -> tuple[e.Event, ...]:
    return (
        e.Arrived(at, call, "S1", "VOICE"),
        e.Queued(at, call, "S1"),
        e.Answered(at + wait, call, "A"),
        e.AgentBecame(at + wait, "A", "busy", ""),
    )


def done(call: int, talked: float, worked: float) -> tuple[e.Event, ...]:
    return (
        e.TalkEnded(talked, call, "A"),
        e.AgentBecame(talked, "A", "after_call_work", ""),
        e.Disposed(worked, call, "A", "Resolved"),
        e.WrapUpEnded(worked, call, "A"),
        e.AgentBecame(worked, "A", "ready", ""),
    )


def figure(ledger: Ledger, name: str, now: float, service: str = "S1") -> str:
    statistic = GROUP[name]
    return written(statistic.of(Group([ledger.services[service]], now)), statistic.kind, "0-1")


def of_agent(ledger: Ledger, name: str, now: float) -> str:
    statistic = AGENT[name]
    return written(statistic.of(ledger.agents["A"], now), statistic.kind, "0-1")


@pytest.mark.parametrize(
    ("wait", "in_time"),
    [
        pytest.param(20.0, 1, id="at the threshold is in time"),
        pytest.param(20.015625, 0, id="a tick later is not"),
    ],
)
def test_an_answer_within_the_threshold(wait: float, in_time: int) -> None:
    counters = ledger_of(*answered(1, 0.0, wait)).services["S1"].counters
    assert counters == Counters(
        received=1, queued=1, answered=1, answered_in_time=in_time, answered_wait_s=wait
    )


@pytest.mark.parametrize(
    ("wait", "short", "long"),
    [
        pytest.param(20.0, 1, 0, id="at the threshold is short"),
        pytest.param(20.015625, 0, 1, id="a tick later is long"),
    ],
)
def test_an_abandon_is_short_or_long(wait: float, short: int, long: int) -> None:
    log = (e.Arrived(0.0, 1, "S1", "VOICE"), e.Queued(0.0, 1, "S1"), e.Abandoned(wait, 1))
    counters = ledger_of(*log).services["S1"].counters
    assert counters == Counters(received=1, queued=1, abandoned_short=short, abandoned_long=long)


def test_handled_counts_when_after_call_work_ends_with_all_the_time_since_the_answer() -> None:
    log = (*answered(1, 0.0, 10.0), *done(1, 110.0, 140.0))
    before, after = ledger_of(*log[:-2]), ledger_of(*log)
    assert (figure(before, "in_calls_handled_per_day", 140.0), of_agent(before, "acd_state", 140.0)) == (
        "0",
        "after_call_work",
    )
    assert figure(after, "in_average_handling_time_per_day", 140.0) == "130"
    assert of_agent(after, "calls_average_handling_time_per_day", 140.0) == "130"
    assert of_agent(after, "count_of_interactions", 140.0) == "0"


def test_a_transfer_is_handled_where_it_was_and_waits_anew_where_it_goes() -> None:
    transferred = (
        e.Disposed(100.0, 1, "A", "Escalated to second line"),
        e.Transferred(100.0, 1, "A", "S2"),
        e.Queued(100.0, 1, "S2"),
        e.AgentBecame(100.0, "A", "ready", ""),
    )
    ledger = ledger_of(*answered(1, 0.0, 10.0), *transferred)
    first, second = ledger.services.values()
    assert (first.counters.handled, first.counters.handling_s, first.being_served) == (1, 90.0, 0)
    assert second.counters == Counters(received=1, queued=1)
    assert list(second.waiting) == [1]
    assert figure(ledger, "in_max_wait_time", 130.0, "S2") == "30"
    assert of_agent(ledger, "in_calls_handled_per_day", 130.0) == "1"


def test_a_new_day_begins_with_what_is_still_in_the_house() -> None:
    log = (
        *answered(1, 0.0, 10.0),
        e.Arrived(50.0, 2, "S1", "VOICE"),
        e.Queued(50.0, 2, "S1"),
        e.DayReset(60.0),
    )
    ledger = ledger_of(*log)
    assert ledger.services["S1"].counters == Counters(received=2)
    assert figure(ledger, "in_max_wait_time", 75.0) == "25"
    for event in done(1, 110.0, 140.0):
        ledger.apply(event)
    assert figure(ledger, "in_average_handling_time_per_day", 140.0) == "130"


def test_a_reset_cuts_the_totals_of_a_state_but_not_the_time_in_it() -> None:
    ledger = ledger_of(*answered(1, 0.0, 10.0), e.DayReset(60.0))
    assert of_agent(ledger, "state_duration", 100.0) == "90"
    assert of_agent(ledger, "login_time", 100.0) == "200"
    assert of_agent(ledger, "agent_total_busy_time", 100.0) == "40"
    assert of_agent(ledger, "agent_total_ready_time", 100.0) == "0"
    for event in done(1, 110.0, 140.0):
        ledger.apply(event)
    assert of_agent(ledger, "agent_total_busy_time", 150.0) == "50"
    assert of_agent(ledger, "agent_occupancy", 150.0) == "0.8889"


def test_breaks_are_break_and_lunch() -> None:
    reasons: Sequence[tuple[str, float]] = (("Break", 0.0), ("Meeting", 100.0), ("Lunch", 150.0), ("", 180.0))
    ledger = ledger_of(*(e.AgentBecame(at, "A", "not_ready", reason) for reason, at in reasons))
    assert of_agent(ledger, "agent_total_break_time", 200.0) == "130"
    assert of_agent(ledger, "agent_total_not_ready_time", 200.0) == "200"
    assert of_agent(ledger, "state_duration", 200.0) == "20"


def test_hold_is_no_talk() -> None:
    log = (*answered(1, 0.0, 10.0), e.Held(30.0, 1), e.Resumed(45.0, 1), e.Held(60.0, 1))
    ledger = ledger_of(*log)
    assert of_agent(ledger, "active_item_hold_duration", 70.0) == "25"
    assert of_agent(ledger, "active_item_talk_duration", 70.0) == "35"


OUT: tuple[e.Event, ...] = (
    e.CallbackRequested(0.0, 1, "S1"),
    e.OutboundAttempted(10.0, 1, "S1", "A", "VOICE"),
    e.AgentBecame(10.0, "A", "busy", ""),
)


def test_a_callback_waits_until_it_is_attempted_and_counts_as_nothing_that_came_in() -> None:
    asked, dialled = ledger_of(*OUT[:1]), ledger_of(*OUT)
    assert figure(asked, "callbacks_waiting", 5.0) == "1"
    assert figure(dialled, "callbacks_waiting", 10.0) == "0"
    assert dialled.services["S1"].counters == Counters()
    assert of_agent(dialled, "active_item_talk_duration", 15.0) == "0"


def test_an_attempt_that_is_answered_and_one_that_is_not() -> None:
    reached = ledger_of(*OUT, e.OutboundAnswered(20.0, 1, "A"), *done(1, 110.0, 140.0))
    assert reached.services["S1"].counters == Counters(out_answered=1, out_handled=1)
    assert of_agent(reached, "out_calls_handled_per_day", 140.0) == "1"
    assert of_agent(reached, "in_calls_handled_per_day", 140.0) == "0"
    missed = ledger_of(*OUT, e.OutboundFailed(40.0, 1, "A"), *done(1, 40.0, 42.0)[1:])
    assert missed.services["S1"].counters == Counters()
    assert of_agent(missed, "calls_dispositions_per_day", 42.0) == "1"


def test_what_comes_next_holds_until_it_has_come() -> None:
    log = (*answered(1, 0.0, 10.0), e.NextStateChosen(50.0, "A", "not_ready", "Lunch"))
    ledger = ledger_of(*log, *done(1, 110.0, 140.0)[:-1])
    assert of_agent(ledger, "acd_next_state", 140.0) == "not_ready"
    ledger.apply(e.AgentBecame(140.0, "A", "not_ready", "Lunch"))
    assert (of_agent(ledger, "acd_next_state", 140.0), of_agent(ledger, "reason", 140.0)) == ("", "Lunch")


def test_who_logs_out_leaves_every_count_of_agents() -> None:
    ledger = ledger_of(e.AgentLoggedOut(50.0, "A"))
    assert ledger.agents["A"].state is State.LOGGED_OUT
    assert {figure(ledger, name, 60.0) for name in GROUP if name.startswith("agents_")} == {"0"}
    assert of_agent(ledger, "login_time", 60.0) == ""
    assert of_agent(ledger, "agent_total_ready_time", 60.0) == "150"
