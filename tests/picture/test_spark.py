"""The line of a tile's recent values, and where it stands (LOOK section 5)."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.picture.views import LOST, STALE, tile, tiles_picture
from wallboard.board.views import Freshness, Severity, TileView, TrendView
from wallboard.picture.glyphs import ASCII, CONSOLE, UTF8, Glyphs
from wallboard.picture.lines import Box, Role, Run, text_of
from wallboard.picture.spark import sparkline

CALM = TrendView((2.0, 3.0, None, 3.0, 19.0), 0.0, 7.5, "+14 in 15 min")
RISING = TrendView(tuple(float(value) for value in range(60)), 0.0, 7.5, "+14 in 15 min")


@pytest.mark.parametrize(
    ("trend", "width", "expected"),
    [
        pytest.param(TrendView((1, 2, 4, 8), 0, 8, ""), 4, "▁▂▄█", id="eighths of the height"),
        pytest.param(TrendView((3, 3, 3), 0, 7.5, ""), 3, "▃▃▃", id="a calm line is low and flat"),
        pytest.param(TrendView((3, 16), 0, 7.5, ""), 2, "▂█", id="the maximum where it is higher"),
        pytest.param(TrendView((100, 4, 4), 0, 8, ""), 2, "▄▄", id="of the columns in sight"),
        pytest.param(TrendView((0, 0), 0, 0, ""), 2, "▁▁", id="zeros are figures"),
        pytest.param(TrendView((4, None, 4), 0, 8, ""), 3, "▄·▄", id="a gap is visible"),
        pytest.param(TrendView((4, 4), 0, 8, ""), 5, "   ▄▄", id="it grows from the right"),
        pytest.param(
            TrendView((80, 60, 40), 60, 100, ""), 3, "▄▁▁", id="what is under the ground lies on it"
        ),
        pytest.param(TrendView((), 0, 8, ""), 3, "   ", id="nothing yet"),
    ],
)
def test_a_line(trend: TrendView, width: int, expected: str) -> None:
    assert sparkline(trend, width, UTF8) == expected


@given(
    st.lists(st.none() | st.floats(-1e14, 1e14), max_size=50).map(tuple),
    st.floats(0, 100),
    st.floats(0, 1e14),
    st.integers(1, 60),
)
@example((-1.0,), 0.0, 5e-324, 1)  # a share that is infinite
def test_any_line_is_as_wide_as_it_is_to_be(
    columns: tuple[float | None, ...], ground: float, height: float, width: int
) -> None:
    line = sparkline(TrendView(columns, ground, height, ""), width, UTF8)
    assert len(line) == width
    assert set(line) <= set(" ·▁▂▃▄▅▆▇█")


# -- on a tile -----------------------------------------------------------------------------------


def goal_row(view: TileView, width: int, glyphs: Glyphs = UTF8, height: int = 9) -> str:
    picture = tiles_picture([(view, Box(0, 0, width + 2, height))], width + 2, height, glyphs, solid=True)
    return text_of(picture[-2])[1:-1].rstrip()


def spark_of(width: int, goal: str = "≤ 5") -> str:
    return goal_row(replace(tile("Waiting", "3", goal=goal), trend=RISING), width)


@pytest.mark.parametrize(
    ("width", "columns"),
    [pytest.param(48, 34, id="48"), pytest.param(26, 12, id="26"), pytest.param(20, 6, id="20")],
)
def test_beside_a_goal_it_reaches_from_column_14_to_the_right_edge(width: int, columns: int) -> None:
    row = spark_of(width)
    assert row[:14] == "goal ≤ 5      "
    assert len(row[14:]) == columns == width - 14
    assert " " not in row[14:]


def test_without_a_goal_it_takes_the_full_width() -> None:
    row = spark_of(23, goal="")
    assert len(row) == 23
    assert " " not in row


@pytest.mark.parametrize("goal", ["≤ 5", ""], ids=["with a goal", "without one"])
def test_a_narrow_tile_gives_it_up_first(goal: str) -> None:
    assert spark_of(19, goal) == ("goal ≤ 5" if goal else "")


def test_a_long_goal_pushes_it_on_and_out() -> None:
    assert spark_of(30, "≤ 12:30:00").startswith("goal ≤ 12:30:00 ▆")
    assert spark_of(20, "≤ 12:30:00") == "goal ≤ 12:30:00"


def test_one_column_alone_is_not_drawn() -> None:
    for columns, expected in (((3.0,), "goal ≤ 5"), ((3.0, 3.0), "goal ≤ 5" + " " * 20 + "▃▃")):
        trend = TrendView(columns, 0, 7.5, "")
        assert goal_row(replace(tile("Waiting", "3", goal="≤ 5"), trend=trend), 30) == expected


def test_a_tile_that_says_why_it_has_no_value_has_no_line() -> None:
    assert goal_row(replace(tile("Waiting", "–", note="not supplied"), trend=RISING), 30) == "not supplied"


@pytest.mark.parametrize("glyphs", [CONSOLE, ASCII], ids=["console", "ascii"])
def test_a_set_without_eighths_says_it_in_words_at_the_right(glyphs: Glyphs) -> None:
    row = goal_row(replace(tile("Waiting", "19", goal="≤ 5"), trend=CALM), 36, glyphs, height=9)
    assert row.endswith("  +14 in 15 min")
    assert len(row) == 36
    assert row.startswith("goal ")


@pytest.mark.parametrize("glyphs", [CONSOLE, ASCII], ids=["console", "ascii"])
def test_words_that_do_not_fit_are_left_out_whole(glyphs: Glyphs) -> None:
    view = replace(tile("Waiting", "19", goal="≤ 5"), trend=CALM)
    assert goal_row(view, 21, glyphs) == f"goal {glyphs.at_most} 5"


@pytest.mark.parametrize(
    ("severity", "fresh", "expected"),
    [
        pytest.param(Severity.OK, None, [Role.SPARK], id="plain"),
        pytest.param(Severity.WARN, None, [Role.SPARK], id="a warning colours the figure alone"),
        pytest.param(Severity.ALERT, None, [Role.SPARKSOFT], id="inside the fill of an alert"),
        pytest.param(Severity.OK, STALE, [Role.SPARKOLD], id="old"),
        pytest.param(Severity.ALERT, LOST, [Role.SPARKOLD], id="lost in a drained fill"),
    ],
)
def test_it_has_one_role(severity: Severity, fresh: Freshness | None, expected: list[Role]) -> None:
    view = replace(tile("Waiting", "3", severity=severity, goal="≤ 5"), trend=CALM)
    if fresh is not None:
        view = replace(view, freshness=fresh)
    picture = tiles_picture([(view, Box(0, 0, 42, 9))], 42, 9, UTF8, solid=True)
    assert [run.role for run in lines_of(picture[-2])] == expected


def lines_of(row: tuple[Run, ...]) -> list[Run]:
    return [run for run in row if set(run.text) & set(UTF8.eighths)]
