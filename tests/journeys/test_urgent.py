"""An urgent message can't be missed: first, marked and filled, with colour and without."""

from pathlib import Path

import pytest

from tests.board_screen import section
from tests.journeys.program import SIZES, is_live, quick, showing
from wallboard.simulator.options import Options
from wallboard.simulator.serving import running


@pytest.mark.parametrize("colours", ["truecolor", "none"])
@pytest.mark.parametrize("layout", ["desk", "ssh"])
def test_an_urgent_message_is_first_and_stands_out(layout: str, colours: str, tmp_path: Path) -> None:
    with (
        running(Options()) as simulator,
        showing(
            simulator, quick(layout, tmp_path), tmp_path, colours=colours, size=SIZES[layout]
        ) as terminal,
    ):
        terminal.until(is_live)
        simulator.step(900)
        screen = terminal.until(lambda screen: "‼ URGENT" in screen.text)
        terminal.settle()
        x, y = screen.find("‼ URGENT")
        first = section(screen, "Messages").y + 1 if layout == "desk" else screen.rows - 2
        assert y == first
        cells = [screen.cell(x + i, y) for i in range(len("‼ URGENT"))]
        assert all(cell.bold or cell.reverse for cell in cells)
        if colours == "none":
            assert all(cell.reverse for cell in cells)
            assert all(cell.fg == cell.bg == "default" for cell in cells)
        else:
            assert len({cell.bg for cell in cells}) == 1
            assert cells[0].bg != screen.cell(0, 0).bg


def test_u_marks_it_seen(tmp_path: Path) -> None:
    with running(Options()) as simulator, showing(simulator, quick("desk", tmp_path), tmp_path) as terminal:
        terminal.until(is_live)
        simulator.step(900)
        terminal.until(lambda screen: "‼ URGENT" in screen.text)
        while "‼ URGENT" in terminal.screen.text:
            before = terminal.screen.text
            terminal.press("u")
            terminal.until(lambda screen, was=before: screen.text != was)


def test_it_is_seen_on_pages_without_messages_too(tmp_path: Path) -> None:
    with running(Options()) as simulator, showing(simulator, quick("desk", tmp_path), tmp_path) as terminal:
        terminal.until(is_live)
        terminal.press("3")
        simulator.step(900)
        terminal.until(lambda screen: "‼ URGENT" in screen.line(1))
        terminal.press("u")
        terminal.until(lambda screen: "‼ URGENT" not in screen.text or "+" not in screen.line(1))
