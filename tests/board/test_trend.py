"""How a figure has moved: columns of a minute, gaps, tallies, and the change in words."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.board.wall import APP, WAITING, Wall, plan, tile, totals
from wallboard.board.trend import KEPT, Trend, column_seconds
from wallboard.board.views import TrendView
from wallboard.layout.plan import Figure, TotalsPart
from wallboard.protocol.answer import Answer
from wallboard.protocol.kinds import Kind
from wallboard.protocol.subscription import Missing
from wallboard.protocol.values import UNKNOWN, Number, Text, Value

LEVEL = Figure("Service level", Kind.RATIO)
RECEIVED = Figure("Received", Kind.COUNT, is_tally=True)
LONGEST = Figure("Longest", Kind.SECONDS)


def lived(figure: Figure, *values: tuple[float, float | None]) -> Trend:
    """A trend of columns of a minute: values by the minute they were asked for, None for an unknown one."""
    trend = Trend(figure, 60)
    for minute, value in values:
        trend.take(UNKNOWN if value is None else Number(value), minute * 60)
    return trend


def seen(trend: Trend, goal: float | None = None) -> TrendView:
    view = trend.view(goal)
    assert view is not None
    return view


def every_minute(figure: Figure, values: Sequence[float | None]) -> Trend:
    return lived(figure, *enumerate(values))


# -- columns -------------------------------------------------------------------------------------


def test_a_column_is_the_last_value_of_its_minute() -> None:
    assert seen(lived(WAITING, (0.1, 3), (0.9, 5), (1.0, 8))).columns == (5, 8)


def test_a_minute_without_an_answer_is_a_gap() -> None:
    assert seen(lived(WAITING, (0, 3), (3.5, 5))).columns == (3, None, None, 5)


def test_a_minute_of_unknown_values_is_a_gap() -> None:
    assert seen(lived(WAITING, (0, 3), (1, None), (2, 5))).columns == (3, None, 5)


def test_an_unknown_value_does_not_wipe_out_its_minute() -> None:
    assert seen(lived(WAITING, (0, 3), (0.5, None))).columns == (3,)


def test_history_begins_with_the_first_known_value() -> None:
    assert seen(lived(WAITING, (0, None), (5, 2))).columns == (2,)


def test_an_answer_that_was_asked_for_earlier_changes_nothing() -> None:
    assert seen(lived(WAITING, (0, 1), (2, 2), (1, 9))).columns == (1, None, 2)


def test_a_long_sleep_leaves_gaps_only_and_no_more_than_are_kept() -> None:
    view = seen(lived(WAITING, (0, 3), (10**7, 5)))
    assert view.columns == (None,) * (KEPT - 1) + (5,)


def test_what_is_forgotten_is_not_shown() -> None:
    trend = lived(WAITING, (0, 3))
    trend.forget()
    assert trend.view(None) is None


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.STATE, Kind.FLAG, Kind.TIMESTAMP], ids=str)
def test_what_is_no_amount_has_no_trend(kind: Kind) -> None:
    trend = Trend(Figure("x", kind), 60)
    trend.take(Text("1") if kind.is_text else Number(1.0), 0.0)
    assert trend.view(None) is None


@pytest.mark.parametrize(
    ("refresh", "seconds"),
    [
        pytest.param(3, 60, id="a minute as a rule"),
        pytest.param(40, 60, id="one that surely holds an answer"),
        pytest.param(60, 120, id="two where a minute could miss one"),
        pytest.param(300, 480, id="the slowest refresh"),
    ],
)
def test_a_column_is_long_enough_to_hold_an_answer(refresh: int, seconds: int) -> None:
    assert column_seconds(refresh) == seconds


@given(st.lists(st.tuples(st.floats(0, 5000), st.none() | st.floats(0, 100)), min_size=1, max_size=60))
def test_a_column_once_left_never_changes(asked: list[tuple[float, float | None]]) -> None:
    asked.sort(key=lambda one: one[0])
    trend, before = Trend(WAITING, 60), ()
    for at_s, value in asked:
        trend.take(UNKNOWN if value is None else Number(value), at_s)
        view = trend.view(None)
        columns = () if view is None else view.columns
        assert len(columns) <= KEPT
        if len(columns) < KEPT:
            assert columns[: len(before) - 1] == before[:-1]
        before = columns


# -- scale ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "goal", "ground", "height"),
    [
        pytest.param(
            WAITING, 6.0, 0.0, 9.0, id="a calm line is low: one and a half times the goal is the top"
        ),
        pytest.param(LEVEL, 80.0, 60.0, 120.0, id="a share stands 20 points under its goal"),
        pytest.param(LEVEL, 5.0, 0.0, 7.5, id="but never under zero"),
        pytest.param(WAITING, None, 0.0, 0.0, id="without a goal the highest value is the top"),
        pytest.param(RECEIVED, 5000.0, 0.0, 0.0, id="a goal for the day is none for a minute"),
    ],
)
def test_the_line_is_scaled_by_the_goal(
    figure: Figure, goal: float | None, ground: float, height: float
) -> None:
    view = seen(lived(figure, (0, 4)), goal)
    assert (view.ground, view.height) == (ground, height)


# -- tallies -------------------------------------------------------------------------------------


def test_a_tally_shows_what_each_full_minute_added() -> None:
    assert seen(every_minute(RECEIVED, [100, 104, 104, 111, 112])).columns == (4, 0, 7)


@pytest.mark.parametrize(
    ("values", "columns"),
    [
        pytest.param([100, None, 110, 115, 120], (None, None, 5), id="behind a gap nobody knows"),
        pytest.param([100, 104, 2, 9, 12], (4, None, 7), id="at the daily reset neither"),
        pytest.param([100], (), id="one minute is not full yet"),
    ],
)
def test_what_a_tally_added_is_unknown_where_nobody_knows(
    values: list[float | None], columns: tuple[float | None, ...]
) -> None:
    assert seen(every_minute(RECEIVED, values)).columns == columns


# -- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "values", "expected"),
    [
        pytest.param(WAITING, [*range(0, 40, 2)], "+30 in 15 min", id="a quarter of an hour"),
        pytest.param(WAITING, [5, 9, 3], "-2 in 2 min", id="less history, less time"),
        pytest.param(WAITING, [3, 3], "+0 in 1 min", id="the same"),
        pytest.param(WAITING, [3], "", id="nothing to compare with"),
        pytest.param(WAITING, [3, None], "", id="nothing known now"),
        pytest.param(WAITING, [9, *[None] * 14, 4, *[None] * 9, 6], "+2 in 10 min", id="gaps shorten it"),
        pytest.param(LONGEST, [112, 252], "+2:20 in 1 min", id="a duration"),
        pytest.param(LEVEL, [86.4, 82.0], "-4 in 1 min", id="points as they are shown"),
        pytest.param(LEVEL, [90, 99.5], "+9.5 in 1 min", id="with their decimal"),
        pytest.param(RECEIVED, [2000, 2100, 2136], "136 in 2 min", id="a tally has no sign"),
        pytest.param(RECEIVED, [2000, 5, 25], "20 in 1 min", id="a tally since its reset"),
    ],
)
def test_the_change_in_words(figure: Figure, values: list[float | None], expected: str) -> None:
    assert seen(every_minute(figure, values)).words == expected


# -- on the board --------------------------------------------------------------------------------


def wall_of(*minutes: str, figure: Figure = WAITING) -> Wall:
    wall = Wall(plan(tile(figure)))
    for minute, raw in enumerate(minutes):
        wall.at(60.0 * minute).gets(totals(in_calls_waiting=raw))
    return wall


def columns_of(wall: Wall) -> tuple[float | None, ...]:
    trend = wall.tile().trend
    return () if trend is None else trend.columns


def test_a_tile_has_the_trend_of_its_answers() -> None:
    assert columns_of(wall_of("3", "5", "", "8")) == (3, 5, None, 8)


def test_a_tile_before_its_first_answer_has_none() -> None:
    assert Wall(plan()).tile().trend is None


def test_time_alone_adds_nothing() -> None:
    """Old figures keep their picture; the gap stands in it when the next answer has come."""
    wall = wall_of("3", "5").at(3600)
    assert columns_of(wall) == (3, 5)
    wall.gets(totals(in_calls_waiting="8"))
    assert columns_of(wall) == (3, 5, *(None,) * 58, 8)


def test_a_clock_that_is_set_moves_no_column() -> None:
    wall = wall_of("3", "5")
    wall.clock_set_by_s = -7200.0
    wall.at(120).gets(totals(in_calls_waiting="8"))
    assert columns_of(wall) == (3, 5, 8)


def test_an_answer_without_the_tiles_part_is_none_for_it() -> None:
    wall = wall_of("3").at(60).gets(Answer(totals={"wb.scope1": {"in_calls_waiting": "9"}}))
    assert columns_of(wall) == (3,)


def test_the_goal_of_a_statistic_scales_the_line() -> None:
    figure = replace(LEVEL, goal=TotalsPart(APP, ("service_level_target",)))
    wall = Wall(plan(tile(figure, "service_level")))
    wall.gets(totals(service_level="0.9", service_level_target="0.8"))
    trend = wall.tile().trend
    assert trend is not None
    assert (trend.columns, trend.ground, trend.height) == ((90,), 60, 120)


def test_shares_that_were_read_in_the_wrong_unit_are_forgotten() -> None:
    wall = Wall(plan(tile(LEVEL, "service_level"), tile(WAITING)))
    wall.gets(totals(service_level="0.9", in_calls_waiting="1"))
    wall.at(60).gets(totals(service_level="82", in_calls_waiting="2"))
    trends = [wall.tile(number).trend for number in (0, 1)]
    assert [trend and trend.columns for trend in trends] == [(82,), (1, 2)]


def test_a_tile_whose_service_is_no_longer_known_shows_no_trend() -> None:
    wall = wall_of("3", "5").gets(Answer(empty=True), missing=(Missing("service", "Sales", APP),))
    assert wall.tile().trend is None


@given(
    st.lists(st.tuples(st.floats(0, 1e6), st.sampled_from([Number(1.0), Number(-5.0), UNKNOWN])), max_size=20)
)
def test_nothing_that_comes_makes_it_raise(taken: list[tuple[float, Value]]) -> None:
    for figure in (WAITING, LEVEL, LONGEST, RECEIVED):
        trend = Trend(figure, 60)
        for at_s, value in taken:
            trend.take(value, at_s)
        trend.view(5.0)
