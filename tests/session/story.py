"""The machine on a clock that the test turns."""

from copy import copy

from wallboard.feed import (
    LinkError,
    LoginInUse,
    Moment,
    NoAnswer,
    NoFreeSlot,
    NotSubscribed,
    Phase,
    ServerFault,
    SignedOut,
    SubscriptionRejected,
    WrongCredentials,
)
from wallboard.session import events as on
from wallboard.session.events import Action, Event, Wait
from wallboard.session.facts import Facts
from wallboard.session.machine import State, start, step
from wallboard.session.stages import Stage

NOON = 1_800_000_000.0

FREE = (on.SignedIn(), on.NamesFound(), on.Vacant(NotSubscribed()))
"""Signed in, and the slot is free."""

LIVE = (*FREE, on.Subscribed(), on.OursCame())
IN_USE = (on.SignedIn(), on.NamesFound(), on.OthersCame(LoginInUse("kiosk-2 / lobby")))

UNWAITED = (on.WaitOver, on.RetryAsked, on.Woke, on.SecretChanged, on.Replaced, on.Left)
"""What comes to a machine that waits; anything else is a reply to its request."""


def timeout() -> Event:
    return on.Failed(NoAnswer(5.0))


def overload(retry_after_s: float | None = None, status: int = 503) -> Event:
    return on.Failed(ServerFault(status, retry_after_s, ""))


def refused(error: LinkError | None = None) -> Event:
    return on.Refused(error or WrongCredentials("stats.user", "example.com"))


def rejected() -> Event:
    return on.Rejected(SubscriptionRejected("17", "unknown statistic"))


def signed_out() -> Event:
    return on.LostSignIn(SignedOut())


def gone() -> Event:
    return on.Vacant(NotSubscribed())


def full() -> Event:
    return on.LimitReached(NoFreeSlot())


class Story:
    """Plays events in order. A number lets so many seconds pass; a reply first waits for its request."""

    def __init__(
        self,
        refresh_s: float = 3.0,
        gap_s: float = 10.0,
        take_over_after_s: float | None = None,
        jitter: float = 1.0,
    ) -> None:
        self.at_s = 5_000.0
        self.jitter = jitter
        self.sent: list[tuple[float, Action]] = []
        """Every request with the time it went out, in seconds since the start."""
        self._from_s = self.at_s
        state, action = start(Facts(refresh_s, gap_s, take_over_after_s), self.now)
        self._arrive(state, action)

    @property
    def now(self) -> Moment:
        return Moment(self.at_s, NOON + self.at_s)

    @property
    def stage(self) -> Stage:
        return self.state.stage

    @property
    def phase(self) -> Phase:
        return self.state.link.phase

    @property
    def wait_s(self) -> float:
        """How long the machine waits from now on."""
        assert isinstance(self.action, Wait), self.action
        assert self.action.until is not None
        return self.action.until - self.at_s

    def play(self, *script: Event | float) -> "Story":
        for item in script:
            if not isinstance(item, Event):
                self.at_s += item
                continue
            if isinstance(self.action, Wait) and not isinstance(item, UNWAITED):
                self.wait()
            self.hear(item)
        return self

    def wait(self) -> "Story":
        """Until the machine need not wait any longer."""
        while isinstance(self.action, Wait):
            self.at_s = max(self.at_s, self.at_s + self.wait_s)
            self.hear(on.WaitOver())
        return self

    def hear(self, event: Event) -> None:
        self._arrive(*step(self.state, event, self.now, self.jitter))

    def branch(self) -> "Story":
        """A story of its own from this moment on."""
        branch = copy(self)
        branch.sent = list(self.sent)
        return branch

    def times(self, request: type[Action]) -> list[float]:
        """When requests of this kind went out, in seconds since the start."""
        return [round(at, 3) for at, action in self.sent if isinstance(action, request)]

    def _arrive(self, state: State, action: Action) -> None:
        self.state, self.action = state, action
        if not isinstance(action, Wait | on.End):
            self.sent.append((self.at_s - self._from_s, action))
