"""A column over answers: what it keeps of the cells that it has seen is never wrong."""

from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.board.wall import Wall, agents, columns, plan, rows
from wallboard.board.column import Column
from wallboard.board.formats import Place
from wallboard.board.views import Severity
from wallboard.layout.plan import Figure, Threshold
from wallboard.protocol.answer import Row
from wallboard.protocol.kinds import Kind
from wallboard.protocol.values import Raw

MANY = Threshold(5, 10, more_is_worse=True)
ON_BREAK = replace(MANY, when=(("acd_state", "break"),))

COUNT = ("in_calls_handled_per_day", Figure("Handled", Kind.COUNT, thresholds=(MANY,)))
BREAK = ("state_duration", Figure("For", Kind.SECONDS, thresholds=(ON_BREAK,)))
STATE = ("acd_state", Figure("State", Kind.STATE))
SINCE = ("login_time", Figure("Since", Kind.TIMESTAMP))
GRID = agents(*columns(COUNT, BREAK, STATE, SINCE))

RAW: st.SearchStrategy[Raw] = st.sampled_from(
    [
        None,
        "",
        "0",
        "1",
        "7",
        "12",
        "60",
        "700",
        "many",
        0,
        1,
        1.0,
        7,
        12.5,
        True,
        False,
        "break",
        "1764000000",
    ]
)
ROW = st.tuples(st.just("ito"), RAW, RAW, st.sampled_from([None, "break", "ready", True, 1]), RAW)


@settings(deadline=None)
@given(st.lists(st.lists(ROW, max_size=6), min_size=1, max_size=4))
def test_what_it_has_seen_before_changes_nothing_of_what_it_says(answers: list[list[Row]]) -> None:
    unmarked = replace(plan(GRID), change_marks=False)
    wall = Wall(unmarked)
    for answer in answers:
        seen = wall.gets(rows(*answer)).grid()
        alone = Wall(unmarked).gets(rows(*answer)).grid()
        assert list(seen.rows) == list(alone.rows)
        assert list(seen.severities) == list(alone.severities)


@pytest.mark.parametrize("first", [1, True], ids=["a figure", "a flag"])
def test_a_flag_is_never_taken_for_the_figure_one(first: Raw) -> None:
    column = Column(GRID, GRID.columns[0], "0-1")
    texts = [column.cell(("ito", raw, "", "", "")).text for raw in (first, True, 1, 1.0)]
    assert texts[1:] == ["–", "1", "1"]


def test_equal_cells_are_judged_by_what_else_their_rows_say() -> None:
    column = Column(GRID, GRID.columns[1], "0-1")
    cells = [("ito", "", "7", "break", ""), ("lee", "", "7", "ready", ""), ("sato", "", "7", None, "")]
    assert list(column.severities(cells)) == [Severity.WARN, Severity.OK, Severity.OK]
    assert [column.cell(row).severity for row in cells] == [Severity.WARN, Severity.OK, Severity.OK]


def test_a_time_is_written_anew_when_the_day_turns() -> None:
    column = Column(GRID, GRID.columns[3], "0-1")
    row = ("ito", "", "", "", "1772442000")
    midnight = 1772496000.0
    column.write_for(Place(UTC, midnight - 60), 1)
    assert (column.cell(row).text, column.severities([row]), column.widest) == ("09:00", b"\1", 5)
    assert column.write_for(Place(UTC, midnight), 1)
    assert (column.cell(row).text, column.severities([row]), column.widest) == ("2 Mar 09:00", b"\1", 11)
