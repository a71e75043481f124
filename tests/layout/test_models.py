"""Texts in a layout that stand for figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallboard.layout.models import duration_seconds, screen_size


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        pytest.param("5:00", 300, id="minutes and seconds"),
        pytest.param("0:07", 7, id="seconds"),
        pytest.param("90:00", 5400, id="more minutes than an hour has"),
        pytest.param("1:02:03", 3723, id="hours"),
        pytest.param("1:60:00", None, id="no such minute beside hours"),
        pytest.param("5:60", None, id="no such second"),
        pytest.param("5:0", None, id="a lone digit of seconds"),
        pytest.param("300", None, id="a number is no duration"),
        pytest.param("-5:00", None, id="nothing below zero"),
        pytest.param("５:００", None, id="digits of another script"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_duration_is_written_as_the_board_shows_it(text: str, seconds: int | None) -> None:
    assert duration_seconds(text) == seconds


@given(st.integers(0, 9999), st.integers(0, 59), st.integers(0, 59))
def test_hours_minutes_and_seconds_add_up(hours: int, minutes: int, seconds: int) -> None:
    assert duration_seconds(f"{hours}:{minutes:02}:{seconds:02}") == hours * 3600 + minutes * 60 + seconds


def test_a_screen_is_columns_by_rows() -> None:
    assert screen_size("160x50") == (160, 50)


@pytest.mark.parametrize(
    "text", ["160", "160x", "160 x 50", "39x24", "80x9", "501x50", "80x201", "99999x50", "-80x24"]
)
def test_what_is_no_screen_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        screen_size(text)
