"""How much a value wants attention, and by which rule."""

from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.board.wall import Wall, agents, columns, plan, rows, tile, totals
from wallboard.board.formats import Place, write
from wallboard.board.severity import Judgement, judge
from wallboard.board.views import Severity
from wallboard.layout.plan import Figure, Threshold
from wallboard.protocol.kinds import Kind
from wallboard.protocol.values import UNKNOWN, Number, Text, Value

HIGH = Threshold(warn=5, alert=10, more_is_worse=True)
LOW = Threshold(warn=80, alert=70, more_is_worse=False)


def counted(*rules: Threshold) -> Figure:
    return Figure("Waiting", Kind.COUNT, thresholds=rules)


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        pytest.param(HIGH, Number(4), Severity.OK, id="below the limit"),
        pytest.param(HIGH, Number(5), Severity.WARN, id="warn is inclusive"),
        pytest.param(HIGH, Number(9), Severity.WARN, id="between the limits"),
        pytest.param(HIGH, Number(10), Severity.ALERT, id="alert is inclusive"),
        pytest.param(LOW, Number(81), Severity.OK, id="less is worse: above the limit"),
        pytest.param(LOW, Number(80), Severity.WARN, id="less is worse: warn is inclusive"),
        pytest.param(LOW, Number(70), Severity.ALERT, id="less is worse: alert is inclusive"),
        pytest.param(HIGH, UNKNOWN, Severity.UNKNOWN, id="nothing to judge"),
        pytest.param(HIGH, Text("many"), Severity.OK, id="a text has no limits"),
        pytest.param(Threshold(None, 10, more_is_worse=True), Number(9), Severity.OK, id="alert alone"),
        pytest.param(Threshold(5, None, more_is_worse=True), Number(99), Severity.WARN, id="warn alone"),
    ],
)
def test_a_value_is_judged_by_its_limits(rule: Threshold, value: Value, expected: Severity) -> None:
    assert judge(value, counted(rule)).severity is expected


def test_the_judgement_names_the_rule() -> None:
    assert judge(Number(12), counted(HIGH)) == Judgement(Severity.ALERT, HIGH)
    assert judge(Number(1), counted(HIGH)) == Judgement(Severity.OK, HIGH)
    assert judge(Number(1), counted()) == Judgement(Severity.OK, None)


AFTER_CALL = Threshold(300, 600, more_is_worse=True, when=(("acd_state", "after_call_work"),))
BREAK = Threshold(600, 900, more_is_worse=True, when=(("acd_state", "not_ready"), ("reason", "Break")))
ANY_STATE = Threshold(1200, None, more_is_worse=True)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param({"acd_state": "after_call_work"}, Judgement(Severity.ALERT, AFTER_CALL), id="the first"),
        pytest.param(
            {"acd_state": "not_ready", "reason": "Break"}, Judgement(Severity.WARN, BREAK), id="two"
        ),
        pytest.param(
            {"acd_state": "not_ready", "reason": "Lunch"}, Judgement(Severity.OK, ANY_STATE), id="rest"
        ),
        pytest.param(
            {"acd_state": "Not ready"}, Judgement(Severity.OK, ANY_STATE), id="words are not compared"
        ),
        pytest.param(None, Judgement(Severity.OK, ANY_STATE), id="no row"),
    ],
)
def test_the_first_rule_whose_when_matches_judges(row: dict[str, str] | None, expected: Judgement) -> None:
    figure = Figure("For", Kind.SECONDS, thresholds=(AFTER_CALL, BREAK, ANY_STATE))
    assert judge(Number(700), figure, row) == expected


def test_where_no_when_matches_nothing_is_wrong() -> None:
    figure = Figure("For", Kind.SECONDS, thresholds=(AFTER_CALL,))
    assert judge(Number(700), figure, {"acd_state": "busy"}) == Judgement(Severity.OK, None)


def test_when_reads_the_raw_cells_of_the_row_shown_or_not() -> None:
    duration = Figure("For", Kind.SECONDS, thresholds=(AFTER_CALL,))
    shown = agents(*columns(("state_duration", duration)))
    grid = replace(shown, stats=("login_id", "state_duration", "acd_state"))
    wall = Wall(plan(grid)).gets(rows(("ito", "700", "after_call_work"), ("lee", "700", "busy")))
    assert [row.severity for row in wall.grid().rows] == [Severity.ALERT, Severity.OK]


LEVEL = Figure("Level", Kind.RATIO, thresholds=(LOW,))


def test_a_share_that_is_shown_as_its_limit_has_reached_it() -> None:
    """79.6 and 80.4 are both "80 %": one text, one colour."""
    for raw in ("0.796", "0.804"):
        view = Wall(plan(tile(LEVEL, "service_level"))).gets(totals(service_level=raw)).tile()
        assert (view.text, view.severity) == ("80", Severity.WARN)


@settings(deadline=None)
@given(
    st.floats(-10, 1000),
    st.floats(-10, 1000),
    st.sampled_from([Kind.COUNT, Kind.SECONDS, Kind.RATIO]),
    st.booleans(),
)
def test_two_values_that_look_alike_are_judged_alike(
    one: float, other: float, kind: Kind, more_is_worse: bool
) -> None:
    limits = (20.0, 80.0) if more_is_worse else (80.0, 20.0)
    figure = Figure("x", kind, thresholds=(Threshold(*limits, more_is_worse=more_is_worse),))
    place = Place(UTC, 0)
    if write(Number(one), kind, place) == write(Number(other), kind, place):
        assert judge(Number(one), figure) == judge(Number(other), figure)


@settings(deadline=None)
@given(st.floats(-10, 1000), st.floats(-10, 1000), st.booleans())
def test_a_worse_value_is_never_judged_better(one: float, other: float, more_is_worse: bool) -> None:
    better, worse = sorted((one, other), reverse=not more_is_worse)
    limits = (20.0, 80.0) if more_is_worse else (80.0, 20.0)
    figure = counted(Threshold(*limits, more_is_worse=more_is_worse))
    assert judge(Number(better), figure).severity <= judge(Number(worse), figure).severity
