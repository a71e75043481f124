"""The agent summary in the whole program: what it counts is what the server answered."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.journeys.program import is_live, showing
from tests.terminal import Screen
from wallboard.simulator.options import Options
from wallboard.simulator.serving import Simulator, running

LAYOUT = """
title = "Front"
refresh = 1
[[page]]
name = "Team"
[[page.agent_summary]]
{teams}
[[page.agent_grid]]
logged_in_only = true
columns = [{{ stat = "first_last_name" }}, {{ stat = "acd_state" }}, {{ stat = "reason" }}]
"""


def counted(simulator: Simulator, grid_number: int) -> str:
    """The newest answer's agents as the test counts them, from the bytes of the wire."""
    exchanges = simulator.exchanges
    data = next(e for e in reversed(exchanges) if e.path.endswith("/data") and e.status == 200)
    asked = next(e for e in reversed(exchanges) if e.method == "POST" and e.path.endswith("/subscription"))
    ((app_id, part),) = json.loads(asked.request_body).items()
    grid = part["agent_grids"][grid_number]
    names = {column["stat_name"]: column["id"] for column in grid["columns"]}
    answered = json.loads(data.response_body)[app_id]["agent_grids"]
    (rows,) = (one["values"] for one in answered if one["id"] == grid["id"])
    states = Counter(row[names["acd_state"]] for row in rows)
    reasons = Counter(row[names["reason"]] for row in rows if row[names["reason"]])
    words = [
        f"{states[state]} {word}"
        for state, word in (("ready", "ready"), ("busy", "busy"), ("after_call_work", "after call"))
    ]
    in_order = sorted(reasons.items(), key=lambda one: (-one[1], one[0]))
    told = ", ".join(f"{count} {reason}" for reason, count in in_order)
    return " ".join([*words, f"{states['not_ready']} not ready", *([f"({told})"] if told else [])])


def shown(screen: Screen) -> str:
    return " ".join(screen.line(3).split())


@pytest.mark.parametrize(
    ("teams", "grid_number", "grids"),
    [
        pytest.param("", 0, 1, id="of all teams, whose rows the grid below asks for"),
        pytest.param('teams = ["Front"]', 1, 2, id="of one team, asked for by itself"),
    ],
)
def test_it_counts_the_agents_of_the_newest_answer(
    teams: str, grid_number: int, grids: int, tmp_path: Path
) -> None:
    layout = tmp_path / "team.toml"
    layout.write_text(LAYOUT.format(teams=teams), encoding="utf-8")
    with (
        running(Options(seed=11)) as simulator,
        showing(simulator, str(layout), tmp_path, size=(160, 50)) as terminal,
    ):
        simulator.hold()
        terminal.until(is_live)
        seen = set()
        for minutes in (0, 60, 90):
            simulator.step(minutes * 60)
            count = len(simulator.exchanges)
            terminal.until(lambda _, count=count: len(simulator.exchanges) > count + 1)
            terminal.until(lambda screen: shown(screen) == counted(simulator, grid_number))
            seen.add(shown(terminal.screen))
        assert len(seen) > 1
        sent = next(e for e in simulator.exchanges if e.method == "POST" and e.path.endswith("/subscription"))
        ((_, part),) = json.loads(sent.request_body).items()
        assert len(part["agent_grids"]) == grids
