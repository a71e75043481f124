"""A picture that stands, a row in full and times that count on, in the whole program."""

import re
from pathlib import Path

from tests.journeys.program import SIZES, is_live, showing
from tests.terminal import Screen
from wallboard.simulator.options import Options
from wallboard.simulator.serving import running


def right_half(screen: Screen) -> str:
    return "\n".join(screen.between(y, screen.columns // 2, screen.columns) for y in range(screen.rows))


def test_freezing_a_row_in_full_and_counting_on(tmp_path: Path) -> None:
    with (
        running(Options(seed=3)) as simulator,
        showing(simulator, "desk", tmp_path, size=SIZES["desk"]) as terminal,
    ):
        terminal.until(is_live)
        terminal.until(lambda screen: "≈For↓" in screen.text)
        terminal.press("f")
        terminal.until(lambda screen: "FROZEN at" in screen.line(1) and "live behind," in screen.line(0))
        frozen = terminal.settle()
        terminal.until(lambda screen: re.search(r" [4-9] s old", screen.line(1)))
        later = terminal.screen
        box = range(12, 34)  # the grids: between the tiles and the messages
        assert [later.line(y) for y in box] == [frozen.line(y) for y in box]
        assert "≈" not in later.text
        terminal.press("f")
        terminal.until(lambda screen: "FROZEN" not in screen.text and is_live(screen))
        terminal.press("tab", "enter")
        terminal.until(lambda screen: "enter closes" in screen.text)
        assert re.search(r"Login id +\S", right_half(terminal.settle()))
        terminal.press("enter")
        terminal.until(lambda screen: "enter closes" not in screen.text)
        terminal.press("q")
        assert terminal.wait() == 0
