"""The viewer's choice of columns: pure operations, of which none loses a column or the row's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.board.wall import Wall, agents, columns, plan, rows
from wallboard.board.board import WidgetRef
from wallboard.board.columns import Columns, as_laid_out
from wallboard.layout.plan import Figure
from wallboard.protocol.kinds import Kind

GRID = WidgetRef(0, 0)
FOUR = as_laid_out(4, key=0)


def test_the_layouts_columns_are_all_shown_in_its_order() -> None:
    assert FOUR.shown == (0, 1, 2, 3)


def test_a_column_is_hidden_and_shown_again_at_its_place() -> None:
    assert FOUR.toggled(2).shown == (0, 1, 3)
    assert FOUR.toggled(2).toggled(2) == FOUR


def test_the_key_column_is_never_hidden() -> None:
    assert FOUR.toggled(0) == FOUR


def test_without_a_key_the_last_column_in_sight_stays() -> None:
    two = as_laid_out(2, key=None)
    assert two.toggled(0).toggled(1).shown == (1,)


@pytest.mark.parametrize(
    ("column", "step", "order"),
    [
        pytest.param(1, 1, (0, 2, 1, 3), id="to the right"),
        pytest.param(1, -1, (1, 0, 2, 3), id="to the left, before the key"),
        pytest.param(3, 1, (0, 1, 2, 3), id="not beyond the end"),
        pytest.param(9, 1, (0, 1, 2, 3), id="a column that is not there"),
    ],
)
def test_a_column_is_moved(column: int, step: int, order: tuple[int, ...]) -> None:
    assert FOUR.moved(column, step).order == order


def test_a_column_is_made_wider_and_narrower() -> None:
    assert FOUR.widened(1, 2).extra == (0, 4, 0, 0)
    assert FOUR.widened(1, 2).widened(1, -3).extra == (0, -2, 0, 0)
    assert FOUR.widened(9, 1) == FOUR


def test_a_column_is_pinned_and_the_key_stays_by_itself() -> None:
    assert FOUR.toggled_pin(2).pinned == {2}
    assert FOUR.toggled_pin(2).toggled_pin(2) == FOUR
    assert FOUR.toggled_pin(0) == FOUR


@pytest.mark.parametrize(
    ("column", "step", "expected"),
    [(0, 1, 2), (2, -1, 0), (3, 1, 3), (0, -1, 0), (1, 0, 2), (1, 1, 2), (1, -1, 0)],
)
def test_a_step_goes_over_hidden_columns(column: int, step: int, expected: int) -> None:
    assert FOUR.toggled(1).beside(column, step) == expected


ACTS = st.lists(
    st.tuples(
        st.sampled_from([Columns.toggled, Columns.toggled_pin, Columns.moved, Columns.widened]),
        st.integers(-1, 7),
        st.integers(-8, 8),
    ),
    max_size=30,
)


@given(st.integers(1, 6), st.none() | st.integers(0, 5), ACTS)
def test_whatever_is_done_every_column_is_kept_and_one_is_in_sight(
    count: int, key: int | None, acts: list[tuple[object, int, int]]
) -> None:
    key = None if key is None or key >= count else key
    columns = as_laid_out(count, key)
    for act, column, step in acts:
        more = (step,) if act in (Columns.moved, Columns.widened) else ()
        columns = act(columns, column, *more)  # type: ignore[operator]
        assert sorted(columns.order) == list(range(count))
        assert columns.shown
        assert key is None or key in columns.shown
        assert columns.hidden | columns.pinned <= set(range(count))
        assert len(columns.extra) == count
        for start in range(count):
            assert columns.beside(start, step) in columns.shown


NAME = ("first_last_name", Figure("Agent", Kind.TEXT))
STATE = ("acd_state", Figure("State", Kind.STATE))
HANDLED = ("handled", Figure("Handled", Kind.COUNT))


def wall() -> Wall:
    return Wall(plan(agents(*columns(NAME, STATE, HANDLED)))).gets(
        rows(("1", "Ito", "ready", "5"), ("2", "Lee", "busy", "9"))
    )


def test_a_grid_shows_what_was_chosen_and_keeps_the_cells_of_the_rest() -> None:
    shown = wall()
    grid = shown.board.live_grid(GRID)
    grid.choose_columns(grid.columns.moved(2, -1).toggled(1).toggled_pin(2).widened(2, 1))
    view = shown.grid()
    assert view.shown == (0, 2)
    assert [(column.pinned, column.extra) for column in view.columns] == [(False, 0), (False, 0), (True, 2)]
    assert [cell.text for cell in view.rows[0].cells] == ["Ito", "Ready", "5"]


def test_the_cursor_and_the_sort_go_over_the_columns_in_sight() -> None:
    shown = wall()
    grid = shown.board.live_grid(GRID)
    grid.move_column(1)
    grid.choose_columns(grid.columns.toggled(1))
    assert shown.grid().cursor_column == 2, "its column is hidden: the one that takes its place"
    shown.board.sort_by_cursor(GRID)
    shown.board.choose_sort(GRID, 1)
    assert [column.sort for column in shown.grid().columns] == ["up", "", ""]


def test_the_columns_to_choose_from_stand_in_the_viewers_order() -> None:
    shown = wall()
    grid = shown.board.live_grid(GRID)
    grid.choose_columns(grid.columns.moved(2, -1).toggled(1))
    view = grid.columns_view(1)
    assert [(one.label, one.shown, one.is_key) for one in view.choices] == [
        *(("Agent", True, True), ("Handled", True, False), ("State", False, False)),
    ]
    assert view.cursor == 1
