"""Where the names of a layout stand that a server may refuse."""

import pytest

from wallboard.layout import find_layout, shipped
from wallboard.layout.origins import Origin, origins

BOARD = """title = "Support"
[[page]]
name = "Today"
[[page.tile]]
stat = "in_calls_waiting"
label = "Waiting"
goal = "service_level_target"
[[page.agent_grid]]
columns = [
  { stat = "first_last_name", label = "Agent" },
  { id = "lost", sum = ["in_calls_lost",
    "in_calls_gone"], thresholds = [{ when = { acd_state = "busy" }, warn = 5 }] },
]
teams = ["Front"]
[page.ticker]
filter = "outage"
"""


def test_each_name_that_goes_out_has_its_line_and_its_widget() -> None:
    assert origins(BOARD) == (
        Origin("in_calls_waiting", 5, "Waiting"),
        Origin("service_level_target", 7, "Waiting"),
        Origin("first_last_name", 10, "agent grid"),
        Origin("in_calls_lost", 11, "agent grid"),
        Origin("in_calls_gone", 12, "agent grid"),
        Origin("busy", 12, "agent grid"),
        Origin("Front", 14, "agent grid"),
        Origin("outage", 16, "ticker"),
    )


@pytest.mark.parametrize("name", shipped())
def test_each_stands_where_it_is_written(name: str) -> None:
    text = find_layout(name).read_text(encoding="utf-8")
    lines = text.splitlines()
    found = origins(text)
    assert found
    assert all(f'"{one.name}"' in lines[one.line - 1] for one in found)
