"""What each statistic is, in a house small enough to count by hand."""

import csv
from pathlib import Path

import pytest

from wallboard.simulator.actors import Agent, Contact, Counters, Service, State, Team
from wallboard.simulator.statistics import AGENT, GROUP, Figure, Group, dispositions_closed, serves, written

CATALOGUE = Path(__file__).parents[1] / "wire" / "statistics.tsv"
NOW = 1000.0
TEAM = Team("T1", "Front")


def catalogued() -> list[tuple[str, str]]:
    with CATALOGUE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return [(row["name"], scope) for row in rows for scope in row["scope"].split(",")]


def agent(number: int, state: State, *services: Service, **more: object) -> Agent:
    made = Agent(number, f"ID{number}", f"a.{number}", "Ana", "Silva", "0042", TEAM, services, state, 900.0)
    for name, value in more.items():
        setattr(made, name, value)
    for service in services:
        service.agents.append(made)
    return made


def desk() -> tuple[Service, Service]:
    """Two services: the first has seen ten contacts, the second forty."""
    first = Service("S1", "Support", threshold_s=20, target=0.8)
    second = Service("S2", "Sales", threshold_s=30, target=0.9)
    first.counters = Counters(
        received=10,
        queued=6,
        answered=6,
        answered_in_time=4,
        answered_wait_s=90.0,
        abandoned_short=1,
        abandoned_long=2,
        handled=5,
        handling_s=1000.0,
        out_answered=3,
        out_handled=2,
    )
    second.counters = Counters(received=40, answered=40, answered_in_time=40, handled=40, handling_s=4000.0)
    first.waiting[1] = Contact(1, first, 952.5)
    first.callbacks[2] = Contact(2, first, 900.0, inbound=False)
    agent(1, State.BUSY, first, second)
    agent(2, State.AFTER_CALL_WORK, first)
    agent(3, State.READY, first, second)
    agent(4, State.NOT_READY, second)
    agent(5, State.LOGGED_OUT, first, second)
    return first, second


def of_group(name: str, *services: Service) -> str:
    statistic = GROUP[name]
    return written(statistic.of(Group(services, NOW)), statistic.kind, "0-1")


@pytest.mark.parametrize(("name", "scope"), catalogued(), ids=lambda value: value)
def test_every_statistic_of_the_catalogue_is_served_in_its_scopes(name: str, scope: str) -> None:
    assert serves(name, scope)  # type: ignore[arg-type]


def test_no_statistic_is_served_that_the_catalogue_does_not_have() -> None:
    served = {(name, scope) for name, each in GROUP.items() for scope in each.scopes}
    assert served | {(name, "agent") for name in AGENT} == set(catalogued())


@pytest.mark.parametrize(
    ("name", "one", "both"),
    [
        ("in_calls_waiting", "1", "1"),
        ("in_max_wait_time", "47", "47"),
        ("in_calls_queued_per_day", "6", "6"),
        ("in_calls_received_per_day", "10", "50"),
        ("in_calls_answered_per_day", "6", "46"),
        ("in_calls_handled_per_day", "5", "45"),
        ("in_calls_abandoned_in_queue_per_day", "2", "2"),
        ("in_calls_abandoned_in_queue_ratio_per_day", "0.2", "0.04"),
        ("in_calls_short_abandoned_in_queue_per_day", "1", "1"),
        ("in_calls_short_abandoned_in_queue_ratio_per_day", "0.1", "0.02"),
        ("in_calls_abandoned_total_per_day", "3", "3"),
        ("in_calls_abandoned_percent_per_day", "30", "6"),
        ("service_level", "0.5", "0.9167"),
        ("service_level_threshold_time", "20", "28"),
        ("service_level_target", "0.8", "0.88"),
        ("in_average_speed_of_answer", "15", "1"),
        ("in_average_handling_time_per_day", "200", "111"),
        ("out_calls_answered_per_day", "3", "3"),
        ("out_calls_handled_per_day", "2", "2"),
        ("callbacks_waiting", "1", "1"),
        ("agents_logged", "3", "4"),
        ("agents_ready", "1", "1"),
        ("agents_busy", "2", "2"),
        ("agents_not_ready", "0", "1"),
        ("agents_in_acw", "1", "1"),
        ("name", "Support", "Support"),
    ],
    ids=lambda value: value,
)
def test_a_statistic_of_one_service_and_of_two_together(name: str, one: str, both: str) -> None:
    first, second = desk()
    assert of_group(name, first) == one
    assert of_group(name, first, second) == both


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        pytest.param("service_level", "", id="a share of nothing is no value"),
        pytest.param("in_average_speed_of_answer", "", id="an average before the first call is no value"),
        pytest.param("in_average_handling_time_per_day", "", id="so is a handling time"),
        pytest.param("in_calls_abandoned_percent_per_day", "", id="so is a percentage"),
        pytest.param("in_max_wait_time", "0", id="nobody waits: 0"),
        pytest.param("service_level_target", "0.8", id="a setting is there from the start"),
    ],
)
def test_a_service_that_has_seen_nobody(name: str, figure: str) -> None:
    assert of_group(name, Service("S", "Snow line")) == figure


def busy_agent() -> Agent:
    service = Service("S1", "Chat", medium="CHAT")
    contact = Contact(1, service, 880.0, answered=900.0, held_before_s=5.0, held_from=985.0, medium="CHAT")
    made = agent(1, State.BUSY, service, contact=contact, logged_in_at=400.0, handled=4, handling_s=1001.0)
    made.dispositions = {"Product sold": 2, "Complaint": 1, "Resolved": 1}
    made.spent_s |= {
        State.READY: 200.0,
        State.NOT_READY: 100.0,
        State.BUSY: 150.0,
        State.AFTER_CALL_WORK: 50.0,
    }
    made.on_break_s, made.out_answered, made.out_handled = 60.0, 3, 2
    return made


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("login_id", "a.1"),
        ("user_id", "ID1"),
        ("first_last_name", "Ana Silva"),
        ("last_first_name", "Silva, Ana"),
        ("firstname", "Ana"),
        ("lastname", "Silva"),
        ("team_name", "Front"),
        ("team_id", "T1"),
        ("is_agent", "1"),
        ("extension", "0042"),
        ("acd_state", "busy"),
        ("acd_next_state", ""),
        ("reason", ""),
        ("state_duration", "100"),
        ("login_time", "600"),
        ("active_item_talk_duration", "80"),
        ("active_item_hold_duration", "20"),
        ("active_item_media_type", "CHAT"),
        ("in_calls_handled_per_day", "4"),
        ("out_calls_answered_per_day", "3"),
        ("out_calls_handled_per_day", "2"),
        ("calls_average_handling_time_per_day", "250"),
        ("calls_dispositions_per_day", "4"),
        ("agent_total_break_time", "60"),
        ("agent_total_busy_time", "250"),
        ("agent_total_ACW_time", "50"),
        ("agent_total_ready_time", "200"),
        ("agent_total_not_ready_time", "100"),
        ("agent_occupancy", "0.5"),
        ("count_of_interactions", "1"),
    ],
    ids=lambda value: value or "empty",
)
def test_a_statistic_of_an_agent_at_work(name: str, text: str) -> None:
    statistic = AGENT[name]
    assert written(statistic.of(busy_agent(), NOW), statistic.kind, "0-1") == text


@pytest.mark.parametrize(
    "name", ["acd_state", "reason", "state_duration", "login_time", "active_item_talk_duration"]
)
def test_a_logged_out_agent_has_no_state_and_no_times(name: str) -> None:
    statistic = AGENT[name]
    assert written(statistic.of(agent(1, State.LOGGED_OUT), NOW), statistic.kind, "0-1") == ""


def test_dispositions_count_only_those_that_are_named() -> None:
    assert dispositions_closed(["Product sold", "Complaint"]).of(busy_agent(), NOW) == 3
    assert dispositions_closed(["Never used"]).of(busy_agent(), NOW) == 0


@pytest.mark.parametrize(
    ("figure", "kind", "unit", "text"),
    [
        pytest.param(None, "ratio", "0-1", "", id="no value is the empty text"),
        pytest.param(47.9, "seconds", "0-1", "47", id="seconds are whole"),
        pytest.param(3.0, "count", "0-1", "3", id="so are counts"),
        pytest.param(0.8125, "ratio", "0-1", "0.8125", id="a ratio from 0 to 1"),
        pytest.param(0.8125, "ratio", "0-100", "81.25", id="a ratio from 0 to 100 on servers of that kind"),
        pytest.param(1.0, "ratio", "0-1", "1", id="no needless zeros"),
        pytest.param(0.0, "percent", "0-1", "0", id="zero is a figure"),
        pytest.param(0.05, "percent", "0-1", "5", id="percent is from 0 to 100"),
        pytest.param("0042", "text", "0-1", "0042", id="text stays as it is"),
    ],
)
def test_figures_are_written_as_text(figure: Figure, kind: str, unit: str, text: str) -> None:
    assert written(figure, kind, unit) == text  # type: ignore[arg-type]
