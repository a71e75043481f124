"""A server of a few lines for the pure machine: what it answers, and what each fault makes of that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Final, Literal, NamedTuple

from wallboard import feed
from wallboard.session import events as on
from wallboard.session.events import Action, Event

TOKEN_S: Final = 3600.0
SHORT_TOKEN_S: Final = 20.0


class Reply(NamedTuple):
    """What comes of a request, and after how long. `figures`: "new", or in which way they are not."""

    event: Event
    took_s: float = 0.05
    figures: Literal["new", "same", "reset", "without a grid", "none"] = "new"


@dataclass
class Server:
    """Whose the login's slot is, and until when the board is signed in."""

    now_s: float = 0.0
    slot: Literal["", "ours", "others"] = ""
    signed_in_until_s: float = -inf
    faults: list["Fault"] = field(default_factory=list)

    def ask(self, request: Action) -> Reply:
        """Through the faults that act, the first of them next to the wire."""
        return self._through(request, self.faults)

    def _through(self, request: Action, faults: list["Fault"]) -> Reply:
        if not faults:
            return self._right(request)
        first, *rest = faults
        return first.effect(self, request, lambda: self._through(request, rest))

    def _right(self, request: Action) -> Reply:
        if isinstance(request, on.SignIn):
            if self.signed_in_until_s <= self.now_s:
                self.signed_in_until_s = self.now_s + TOKEN_S
            return Reply(on.SignedIn(expires_in_s=self.signed_in_until_s - self.now_s))
        if self.signed_in_until_s <= self.now_s:
            return Reply(on.LostSignIn(feed.SignedOut()))
        match request:
            case on.LookUp():
                return Reply(on.NamesFound())
            case on.Subscribe():
                self.slot = "ours"
                return Reply(on.Subscribed())
            case on.DeleteSubscription():
                self.slot = ""
                return Reply(on.Deleted())
        return self._data()

    def _data(self) -> Reply:
        if self.slot == "ours":
            return Reply(on.OursCame())
        return Reply(on.OthersCame(feed.LoginInUse()) if self.slot else on.Vacant(feed.NotSubscribed()))


Behind = Callable[[], Reply]
Effect = Callable[[Server, Action, Behind], Reply]

SLOW_S: Final = 300.0
RIVAL_S: Final = 240.0
SLOT_S: Final = 72.0


@dataclass(frozen=True)
class Fault:
    """`own_s`: how much later than others a board may be live after it, where its retries are slow.

    `jumps`: seconds by which both clocks jump when it begins, and those by which the wall clock is set.
    `still`: answers may come whose figures count as old.
    """

    effect: Effect
    own_s: float = 0.0
    jumps: tuple[float, float] = (0.0, 0.0)
    still: bool = False


def _always(error: feed.LinkError, took_s: float = 0.05) -> Effect:
    """Whatever is asked."""
    return lambda server, request, behind: Reply(on.Failed(error), took_s)


def _to(request_type: type[Action], make: Callable[[], Event], took_s: float = 0.05) -> Effect:
    """To this request; the others go by."""
    return lambda server, request, behind: (
        Reply(make(), took_s) if isinstance(request, request_type) else behind()
    )


def _signed_in(make: Callable[[], Event]) -> Effect:
    return lambda server, request, behind: behind() if isinstance(request, on.SignIn) else Reply(make())


def _unreadable(server: Server, request: Action, behind: Behind) -> Reply:
    """200 with another page: whoever reads no answer takes it for done."""
    match request:
        case on.Subscribe():
            return Reply(on.Subscribed())
        case on.DeleteSubscription():
            return Reply(on.Deleted())
    return Reply(on.Failed(feed.NotAnAnswer("Expecting value")))


def _figures(kind: Literal["same", "reset", "without a grid"]) -> Effect:
    def effect(server: Server, request: Action, behind: Behind) -> Reply:
        reply = behind()
        return reply._replace(figures=kind) if isinstance(reply.event, on.OursCame) else reply

    return effect


def _before_data(act: Callable[[Server], None]) -> Effect:
    """Somebody else does something to the login."""

    def effect(server: Server, request: Action, behind: Behind) -> Reply:
        if isinstance(request, on.AskData):
            act(server)
        return behind()

    return effect


def _late(server: Server, request: Action, behind: Behind) -> Reply:
    reply = behind()
    if reply.took_s + 2.0 < 5.0:
        return reply._replace(took_s=reply.took_s + 2.0)
    return Reply(on.Failed(feed.NoAnswer(5.0)), 5.0)


def _short_tokens(server: Server, request: Action, behind: Behind) -> Reply:
    """Each good to its last second, and handed out again until then."""
    reply = behind()
    server.signed_in_until_s = min(server.signed_in_until_s, server.now_s + SHORT_TOKEN_S)
    if isinstance(reply.event, on.SignedIn):
        return reply._replace(event=on.SignedIn(expires_in_s=server.signed_in_until_s - server.now_s))
    return reply


def _goes_by(server: Server, request: Action, behind: Behind) -> Reply:
    return behind()


def _instead_of_ours(make: Callable[[], Event]) -> Effect:
    def effect(server: Server, request: Action, behind: Behind) -> Reply:
        reply = behind()
        return Reply(make()) if isinstance(reply.event, on.OursCame) else reply

    return effect


def _signs_out(server: Server) -> None:
    server.signed_in_until_s = -inf


def _empties(server: Server) -> None:
    server.slot = ""


def _takes(server: Server) -> None:
    server.slot = "others"


def _unreachable(detail: str) -> Fault:
    return Fault(_always(feed.Unreachable("example.com", detail)))


def _overload(status: int, retry_after_s: float | None = None) -> Fault:
    return Fault(_always(feed.ServerFault(status, retry_after_s, "")), own_s=retry_after_s or 0.0)


def _refused(error: feed.LinkError) -> Fault:
    return Fault(_to(on.SignIn, lambda: on.Refused(error)), own_s=SLOW_S)


def _not_an_answer(detail: str, took_s: float = 0.05) -> Fault:
    return Fault(_to(on.AskData, lambda: on.Failed(feed.NotAnAnswer(detail)), took_s))


def _forbidden() -> Event:
    return on.Refused(feed.PrivilegeMissing("stats.user"))


def _rejected() -> Event:
    return on.Rejected(feed.SubscriptionRejected("6", "is not acceptable"))


_SIGNED_OUT: Final = Fault(_signed_in(lambda: on.LostSignIn(feed.SignedOut())), own_s=RIVAL_S)

FAULTS: Final[Mapping[str, Fault]] = {
    "refused": _unreachable("Connection refused"),
    "tls": Fault(_always(feed.NotTrusted("example.com", "certificate has expired"))),
    "silence": Fault(_always(feed.NoAnswer(5.0), 5.0)),
    "reset": _unreachable("Connection reset by peer"),
    "hang-up": _unreachable("the connection broke off"),
    "not-http": _unreachable("what answers there is no web server"),
    "latency": Fault(_late),
    "slices": Fault(_always(feed.NoAnswer(5.0), 5.0)),
    "cut": _unreachable("the connection broke off"),
    "clock-skew": Fault(_goes_by),
    "bad-gzip": Fault(_unreadable),
    "status": _overload(503),
    "204": Fault(_to(on.AskData, on.NotReady), own_s=RIVAL_S),
    "400": Fault(_to(on.Subscribe, _rejected)),
    "401": _SIGNED_OUT,
    "403": Fault(_signed_in(_forbidden), own_s=SLOW_S),
    "404": Fault(_to(on.AskData, lambda: on.Vacant(feed.NotSubscribed())), own_s=RIVAL_S),
    "409": Fault(_to(on.Subscribe, lambda: on.LimitReached(feed.NoFreeSlot())), own_s=SLOT_S),
    "retry-after": _overload(503, 20.0),
    "redirect": Fault(_always(feed.Redirected(302, "https://portal.invalid/login"))),
    "html": Fault(_unreadable),
    "not-json": Fault(_unreadable),
    "huge": _not_an_answer("larger than 32 MiB", 1.0),
    "gzip-bomb": _not_an_answer("larger than 32 MiB", 1.0),
    "refuses": Fault(_to(on.Subscribe, _rejected)),
    "wrong-secret": _refused(feed.WrongCredentials("stats.user", "demo")),
    "retired": _refused(feed.PasswordRetired()),
    "blocked": _refused(feed.SignInBlocked("account_locked")),
    "cut-json": _not_an_answer("Unterminated string"),
    "wrong-shape": Fault(_figures("without a grid")),
    "empty": Fault(_instead_of_ours(on.NothingCame), own_s=RIVAL_S),
    "foreign": Fault(_instead_of_ours(lambda: on.OthersCame(feed.LoginInUse())), own_s=RIVAL_S),
    "privilege-missing": Fault(_signed_in(_forbidden), own_s=SLOW_S),
    "empty-column": Fault(_goes_by),
    "daily-reset": Fault(_figures("reset")),
    "standing-still": Fault(_figures("same"), still=True),
    "token-life": Fault(_short_tokens),
    "session-taken": Fault(_before_data(_signs_out), own_s=RIVAL_S),
    "deleted": Fault(_before_data(_empties), own_s=RIVAL_S),
    "slot-taken": Fault(_before_data(_takes), own_s=RIVAL_S),
    "no DNS": _unreachable("Name or service not known"),
    "sleep": Fault(_goes_by, jumps=(900.0, 0.0)),
    "clock set": Fault(_goes_by, jumps=(0.0, -7200.0)),
}
"""Those of the simulator by their names there, and what happens on the board's own side."""
