"""A grid over the answers: order, cursor, widths, and why there are no rows."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.board.wall import AGENTS, APP, SERVICES, Wall, agents, columns, plan, rows, subscription
from wallboard.board.board import WidgetRef
from wallboard.board.table import rank
from wallboard.board.views import Severity
from wallboard.layout.plan import Figure, GridPlan, SortKey, Threshold
from wallboard.protocol.kinds import Kind
from wallboard.protocol.subscription import Missing
from wallboard.protocol.values import UNKNOWN, read_number, read_text

GRID = WidgetRef(0, 0)

NAME = ("first_last_name", Figure("Agent", Kind.TEXT))
FOR = ("state_duration", Figure("For", Kind.SECONDS))
HANDLED = ("in_calls_handled_per_day", Figure("Handled", Kind.COUNT))
STATE = ("acd_state", Figure("State", Kind.STATE))
TEAM = agents(*columns(NAME, FOR, HANDLED))


def shown(wall: Wall, column: int = 0) -> list[str]:
    return [row.cells[column].text for row in wall.grid().rows]


def team_wall(grid: GridPlan = TEAM) -> Wall:
    return Wall(plan(grid)).gets(
        rows(
            ("ito", "Ito, Mari", "75", "9"),
            ("lee", "lee, Min", "252", "10"),
            ("sato", "Sato, Mei", "", "100"),
        )
    )


def test_rows_stand_as_the_server_sorted_them_until_the_viewer_sorts() -> None:
    assert shown(team_wall()) == ["Ito, Mari", "lee, Min", "Sato, Mei"]


@pytest.mark.parametrize(
    ("column", "times", "expected"),
    [
        pytest.param(2, 1, ["100", "10", "9"], id="figures from the largest, as numbers"),
        pytest.param(2, 2, ["9", "10", "100"], id="again: from the smallest"),
        pytest.param(1, 1, ["4:12", "1:15", "–"], id="unknown last"),
        pytest.param(1, 2, ["1:15", "4:12", "–"], id="unknown last in the other direction too"),
        pytest.param(0, 1, ["Ito, Mari", "lee, Min", "Sato, Mei"], id="texts from A, without regard to case"),
        pytest.param(0, 2, ["Sato, Mei", "lee, Min", "Ito, Mari"], id="texts from Z"),
    ],
)
def test_a_column_is_sorted_by_its_values(column: int, times: int, expected: list[str]) -> None:
    wall = team_wall()
    for _ in range(times):
        wall.board.sort_by(GRID, column)
    assert shown(wall, column) == expected


def test_the_viewers_sort_is_kept_and_done_anew_with_every_answer() -> None:
    wall = team_wall()
    wall.board.sort_by(GRID, 2)
    wall.gets(rows(("ito", "Ito, Mari", "75", "11"), ("lee", "lee, Min", "252", "10")))
    assert shown(wall, 2) == ["11", "10"]


def test_ties_keep_the_servers_order_in_both_directions() -> None:
    wall = Wall(plan(TEAM)).gets(rows(("c", "C", "1", "5"), ("a", "A", "2", "5"), ("b", "B", "3", "5")))
    for _ in range(2):
        wall.board.sort_by(GRID, 2)
        assert shown(wall) == ["C", "A", "B"]


def test_the_servers_own_sort_is_marked_until_the_viewer_sorts() -> None:
    wall = team_wall(
        replace(TEAM, order=(SortKey("state_duration", "DESC"), SortKey("first_last_name", "ASC")))
    )
    assert [column.sort for column in wall.grid().columns] == ["", "down", ""]
    wall.board.sort_by(GRID, 0)
    assert [column.sort for column in wall.grid().columns] == ["up", "", ""]


def test_a_click_on_the_column_the_server_sorted_by_turns_it() -> None:
    wall = team_wall(replace(TEAM, order=(SortKey("state_duration", "DESC"),)))
    wall.board.sort_by(GRID, 1)
    assert shown(wall, 1) == ["1:15", "4:12", "–"]


def test_an_order_by_a_hidden_column_marks_nothing() -> None:
    wall = team_wall(replace(TEAM, order=(SortKey("login_id", "ASC"),)))
    assert {column.sort for column in wall.grid().columns} == {""}


def test_the_sort_is_chosen_by_the_cursors_column_by_steps_and_turned() -> None:
    wall = team_wall()
    wall.board.move_column(GRID, 5)
    wall.board.sort_by_cursor(GRID)
    assert shown(wall, 2) == ["100", "10", "9"]
    wall.board.turn_sort(GRID)
    assert shown(wall, 2) == ["9", "10", "100"]
    wall.board.choose_sort(GRID, 1)
    assert [column.sort for column in wall.grid().columns] == ["up", "", ""]
    wall.board.choose_sort(GRID, -1)
    assert [column.sort for column in wall.grid().columns] == ["", "", "down"]


def test_a_column_that_is_not_there_sorts_nothing() -> None:
    wall = team_wall()
    wall.board.sort_by(GRID, 7)
    assert {column.sort for column in wall.grid().columns} == {""}


def test_the_cursor_is_at_the_top_until_it_is_moved() -> None:
    wall = team_wall()
    assert wall.grid().cursor == 0
    wall.board.sort_by(GRID, 2)
    assert wall.grid().cursor == 0


def test_the_cursor_stays_on_its_row_over_sorts_and_answers() -> None:
    wall = team_wall()
    wall.board.move_cursor(GRID, 1)
    wall.board.sort_by(GRID, 0)
    wall.board.turn_sort(GRID)
    wall.gets(rows(("new", "Weber", "1", "1"), ("lee", "lee, Min", "1", "1"), ("ito", "Ito", "1", "1")))
    view = wall.grid()
    assert view.cursor is not None
    assert view.rows[view.cursor].key == ("lee", 0)


def test_a_cursor_whose_row_vanishes_stays_at_its_place() -> None:
    wall = team_wall()
    wall.board.move_cursor_to(GRID, 1)
    wall.gets(rows(("ito", "Ito", "1", "1"), ("sato", "Sato", "1", "1"), ("weber", "Weber", "1", "1")))
    assert wall.grid().cursor == 1
    wall.board.move_cursor(GRID, 100)
    wall.gets(rows(("ito", "Ito", "1", "1")))
    assert wall.grid().cursor == 0


def test_a_cursor_waits_for_its_row_while_the_grid_is_empty() -> None:
    wall = team_wall()
    wall.board.move_cursor(GRID, 2)
    wall.gets(rows())
    assert wall.grid().cursor is None
    wall.board.move_cursor(GRID, 1)
    wall.gets(rows(("sato", "Sato", "1", "1"), ("ito", "Ito", "1", "1")))
    assert wall.grid().cursor == 0


@pytest.mark.parametrize(
    ("moves", "expected"), [((-1,), 0), ((1,), 1), ((99,), 2), ((99, -1), 1), ((-99,), 0)]
)
def test_the_cursor_stops_at_the_ends(moves: tuple[int, ...], expected: int) -> None:
    wall = team_wall()
    for step in moves:
        wall.board.move_cursor(GRID, step)
    assert wall.grid().cursor == expected


def test_rows_with_equal_keys_and_without_keys_are_all_shown() -> None:
    wall = Wall(plan(TEAM)).gets(
        rows(("ito", "A", "1", "1"), ("ito", "B", "1", "1"), ("", "C", "1", "1"), (None, "D", "1", "1"))
    )
    assert [row.key for row in wall.grid().rows] == [("ito", 0), ("ito", 1), ("", 0), ("", 1)]
    assert shown(wall) == ["A", "B", "C", "D"]


def test_a_state_is_sorted_by_its_value_and_not_by_our_word() -> None:
    wall = Wall(plan(agents(*columns(STATE)))).gets(rows(("a", "ready"), ("b", "after_call_work"), ("c", "")))
    wall.board.sort_by(GRID, 0)
    assert shown(wall) == ["After call", "Ready", "–"]


def test_an_empty_reason_says_nothing_and_a_missing_one_is_unknown() -> None:
    reason = ("reason", Figure("Reason", Kind.TEXT))
    wall = Wall(plan(agents(*columns(reason)))).gets(rows(("a", "Break"), ("b", ""), ("c", None)))
    assert shown(wall) == ["Break", "", "–"]


CELL = st.one_of(st.none(), st.just(""), st.integers(-50, 50).map(str), st.text("abAB", max_size=3))
ROWS = st.lists(st.tuples(st.sampled_from(["", "a", "b", "c"]), CELL, CELL), max_size=12)


@settings(deadline=None)
@given(ROWS, st.booleans())
def test_a_sorted_column_equals_pythons_sort_of_its_values(
    cells: list[tuple[object, ...]], turned: bool
) -> None:
    grid = agents(*columns(("in_calls_handled_per_day", Figure("Handled", Kind.COUNT)), NAME))
    for column, read in enumerate([read_number, read_text]):
        wall = Wall(plan(grid)).gets(rows(*cells))
        for _ in range(1 + turned):
            wall.board.sort_by(GRID, column)
        falling = (column == 0) != turned
        values = [read(row[column + 1]) for row in cells]
        known = sorted((v for v in values if v is not UNKNOWN), key=rank, reverse=falling)
        texts = [str(int(v.value)) if hasattr(v, "value") else v.text for v in known]  # type: ignore[union-attr]
        assert [text or "–" for text in shown(wall, column)] == texts + ["–"] * (len(values) - len(known))


@settings(deadline=None)
@given(ROWS, ROWS, st.integers(0, 20), st.sampled_from([None, 0, 1]))
def test_the_cursor_never_leaves_a_row_that_is_still_there(
    before: list[tuple[object, ...]], after: list[tuple[object, ...]], row: int, column: int | None
) -> None:
    grid = agents(*columns(HANDLED, NAME))
    wall = Wall(plan(grid)).gets(rows(*before))
    wall.board.move_cursor_to(GRID, row)
    if column is not None:
        wall.board.sort_by(GRID, column)
    first = wall.grid()
    key = None if first.cursor is None else first.rows[first.cursor].key
    view = wall.gets(rows(*after)).grid()
    keys = [one.key for one in view.rows]
    assert view.cursor is None if not keys else view.cursor in range(len(keys))
    if key in keys:
        assert view.cursor == keys.index(key)


def test_a_row_is_made_when_it_is_looked_at_and_once_for_an_answer() -> None:
    wall = team_wall()
    assert wall.grid().rows[1] is wall.grid().rows[1]
    assert [row.key[0] for row in wall.grid().rows[1:]] == ["lee", "sato"]
    before = wall.grid().rows[1]
    wall.gets(rows(("ito", "Ito", "1", "1"), ("lee", "Lee", "1", "1")))
    assert wall.grid().rows[1] is not before


LONG = Threshold(60, 120, more_is_worse=True)


def test_the_severities_of_all_rows_can_be_had_in_their_order() -> None:
    judged = agents(*columns(NAME, ("state_duration", Figure("For", Kind.SECONDS, thresholds=(LONG,)))))
    wall = Wall(plan(judged)).gets(rows(("a", "A", "61"), ("b", "B", "7"), ("c", "C", "200"), ("d", "D", "")))
    assert tuple(wall.grid().severities) == (Severity.WARN, Severity.OK, Severity.ALERT, Severity.OK)
    wall.board.sort_by(GRID, 1)
    view = wall.grid()
    assert tuple(view.severities) == (Severity.ALERT, Severity.WARN, Severity.OK, Severity.OK)
    assert tuple(view.severities) == tuple(row.severity for row in view.rows)
    assert [row.cells[1].severity for row in view.rows][-1] is Severity.UNKNOWN


def test_a_zero_that_is_good_and_an_unknown_are_muted() -> None:
    waiting = Figure("Waiting", Kind.COUNT, zero_is_good=True)
    wall = Wall(plan(agents(*columns(("waiting", waiting), HANDLED)))).gets(
        rows(("a", "0", "0"), ("b", "", "1"))
    )
    assert [[cell.muted for cell in row.cells] for row in wall.grid().rows] == [[True, False], [True, False]]


def test_columns_tell_how_they_are_to_be_drawn() -> None:
    judged = ("waiting", Figure("Waiting", Kind.COUNT, thresholds=(LONG,)))
    service = replace(
        agents(*columns(("name", Figure("Service", Kind.TEXT)), judged)), scope="service", part=SERVICES
    )
    name, waiting = Wall(plan(service)).grid().columns
    assert (name.label, name.right, name.judged, name.is_key) == ("Service", False, False, True)
    assert (waiting.label, waiting.right, waiting.judged, waiting.is_key) == ("Waiting", True, True, False)


def test_the_key_column_is_the_first_text_and_else_the_key_itself() -> None:
    named = agents(*columns(STATE, NAME))
    assert [column.is_key for column in Wall(plan(named)).grid().columns] == [False, True]
    login = replace(columns(("login_id", Figure("Login", Kind.ANY)))[0], index=0)
    assert [column.is_key for column in Wall(plan(agents(login))).grid().columns] == [True]


@pytest.mark.parametrize(
    ("figure", "cells", "expected"),
    [
        pytest.param(Figure("x", Kind.COUNT), ["7"], 4, id="a count is planned for thousands"),
        pytest.param(Figure("x", Kind.COUNT), ["12345"], 6, id="and grows"),
        pytest.param(Figure("x", Kind.SECONDS), ["7"], 5, id="a duration is planned for minutes"),
        pytest.param(Figure("x", Kind.SECONDS), ["7", "3600"], 7, id="hours"),
        pytest.param(Figure("x", Kind.RATIO), ["0.5"], 6, id="a share is planned for its decimal"),
        pytest.param(Figure("x", Kind.RATIO, thresholds=(LONG,)), ["0.5"], 4, id="a judged share has a slot"),
        pytest.param(
            Figure("x", Kind.RATIO, thresholds=(Threshold(70, 60, more_is_worse=False),)),
            ["0.992"],
            4,
            id="a judged share without a glyph uses the slot",
        ),
        pytest.param(
            Figure("x", Kind.RATIO, thresholds=(Threshold(98, 99, more_is_worse=True),)),
            ["0.992"],
            6,
            id="a judged share with a glyph does not",
        ),
        pytest.param(Figure("x", Kind.STATE), [""], 10, id="a state is planned for our longest word"),
        pytest.param(Figure("x", Kind.TEXT), ["王小明", "Ito"], 6, id="a text is measured in cells"),
    ],
)
def test_a_column_plans_for_the_longest_text(figure: Figure, cells: list[str], expected: int) -> None:
    wall = Wall(plan(agents(*columns(("x", figure))))).gets(rows(*(("", cell) for cell in cells)))
    assert wall.grid().columns[0].widest == expected


def test_a_column_never_shrinks_again() -> None:
    wall = Wall(plan(agents(*columns(NAME)))).gets(rows(("a", "Papadopoulou, Eleni")))
    assert wall.grid().columns[0].widest == 19
    assert wall.gets(rows(("a", "Ito"))).grid().columns[0].widest == 19


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        pytest.param((SortKey("state_duration", "DESC"),), "top 2 by For", id="the largest"),
        pytest.param((SortKey("first_last_name", "ASC"),), "first 2 by Agent", id="the first"),
        pytest.param((SortKey("login_id", "DESC"),), "top 2", id="by a hidden column"),
        pytest.param((), "first 2", id="in no order of ours"),
    ],
)
def test_a_grid_that_the_server_cut_says_so(order: tuple[SortKey, ...], expected: str) -> None:
    wall = Wall(plan(replace(TEAM, order=order, limit=2)))
    wall.gets(rows(("ito", "Ito", "1", "1"), ("lee", "Lee", "1", "1")))
    assert wall.grid().server_limit == expected
    assert wall.gets(rows(("ito", "Ito", "1", "1"))).grid().server_limit == ""


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(
            {"logged_in_agents_only": "true"},
            "No agent is logged in, of those that this login may see.",
            id="logged-in agents",
        ),
        pytest.param(
            {"filter_by": "1", "filter_value": "", "filter_operation": "NE"},
            "No agent matches.",
            id="a filter",
        ),
        pytest.param(
            {}, "The server lists no agent: a login sees the teams that it supervises.", id="all agents"
        ),
    ],
)
def test_an_empty_agent_grid_says_why(asked: dict[str, object], expected: str) -> None:
    assert Wall(plan(TEAM, asked=subscription(**asked))).gets(rows()).grid().empty == expected


def test_a_grid_with_rows_has_no_such_sentence() -> None:
    assert team_wall().grid().empty == ""


def test_a_grid_waits_with_a_sentence() -> None:
    assert Wall(plan(TEAM)).grid().empty == "Waiting for first data."


def test_a_team_that_the_server_does_not_know_leaves_its_grid_without_rows() -> None:
    wall = team_wall()
    wall.gets(missing=(Missing("team", "Front", APP, "agents"),)).at(3)
    wall.gets(rows(part=SERVICES), missing=(Missing("team", "Front", APP, "agents"),))
    view = wall.grid()
    assert (len(view.rows), view.note, view.empty) == (
        0,
        "no team “Front”",
        "This server knows no team “Front”.",
    )


def test_a_team_that_is_known_again_waits_for_its_rows() -> None:
    wall = team_wall().gets(missing=(Missing("team", "Front", APP, "agents"),))
    wall.gets(rows(part=SERVICES), missing=(Missing("team", "Front", APP, "agents"),))
    wall.gets(rows(part=SERVICES))
    assert wall.grid().empty == "Not in the server's answer."


def test_a_missing_name_of_another_grid_changes_nothing_here() -> None:
    wall = team_wall().gets(rows(part=AGENTS), missing=(Missing("team", "Front", APP, "others"),))
    assert wall.grid().note == ""
