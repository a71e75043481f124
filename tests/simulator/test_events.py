"""The event log: complete, in order, the same everywhere, and enough to rebuild the house from."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from wallboard.simulator import events
from wallboard.simulator.actors import State
from wallboard.simulator.centre import Centre
from wallboard.simulator.ledger import FOLDS, Ledger
from wallboard.simulator.scenario import HOUR
from wallboard.simulator.scenario_file import load_scenario, shipped

KINDS = {kind.__name__: kind for kind in events.Event.__subclasses__()}
ROSTER = ("HouseOpened", "ServiceOpened", "TeamFormed", "AgentHired", "SupervisorHired")


def day(
    scenario: str, seed: int = 1, hours: float = 4, agents: int = 40
) -> tuple[Centre, list[events.Event]]:
    """A smaller house of a scenario, and its log until so many hours after its show began."""
    log: list[events.Event] = []
    centre = Centre(agents, seed=seed, scenario=load_scenario(scenario), witness=log.append)
    centre.advance(hours * HOUR)
    return centre, log


@pytest.fixture(params=shipped(), scope="module")
def lived(request: pytest.FixtureRequest) -> tuple[Centre, list[events.Event]]:
    """A day of each scenario, past the reset of the next midnight."""
    return day(request.param, hours=16)


def test_every_kind_of_event_is_folded() -> None:
    assert set(FOLDS) == set(KINDS.values())


def test_an_event_is_one_line_of_json() -> None:
    event = events.MessageSent(61.5, 8801, "3F", True, "Zwei\nZeilen, “quoted” お")
    line = event.to_json()
    assert "\n" not in line
    assert json.loads(line) == {
        "event": "MessageSent",
        "at": 61.5,
        "message": 8801,
        "sender": "3F",
        "urgent": True,
        "text": "Zwei\nZeilen, “quoted” お",
    }


def test_the_roster_comes_first_and_only_once(lived: tuple[Centre, list[events.Event]]) -> None:
    names = [type(event).__name__ for event in lived[1]]
    first = next(place for place, name in enumerate(names) if name not in ROSTER)
    assert names[0] == "HouseOpened"
    assert not set(names[first:]) & set(ROSTER)
    assert Counter(names)["AgentHired"] == len(lived[0].agents)


def test_times_are_whole_ticks_and_never_fall(lived: tuple[Centre, list[events.Event]]) -> None:
    times = [event.at for event in lived[1]]
    assert times == sorted(times)
    assert all((time * 64).is_integer() for time in times)


IN_HAND = {"Held": "held", "TalkEnded": "wraps up", "Disposed": "disposed"}
LIVES = {
    "": {
        "Arrived": "sought",
        "CallbackRequested": "wanted",
        "OutboundAttempted": "rings",
    },
    "sought": {"Queued": "queues", "Answered": "talks"},
    "queues": {"Abandoned": "gone", "Answered": "talks"},
    "talks": IN_HAND,
    "held": {"Resumed": "talks"},
    "disposed": {"Transferred": "sought"},
    "wraps up": {"Disposed": "told"},
    "told": {"WrapUpEnded": "gone"},
    "wanted": {"OutboundAttempted": "rings"},
    "rings": {"OutboundFailed": "wraps up", "OutboundAnswered": "talks"},
}
"""A contact's life as `events` tells it: phase -> what may happen -> the next phase."""


def test_every_contact_lives_as_the_log_says(lived: tuple[Centre, list[events.Event]]) -> None:
    phases: dict[int, str] = {}
    for event in lived[1]:
        call = getattr(event, "call", None)
        if call is not None:
            phase = phases.get(call, "")
            assert type(event).__name__ in LIVES[phase], (event, phase)
            phases[call] = LIVES[phase][type(event).__name__]
    assert Counter(phases.values())["gone"] > 1000


MOVES = {
    "": {"ready", "busy", "not_ready"},
    "ready": {"", "busy", "not_ready"},
    "busy": {"after_call_work", "ready", "busy", "not_ready", ""},
    "after_call_work": {"ready", "busy", "not_ready", ""},
    "not_ready": {"ready", "busy", "not_ready", ""},
}


def test_every_agent_moves_from_state_to_state(lived: tuple[Centre, list[events.Event]]) -> None:
    states: dict[str, str] = {}
    here: set[str] = set()
    chosen: set[str] = set()
    for event in lived[1]:
        match event:
            case events.AgentLoggedIn(_, agent):
                assert agent not in here
                here.add(agent)
            case events.AgentLoggedOut(_, agent):
                assert "" in MOVES[states.pop(agent)]
                here.remove(agent)
                chosen.discard(agent)
            case events.NextStateChosen(_, agent, "not_ready"):
                assert agent not in chosen
                assert states[agent] in ("busy", "after_call_work")
                chosen.add(agent)
            case events.AgentBecame(_, agent, state, reason):
                assert agent in here
                assert state in MOVES[states.get(agent, "")]
                assert not reason or state == "not_ready"
                assert agent not in chosen or state in ("not_ready", "after_call_work")
                states[agent] = state
                if state == "not_ready":
                    chosen.discard(agent)
    assert len(states) == len(here)


def test_the_log_alone_rebuilds_the_house(lived: tuple[Centre, list[events.Event]]) -> None:
    centre, log = lived
    ledger = Ledger()
    for event in read([each.to_json() for each in log]):
        ledger.apply(event)
    assert list(figures(ledger.services.values())) == list(figures(centre.services))
    for rebuilt, agent in zip(ledger.agents.values(), centre.agents, strict=True):
        assert rebuilt.state is agent.state
        assert (rebuilt.since, rebuilt.reason, rebuilt.handled) == (agent.since, agent.reason, agent.handled)
        assert rebuilt.dispositions == agent.dispositions
        for state in State:
            assert rebuilt.total_s(state, centre.time) == agent.total_s(state, centre.time)


def read(lines: Iterable[str]) -> Iterator[events.Event]:
    for line in lines:
        fields = json.loads(line)
        yield KINDS[fields.pop("event")](**fields)


def figures(services: Iterable[object]) -> Iterator[object]:
    for service in services:
        yield service.id, service.counters, list(service.waiting), list(service.callbacks)  # type: ignore[attr-defined]
        yield service.being_served, list(service.ready), service.closed  # type: ignore[attr-defined]


DIGEST = """
import hashlib
from wallboard.simulator.centre import Centre
from wallboard.simulator.scenario_file import load_scenario
written = hashlib.sha256()
Centre(30, seed=5, scenario=load_scenario("outage"), witness=lambda e: written.update(e.to_json().encode()))
print(written.hexdigest())
"""
OF_OUTAGE_30_AGENTS_SEED_5 = "b50661acdbf14d09e15903620d8eeb60056703a9dc76031c2911e36433536700"


@pytest.mark.parametrize("hash_seed", ["0", "1", "4711"])
def test_the_same_seed_gives_the_same_log_on_every_machine(hash_seed: str) -> None:
    """A change of the model or of a shipped scenario changes the digest: put the new one here."""
    env = os.environ | {"PYTHONHASHSEED": hash_seed}
    run = subprocess.run([sys.executable, "-c", DIGEST], env=env, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == OF_OUTAGE_30_AGENTS_SEED_5


def test_the_witness_changes_nothing() -> None:
    watched, log = day("calm")
    alone = Centre(40, seed=1, scenario=load_scenario("calm"))
    alone.advance(watched.time)
    assert log
    assert list(figures(alone.services)) == list(figures(watched.services))
