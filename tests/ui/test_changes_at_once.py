"""Two things at once: a size, a banner or a dialog between a key and what it is for."""

from dataclasses import replace

import pytest

from tests.board_screen import status
from tests.screen import Screen
from tests.still import SIZES, failing, first_delivery
from tests.ui.desk import DESK
from tests.ui.stage import StageApp, on_stage, screen_of, until
from wallboard.feed import Delivery

TINY = (20, 5)


def footer(app: StageApp) -> str:
    screen = screen_of(app)
    return screen.line(screen.rows - 1)


def cursor_at(screen: Screen) -> tuple[int, str]:
    """The cursor's line, and the first words in it."""
    ((x, y),) = screen.find_all("▌")
    return y, screen.between(y, x + 1, x + 18).strip()


@pytest.mark.parametrize("key", ["enter", "c", "question_mark"])
async def test_a_dialog_outlasts_a_screen_too_small_for_any_grid_and_so_does_the_cursor(key: str) -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("tab", "down", key)
        await pilot.resize_terminal(*TINY)
        await pilot.pause()
        app.stage_feed.deliver(first_delivery("desk"))
        await until(pilot, lambda: app.stage_feed.is_empty)
        app.tick()
        await pilot.resize_terminal(*DESK)
        await pilot.pause()
        assert app.is_running
        assert len(app.screen_stack) == 2
        await pilot.press("escape")
        assert len(screen_of(app).find_all("▌")) == 1


async def test_the_cursors_row_keeps_its_line_when_an_answer_takes_the_banner_away() -> None:
    app = StageApp("ssh")
    async with on_stage(app, SIZES["ssh"]) as pilot:
        await pilot.press("tab", *["down"] * 12, "up")
        app.stage_feed.deliver(Delivery(failing(40)))
        await until(pilot, lambda: app.stage_feed.is_empty)
        app.stage_clock.turn(40)
        app.tick()
        await pilot.pause()
        assert screen_of(app).find_all("NOT LIVE")
        grid = app.grids[1]
        name, line = cursor_at(screen_of(app))[1], cursor_at(screen_of(app))[0] - grid.box.y
        first = first_delivery("ssh")
        assert first.answer is not None
        more = {
            key: (*rows[-3:], *rows[:-3]) if key.section == "agent_grids" else rows
            for key, rows in first.answer.grids.items()
        }
        app.stage_feed.deliver(replace(first, answer=replace(first.answer, grids=more), asked=app.clock()))
        await until(pilot, lambda: app.stage_feed.is_empty)
        assert not screen_of(app).find_all("NOT LIVE")
        assert cursor_at(screen_of(app)) == (grid.box.y + line, name)


async def test_what_is_typed_stands_where_the_other_lines_do_after_a_resize() -> None:
    app = StageApp("desk")
    async with on_stage(app, (80, 24)) as pilot:
        await pilot.press("slash", "i", "t")
        assert footer(app).startswith(" / it▌")
        await pilot.resize_terminal(*DESK)
        await pilot.pause()
        assert footer(app).startswith("  / it▌")


async def test_a_grid_that_a_filter_narrowed_is_at_its_top_at_once() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        grid = app.grids[1]
        await pilot.press("tab", "end")
        assert grid.scroll_offset.y
        grid.type("großmann")
        assert grid.scroll_offset.y == 0


async def test_a_key_holds_the_page_of_a_wall_and_is_told_so_at_once() -> None:
    app = StageApp("kiosk")
    async with on_stage(app, SIZES["kiosk"]) as pilot:
        app.tick()
        await pilot.pause()
        assert not screen_of(app).find_all("held")
        await pilot.press("x")
        assert screen_of(app).find_all("held")


async def test_marks_of_changes_go_when_figures_are_late_however_long_no_second_has_passed() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        first = first_delivery("desk")
        assert first.answer is not None
        app.stage_clock.turn(20)
        app.tick()
        others = {
            key: tuple((*row[:4], "77", *row[5:]) for row in rows) if key.section == "service_grids" else rows
            for key, rows in first.answer.grids.items()
        }
        app.stage_feed.deliver(replace(first, answer=replace(first.answer, grids=others), asked=app.clock()))
        await until(pilot, lambda: app.stage_feed.is_empty)
        assert any(cell.underline for line in screen_of(app).cells for cell in line)
        app.stage_clock.turn(20)
        app.tick()
        await pilot.pause()
        found = status(screen_of(app))
        assert found is not None
        assert found.link.startswith("late")
        assert not any(cell.underline for line in screen_of(app).cells for cell in line)
