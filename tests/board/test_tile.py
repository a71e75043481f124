"""A tile: its figure, unit, goal and severity, and why it has no value."""

from dataclasses import replace

import pytest

from tests.board.wall import APP, WAITING, Wall, plan, tile, totals
from wallboard.board.views import GoalView, Level, Severity, TileView
from wallboard.layout.plan import Figure, Threshold, TotalsPart
from wallboard.protocol.answer import Answer
from wallboard.protocol.kinds import Kind
from wallboard.protocol.subscription import Missing
from wallboard.protocol.values import Raw

LEVEL = Figure("Service level", Kind.RATIO)


def shown(figure: Figure, **stats: Raw) -> TileView:
    return Wall(plan(tile(figure, *stats))).gets(totals(**stats)).tile()


def test_a_tile_has_its_value_and_unit_apart() -> None:
    view = shown(LEVEL, service_level="0.8125")
    assert (view.label, view.text, view.unit) == ("Service level", "81", "%")


def test_several_statistics_are_added_up() -> None:
    assert shown(Figure("Abandoned", Kind.COUNT), long="4", short="3").text == "7"


def test_a_sum_of_which_a_part_has_no_value_is_unknown() -> None:
    view = shown(Figure("Abandoned", Kind.COUNT), long="4", short="")
    assert (view.text, view.severity, view.muted) == ("–", Severity.UNKNOWN, True)


def test_a_tile_is_judged() -> None:
    figure = replace(WAITING, thresholds=(Threshold(5, 10, more_is_worse=True),))
    assert shown(figure, in_calls_waiting="10").severity is Severity.ALERT


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        pytest.param(replace(WAITING, goal=5.0), GoalView("5", True), id="a count at most"),
        pytest.param(
            replace(LEVEL, goal=80.0, goal_is_most=False), GoalView("80 %", False), id="a share at least"
        ),
        pytest.param(Figure("Longest", Kind.SECONDS, goal=120.0), GoalView("2:00", True), id="a duration"),
        pytest.param(WAITING, None, id="no goal"),
    ],
)
def test_a_tile_shows_its_goal(figure: Figure, expected: GoalView | None) -> None:
    assert shown(figure, x="1").goal == expected


def test_a_goal_can_be_a_statistic() -> None:
    figure = replace(LEVEL, goal=TotalsPart(APP, ("service_level_target",)), goal_is_most=False)
    wall = Wall(plan(tile(figure, "service_level")))
    assert wall.gets(totals(service_level="0.9", service_level_target="0.8")).tile().goal == GoalView(
        "80 %", False
    )
    assert wall.gets(totals(service_level="0.9", service_level_target="")).tile().goal is None


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        pytest.param(Kind.COUNT, "7", "999", id="a count is planned for hundreds"),
        pytest.param(Kind.COUNT, "2347", "2347", id="and grows"),
        pytest.param(Kind.SECONDS, "252", "12:47", id="a duration is planned for minutes"),
        pytest.param(Kind.SECONDS, "3600", "1:00:00", id="hours"),
        pytest.param(Kind.RATIO, "0.8", "99.9", id="a share is planned for its decimal"),
    ],
)
def test_a_tile_plans_digits_for_what_may_come(kind: Kind, raw: str, expected: str) -> None:
    assert shown(Figure("x", kind), x=raw).widest == expected


def test_a_count_of_the_day_is_planned_for_thousands() -> None:
    assert shown(Figure("Received", Kind.COUNT, is_tally=True), x="7").widest == "9999"


def test_digits_do_not_grow_again_when_a_figure_gets_shorter() -> None:
    wall = Wall(plan()).gets(totals(in_calls_waiting="12345"))
    assert wall.tile().widest == "12 345"
    assert wall.gets(totals(in_calls_waiting="7")).tile().widest == "12 345"


def test_a_zero_that_is_good_is_muted_also_where_it_only_looks_like_one() -> None:
    good = Figure("Abandoned", Kind.RATIO, zero_is_good=True)
    assert shown(good, x="0").muted
    assert shown(good, x="0.004").muted
    assert not shown(good, x="0.006").muted
    assert not shown(LEVEL, x="0").muted


def test_a_statistic_that_the_server_leaves_out_is_not_supplied() -> None:
    wall = Wall(plan(tile(WAITING, "in_calls_waiting"))).gets(totals(agents_ready="3"))
    assert (wall.tile().text, wall.tile().note) == ("–", "not supplied")


def test_a_statistic_without_a_value_is_only_unknown() -> None:
    view = shown(Figure("ASA", Kind.SECONDS), asa="")
    assert (view.text, view.note) == ("–", "")


def test_a_service_that_the_server_does_not_know_is_told_on_the_tile() -> None:
    scoped = tile(WAITING, "in_calls_waiting", app_id="wb.scope1")
    wall = Wall(plan(tile(), scoped)).gets(
        Answer(totals={APP: {"in_calls_waiting": "7"}}),
        missing=(Missing("service", "Sales", "wb.scope1"),),
    )
    view = wall.tile(1)
    assert (view.text, view.note, view.freshness.level) == ("–", "no service “Sales”", Level.LIVE)
    assert (wall.tile(0).text, wall.tile(0).note) == ("7", "")


def test_a_tile_whose_service_is_no_longer_known_does_not_keep_its_figure() -> None:
    """Left out of the subscription it would age for ever, though nothing is wrong with the link."""
    wall = Wall(plan()).gets(totals(in_calls_waiting="7"))
    wall.gets(Answer(empty=True), missing=(Missing("service", "Sales", APP),))
    assert (wall.tile().text, wall.tile().note) == ("–", "no service “Sales”")
