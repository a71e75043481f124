"""What lies between the loop and those who use the feed: deliveries going out, wishes coming in."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeAlias

from wallboard.feed import Delivery, RetryNow, Wish

Sleep: TypeAlias = Callable[[float], Coroutine[Any, Any, None]]


class Mailbox:
    """Holds one delivery for one reader. A newer one replaces it, but no answer gets lost to a mere word."""

    def __init__(self) -> None:
        self._waiting: Delivery | None = None
        self._open = True
        self._changed = asyncio.Event()

    def put(self, delivery: Delivery) -> None:
        unread = self._waiting
        if unread is not None and delivery.answer is None:
            delivery = replace(delivery, answer=unread.answer, asked=unread.asked, saved=unread.saved)
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
    """What the user wants. RetryNow counts only while it is heard, that is during a wait: a request under
    way is a try already, and what it finds, such as a login in use, the user has not seen yet."""

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

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Whoever waits hears RetryNow."""
        self._listening = True
        try:
            yield
        finally:
            self._listening = False
            self._retry = None

    def take(self) -> Wish | None:
        """The wish that has come, if any."""
        if self._replacement is not None:
            wish, self._replacement = self._replacement, None
            return wish
        return self._retry

    async def come(self, seconds: float, sleep: Sleep) -> Wish | None:
        """The wish that has come or comes within so many seconds."""
        if (wish := self.take()) is not None:
            return wish
        self._changed.clear()
        timer = asyncio.create_task(sleep(seconds))
        timer.add_done_callback(lambda _: self._changed.set())
        try:
            await self._changed.wait()
        finally:
            timer.cancel()
        return self.take()
