"""What the viewer's hand leaves on a grid's picture: filter, counts, columns out of sight, the dialog."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.strategies import COLUMNS
from tests.picture.views import AGENT_COLUMNS, AGENT_ROWS, STALE, agents, column, grid, hints
from wallboard.board.views import ColumnChoice, ColumnsView, ColumnView, GridView, Severity
from wallboard.picture.columns import GAP, place_columns
from wallboard.picture.columns_dialog import columns_picture
from wallboard.picture.glyphs import ASCII, UTF8, Glyphs
from wallboard.picture.grid import GridPicture, grid_picture
from wallboard.picture.lines import Role, text_of
from wallboard.picture.prompt import prompt_line

OK, WARN, ALERT = Severity.OK, Severity.WARN, Severity.ALERT
PEOPLE = grid("Agents", AGENT_COLUMNS, AGENT_ROWS, cursor=0)
ITO = replace(PEOPLE, rows=AGENT_ROWS[:1], severities=(ALERT,), filter="ito", left_out=(OK,) * 185)


def rule(view: GridView, width: int = 78, height: int = 20, margin: int = 2, glyphs: Glyphs = UTF8) -> str:
    return text_of(GridPicture(view, width, height, margin, glyphs).head()[0]).strip()


# -- the rule -----------------------------------------------------------------------------------------


def test_a_filter_stays_in_the_title_while_it_is_on() -> None:
    text = rule(ITO)
    assert text.startswith("Agents / ito ───")
    assert text.endswith("─ 1 of 186")


def test_the_filter_is_where_the_viewer_is_and_has_his_colour() -> None:
    (run,) = [run for run in GridPicture(ITO, 78, 20, 2, UTF8).head()[0] if run.text == "ito"]
    assert run.role is Role.ACCENT


def test_problems_that_a_filter_hides_are_counted() -> None:
    view = replace(ITO, left_out=(ALERT, WARN, OK, WARN))
    assert rule(view).endswith("1 of 5  hidden: ■ 1  ▲ 2")
    assert rule(view, margin=1, glyphs=ASCII).endswith("1 of 5, hidden: X 1  ! 2")
    assert rule(view, width=34).endswith("1 of 5"), "the count gives way last"


def test_a_filter_that_leaves_more_than_fit_counts_both() -> None:
    view = replace(
        grid("Agents", AGENT_COLUMNS, agents(60)),
        filter="busy",
        left_out=(OK,) * 126,
    )
    assert "1–18 of 60 of 186  below: ▲ 1" in rule(view)
    assert "18 of 60 of 186, below: ▲ 1" in rule(view, margin=1)


def test_no_more_problems_is_not_said_where_a_filter_hides_some() -> None:
    view = replace(ITO, rows=AGENT_ROWS, severities=(ALERT, *(OK,) * 6), left_out=(OK, OK))
    assert rule(view, height=4, margin=1).endswith("2 of 7 of 9, no more problems")
    hidden = replace(view, left_out=(ALERT, OK))
    assert rule(hidden, height=4, margin=1).endswith("2 of 7 of 9, hidden: ■ 1")


def test_a_long_filter_is_cut_before_the_count() -> None:
    view = replace(ITO, filter="a very long filter for so short a rule")
    text = rule(view, width=44)
    assert text.startswith("Agents / a very long fi")
    assert "… ─" in text
    assert text.endswith("1 of 186")


def test_a_filter_that_leaves_nothing_counts_nothing_of_all() -> None:
    view = replace(ITO, rows=(), severities=(), cursor=None, empty='No agent matches "itoo". esc clears it.')
    seen = [text_of(line).strip() for line in grid_picture(view, 78, 5, 0, UTF8, 2)]
    assert seen[0].endswith("0 of 185")
    assert seen[2] == 'No agent matches "itoo". esc clears it.'


def test_worst_first_is_said_beside_the_title() -> None:
    assert rule(replace(PEOPLE, worst_first=True)).startswith("Agents  worst first ──")


PROBLEMS = replace(PEOPLE, only_problems=True, worst_first=True, left_out=(OK,) * 15)
ALL_WELL = replace(PROBLEMS, rows=(), severities=(), cursor=None, empty="No agent is outside its goals.")


def test_a_grid_of_problems_counts_the_rows_that_are_well() -> None:
    assert rule(PROBLEMS).startswith("Agents ──")
    assert rule(PROBLEMS).endswith("─ 7 of 22")


def test_where_all_is_well_a_desk_has_a_sentence() -> None:
    seen = [text_of(line).strip() for line in grid_picture(ALL_WELL, 78, 4, 0, UTF8, 2)]
    assert seen[0].endswith("─ 0 of 15")
    assert seen[2] == "No agent is outside its goals."


def test_where_all_is_well_a_wall_says_so_in_its_rule_and_is_silent() -> None:
    seen = [text_of(line).strip() for line in grid_picture(ALL_WELL, 78, 4, 0, UTF8, 4)]
    assert seen[0].endswith("─ 15 of 15 within goals")
    assert seen[2:] == ["", ""]


def test_a_rule_with_everything_keeps_its_age() -> None:
    view = replace(ITO, freshness=STALE, worst_first=True, left_out=(ALERT,) * 9)
    assert rule(view).endswith("old 38 s")
    assert rule(view, width=30).endswith("old 38 s")


# -- columns ------------------------------------------------------------------------------------------


def labels(columns: Sequence[ColumnView], room: int, **more: object) -> list[str]:
    return [slot.column.label for slot in place_columns(columns, room, **more)]  # type: ignore[arg-type]


def test_columns_out_of_sight_are_counted_beside_the_title() -> None:
    assert rule(PEOPLE, width=50).startswith("Agents  +3 columns ──")
    assert rule(replace(PEOPLE, shown=(0, 1)), width=50).startswith("Agents ──")
    assert "column" not in rule(PEOPLE, width=20), "no half a number where it does not fit"


@pytest.mark.parametrize(
    ("cursor", "expected"),
    [
        pytest.param(0, ["Agent", "State", "Reason", "For"], id="as it is without a cursor"),
        pytest.param(3, ["Agent", "State", "Reason", "For"], id="in sight already"),
        pytest.param(4, ["Agent", "Reason", "For", "Handled"], id="the next one"),
        pytest.param(5, ["Agent", "For", "Handled", "AHT"], id="further"),
        pytest.param(6, ["Agent", "For", "Handled", "AHT", "Team"], id="the last"),
    ],
)
def test_the_cursor_brings_its_column_into_sight_and_the_key_stays(cursor: int, expected: list[str]) -> None:
    narrow = (replace(AGENT_COLUMNS[0], width=20), *AGENT_COLUMNS[1:])
    assert labels(narrow, 54, cursor=cursor) == expected


def test_pinned_columns_stay_where_others_give_way_and_where_they_are_scrolled_away() -> None:
    pinned = tuple(replace(one, pinned=one.label == "State", sort="") for one in AGENT_COLUMNS)
    assert labels(pinned, 36) == ["Agent", "State", "For"]
    assert labels(pinned, 58, cursor=6) == ["Agent", "State", "AHT", "Team"]
    everything = tuple(replace(one, pinned=True) for one in pinned)
    assert labels(everything, 30, cursor=0) == ["Agent", "State"], "at last even pinned ones give way"


def test_columns_stand_in_the_viewers_order_and_hidden_ones_not_at_all() -> None:
    assert labels(AGENT_COLUMNS, 100, shown=(6, 0, 3)) == ["Team", "Agent", "For"]


def test_a_column_is_as_much_wider_as_the_viewer_made_it() -> None:
    columns = (column("Agent", 20, text=True, key=True), column("Calls", 5), column("AHT", 5))
    before = [slot.width for slot in place_columns(columns, 34)]
    wider = (columns[0], replace(columns[1], extra=4), replace(columns[2], extra=-30))
    after = [slot.width for slot in place_columns(wider, 20 + 9 + 3 + 2 * GAP)]
    assert before == [20, 5, 5]
    assert after == [20, 9, 3], "never narrower than three"


@given(st.lists(COLUMNS, min_size=1, max_size=8), st.data(), st.integers(1, 160))
def test_the_column_of_the_cursor_is_in_sight_whatever_the_room(
    columns: list[ColumnView], data: st.DataObject, room: int
) -> None:
    order = data.draw(st.permutations(range(len(columns))))
    shown = order[: data.draw(st.integers(1, len(columns)))]
    cursor = data.draw(st.sampled_from(shown))
    slots = place_columns(columns, room, shown, cursor)
    indices = [slot.index for slot in slots]
    assert cursor in indices
    assert indices == [index for index in shown if index in indices]
    assert {index for index in shown if columns[index].is_key} <= set(indices)
    for before, after in pairwise(slots):
        assert after.start == before.start + before.width + GAP


# -- the prompt ---------------------------------------------------------------------------------------


def test_the_prompt_shows_what_is_typed_and_how_it_ends() -> None:
    line = text_of(prompt_line("/", "ito", 80, 1, UTF8))
    assert line.startswith(" / ito▌  ")
    assert line.endswith("  esc clears, enter keeps ")
    assert text_of(prompt_line("/", "ito", 80, 1, ASCII)).startswith(" / ito_  ")


def test_a_long_text_shows_its_end_and_takes_the_place_of_the_keys() -> None:
    line = text_of(prompt_line("/", "Großmann-Feuerstein, Ángela und noch jeman", 31, 1, UTF8))
    assert line == " / …in, Ángela und noch jeman▌ "


# -- the dialog ---------------------------------------------------------------------------------------

CHOICES = ColumnsView(
    "Agents",
    (
        ColumnChoice("Agent", shown=True, pinned=False, is_key=True, extra=0),
        ColumnChoice("For", shown=True, pinned=True, is_key=False, extra=4),
        ColumnChoice("Reason", shown=False, pinned=False, is_key=False, extra=-2),
    ),
    1,
)
KEYS = hints("space show, K J move, enter closes")


def test_the_dialog_lists_the_columns_with_what_was_chosen() -> None:
    seen = [text_of(line) for line in columns_picture(CHOICES, KEYS, 80, 24, UTF8)]
    assert seen == [
        "                                              ",
        "  Columns of Agents ───────────────── 2 of 3  ",
        "  [x] Agent                     always shown  ",
        " ▌[x] For                         pinned, +4  ",
        "  [ ] Reason                              -2  ",
        "                                              ",
        "  space show   K J move   enter closes        ",
        "                                              ",
    ]


def test_a_low_dialog_scrolls_with_its_cursor_and_drops_the_keys() -> None:
    many = tuple(ColumnChoice(f"Column {n}", True, False, False, 0) for n in range(20))
    seen = [text_of(line).strip() for line in columns_picture(ColumnsView("A", many, 10), KEYS, 80, 8, ASCII)]
    assert [line.rpartition("] ")[2] for line in seen[2:7]] == [f"Column {n}" for n in range(8, 13)]
    assert seen[4].startswith(">[x]")
