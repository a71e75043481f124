"""A live feed against the simulator, on a clock that runs faster, and what came of it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from wallboard.feed import Delivery, Feed, LinkError, Moment, Phase
from wallboard.protocol.subscription import Column, Definition, Grid, Subscription
from wallboard.session.client import Account, Client, SignInWay
from wallboard.session.worker import LiveFeed, SessionOptions
from wallboard.simulator.serving import Options, Simulator

PREFIX = "wb.desk-1.support"
SPEED = 60.0
"""A minute of the link's life takes a second of the test's."""

LIMIT_S = 10.0
HOUSE = Options(agents=12, services=3, first_data_after_s=0)

WANTED = Subscription(
    {
        f"{PREFIX}.0": Definition(stats_totals=("in_calls_waiting",)),
        f"{PREFIX}.1": Definition(
            agent_grids=(Grid(id="g", columns=(Column(id="1", stat_name="login_id"),), limit="3"),)
        ),
    }
)
ANOTHERS = {"data": {"stats_totals": ["in_calls_waiting"]}}
ANOTHER_SCREENS = {"wb.kiosk-2.lobby.0": {"stats_totals": ["in_calls_waiting"]}}


def clock() -> Moment:
    return Moment(time.monotonic() * SPEED, time.time())


async def sleep(seconds: float) -> None:
    await asyncio.sleep(seconds / SPEED)


class Watch:
    """Everything that the feed delivered."""

    def __init__(self, feed: Feed) -> None:
        self.feed = feed
        self.seen: list[Delivery] = []
        self._more = asyncio.Event()

    async def look(self) -> None:
        try:
            async for delivery in self.feed.deliveries():
                self.seen.append(delivery)
                self._more.set()
        finally:
            self._more.set()

    async def until(self, fits: Callable[[Delivery], Any], after: int = 0) -> Delivery:
        """The first delivery that fits, of those from number `after` on."""
        async with asyncio.timeout(LIMIT_S):
            while True:
                for delivery in self.seen[after:]:
                    if fits(delivery):
                        return delivery
                after = len(self.seen)
                self._more.clear()
                await self._more.wait()

    async def phase(self, phase: Phase, after: int = 0) -> Delivery:
        return await self.until(lambda delivery: delivery.link.phase is phase, after)

    async def answer(self, after: int = 0) -> Delivery:
        return await self.until(lambda delivery: delivery.answer, after)

    async def next_answer(self) -> Delivery:
        return await self.answer(len(self.seen))

    @property
    def phases(self) -> list[Phase]:
        """The phases in order, each change once."""
        phases = [delivery.link.phase for delivery in self.seen]
        return [phase for n, phase in enumerate(phases) if n == 0 or phase is not phases[n - 1]]

    @property
    def reason(self) -> LinkError | None:
        return self.seen[-1].link.reason


def client_for(url: str, way: SignInWay = "oauth", secret: Callable[[], str] | None = None) -> Client:
    known = HOUSE.secret if way == "oauth" else HOUSE.password
    return Client(Account(url, "demo", HOUSE.user, secret or (lambda: known), way))


@asynccontextmanager
async def watching(
    client: Client,
    subscription: Subscription = WANTED,
    *,
    take_over_after_s: float | None = None,
    prefix: str = PREFIX,
) -> AsyncIterator[Watch]:
    options = SessionOptions(3, prefix, take_over_after_s)
    feed = LiveFeed(client, subscription, options, clock=clock, sleep=sleep)
    async with watching_feed(feed) as watch:
        yield watch


@asynccontextmanager
async def watching_feed(feed: Feed) -> AsyncIterator[Watch]:
    watch = Watch(feed)
    looking = asyncio.create_task(watch.look())
    try:
        yield watch
    finally:
        await feed.close()
        await looking


async def asked(simulator: Simulator, last: str) -> list[str]:
    """What was asked up to the first time that `last` was, as `requests` puts it.

    The simulator writes an exchange down when its answer is out: a moment later than the feed sees it.
    """
    async with asyncio.timeout(LIMIT_S):
        while last not in (lines := requests(simulator)):  # noqa: ASYNC110  another thread writes
            await asyncio.sleep(0.01)
    return lines[: lines.index(last) + 1]


def requests(simulator: Simulator) -> list[str]:
    """What was asked, in order, repeats once: `POST auth 200`."""
    lines = [f"{each.method} {each.path.rpartition('/')[2]} {each.status}" for each in simulator.exchanges]
    return [line for n, line in enumerate(lines) if n == 0 or line != lines[n - 1]]
