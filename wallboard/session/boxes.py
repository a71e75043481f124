"""What lies between the loop and those who use the feed: deliveries going out, wishes coming in."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Final, TypeAlias

from wallboard.feed import Delivery, Moment, RetryNow, Wish

Sleep: TypeAlias = Callable[[float], Coroutine[Any, Any, None]]

_GLANCE_S: Final = 1.0
"""A wait looks at the clock this often: while the machine sleeps, `sleep` stands still, the clock doesn't."""


class Mailbox:
    """Holds one delivery for one reader. A newer one replaces it, but no answer gets lost to a mere word."""

    def __init__(self) -> None:
        self._waiting: Delivery | None = None
        self._open = True
        self._changed = asyncio.Event()

    def put(self, delivery: Delivery) -> None:
        unread = self._waiting
        if unread is not None and delivery.answer is None:
            delivery = replace(delivery, answer=unread.answer, asked=unread.asked)
        self._waiting = delivery
        self._changed.set()

    def end(self) -> None:
        """Nothing more will come."""
        self._open = False
        self._changed.set()

    async def take(self) -> Delivery | None:
        """The newest delivery; None once the last one is taken."""
        while self._waiting is None and self._open:
            self._changed.clear()
            await self._changed.wait()
        delivery, self._waiting = self._waiting, None
        return delivery


class Wishes:
    """What the user wants. RetryNow counts only during a wait: a request under way is a try already,
    and what it finds, such as a login in use, the user has not seen yet."""

    def __init__(self) -> None:
        self._replacement: Wish | None = None
        self._retry: RetryNow | None = None
        self._listening = False
        self._changed = asyncio.Event()

    def put(self, wish: Wish) -> None:
        if not isinstance(wish, RetryNow):
            self._replacement = wish
        elif self._listening:
            self._retry = wish
        self._changed.set()

    async def wait(self, until: float | None, clock: Callable[[], Moment], sleep: Sleep) -> Wish | None:
        """Until a wish comes, which is taken, or the clock reaches `until` (None: never)."""
        self._listening = True
        try:
            while (wish := self._take()) is None:
                left = _GLANCE_S if until is None else min(_GLANCE_S, until - clock().at)
                if left <= 0:
                    break
                await self._changes_within(left, sleep)
            return wish
        finally:
            self._listening = False
            self._retry = None

    def _take(self) -> Wish | None:
        self._changed.clear()
        if self._replacement is not None:
            wish, self._replacement = self._replacement, None
            return wish
        return self._retry

    async def _changes_within(self, seconds: float, sleep: Sleep) -> None:
        timer = asyncio.create_task(sleep(seconds))
        timer.add_done_callback(lambda _: self._changed.set())
        try:
            await self._changed.wait()
        finally:
            timer.cancel()
