"""What holds for every picture of every view, whatever texts the server sends."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.picture.strategies import (
    BANNERS,
    COLUMNS_VIEWS,
    GLYPHS,
    HEIGHTS,
    HINTS,
    MARGINS,
    STATUSES,
    TEXTS,
    TICKERS,
    TILES,
    WIDTHS,
    grids,
)
from tests.picture.views import tiles_picture
from wallboard.board.views import BannerView, ColumnsView, GridView, KeyHint, StatusView, TickerView, TileView
from wallboard.picture.banner import banner_lines
from wallboard.picture.columns_dialog import columns_picture
from wallboard.picture.footer import footer_line, help_picture
from wallboard.picture.glyphs import ASCII, CONSOLE, CP437_SIGNS, Glyphs
from wallboard.picture.grid import GridPicture, grid_picture
from wallboard.picture.lines import GROUNDS, Box, Picture, Role
from wallboard.picture.prompt import prompt_line
from wallboard.picture.status import status_lines, status_rows
from wallboard.picture.ticker import ticker_picture, turns


def holds(picture: Picture, width: int, height: int, glyphs: Glyphs) -> None:
    """The exact size, no glyph outside the set, no look the theme doesn't know, no control character."""
    assert len(picture) == height
    for line in picture:
        assert sum(cell_len(run.text) for run in line) == width
        for run in line:
            assert run.text
            assert run.text.isprintable()
            assert run.on is None or run.role in GROUNDS[run.on]
            if glyphs is ASCII:
                assert run.text.isascii()
            if glyphs is CONSOLE:
                assert all(char.isascii() or char in CP437_SIGNS or char.encode("cp437") for char in run.text)


@given(
    st.lists(TILES, min_size=1, max_size=3),
    st.integers(3, 60),
    HEIGHTS,
    GLYPHS,
    st.booleans(),
    st.integers(0, 3),
)
def test_tiles_fill_their_canvas_exactly(
    views: list[TileView], width: int, height: int, glyphs: Glyphs, solid: bool, gap: int
) -> None:
    tiles = [(view, Box(i * (width + gap), 0, width, height)) for i, view in enumerate(views)]
    whole = len(tiles) * (width + gap)
    holds(tiles_picture(tiles, whole, height, glyphs, solid), whole, height, glyphs)


@given(grids(), WIDTHS, HEIGHTS, MARGINS, GLYPHS, st.integers(0, 40))
def test_a_grid_fills_its_box_exactly(
    view: GridView, width: int, height: int, margin: int, glyphs: Glyphs, first_row: int
) -> None:
    first_row = min(first_row, max(0, len(view.rows) - 1))
    holds(grid_picture(view, width, height, first_row, glyphs, margin), width, height, glyphs)


@given(grids(), WIDTHS, MARGINS, GLYPHS)
def test_every_row_of_a_grid_is_as_wide_as_its_box(
    view: GridView, width: int, margin: int, glyphs: Glyphs
) -> None:
    picture = GridPicture(view, width, 10, margin, glyphs)
    holds(tuple(picture.row(index) for index in range(len(view.rows))), width, len(view.rows), glyphs)


@given(TICKERS, WIDTHS, HEIGHTS, MARGINS, GLYPHS, st.integers(0, 50))
def test_a_ticker_fills_its_box_exactly(
    view: TickerView, width: int, height: int, margin: int, glyphs: Glyphs, turn: int
) -> None:
    holds(ticker_picture(view, width, height, margin, glyphs, turn), width, height, glyphs)
    assert turns(view, width, height, margin, glyphs) >= 1


@given(STATUSES, WIDTHS, MARGINS, GLYPHS, st.booleans())
def test_a_status_is_as_wide_as_the_screen(
    view: StatusView, width: int, margin: int, glyphs: Glyphs, wall: bool
) -> None:
    holds(status_lines(view, width, margin, glyphs, wall), width, status_rows(margin, wall), glyphs)


@given(BANNERS, WIDTHS, st.integers(1, 9), MARGINS, GLYPHS)
def test_a_banner_has_exactly_its_rows(
    view: BannerView, width: int, rows: int, margin: int, glyphs: Glyphs
) -> None:
    holds(banner_lines(view, width, rows, margin, glyphs), width, rows, glyphs)


@given(HINTS, WIDTHS, MARGINS, GLYPHS)
def test_a_footer_is_as_wide_as_the_screen(
    hints: list[KeyHint], width: int, margin: int, glyphs: Glyphs
) -> None:
    holds((footer_line(hints, width, margin, glyphs),), width, 1, glyphs)


@given(HINTS, WIDTHS, HEIGHTS, GLYPHS)
def test_the_help_is_at_most_72_wide_and_fits_the_screen(
    hints: list[KeyHint], width: int, height: int, glyphs: Glyphs
) -> None:
    picture = help_picture(hints, width, height, glyphs)
    assert len(picture) <= height
    holds(picture, min(72, width), len(picture), glyphs)


@given(COLUMNS_VIEWS, HINTS, WIDTHS, HEIGHTS, GLYPHS)
def test_the_columns_fit_the_screen_and_the_cursor_is_in_sight(
    view: ColumnsView, hints: list[KeyHint], width: int, height: int, glyphs: Glyphs
) -> None:
    picture = columns_picture(view, hints, width, height, glyphs)
    assert len(picture) <= height
    holds(picture, min(46, width), len(picture), glyphs)
    if picture:
        assert sum(any(run.on is Role.CURSOR for run in line) for line in picture) == 1


@given(TEXTS, WIDTHS, MARGINS, GLYPHS)
def test_a_prompt_is_as_wide_as_the_screen(typed: str, width: int, margin: int, glyphs: Glyphs) -> None:
    holds((prompt_line("/", typed, width, margin, glyphs),), width, 1, glyphs)
