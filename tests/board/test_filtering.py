"""The viewer's filter: which rows it leaves, and what an empty grid says then."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.board.wall import Wall, agents, columns, plan, rows
from wallboard.board.board import WidgetRef
from wallboard.board.filtering import Filter, fold, is_like, read_filter
from wallboard.layout.plan import Figure
from wallboard.protocol.kinds import Kind

GRID = WidgetRef(0, 0)
COLUMNS = columns(
    ("first_last_name", Figure("Agent", Kind.TEXT)),
    ("acd_state", Figure("State", Kind.STATE)),
    ("not_ready_reason", Figure("Reason", Kind.TEXT)),
    ("state_duration", Figure("For", Kind.SECONDS)),
    ("occupancy", Figure("Occupancy", Kind.PERCENT)),
    ("handled", Figure("Handled", Kind.COUNT)),
    ("extension", Figure("Ext.", Kind.ANY)),
)
ROWS = (
    ("1", "Ito, Mari", "not_ready", "Break", "1267", "71", "14", "0123"),
    ("2", "Großmann-Feuerstein, Ángela", "busy", "", "300", "80.4", "3", "22"),
    ("3", "O’Neill, Siobhán", "ready", "", "299", "99.96", "12345", "Desk 5"),
    ("4", "王小明", "busy", "", "", "", "", ""),
)


def filtered(text: str) -> Wall:
    wall = Wall(plan(agents(*COLUMNS))).gets(rows(*ROWS))
    wall.board.live_grid(GRID).show_only(text)
    return wall


def left(text: str) -> str:
    """The keys of the rows that a filter leaves, put together."""
    return "".join(row.key[0] for row in filtered(text).grid().rows)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("", "1234", id="nothing"),
        pytest.param("   ", "1234", id="blanks"),
        pytest.param("ito", "1", id="a piece of a name"),
        pytest.param("ITO", "1", id="case does not count"),
        pytest.param("angela", "2", id="accents do not count"),
        pytest.param("grossmann", "2", id="ß is ss"),
        pytest.param("siobhan", "3", id="an accent in the middle"),
        pytest.param("gfa", "2", id="the first letters of words"),
        pytest.param("grofeu", "2", id="beginnings of words"),
        pytest.param("小明", "4", id="wide characters"),
        pytest.param("itoo", "", id="a letter too many"),
        pytest.param("not", "1", id="a state as it is shown"),
        pytest.param("mari break", "1", id="all terms, in different columns"),
        pytest.param("mari busy", "", id="one term that does not match"),
        pytest.param("1267", "", id="figures are not searched"),
        pytest.param("0123", "1", id="codes are"),
        pytest.param("for>5:00", "1", id="a duration"),
        pytest.param("for>=5:00", "12", id="inclusive"),
        pytest.param("for>=5:", "12", id="a duration half typed"),
        pytest.param("for<300", "3", id="a duration in seconds"),
        pytest.param("for>0:21:06", "1", id="hours"),
        pytest.param("occ=80", "2", id="a share as it is shown, by the start of the label"),
        pytest.param("occ=80%", "2", id="a share with its sign"),
        pytest.param("occ>99.9", "", id="as shown: 99.9 %"),
        pytest.param("handled!=14", "23", id="another figure; unknown is none"),
        pytest.param("state_d>5:00", "1", id="the start of an id"),
        pytest.param("state=not", "1", id="a text by its beginning"),
        pytest.param("state!=busy", "13", id="another text"),
        pytest.param("agent<k", "21"[::-1], id="before it in the alphabet"),
        pytest.param("for>", "1234", id="no value yet"),
        pytest.param("for>abc", "", id="no figure"),
        pytest.param("busy for>1", "2", id="a text and a comparison"),
        pytest.param("nobody>5", "", id="no such column"),
        pytest.param(">5", "", id="no column at all"),
    ],
)
def test_a_filter_leaves_the_rows_that_match_it(typed: str, expected: str) -> None:
    assert left(typed) == expected


@pytest.mark.parametrize(
    ("text", "word", "matches"),
    [
        pytest.param("ito, mari", "itm", True, id="a word's beginning and the next one's"),
        pytest.param("ito, mari", "im", True, id="initials"),
        pytest.param("ito, mari", "ari", True, id="a piece in the middle"),
        pytest.param("ito, mari", "tm", False, id="from the middle into another word"),
        pytest.param("ito, mari", "imr", False, id="a letter left out"),
        pytest.param("ito, mari", "mi", False, id="words in another order"),
        pytest.param("aa ab", "aab", True, id="the longer way is tried too"),
        pytest.param(
            "a a a a a a a a a a a a a a a a a a", "a" * 17 + "b", False, id="no patience is needed"
        ),
    ],
)
def test_letters_in_order_follow_each_other_or_begin_words(text: str, word: str, matches: bool) -> None:
    assert is_like(text, word) is matches


def test_a_filter_stays_over_answers_and_counts_what_it_leaves_out() -> None:
    wall = filtered("busy")
    view = wall.gets(rows(*ROWS[1:], ("5", "Weber", "busy", "", "1", "1", "1", ""))).grid()
    assert [row.key[0] for row in view.rows] == ["2", "4", "5"]
    assert (view.filter, view.total, len(view.left_out)) == ("busy", 4, 1)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("itoo", 'No agent matches "itoo". esc clears it.'),
        ("  ito   x ", 'No agent matches "ito x". esc clears it.'),
        ("nobody>5", 'No column\'s name begins with "nobody". esc clears it.'),
    ],
)
def test_an_empty_grid_says_that_it_is_the_filter(typed: str, sentence: str) -> None:
    assert filtered(typed).grid().empty == sentence


def test_the_cursor_comes_back_to_its_row_when_the_filter_goes() -> None:
    wall = filtered("")
    grid = wall.board.live_grid(GRID)
    grid.move_cursor(1)
    grid.show_only("state=ready")
    assert wall.grid().cursor == 0
    grid.show_only("")
    assert wall.grid().cursor == 1


def test_a_hidden_column_is_not_searched_but_can_be_compared() -> None:
    wall = filtered("break")
    grid = wall.board.live_grid(GRID)
    grid.choose_columns(grid.columns.toggled(2))
    assert len(wall.grid().rows) == 0
    grid.show_only("reason=break")
    assert len(wall.grid().rows) == 1


TYPED = st.text(
    st.sampled_from(string.ascii_letters + "0123456789 :.<>=!%-ßéø王\u0301\U0001f469"), max_size=12
)


@given(TYPED)
def test_any_text_is_a_filter_and_leaves_some_of_the_rows_in_their_order(typed: str) -> None:
    found = read_filter(typed, COLUMNS)
    assert bool(found) == bool(typed.strip())
    keys = left(typed)
    assert keys == "".join(sorted(keys))
    assert set(keys) <= set("1234")


@given(st.text(max_size=20), st.integers(0, 20), st.integers(1, 20))
def test_every_piece_of_a_text_matches_it(text: str, start: int, length: int) -> None:
    piece = fold(text)[start : start + length]
    assert not piece or is_like(fold(text), piece)


@given(TYPED, TYPED)
def test_a_further_term_never_leaves_more_rows(first: str, second: str) -> None:
    assert set(left(f"{first} {second}")) <= set(left(first))


def test_no_filter_is_off() -> None:
    assert not Filter()
