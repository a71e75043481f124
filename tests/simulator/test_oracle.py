"""What the simulator answers is what its event log tells, at every moment of a day.

The days are walked in steps of half an hour, 26 hours over the daily reset: two seeds from midnight on, one
from the start of the show into the next day. There are moments more (`compared.Day`): picked by chance,
those at which something happens, and a tick before them. Here the houses are small;
`python -m tests.simulator.oracle --all` walks them at full size in steps of five minutes.
"""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.simulator.compared import (
    KINDS,
    Comparison,
    Day,
    agree,
    compare,
    compare_answer,
    rehearsed,
    some_of,
    wish,
)
from tests.simulator.door import visited
from tests.simulator.oracle import AGENT, GROUP, Figure, Oracle
from tests.simulator.rough import ROUGH
from wallboard.simulator.centre import Centre
from wallboard.simulator.events import Event
from wallboard.simulator.options import Options
from wallboard.simulator.scenario_file import load_scenario, shipped

ROOT = Path(__file__).parents[2]
SEEDS = (1, 2, 3)
ROUGH_HOURS = 14.0

CONSTANT = {("is_agent", "agent")}
"""The simulator has no users but agents in its grids."""


def rough(seed: int) -> Day:
    return Day(ROUGH, seed, every_s=900, by_chance=20, hours=ROUGH_HOURS)


def small(scenario: str, seed: int) -> Day:
    at_s = None if seed == SEEDS[-1] else 0.0
    return Day(load_scenario(scenario), seed, agents=20, every_s=1800, by_chance=6, at_s=at_s)


@pytest.fixture(scope="module")
def rough_comparisons() -> dict[int, Comparison]:
    return {seed: compare(rough(seed)) for seed in SEEDS}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("scenario", shipped())
def test_every_answer_of_a_day_is_what_the_log_tells(scenario: str, seed: int) -> None:
    assert compare(small(scenario, seed)).differing == []


@pytest.mark.parametrize("seed", SEEDS)
def test_so_it_is_on_a_day_that_has_everything(rough_comparisons: dict[int, Comparison], seed: int) -> None:
    assert rough_comparisons[seed].differing == []


@pytest.mark.parametrize(("name", "scope"), KINDS, ids=lambda value: value)
def test_a_statistic_is_what_the_log_tells(
    rough_comparisons: dict[int, Comparison], name: str, scope: str
) -> None:
    """And it was compared at several values: what stands still is easily right."""
    assert not [seed for seed, each in rough_comparisons.items() if (name, scope) in each.red]
    seen = {text for each in rough_comparisons.values() for text in each.texts[name, scope]}
    assert len(seen) > 1 or (name, scope) in CONSTANT


def test_so_it_is_over_http() -> None:
    scenario, seed, hours = shipped()[0], 5, (0.0, 9.25, 10.5, 12.0, 24.5)
    log: list[Event] = []
    rehearsal = Centre(24, None, seed, scenario=load_scenario(scenario), at_s=0.0, witness=log.append)
    rehearsal.advance(hours[-1] * 3600)
    oracle = Oracle(event.to_json() for event in log)
    options = Options(agents=24, seed=seed, scenario=scenario, at="00:00", start=0.0, first_data_after_s=0)
    found = Comparison()
    with visited(options) as (simulator, http):
        assert http.post("/statsapi/subscription", json=wish(*some_of(oracle))).status_code == 200
        for hour in hours:
            simulator.step(hour * 3600 - simulator.centre.time)
            answer = http.get("/statsapi/subscription/data").json()
            compare_answer(found, oracle.at(simulator.centre.time), answer, oracle)
    assert found.differing == []


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_the_oracle_reads_no_further_than_its_moment(cut: float) -> None:
    lines = rehearsed(replace(rough(1), hours=12.0))
    now = json.loads(lines[int(len(lines) * cut)])["at"]
    past = [line for line in lines if json.loads(line)["at"] <= now]
    assert everything(Oracle(past), now) == everything(Oracle(lines), now)


def test_the_oracle_reads_nothing_of_what_answers() -> None:
    code = "import sys, tests.simulator.oracle; print([m for m in sys.modules if m.startswith('wallboard')])"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert loaded.stdout == "[]\n"


def everything(oracle: Oracle, now: float) -> list[Figure]:
    recount = oracle.at(now)
    totals = [recount.totals(name) for name in GROUP]
    services = [recount.service(name, service) for service in oracle.log.services for name in GROUP]
    agents = [recount.agent(name, agent) for agent in oracle.log.agents for name in AGENT]
    return [*totals, *services, *agents]


# The oracle itself, on a log written and counted by hand

ROSTER = (
    '{"event": "HouseOpened", "at": 0, "clock_s": 36000, "weekday": 0}',
    '{"event": "ServiceOpened", "at": 0, "service": "S", "name": "Support", "medium": "VOICE", '
    '"threshold_s": 20, "target": 0.8}',
    '{"event": "ServiceOpened", "at": 0, "service": "T", "name": "Second", "medium": "VOICE", '
    '"threshold_s": 60, "target": 0.9}',
    '{"event": "TeamFormed", "at": 0, "team": "X", "name": "Front"}',
    '{"event": "AgentHired", "at": 0, "agent": "A", "login": "ana", "first": "Ana", "last": "Silva", '
    '"extension": "0042", "team": "X", "skills": [["S", 1], ["T", 2]]}',
)
STORY = (
    '{"event": "Arrived", "at": 10, "call": 1, "service": "S", "medium": "VOICE"}',
    '{"event": "Queued", "at": 10, "call": 1, "service": "S"}',
    '{"event": "Arrived", "at": 12, "call": 2, "service": "S", "medium": "VOICE"}',
    '{"event": "Queued", "at": 12, "call": 2, "service": "S"}',
    '{"event": "AgentLoggedIn", "at": 30, "agent": "A"}',
    '{"event": "Answered", "at": 30, "call": 1, "agent": "A"}',
    '{"event": "AgentBecame", "at": 30, "agent": "A", "state": "busy", "reason": ""}',
    '{"event": "Abandoned", "at": 33, "call": 2}',
    '{"event": "Held", "at": 40, "call": 1}',
    '{"event": "DayReset", "at": 45}',
    '{"event": "Resumed", "at": 50, "call": 1}',
    '{"event": "Disposed", "at": 60, "call": 1, "agent": "A", "disposition": "Escalated"}',
    '{"event": "Transferred", "at": 60, "call": 1, "agent": "A", "to": "T"}',
    '{"event": "Answered", "at": 60, "call": 1, "agent": "A"}',
    '{"event": "AgentBecame", "at": 60, "agent": "A", "state": "busy", "reason": ""}',
    '{"event": "TalkEnded", "at": 90, "call": 1, "agent": "A"}',
    '{"event": "AgentBecame", "at": 90, "agent": "A", "state": "after_call_work", "reason": ""}',
    '{"event": "Disposed", "at": 95.5, "call": 1, "agent": "A", "disposition": "Resolved"}',
    '{"event": "WrapUpEnded", "at": 95.5, "call": 1, "agent": "A"}',
    '{"event": "AgentBecame", "at": 95.5, "agent": "A", "state": "not_ready", "reason": "Break"}',
)


@pytest.mark.parametrize(
    ("now", "name", "figure"),
    [
        pytest.param(29, "in_calls_waiting", 2, id="two wait"),
        pytest.param(29, "in_max_wait_time", 19, id="the first has waited longest"),
        pytest.param(30, "in_calls_waiting", 1, id="what happens at a moment is seen at it"),
        pytest.param(30, "service_level", 1, id="answered in time"),
        pytest.param(44, "service_level", 0.5, id="a long abandon counts against it"),
        pytest.param(44, "in_calls_received_per_day", 2, id="two have come"),
        pytest.param(45, "in_calls_received_per_day", 1, id="the new day has received who is being served"),
        pytest.param(45, "in_average_speed_of_answer", None, id="nobody was answered yet in the new day"),
        pytest.param(60, "in_calls_handled_per_day", 1, id="a transfer is handled where it came from"),
        pytest.param(60, "in_average_handling_time_per_day", 30, id="over the reset, hold included"),
    ],
)
def test_a_service_recounted_by_hand(now: float, name: str, figure: Figure) -> None:
    assert Oracle(ROSTER + STORY).at(now).service(name, "S") == figure


@pytest.mark.parametrize(
    ("now", "name", "figure"),
    [
        pytest.param(29, "acd_state", "", id="logged out at first"),
        pytest.param(47, "active_item_hold_duration", 7, id="on hold since 40"),
        pytest.param(55, "active_item_talk_duration", 15, id="25 s with 10 on hold"),
        pytest.param(55, "state_duration", 25, id="the reset doesn't restart the state"),
        pytest.param(55, "agent_total_busy_time", 10, id="but the day's time in it"),
        pytest.param(70, "state_duration", 10, id="busy anew with the transferred call"),
        pytest.param(70, "in_calls_handled_per_day", 1, id="the first leg is handled"),
        pytest.param(96, "calls_average_handling_time_per_day", 32.75, id="30 s and 35.5 s"),
        pytest.param(96, "calls_dispositions_per_day", 2, id="one for each leg"),
        pytest.param(96, "reason", "Break", id="on break with a reason"),
        pytest.param(97.5, "agent_total_break_time", 2, id="the time on break"),
        pytest.param(97.5, "login_time", 67.5, id="since the log-in"),
    ],
)
def test_an_agent_recounted_by_hand(now: float, name: str, figure: Figure) -> None:
    assert Oracle(ROSTER + STORY).at(now).agent(name, "A") == figure


@pytest.mark.parametrize(
    ("text", "figure", "kind", "agrees"),
    [
        pytest.param("7", 7.9, "seconds", True, id="seconds are cut off"),
        pytest.param("8", 7.9, "seconds", False, id="not rounded"),
        pytest.param("7.0", 7, "count", True, id="numbers, not spellings"),
        pytest.param("0.3333", 1 / 3, "ratio", True, id="four decimals"),
        pytest.param("0.3334", 1 / 3, "ratio", False, id="and no other"),
        pytest.param("33.3333", 1 / 3, "percent", True, id="a percent is a hundred times its share"),
        pytest.param("", None, "ratio", True, id="no value is the empty text"),
        pytest.param("0", None, "count", False, id="and no zero"),
        pytest.param("", 0, "count", False, id="nor the other way"),
    ],
)
def test_texts_are_compared_as_numbers(text: str, figure: Figure, kind: str, agrees: bool) -> None:
    assert agree(text, figure, kind) is agrees
