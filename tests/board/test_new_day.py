"""The daily reset of the server's counters is a new day and no fault."""

import pytest

from tests.board.wall import APP, Wall, plan, tile, totals
from wallboard.board.new_day import has_begun
from wallboard.board.views import Level
from wallboard.protocol.values import Raw

RECEIVED, LOST = "in_calls_received_per_day", "in_calls_abandoned_in_queue_per_day"


@pytest.mark.parametrize(
    ("before", "after", "begun"),
    [
        pytest.param({RECEIVED: "412", LOST: "9"}, {RECEIVED: "0", LOST: "0"}, True, id="all fall to zero"),
        pytest.param(
            {RECEIVED: "412", LOST: "9"}, {RECEIVED: "3", LOST: "0"}, True, id="seen a little later"
        ),
        pytest.param({RECEIVED: "412", LOST: "0"}, {RECEIVED: "0", LOST: "0"}, True, id="one stood at zero"),
        pytest.param({RECEIVED: "412", LOST: "9"}, {RECEIVED: "413", LOST: "9"}, False, id="a day goes on"),
        pytest.param(
            {RECEIVED: "412", LOST: "9"}, {RECEIVED: "412", LOST: "8"}, False, id="one is corrected"
        ),
        pytest.param({RECEIVED: "0"}, {RECEIVED: "0"}, False, id="nothing to fall"),
        pytest.param({RECEIVED: "412"}, {RECEIVED: ""}, False, id="a value that is gone"),
        pytest.param({"in_calls_waiting": "7"}, {"in_calls_waiting": "0"}, False, id="no counter of the day"),
        pytest.param({}, {RECEIVED: "0"}, False, id="the first answer"),
    ],
)
def test_a_new_day_begins_when_its_counters_fall(
    before: dict[str, Raw], after: dict[str, Raw], begun: bool
) -> None:
    assert has_begun({APP: before}, {APP: after}) is begun


def test_it_is_said_quietly_for_a_minute_and_the_board_stays_live() -> None:
    wall = Wall(plan(tile())).gets(totals(in_calls_received_per_day="412"))
    assert wall.board.remark(wall.now) == ""
    wall.at(3).gets(totals(in_calls_received_per_day="0"))
    assert wall.board.remark(wall.now) == "The counters of the day started anew at 10:41."
    assert wall.status.level is Level.LIVE
    assert wall.banner is None
    assert wall.board.remark(wall.at(64).now) == ""
