"""Texts measured, cut and wrapped by cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallboard.picture import cells
from wallboard.picture.glyphs import UTF8, plain

PLAIN = st.text().map(lambda text: plain(text, UTF8))


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        pytest.param("Billing", 7, "Billing", id="what fits stays"),
        pytest.param("Billing", 6, "Billi…", id="the mark takes the last cell"),
        pytest.param(
            "Großmann-Feuerstein, Ángela", 22, "Großmann-Feuerstein,…", id="no blank before the mark"
        ),
        pytest.param("王小明", 5, "王小…", id="wide characters are two cells"),
        pytest.param("王小明", 4, "王…", id="a wide character is never halved"),
        pytest.param("e\u0301e\u0301e\u0301", 2, "e\u0301…", id="a mark stays with its letter"),
        pytest.param("Billing", 1, "…", id="only the mark"),
        pytest.param("Billing", 0, "", id="nothing"),
    ],
)
def test_a_text_is_cut_with_a_mark(text: str, room: int, expected: str) -> None:
    assert cells.cut(text, room, "…") == expected


@given(PLAIN, st.integers(0, 40))
def test_left_and_right_take_exactly_their_cells(text: str, room: int) -> None:
    assert cells.width(cells.left(text, room, "…")) == room
    assert cells.width(cells.right(text, room, "…")) == room


@given(PLAIN, st.integers(2, 40))
def test_wrapping_loses_no_word_and_no_line_is_too_long(text: str, room: int) -> None:
    lines = cells.wrap(text, room)
    assert all(cells.width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_text_breaks_between_words() -> None:
    assert cells.wrap("Tell callers to wait, do not take card numbers", 20) == (
        "Tell callers to",
        "wait, do not take",
        "card numbers",
    )


def test_a_word_that_is_too_long_breaks_within() -> None:
    assert cells.wrap("see https://example.org/a", 10) == ("see", "https://ex", "ample.org/", "a")
