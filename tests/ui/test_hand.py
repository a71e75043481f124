"""The viewer's hand on a grid: filter, columns, worst first, and rows that do not move under it."""

from dataclasses import replace

import pytest
from textual import events
from textual.pilot import Pilot

from tests.board_screen import Grid, grid
from tests.screen import Screen
from tests.still import SIZES, first_delivery
from tests.ui.stage import StageApp, on_stage, screen_of, until
from wallboard.feed import Moment
from wallboard.protocol.values import Raw

DESK = SIZES["desk"]
AGENTS = (("Agent", "left"), ("State", "left"), ("Reason", "left"), ("For", "right"))


def agents(app: StageApp, filtered: str = "") -> Grid:
    """The desk's agent grid, whose title says what it is filtered by."""
    title = f"Agents / {filtered}" if filtered else "Agents"
    return grid(screen_of(app), title, list(AGENTS))  # type: ignore[arg-type]


def came(app: StageApp) -> int:
    """How many agents the answer has."""
    return app.board.grid(app.grids[1].ref, app.clock()).total


def footer(screen: Screen) -> str:
    return screen.line(screen.rows - 1).strip()


def cursor_line(app: StageApp) -> int:
    """The screen's line of the cursor in the agent grid."""
    (place,) = [y for x, y in screen_of(app).find_all("▌") if x > 70]
    return place


async def answer(app: StageApp, pilot: Pilot[None], seconds: float, *, reverse: bool) -> None:
    """Another answer so many seconds later, its agents in the same order or the other way round."""
    first = first_delivery("desk")
    assert first.answer is not None
    grids: dict[object, tuple[tuple[Raw, ...], ...]] = {
        key: tuple(reversed(rows)) if reverse and key.section == "agent_grids" else rows
        for key, rows in first.answer.grids.items()
    }
    app.stage_clock.turn(seconds)
    now: Moment = app.stage_clock.now
    app.stage_feed.deliver(replace(first, answer=replace(first.answer, grids=grids), asked=now))
    await until(pilot, lambda: app.stage_feed.is_empty)


# -- the filter ---------------------------------------------------------------------------------------


async def test_a_filter_narrows_the_grid_as_it_is_typed() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("tab", "slash")
        assert footer(screen_of(app)).startswith("/ ▌")
        counts = []
        for typed in ("f", "fr", "fro", "fron", "front"):
            await pilot.press(typed[-1])
            counts.append(agents(app, typed).section.count)
        assert footer(screen_of(app)).startswith("/ front▌")
        assert footer(screen_of(app)).endswith("esc clears, enter keeps")
        assert screen_of(app).find_all("Agents / front ──")
        left = int(counts[-1].split(" of ")[0].split("–")[-1])
        assert 0 < left < 33
        assert counts[-1].startswith(f"{left} of {came(app)}")
        await pilot.press("enter")
        assert footer(screen_of(app)).startswith("q quit   ? help   esc clear filter   / filter")
        assert screen_of(app).find_all("Agents / front ──")
        await pilot.press("escape")
        assert agents(app).section.count.startswith(f"1–33 of {came(app)}")
        assert "esc" not in footer(screen_of(app))


async def test_keys_that_are_typed_do_nothing_else() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        before = screen_of(app)
        await pilot.press("slash", *"q2sRtNc?", "space", "exclamation_mark", "slash")
        assert app.is_running
        assert footer(screen_of(app)).startswith("/ q2sRtNc? !/▌")
        assert app.board.page == 0
        assert app.stage_feed.wishes == []
        await pilot.press("escape")
        assert screen_of(app).cells == before.cells


async def test_what_is_typed_can_be_taken_back() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("slash", *"ito", "space", *"ab", "backspace")
        assert footer(screen_of(app)).startswith("/ ito a▌")
        await pilot.press("ctrl+w")
        assert footer(screen_of(app)).startswith("/ ito▌")
        await pilot.press("ctrl+u")
        assert footer(screen_of(app)).startswith("/ ▌")
        await pilot.press("backspace")
        assert footer(screen_of(app)).startswith("/ ▌")


async def test_text_is_pasted_in_one_line_without_control_characters() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("slash")
        app.post_message(events.Paste("王\n 小\x1b明\t" + "x" * 500))
        await until(pilot, lambda: "x" in footer(screen_of(app)))
        assert app.board.live_grid(app.grids[0].ref).filter.text == ("王 小明 " + "x" * 500)[:200]


async def test_the_filter_is_there_again_when_the_prompt_opens_again() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("slash", *"bill", "enter", "slash")
        assert footer(screen_of(app)).startswith("/ bill▌")


async def test_esc_clears_the_grid_with_the_cursor_before_the_others() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("slash", *"bill", "enter", "tab", "slash", *"front", "enter")
        await pilot.press("escape")
        assert screen_of(app).find_all("Services / bill ─")
        assert screen_of(app).find_all("Agents ─")
        await pilot.press("escape")
        assert screen_of(app).find_all("Services ─")


async def test_arrows_move_the_cursor_while_a_filter_is_typed() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        before = app.board.grid(app.grids[0].ref, app.clock()).cursor
        await pilot.press("slash", "down", "down", "up")
        assert before == 0
        assert app.board.grid(app.grids[0].ref, app.clock()).cursor == 1


async def test_ctrl_c_leaves_from_the_prompt_and_from_the_columns() -> None:
    for opened in ("slash", "c"):
        app = StageApp("desk")
        async with on_stage(app, DESK) as pilot:
            await pilot.press(opened, "ctrl+c")
            await until(pilot, lambda running=app: not running.is_running)
        assert app.return_code == 0


async def test_a_grid_that_is_filtered_empty_says_so() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("tab", "slash", *"itoox")
        assert screen_of(app).find_all('No agent matches "itoox". esc clears it.')
        assert agents(app, "itoox").section.count.startswith(f"0 of {came(app)}")


# -- worst first, next problem ------------------------------------------------------------------------


async def test_worst_first_and_back() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        before = screen_of(app)
        await pilot.press("exclamation_mark")
        screen = screen_of(app)
        assert screen.find_all("Services  worst first ──")
        assert screen.cells != before.cells
        await pilot.press("exclamation_mark")
        assert screen_of(app).cells == before.cells


async def test_capital_n_goes_from_problem_to_problem_and_scrolls_to_them() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("tab", "S", "home")
        assert not any(row["For"][0] in "▲■" for row in agents(app).rows)
        await pilot.press("N")
        line = cursor_line(app) - agents(app).first_row
        assert agents(app).rows[line]["For"][0] in "▲■"
        assert app.board.grid(app.grids[1].ref, app.clock()).cursor_column == 3


# -- columns ------------------------------------------------------------------------------------------


async def test_columns_are_hidden_moved_widened_and_reset() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("tab")
        before = screen_of(app)
        header = agents(app).first_row - 1

        def labels() -> list[str]:
            return screen_of(app).between(header, 80, 160).split()

        assert labels() == ["Agent", "State", "Reason", "≈For↓", "Handled", "AHT", "Team"]
        await pilot.press("c")
        assert screen_of(app).find_all("Columns of Agents ──")
        await pilot.press("space")
        assert screen_of(app).find_all("7 of 7"), "the key column is never hidden"
        await pilot.press("j", "space", "down", "J", "plus", "p", "enter")
        assert labels() == ["Agent", "≈For↓", "Reason", "Handled", "AHT", "Team"]
        await pilot.press("c", "r", "q")
        assert screen_of(app).cells == before.cells


async def test_a_letter_in_the_columns_does_nothing_else() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("c", "2", "s", "t", "n", "R", "escape")
        assert app.board.page == 0
        assert app.stage_feed.wishes == []
        assert len(app.screen_stack) == 1


async def test_columns_that_have_no_room_are_counted_and_come_with_the_cursor() -> None:
    app = StageApp("desk")
    async with on_stage(app, (100, 30)) as pilot:
        await pilot.press("tab")
        screen = screen_of(app)
        x, y = screen.find("Agents  +")
        header = y + 1
        hidden = "Team" not in screen.between(header, x, screen.columns)
        assert hidden
        await pilot.press(*["right"] * 6)
        after = screen_of(app).between(header, x, screen.columns)
        assert "Team" in after
        assert after.split()[0] == "Agent"
        await pilot.press(*["left"] * 6)
        assert screen_of(app).cells == screen.cells


# -- rows stay where they are -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pressed", "turned"),
    [pytest.param(False, True, id="without a hand"), pytest.param(True, False, id="under the hand")],
)
async def test_rows_change_places_on_the_beat_but_not_under_the_hand(pressed: bool, turned: bool) -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("tab")
        app.stage_clock.turn(20)
        before = [row["Agent"] for row in agents(app).rows]
        if pressed:
            await pilot.press("right")
        await answer(app, pilot, 1, reverse=True)
        assert ([row["Agent"] for row in agents(app).rows] != before) is turned
        app.stage_clock.turn(6)
        app.tick()
        assert [row["Agent"] for row in agents(app).rows] != before, "the hand has left"


async def test_the_cursors_row_keeps_its_line_when_a_scrolled_grid_is_sorted_anew() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("tab", "pagedown", "pagedown", "up", "up")
        line = cursor_line(app)
        name = agents(app).rows[line - agents(app).first_row]["Agent"]
        first = agents(app).rows[0]["Agent"]
        await answer(app, pilot, 20, reverse=True)
        assert agents(app).rows[0]["Agent"] != first
        assert cursor_line(app) == line
        assert agents(app).rows[line - agents(app).first_row]["Agent"] == name


async def test_rows_that_go_above_a_scrolled_grid_move_nothing_in_sight() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        app.grids[1].scroll_to(y=40, animate=False, force=True)
        await pilot.pause()
        before = [row["Agent"] for row in agents(app).rows]
        first = first_delivery("desk")
        assert first.answer is not None
        fewer = {
            key: rows[:3] + rows[8:] if key.section == "agent_grids" else rows
            for key, rows in first.answer.grids.items()
        }
        app.stage_feed.deliver(replace(first, answer=replace(first.answer, grids=fewer)))
        await until(pilot, lambda: app.stage_feed.is_empty)
        assert agents(app).section.count.startswith(f"36–68 of {came(app)}")
        assert [row["Agent"] for row in agents(app).rows] == before
