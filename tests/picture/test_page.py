"""The whole screen from a board: every piece in its place, at any size."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.picture.test_placement import plan
from tests.picture.views import SSH_HINTS
from wallboard.board.board import Board
from wallboard.feed import Delivery, LinkState, Moment, NoAnswer, Phase
from wallboard.layout.plan import (
    At,
    ColumnPlan,
    Figure,
    GridPlan,
    Plan,
    Threshold,
    TickerPlan,
    TilePlan,
    TotalsPart,
)
from wallboard.picture.glyphs import ASCII, UTF8, Glyphs
from wallboard.picture.lines import Picture, text_of
from wallboard.picture.page import arrange, banner_rows, canvas_picture, page_picture
from wallboard.protocol.answer import Answer, GridKey, Message
from wallboard.protocol.kinds import Kind

KEY = GridKey("wb", "service_grids", "1")
NOW = Moment(1000.0, 1_700_000_000.0)
WAITING = Figure("Waiting", Kind.COUNT, thresholds=(Threshold(5, 10, True),), goal=5)


def small(at: At | None = None, rotate: int = 0) -> Plan:
    """A tile, a grid of two columns and a ticker."""
    columns = (ColumnPlan("name", "name", Figure("Service", Kind.TEXT), 0), ColumnPlan("w", "w", WAITING, 1))
    return plan(
        TilePlan(WAITING, TotalsPart("wb", ("in_calls_waiting",)), at),
        GridPlan("service", "Services", KEY, columns, ("name", "w"), 0),
        TickerPlan("wb"),
        rotate=rotate,
    )


def board(of: Plan | None = None) -> Board:
    """A board with one answer."""
    answer = Answer(
        totals={"wb": {"in_calls_waiting": "19"}},
        grids={KEY: (("Billing", "11"), ("Sales", "0"))},
        messages={"wb": (Message("1", "ito", "Mari", "Ito", NOW.wall - 60, True, "Cards are down."),)},
    )
    made = Board(of or small(), ZoneInfo("UTC"))
    made.take(Delivery(LinkState(Phase.LIVE, NOW), answer, NOW))
    return made


def after(seconds: float) -> Moment:
    return Moment(NOW.at + seconds, NOW.wall + seconds)


def drawn(made: Board, now: Moment, width: int, height: int, glyphs: Glyphs = UTF8) -> Picture:
    return page_picture(made, now, width, height, glyphs, focus=1, first_rows={}, hints=SSH_HINTS)


def texts(picture: Picture) -> list[str]:
    return [text_of(line).rstrip() for line in picture]


def test_a_small_page_has_all_of_it() -> None:
    seen = texts(drawn(board(), after(1), 60, 14))
    assert seen[0].startswith(" Support  ")
    assert seen[2].split() == ["Waiting", "ALERT"]
    assert seen[3].split() == ["■", "19", "≤", "5"]
    assert seen[5].startswith(" Services ─")
    assert seen[6].split() == ["Service", "Waiting"]
    assert seen[7].split() == ["▌Billing", "■", "11"]
    assert seen[8].split() == ["Sales", "0"]
    assert seen[12].strip() == "‼ URGENT  22:12 Ito, Mari: Cards are down."
    assert seen[13].startswith(" q quit   ? help")


def test_a_page_that_has_lost_its_server_says_so_over_old_figures() -> None:
    made = board()
    made.take(Delivery(LinkState(Phase.WAIT, NOW, NoAnswer(5.0), None, 3)))
    seen = texts(drawn(made, after(38), 60, 14))
    assert seen[1].startswith(" NOT LIVE since 22:13:20   38 s old   the server does not")
    assert seen[2].split() == ["Waiting", "old"]
    assert seen[3].split() == ["■", "19", "≤", "5"]
    assert seen[5].endswith("old 38 s")


def test_the_canvas_is_the_page_without_its_grids() -> None:
    made, now = board(), after(1)
    rows = banner_rows(made.banner(now), made.plan, 60, 14)
    places = arrange(made.plan, 0, 60, 14, rows)
    canvas = texts(canvas_picture(made, now, 60, 14, UTF8, places, SSH_HINTS))
    page = texts(drawn(made, now, 60, 14))
    grid = places.widgets[1]
    assert grid is not None
    for y, (mine, whole) in enumerate(zip(canvas, page, strict=True)):
        assert mine == ("" if grid.y <= y < grid.y + grid.height else whole)


def test_places_that_do_not_fit_are_said_in_the_free_row() -> None:
    made = board(small(at=At(0, 0, 12, 12)))
    assert texts(drawn(made, after(1), 70, 14))[1] == ""
    stacked = plan(TilePlan(WAITING, TotalsPart("wb", ("x",)), At(0, 0, 1, 1)))
    assert (
        texts(drawn(board(stacked), after(1), 70, 14))[1].strip().startswith("The layout's places don't fit")
    )


@pytest.mark.parametrize(("width", "height"), [(10, 3), (20, 4)])
def test_a_screen_that_is_too_small_shows_one_sentence(width: int, height: int) -> None:
    assert " ".join(texts(drawn(board(), after(1), width, height))).split() == [
        "This",
        "screen",
        "is",
        "too",
        "small.",
    ]


@given(
    st.integers(1, 200),
    st.integers(1, 60),
    st.sampled_from([1.0, 20.0, 38.0, 847.0]),
    st.sampled_from([0, 20]),
    st.sampled_from([UTF8, ASCII]),
)
def test_a_page_has_the_size_of_its_screen_at_any_age(
    width: int, height: int, age: float, rotate: int, glyphs: Glyphs
) -> None:
    picture = drawn(board(small(rotate=rotate)), after(age), width, height, glyphs)
    assert len(picture) == height
    assert {sum(cell_len(run.text) for run in line) for line in picture} == {width}
