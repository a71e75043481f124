"""The programs that are measured: our board with one grid, and `DataTable`; both with either painting.

`python -m tests.benchmarks.grid_programs PROGRAM ROWS COLOURS SOCKET`. A byte on the socket asks for
one update, `n` for one that changes nothing. Back comes when it began and what the work had cost
by then: the walk of the figures and the making of the answer are the test's own, not the program's.

Our program is the real one (board, picture, grid, painter), fed with rows instead of by a link. Its clock
stands, so that the bytes of an update are the grid's alone; it looks at it each second all the same.
"""

import asyncio
import gc
import json
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any, Final, NamedTuple

from tests.benchmarks.grid_work import ALERT, FIGURES, WARN, Work

PROGRAMS: Final = ("grid", "grid, change marks", "grid, stock painting", "DataTable", "DataTable, painted")

FROZEN_S: Final = 1.0
"""By then the first picture stands."""

Changed = Sequence[tuple[int, int]]


class Measurable(NamedTuple):
    """An app; `update` makes an update of the changed cells, and gives what brings it to the app."""

    app: Any
    update: Callable[[Changed], Callable[[], None]]


def layout(*, change_marks: bool) -> str:
    figures = "\n".join(
        f'  {{ id = "n{n}", stat = "in_calls_handled_per_day", label = "Calls {n}", width = 9,'
        f" warn = {WARN}, alert = {ALERT} }},"
        for n in range(FIGURES)
    )
    return f"""
title = "Grid"
change_marks = {"true" if change_marks else "false"}
tick = false
[[page]]
name = "Agents"
[[page.agent_grid]]
title = "Agents"
columns = [
  {{ stat = "first_last_name", label = "Agent", width = 24 }},
  {{ stat = "acd_state", label = "State", width = 12 }},
{figures}
]
"""


class _Feed:
    """Delivers what it is given."""

    def __init__(self) -> None:
        self._coming: asyncio.Queue[Any] = asyncio.Queue()
        self.deliver = self._coming.put_nowait

    async def deliveries(self) -> AsyncIterator[Any]:
        while True:
            yield await self._coming.get()

    def send(self, wish: object) -> None:
        """Nobody is there to fulfil it."""

    async def close(self) -> None:
        pass


def our_program(program: str, work: Work, terminal: Any) -> Measurable:
    from datetime import UTC

    from wallboard import layout as layouts
    from wallboard.board.board import Board
    from wallboard.feed import Delivery, LinkState, Moment, Phase
    from wallboard.layout.plan import GridPlan
    from wallboard.protocol.answer import Answer
    from wallboard.ui.app import BoardApp

    plan = layouts.compile(layouts.read_layout(layout(change_marks="marks" in program), "grid.toml"), "wb")
    grid = plan.pages[0].widgets[0]
    assert isinstance(grid, GridPlan)
    places = [column.index for column in grid.columns]
    asked = Moment(0.0, 1_772_448_097.0)

    def delivery() -> Delivery:
        rows = []
        for index, row in enumerate(work.rows):
            cells: list[object] = [None] * len(grid.stats)
            cells[grid.key_index] = f"agent.{index}"
            for place, value in zip(places, row, strict=True):
                cells[place] = str(value)  # as the server writes figures
            rows.append(tuple(cells))
        return Delivery(LinkState(Phase.LIVE, asked), Answer(grids={grid.part: tuple(rows)}), asked)

    feed = _Feed()
    feed.deliver(delivery())
    app = BoardApp(Board(plan, UTC), feed, lambda: asked, terminal)
    if "stock" in program:
        app.painter = None

    def update(changed: Changed) -> Callable[[], None]:
        made = delivery()
        return lambda: feed.deliver(made)

    return Measurable(app, update)


def data_table(program: str, work: Work, terminal: Any) -> Measurable:
    from tests.benchmarks.grid_table import TableApp

    app = TableApp(work, terminal.depth, painted="painted" in program)
    return Measurable(app, lambda changed: lambda: app.update(changed))


def _collect_from_now_on() -> None:
    """What was loaded stays for good and is looked through no more, as in the program that is shipped."""
    gc.collect()
    gc.freeze()


async def run(program: str, rows: int, colours: str, path: str) -> None:
    from wallboard.ui.terminal import prepare_environment, recognise

    terminal = recognise(os.environ, "auto", ascii_only=False, encoding="utf-8")
    prepare_environment(os.environ, terminal)
    work = Work(rows)
    make = our_program if program.startswith("grid") else data_table
    app, update = make(program, work, terminal)
    line = socket.socket(socket.AF_UNIX)
    line.connect(path)

    def asked() -> None:
        wish = line.recv(1)
        if not wish:
            asyncio.get_running_loop().remove_reader(line)
            return
        before = time.thread_time()
        bring = update([] if wish == b"n" else work.change())
        cost = time.thread_time() - before
        line.sendall(json.dumps([time.monotonic(), cost]).encode() + b"\n")
        bring()

    asyncio.get_running_loop().add_reader(line, asked)
    asyncio.get_running_loop().call_later(FROZEN_S, _collect_from_now_on)
    await app.run_async(mouse=False)


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]))
