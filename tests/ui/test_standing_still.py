"""A picture that is frozen, and a row that is opened, in the real app on the stage."""

from dataclasses import replace

from tests.board_screen import status
from tests.screen import Screen
from tests.still import after, first_delivery
from tests.ui.desk import DESK, marked, row_text, services
from tests.ui.stage import StageApp, on_stage, screen_of, until
from wallboard.layout.plan import GridPlan

# -- a frozen picture -------------------------------------------------------------------------------------


async def test_f_freezes_the_picture_and_f_again_shows_the_newest() -> None:
    app = StageApp("desk")
    delivery = first_delivery("desk")
    answer = delivery.answer
    assert answer is not None
    key = next(key for key in answer.grids if key.section == "service_grids")
    newer = replace(answer, grids={**answer.grids, key: answer.grids[key][:3]})
    async with on_stage(app, DESK) as pilot:
        before = screen_of(app)
        await pilot.press("f", "down")
        app.stage_feed.deliver(replace(delivery, answer=newer, asked=after(20)))
        await until(pilot, lambda: app.stage_feed.is_empty)
        app.stage_clock.turn(20)
        app.tick()
        frozen = screen_of(app)
        await pilot.press("f")
        live = screen_of(app)
    assert frozen.line(1).startswith("  FROZEN at 10:41:37   21 s old   f shows the live board again ")
    assert "f go on" in frozen.line(DESK[1] - 1)
    assert status(frozen).link == "live behind, 1 s"  # type: ignore[union-attr]
    assert services(frozen).rows == services(before).rows
    assert marked(frozen) == (marked(before)[0], marked(before)[1] + 1)
    assert len(services(live).rows) == 3
    assert live.line(1).strip() == ""
    assert "f freeze" in live.line(DESK[1] - 1)


# -- a row's details --------------------------------------------------------------------------------------


def details_of(screen: Screen) -> list[str]:
    """The lines of the right half, from the title of the details on."""
    lines = [screen.between(y, screen.columns // 2, screen.columns) for y in range(screen.rows)]
    start = next((y for y, line in enumerate(lines) if "enter closes" in line), len(lines))
    return [line.strip() for line in lines[start:]]


async def test_enter_opens_the_row_under_the_cursor_and_closes_it_again() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        page = screen_of(app)
        name = row_text(page).split("  ")[0]
        await pilot.press("enter")
        opened = details_of(screen_of(app))
        assert opened[0].startswith(name)
        assert any(line.startswith("Waiting") and "of 10" in line for line in opened), "the rule in words"
        for key in ("enter", "escape", "q"):
            await pilot.press(key)
            assert screen_of(app).cells == page.cells
            await pilot.press("enter")
            assert details_of(screen_of(app))


async def test_details_follow_their_row_and_say_when_it_has_left() -> None:
    app = StageApp("desk")
    delivery = first_delivery("desk")
    answer = delivery.answer
    assert answer is not None
    key = next(key for key in answer.grids if key.section == "service_grids")
    first, *others = answer.grids[key]

    def newer(*rows: tuple[object, ...]) -> object:
        return replace(delivery, answer=replace(answer, grids={**answer.grids, key: rows}))

    grids = (widget for widget in app.board.plan.pages[0].widgets if isinstance(widget, GridPlan))
    waiting = next(grid.stats.index("in_calls_waiting") for grid in grids if grid.part == key)
    async with on_stage(app, DESK) as pilot:
        await pilot.press("enter")
        changed = (*first[:waiting], "123", *first[waiting + 1 :])
        app.stage_feed.deliver(newer(*others, changed))  # type: ignore[arg-type]
        await until(pilot, lambda: app.stage_feed.is_empty)
        assert any("123 of 10" in line for line in details_of(screen_of(app)))
        app.stage_feed.deliver(newer(*others))  # type: ignore[arg-type]
        await until(pilot, lambda: app.stage_feed.is_empty)
        gone = details_of(screen_of(app))
    assert "no longer in the answer" in gone[1]
    assert any("123 of 10" in line for line in gone)


async def test_open_details_count_on_and_stay_whole_on_a_small_screen() -> None:
    app = StageApp("desk")
    async with on_stage(app, DESK) as pilot:
        await pilot.press("tab", "end", "enter")
        before = details_of(screen_of(app))
        app.stage_clock.turn(1)
        app.tick()
        await pilot.pause()
        assert details_of(screen_of(app)) != before
        await pilot.resize_terminal(80, 12)
        await pilot.pause()
        small = details_of(screen_of(app))
        await pilot.press("down")
        assert details_of(screen_of(app))[1] == small[2]
