"""Change marks: what the newest answer changed, until the next one."""

import gc
import weakref
from dataclasses import replace

from tests.board.wall import Wall, agents, columns, plan, rows
from wallboard.board.board import WidgetRef
from wallboard.layout.plan import Figure
from wallboard.protocol.kinds import Kind

GRID = WidgetRef(0, 0)
SHOWN = columns(
    ("first_last_name", Figure("Agent", Kind.TEXT)),
    ("state_duration", Figure("For", Kind.SECONDS)),
    ("in_calls_handled_per_day", Figure("Handled", Kind.COUNT)),
    ("agent_occupancy", Figure("Occupied", Kind.RATIO, unit="0-100")),
)
TEAM = agents(SHOWN[0], replace(SHOWN[1], runs=True), *SHOWN[2:])

ITO, LEE = ("ito", "Ito", "47", "9", "71"), ("lee", "Lee", "60", "4", "80")


def changed(wall: Wall) -> set[tuple[str, str]]:
    """The marked cells: whose row, and their text."""
    return {(row.key[0], cell.text) for row in wall.grid().rows for cell in row.cells if cell.changed}


def team_wall(*answers: tuple[tuple[object, ...], ...], marks: bool = True) -> Wall:
    wall = Wall(replace(plan(TEAM), change_marks=marks))
    for number, people in enumerate(answers):
        wall.at(3 * number).gets(rows(*people))
    return wall


def test_nothing_is_marked_before_there_is_something_to_compare() -> None:
    assert changed(team_wall((ITO, LEE))) == set()


def test_a_cell_that_says_something_else_is_marked_for_one_answer() -> None:
    wall = team_wall((ITO, LEE), (("ito", "Ito", "50", "10", "71"), LEE))
    assert changed(wall) == {("ito", "10")}
    assert changed(wall.at(6).gets(rows(("ito", "Ito", "53", "10", "71"), LEE))) == set()


def test_a_row_is_known_by_its_key_wherever_it_stands() -> None:
    assert changed(team_wall((ITO, LEE), (LEE, ITO))) == set()
    assert changed(team_wall((ITO, LEE), (LEE, ("ito", "Ito", "50", "10", "71")))) == {("ito", "10")}


def test_a_new_row_is_not_marked() -> None:
    assert changed(team_wall((ITO,), (LEE, ITO))) == set()


def test_a_value_that_is_shown_alike_has_not_changed() -> None:
    assert changed(team_wall((ITO,), (("ito", "Ito", "47", "9", "71.4"),))) == set()
    assert changed(team_wall((ITO,), (("ito", "Ito", "47", 9, "71.6"),))) == {("ito", "72 %")}


def test_a_value_that_went_away_is_marked_where_it_was() -> None:
    assert changed(team_wall((ITO,), (("ito", "Ito", "47", "", "71"),))) == {("ito", "–")}


def test_marks_follow_the_viewers_sort() -> None:
    wall = team_wall((ITO, LEE), (("ito", "Ito", "50", "1", "71"), LEE))
    wall.board.sort_by(GRID, 2)
    assert [[cell.changed for cell in row.cells] for row in wall.grid().rows] == [
        [False] * 4,
        [False, False, True, False],
    ]


def test_marks_go_when_the_next_answer_is_late() -> None:
    wall = team_wall((ITO,), (("ito", "Ito", "50", "10", "71"),))
    assert changed(wall.at(3 + 15)) == {("ito", "10")}
    assert changed(wall.at(3 + 16)) == set()


def test_marks_are_frozen_with_the_picture() -> None:
    wall = team_wall((ITO,), (("ito", "Ito", "50", "10", "71"),))
    wall.board.freeze(wall.now)
    wall.at(6).gets(rows(("ito", "Ito", "53", "10", "71")))
    assert changed(wall) == {("ito", "10")}
    wall.board.freeze(wall.now)
    assert changed(wall) == set()


def test_a_layout_can_do_without() -> None:
    assert changed(team_wall((ITO,), (("ito", "Ito", "50", "10", "71"),), marks=False)) == set()


BARS = agents(
    replace(SHOWN[0]),
    replace(SHOWN[2], trend=True),
    replace(SHOWN[3], bar=True, trend=True),
)


def test_a_share_fills_its_bar_and_no_more() -> None:
    wall = Wall(plan(replace(BARS, stats=TEAM.stats)))
    wall.gets(rows(ITO, ("lee", "Lee", "60", "4", "104"), ("sato", "Sato", "1", "1", "")))
    assert [row.cells[2].share for row in wall.grid().rows] == [0.71, 1.0, None]


def trends(now: str, before: str | None, minutes: int = 15) -> str:
    """The arrow of a figure that was another one some minutes ago."""
    wall = Wall(plan(replace(BARS, stats=TEAM.stats)))
    if before is not None:
        wall.gets(rows(("ito", "Ito", "47", before, "71")))
        wall.board.remember()
    wall.at(60 * minutes).gets(rows(("ito", "Ito", "48", now, "71")))
    wall.board.remember()
    return wall.grid().rows[0].cells[1].trend


def test_an_arrow_tells_which_way_a_figure_has_gone_in_a_quarter_of_an_hour() -> None:
    assert [trends(now, "9") for now in ("12", "7", "9")] == ["up", "down", ""]


def test_without_a_figure_of_then_there_is_no_arrow() -> None:
    assert trends("12", None) == ""
    assert trends("12", "") == ""
    assert trends("", "9") == ""
    assert trends("12", "9", minutes=5) == "", "a quarter of an hour has not passed"
    assert trends("12", "9", minutes=20) == "", "of a quarter of an hour ago nothing is kept"


def test_the_rows_of_an_answer_go_with_the_next_one_without_a_look_for_garbage() -> None:
    wall = team_wall((ITO, LEE), (LEE, ITO))
    gc.disable()
    try:
        before = weakref.ref(wall.grid().rows)
        wall.at(6).gets(rows(ITO, LEE))
        assert before() is None
    finally:
        gc.enable()
