"""The totals row: sums, averages of rows and the worst, told as what they are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.board.wall import Wall, agents, columns, plan, rows
from wallboard.board.views import CellView, Severity
from wallboard.layout.plan import Figure, GridPlan, Threshold
from wallboard.protocol.kinds import Kind

BREAK = (Threshold(900, 1200, True, (("acd_state", "not_ready"),)),)
SHOWN = columns(
    ("first_last_name", Figure("Agent", Kind.TEXT)),
    ("in_calls_handled_per_day", Figure("Handled", Kind.COUNT)),
    ("calls_average_handling_time_per_day", Figure("AHT", Kind.SECONDS)),
    ("state_duration", Figure("For", Kind.SECONDS, thresholds=BREAK)),
    ("service_level", Figure("Level", Kind.RATIO, unit="0-100", goal_is_most=False)),
    ("acd_state", Figure("State", Kind.STATE)),
)
TOTALS = ("", "sum", "average", "worst", "worst", "")
TEAM = agents(
    *(
        replace(column, total=total or None, runs=column.stat == "state_duration")
        for column, total in zip(SHOWN, TOTALS, strict=True)
    )
)
ITO = ("ito", "Ito", "9", "100", "1250", "71", "not_ready")
LEE = ("lee", "Lee", "10", "201", "3000", "85", "busy")


def totals(*people: tuple[str, ...], grid: GridPlan = TEAM, at: float = 0) -> tuple[CellView, ...]:
    row = Wall(plan(grid)).gets(rows(*people)).at(at).grid().totals
    assert row is not None
    return row.cells


def texts(*people: tuple[str, ...], grid: GridPlan = TEAM) -> list[str]:
    return [cell.text for cell in totals(*people, grid=grid)]


def test_each_column_comes_to_what_the_layout_asks_for() -> None:
    assert texts(ITO, LEE) == ["All 2", "19", "avg 2:30", "worst 20:50", "worst 71 %", ""]


def test_the_worst_is_that_of_the_worst_severity_whatever_is_longer() -> None:
    """A call of fifty minutes is fine, a break of twenty-one is not."""
    assert totals(ITO, LEE)[3].severity is Severity.ALERT


def test_sums_and_averages_are_not_judged() -> None:
    grid = replace(
        TEAM, columns=(*TEAM.columns[:3], replace(TEAM.columns[3], total="sum"), *TEAM.columns[4:])
    )
    assert totals(ITO, LEE, grid=grid)[3] == CellView("1:10:50", Severity.OK)


def test_a_part_of_a_sum_is_not_the_sum() -> None:
    assert texts(ITO, ("lee", "Lee", "", "201", "3000", "85", "busy"))[1] == "–"


def test_averages_and_the_worst_leave_out_what_is_not_known() -> None:
    assert texts(ITO, ("lee", "Lee", "10", "", "", "", "busy"))[2:5] == [
        "avg 1:40",
        "worst 20:50",
        "worst 71 %",
    ]


def test_without_rows_nothing_is_known() -> None:
    assert texts() == ["All 0", "–", "–", "–", "–", ""]


def test_rows_that_the_server_cut_are_not_all() -> None:
    assert texts(ITO, LEE, grid=replace(TEAM, limit=2))[0] == "These 2"


def test_a_worst_that_counts_on_is_what_its_row_shows() -> None:
    near = ("ito", "Ito", "9", "100", "597", "71", "not_ready")
    wall = Wall(plan(TEAM)).gets(rows(near)).at(2)
    view = wall.grid()
    assert view.totals is not None
    assert (view.totals.cells[3].text, view.rows[0].cells[3].text) == ("worst 9:59", "9:59")


def test_a_grid_whose_layout_asks_for_none_has_no_totals() -> None:
    assert Wall(plan(agents(*SHOWN))).gets(rows(ITO)).grid().totals is None


def test_a_column_keeps_room_for_its_total() -> None:
    view = Wall(plan(TEAM)).gets(rows(ITO)).grid()
    assert view.columns[3].widest >= len("worst 20:50")


@pytest.mark.parametrize("falling", [True, False], ids=["falling", "rising"])
@given(handled=st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_totals_do_not_depend_on_the_order(handled: list[int], falling: bool) -> None:
    wall = Wall(plan(TEAM)).gets(
        rows(*((f"p{i}", "P", str(count), "60", "60", "80", "busy") for i, count in enumerate(handled)))
    )
    before = wall.grid().totals
    for _ in range(1 if falling else 2):
        wall.board.sort_by(wall.board.grid_refs[0], 1)
    assert wall.grid().totals == before
    assert before is not None
    assert before.cells[1].text.replace("\u202f", "").replace(" ", "") == str(sum(handled))
