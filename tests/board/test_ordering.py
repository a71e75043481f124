"""The order of a grid's rows: sort keys, worst first, the beat, and rows that come and go."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.board.wall import Wall, agents, columns, plan, rows
from wallboard.board.board import WidgetRef
from wallboard.board.ordering import HAND_S, Beat, Sort, Sorting, carried
from wallboard.board.views import Severity
from wallboard.layout.plan import Figure, GridPlan, SortKey, Threshold
from wallboard.protocol.kinds import Kind

GRID = WidgetRef(0, 0)
NAME = ("first_last_name", Figure("Agent", Kind.TEXT))
TEAM = ("team", Figure("Team", Kind.TEXT))
FOR = ("state_duration", Figure("For", Kind.SECONDS, thresholds=(Threshold(300, 600, more_is_worse=True),)))
LOW = Threshold(79, 70, more_is_worse=False)
LEVEL = (
    "service_level",
    Figure("Level", Kind.PERCENT, thresholds=(LOW,), goal_is_most=False),
)
HANDLED = ("handled", Figure("Handled", Kind.COUNT))
JUDGED = agents(*columns(NAME, FOR, LEVEL, HANDLED))


def wall(*cells: tuple[object, ...], grid: GridPlan = JUDGED, resort: int = 0) -> Wall:
    return Wall(plan(grid, resort=resort)).gets(rows(*cells))


def names(shown: Wall) -> str:
    """The rows' first texts, put together."""
    return "".join(row.cells[0].text for row in shown.grid().rows)


# -- keys ---------------------------------------------------------------------------------------------


def test_the_former_sort_breaks_ties_and_the_servers_order_the_rest() -> None:
    shown = wall(
        ("1", "D", "Nord", "2"), ("2", "C", "Front", "1"), ("3", "B", "Front", "2"), ("4", "A", "Front", "2"),
        grid=agents(*columns(NAME, TEAM, HANDLED)),
    )  # fmt: skip
    shown.board.sort_by(GRID, 2)
    shown.board.sort_by(GRID, 1)
    assert names(shown) == "BACD", "by team, then the most handled, then as the server has them"
    shown.board.sort_by(GRID, 1)
    assert names(shown) == "DBAC", "a turn of the first key turns no other"


def test_a_column_is_a_key_once_and_the_oldest_keys_are_forgotten() -> None:
    sorting = Sorting()
    for column in (0, 1, 2, 1, 3):
        sorting = sorting.by(Sort(column, falling=True))
    assert [key.column for key in sorting.keys] == [3, 1, 2]


# -- worst first --------------------------------------------------------------------------------------

BAD = (
    ("1", "calm", "10", "90", "1"),
    ("2", "warn", "310", "90", "1"),
    ("3", "low ", "10", "60", "1"),
    ("4", "long", "1260", "90", "1"),
    ("5", "lowr", "10", "50", "1"),
    ("6", "both", "700", "40", "1"),
    ("7", "none", "", "", "1"),
)


def test_worst_first_is_by_severity_then_column_then_value_then_the_former_order() -> None:
    shown = wall(*BAD)
    shown.board.live_grid(GRID).turn_worst_first()
    assert [row.cells[0].text for row in shown.grid().rows] == [
        *("long", "both", "lowr", "low ", "warn"),
        *("calm", "none"),
    ]
    assert shown.grid().worst_first
    assert {column.sort for column in shown.grid().columns} == {""}


def test_worst_first_again_goes_back_to_what_was() -> None:
    shown = wall(*BAD)
    shown.board.sort_by(GRID, 0)
    before = names(shown)
    for _ in range(2):
        shown.board.live_grid(GRID).turn_worst_first()
    assert names(shown) == before
    assert [column.sort for column in shown.grid().columns] == ["up", "", "", ""]


def test_a_sort_by_a_column_ends_worst_first() -> None:
    shown = wall(*BAD)
    shown.board.live_grid(GRID).turn_worst_first()
    shown.board.sort_by(GRID, 0)
    assert not shown.grid().worst_first
    assert names(shown) == "bothcalmlonglow lowrnonewarn"


# -- to the next problem ------------------------------------------------------------------------------


def visited(shown: Wall, times: int) -> list[tuple[str, str]]:
    """Row and column of the cursor after each step to the next problem."""
    places = []
    for _ in range(times):
        shown.board.live_grid(GRID).move_to_problem()
        view = shown.grid()
        assert view.cursor is not None
        places.append((view.rows[view.cursor].cells[0].text, view.columns[view.cursor_column].label))
    return places


def test_the_next_problem_is_the_next_cell_in_reading_order_and_round_at_the_end() -> None:
    assert visited(wall(*BAD), 7) == [
        *(("warn", "For"), ("low ", "Level"), ("long", "For"), ("lowr", "Level")),
        *(("both", "For"), ("both", "Level"), ("warn", "For")),
    ]


def test_where_all_is_well_the_cursor_stays() -> None:
    shown = wall(BAD[0], BAD[-1])
    shown.board.move_cursor(GRID, 1)
    assert visited(shown, 1) == [("none", "Agent")]
    wall().board.live_grid(GRID).move_to_problem()


def test_a_problem_in_a_hidden_column_is_met_once_by_its_row() -> None:
    shown = wall(*BAD)
    grid = shown.board.live_grid(GRID)
    grid.choose_columns(grid.columns.toggled(2))
    assert [name for name, _ in visited(shown, 5)] == ["warn", "low ", "long", "lowr", "both"]


# -- the beat -----------------------------------------------------------------------------------------

TWO = agents(*columns(NAME, HANDLED))


def test_rows_whose_values_move_change_places_on_the_beat_only() -> None:
    shown = wall(("1", "A", "9"), ("2", "B", "8"), grid=TWO, resort=10)
    shown.board.sort_by(GRID, 1)
    for seconds, expected in ((3, "AB"), (6, "AB"), (9, "AB"), (12, "BA")):
        shown.at(seconds).gets(rows(("1", "A", "1"), ("2", "B", "8")))
        assert names(shown) == expected
        assert [row.cells[1].text for row in shown.grid().rows] != ["9", "8"], "values are never held back"


def test_the_servers_own_order_keeps_the_same_beat() -> None:
    shown = wall(("1", "A", "9"), ("2", "B", "8"), grid=TWO, resort=10)
    shown.at(3).gets(rows(("2", "B", "8"), ("1", "A", "7")))
    assert names(shown) == "AB"
    shown.at(12).gets(rows(("2", "B", "8"), ("1", "A", "7")))
    assert names(shown) == "BA"


def test_without_a_beat_every_answer_sorts() -> None:
    shown = wall(("1", "A", "9"), ("2", "B", "8"), grid=TWO, resort=0)
    shown.board.hold(shown.now)
    assert names(shown.gets(rows(("2", "B", "8"), ("1", "A", "7")))) == "BA"


def test_no_row_changes_its_place_under_the_viewers_hand() -> None:
    shown = wall(("1", "A", "9"), ("2", "B", "8"), grid=TWO, resort=10).at(14)
    shown.board.hold(shown.now)
    shown.at(15).gets(rows(("2", "B", "8"), ("1", "A", "7")))
    assert names(shown) == "AB"
    assert not shown.board.resort(shown.now)
    shown.at(14 + HAND_S)
    assert shown.board.resort(shown.now), "it waited for the hand, and no longer"
    assert names(shown) == "BA"
    assert not shown.board.resort(shown.now)


def test_the_viewers_own_sort_does_not_wait() -> None:
    shown = wall(("1", "A", "9"), ("2", "B", "8"), grid=TWO, resort=10).at(3)
    shown.gets(rows(("1", "A", "1"), ("2", "B", "8")))
    shown.board.hold(shown.now)
    shown.board.sort_by(GRID, 1)
    assert names(shown) == "BA"


def test_rows_that_come_and_go_leave_the_others_in_their_order() -> None:
    shown = wall(("1", "A", "9"), ("2", "B", "8"), ("3", "C", "7"), grid=TWO, resort=10)
    shown.board.sort_by(GRID, 1)
    shown.at(3).gets(rows(("1", "A", "1"), ("3", "C", "9"), ("4", "D", "8"), ("5", "E", "0")))
    assert names(shown) == "AECD", "E would follow A and D would follow C, wherever these stand"
    assert names(shown.at(12).gets(rows(("1", "A", "1"), ("3", "C", "9"), ("4", "D", "8")))) == "CDA"


@pytest.mark.parametrize(
    ("beat", "at", "due"),
    [
        pytest.param(Beat(10), 0.0, True, id="the first rows are sorted"),
        pytest.param(Beat(10, sorted_at=100.0), 103.0, False, id="too soon"),
        pytest.param(Beat(10, sorted_at=100.0), 109.6, True, id="polls are not exact"),
        pytest.param(Beat(10, 100.0, touched_at=110.0), 112.0, False, id="a hand on it"),
        pytest.param(Beat(10, 100.0, touched_at=110.0), 109.6, False, id="asked just before the key"),
        pytest.param(Beat(10, 100.0, touched_at=110.0), 115.0, True, id="the hand has left"),
        pytest.param(Beat(0, 100.0, touched_at=110.0), 110.0, True, id="no beat"),
    ],
)
def test_when_rows_may_change_places(beat: Beat, at: float, due: bool) -> None:
    assert beat.is_due(at) is due


KEYS = st.lists(st.integers(0, 12), unique=True).map(lambda found: [(str(key), 0) for key in found])


@given(KEYS, KEYS, st.randoms())
def test_rows_carried_over_are_all_there_and_those_that_stay_keep_their_order(
    standing: list[tuple[str, int]], keys: list[tuple[str, int]], dice: object
) -> None:
    wanted = list(range(len(keys)))
    dice.shuffle(wanted)  # type: ignore[attr-defined]
    order = [keys[row] for row in carried(standing, keys, lambda: wanted)]
    assert sorted(order) == sorted(keys)
    assert [key for key in order if key in standing] == [key for key in standing if key in keys]
    if not set(standing) & set(keys):
        assert order == [keys[row] for row in wanted]


CELL = st.sampled_from(["", "1", "350", "700"])
ROWS = st.lists(st.tuples(st.sampled_from("abcdef"), CELL), max_size=8, unique_by=lambda row: row[0]).map(
    lambda found: rows(*((key, key, value) for key, value in found))
)


@settings(deadline=None)
@given(st.lists(st.tuples(ROWS, st.sampled_from(["", "sort", "turn", "worst", "touch", "down", "a"]))))
def test_the_cursor_stays_on_its_row_whatever_moves(story: list[tuple[object, str]]) -> None:
    """The reference: rows by key; the cursor's row is known by its key alone."""
    shown = Wall(plan(agents(*columns(NAME, FOR)), resort=10))
    grid = shown.board.live_grid(GRID)
    for seconds, (answer, act) in enumerate(story):
        shown.at(seconds * 3).gets(answer)  # type: ignore[arg-type]
        before = shown.grid()
        key = None if before.cursor is None else before.rows[before.cursor].key
        if act == "down":
            shown.board.move_cursor(GRID, 1)
            continue
        match act:
            case "sort":
                grid.sort_by(1)
            case "turn":
                grid.turn_sort()
            case "worst":
                grid.turn_worst_first()
            case "touch":
                shown.board.hold(shown.now)
            case "a":
                grid.show_only("" if grid.filter else "a")
        after = shown.grid()
        keys = [row.key for row in after.rows]
        assert (after.cursor is None) == (not keys)
        if grid._cursor_key is not None and key in keys and act != "a":  # it was moved
            assert after.cursor == keys.index(key)
        assert list(after.severities) == [row.severity for row in after.rows]


# -- only problems ------------------------------------------------------------------------------------


def test_only_rows_outside_a_threshold_are_shown_worst_first() -> None:
    shown = wall(*BAD, grid=replace(JUDGED, only_problems=True, order=(SortKey("handled", "DESC"),)))
    view = shown.grid()
    assert [row.cells[0].text for row in view.rows] == ["long", "both", "lowr", "low ", "warn"]
    assert (view.total, len(view.left_out), max(view.left_out)) == (7, 2, Severity.OK)
    shown.board.live_grid(GRID).turn_worst_first()
    assert names(shown) == "warnlow longlowrboth"


def test_where_no_row_is_outside_its_goals_the_grid_says_so() -> None:
    view = wall(BAD[0], grid=replace(JUDGED, only_problems=True)).grid()
    assert (len(view.rows), view.total, view.empty) == (0, 1, "No agent is outside its goals.")
    assert wall(grid=replace(JUDGED, only_problems=True)).grid().empty.startswith("The server lists no agent")
