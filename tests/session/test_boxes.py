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


async def never(_seconds: float) -> None:
    await asyncio.Event().wait()


async def at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


async def test_a_wait_ends_with_its_time() -> None:
    assert await Wishes().come(2.5, at_once) is None


async def test_a_wish_ends_a_wait() -> None:
    wishes = Wishes()
    with wishes.heard():
        waiting = asyncio.create_task(wishes.come(1.0, never))
        await asyncio.sleep(0)
        wishes.put(RetryNow())
        assert await waiting == RetryNow()


async def test_r_during_a_request_is_no_wish_for_later() -> None:
    wishes = Wishes()
    wishes.put(RetryNow())
    with wishes.heard():
        assert await wishes.come(1.0, at_once) is None


async def test_r_ends_one_wait_and_not_the_next() -> None:
    wishes = Wishes()
    with wishes.heard():
        wishes.put(RetryNow())
        assert await wishes.come(1.0, never) == RetryNow()
    with wishes.heard():
        assert await wishes.come(1.0, at_once) is None


async def test_a_new_subscription_during_a_request_is_kept_and_the_newest_wins() -> None:
    wishes = Wishes()
    old, new = ReplaceSubscription(Subscription({})), ReplaceSubscription(Subscription({}))
    wishes.put(old)
    wishes.put(new)
    with wishes.heard():
        assert await wishes.come(1.0, never) is new
        assert await wishes.come(1.0, at_once) is None


async def test_a_cancelled_wait_leaves_no_timer_behind() -> None:
    before = asyncio.all_tasks()
    waiting = asyncio.create_task(Wishes().come(1.0, never))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait({waiting})
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before
