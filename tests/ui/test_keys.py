"""One table of keys: bindings, footer and help are made from it and agree."""

import re
from collections import Counter
from itertools import chain

import pytest
from textual.binding import Binding

from wallboard.board import words
from wallboard.board.views import KeyHint
from wallboard.picture.footer import footer_line, help_picture
from wallboard.picture.glyphs import ASCII, UTF8, Glyphs
from wallboard.picture.lines import text_of
from wallboard.ui.app import BoardApp
from wallboard.ui.details import DetailsScreen
from wallboard.ui.grid import GridWidget
from wallboard.ui.keys import (
    APP_KEYS,
    COLUMN_KEYS,
    DETAILS_KEYS,
    GRID_KEYS,
    LEAVE_ANYWHERE,
    PAGE_KEYS,
    Key,
    footer_hints,
    help_hints,
)

ALL = (*APP_KEYS, *PAGE_KEYS, *GRID_KEYS)
MOVES = "hjkl"


def names(keys: tuple[Key, ...]) -> list[str]:
    return [name for key in keys for name in key.keys.split(",")]


def bound(widget: type[BoardApp] | type[GridWidget]) -> set[str]:
    """The keys that a class binds itself."""
    own = [binding for binding in widget.BINDINGS if isinstance(binding, Binding)]
    return set(chain(*(binding.key.split(",") for binding in own)))


@pytest.mark.parametrize("key", ALL, ids=lambda key: key.keys)
def test_every_key_has_an_action_that_exists(key: Key) -> None:
    owner = GridWidget if key in GRID_KEYS and not key.action.startswith("app.") else BoardApp
    action = re.sub(r"^app\.|\(.*\)$", "", key.action)
    assert callable(getattr(owner, f"action_{action}"))


def test_the_bindings_are_the_table() -> None:
    assert bound(BoardApp) == set(names((*APP_KEYS, *PAGE_KEYS)))
    assert bound(GridWidget) == set(names(GRID_KEYS))


def test_the_details_of_a_row_close_and_scroll_by_their_own_keys() -> None:
    own = [binding for binding in DetailsScreen.BINDINGS if isinstance(binding, Binding)]
    assert set(chain(*(one.key.split(",") for one in own))) == set(names(DETAILS_KEYS))
    for key in DETAILS_KEYS:
        assert callable(getattr(DetailsScreen, f"action_{key.action.partition('(')[0]}"))


def test_no_key_means_two_things() -> None:
    assert [name for name, count in Counter(names(ALL)).items() if count > 1] == []


def test_a_letter_that_moves_does_nothing_else() -> None:
    moving = {
        name for key in GRID_KEYS if key.action.startswith(("rows", "column")) for name in names((key,))
    }
    assert moving & set("abcdefghijklmnopqrstuvwxyz") == set(MOVES)


def test_every_key_that_is_shown_has_a_word_and_stands_in_the_help_once() -> None:
    shown = [key.shown for key in ALL if key.shown]
    hints = help_hints(1)
    assert all(key.word for key in ALL if key.shown)
    assert sorted(hint.key for hint in hints) == sorted(shown)
    assert len(set(shown)) == len(shown)


def test_every_word_of_a_key_is_somebodys() -> None:
    assert words.KEYS.keys() - {key.action for key in (*ALL, *COLUMN_KEYS)} == {"page", "thaw"}


def test_a_key_that_is_not_shown_is_told_by_its_neighbour() -> None:
    """`n p` tells of both; digits are told by `1-3`, and ctrl+c needs no telling."""
    silent = {name for key in ALL if not key.shown for name in names((key,))} - set(names(PAGE_KEYS))
    told = " ".join(key.shown for key in ALL)
    arrows = {"down": "↓", "right": "→", "pagedown": "pgdn", "greater_than_sign": ">"}
    alone = silent - {LEAVE_ANYWHERE.keys}
    assert all(arrows.get(name, name) in told.split() for name in alone)


@pytest.mark.parametrize("glyphs", [UTF8, ASCII], ids=["UTF-8", "ASCII"])
def test_the_help_shows_every_key_whole(glyphs: Glyphs) -> None:
    hints = help_hints(3)
    text = "\n".join(text_of(line) for line in help_picture(hints, 160, 50, glyphs))
    for hint in hints:
        if hint.key.isascii():
            assert re.search(rf"(?m)(?:^|\s){re.escape(hint.key)}\s+{re.escape(hint.word)}(?:\s|$)", text), (
                hint
            )


@pytest.mark.parametrize("pages", [1, 3])
@pytest.mark.parametrize("grids", [0, 1, 2])
@pytest.mark.parametrize("urgent", [False, True], ids=["", "urgent"])
def test_the_footer_says_what_the_help_says(pages: int, grids: int, urgent: bool) -> None:
    assert set(footer_hints(pages, grids=grids, urgent=urgent, stuck=False)) <= set(help_hints(pages))


def keys_of(hints: tuple[KeyHint, ...]) -> list[str]:
    return [hint.key for hint in hints]


def test_the_footer_offers_what_does_something_here_and_now() -> None:
    assert keys_of(footer_hints(1, grids=0, urgent=False, stuck=False)) == ["q", "?", "f"]
    assert keys_of(footer_hints(3, grids=1, urgent=False, stuck=False)) == [
        *("q", "?", "/", "s", "S", "< >", "enter", "c", "f", "1-3"),
    ]
    assert keys_of(footer_hints(1, grids=0, urgent=False, stuck=True)) == ["q", "?", "R", "f"]
    assert keys_of(footer_hints(1, grids=1, urgent=False, stuck=False, filtered=True))[:4] == [
        *("q", "?", "esc", "/"),
    ]
    assert keys_of(footer_hints(1, grids=2, urgent=True, stuck=False)) == [
        "q",
        "?",
        "/",
        "s",
        "S",
        "< >",
        "enter",
        "c",
        "f",
        "tab",
        "u",
    ]


def test_the_footer_says_how_to_go_on_from_a_frozen_picture() -> None:
    frozen = footer_hints(1, grids=1, urgent=False, stuck=False, frozen=True)
    assert [hint.word for hint in frozen if hint.key == "f"] == ["go on"]


def test_a_narrow_footer_keeps_the_way_out_and_the_way_to_all_others() -> None:
    hints = footer_hints(3, grids=2, urgent=True, stuck=False)
    assert text_of(footer_line(hints, 20, 1, UTF8)).split() == ["q", "quit", "?", "help"]
