"""What lies between the loop and the screen: nothing newer is lost, nothing older piles up."""

import asyncio

from wallboard.feed import Delivery, LinkState, Moment, Phase, ReplaceSubscription, RetryNow
from wallboard.protocol.answer import Answer
from wallboard.protocol.subscription import Subscription
from wallboard.session.boxes import Mailbox, Wishes

LIVE = LinkState(Phase.LIVE, Moment(0, 0))
WAIT = LinkState(Phase.WAIT, Moment(1, 1))


def answered(at: float) -> Delivery:
    return Delivery(LIVE, Answer(), Moment(at, at))


async def test_a_slow_reader_gets_the_newest_answer_only() -> None:
    mail = Mailbox()
    mail.put(answered(1))
    mail.put(answered(2))
    assert await mail.take() == answered(2)
    mail.end()
    assert await mail.take() is None


async def test_a_word_on_the_link_does_not_lose_an_unread_answer() -> None:
    mail = Mailbox()
    mail.put(answered(1))
    mail.put(Delivery(WAIT))
    assert await mail.take() == Delivery(WAIT, Answer(), Moment(1, 1))


async def test_an_answer_is_given_once() -> None:
    mail = Mailbox()
    mail.put(answered(1))
    await mail.take()
    mail.put(Delivery(WAIT))
    assert await mail.take() == Delivery(WAIT)


async def test_what_was_put_before_the_end_is_still_given() -> None:
    mail = Mailbox()
    mail.put(answered(1))
    mail.end()
    assert await mail.take() == answered(1)
    assert await mail.take() is None


class Clock:
    """Goes on by what is slept, or not at all while it is held."""

    def __init__(self) -> None:
        self.at_s = 0.0
        self.slept: list[float] = []

    def now(self) -> Moment:
        return Moment(self.at_s, self.at_s)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at_s += seconds
        await asyncio.sleep(0)


async def test_a_wait_ends_when_the_clock_says_so() -> None:
    clock = Clock()
    assert await Wishes().wait(2.5, clock.now, clock.sleep) is None
    assert clock.slept == [1.0, 1.0, 0.5]


async def test_a_wait_that_is_over_already_does_not_sleep() -> None:
    clock = Clock()
    assert await Wishes().wait(0.0, clock.now, clock.sleep) is None
    assert clock.slept == []


async def test_a_jump_of_the_clock_ends_a_wait_at_the_next_glance() -> None:
    clock = Clock()

    async def suspended(seconds: float) -> None:
        clock.slept.append(seconds)
        clock.at_s += 3600

    assert await Wishes().wait(1800.0, clock.now, suspended) is None
    assert clock.slept == [1.0]


async def test_a_wish_ends_a_wait_without_an_end() -> None:
    clock, wishes = Clock(), Wishes()
    waiting = asyncio.create_task(wishes.wait(None, clock.now, clock.sleep))
    await asyncio.sleep(0)
    wishes.put(RetryNow())
    assert await waiting == RetryNow()


async def test_r_during_a_request_is_no_wish_for_later() -> None:
    clock, wishes = Clock(), Wishes()
    wishes.put(RetryNow())
    assert await wishes.wait(1.0, clock.now, clock.sleep) is None


async def test_a_new_subscription_during_a_request_is_kept_and_the_newest_wins() -> None:
    clock, wishes = Clock(), Wishes()
    old, new = ReplaceSubscription(Subscription({})), ReplaceSubscription(Subscription({}))
    wishes.put(old)
    wishes.put(new)
    assert await wishes.wait(None, clock.now, clock.sleep) is new
    assert await wishes.wait(1.0, clock.now, clock.sleep) is None


async def test_a_cancelled_wait_leaves_no_timer_behind() -> None:
    before = asyncio.all_tasks()
    waiting = asyncio.create_task(Wishes().wait(None, Clock().now, asyncio.sleep))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait({waiting})
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before
