"""Agents by state and reason, drawn: what is told, what gives way, and what is counted instead."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.picture.views import LIVE, LOST, STALE
from wallboard.board.summary import UNCOUNTED
from wallboard.board.views import Freshness, Level, StateView, SummaryView
from wallboard.picture.glyphs import ASCII, CONSOLE, UTF8, Glyphs
from wallboard.picture.lines import Role, text_of
from wallboard.picture.summary import summary_picture

REASONS = (("Break", 4), ("Lunch", 3), ("Training", 1), ("Coaching with team lead", 1))
VIEW = SummaryView(
    "Agents",
    55,
    (
        StateView("ready", 12),
        StateView("busy", 31),
        StateView("after call", 3),
        StateView("not ready", 9, REASONS),
    ),
    LIVE,
)


def drawn(view: SummaryView, width: int, height: int, glyphs: Glyphs = UTF8) -> list[str]:
    return [text_of(line).rstrip() for line in summary_picture(view, width, height, 1, glyphs)]


def test_a_summary_in_one_row() -> None:
    rule, row = drawn(VIEW, 120, 2)
    assert rule == " Agents " + "─" * 98 + " 55 logged in"
    assert row == (
        " 12 ready   31 busy   3 after call    9 not ready"
        " (4 Break, 3 Lunch, 1 Training, 1 Coaching with team lead)"
    )


@pytest.mark.parametrize(
    ("width", "rows"),
    [
        pytest.param(
            80,
            [" 12 ready   31 busy   3 after call    9 not ready (4 Break, 3 Lunch, 2 other)"],
            id="the reasons that have no room are counted together",
        ),
        pytest.param(
            72,
            [" 12 ready   31 busy   3 after call    9 not ready (4 Break, 5 other)"],
            id="and more of them",
        ),
        pytest.param(54, [" 12 ready   31 busy   3 after call    9 not ready"], id="then all reasons go"),
        pytest.param(46, [" 12 ready   31 busy   12 in other states"], id="then states, counted too"),
        pytest.param(36, [" 12 ready   43 in other states"], id="down to one"),
        pytest.param(
            46,
            [" 12 ready   31 busy   3 after call", " 9 not ready (4 Break, 3 Lunch, 2 other)"],
            id="a second row takes what the first can't",
        ),
        pytest.param(
            62,
            [
                " 12 ready   31 busy   3 after call    9 not ready (4 Break,",
                " 3 Lunch, 1 Training, 1 Coaching with team lead)",
            ],
            id="and the rest of the reasons",
        ),
    ],
)
def test_what_has_no_room_is_counted(width: int, rows: list[str]) -> None:
    assert drawn(VIEW, width, 1 + len(rows))[1:] == rows


def test_a_count_that_grows_moves_no_state() -> None:
    def starts(ready: int) -> list[int]:
        states = (replace(VIEW.states[0], count=ready), *VIEW.states[1:])
        row = drawn(replace(VIEW, states=states), 120, 2)[1]
        return [row.index(word) for word in ("31 busy", "3 after call", "9 not ready")]

    assert starts(9) == starts(12)


def test_before_the_first_answer_there_are_dashes_and_no_count() -> None:
    waiting = SummaryView("Agents", None, UNCOUNTED, Freshness(Level.WAITING, 4.0, "4 s"))
    rule, row = drawn(waiting, 80, 2)
    assert set(rule.removeprefix(" Agents ")) == {"─"}
    assert " ".join(row.split()) == "– ready – busy – after call – not ready"
    assert drawn(waiting, 80, 2, ASCII)[1] == row.replace("–", "-")


def test_without_agents_it_says_why() -> None:
    view = replace(VIEW, total=0, states=(), empty="No agent is logged in.")
    assert drawn(view, 60, 3) == [" Agents " + "─" * 39 + " 0 logged in", " No agent is logged in.", ""]


def test_a_team_that_is_missing_is_told_beside_the_title() -> None:
    empty = "This server knows no team “Front”."
    view = replace(VIEW, total=None, states=(), empty=empty, note="no team “Front”")
    assert drawn(view, 60, 2)[0].startswith(" Agents  no team “Front” ──")


@pytest.mark.parametrize(("fresh", "role"), [(STALE, Role.STALE), (LOST, Role.LOST)], ids=["stale", "lost"])
def test_old_counts_look_old_and_say_so(fresh: Freshness, role: Role) -> None:
    rule, row = summary_picture(replace(VIEW, freshness=fresh), 120, 2, 1, UTF8)
    assert text_of(rule).rstrip().endswith(f"55 logged in   old {fresh.age}")
    assert {run.role for run in row if run.text.strip()} == {role}


def test_the_age_outlasts_the_count() -> None:
    assert drawn(replace(VIEW, freshness=STALE), 28, 2)[0] == " Agents ────────── old 38 s"


def test_a_zero_that_wants_no_eye_is_muted_and_a_count_is_bright() -> None:
    view = replace(VIEW, states=(StateView("ready", 0), StateView("busy", 0, muted=True)))
    _, row = summary_picture(view, 60, 2, 1, UTF8)
    assert [run.role for run in row if run.text == "0"] == [Role.VALUE, Role.MUTED]


STATES = st.builds(
    StateView,
    word=st.text(max_size=12),
    count=st.integers(0, 9999),
    reasons=st.lists(st.tuples(st.text(max_size=20), st.integers(1, 99)), max_size=5).map(tuple),
)


@given(
    st.lists(STATES, max_size=7).map(tuple),
    st.integers(24, 200),
    st.integers(1, 5),
    st.sampled_from([UTF8, CONSOLE, ASCII]),
    st.sampled_from([LIVE, STALE, LOST]),
)
def test_any_summary_fills_its_box(
    states: tuple[StateView, ...], width: int, height: int, glyphs: Glyphs, fresh: Freshness
) -> None:
    total = sum(state.count or 0 for state in states)
    picture = summary_picture(SummaryView("Agents", total, states, fresh), width, height, 1, glyphs)
    assert [sum(cell_len(run.text) for run in line) for line in picture] == [width] * height
