"""A row's details as they are drawn: nothing cut, signs and rules in words, a box of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.strategies import FRESHNESS, GLYPHS, HEIGHTS, LONG_TEXTS, SEVERITIES, TEXTS, WIDTHS
from tests.picture.test_properties import holds
from tests.picture.views import LIVE, STALE
from wallboard.board.views import DetailView, RowDetailsView, Severity
from wallboard.picture.details import details_body, details_picture
from wallboard.picture.glyphs import ASCII, UTF8, Glyphs
from wallboard.picture.lines import Role, text_of

ITO = RowDetailsView(
    title="Ito, Mari",
    lines=(
        DetailView("State", "Not ready", Severity.OK),
        DetailView("For", "21:07", Severity.ALERT, rule="of 20:00"),
        DetailView("Level", "78 %", Severity.WARN, rule="of 80 %", goal="goal at least 80 %"),
        DetailView("Handled", "14", Severity.OK, recent=("9", "–", "12")),
        DetailView("Service level target", "80 %", Severity.OK, muted=True),
        DetailView("Team", "Backup team for the long evenings of the winter in Nord", Severity.OK),
    ),
    times=("10:36", "10:39", "10:42"),
    freshness=LIVE,
)


def drawn(view: RowDetailsView, width: int = 60, height: int = 20, glyphs: Glyphs = UTF8) -> list[str]:
    return [text_of(line).rstrip() for line in details_picture(view, width, height, 0, glyphs)]


def test_the_details_of_a_row() -> None:
    assert drawn(ITO) == [
        "",
        "  Ito, Mari ───────────────────────────────── enter closes",
        "  State        Not ready",
        "  For          ■ 21:07 of 20:00",
        "  Level        ▲ 78 % of 80 %   goal at least 80 %",
        "  Handled      14",
        "  Service      80 %",
        "  level target",
        "  Team         Backup team for the long evenings of the",
        "               winter in Nord",
        "",
        "  Before       10:36  10:39  10:42",
        "  Handled          9      –     12",
        "",
    ]


def test_in_ascii() -> None:
    seen = drawn(ITO, glyphs=ASCII)
    assert seen[3] == "  For          X 21:07 of 20:00"
    assert seen[4] == "  Level        ! 78 % of 80 %   goal at least 80 %"


def test_a_narrow_box_wraps_and_keeps_the_newest_of_the_past() -> None:
    seen = drawn(ITO, width=32)
    assert "  Level        ▲ 78 % of 80 %" in seen
    assert "               goal at least" in seen
    assert "  Before       10:39  10:42" in seen


def test_an_alert_is_filled_and_a_warning_coloured() -> None:
    lines = details_picture(ITO, 60, 20, 0, UTF8)
    roles = {run.text.strip(): run.role for line in lines for run in line if run.text.strip()}
    assert roles["■ 21:07 of 20:00"] is Role.ALERT
    assert roles["▲ 78 % of 80 %"] is Role.WARN
    assert roles["80 %"] is Role.MUTED


def test_the_box_stands_on_its_own_ground() -> None:
    runs = [run for line in details_picture(ITO, 60, 20, 0, UTF8) for run in line]
    assert all(run.on is Role.DRAINED or run.role is Role.ALERT for run in runs)


def test_old_details_say_so_and_have_no_hue() -> None:
    view = RowDetailsView(ITO.title, ITO.lines, ITO.times, STALE)
    lines = details_picture(view, 60, 20, 0, UTF8)
    assert drawn(view)[2] == "  old 38 s"
    assert not {Role.ALERT, Role.WARN} & {run.role for line in lines for run in line}


def test_a_row_that_has_left_is_told_first() -> None:
    view = RowDetailsView(ITO.title, ITO.lines, ITO.times, LIVE, note="This row is no longer in the answer.")
    assert drawn(view)[2] == "  This row is no longer in the answer."


@pytest.mark.parametrize(
    ("first", "seen"), [(0, "  State        Not ready"), (2, "  Level        ▲ 78 % of 80 %")]
)
def test_what_does_not_fit_is_scrolled_and_counted(first: int, seen: str) -> None:
    picture = details_picture(ITO, 60, 8, first, UTF8)
    lines = [text_of(line).rstrip() for line in picture]
    assert lines[1].startswith("  Ito, Mari ──")
    assert lines[2].startswith(seen)
    assert lines[-1] == "  +6"


DETAILS = st.builds(
    DetailView,
    label=TEXTS,
    text=LONG_TEXTS,
    severity=SEVERITIES,
    rule=TEXTS,
    goal=TEXTS,
    muted=st.booleans(),
    recent=st.just(()) | st.tuples(TEXTS, TEXTS, TEXTS),
)
VIEWS = st.builds(
    RowDetailsView,
    title=TEXTS,
    lines=st.lists(DETAILS, max_size=6).map(tuple),
    times=st.just(("10:36", "10:39", "3 Oct 10:42")),
    freshness=FRESHNESS,
    note=st.just("") | LONG_TEXTS,
)


@given(VIEWS, WIDTHS, HEIGHTS, st.integers(0, 30), GLYPHS)
def test_the_box_is_as_wide_as_it_is_told_and_no_higher(
    view: RowDetailsView, width: int, height: int, first: int, glyphs: Glyphs
) -> None:
    picture = details_picture(view, width, height, first, glyphs)
    assert len(picture) <= height
    holds(picture, width, len(picture), glyphs)


@given(VIEWS, st.integers(20, 100))
def test_no_text_is_cut_but_for_the_head_of_the_past(view: RowDetailsView, inner: int) -> None:
    past = RowDetailsView(view.title, view.lines, (), LIVE, view.note)
    assert not any("…" in text_of(line) for line in details_body(past, inner, UTF8))
