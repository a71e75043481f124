"""Figures over several rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallboard.picture.digits import DigitStyle, digits, digits_width, is_drawable

TEXTS = st.text("0123456789:,.%–- hms", min_size=1, max_size=12)
ROWS = st.sampled_from([3, 5, 7])


@given(TEXTS, ROWS, st.sampled_from(["blocks", "fill"]))
def test_all_rows_are_as_wide_as_planned(text: str, rows: int, style: DigitStyle) -> None:
    drawn = digits(text, rows, style)
    assert len(drawn) == rows
    assert {len(line) for line in drawn} == {digits_width(text, rows)}


@given(TEXTS)
def test_the_drawn_form_is_ascii_and_as_wide_as_the_blocks(text: str) -> None:
    drawn = digits(text, 3, "drawn")
    assert all(line.isascii() and len(line) == digits_width(text, 3) for line in drawn)


@given(st.text("0123456789", min_size=1, max_size=6), ROWS)
def test_all_figures_of_one_length_are_of_one_width(text: str, rows: int) -> None:
    assert digits_width(text, rows) == digits_width("0" * len(text), rows)


@pytest.mark.parametrize("rows", [3, 5, 7])
def test_no_two_figures_look_alike(rows: int) -> None:
    styles: list[DigitStyle] = ["blocks", "fill"] if rows > 3 else ["blocks", "drawn"]
    for style in styles:
        assert len({digits(char, rows, style) for char in "0123456789:%–hms"}) == 16


def test_a_fill_has_whole_cells_only() -> None:
    assert digits("0", 5, "fill") == (" ████ ", "██  ██", "██  ██", "██  ██", " ████ ")


@pytest.mark.parametrize(
    ("text", "drawable"),
    [("12 345", True), ("2 h 5 m", True), ("–", True), ("", False), ("Ready", False), ("王", False)],
)
def test_what_has_no_shape_is_not_drawable(text: str, drawable: bool) -> None:
    assert is_drawable(text) is drawable
