"""One tenant: the house, its clocks, its accounts, its subscriptions, and what a test turns."""

import threading
import time
from collections.abc import Callable
from random import Random
from typing import Any

from wallboard.simulator.accounts import Accounts
from wallboard.simulator.centre import Centre
from wallboard.simulator.checker import Subscription
from wallboard.simulator.options import Options
from wallboard.simulator.scenario_file import load_scenario
from wallboard.simulator.slots import Slots
from wallboard.simulator.staffing import guid
from wallboard.simulator.tables import Tables


class Clock:
    """The house's clock, which can be held and stepped, and the accounts' clock, which can only be put on.

    They are two, because a house that stands must not stop at the 204 before its first data, and
    one that is stepped by an hour must not have lost its subscription meanwhile.
    """

    def __init__(self, speed: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._speed = speed
        self._monotonic = monotonic
        self._from = monotonic()
        self._house = 0.0
        self._held = False
        self._put_on = 0.0

    def accounts_s(self) -> float:
        return self._monotonic() + self._put_on

    def house_s(self) -> float:
        """Whole seconds since the show's start, so that answers of one second are equal."""
        return float(int(self._house + self._running()))

    def hold(self) -> None:
        self._house = self.house_s()
        self._held = True

    def step(self, seconds: float) -> None:
        self._house += seconds

    def elapse(self, seconds: float) -> None:
        self._put_on += seconds

    def _running(self) -> float:
        return 0.0 if self._held else (self._monotonic() - self._from) * self._speed


class Site:
    """Everything behind the server. Its methods hold `lock`, since a test's thread turns it too."""

    def __init__(self, options: Options, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.options = options
        self.lock = threading.RLock()
        self.clock = Clock(options.speed, monotonic)
        self.centre = Centre(
            options.agents,
            options.services,
            options.seed,
            scenario=load_scenario(options.scenario),
            at_s=options.at_s,
        )
        ids = Random(options.seed + 1)
        self.accounts = Accounts(options, lambda: guid(ids), self.clock.accounts_s)
        self.slots = Slots(options.limit, options.subscription_idle_s, self.clock.accounts_s)
        epoch = time.time() if options.start is None else options.start
        self.tables = Tables(self.centre, epoch, options.ratio_unit, options.speed)

    def advance(self) -> None:
        """The house up to its clock."""
        with self.lock:
            self.centre.advance(self.clock.house_s())

    def answer(self, subscription: Subscription) -> dict[str, Any]:
        with self.lock:
            self.advance()
            return self.tables.answer(subscription)

    def ready_for(self, service: str) -> bool:
        """Whether an agent is ready for the service of this name."""
        with self.lock:
            self.advance()
            return any(each.ready for each in self.centre.services if each.name == service)
