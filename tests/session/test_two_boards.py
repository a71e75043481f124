"""Two boards on one login must end in words, never in a war (DESIGN section 10)."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.session.watch import HOUSE, SPEED, WANTED, Watch, client_for, clock, sleep, watching_feed
from wallboard.feed import LoginInUse, Phase
from wallboard.protocol.subscription import Subscription
from wallboard.session.client import SignInWay
from wallboard.session.worker import LiveFeed, SessionOptions
from wallboard.simulator.serving import Simulator, running

FIVE_MINUTES_S = 300.0


@asynccontextmanager
async def board(
    simulator: Simulator, way: SignInWay, name: str, *, take_over_after_s: float | None = None
) -> AsyncIterator[Watch]:
    prefix = f"wb.{name}.support"
    wanted = Subscription({f"{prefix}.{app_id[-1]}": asked for app_id, asked in WANTED.root.items()})
    options = SessionOptions(3, prefix, take_over_after_s)
    feed = LiveFeed(client_for(simulator.url, way), wanted, options, clock=clock, sleep=sleep)
    async with watching_feed(feed) as watch:
        yield watch


def sent(simulator: Simulator, *kinds: str) -> int:
    """How many requests of these kinds came, such as `POST token`."""
    came = Counter(f"{each.method} {each.path.rpartition('/')[2]}" for each in simulator.exchanges)
    return sum(came[kind] for kind in kinds)


def named(watch: Watch) -> set[str]:
    """Whom a board has named as the user of its login."""
    reasons = (each.link.reason for each in watch.seen)
    return {reason.holder for reason in reasons if isinstance(reason, LoginInUse)}


def made_no_war(simulator: Simulator) -> bool:
    return (
        sent(simulator, "POST token", "POST auth")
        < 10
        > sent(simulator, "POST subscription", "DELETE active")
    )


@pytest.mark.parametrize("way", ["oauth", "password"])
async def test_a_second_board_names_the_first_and_leaves_it_the_login(way: SignInWay) -> None:
    with running(HOUSE) as simulator:
        async with board(simulator, way, "desk-1") as first:
            await first.answer()
            async with board(simulator, way, "desk-2") as second:
                await asyncio.sleep(FIVE_MINUTES_S / SPEED)
                assert made_no_war(simulator)
                assert named(second) == {"desk-1 / support"}
                assert second.seen[-1].link.phase is Phase.IN_USE
                assert not any(each.answer for each in second.seen)


@pytest.mark.parametrize("way", ["oauth", "password"])
async def test_a_wall_that_takes_the_login_over_and_the_board_it_took_it_from_name_each_other(
    way: SignInWay,
) -> None:
    with running(HOUSE) as simulator:
        async with board(simulator, way, "desk-1") as first:
            await first.answer()
            async with board(simulator, way, "wall-2", take_over_after_s=60.0) as second:
                await asyncio.sleep(FIVE_MINUTES_S / SPEED)
                assert made_no_war(simulator)
                assert "desk-1 / support" in named(second)
                assert "wall-2 / support" in named(first)
                # By password the one that looks again signs the other out: then both give way for a while.
                phases = {first.seen[-1].link.phase, second.seen[-1].link.phase}
                assert phases <= {Phase.LIVE, Phase.IN_USE}
                assert Phase.IN_USE in phases
