"""`python -m tests.fuzz.program LAYOUT FILE`: the app here, fed with the answers of a file, a line each."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from tests.fuzz.checking import PREFIX
from wallboard.feed import Delivery, LinkState, Phase, Wish

PACE_S = 0.02


class FileFeed:
    """Delivers the answers of a file as fast as the app takes them."""

    def __init__(self, layout: str, path: Path) -> None:
        from wallboard.assembly import load_plan
        from wallboard.protocol.reader import Reader

        self.plan = load_plan(layout, PREFIX)
        self._reader = Reader(self.plan.subscription)
        self._bodies = path.read_bytes().splitlines()

    async def deliveries(self) -> AsyncIterator[Delivery]:
        from wallboard.assembly import clock

        for body in self._bodies:
            now = clock()
            yield Delivery(LinkState(Phase.LIVE, now), self._reader.read(body), now)
            await asyncio.sleep(PACE_S)
        await asyncio.Event().wait()

    def send(self, wish: Wish) -> None:
        """Nobody is there to grant it."""

    async def close(self) -> None:
        """Nothing is held."""


async def show(layout: str, path: Path) -> int:
    from wallboard.assembly import board_of, clock
    from wallboard.ui.app import BoardApp, run_board
    from wallboard.ui.terminal import recognise

    feed = FileFeed(layout, path)
    terminal = recognise(os.environ, "auto", ascii_only=False, encoding="utf-8")
    return await run_board(BoardApp(board_of(feed.plan), feed, clock, terminal))


if __name__ == "__main__":
    raise SystemExit(asyncio.run(show(sys.argv[1], Path(sys.argv[2]))))
