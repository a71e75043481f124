"""The live feed: a thin loop that carries out what the machine orders and tells it what came of it."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from typing import Final, Protocol

from wallboard import feed
from wallboard.feed import Delivery, LinkError, LoginInUse, Moment, NotAnAnswer, Phase
from wallboard.protocol.answer import Answer
from wallboard.protocol.app_ids import Whose, holder
from wallboard.protocol.decoding import Unreadable
from wallboard.protocol.directory import Directory, needs_lookup, resolve
from wallboard.protocol.reader import Reader
from wallboard.protocol.subscription import Missing, Subscription
from wallboard.session import events
from wallboard.session.boxes import Mailbox, Sleep, Wishes
from wallboard.session.client import Client
from wallboard.session.events import Action, Event
from wallboard.session.facts import Facts
from wallboard.session.machine import State, start, step
from wallboard.session.stages import Stage

LEAVE_WITHIN_S: Final = 1.5
HANG_UP_WITHIN_S: Final = 0.5
"""The two seconds that leaving may take: to delete the subscription, to close the connection."""

GLANCE_S: Final = 1.0
"""A wait looks at the clock this often: while the machine sleeps, `sleep` stands still, the clock doesn't."""

SLEPT_S: Final = 5.0
"""What a glance takes longer than it should, the machine has slept."""

KEEP_EVERY_S: Final = 60.0
"""How often the newest answer is kept: after a crash the last figures are a minute old at most."""

SIGN_IN_GAP_S: Final = 10.0
"""The least time between two sign-ins, but for a server on this machine (API.md, section 6)."""

_log = logging.getLogger("wallboard.session")


class Keeper(Protocol):
    """Keeps the newest answer over the end of the program."""

    def save(self, body: bytes, asked_wall: float) -> None: ...

    def load(self) -> tuple[bytes, float] | None:
        """The body that was kept, and the epoch seconds at which it was asked for."""
        ...


@dataclass(frozen=True, slots=True)
class _Came:
    """An answer with its body, and when it was asked for."""

    answer: Answer
    asked: Moment
    body: bytes


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """`refresh`: seconds from asking to asking. `prefix`: how app ids of this screen begin.

    `take_over_after_s`: after how long a login that is in use at the start is taken unasked; None: never.
    `signed_in_before_s`: how long ago this login last signed in from here; None: nobody knows of any.
    """

    refresh: float
    prefix: str
    take_over_after_s: float | None = None
    signed_in_before_s: float | None = None


def first_facts(options: SessionOptions, now: Moment, *, loopback: bool) -> Facts:
    """What the machine starts from; a server on this machine needs no distance between sign-ins."""
    gap_s = 0.0 if loopback else SIGN_IN_GAP_S
    before_s = inf if options.signed_in_before_s is None else options.signed_in_before_s
    return Facts(options.refresh, gap_s, options.take_over_after_s, sign_in_sent_at=now.at - before_s)


class LiveFeed:
    """`feed.Feed` over a `Client`. One reader; the loop begins with its first `deliveries()`."""

    def __init__(
        self,
        client: Client,
        subscription: Subscription,
        options: SessionOptions,
        *,
        clock: Callable[[], Moment],
        sleep: Sleep = asyncio.sleep,
        chance: Callable[[], float] = random.random,
        on_sign_in: Callable[[], None] = lambda: None,
        keeper: Keeper | None = None,
    ) -> None:
        self._client = client
        self._options = options
        self._clock = clock
        self._sleep = sleep
        self._chance = chance
        self._on_sign_in = on_sign_in
        self._keeper = keeper
        self._kept_at = -inf
        self._wanted = subscription
        self._looked_up: Subscription | None = None
        self._resolved = subscription
        self._left_out: tuple[Missing, ...] = ()
        self._missing: tuple[Missing, ...] = ()
        self._reader = Reader(subscription)
        self._state: State | None = None
        self._loop: asyncio.Task[None] | None = None
        self._closing: asyncio.Task[None] | None = None
        self._mail = Mailbox()
        self._wishes = Wishes()
        self._came: _Came | None = None
        self._unkept: _Came | None = None

    async def deliveries(self) -> AsyncIterator[Delivery]:
        """Each change of the link and each answer, until `close`. A slow reader gets the newest only."""
        if self._loop is None:
            self._loop = asyncio.create_task(self._run(), name="link")
            self._loop.add_done_callback(self._ended)
        while (delivery := await self._mail.take()) is not None:
            yield delivery
        if not self._loop.cancelled() and (mistake := self._loop.exception()):
            raise mistake

    def _ended(self, loop: asyncio.Task[None]) -> None:
        if not loop.cancelled():
            self._mail.end()

    def send(self, wish: feed.Wish) -> None:
        self._wishes.put(wish)

    async def close(self) -> None:
        """Ends the loop, deletes the subscription if it is ours, and closes the connection; at most 2 s."""
        if self._closing is None:
            self._closing = asyncio.create_task(self._close(), name="leaving")
        await asyncio.shield(self._closing)

    async def _close(self) -> None:
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.wait({self._loop})
        self._keep(at_least_s=0.0)
        with suppress(TimeoutError):
            async with asyncio.timeout(LEAVE_WITHIN_S):
                if self._state is not None:
                    await self._leave(self._state)
        with suppress(TimeoutError):
            async with asyncio.timeout(HANG_UP_WITHIN_S):
                await self._client.aclose()
        self._mail.end()

    async def _leave(self, state: State) -> None:
        state, action = self._step(state, events.Left())
        while not isinstance(action, events.End):
            state, action = self._step(state, await self._carry_out(action))

    async def _run(self) -> None:
        now = self._clock()
        state, action = start(first_facts(self._options, now, loopback=self._client.loopback), now)
        self._tell(state)
        self._tell_kept(state)
        while not isinstance(action, events.End):
            state, action = self._step(state, await self._carry_out(action))

    def _tell_kept(self, state: State) -> None:
        """What an earlier run kept, as old as it is."""
        kept = self._keeper.load() if self._keeper else None
        if kept is None:
            return
        body, asked_wall = kept
        now = self._clock()
        asked = Moment(now.at - max(0.0, now.wall - asked_wall), asked_wall)
        with suppress(Unreadable):
            self._mail.put(Delivery(state.link, Reader(self._wanted).read(body), asked, saved=True))

    def _keep(self, at_least_s: float) -> None:
        """Keep the newest answer of ours that was shown, unless another was kept less long ago than this."""
        came, now = self._unkept, self._clock().at
        if self._keeper is not None and came is not None and now - self._kept_at >= at_least_s:
            self._kept_at = now
            self._unkept = None
            self._keeper.save(came.body, came.asked.wall)

    def _step(self, before: State, event: Event) -> tuple[State, Action]:
        state, action = step(before, event, self._clock(), self._chance())
        _log_move(before, event, state, action)
        # In CLAIM the data is of an earlier run, perhaps of another layout.
        shown = isinstance(event, events.OursCame) and before.stage is Stage.POLL
        self._tell(state, self._came if shown else None)
        return state, action

    def _tell(self, state: State, came: _Came | None = None) -> None:
        before, self._state = self._state, state
        if came is not None:
            self._mail.put(Delivery(state.link, came.answer, came.asked, self._missing))
            self._unkept = came if self._keeper else None
            self._keep(at_least_s=KEEP_EVERY_S)
        elif before is None or before.link != state.link:
            self._mail.put(Delivery(state.link, missing=self._missing))

    async def _carry_out(self, action: Action) -> Event:
        try:
            match action:
                case events.Wait(until=until):
                    return await self._wait(until)
                case events.SignIn():
                    self._on_sign_in()
                    life_s = await self._client.sign_in()
                    self._looked_up = None
                    return events.SignedIn(expires_in_s=life_s)
                case events.LookUp():
                    return await self._look_up()
                case events.AskData():
                    return await self._ask_data()
                case events.Subscribe():
                    await self._client.subscribe(self._resolved)
                    self._missing = self._left_out
                    return events.Subscribed()
                case events.DeleteSubscription():
                    await self._client.delete_subscription()
                    return events.Deleted()
        except LinkError as error:
            return events.meaning(error)
        raise AssertionError(action)

    async def _look_up(self) -> Event:
        """Asks for the directory once a sign-in and layout, and only where the layout has names."""
        if self._looked_up is self._wanted:
            return events.NamesFound()
        directory = Directory(told=not needs_lookup(self._wanted))
        try:
            if not directory.told:
                directory = Directory(await self._client.get_teams(), await self._client.get_services())
            self._looked_up = self._wanted
        finally:  # without the directory the machine may go on with what needs no names
            self._resolved, self._left_out = resolve(self._wanted, directory)
            self._reader = Reader(self._resolved)
        return events.NamesFound()

    async def _ask_data(self) -> Event:
        asked = self._clock()
        body = await self._client.get_data()
        if body is None:
            return events.NotReady()
        try:
            answer = self._reader.read(body)
        except Unreadable as unreadable:
            raise NotAnAnswer(str(unreadable)) from None
        self._came = _Came(answer, asked, body)
        return self._whose(answer)

    def _whose(self, answer: Answer) -> Event:
        if answer.empty and self._resolved.root:
            return events.NothingCame()
        grids = {key.app_id for key in answer.grids}
        own = {*answer.totals, *answer.messages, *grids}
        found = holder((*own, *answer.foreign), self._options.prefix)
        if found.whose in (Whose.SCREEN, Whose.PROGRAM):
            return events.OthersCame(LoginInUse(found.screen))
        return events.LeftOverCame() if answer.foreign and not own else events.OursCame()

    async def _wait(self, until: float | None) -> Event:
        with self._wishes.heard():
            while True:
                began = self._clock().at
                left = GLANCE_S if until is None else min(GLANCE_S, until - began)
                match await self._wishes.come(left, self._sleep) if left > 0 else self._wishes.take():
                    case feed.ReplaceSubscription(subscription=subscription):
                        self._wanted = subscription
                        return events.Replaced()
                    case feed.RetryNow():
                        return events.RetryAsked()
                now = self._clock().at
                if until is not None and now >= until:
                    return events.WaitOver()
                if until is not None and now - began > GLANCE_S + SLEPT_S:
                    return events.Woke()
                if self._is_refused and self._client.has_new_secret():
                    return events.SecretChanged()

    @property
    def _is_refused(self) -> bool:
        state = self._state
        return state is not None and state.stage is Stage.SIGN_IN and state.link.phase is Phase.REFUSED


def _log_move(before: State, event: Event, state: State, action: Action) -> None:
    """One line a move; the ordinary poll is not worth one above DEBUG."""
    level = logging.DEBUG if before.stage is state.stage and before.link == state.link else logging.INFO
    reason = repr(state.link.reason) if state.link.reason else "-"
    _log.log(
        level, "%s: %s -> %s, %s, reason %s", before.stage, type(event).__name__, state.stage, action, reason
    )
