"""The live feed over a sleep, a corrected secret and the end of the program, against the simulator."""

import asyncio
import json
import time
from pathlib import Path

import pytest

from tests.session.watch import (
    HOUSE,
    LIMIT_S,
    PREFIX,
    SPEED,
    WANTED,
    client_for,
    clock,
    requests,
    sleep,
    watching,
    watching_feed,
)
from wallboard.feed import Moment, Phase
from wallboard.session.events import SignIn, Wait
from wallboard.session.machine import start
from wallboard.session.worker import LiveFeed, SessionOptions, first_facts
from wallboard.simulator.serving import running


class Jumping:
    """The clock of `watch`, which can be put on as if the machine had slept."""

    def __init__(self) -> None:
        self.slept_s = 0.0

    def now(self) -> Moment:
        moment = clock()
        return Moment(moment.at + self.slept_s, moment.wall + self.slept_s)


async def test_after_a_sleep_it_asks_at_once() -> None:
    time_ = Jumping()
    with running(HOUSE) as simulator:
        options = SessionOptions(300, PREFIX)
        live = LiveFeed(client_for(simulator.url), WANTED, options, clock=time_.now, sleep=sleep)
        async with watching_feed(live) as watch:
            first = await watch.answer()
            time_.slept_s = 100.0
            second = await watch.next_answer()
    assert first.asked is not None
    assert second.asked is not None
    assert second.asked.at - first.asked.at < 250


async def test_a_secret_that_is_corrected_is_tried_without_waiting_for_its_minute(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("wrong")
    with running(HOUSE) as simulator:
        async with watching(client_for(simulator.url, secret=secret.read_text)) as watch:
            refused = await watch.phase(Phase.REFUSED)
            secret.write_text(HOUSE.secret)
            live = await watch.phase(Phase.LIVE)
    assert live.link.since.at - refused.link.since.at < 60


async def test_a_secret_that_stays_wrong_is_not_tried_again_for_being_written_again(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("wrong")
    with running(HOUSE) as simulator:
        async with watching(client_for(simulator.url, secret=secret.read_text)) as watch:
            await watch.phase(Phase.REFUSED)
            secret.write_text("wrong")
            await asyncio.sleep(20 / SPEED)
        assert requests(simulator) == ["POST token 401"]
        assert len(simulator.exchanges) == 1


@pytest.mark.parametrize(
    ("before_s", "loopback", "waits_s"),
    [
        pytest.param(4.0, False, 6.0, id="four seconds ago"),
        pytest.param(11.0, False, None, id="long ago"),
        pytest.param(None, False, None, id="nobody knows"),
        pytest.param(4.0, True, None, id="on this machine"),
    ],
)
def test_sign_ins_keep_their_distance_over_a_restart(
    before_s: float | None, loopback: bool, waits_s: float | None
) -> None:
    options = SessionOptions(3, PREFIX, signed_in_before_s=before_s)
    now = Moment(100.0, 0.0)
    _, action = start(first_facts(options, now, loopback=loopback), now)
    assert action == (SignIn() if waits_s is None else Wait(100.0 + waits_s))


class Shelf:
    """A keeper in memory."""

    def __init__(self, kept: tuple[bytes, float] | None = None) -> None:
        self.kept = kept
        self.times = 0

    def save(self, body: bytes, asked_wall: float) -> None:
        self.kept = body, asked_wall
        self.times += 1

    def load(self) -> tuple[bytes, float] | None:
        return self.kept


def keeping(url: str, shelf: Shelf) -> LiveFeed:
    options = SessionOptions(3, PREFIX)
    return LiveFeed(client_for(url), WANTED, options, clock=clock, sleep=sleep, keeper=shelf)


async def test_what_is_kept_is_delivered_first_with_its_age_and_marked() -> None:
    body = json.dumps({f"{PREFIX}.0": {"totals": {"in_calls_waiting": "7"}}}).encode()
    with running(HOUSE) as simulator:
        async with watching_feed(keeping(simulator.url, Shelf((body, time.time() - 100)))) as watch:
            first = await watch.answer()
            newer = await watch.until(lambda each: each.answer and not each.saved)
    assert first.saved
    assert first.asked is not None
    assert first.asked.at == pytest.approx(clock().at - 100, abs=LIMIT_S * SPEED)
    assert first.answer is not None
    assert newer.asked is not None
    assert newer.asked.at > first.asked.at


async def test_the_newest_answer_is_kept_now_and_then_and_on_leaving() -> None:
    shelf = Shelf()
    with running(HOUSE) as simulator:
        async with watching_feed(keeping(simulator.url, shelf)) as watch:
            await watch.answer()
            assert shelf.times == 1
            last = await watch.next_answer()
    assert shelf.times >= 2
    assert shelf.kept is not None
    assert last.asked is not None
    assert shelf.kept[1] >= last.asked.wall


@pytest.mark.parametrize("body", [b"", b"nonsense", b"[]"])
async def test_what_was_kept_badly_is_not_delivered(body: bytes) -> None:
    with running(HOUSE) as simulator:
        async with watching_feed(keeping(simulator.url, Shelf((body, time.time())))) as watch:
            assert not (await watch.answer()).saved
