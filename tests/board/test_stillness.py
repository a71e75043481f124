"""A server that answers with figures that stand still is no live server."""

import pytest

from tests.board.wall import Wall, agents, columns, plan, rows, tile, totals
from wallboard.board.stillness import Pulse
from wallboard.board.views import Level
from wallboard.layout.plan import Figure, GridPlan
from wallboard.protocol.answer import Answer, Row
from wallboard.protocol.kinds import Kind
from wallboard.protocol.values import Raw

FOR = agents(
    *columns(("acd_state", Figure("State", Kind.STATE)), ("state_duration", Figure("For", Kind.SECONDS)))
)


def agent(login: str, seconds: Raw) -> Row:
    return (login, "ready" if seconds else "", seconds)


def pulse(grid: GridPlan = FOR) -> Pulse:
    return Pulse([grid])


@pytest.mark.parametrize(
    ("before", "after", "moves"),
    [
        pytest.param(["7", "60"], ["10", "63"], True, id="all go on"),
        pytest.param(["7", "60"], ["7", "63"], True, id="one goes on"),
        pytest.param(["7", "60"], ["0", "60"], True, id="one begins another state"),
        pytest.param(["7", "60"], ["7", "60"], False, id="none goes on"),
        pytest.param(["7", ""], ["7", ""], False, id="who is logged out has none to go on"),
        pytest.param(["", None], ["", None], True, id="nobody is logged in"),
        pytest.param(["7"], ["7", "7"], True, id="another agent has come"),
        pytest.param([], [], True, id="no agents"),
    ],
)
def test_durations_tell_whether_an_answer_is_new(before: list[Raw], after: list[Raw], moves: bool) -> None:
    watched = pulse()
    assert watched.moves(rows(*[agent(str(n), each) for n, each in enumerate(before)]))
    assert watched.moves(rows(*[agent(str(n), each) for n, each in enumerate(after)])) is moves


def test_without_durations_every_answer_is_new() -> None:
    watched = pulse(agents(*columns(("acd_state", Figure("State", Kind.STATE)))))
    assert watched.moves(rows(("mari", "ready")))
    assert watched.moves(rows(("mari", "ready")))
    assert watched.moves(totals(in_calls_waiting="7"))


def still_wall(seconds: int) -> Wall:
    """A wall whose server answers every third second and stands still from second 0 on."""
    wall = Wall(plan(tile(), FOR)).gets(answer("60"))
    for second in range(3, seconds + 1, 3):
        wall.at(second).gets(answer("60"))
    return wall.at(seconds)


def answer(duration: str) -> Answer:
    return Answer(totals=totals(in_calls_waiting="7").totals, grids=rows(agent("mari", duration)).grids)


def test_figures_that_stand_still_age_though_answers_come() -> None:
    assert still_wall(15).status.level is Level.LIVE
    assert still_wall(18).link_words == "late, 18 s: figures stand still"
    wall = still_wall(33)
    assert wall.status.level is Level.STALE
    assert wall.tile(0).freshness.level is Level.STALE
    assert wall.banner is not None
    assert wall.banner.headline == "NOT LIVE since 10:41:37"
    assert wall.banner.facts[:2] == ("33 s old", "figures have not moved since 10:41")


def test_once_they_move_they_are_live_at_once() -> None:
    wall = still_wall(60).gets(answer("61"))
    assert (wall.status.level, wall.link_words) == (Level.LIVE, "live, 0 s")
    assert wall.banner is None
