"""Walks over the board: after each step a real terminal shows what a plain reference says.

`python -m tests.ui.walks --walks 500 --steps 50`: long walks, on request; `--first` begins with another
seed, so that one walk can be taken again. A walk is random steps of a viewer, of the feed and of the clock;
its screen is pyte's, of the bytes that the program writes to its pseudo-terminal (`tests.ui.walked`), and the
reference is `tests.ui.viewer`. Beside the screens, the agent under the cursor is followed by his tag.
"""

import argparse
import pickle
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from tests.screen import Screen
from tests.terminal import Terminal, environment
from tests.ui.scene import scene
from tests.ui.staged import seen_cell
from tests.ui.viewer import Viewer
from tests.ui.viewer_dialogs import ColumnChoosing
from tests.ui.walked import MARK, STEPS
from wallboard.board.board import WidgetRef
from wallboard.ui.theme import Depth

ROOT: Final = Path(__file__).parents[2]
DEPTHS: Final = {
    "truecolor": Depth.TRUECOLOR,
    "256": Depth.INDEXED,
    "16": Depth.EIGHT,
    "none": Depth.NONE,
}
SIZES: Final = ((160, 50), (80, 24), (120, 40), (100, 30), (60, 14), (170, 55), (40, 10), (20, 5))
START: Final = (160, 50)
HEAD_ROWS: Final = 2
IN_TIME_S: Final = 5.0

MOVES: Final = ("up", "down", "down", "pagedown", "pageup", "home", "end", "N", "k", "j")
SORTS: Final = ("s", "S", "<", ">", "!")
COLUMNS: Final = ("left", "right", "right", "h", "l")
PAGES: Final = ("1", "2", "3", "n", "p", "tab", "tab", "shift+tab")
OTHERS: Final = ("?", "c", "c", "enter", "/", "/", "f", "u", "t", "space", "R", "ctrl+l", "escape")
TYPED: Final = (*"aeinrtu1#>", "space", "backspace", "backspace", "up", "down", "enter", "escape")
IN_COLUMNS: Final = (*"jjkJK+-ppr", "space", "space", "down", "up", "enter", "escape")
IN_DETAILS: Final = ("down", "down", "j", "up", "k", "escape", "enter", "t")


class Step(NamedTuple):
    """What is done: a key, an order of STEPS, or one of resize, click and wheel with its numbers."""

    what: str
    numbers: tuple[int, ...] = ()

    def __str__(self) -> str:
        return " ".join((self.what, *map(str, self.numbers)))


class Wrong(AssertionError):
    """The terminal does not show what it should."""


def next_step(dice: random.Random, viewer: Viewer) -> Step:
    """A step that means something where the viewer is."""
    if dice.random() < 0.3:
        return Step(dice.choice(("answer", "answer", "answer", "1 s", "1 s", "20 s", "silence")))
    if dice.random() < 0.08:
        return Step("resize", dice.choice(SIZES))
    if viewer.typed is not None:
        return Step(dice.choice(TYPED))
    if isinstance(viewer.dialog, ColumnChoosing):
        return Step(dice.choice(IN_COLUMNS))
    if viewer.dialog is not None:
        return Step(dice.choice(IN_DETAILS))
    if dice.random() < 0.15:
        width, height = viewer.size
        at = dice.randrange(width), dice.randrange(height)
        return Step("click", at) if dice.random() < 0.5 else Step("wheel", (*at, dice.choice((-3, 3))))
    return Step(dice.choice(dice.choice((MOVES, MOVES, SORTS, COLUMNS, PAGES, OTHERS))))


class Cursors:
    """Who is under the cursors, read off the screen by the tags alone: a cursor stays on its agent.

    Not before it was put on one; not on one who has left the answers; nor while a filter may hide him.
    """

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer
        self._agents: dict[WidgetRef, str | None] = {}
        """By grid, of those whose cursor was moved; None: to be read anew."""
        self._came: dict[WidgetRef, str] = {}
        """All names of the newest answer that had the grid."""

    def wrong_after(self, step: Step, screen: Screen) -> str:
        """What is wrong after a step; empty where nothing is."""
        self._note_who_came()
        ref = self._viewer.focus
        if ref is None or self._viewer.dialog is not None:
            return ""
        agent = self._read(ref, screen)
        should = self._agents.get(ref)
        live = self._viewer.board.live_grid(ref)
        may_hide = bool(live.filter.text) or live.plan.only_problems
        if self._may_move(ref, step):
            was_put = ref in self._agents or step.what != "N"  # which stays where it was if all is well
            self._agents.pop(ref, None)
            if agent is not None and was_put:
                self._agents[ref] = agent
        elif ref in self._agents and should is None and not may_hide:
            self._agents[ref] = agent
        elif should and agent and agent != should and not may_hide:
            return f"the cursor of {ref} is on {agent} instead of {should}"
        return ""

    def _may_move(self, ref: WidgetRef, step: Step) -> bool:
        """Whether a step puts the cursor on another row, or is a try to."""
        if step.what != "click":
            return step.what in MOVES
        x, y = step.numbers
        box = self._viewer.boxes.get(ref)
        return box is not None and 0 <= x - box.x < box.width and HEAD_ROWS <= y - box.y < box.height

    def _note_who_came(self) -> None:
        board, scene = self._viewer.board, self._viewer.scene
        for ref in board.grid_refs:
            rows = scene.newest.grids.get(scene.grid(ref).part)
            if rows is not None:
                self._came[ref] = " ".join(str(cell) for row in rows for cell in row)
            agent = self._agents.get(ref)
            if agent and agent not in self._came[ref] and not board.is_frozen:
                self._agents[ref] = None

    def _read(self, ref: WidgetRef, screen: Screen) -> str | None:
        """The tag in the line that the cursor's sign begins; None where it can't be seen."""
        box = self._viewer.boxes.get(ref)
        if box is None:
            return None
        sign_at = box.x + self._viewer.page.margin - 1
        lines = (screen.between(y, sign_at, box.x + box.width) for y in range(box.y, box.y + box.height))
        found = [re.search("#[0-9a-z]{2}", line) for line in lines if line.startswith("▌")]
        return found[0][0] if found and found[0] else None


class Walker:
    """One walk: the program in the terminal, the reference, and the agents that the cursors stand on."""

    def __init__(self, terminal: Terminal, viewer: Viewer) -> None:
        self.terminal = terminal
        self.viewer = viewer
        self.steps: list[Step] = []
        self._cursors = Cursors(viewer)

    def take(self, step: Step) -> None:
        self.steps.append(step)
        self._on_terminal(step)
        self._on_reference(step)
        self.compare()
        if told := self._cursors.wrong_after(step, self.terminal.screen):
            raise Wrong(self._story([told], self.viewer.screen()))

    def _on_terminal(self, step: Step) -> None:
        match step:
            case Step("resize", (width, height)):
                self.terminal.resize(width, height)
            case Step("click", (x, y)):
                self.terminal.click(x, y)
            case Step("wheel", (x, y, rows)):
                self.terminal.send(f"\x1b[<{65 if rows > 0 else 64};{x + 1};{y + 1}M")
            case Step("escape"):
                self.terminal.send("\x1b[27u")  # a bare escape would have to be waited for
            case Step(what):
                self.terminal.press(STEPS.get(what, what))

    def _on_reference(self, step: Step) -> None:
        viewer = self.viewer
        match step:
            case Step("resize", (width, height)):
                viewer.resize(width, height)
            case Step("click", (x, y)):
                viewer.click(x, y)
            case Step("wheel", (x, y, rows)):
                viewer.wheel(x, y, rows)
            case Step("answer"):
                viewer.answer()
            case Step("silence"):
                viewer.silence()
            case Step("1 s" | "20 s"):
                viewer.turn_clock(int(step.what.split()[0]))
            case Step(key):
                viewer.press(key)

    def compare(self) -> None:
        """Raises `Wrong` unless the terminal comes to show the reference in time."""
        wanted = self.viewer.screen()
        deadline = time.monotonic() + IN_TIME_S
        pause = 0.0
        while wrong := differences(self._marked_screen(), wanted):
            if time.monotonic() > deadline:
                raise Wrong(self._story(wrong, wanted))
            time.sleep(pause)
            pause = min(0.5, pause + 0.02)

    def _marked_screen(self) -> Screen:
        """The screen with all on it that the program has to show."""
        terminal = self.terminal
        before = terminal.modes.get(MARK, False)
        terminal.press(STEPS["mark"])
        return terminal.until(lambda screen: terminal.modes.get(MARK, False) is not before)

    def _story(self, wrong: Sequence[str], wanted: Screen) -> str:
        shown = self.terminal.screen.text
        route = ", ".join(map(str, self.steps))
        return "\n".join(
            (f"{len(wrong)} wrong after: {route}", *wrong[:12], shown, "---- instead of", wanted.text)
        )


_seen = lru_cache(4096)(seen_cell)


def differences(screen: Screen, wanted: Screen) -> list[str]:
    if (screen.columns, screen.rows) != (wanted.columns, wanted.rows):
        return [f"{screen.columns} x {screen.rows} instead of {wanted.columns} x {wanted.rows}"]
    return [
        f"{x},{y}: {_seen(cell)} instead of {_seen(should)}"
        for y, (line, other) in enumerate(zip(screen.cells, wanted.cells, strict=True))
        for x, (cell, should) in enumerate(zip(line, other, strict=True))
        if cell != should and _seen(cell) != _seen(should)
    ]


@contextmanager
def walked(seeds: Sequence[int], colours: str, painting: str, home: Path) -> Iterator[Terminal]:
    """The program in a terminal, with the scenes of these seeds before it."""
    scenes = home / "scenes"
    scenes.write_bytes(pickle.dumps([scene(seed) for seed in seeds]))
    command = [sys.executable, "-m", "tests.ui.walked", str(scenes), painting]
    env = environment(home, colours, PYTHONPATH=str(ROOT))
    with Terminal(command, columns=START[0], rows=START[1], env=env, cwd=home) as terminal:
        yield terminal


def walk(seeds: Sequence[int], steps: int, colours: str, home: Path, painting: str = "painted") -> None:
    """One walk a seed, all in one process. Raises `Wrong`, which tells seed and steps."""
    with walked(seeds, colours, painting, home) as terminal:
        for seed in seeds:
            terminal.until(lambda screen: "live," in screen.text)
            walker = Walker(terminal, Viewer(scene(seed), DEPTHS[colours], START))
            dice = random.Random(seed)
            try:
                walker.take(Step("resize", dice.choice(SIZES[:4])))
                for _ in range(steps):
                    walker.take(next_step(dice, walker.viewer))
            except AssertionError as error:
                error.add_note(f"seed {seed}, {colours}")
                raise
            terminal.resize(*START)  # of the next board
            terminal.raw = b""
            terminal.press("ctrl+c")
            terminal.until(lambda screen: b"\x1b[?1049l" in terminal.raw)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--walks", type=int, default=500)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--colours", choices=list(DEPTHS), default="truecolor")
    parser.add_argument("--painting", choices=("painted", "stock"), default="painted")
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        for first in range(given.first, given.first + given.walks, 20):
            seeds = range(first, min(first + 20, given.first + given.walks))
            walk(seeds, given.steps, given.colours, Path(home), given.painting)
            done = seeds[-1] + 1 - given.first
            print(f"{done} walks of {given.steps} steps in {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
