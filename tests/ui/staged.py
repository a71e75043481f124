"""A shipped layout's board in a real terminal; keys that the board has no use for turn its feed and clock.

`python -m tests.ui.staged LAYOUT painted|stock`: the same keys show the same screens, painter or not.
"""

import asyncio
import os
import random
import sys
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Final

from tests.screen import Cell

if TYPE_CHECKING:
    from wallboard.protocol.answer import Answer

STEPS: Final = {
    "another answer": "\x1b[15~",
    "the same answer": "\x1b[17~",
    "a second later": "\x1b[18~",
    "twenty seconds later": "\x1b[19~",
    "nothing, twice": "\x1b[20~",
}
"""What a test can ask for, by the bytes of F5 to F9."""


def seen_cell(cell: Cell) -> Cell:
    """A cell as an eye sees it: of a blank without underline and reverse, its ground alone."""
    if cell.text == " " and not (cell.underline or cell.reverse):
        return Cell(" ", bg=cell.bg)
    return cell


_DICE: Final = random.Random(7)


def other_answer(answer: "Answer") -> "Answer":
    """A third of the figures higher, a few rows gone, a wide name more."""
    grids = {
        key: tuple(tuple(_moved(cell) for cell in row) for row in rows if _DICE.random() > 0.05)
        for key, rows in answer.grids.items()
    }
    totals = {
        part: {name: _moved(value) for name, value in figures.items()}
        for part, figures in answer.totals.items()
    }
    return replace(answer, grids=grids, totals=totals)


async def run(layout: str, painting: str) -> None:
    from wallboard.ui.terminal import prepare_environment, recognise

    terminal = recognise(os.environ, "auto", ascii_only=False, encoding="utf-8")
    prepare_environment(os.environ, terminal)

    from textual.binding import Binding

    from tests.still import first_delivery, plan_of
    from tests.ui.stage import StageClock, StageFeed
    from wallboard.board.board import Board
    from wallboard.ui.app import BoardApp

    clock = StageClock()
    first = first_delivery(layout)
    feed = StageFeed(first)

    class Staged(BoardApp):
        BINDINGS = [
            Binding(f"f{number}", f"step({number})", show=False, priority=True) for number in range(5, 10)
        ]
        answer = first.answer

        def action_step(self, number: int) -> None:
            match number:
                case 5:
                    assert self.answer is not None
                    self.answer = other_answer(self.answer)
                    feed.deliver(replace(first, answer=self.answer))
                case 6:
                    feed.deliver(replace(first, answer=self.answer))
                case 7 | 8:
                    clock.turn(1 if number == 7 else 20)
                    self.tick()
                case _:
                    self.refresh()
                    self.screen.refresh(layout=True)

    app = Staged(Board(replace(plan_of(layout), rotate=0), UTC), feed, clock, terminal)
    if painting == "stock":
        app.painter = None
    await app.run_async(mouse=True)


_NAMES: Final = ("Ito, Mari", "王小明", "Großmann-Feuerstein, Ångström", "Zoe\u0301 Çelik")


def _moved(cell: object) -> object:
    if _DICE.random() > 0.3:
        return cell
    if isinstance(cell, str) and cell.isdigit():
        return str(int(cell) + _DICE.choice((1, 7, 140)))
    if isinstance(cell, str) and " " in cell:
        return _DICE.choice(_NAMES)
    return cell


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], sys.argv[2]))
