"""The clock, the queue of what is to come, and the log: what all actors of the model share.

Nothing here reads a clock of the machine. An actor makes something happen by an event (`tell`) and
plans what comes later (`plan`); how the house then stands is the ledger's.
"""

import heapq
from collections.abc import Callable
from itertools import count
from random import Random
from typing import Any, Final, TypeAlias, TypeVarTuple

from wallboard.simulator.events import Event
from wallboard.simulator.ledger import Ledger
from wallboard.simulator.scenario import DAY

TICKS: Final = 64
"""Parts of a second. All times are whole ticks, so that sums of them are exact, and the last bit of a
logarithm, which machines differ in, decides nothing."""

Witness: TypeAlias = Callable[[Event], None]
_Args = TypeVarTuple("_Args")


class House:
    """`now`: seconds on the house's clock, 0 where the show starts at `show_at_s` after midnight of the
    weekday `show_day` (0 is Monday). `witness` is shown every event.
    """

    def __init__(self, show_at_s: float, show_day: int, rng: Random, witness: Witness | None) -> None:
        self.show_at_s = show_at_s
        self.show_day = show_day
        self.rng = rng
        self.ledger = Ledger()
        self.now = -show_at_s
        self._witness = witness
        self._coming: list[tuple[float, int, Callable[..., None], tuple[Any, ...]]] = []
        self._order = count()

    @property
    def day(self) -> int:
        """The weekday, 0 is Monday (7 the next one)."""
        return self.show_day + int((self.now + self.show_at_s) // DAY)

    @property
    def clock_s(self) -> float:
        """Seconds after midnight."""
        return (self.now + self.show_at_s) % DAY

    def advance(self, to: float) -> None:
        """Everything that happens until `to`, which is now the time."""
        coming = self._coming
        while coming and coming[0][0] <= to:
            self.now, _, happen, args = heapq.heappop(coming)
            happen(*args)
        self.now = max(to, self.now)

    def tell(self, event: Event) -> None:
        """It has happened, now."""
        self.ledger.apply(event)
        if self._witness:
            self._witness(event)

    def plan(self, wait_s: float, happen: Callable[[*_Args], None], *args: *_Args) -> None:
        """In `wait_s` seconds, to the tick; at one moment in the order of planning."""
        at = round((self.now + wait_s) * TICKS) / TICKS
        heapq.heappush(self._coming, (at, next(self._order), happen, args))

    def plan_at(self, clock_s: float, happen: Callable[[*_Args], None], *args: *_Args) -> None:
        """At this time of day, the next time it comes (now, if it is)."""
        self.plan((clock_s - self.clock_s) % DAY, happen, *args)
