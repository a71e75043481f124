"""The sets of signs, and texts in the characters that a set has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from wallboard.board.views import Severity
from wallboard.picture.glyphs import ASCII, CONSOLE, UTF8, Glyphs, plain

SETS = pytest.mark.parametrize("glyphs", [UTF8, CONSOLE, ASCII], ids=lambda glyphs: glyphs.charset)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Großmann-Feuerstein", "Grossmann-Feuerstein", id="sharp s is two letters"),
        pytest.param("Nowak, Łukasz", "Nowak, Lukasz", id="a stroke goes"),
        pytest.param("Bjørnson, Åse", "Bjornson, Ase", id="slash and ring go"),
        pytest.param("O’Neill", "O'Neill", id="a curly apostrophe is a straight one"),
        pytest.param("Nguyễn, Thị Hương", "Nguyen, Thi Huong", id="several marks on a letter go"),
        pytest.param("王小明", "??????", id="a wide character is two question marks"),
        pytest.param("Дарья", "?????", id="a letter of another script is a question mark"),
        pytest.param("no team “Front”", 'no team "Front"', id="quotes are straight"),
        pytest.param("≥ 80 %", ">= 80 %", id="a bound is two signs"),
        pytest.param("12\u202f345", "12 345", id="a thin space is a space"),
    ],
)
def test_ascii_shows_the_nearest_letters(text: str, expected: str) -> None:
    assert plain(text, ASCII) == expected


def test_the_console_shows_what_its_font_has() -> None:
    assert plain("Großmann, Ängela ≤ 5 ■ ▲", CONSOLE) == "Großmann, Ängela ≤ 5 ■ ▲"
    assert plain("Łukasz – 王", CONSOLE) == "Lukasz - ??"


def test_utf8_shows_all_but_what_has_no_width_of_its_own() -> None:
    assert plain("王小明 Дарья ▲", UTF8) == "王小明 Дарья ▲"
    assert plain("a\u200db\ufe0f\u202e\x1b", UTF8) == "ab "


@SETS
@given(one=st.text(), other=st.text())
def test_widths_of_plain_texts_add_up(glyphs: Glyphs, one: str, other: str) -> None:
    left, right = plain(one, glyphs), plain(other, glyphs)
    assert cell_len(left + right) == cell_len(left) + cell_len(right)


@SETS
@given(text=st.text())
def test_plain_texts_stay_as_they_are(glyphs: Glyphs, text: str) -> None:
    once = plain(text, glyphs)
    assert plain(once, glyphs) == once


@SETS
def test_every_severity_that_matters_has_a_silhouette_of_its_own(glyphs: Glyphs) -> None:
    signs = {glyphs.sign(severity) for severity in (Severity.WARN, Severity.ALERT)}
    assert len(signs) == 2
    assert all(cell_len(sign) == 1 for sign in signs)
    arrows = {glyphs.sorted_down, glyphs.sorted_up}
    assert not signs & arrows
