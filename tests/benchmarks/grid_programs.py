"""The programs that are measured: our board with one grid, and `DataTable`; both with either painting.

`python -m tests.benchmarks.grid_programs PROGRAM ROWS COLOURS SOCKET`. A byte on the socket asks for
one update; back comes when it began and what the work itself cost, neither of which is the program's.
"""

import asyncio
import json
import os
import socket
import sys
import time
from typing import Any, Final

from tests.benchmarks.grid_work import ALERT, FIGURES, WARN, Work

PROGRAMS: Final = ("grid", "grid, stock painting", "DataTable", "DataTable, painted")


def layout() -> str:
    figures = "\n".join(
        f'  {{ id = "n{n}", stat = "in_calls_handled_per_day", label = "Calls {n}", width = 9,'
        f" warn = {WARN}, alert = {ALERT} }},"
        for n in range(FIGURES)
    )
    return f"""
title = "Grid"
change_marks = false
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


def our_app(work: Work, terminal: Any, *, painted: bool) -> tuple[Any, Any]:
    """Our board, and what brings it an update."""
    from datetime import UTC

    from tests.still import ASKED, after
    from tests.ui.stage import StageFeed
    from wallboard import layout as layouts
    from wallboard.board.board import Board
    from wallboard.feed import Delivery, LinkState, Phase
    from wallboard.layout.plan import GridPlan
    from wallboard.protocol.answer import Answer
    from wallboard.ui.app import BoardApp

    plan = layouts.compile(layouts.read_layout(layout(), "grid.toml"), "wb")
    grid = plan.pages[0].widgets[0]
    assert isinstance(grid, GridPlan)
    places = [column.index for column in grid.columns]

    def delivery() -> Delivery:
        rows = []
        for index, row in enumerate(work.rows):
            cells: list[object] = [None] * len(grid.stats)
            cells[grid.key_index] = f"agent.{index}"
            for place, value in zip(places, row, strict=True):
                cells[place] = str(value)  # as the server writes figures
            rows.append(tuple(cells))
        return Delivery(LinkState(Phase.LIVE, ASKED), Answer(grids={grid.part: tuple(rows)}), ASKED)

    feed = StageFeed(delivery())
    app = BoardApp(Board(plan, UTC), feed, lambda: after(1), terminal)
    if not painted:
        app.painter = None
    return app, lambda changed: feed.deliver(delivery())


def table_app(work: Work, terminal: Any, *, painted: bool) -> tuple[Any, Any]:
    """A `DataTable` in the board's colours, and what brings it an update."""
    from tests.benchmarks.grid_table import TableApp

    app = TableApp(work, terminal.depth, painted=painted)
    return app, app.update


async def run(program: str, rows: int, colours: str, path: str) -> None:
    from wallboard.ui.terminal import prepare_environment, recognise

    terminal = recognise(os.environ, "auto", ascii_only=False, encoding="utf-8")
    prepare_environment(os.environ, terminal)
    work = Work(rows)
    make = our_app if program.startswith("grid") else table_app
    app, update = make(work, terminal, painted=program in ("grid", "DataTable, painted"))
    line = socket.socket(socket.AF_UNIX)
    line.connect(path)

    def asked() -> None:
        if not line.recv(1):
            asyncio.get_running_loop().remove_reader(line)
            return
        before = time.thread_time()
        changed = work.change()
        cost = time.thread_time() - before
        line.sendall(json.dumps([time.monotonic(), cost]).encode() + b"\n")
        update(changed)

    asyncio.get_running_loop().add_reader(line, asked)
    await app.run_async(mouse=False)


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]))
