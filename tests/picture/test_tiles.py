"""Tiles: one digit size a page, the severity in glyph, word and fill, age before all."""

import pytest
from hypothesis import given

from tests.picture.strategies import FRESHNESS, GLYPHS
from tests.picture.views import LIVE, LOST, STALE, desk_tiles, tile, tiles_picture
from wallboard.board.views import Freshness, Severity, TileView
from wallboard.picture.glyphs import ASCII, CONSOLE, UTF8, Glyphs
from wallboard.picture.lines import Box, Picture, Role, text_of
from wallboard.picture.tiles import digit_size


def one(view: TileView, width: int, height: int, glyphs: Glyphs = UTF8, *, solid: bool = True) -> Picture:
    """A single tile with `width` cells of text."""
    return tiles_picture([(view, Box(0, 0, width + 2, height))], width + 2, height, glyphs, solid)


def texts(picture: Picture) -> list[str]:
    return [text_of(line)[1:-1] for line in picture]


def roles(picture: Picture) -> set[Role]:
    return {run.role for line in picture for run in line if run.text.strip()}


WAITING = tile("Waiting", "7", severity=Severity.ALERT, goal="≤ 5")


def test_a_narrow_tile_keeps_the_figure_and_drops_the_goal() -> None:
    assert texts(one(WAITING, 6, 2)) == ["Waiti…", "■ 7   "]
    assert texts(one(WAITING, 6, 2, ASCII)) == ["Waiti~", "X 7   "]


def test_three_rows_hold_label_value_and_goal() -> None:
    assert texts(one(WAITING, 14, 3)) == ["Waiting  ALERT", "■ 7           ", "goal ≤ 5      "]


def test_the_word_gives_way_to_the_sign() -> None:
    assert texts(one(WAITING, 12, 7))[1] == "Waiting    ■"
    assert texts(one(WAITING, 18, 7))[1] == "Waiting    ■ ALERT"


def test_the_goal_loses_its_word_where_it_is_narrow() -> None:
    wait = tile("Wait", "7", goal="≤ 12:00")
    assert texts(one(wait, 12, 3))[2].rstrip() == "goal ≤ 12:00"
    assert texts(one(wait, 11, 3))[2].rstrip() == "≤ 12:00"


def test_why_there_is_no_value_stands_in_the_place_of_the_goal() -> None:
    view = tile("Level", "–", goal="≥ 80 %", note="not supplied")
    assert texts(one(view, 20, 3))[2].rstrip() == "not supplied"


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        pytest.param(47, 11, 7, id="seven rows and their pads"),
        pytest.param(47, 10, 5, id="too low for seven"),
        pytest.param(40, 11, 5, id="too narrow for seven: 12:47 needs 47"),
        pytest.param(33, 9, 3, id="too narrow for five: 12:47 needs 34"),
        pytest.param(34, 8, 3, id="too low for five"),
        pytest.param(21, 5, 3, id="three rows without pads"),
        pytest.param(20, 9, 1, id="plain text"),
        pytest.param(60, 4, 1, id="too low for digits"),
    ],
)
def test_digits_are_the_largest_that_fit_what_is_planned(width: int, height: int, size: int) -> None:
    view = tile("Longest", "4:12", widest="12:47")
    assert digit_size([(view, Box(0, 0, width + 2, height))], UTF8) == size


def test_a_page_has_one_digit_size_and_keeps_it_when_a_value_grows() -> None:
    boxes = [Box(0, 0, 30, 11), Box(30, 0, 60, 11)]
    small, large = tile("A", "9", widest="999"), tile("B", "9", widest="999")
    assert digit_size(list(zip((small, large), boxes, strict=True)), UTF8) == 5
    grown = tile("A", "100", widest="999")
    assert digit_size(list(zip((grown, large), boxes, strict=True)), UTF8) == 5


def test_a_value_that_outgrew_its_plan_is_smaller_and_never_cut() -> None:
    view = tile("Received", "123456", widest="99")
    assert "123456" in "\n".join(texts(one(view, 12, 9)))


def test_a_text_is_a_plain_value() -> None:
    assert any(line.startswith("Ready") for line in texts(one(tile("State", "Ready"), 30, 9))[2:])


@pytest.mark.parametrize(
    ("view", "role"),
    [
        pytest.param(tile("A", "7"), Role.VALUE, id="nothing wrong"),
        pytest.param(tile("A", "7", severity=Severity.WARN), Role.WARN, id="warn is coloured"),
        pytest.param(tile("A", "7", severity=Severity.ALERT), Role.ALERT, id="alert is filled"),
        pytest.param(tile("A", "–", severity=Severity.UNKNOWN), Role.UNKNOWN, id="unknown is grey"),
        pytest.param(tile("A", "7", severity=Severity.ALERT, fresh=STALE), Role.STALE, id="old beats alert"),
        pytest.param(tile("A", "7", severity=Severity.ALERT, fresh=LOST), Role.LOST, id="lost beats alert"),
    ],
)
def test_a_figure_has_the_role_of_its_age_then_of_its_severity(view: TileView, role: Role) -> None:
    assert role in roles(one(view, 24, 9))


@given(FRESHNESS, GLYPHS)
def test_old_figures_never_look_live_and_say_old(fresh: Freshness, glyphs: Glyphs) -> None:
    picture = one(tile("Waiting", "7", severity=Severity.ALERT, fresh=fresh), 24, 9, glyphs)
    loud = {Role.ALERT, Role.ALERTSOFT, Role.WARN, Role.VALUE} & roles(picture)
    assert bool(loud) != fresh.level.is_old
    assert ("old" in text_of(picture[1])) == fresh.level.is_old


def test_a_former_alert_keeps_a_drained_fill() -> None:
    picture = one(tile("Waiting", "7", severity=Severity.ALERT, fresh=STALE), 24, 9)
    assert all(run.on is Role.DRAINED for line in picture[1:-1] for run in line)
    assert {(run.role, run.on) for run in picture[0]} == {(Role.EDGE, Role.DRAINED)}


def test_without_greys_old_digits_are_hatched_and_the_fill_has_no_edge() -> None:
    view = tile("Waiting", "19", widest="99", severity=Severity.ALERT, fresh=STALE)
    console = "\n".join(texts(one(view, 24, 9, CONSOLE, solid=False)))
    assert "▓" in console
    assert not set("▀▄█") & set(console)
    assert ":::" in "\n".join(texts(one(view, 24, 9, ASCII, solid=False)))


def test_without_blocks_large_digits_are_reversed_spaces() -> None:
    picture = one(tile("Waiting", "1", widest="9", severity=Severity.WARN), 24, 9, ASCII)
    strokes = [run for line in picture for run in line if run.role is Role.STROKE]
    assert strokes
    assert all(run.on is Role.WARNDRAWN and not run.text.strip() for run in strokes)


def test_alerts_side_by_side_stay_apart() -> None:
    views = [view for view in desk_tiles(LIVE) if view.severity is Severity.ALERT]
    tiles = [(views[0], Box(0, 0, 20, 2)), (views[1], Box(20, 0, 20, 2))]
    first = tiles_picture(tiles, 40, 2, UTF8, solid=True)[0]
    filled = "".join(("X" if run.role is Role.ALERT else " ") * len(run.text) for run in first)
    assert filled == "X" * 19 + " " + "X" * 19 + " "
