"""What is the app's own: keys and clicks reach the board, deliveries and the clock reach the screen."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.board_screen import grid, status, tiles
from tests.still import ASKED, SIZES, failing, first_delivery
from tests.ui.desk import DESK, marked, repaints, row_text, services
from tests.ui.stage import StageApp, on_stage, screen_of, until
from wallboard.board.views import Level
from wallboard.feed import Delivery, LinkState, Moment, Phase, RetryNow
from wallboard.layout.plan import TilePlan
from wallboard.ui.canvas import Canvas
from wallboard.ui.grid import GridWidget
from wallboard.ui.help import HelpScreen
from wallboard.ui.prompt import Prompt

# -- what is delivered is shown -------------------------------------------------------------------------


async def test_figures_are_shown_as_soon_as_they_are_delivered() -> None:
    app = StageApp("desk", Delivery(LinkState(Phase.LIVE, ASKED)))
    labels = [each.figure.label for each in app.board.plan.pages[0].widgets if isinstance(each, TilePlan)]
    async with on_stage(app, DESK) as pilot:
        before = screen_of(app)
        assert {tile.value.removesuffix(" %") for tile in tiles(before, labels).values()} == {"–"}
        app.stage_feed.deliver(first_delivery("desk"))
        await until(pilot, lambda: app.stage_feed.is_empty)
        after = screen_of(app)
    assert all(tile.value != "–" for tile in tiles(after, labels).values())
    assert status(after).link == "live, 1 s"  # type: ignore[union-attr]
    assert len(services(after).rows) > 10


async def test_a_delivery_repaints_the_lines_that_changed_and_no_others() -> None:
    app = StageApp("desk")
    delivery = first_delivery("desk")
    answer = delivery.answer
    assert answer is not None
    services_key = next(key for key in answer.grids if key.section == "service_grids")
    rows = list(answer.grids[services_key])
    changed = (*rows[3][:-1], str(int(str(rows[3][-1])) + 1))
    other = replace(answer, grids={**answer.grids, services_key: (*rows[:3], changed, *rows[4:])})
    async with on_stage(app, DESK) as pilot:
        before = screen_of(app)
        with repaints(app) as asked:
            app.stage_feed.deliver(replace(delivery, answer=other))
            await until(pilot, lambda: app.stage_feed.is_empty)
        after = screen_of(app)
    different = {y for y in range(before.rows) if before.cells[y] != after.cells[y]}
    box = app.grids[0].box
    assert {name: {y + box.y for y in lines} for name, lines in asked.items()} == {"Services": different}
    assert len(different) == 1


async def test_the_same_answer_again_repaints_nothing() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        with repaints(app) as asked:
            app.stage_feed.deliver(first_delivery("desk"))
            await until(pilot, lambda: app.stage_feed.is_empty)
    assert asked == {}


# -- the clock ----------------------------------------------------------------------------------------


async def test_a_second_of_a_live_board_repaints_the_status_line_alone() -> None:
    layout = "ssh"  # whose times in state stand between answers
    app = StageApp(layout)
    async with on_stage(app, SIZES[layout]):
        app.stage_clock.now = Moment(1002.0, ASKED.wall + 2)  # parts of messages take turns at 1002 and 1008
        app.tick()
        with repaints(app) as asked:
            app.stage_clock.turn(1)
            app.tick()
        assert asked == {"canvas": {0}}
        assert status(screen_of(app)).link == "live, 3 s"  # type: ignore[union-attr]


async def test_a_second_repaints_the_times_in_state_that_count_on_and_no_other_row() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK):
        app.stage_clock.now = Moment(1002.0, ASKED.wall + 2)
        app.tick()
        before = screen_of(app)
        with repaints(app) as asked:
            app.stage_clock.turn(1)
            app.tick()
        after_it = screen_of(app)
    assert asked["canvas"] == {0}
    assert asked.keys() == {"canvas", "Agents"}
    people = [(label, "left") for label in ("Agent", "State", "Reason")]
    seen, later = (
        grid(screen, "Agents", [*people, ("For", "right")])  # type: ignore[list-item]
        for screen in (before, after_it)
    )
    assert len(seen.rows) == len(later.rows) > 20
    for one, other in zip(seen.rows, later.rows, strict=True):
        was, now = (time_s(row["For"]) for row in (one, other))
        assert now == was + 1 if was < 600 else now in (was, was + 60 - was % 60)


def time_s(text: str) -> int:
    """Seconds of m:ss, whatever sign stands before it."""
    minutes, seconds = text.split()[-1].split(":")
    return 60 * int(minutes) + int(seconds)


async def test_figures_grow_old_with_the_clock_alone() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        app.stage_feed.deliver(Delivery(failing(9)))
        await until(pilot, lambda: app.stage_feed.is_empty)
        fresh = services(screen_of(app))
        app.stage_clock.turn(30)
        app.tick()
        stale = screen_of(app)
        app.stage_clock.turn(1)
        app.tick()
        assert services(screen_of(app)).section.count.endswith("old 32 s")
        app.stage_clock.turn(300)
        app.tick()
        await pilot.pause()
        lost = screen_of(app)
    assert stale.line(1).startswith("  NOT LIVE since 10:41:37   31 s old")
    assert services(stale).section.count.endswith("old 31 s")
    assert services(stale).first_row == fresh.first_row
    assert app.board.freshness(app.stage_clock.now).level is Level.LOST
    assert "Do not act on them." in lost.line(4)
    assert services(lost).first_row == fresh.first_row + 4, "the grid gives its rows to the banner"


async def test_good_news_takes_the_banner_away() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        before = screen_of(app)
        app.stage_clock.turn(400)
        app.tick()
        await pilot.pause()
        app.stage_feed.deliver(replace(first_delivery("desk"), asked=app.stage_clock.now))
        await until(pilot, lambda: app.stage_feed.is_empty)
        after = screen_of(app)
    assert services(after).first_row == services(before).first_row
    assert after.line(1).strip() == ""


async def test_pages_take_turns_on_a_wall_and_a_key_holds_them() -> None:
    app = StageApp("kiosk")
    async with on_stage(app, SIZES["kiosk"]) as pilot:
        app.tick()
        app.stage_clock.turn(20)
        app.tick()
        await pilot.pause()
        assert "Queues 2/2" in screen_of(app).line(1)
        await pilot.press("x")
        app.stage_clock.turn(20)
        app.tick()
        assert "Queues 2/2, held" in screen_of(app).line(1)
        app.stage_clock.turn(60)
        app.tick()
        await pilot.pause()
        assert "Today 1/2" in screen_of(app).line(1)


async def test_space_stops_the_rotation_and_starts_it_again() -> None:
    app = StageApp("kiosk")
    async with on_stage(app, SIZES["kiosk"]) as pilot:
        app.tick()
        await pilot.press("space")
        assert "Today 1/2, held" in screen_of(app).line(1)
        app.stage_clock.turn(3600)
        app.tick()
        assert "Today 1/2, held" in screen_of(app).line(1)
        await pilot.press("space")
        assert "held" not in screen_of(app).line(1)
        app.stage_clock.turn(20)
        app.tick()
        await pilot.pause()
        assert "Queues 2/2" in screen_of(app).line(1)


# -- pages and focus ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        pytest.param("2", "Queues", id="by its number"),
        pytest.param("n", "Queues", id="the next"),
        pytest.param("p", "Agents by team", id="the one before the first is the last"),
        pytest.param("3n", "Services", id="after the last comes the first"),
        pytest.param("39", "Agents by team", id="a page that is not there"),
        pytest.param("n1", "Services", id="and back"),
    ],
)
async def test_pages_are_turned_by_keys(keys: str, title: str) -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("tab", *keys)
        screen = screen_of(app)
        assert screen.find_all(title)
        assert marked(screen)[0] == 1, "the page's first grid takes the keys"


async def test_tab_moves_the_cursor_between_the_grids_of_the_page() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        left = marked(screen_of(app))
        await pilot.press("tab")
        right = marked(screen_of(app))
        await pilot.press("tab")
        assert marked(screen_of(app)) == left
        await pilot.press("shift+tab")
        assert marked(screen_of(app)) == right
    assert right[0] > left[0]


FIGURES_THEN_ROWS = """
title = "Two"
[[page]]
name = "Figures"
[[page.tile]]
stat = "in_calls_waiting"
[[page]]
name = "Rows"
[[page.service_grid]]
columns = [{ stat = "name", label = "Service" }]
"""


async def test_a_grid_takes_the_keys_when_it_comes_up_after_a_page_without_one(tmp_path: Path) -> None:
    (tmp_path / "two.toml").write_text(FIGURES_THEN_ROWS)
    app = StageApp(str(tmp_path / "two.toml"))
    async with on_stage(app, DESK) as pilot:
        assert app.focused is None
        await pilot.press("2")
        assert "▌" in screen_of(app).text


async def test_a_wall_has_no_cursor() -> None:
    app = StageApp("kiosk")
    async with on_stage(app, SIZES["kiosk"]) as pilot:
        await pilot.press("2")
        assert app.focused is None
        assert not screen_of(app).find_all("▌")


# -- grids ------------------------------------------------------------------------------------------------


async def test_the_cursor_moves_by_keys_and_the_grid_scrolls_with_it() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        top = marked(screen_of(app))
        await pilot.press("down", "j")
        assert marked(screen_of(app)) == (top[0], top[1] + 2)
        await pilot.press("k")
        assert marked(screen_of(app)) == (top[0], top[1] + 1)
        await pilot.press("end")
        screen = screen_of(app)
        assert services(screen).section.count.startswith("2–22 of 22")
        assert marked(screen) == (top[0], top[1] + 20)
        await pilot.press("home")
        assert marked(screen_of(app)) == top
        await pilot.press("pagedown")
        assert marked(screen_of(app)) == (top[0], top[1] + 20)


async def test_a_grid_scrolls_no_more_than_the_cursor_needs() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        agents = [("Agent", "left"), ("State", "left")]
        await pilot.press("tab", "pagedown", "down")
        bottom = marked(screen_of(app))
        assert grid(screen_of(app), "Agents", agents).section.count.startswith("2–34 of ")  # type: ignore[arg-type]
        await pilot.press("up")
        assert marked(screen_of(app)) == (bottom[0], bottom[1] - 1)


async def test_sorting_by_keys() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        assert (services(screen_of(app)).sorted_by, services(screen_of(app)).arrow) == ("Waiting", "↓")
        await pilot.press("S")
        assert (services(screen_of(app)).sorted_by, services(screen_of(app)).arrow) == ("Waiting", "↑")
        await pilot.press("greater_than_sign")
        assert services(screen_of(app)).sorted_by == "Longest"
        await pilot.press("less_than_sign", "less_than_sign")
        assert services(screen_of(app)).sorted_by == "Service"
        await pilot.press("right", "l", "s")
        assert services(screen_of(app)).sorted_by == "Longest"
        await pilot.press("h", "left", "s")
        assert services(screen_of(app)).sorted_by == "Service"


async def test_the_cursor_stays_on_its_row_when_the_order_turns() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("down")
        name = row_text(screen_of(app))
        await pilot.press("S")
        assert row_text(screen_of(app)) == name


async def test_a_click_on_a_header_sorts_and_again_turns() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        screen = screen_of(app)
        x, y = screen.find("Recvd.")
        columns = ([("Service", "left"), ("Recvd.", "right")],)
        await pilot.click(offset=(x, y))
        seen = grid(screen_of(app), "Services", *columns)  # type: ignore[arg-type]
        assert seen.sorted_by == "Recvd."
        await pilot.click(offset=(x, y))
        turned = grid(screen_of(app), "Services", *columns)  # type: ignore[arg-type]
        assert turned.sorted_by == "Recvd."
        assert {seen.arrow, turned.arrow} == {"↓", "↑"}


async def test_a_click_on_a_row_puts_the_cursor_there() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        x, y = screen_of(app).find("Kundenservice")
        await pilot.click(offset=(x, y))
        assert marked(screen_of(app))[1] == y
        x, y = screen_of(app).find("Not ready")
        await pilot.click(offset=(x, y))
        assert marked(screen_of(app)) == (app.grids[1].box.x + app.grids[1].margin - 1, y)


# -- the other keys ---------------------------------------------------------------------------------------


async def test_u_marks_the_urgent_message_seen() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        before = screen_of(app)
        assert before.find_all("‼ URGENT")
        assert "u urgent seen" in before.line(DESK[1] - 1)
        await pilot.press("u")
        after = screen_of(app)
        assert not after.find_all("URGENT")
        assert "u urgent seen" not in after.line(DESK[1] - 1)


async def test_t_turns_night_to_day_everywhere_and_back() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        night = screen_of(app)
        await pilot.press("t")
        day = screen_of(app)
        await pilot.press("t")
        assert screen_of(app).cells == night.cells
    grounds = {cell.bg for row in night.cells for cell in row} & {
        cell.bg for row in day.cells for cell in row
    }
    assert grounds == set(), "no cell keeps its ground"


async def test_a_page_that_was_hidden_has_the_new_theme_too() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("t", "2")
        assert {cell.bg for row in screen_of(app).cells for cell in row}.isdisjoint({"0d1116"})


async def test_capital_r_asks_the_feed_to_try_again() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("R")
    assert app.stage_feed.wishes == [RetryNow()]


@pytest.mark.parametrize("key", ["escape", "question_mark", "q", "enter"])
async def test_the_help_opens_over_the_page_and_closes(key: str) -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        page = screen_of(app)
        await pilot.press("question_mark")
        help_ = screen_of(app)
        assert isinstance(app.screen, HelpScreen)
        assert help_.find_all("sort column")
        assert help_.line(0) == page.line(0), "the page stays around it"
        await pilot.press(key)
        assert screen_of(app).cells == page.cells
        assert app.is_running


async def test_the_page_keeps_running_under_the_help() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("question_mark")
        app.stage_clock.turn(1)
        app.tick()
        await pilot.pause()
        assert status(screen_of(app)).clock == "10:41:39"  # type: ignore[union-attr]


@pytest.mark.parametrize("keys", [["q"], ["ctrl+c"], ["question_mark", "ctrl+c"]], ids="-".join)
async def test_leaving(keys: list[str]) -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press(*keys)
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 0


# -- the size of the terminal ---------------------------------------------------------------------------


async def test_another_size_rearranges_the_page() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        wide = screen_of(app)
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        small = screen_of(app)
        assert (small.columns, small.rows) == (100, 30)
        assert status(small).clock == "10:41:38"  # type: ignore[union-attr]
        assert small.find_all("Services  +")
        assert small.line(29).strip().startswith("q quit")
        await pilot.resize_terminal(*DESK)
        await pilot.pause()
        assert screen_of(app).cells == wide.cells


async def test_a_tiny_terminal_shows_one_sentence_and_recovers() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        wide = screen_of(app)
        await pilot.resize_terminal(10, 3)
        await pilot.pause()
        assert screen_of(app).text.split() == ["This", "screen", "is", "too", "small."]
        app.stage_clock.turn(60)
        app.tick()  # an old board has no room for its banner either, and must not fail
        app.stage_clock.turn(-60)
        await pilot.resize_terminal(*DESK)
        await pilot.pause()
        assert screen_of(app).cells == wide.cells


async def test_a_resize_under_the_help_keeps_both_whole() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("question_mark")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        screen = screen_of(app)
        assert screen.find_all("sort column")
        assert status(screen).clock == "10:41:38"  # type: ignore[union-attr]
        await pilot.press("escape")
        assert screen_of(app).line(23).strip().startswith("q quit")


async def test_all_is_on_one_canvas_and_a_widget_a_grid() -> None:
    """A widget a tile costs far more (TEXTUAL section 4)."""
    app = StageApp("desk")
    async with on_stage(app, DESK):
        kinds = [type(widget) for widget in app.screen.children]
    assert kinds.count(Canvas) == 1
    assert kinds.count(GridWidget) == 4
    assert kinds.count(Prompt) == 1
    assert len(kinds) == 6
