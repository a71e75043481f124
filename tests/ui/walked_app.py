"""A scene's board whose feed and clock are turned by function keys (`tests.ui.walked`)."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC

from textual.binding import Binding
from textual.message_pump import MessagePump

from tests.still import failing
from tests.ui.scene import Scene
from tests.ui.stage import StageClock, StageFeed
from wallboard.board.board import Board
from wallboard.feed import Delivery, LinkState, Phase
from wallboard.ui.app import BoardApp
from wallboard.ui.terminal import Terminal

CLOSED_S = 0.2


class WalkedApp(BoardApp):
    BINDINGS = [Binding(f"f{n}", f"step({n})", show=False, priority=True) for n in range(5, 10)]

    def __init__(self, scene: Scene, terminal: Terminal, marks: Iterator[str]) -> None:
        self.scene = scene
        self.stage_clock = StageClock()
        self.stage_feed = StageFeed()
        self.marks = marks
        super().__init__(Board(scene.plan, UTC), self.stage_feed, self.stage_clock, terminal)
        self.answer()

    def _start_ticking(self) -> None:
        """The walk turns the clock."""

    def answer(self) -> None:
        now = self.stage_clock.now
        self.stage_feed.deliver(Delivery(LinkState(Phase.LIVE, now), self.scene.answer(), now))

    def action_step(self, number: int) -> None:
        match number:
            case 5:
                self.answer()
            case 6:
                self.stage_feed.deliver(Delivery(failing(8)))
            case 7 | 8:
                self.stage_clock.turn(1 if number == 7 else 20)
                self.tick()
            case _:
                self.run_worker(self.mark())

    async def mark(self) -> None:
        """Once all have done twice what they were told: the first time may be to tell another."""
        for _ in range(2):
            for node in (self, *self.grids, self.canvas, self.prompt, *self.screen_stack):
                await _done(node)
        if self._driver is not None:
            self._driver.write(next(self.marks))
            self._driver.flush()


async def _done(node: MessagePump) -> None:
    """All that was sent to a node is done and painted."""
    event = asyncio.Event()
    node.call_after_refresh(event.set)
    with suppress(TimeoutError):  # a dialog that is closed meanwhile never tells
        async with asyncio.timeout(CLOSED_S):
            await event.wait()
