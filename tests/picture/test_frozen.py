"""A frozen board as it is seen: its banner, its tint, and severities that are kept (LOOK section 6)."""

from itertools import chain

import pytest

from tests.picture.views import AGENT_COLUMNS, agents, grid, tile, tiles_picture
from tests.still import SIZES, Still, aged, frozen
from wallboard.board.views import BannerView, Freshness, Level, Severity
from wallboard.layout.plan import GridPlan
from wallboard.picture.banner import banner_lines
from wallboard.picture.glyphs import ASCII, UTF8, Glyphs
from wallboard.picture.grid import GridPicture
from wallboard.picture.lines import Box, Role, Run, text_of
from wallboard.ui.theme import Depth, Theme, look

SAME_TURN_S = 36
"""After so long the parts of long messages have their turn again, be they two, three or four."""

FROZEN = Freshness(Level.FROZEN, 25.0, "25 s")
BANNER = BannerView(
    Level.FROZEN, "FROZEN at 10:41:42", ("25 s old", "f shows the live board again"), (), "0:25"
)


def test_the_banner_is_one_row_in_cyan_with_a_bold_headline() -> None:
    (line,) = banner_lines(BANNER, 160, 1, 2, UTF8)
    assert text_of(line).rstrip() == "  FROZEN at 10:41:42   25 s old   f shows the live board again"
    assert {run.role for run in line if run.text.strip().startswith("FROZEN")} == {Role.FBANNER}
    assert {run.role for run in line[2:]} == {Role.FBANNERSOFT}


@pytest.mark.parametrize("layout", SIZES)
def test_a_frozen_screen_differs_from_the_live_one_in_banner_status_and_footer_alone(layout: str) -> None:
    still = frozen(layout, 1 + SAME_TURN_S)
    live, seen = aged(layout, 1).screen(), still.screen()
    wall = bool(still.board.plan.rotate)
    status, banner = (1, 3) if wall else (0, 1)
    rows = [y for y in range(seen.rows) if seen.line(y) != live.line(y)]
    # A wall has no footer; its rule stops, and an urgent message from another page gives the row up.
    assert rows == ([status, 2, banner] if wall else [status, banner, seen.rows - 1])
    assert seen.line(banner).strip().startswith("FROZEN at 10:41:37   37 s old   f shows the live board")
    assert "● live behind, 1 s" in seen.line(status)


def test_values_are_tinted_and_severities_kept() -> None:
    view = grid("Agents", AGENT_COLUMNS, agents(9), fresh=FROZEN)
    lines = GridPicture(view, 82, 12, 2, UTF8).lines()[2:]
    roles = {run.role for run in chain(*lines) if run.text.strip()}
    assert roles == {Role.FROZEN, Role.ALERT, Role.WARN}


@pytest.mark.parametrize("glyphs", [UTF8, ASCII], ids=["UTF-8", "ASCII"])
def test_a_frozen_tile_is_tinted_unless_something_is_wrong(glyphs: Glyphs) -> None:
    calm = tile("Ready", "14", fresh=FROZEN)
    loud = tile("Ready", "9", fresh=FROZEN, severity=Severity.ALERT)
    for view, role in ((calm, Role.FROZEN), (loud, Role.ALERT)):
        picture = tiles_picture([(view, Box(0, 0, 30, 9))], 30, 9, glyphs, True)
        assert role in {look for run in chain(*picture) for look in (run.role, run.on)}
        assert Role.VALUE not in {run.role for run in chain(*picture)}


def test_the_rule_of_a_frozen_grid_counts_as_ever() -> None:
    view = grid("Agents", AGENT_COLUMNS, agents(186), fresh=FROZEN)
    assert text_of(GridPicture(view, 82, 12, 2, UTF8).head()[0]).rstrip().endswith("1–10 of 186  below: ▲ 1")


@pytest.mark.parametrize("depth", list(Depth), ids=lambda depth: depth.value)
def test_a_frozen_board_never_looks_live(depth: Depth) -> None:
    theme = Theme(depth)
    still = frozen("desk", 37)
    shown = [theme.style(run.role, run.on) for run in chain(*still.picture())]
    live = [theme.style(run.role, run.on) for run in chain(*aged("desk", 1).picture())]
    assert shown != live
    banner = look(Role.FBANNER, None, depth)
    assert banner.ground or banner.reverse
    assert theme.style(Role.FBANNER) in shown


def test_stale_beats_frozen_on_the_screen() -> None:
    still = aged("desk", 1)
    still.board.freeze(still.now)
    seen = Still(still.board, "desk", 38)
    assert seen.screen().line(1).strip().startswith("NOT LIVE since 10:41:37   38 s old")
    boxes = [widget for widget in still.board.plan.pages[0].widgets if isinstance(widget, GridPlan)]
    assert len(boxes) == 2
    roles = {run.role for run in chain(*seen.picture())}
    assert Role.FROZEN not in roles
    assert Role.STALE in roles


def test_on_the_cursor_row_the_tint_stays() -> None:
    view = grid("Agents", AGENT_COLUMNS, agents(9), fresh=FROZEN, cursor=2)
    line = GridPicture(view, 82, 12, 2, UTF8).row(2)
    assert Run("O’Neill, Siobhán", Role.FROZEN, Role.CURSOR) in line
