"""Where the parts meet: a layout and settings become a board and the feed it lives on."""

import os
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wallboard import layout as layouts
from wallboard.board.board import Board
from wallboard.feed import Feed, Moment
from wallboard.last_figures import LastFigures
from wallboard.layout.plan import Plan
from wallboard.login_lock import LoginHeld, LoginLock
from wallboard.protocol import app_ids
from wallboard.session.client import Account, Client, UnusableAddress, UnusableAuthority
from wallboard.session.worker import LiveFeed, SessionOptions
from wallboard.settings import Settings, SettingsProblem, runtime_folder, state_folder

WALL_TAKES_OVER_AFTER_S = 60.0
"""A wall that nobody touches takes a login in use over at its start, once (DESIGN section 10)."""


class UnreadableLayout(Exception):
    """The file of a layout can't be read; the text is the sentence for whoever named it."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A login on a server, and the lock that keeps this computer's boards apart on it, if any.

    `take_over`: whether a login in use is taken at the start.
    """

    client: Client
    lock: LoginLock | None = None
    take_over: bool = False
    login: tuple[str, ...] = ()
    """Whose newest figures may be kept; empty: nobody's."""
    keep_figures: bool = False


def clock() -> Moment:
    """Now, on a clock that runs during sleep and on the wall clock."""
    return Moment(_elapsed(), time.time())


class LongerOfTwo:
    """A clock that runs during sleep where the system has none: the larger advance of two that don't.

    The one stands still during sleep, the other is set by people.
    """

    def __init__(self, steady: Callable[[], float], wall: Callable[[], float]) -> None:
        self._clocks = (steady, wall)
        self._seen = [steady(), wall()]
        self._at = self._seen[0]

    def __call__(self) -> float:
        now = [clock() for clock in self._clocks]
        self._at += max(0.0, *(new - old for new, old in zip(now, self._seen, strict=True)))
        self._seen = now
        return self._at


_elapsed: Callable[[], float] = (
    partial(time.clock_gettime, time.CLOCK_BOOTTIME)
    if hasattr(time, "CLOCK_BOOTTIME")
    else LongerOfTwo(time.monotonic, time.time)
)


def load_plan(layout: str, prefix: str) -> Plan:
    """The plan of a layout file or of a shipped layout's name.

    Raises Problems, NoSuchLayout or UnreadableLayout.
    """
    try:
        path = layouts.find_layout(layout)
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableLayout(
            f"The layout {layout!r} can't be read: {error.strerror}. "
            f"Give a file, or one of {', '.join(layouts.shipped())}."
        ) from None
    plan = layouts.compile(layouts.read_layout(content, str(path)), prefix)
    return replace(plan, source=content.decode("utf-8").removeprefix("\ufeff"))


def prefix_of(settings: Settings, layout: str) -> str:
    """How the app ids of this screen begin (DESIGN section 4)."""
    return app_ids.prefix(settings.instance or None, socket.gethostname(), Path(layout).stem)


def hold_login(settings: Settings, layout: str) -> LoginLock:
    """The settings' login, held for a board of this layout until this process ends.

    Raises LoginHeld where another board on this computer holds it, unless it is to be taken over.
    """
    lock = LoginLock(runtime_folder(), settings.url, settings.tenant_or_host, settings.user)
    try:
        lock.take(Path(layout).stem, time.time())
    except LoginHeld:
        if not settings.take_over:
            raise
    return lock


def connect(settings: Settings, ask: Callable[[], str], lock: LoginLock | None = None) -> Connection:
    """The connection that the settings describe; `ask` is called where they hold no secret.

    Raises SettingsProblem where nothing can be reached with them.
    """
    secret = settings.secret_source(ask)
    account = Account(settings.url, settings.tenant_or_host, settings.user, secret, settings.sign_in)
    try:
        client = Client(account, ca_file=settings.ca_file)
    except UnusableAddress as error:
        raise SettingsProblem(f"The setting url is wrong: {error}.") from None
    except UnusableAuthority as error:
        raise SettingsProblem(
            f"The setting ca_file is wrong: {error}. Give a PEM file with the certificate of your authority."
        ) from None
    try:
        secret()  # Before the screen opens a prompt can still be answered, and a missing file be told.
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SettingsProblem(
            f"{settings.secret_file} gives no secret: {reason}. Write the secret into that file."
        ) from None
    login = (settings.url, settings.tenant_or_host, settings.user)
    return Connection(client, lock, settings.take_over, login, settings.keep_figures)


def board_of(plan: Plan) -> Board:
    """A board in the layout's time zone, else in the machine's."""
    return Board(plan, ZoneInfo(plan.time_zone) if plan.time_zone else machine_zone())


def feed_of(plan: Plan, prefix: str, connection: Connection) -> Feed:
    """The live feed of a plan that was compiled with this prefix; a plan that turns its pages is a wall's."""
    lock = connection.lock
    options = SessionOptions(
        plan.refresh,
        prefix,
        0.0 if connection.take_over else WALL_TAKES_OVER_AFTER_S if plan.rotate else None,
        lock.seconds_since_sign_in(time.time()) if lock else None,
    )
    return LiveFeed(
        connection.client,
        plan.subscription,
        options,
        clock=clock,
        on_sign_in=lock.note_sign_in if lock else lambda: None,
        keeper=_keeper(plan, prefix, connection),
    )


def _keeper(plan: Plan, prefix: str, connection: Connection) -> LastFigures | None:
    if not connection.login:
        return None
    figures = LastFigures(state_folder(), (prefix, *connection.login), plan.subscription.body())
    if connection.keep_figures:
        return figures
    figures.forget()
    return None


async def ask_dispositions(connection: Connection, filters: Iterable[str]) -> tuple[str, ...]:
    """The dispositions' names; `filters` are the URL's parameters that are set (API.md, section 4)."""
    client = connection.client
    try:
        await client.sign_in()
        return await client.get_dispositions(dict.fromkeys(filters, "1"))
    finally:
        await client.aclose()


def machine_zone() -> tzinfo:
    """The machine's time zone with its rules, so that a board that runs for months keeps up with DST."""
    try:
        if name := os.environ.get("TZ", "").removeprefix(":"):
            return ZoneInfo(name)
        with Path("/etc/localtime").open("rb") as rules:
            return ZoneInfo.from_file(rules, "localtime")
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return UTC
