"""Times in state that count on between answers: an estimate, judged as it is shown."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.board.wall import AGENTS, Wall, agents, columns, plan, rows
from wallboard.board.board import WidgetRef
from wallboard.board.ticking import counted_on
from wallboard.board.views import Severity
from wallboard.layout.plan import Figure, GridPlan, Threshold
from wallboard.protocol.kinds import Kind

GRID = WidgetRef(0, 0)
BREAK = Threshold(900, 1200, True, (("acd_state", "not_ready"),))
FOR = Figure("For", Kind.SECONDS, thresholds=(BREAK,))
SHOWN = columns(
    ("first_last_name", Figure("Agent", Kind.TEXT)),
    ("state_duration", FOR),
    ("acd_state", Figure("State", Kind.STATE)),
    ("in_calls_handled_per_day", Figure("Handled", Kind.COUNT, thresholds=(Threshold(50, 90, True),))),
)
RUNNING = (SHOWN[0], replace(SHOWN[1], runs=True), *SHOWN[2:])


def ticking_wall(*people: tuple[str, str, str], grid: GridPlan | None = None, tick: bool = True) -> Wall:
    """Agents of a name, a time in state in seconds, and a state."""
    wall = Wall(replace(plan(grid or agents(*RUNNING)), tick=tick))
    return wall.gets(answer(*people))


def answer(*people: tuple[str, str, str]):  # type: ignore[no-untyped-def]
    return rows(*((name, name.title(), seconds, state, "9") for name, seconds, state in people), part=AGENTS)


def times(wall: Wall) -> list[str]:
    return [row.cells[1].text for row in wall.grid().rows]


@pytest.mark.parametrize(
    ("seconds", "age_s", "shown"),
    [
        pytest.param(47, 0.9, 47, id="no second has passed"),
        pytest.param(47, 2.1, 49, id="each second below ten minutes"),
        pytest.param(598, 2, 600, id="up to ten minutes"),
        pytest.param(598, 40, 600, id="from there on it waits for the minute"),
        pytest.param(598, 62, 660, id="and then for the next"),
        pytest.param(733, 30, 733, id="above ten minutes it stays as it came"),
        pytest.param(733, 47, 780, id="until the minute is full"),
        pytest.param(3590, 20, 3600, id="over the hour"),
        pytest.param(47, -3, 47, id="a clock that runs backwards takes nothing away"),
    ],
)
def test_a_duration_counts_on(seconds: float, age_s: float, shown: float) -> None:
    assert counted_on(seconds, age_s) == shown


@given(st.integers(0, 90_000), st.floats(0, 4000), st.floats(0, 100))
def test_an_estimate_never_falls_and_is_never_more_than_the_time_that_passed(
    seconds: int, age_s: float, more: float
) -> None:
    now = counted_on(seconds, age_s)
    assert seconds <= now <= seconds + age_s
    assert now <= counted_on(seconds, age_s + more)
    assert now <= counted_on(seconds + 1, age_s)


def test_a_time_in_state_counts_on_between_answers() -> None:
    wall = ticking_wall(("ito", "47", "busy"), ("lee", "733", "busy"), ("sato", "", ""))
    assert times(wall) == ["0:47", "12:13", "–"]
    assert times(wall.at(2)) == ["0:49", "12:13", "–"]
    assert times(wall.at(15)) == ["1:02", "12:13", "–"]
    assert times(wall.gets(answer(("ito", "62", "busy")))) == ["1:02"]


def test_a_column_that_does_not_run_stands() -> None:
    wall = ticking_wall(("ito", "47", "busy"), grid=agents(*SHOWN))
    assert times(wall.at(9)) == ["0:47"]
    assert not wall.board.counts_on(GRID, wall.now)


def test_a_layout_can_do_without() -> None:
    wall = ticking_wall(("ito", "47", "busy"), tick=False)
    assert times(wall.at(9)) == ["0:47"]
    assert not any(column.ticks for column in wall.grid().columns)


def test_only_the_column_that_counts_is_marked_as_estimated() -> None:
    wall = ticking_wall(("ito", "47", "busy"))
    assert [column.ticks for column in wall.grid().columns] == [False, True, False, False]


def test_old_figures_are_those_that_came() -> None:
    wall = ticking_wall(("ito", "47", "busy"))
    assert times(wall.at(30)) == ["1:17"]
    assert times(wall.at(31)) == ["0:47"]
    assert not wall.board.counts_on(GRID, wall.now)


def test_frozen_figures_are_those_that_came() -> None:
    wall = ticking_wall(("ito", "47", "busy")).at(2)
    wall.board.freeze(wall.now)
    assert times(wall.at(9)) == ["0:47"]
    assert not wall.board.counts_on(GRID, wall.now)


def severities(wall: Wall) -> list[Severity]:
    return [row.cells[1].severity for row in wall.grid().rows]


def test_an_estimate_is_judged_as_it_is_shown() -> None:
    wall = ticking_wall(("ito", "895", "not_ready"), ("lee", "895", "busy"))
    assert severities(wall.at(4)) == [Severity.OK, Severity.OK]
    assert severities(wall.at(5)) == [Severity.WARN, Severity.OK]
    assert times(wall) == ["15:00", "15:00"]


def test_what_is_hidden_is_counted_as_it_would_be_shown() -> None:
    people = [(f"p{number}", str(880 + number), "not_ready") for number in range(40)]
    wall = ticking_wall(*people)
    for second in range(31):
        view = wall.at(second).grid()
        assert list(view.severities) == [row.severity for row in view.rows]
    assert list(wall.at(0).grid().severities).count(Severity.WARN) == 20
    assert list(wall.at(15).grid().severities).count(Severity.WARN) == 35


def test_another_columns_severity_stays_the_worst() -> None:
    wall = Wall(plan(agents(*RUNNING))).gets(rows(("ito", "Ito", "1199", "not_ready", "95")))
    assert list(wall.at(1).grid().severities) == [Severity.ALERT]
    assert wall.grid().rows[0].severity is Severity.ALERT
    assert wall.grid().rows[0].cells[1].severity is Severity.ALERT


@given(
    st.lists(st.tuples(st.integers(0, 1300), st.sampled_from(["busy", "not_ready"])), max_size=12),
    st.floats(0, 30),
    st.booleans(),
)
def test_the_sort_of_the_answer_is_that_of_the_estimates(
    people: list[tuple[int, str]], age_s: float, falling: bool
) -> None:
    wall = ticking_wall(*((f"p{i}", str(seconds), state) for i, (seconds, state) in enumerate(people)))
    for _ in range(1 if falling else 2):
        wall.board.sort_by(GRID, 1)
    view = wall.at(age_s).grid()
    seen = [counted_on(seconds, age_s) for seconds, _ in people]
    order = [int(row.key[0][1:]) for row in view.rows]
    assert [seen[i] for i in order] == sorted(seen, reverse=falling)
    assert list(view.severities) == [row.severity for row in view.rows]


def test_a_column_keeps_room_for_the_hour_that_is_near() -> None:
    assert ticking_wall(("ito", "3580", "busy")).grid().columns[1].widest == len("1:00:00")


def test_rows_that_nobody_looks_at_are_not_made() -> None:
    wall = ticking_wall(*((f"p{i}", "47", "busy") for i in range(5000)))
    view = wall.at(2).grid()
    assert view.rows[4000].cells[1].text == "0:49"
    assert view.rows._make.cache_info().currsize == 1  # type: ignore[attr-defined]
