"""Which line of the layout a refused subscription most likely means."""

from dataclasses import replace

import pytest

from tests.layout.test_origins import BOARD
from wallboard import layout
from wallboard.board import words
from wallboard.board.blame import placed
from wallboard.feed import SubscriptionRejected
from wallboard.layout.plan import Plan


@pytest.fixture
def plan() -> Plan:
    return replace(layout.compile(layout.read_layout(BOARD, "board.toml"), "wb.x"), source=BOARD)


@pytest.mark.parametrize(
    ("message", "line", "widget"),
    [
        pytest.param("no statistic 'in_calls_gone' in scope agent", 12, "agent grid", id="quoted"),
        pytest.param("Unknown: in_calls_waiting.", 5, "Waiting", id="before a full stop"),
        pytest.param("no team Front, asked by first_last_name", 10, "agent grid", id="longest"),
        pytest.param("too many columns", 0, "", id="a message without a name"),
        pytest.param("in_calls_waiting_long is unknown", 0, "", id="a longer name is another one"),
        pytest.param("", 0, "", id="no message"),
    ],
)
def test_the_place_that_a_refusal_means_is_said(plan: Plan, message: str, line: int, widget: str) -> None:
    said = words.to_do(placed(SubscriptionRejected("17", message), plan))
    where = f"line {line} of the layout (“{widget}”)" if line else "the layout"
    assert said == f"correct {where} and start again"


def test_a_layout_without_a_file_has_no_lines(plan: Plan) -> None:
    error = SubscriptionRejected("17", "in_calls_waiting")
    assert placed(error, replace(plan, source="")) is error
