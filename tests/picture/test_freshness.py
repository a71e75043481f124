"""The five levels of freshness over a whole screen: their words and their looks, on a turned clock.

The boards are the shipped layouts with one answer of the simulator, whose server then falls silent.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

import pytest

from screenshots.make import DRAWINGS, Drawing
from screenshots.svg import svg_of
from tests.board_screen import Align, Grid, Tile, grid, status, tiles
from tests.screen import Screen
from tests.still import AGES_S, SIZES, Still, aged, answer_to, answers_of_an_hour, at_level, plan_of
from wallboard.board.views import Level
from wallboard.layout.plan import GridPlan, TickerPlan, TilePlan
from wallboard.picture.glyphs import ASCII, CONSOLE, UTF8, Glyphs
from wallboard.picture.lines import Box, Picture, Role, Run
from wallboard.picture.page import Arrangement, arrange, banner_rows
from wallboard.ui.theme import Depth, Theme

LAYOUTS = pytest.mark.parametrize("layout", SIZES)
LIVE, LATE, STALE, LOST = (AGES_S[level] for level in (Level.LIVE, Level.LATE, Level.STALE, Level.LOST))
SAME_TURN_S = 36
"""After so long the parts of long messages have their turn again, be they two, three or four."""

STALE_BANNER = "NOT LIVE since 10:41:37   38 s old   the server does not"
LOST_SENTENCES = (
    "NOT LIVE since 10:41:37",
    "The server does not answer; asked 83 times, next try in 10 s.",
    "The figures below are 14 minutes old. Do not act on them.",
)


def arrangement(still: Still) -> Arrangement:
    width, height = SIZES[still.layout]
    rows = banner_rows(still.board.banner(still.now), still.board.plan, width, height)
    return arrange(still.board.plan, still.board.page, width, height, rows)


def boxes(still: Still, kind: type[TilePlan] | type[GridPlan] | type[TickerPlan]) -> list[Box]:
    """The places of the page's widgets of one kind."""
    page = still.board.plan.pages[still.board.page]
    placed = zip(page.widgets, arrangement(still).widgets, strict=True)
    return [box for widget, box in placed if isinstance(widget, kind) and box is not None]


def status_row(still: Still) -> int:
    """A wall's status line has a blank row above."""
    return 1 if still.board.plan.rotate else 0


def banner_text(still: Still) -> list[str]:
    box = arrangement(still).banner
    return [] if box is None else [still.screen().line(y).strip() for y in range(box.y, box.y + box.height)]


def tiles_of(layout: str, screen: Screen) -> Mapping[str, Tile]:
    plan = plan_of(layout).pages[0]
    return tiles(screen, [widget.figure.label for widget in plan.widgets if isinstance(widget, TilePlan)])


def grids_of(layout: str, screen: Screen) -> Iterator[Grid]:
    for widget in plan_of(layout).pages[0].widgets:
        if isinstance(widget, GridPlan):
            columns: list[tuple[str, Align]] = [
                (each.figure.label, "left" if each.figure.kind.is_text else "right")
                for each in widget.columns
            ]
            yield grid(screen, widget.title, columns)


def looks(picture: Picture, box: Box) -> list[list[Run]]:
    """The runs of a place, one a cell."""
    lines = [[run._replace(text=sign) for run in line for sign in run.text] for line in picture]
    return [line[box.x : box.x + box.width] for line in lines[box.y : box.y + box.height]]


def written(picture: Picture, box: Box) -> set[tuple[Role, Role | None]]:
    """How everything that can be read in a place looks."""
    return {(run.role, run.on) for run in chain(*looks(picture, box)) if run.text.strip()}


# -- the words, and the seconds at which they change -------------------------------------------------


@LAYOUTS
@pytest.mark.parametrize(
    ("at_s", "sign", "words"),
    [
        pytest.param(0, "●", "live, 0 s", id="just asked"),
        pytest.param(1, "●", "live, 1 s", id="live"),
        pytest.param(15, "●", "live, 15 s", id="the last live second"),
        pytest.param(16, "○", "late, 16 s: no answer", id="the first late second"),
        pytest.param(30, "○", "late, 30 s: no answer", id="the last late second"),
        pytest.param(31, "○", "no answer, next try in 4 s", id="the first stale second"),
        pytest.param(300, "○", "no answer, next try in 4 s", id="the last stale second"),
        pytest.param(301, "○", "no answer since 10:41:37", id="the first lost second"),
    ],
)
def test_the_status_line_tells_sign_and_words_of_the_level(
    layout: str, at_s: int, sign: str, words: str
) -> None:
    seen = status(aged(layout, at_s).screen())
    assert seen is not None
    assert (seen.sign, seen.link) == (sign, words)
    minutes, seconds = divmod(41 * 60 + 37 + at_s, 60)
    assert seen.clock == f"10:{minutes}:{seconds:02}"


@LAYOUTS
@pytest.mark.parametrize("at_s", [0, 15, 16, 30])
def test_live_and_late_boards_have_no_banner_and_no_mark(layout: str, at_s: int) -> None:
    still = aged(layout, at_s)
    assert banner_text(still) == []
    screen = still.screen()
    assert re.search(r"\bold \d", screen.text) is None
    assert all(tile.word != "old" for tile in tiles_of(layout, screen).values())


@LAYOUTS
@pytest.mark.parametrize(("at_s", "age"), [(31, "31 s"), (38, "38 s"), (300, "5 min")])
def test_a_stale_board_says_in_one_row_since_when_and_why(layout: str, at_s: int, age: str) -> None:
    (row,) = banner_text(aged(layout, at_s))
    assert row.startswith(f"NOT LIVE since 10:41:37   {age} old   the server does not")


@LAYOUTS
@pytest.mark.parametrize("at_s", [301, 847])
def test_a_lost_board_says_it_in_sentences_over_several_rows(layout: str, at_s: int) -> None:
    rows = banner_text(aged(layout, at_s))
    minutes = f"{at_s // 60} minutes"
    sentences = (*LOST_SENTENCES[:2], LOST_SENTENCES[2].replace("14 minutes", minutes))
    assert [row for row in rows for sentence in sentences if row.startswith(sentence)] == [
        row for row in rows if row.startswith(("NOT", "The"))
    ]
    assert len([row for row in rows if row.startswith(("NOT", "The"))]) == 3


def test_the_banner_of_a_lost_board_shows_its_age_in_digits_where_there_is_room() -> None:
    heights = {layout: len(banner_text(aged(layout, LOST))) for layout in SIZES}
    assert heights == {"desk": 5, "ssh": 3, "kiosk": 7}
    assert "old 14:07" in banner_text(aged("ssh", LOST))[0]
    assert all("14:07" not in row for row in banner_text(aged("desk", LOST)))


# -- marks on every widget -------------------------------------------------------------------------


@LAYOUTS
@pytest.mark.parametrize(("at_s", "age"), [(38, "38 s"), (847, "14 min")], ids=["stale", "lost"])
def test_every_widget_of_an_old_board_says_that_it_is_old(layout: str, at_s: float, age: str) -> None:
    still = aged(layout, at_s)
    screen = still.screen()
    assert {tile.word for tile in tiles_of(layout, screen).values()} == {"old"}
    for box in boxes(still, GridPlan):
        assert screen.between(box.y, box.x, box.x + box.width).rstrip().endswith(f"   old {age}")
    for box in boxes(still, TickerPlan):
        shown = [screen.between(y, box.x, box.x + box.width) for y in range(box.y, box.y + box.height)]
        assert sum(f"  old {age}" in row for row in shown) == 1


def test_the_word_of_an_old_tile_keeps_the_sign_of_its_severity() -> None:
    """Desk and kiosk have room for the sign beside the word; at 80 columns it stands by the value."""
    live, old = at_level("desk", Level.LIVE).screen(), at_level("desk", Level.STALE).screen()
    for label, tile in tiles_of("desk", live).items():
        before = live.between(tile.y, tile.x + len(label), tile.end).split()
        after = old.between(tile.y, tile.x + len(label), tile.end).split()
        assert after == [*before[:-1], "old"]


# -- values keep their place and lose their authority -------------------------------------------------


@LAYOUTS
def test_a_late_answer_changes_nothing_but_the_status_line(layout: str) -> None:
    live, late = at_level(layout, Level.LIVE), at_level(layout, Level.LATE)
    before, after = live.picture(), late.picture()
    changed = {y for y, (one, other) in enumerate(zip(before, after, strict=True)) if one != other}
    for box in boxes(live, TickerPlan):  # parts of long messages take turns
        assert written(before, box) == written(after, box)
        changed -= set(range(box.y, box.y + box.height))
    assert changed == {status_row(live)}
    assert arrangement(live) == arrangement(late)


@LAYOUTS
def test_nothing_moves_on_the_way_to_stale_but_the_banner_and_the_marks(layout: str) -> None:
    live, stale = aged(layout, 1), aged(layout, 1 + SAME_TURN_S)
    before, after = live.screen(), stale.screen()
    places = chain(boxes(live, TilePlan), boxes(live, GridPlan))
    marked = {(box.y + row, x) for box in places for x in range(box.x, box.x + box.width) for row in (0, 1)}
    for box in boxes(live, TickerPlan):  # an urgent message that is old is one line among the others
        marked |= {(box.y + row, x) for x in range(before.columns) for row in range(box.height)}
    free = status_row(live) + (2 if plan_of(layout).rotate else 1)
    moved = {
        (y, x)
        for y in range(before.rows)
        for x in range(before.columns)
        if before.cell(x, y).text != after.cell(x, y).text and y not in (status_row(live), free)
    }
    assert moved <= marked
    assert arrangement(live).widgets == arrangement(stale).widgets
    assert arrangement(stale).banner == Box(0, free, before.columns, 1)


@LAYOUTS
@pytest.mark.parametrize("level", [Level.LATE, Level.STALE, Level.LOST])
def test_every_figure_stays_whatever_the_age(layout: str, level: Level) -> None:
    live, later = at_level(layout, Level.LIVE).screen(), at_level(layout, level).screen()
    values = {label: tile.value for label, tile in tiles_of(layout, live).items()}
    assert {label: tile.value for label, tile in tiles_of(layout, later).items()} == values
    assert all(any(map(str.isdigit, value)) for value in values.values())
    for before, after in zip(grids_of(layout, live), grids_of(layout, later), strict=True):
        assert after.places == before.places
        assert after.rows == before.rows[: len(after.rows)]
        assert len(after.rows) >= (len(before.rows) if level is not Level.LOST else len(before.rows) - 4)


@LAYOUTS
@pytest.mark.parametrize(
    ("level", "role"), [(Level.STALE, Role.STALE), (Level.LOST, Role.LOST)], ids=["stale", "lost"]
)
def test_old_values_look_old_and_nothing_else(layout: str, level: Level, role: Role) -> None:
    still = at_level(layout, level)
    picture = still.picture()
    for box in boxes(still, TilePlan):
        assert {look for look in written(picture, box) if look[0] is not Role.EDGE} in (
            {(role, None)},
            {(role, Role.DRAINED)},
        )
    for box in boxes(still, GridPlan):
        body = box._replace(y=box.y + 2, height=box.height - 2)
        inked = {look for look in written(picture, body) if look[0] is not Role.ACCENT}
        assert inked <= {(role, None), (role, Role.CURSOR)}
        assert (role, None) in inked
    for box in boxes(still, TickerPlan):
        assert Role.URGENT not in {look[0] for look in written(picture, box)}


def test_the_fill_of_an_alert_is_drained_and_not_taken_away() -> None:
    live, old = at_level("desk", Level.LIVE).picture(), at_level("desk", Level.STALE).picture()
    filled = [
        box
        for box in boxes(at_level("desk", Level.LIVE), TilePlan)
        if any(run.role is Role.ALERT for run in chain(*looks(live, box)))
    ]
    assert filled
    for box in filled:
        ground = {run.on for run in chain(*looks(old, box._replace(y=box.y + 1, height=box.height - 3)))}
        assert Role.DRAINED in ground
        assert Role.ALERT not in ground


@LAYOUTS
@pytest.mark.parametrize("level", [Level.LIVE, Level.LATE], ids=["live", "late"])
def test_live_and_late_values_are_never_in_the_look_of_old_ones(layout: str, level: Level) -> None:
    runs = [run for line in at_level(layout, level).picture() for run in line]
    assert not {Role.STALE, Role.LOST, Role.DRAINED} & {each for run in runs for each in (run.role, run.on)}
    assert Role.ALERT in {run.role for run in runs}


# -- waiting ---------------------------------------------------------------------------------------


@LAYOUTS
def test_a_board_without_data_has_its_frames_dashes_and_no_figure(layout: str) -> None:
    still = at_level(layout, Level.WAITING)
    screen = still.screen()
    seen = status(screen)
    assert seen is not None
    assert (seen.sign, seen.link) == ("○", "waiting for first data, 4 s")
    assert banner_text(still) == []
    values = [tile.value.removesuffix(" %") for tile in tiles_of(layout, screen).values()]
    assert values == ["–"] * len(boxes(still, TilePlan))
    for each in grids_of(layout, screen):
        assert not each.section.count
    for box in [*boxes(still, GridPlan), *boxes(still, TickerPlan)]:
        shown = "".join(screen.between(y, box.x, box.x + box.width) for y in range(box.y, box.y + box.height))
        assert "Waiting for first data." in shown
        assert not any(map(str.isdigit, shown))


# -- without colour --------------------------------------------------------------------------------

TERMINALS = pytest.mark.parametrize(
    ("depth", "glyphs"),
    [
        pytest.param(Depth.TRUECOLOR, UTF8, id="true colour"),
        pytest.param(Depth.INDEXED, UTF8, id="256 colours"),
        pytest.param(Depth.EIGHT, CONSOLE, id="a console"),
        pytest.param(Depth.NONE, UTF8, id="NO_COLOR"),
        pytest.param(Depth.NONE, ASCII, id="NO_COLOR and ASCII"),
    ],
)


def shot(layout: str, level: Level, depth: Depth, glyphs: Glyphs) -> Screen:
    return at_level(layout, level).screen(Theme(depth), glyphs=glyphs)


@LAYOUTS
@TERMINALS
def test_the_level_can_be_read_on_every_terminal(layout: str, depth: Depth, glyphs: Glyphs) -> None:
    texts = {level: shot(layout, level, depth, glyphs).text for level in Level}
    told = {
        Level.WAITING: f"{glyphs.link_down} waiting for first data, 4 s",
        Level.LIVE: f"{glyphs.link_up} live, 1 s",
        Level.LATE: f"{glyphs.link_down} late, 18 s: no answer",
        Level.STALE: STALE_BANNER,
        Level.LOST: LOST_SENTENCES[2],
        Level.FROZEN: "FROZEN at 10:41:37   25 s old   f shows the live board again",
    }
    for level, words in told.items():
        assert [other for other in Level if words in texts[other]] == [level]


@LAYOUTS
@TERMINALS
@pytest.mark.parametrize("level", [Level.STALE, Level.LOST], ids=["stale", "lost"])
def test_figures_lose_their_weight_their_fill_and_their_ink_when_they_are_old(
    layout: str, depth: Depth, glyphs: Glyphs, level: Level
) -> None:
    before, after = at_level(layout, Level.LIVE), at_level(layout, level)
    live, old = (shot(layout, each, depth, glyphs) for each in (Level.LIVE, level))
    for was, now in zip(boxes(before, TilePlan), boxes(after, TilePlan), strict=True):
        bold = [
            (x, y)
            for y in range(was.height)
            for x in range(was.width)
            if live.cell(was.x + x, was.y + y).bold
        ]
        assert bold, "the figure of a live tile is bold"
        faded = [old.cell(now.x + x, now.y + y) for x, y in bold]
        assert not any(cell.bold or cell.reverse for cell in faded)
        if depth in (Depth.TRUECOLOR, Depth.INDEXED):  # eight colours have no grey: `old` and the hatch tell
            inks = {live.cell(was.x + x, was.y + y).fg for x, y in bold}
            assert inks.isdisjoint(cell.fg for cell in faded)


@pytest.mark.parametrize("level", [Level.STALE, Level.LOST], ids=["stale", "lost"])
def test_without_colour_everything_old_is_dim_and_nothing_is_filled(level: Level) -> None:
    for layout in SIZES:
        still, screen = at_level(layout, level), shot(layout, level, Depth.NONE, ASCII)
        bodies = [
            *boxes(still, TilePlan),
            *(box._replace(y=box.y + 2, height=box.height - 2) for box in boxes(still, GridPlan)),
        ]
        rows = [
            screen.cells[box.y + row][box.x : box.x + box.width]
            for box in bodies
            for row in range(box.height)
        ]
        seen = {(cell.dim, cell.bold, cell.reverse) for row in rows for cell in row if cell.text.strip(" >")}
        assert seen == {(True, False, False)}


# -- pictures of the levels --------------------------------------------------------------------------


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_remake_of_a_picture_gives_an_equal_file(name: str) -> None:
    first = svg_of(DRAWINGS[name].screen(), name)
    answer_to.cache_clear()
    assert svg_of(DRAWINGS[name].screen(), name) == first


def test_the_same_hour_gives_the_same_answers() -> None:
    first = answers_of_an_hour("desk")
    answers_of_an_hour.cache_clear()
    assert answers_of_an_hour("desk") == first


def test_there_is_a_picture_of_every_level() -> None:
    levels = {drawing.level for drawing in DRAWINGS.values() if isinstance(drawing, Drawing)}
    assert levels == set(Level)
