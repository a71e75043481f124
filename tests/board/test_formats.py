"""Values as they are read (DESIGN section 8)."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wallboard.board.formats import Place, Written, clock, duration, shown, time_of_day, write
from wallboard.protocol.kinds import Kind
from wallboard.protocol.values import UNKNOWN, Number, Text, Value

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC).timestamp()
PLACE = Place(UTC, NOON)
FIGURES = st.floats(min_value=-1e15, max_value=1e15)


def at(*when: int) -> float:
    return datetime(*when, tzinfo=UTC).timestamp()  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("kind", "figure", "expected"),
    [
        pytest.param(Kind.COUNT, 7.0, "7", id="a count"),
        pytest.param(Kind.COUNT, 9999.0, "9999", id="four digits stand together"),
        pytest.param(Kind.COUNT, 10_000.0, "10 000", id="grouped from 10 000"),
        pytest.param(Kind.COUNT, 1_234_567.0, "1 234 567", id="grouped twice"),
        pytest.param(Kind.COUNT, -12_000.0, "-12 000", id="a negative count"),
        pytest.param(Kind.COUNT, 7.5, "7.5", id="half a count is not hidden"),
        pytest.param(Kind.COUNT, 9999.97, "10 000", id="a count that rounds up to 10 000"),
        pytest.param(Kind.COUNT, -0.01, "0", id="no minus before a zero"),
        pytest.param(Kind.SECONDS, 0.0, "0:00", id="no time"),
        pytest.param(Kind.SECONDS, 7.9, "0:07", id="seconds are rounded down"),
        pytest.param(Kind.SECONDS, 252.0, "4:12", id="minutes"),
        pytest.param(Kind.SECONDS, 3599.0, "59:59", id="the last second of an hour"),
        pytest.param(Kind.SECONDS, 3600.0, "1:00:00", id="an hour"),
        pytest.param(Kind.SECONDS, 100 * 3600.0, "100:00:00", id="four days in hours"),
        pytest.param(Kind.MILLISECONDS, 61.0, "1:01", id="milliseconds were read as seconds"),
        pytest.param(Kind.RATIO, 82.4, "82 %", id="a share without decimals"),
        pytest.param(Kind.RATIO, 82.5, "83 %", id="half goes up"),
        pytest.param(Kind.RATIO, 98.9, "99 %", id="no decimal below 99"),
        pytest.param(Kind.RATIO, 99.2, "99.2 %", id="one decimal from 99"),
        pytest.param(Kind.RATIO, 99.0, "99.0 %", id="one decimal at 99"),
        pytest.param(Kind.RATIO, 99.97, "99.9 %", id="short of all is not all"),
        pytest.param(Kind.RATIO, 100.0, "100 %", id="all"),
        pytest.param(Kind.PERCENT, 130.2, "130 %", id="more than all"),
        pytest.param(Kind.TIMESTAMP, at(2026, 3, 2, 8, 5), "08:05", id="a time of today"),
        pytest.param(Kind.TIMESTAMP, at(2026, 3, 1, 8, 5), "1 Mar 08:05", id="a time of yesterday"),
        pytest.param(Kind.TIMESTAMP, at(2025, 12, 31, 8, 5), "31 Dec 2025 08:05", id="a time of last year"),
        pytest.param(Kind.TIMESTAMP, 1e14, "–", id="a time beyond all calendars"),
        pytest.param(Kind.ANY, 7.25, "7.3", id="a figure of unknown kind"),
    ],
)
def test_a_figure_is_written_by_its_kind(kind: Kind, figure: float, expected: str) -> None:
    assert write(Number(figure), kind, PLACE).whole == expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        pytest.param(Kind.TEXT, "Front", "Front", id="a text"),
        pytest.param(Kind.STATE, "ready", "Ready", id="ready"),
        pytest.param(Kind.STATE, "not_ready", "Not ready", id="not ready"),
        pytest.param(Kind.STATE, "busy", "Busy", id="busy"),
        pytest.param(Kind.STATE, "after_call_work", "After call", id="after-call work"),
        pytest.param(Kind.STATE, "on_fire", "on_fire", id="a state we have no word for"),
        pytest.param(Kind.FLAG, "1", "yes", id="a flag"),
        pytest.param(Kind.FLAG, "false", "no", id="a flag that is down"),
        pytest.param(Kind.ANY, "x-17", "x-17", id="a text of unknown kind"),
    ],
)
def test_a_text_is_written_in_words_of_ours_where_we_have_them(kind: Kind, text: str, expected: str) -> None:
    assert write(Text(text), kind, PLACE).whole == expected


@pytest.mark.parametrize("kind", Kind)
def test_no_value_is_a_dash_in_every_kind(kind: Kind) -> None:
    assert write(UNKNOWN, kind, PLACE) == Written("–")


def test_text_and_unit_are_apart_for_tiles() -> None:
    assert write(Number(82.0), Kind.RATIO, PLACE) == Written("82", "%")


def test_times_are_those_of_the_boards_zone() -> None:
    berlin = Place(ZoneInfo("Europe/Berlin"), at(2026, 3, 2, 22, 30))
    assert time_of_day(at(2026, 3, 2, 23, 30), berlin) == "3 Mar 00:30"
    assert clock(berlin) == "23:30:00"


def test_the_clock_follows_summer_time() -> None:
    zone = ZoneInfo("Europe/Berlin")
    before, after = at(2026, 3, 29, 0, 59, 59), at(2026, 3, 29, 1, 0, 0)
    assert (clock(Place(zone, before)), clock(Place(zone, after))) == ("01:59:59", "03:00:00")


VALUES = st.one_of(
    st.just(UNKNOWN),
    st.builds(Number, FIGURES),
    st.builds(Text, st.text(min_size=1)),
)


@settings(deadline=None)
@given(VALUES, st.sampled_from(Kind), st.integers(-14, 14))
def test_no_value_can_make_it_raise(value: Value, kind: Kind, hours: int) -> None:
    assert write(value, kind, Place(timezone(timedelta(hours=hours)), NOON)).text


@settings(deadline=None)
@given(FIGURES, FIGURES, st.sampled_from([Kind.COUNT, Kind.SECONDS, Kind.RATIO, Kind.PERCENT, Kind.ANY]))
@example(98.6, 99.0, Kind.RATIO)
@example(99.97, 100.0, Kind.RATIO)
def test_a_larger_value_never_shows_a_smaller_figure(one: float, other: float, kind: Kind) -> None:
    low, high = sorted((one, other))
    assert shown(low, kind) <= shown(high, kind)


@settings(deadline=None)
@given(FIGURES, FIGURES, st.sampled_from([Kind.COUNT, Kind.SECONDS, Kind.RATIO, Kind.PERCENT, Kind.ANY]))
def test_equal_texts_say_equal_figures(one: float, other: float, kind: Kind) -> None:
    if write(Number(one), kind, PLACE) == write(Number(other), kind, PLACE):
        assert shown(one, kind) == shown(other, kind)


@settings(deadline=None)
@given(st.integers(0, 10**9))
def test_a_duration_can_be_read_back(seconds: int) -> None:
    parts = [int(part) for part in duration(seconds).split(":")]
    hours, minutes, rest = [0] * (3 - len(parts)) + parts
    assert hours * 3600 + minutes * 60 + rest == seconds
    assert max(minutes, rest) < 60
