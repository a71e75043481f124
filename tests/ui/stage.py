"""The real app on a stage: a feed and a clock that the test turns, and a look at the screen.

The private names of Textual that tests need stand in `screen_of` and nowhere else.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC
from itertools import chain
from typing import Final

from textual.pilot import Pilot

from tests.screen import Screen
from tests.still import after, cells_of, first_delivery, plan_of
from wallboard.board.board import Board
from wallboard.feed import Delivery, Moment, Wish
from wallboard.picture.glyphs import UTF8
from wallboard.ui.app import BoardApp
from wallboard.ui.terminal import Terminal
from wallboard.ui.theme import Depth

TRUECOLOR: Final = Terminal(Depth.TRUECOLOR, UTF8)
WITHIN_S: Final = 10.0


class StageFeed:
    """A feed that delivers what it is given, and keeps the wishes."""

    def __init__(self, *deliveries: Delivery) -> None:
        self.wishes: list[Wish] = []
        self._coming: asyncio.Queue[Delivery] = asyncio.Queue()
        self._left = 0
        for delivery in deliveries:
            self.deliver(delivery)

    def deliver(self, delivery: Delivery) -> None:
        self._left += 1
        self._coming.put_nowait(delivery)

    @property
    def is_empty(self) -> bool:
        """Whether the app has shown all that was delivered."""
        return self._left == 0

    async def deliveries(self) -> AsyncIterator[Delivery]:
        while True:
            yield await self._coming.get()
            self._left -= 1

    def send(self, wish: Wish) -> None:
        self.wishes.append(wish)

    async def close(self) -> None:
        pass


class StageClock:
    """A clock that stands, a second after the shipped answer was asked for."""

    def __init__(self) -> None:
        self.now = after(1)

    def __call__(self) -> Moment:
        return self.now

    def turn(self, seconds: float) -> None:
        self.now = Moment(self.now.at + seconds, self.now.wall + seconds)


class StageApp(BoardApp):
    """A shipped layout's board on the stage; screenshots are drawn by us, without Textual's fonts."""

    def __init__(self, layout: str, *deliveries: Delivery) -> None:
        self.stage_feed = StageFeed(*(deliveries or [first_delivery(layout)]))
        self.stage_clock = StageClock()
        super().__init__(Board(plan_of(layout), UTC), self.stage_feed, self.stage_clock, TRUECOLOR)


def screen_of(app: BoardApp) -> Screen:
    """What a terminal of the app shows, dialogs over the page among it."""
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    return Screen([cells_of(chain(*strips)) for strips in update.strips])  # type: ignore[union-attr]


async def until(pilot: Pilot[None], seen: Callable[[], object]) -> None:
    """Wait for a condition, then for the app to be idle."""
    async with asyncio.timeout(WITHIN_S):
        while not seen():
            await pilot.pause()
    await pilot.pause()


@asynccontextmanager
async def on_stage(app: StageApp, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    """The app, running, with its first deliveries shown."""
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.stage_feed.is_empty)
        yield pilot
