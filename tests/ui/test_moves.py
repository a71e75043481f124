"""Moves of the cursor: the shortest of the ways, and as long as `Ways` says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.model_terminal import ModelTerminal
from wallboard.ui.moves import At, Ways, move

WAYS = Ways(160, 50)
CELLS = st.tuples(st.integers(0, 49), st.integers(0, 159))


@pytest.mark.parametrize(
    ("at", "to", "written"),
    [
        pytest.param((4, 9), (4, 9), "", id="it stands there"),
        pytest.param(None, (0, 0), "\x1b[H", id="home from anywhere"),
        pytest.param(None, (3, 0), "\x1b[4H", id="the first column from anywhere"),
        pytest.param(None, (0, 8), "\x1b[;9H", id="the first line from anywhere"),
        pytest.param((4, 9), (4, 10), "\x1b[C", id="one to the right"),
        pytest.param((4, 9), (4, 30), "\x1b[21C", id="to the right"),
        pytest.param((4, 9), (4, 6), "\b\b\b", id="a little to the left"),
        pytest.param((4, 150), (4, 1), "\x1b[2G", id="far to the left"),
        pytest.param((4, 9), (5, 9), "\x1bD", id="one down"),
        pytest.param((4, 9), (3, 9), "\x1bM", id="one up"),
        pytest.param((40, 9), (4, 9), "\x1b[5d", id="far up"),
        pytest.param((14, 99), (17, 97), "\x1b[3B\b\b", id="down and a little to the left"),
        pytest.param((14, 99), (40, 20), "\x1b[41;21H", id="elsewhere"),
    ],
)
def test_a_move(at: At, to: tuple[int, int], written: str) -> None:
    assert move(at, *to) == written


@given(at=CELLS, to=CELLS)
def test_a_move_arrives_and_costs_what_it_says(at: tuple[int, int], to: tuple[int, int]) -> None:
    terminal = ModelTerminal(160, 50)
    terminal.feed(move(None, *at))
    terminal.feed(move(at, *to))
    assert (terminal.y, terminal.x) == to
    assert len(move(at, *to)) == WAYS.cost(at, *to)
    assert len(move(None, *to)) == WAYS.cost(None, *to) >= WAYS.cost(at, *to)
