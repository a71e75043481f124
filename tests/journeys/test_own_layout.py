"""A layout of one's own: names looked up, sums, dispositions, filters and limits."""

import json
from pathlib import Path

from tests.board_screen import grid, tiles
from tests.journeys.program import is_live, showing
from tests.journeys.test_link import says
from wallboard.simulator.dispositions import DISPOSITIONS
from wallboard.simulator.options import Options
from wallboard.simulator.serving import Simulator, running

LAYOUT = """
title = "Own"
refresh = 1

[[page]]
name = "One"

[[page.tile]]
stat = "in_calls_received_per_day"
label = "Billing today"
services = ["billing"]

[[page.tile]]
stat = "in_calls_received_per_day"
label = "All today"

[[page.tile]]
sum = ["in_calls_abandoned_in_queue_per_day", "in_calls_short_abandoned_in_queue_per_day"]
label = "Gave up"

[[page.tile]]
stat = "in_calls_waiting"
label = "Nobody's"
services = ["No such service"]

[[page.service_grid]]
title = "Busiest"
columns = [
  { stat = "name", label = "Service" },
  { stat = "in_calls_received_per_day", label = "Received" },
  { id = "gone", label = "Gave up", sum = [
    "in_calls_abandoned_in_queue_per_day",
    "in_calls_short_abandoned_in_queue_per_day",
  ] },
]
order = [{ by = "gone", dir = "DESC" }, { by = "name", dir = "ASC" }]
filter_by = "in_calls_received_per_day"
filter_operation = "GE"
filter_value = "50"
limit = 5

[[page.agent_grid]]
title = "Front"
columns = [
  { stat = "first_last_name", label = "Agent" },
  { stat = "calls_dispositions_per_day", dispositions = ["%(disposition)s"], label = "Marked" },
  { stat = "team_name", label = "Team" },
]
teams = ["%(team)s"]
order_by = "calls_dispositions_per_day"
order_dir = "DESC"
logged_in_only = true

[[page.agent_grid]]
title = "Nobody"
columns = [{ stat = "first_last_name", label = "Agent" }]
teams = ["No such team"]
"""


def answer_of(simulator: Simulator) -> tuple[dict[str, dict[str, object]], dict[str, dict[str, object]]]:
    """The newest subscription and the newest answer, as JSON."""
    sent = [
        each for each in simulator.exchanges if each.method == "POST" and each.path.endswith("/subscription")
    ]
    came = [each for each in simulator.exchanges if each.path.endswith("/data") and each.status == 200]
    return json.loads(sent[-1].request_body), json.loads(came[-1].response_body)


def test_each_part_shows_what_it_asked_for(tmp_path: Path) -> None:
    with running(Options()) as simulator:
        simulator.hold()
        centre = simulator.centre
        team, disposition = centre.teams[0].name, DISPOSITIONS[0].name
        layout = tmp_path / "own.toml"
        layout.write_text(LAYOUT % {"team": team, "disposition": disposition}, encoding="utf-8")
        with showing(simulator, str(layout), tmp_path) as terminal:
            terminal.until(is_live)
            screen = terminal.settle()
            asked, came = answer_of(simulator)

            shown = tiles(screen, ["Billing today", "All today", "Gave up", "Nobody's"])
            assert int(shown["Billing today"].value) < int(shown["All today"].value)
            assert shown["Nobody's"].value == "–"
            assert "no service “No such service”" in " ".join(screen.text.split())

            busiest = grid(
                screen,
                "Busiest  top 5 by Gave up",
                [("Service", "left"), ("Received", "right"), ("Gave up", "right")],
            )
            rows = next(iter(part["service_grids"] for part in came.values() if "service_grids" in part))[0][
                "values"
            ]
            assert 0 < len(busiest.rows) == len(rows) <= 5
            gone = [int(row["Gave up"]) for row in busiest.rows]
            assert gone == sorted(gone, reverse=True)
            assert all(int(row["Received"]) >= 50 for row in busiest.rows)

            front = grid(screen, "Front", [("Agent", "left"), ("Marked", "right"), ("Team", "left")])
            marked = [int(row["Marked"]) for row in front.rows]
            assert marked == sorted(marked, reverse=True)
            assert marked[0] > 0
            assert {row["Team"].rstrip("…")[:5] for row in front.rows} == {team[:5]}

            assert screen.line(busiest.section.y).rstrip().endswith("─"), "no count where nobody knows one"
            assert "This server knows no team “No such team”." in screen.text
            assert "[]" not in json.dumps(asked), "an empty list would mean all"


def test_a_statistic_that_the_server_refuses_is_told_with_its_line(tmp_path: Path) -> None:
    layout = tmp_path / "own.toml"
    layout.write_text(
        'title = "Own"\n[[page]]\nname = "One"\n[[page.tile]]\nlabel = "Waiting"\nstat = "in_calls_wating"\n'
    )
    with running(Options()) as simulator, showing(simulator, str(layout), tmp_path) as terminal:
        terminal.until(says("subscription refused", "orrect line 6 of the layout (“Waiting”)"))
