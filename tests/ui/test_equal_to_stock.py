"""The board in a real pseudo-terminal: painted, it shows cell for cell what Textual's own painting shows."""

import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import pytest

from tests.screen import Cell, Screen
from tests.terminal import COLOURS, Terminal, environment
from tests.ui.staged import STEPS, seen_cell

ROOT: Final = Path(__file__).parents[2]

ROUTE: Final = (
    "another answer",
    "down",
    "down",
    "pagedown",
    "another answer",
    "right",
    "right",
    "s",
    "S",
    "end",
    "another answer",
    "!",
    "N",
    "/",
    "o",
    "another answer",
    "enter",
    "c",
    "down",
    "space",
    "another answer",
    "+",
    "enter",
    "escape",
    "?",
    "a second later",
    "another answer",
    "escape",
    "2",
    "down",
    "another answer",
    "tab",
    "s",
    (100, 30),
    "3",
    "another answer",
    (60, 12),
    (170, 55),
    "1",
    "twenty seconds later",
    "twenty seconds later",
    "another answer",
    "t",
    "ctrl+l",
    "ctrl+z",
    "another answer",
)
"""Keys, steps and sizes, one after another."""


class Board(Terminal):
    """The staged board in a terminal."""

    def __init__(self, painting: str, colours: str, home: Path, layout: str = "desk") -> None:
        command = [sys.executable, "-m", "tests.ui.staged", layout, painting]
        env = environment(home, colours, PYTHONPATH=str(ROOT))
        super().__init__(command, columns=160, rows=50, env=env, cwd=home)

    def begin(self) -> None:
        self.until(lambda screen: "live, 1 s" in screen.text and "Services" in screen.text)
        self.settle(quiet=0.3)

    def take(self, step: str | tuple[int, int]) -> None:
        if isinstance(step, tuple):
            self.resize(*step)
        else:
            self.press(STEPS.get(step, step))
        if step == "ctrl+z":
            self.until(lambda screen: self.is_stopped)
            self.signal(signal.SIGCONT)
            self.until(lambda screen: self.modes[1049])

    @property
    def is_stopped(self) -> bool:
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


@contextmanager
def boards(colours: str, home: Path) -> Iterator[tuple[Board, Board]]:
    with ExitStack() as stack:
        painted, stock = (
            stack.enter_context(Board(painting, colours, home)) for painting in ("painted", "stock")
        )
        painted.begin()
        stock.begin()
        yield painted, stock


def seen(screen: Screen) -> list[list[Cell]]:
    return [[seen_cell(cell) for cell in line] for line in screen.cells]


def differences(painted: Screen, stock: Screen) -> list[str]:
    return [
        f"{x},{y}: {mine} instead of {theirs}"
        for y, (line, other) in enumerate(zip(seen(painted), seen(stock), strict=True))
        for x, (mine, theirs) in enumerate(zip(line, other, strict=True))
        if mine != theirs
    ]


@pytest.mark.parametrize("colours", COLOURS)
def test_the_painter_shows_what_textual_shows(colours: str, tmp_path: Path) -> None:
    with boards(colours, tmp_path) as (painted, stock):
        assert differences(painted.screen, stock.screen) == []
        for number, step in enumerate(ROUTE):
            painted.take(step)
            stock.take(step)
            painted.settle(quiet=0.15)
            stock.settle(quiet=0.15)
            if differences(painted.screen, stock.screen):  # a loaded machine may still be at it
                painted.settle(quiet=1)
                stock.settle(quiet=1)
            assert differences(painted.screen, stock.screen) == [], f"step {number}: {step}"
        assert len(painted.raw) < len(stock.raw) / 3
        for board in (painted, stock):
            board.press("q")
            assert board.wait() == 0
            assert "a style is still on" not in board.left_behind()


def test_what_changes_nothing_visible_sends_no_byte(tmp_path: Path) -> None:
    with Board("painted", "truecolor", tmp_path) as board:
        board.begin()
        board.take("another answer")
        board.settle(quiet=0.3)
        board.take("the same answer")  # takes the marks of what has changed away
        board.settle(quiet=0.3)
        before = len(board.raw)
        for step in ("the same answer", "nothing, twice", "the same answer"):
            board.take(step)
            board.settle(quiet=0.3)
        assert len(board.raw) == before
        board.take("another answer")
        board.settle(quiet=0.3)
        assert len(board.raw) > before


@pytest.mark.parametrize(("paint", "resets"), [("stock", True), ("painter", False)])
def test_the_tests_of_a_terminal_can_run_on_the_fallback(
    paint: str, resets: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Textual's own painting ends each text with a reset, the painter none."""
    monkeypatch.setenv("TESTS_PAINT", paint)
    with Terminal(["wallboard", "demo"], columns=160, rows=50, env=environment(tmp_path)) as terminal:
        terminal.until(lambda screen: "live," in screen.line(0))
        assert (terminal.raw.count(b"\x1b[0m") > 100) is resets
