"""A frozen picture: figures stand, newer ones are taken behind it, and it never looks live."""

import pytest

from tests.board.wall import (
    START,
    Wall,
    agents,
    columns,
    message,
    messages,
    plan,
    rows,
    tickers,
    tile,
    totals,
)
from wallboard.board.board import WidgetRef
from wallboard.board.freezing import frozen_level
from wallboard.board.views import Level
from wallboard.feed import Delivery
from wallboard.layout.plan import Figure, Plan
from wallboard.protocol.kinds import Kind
from wallboard.protocol.subscription import Missing

GRID = WidgetRef(0, 1)
HANDLED = ("in_calls_handled_per_day", Figure("Handled", Kind.COUNT))
TEAM = agents(*columns(("first_last_name", Figure("Agent", Kind.TEXT)), HANDLED))
BOARD = plan(tile(), TEAM, tickers())


def figures(waiting: str, *handled: str) -> tuple[object, ...]:
    people = ("ito", "lee", "sato")
    return totals(in_calls_waiting=waiting), rows(
        *((login, login.title(), count) for login, count in zip(people, handled, strict=False))
    )


def frozen_wall(shown: Plan = BOARD) -> Wall:
    """Figures of 10:41:37, frozen at 10:41:40; newer ones came at 10:42."""
    wall = Wall(shown).gets(*figures("5", "9", "10"))  # type: ignore[arg-type]
    wall.board.freeze(wall.at(3).now)
    return wall.at(23).gets(*figures("7", "30", "20", "10"))  # type: ignore[arg-type]


def handled(wall: Wall) -> list[str]:
    return [row.cells[1].text for row in wall.grid(1).rows]


def test_figures_stand_while_newer_ones_come() -> None:
    wall = frozen_wall()
    assert wall.tile().text == "5"
    assert handled(wall) == ["9", "10"]


def test_the_line_of_a_tile_stands_with_its_figure() -> None:
    wall = Wall(BOARD).gets(*figures("5"))  # type: ignore[arg-type]
    wall.board.freeze(wall.now)
    before = wall.tile().trend
    wall.at(180).gets(*figures("9"))  # type: ignore[arg-type]
    assert wall.tile().trend == before
    wall.board.freeze(wall.now)
    assert wall.tile().trend != before


def test_going_on_shows_the_newest_at_once() -> None:
    wall = frozen_wall()
    wall.board.freeze(wall.now)
    assert wall.tile().text == "7"
    assert handled(wall) == ["30", "20", "10"]
    assert wall.tile().freshness.level is Level.LIVE
    assert wall.banner is None


def test_the_banner_says_since_when_how_old_and_how_to_go_on() -> None:
    banner = frozen_wall().at(28).banner
    assert banner is not None
    assert (banner.headline, banner.facts) == (
        "FROZEN at 10:41:37",
        ("28 s old", "f shows the live board again"),
    )
    assert banner.level is Level.FROZEN


def test_the_status_line_tells_of_the_figures_behind() -> None:
    wall = frozen_wall().at(24)
    assert wall.link_words == "live behind, 1 s"
    assert wall.status.link_up
    assert wall.at(41).link_words == "late behind, 18 s"


def test_frozen_figures_have_a_look_of_their_own_and_their_own_age() -> None:
    wall = frozen_wall().at(28)
    for fresh in (wall.tile().freshness, wall.grid(1).freshness):
        assert (fresh.level, fresh.age_s) == (Level.FROZEN, 28)


def test_sort_and_cursor_work_on_the_frozen_rows() -> None:
    wall = frozen_wall()
    wall.board.sort_by(GRID, 1)
    assert handled(wall) == ["10", "9"]
    wall.board.move_cursor(GRID, 1)
    assert wall.grid(1).cursor == 1
    wall.board.freeze(wall.now)
    assert handled(wall) == ["30", "20", "10"]
    assert wall.grid(1).cursor == 0, "the cursor stays on its row"


def test_stale_beats_frozen_and_the_age_is_that_of_the_figures_shown() -> None:
    wall = frozen_wall().fails().at(23 + 38)
    assert wall.tile().freshness.level is Level.STALE
    assert wall.tile().freshness.age_s == 61
    banner = wall.banner
    assert banner is not None
    assert banner.headline == "NOT LIVE since 10:42:00"
    assert banner.facts == (
        "1 min old",
        "figures below are frozen at 10:41:37",
        "the server does not answer",
    )
    assert banner.sentences[-1] == "The figures below are 1 minute old. Do not act on them."


def test_a_part_that_was_old_when_it_was_frozen_does_not_look_younger() -> None:
    wall = Wall(BOARD).gets(*figures("5", "9"))  # type: ignore[arg-type]
    wall.at(40).gets(rows(("ito", "Ito", "10")))
    wall.board.freeze(wall.now)
    assert wall.tile().freshness.level is Level.STALE
    assert wall.grid(1).freshness.level is Level.FROZEN


def test_without_figures_there_is_nothing_to_freeze() -> None:
    wall = Wall(BOARD)
    wall.board.freeze(wall.now)
    assert not wall.board.is_frozen
    assert wall.banner is None


def test_messages_go_on_because_an_urgent_one_must_be_seen() -> None:
    wall = frozen_wall().gets(messages(message("1", urgent=True)))
    assert [one.id for one in wall.ticker(2).messages] == ["1"]
    assert wall.ticker(2).freshness.level is Level.LIVE


def test_rows_that_a_missing_name_takes_away_stay_until_the_board_goes_on() -> None:
    wall = frozen_wall()
    part = TEAM.part
    front = Missing("team", "Front", part.app_id, part.grid_id)
    wall.board.take(Delivery(wall.link, missing=(front,)))
    assert handled(wall) == ["9", "10"]
    wall.board.freeze(wall.now)
    assert handled(wall) == []
    assert "Front" in wall.grid(1).empty


def test_pages_do_not_turn_while_the_picture_stands() -> None:
    wall = Wall(plan(pages=2, rotate=20)).gets(totals(in_calls_waiting="5"))
    wall.board.rotate(wall.now)
    wall.board.freeze(wall.now)
    assert wall.at(50).status.held
    assert not wall.board.rotate(wall.now)
    wall.board.freeze(wall.now)
    assert not wall.status.held
    assert not wall.at(69).board.rotate(wall.now), "the page has its whole time again"
    assert wall.at(70).board.rotate(wall.now)


@pytest.mark.parametrize(
    ("then", "behind", "level"),
    [
        (Level.LIVE, Level.LIVE, Level.FROZEN),
        (Level.LATE, Level.LATE, Level.FROZEN),
        (Level.LIVE, Level.STALE, Level.STALE),
        (Level.STALE, Level.LIVE, Level.STALE),
        (Level.STALE, Level.LOST, Level.LOST),
        (Level.LOST, Level.STALE, Level.LOST),
    ],
    ids=lambda level: level.value,
)
def test_the_level_of_frozen_figures(then: Level, behind: Level, level: Level) -> None:
    assert frozen_level(then, behind) is level


def test_the_age_counts_on_the_clock_that_nobody_sets() -> None:
    wall = frozen_wall().at(28)
    wall.clock_set_by_s = 3600
    assert wall.now.wall == START + 28 + 3600
    banner = wall.banner
    assert banner is not None
    assert banner.facts[0] == "28 s old"
