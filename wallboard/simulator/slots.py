"""The active subscriptions: one a user, a limited number a tenant (API.md, section 6)."""

from collections.abc import Callable
from dataclasses import dataclass

from wallboard.simulator.checker import Subscription


@dataclass(slots=True)
class Active:
    """`made` and `asked` in seconds on the accounts' clock."""

    subscription: Subscription
    made: float
    asked: float


class Slots:
    """User -> active subscription; what nobody asks for within `idle_s` vanishes."""

    def __init__(self, limit: int | None, idle_s: float, clock: Callable[[], float]) -> None:
        self.limit = limit
        self._idle_s = idle_s
        self._clock = clock
        self._active: dict[str, Active] = {}

    def put(self, user: str, subscription: Subscription) -> bool:
        """Takes the place of the one this user had; False: the tenant's limit is reached."""
        self._sweep()
        others = len(self._active.keys() - {user})
        if self.limit is not None and others >= self.limit:
            return False
        now = self._clock()
        self._active[user] = Active(subscription, now, now)
        return True

    def ask(self, user: str) -> Active | None:
        """The user's subscription, kept alive by this."""
        self._sweep()
        active = self._active.get(user)
        if active:
            active.asked = self._clock()
        return active

    def has(self, user: str) -> bool:
        """As `ask`, without keeping it alive."""
        self._sweep()
        return user in self._active

    def drop(self, user: str) -> bool:
        """Whether there was one."""
        self._sweep()
        return self._active.pop(user, None) is not None

    def _sweep(self) -> None:
        now = self._clock()
        for user in [user for user, each in self._active.items() if now - each.asked >= self._idle_s]:
            del self._active[user]
