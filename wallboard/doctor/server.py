"""The server, step by step: reached, trusted, signed in, names, slot, and what it says to a layout.

Each step needs the one before it, so the examination ends at the first that fails. What it subscribes it
deletes; what another client subscribed it leaves alone.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from wallboard.board.blame import likely_origin
from wallboard.board.figures import Units, is_misread, reader
from wallboard.board.units import learn
from wallboard.board.words import advice_once, happened
from wallboard.doctor.bisecting import Atom, atoms, only, refused
from wallboard.doctor.findings import Finding, Verdict, fail, ok, warn, worst
from wallboard.feed import LinkError, NotSubscribed, PrivilegeMissing, SubscriptionRejected
from wallboard.layout.plan import GridPlan, Plan, TilePlan
from wallboard.protocol.answer import Answer
from wallboard.protocol.app_ids import Whose, holder
from wallboard.protocol.decoding import Unreadable
from wallboard.protocol.directory import Directory, resolve
from wallboard.protocol.reader import Reader
from wallboard.protocol.subscription import Subscription
from wallboard.session.client import Client, is_loopback

DEADLINE_S: Final = 5.0
DATA_WITHIN_S: Final = 10.0
SKEW_WARN_S: Final = 5.0
EXPIRES_WARN_DAYS: Final = 14


async def examine(
    client: Client, door: "Door", plan: Plan | None, prefix: str, now: Callable[[], float]
) -> AsyncIterator[Finding]:
    """The findings as they are made. A layout is tried only in a slot that is free or holds a left-over."""
    found: list[Finding] = []
    for step in (reach(door, now()), sign_in(client, now), names(client), slot(client, prefix)):
        async for finding in step:
            found.append(finding)
            yield finding
        if worst(found) is Verdict.FAIL:
            return
    if plan is not None and found[-1].verdict is Verdict.OK:
        async for finding in layout(client, plan):
            yield finding


@dataclass(frozen=True, slots=True)
class Door:
    """Where to knock: the address, the certificates to trust, and whether a proxy stands between."""

    url: str
    context: ssl.SSLContext
    proxied: bool

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def is_tls(self) -> bool:
        return urlsplit(self.url).scheme == "https"

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or (443 if self.is_tls else 80)


def door(url: str, ca_file: Path | None) -> Door:
    """The server's door as the client finds it, which asks no proxy for this computer."""
    host = urlsplit(url).hostname or ""
    proxied = not is_loopback(host) and "https" in getproxies() and not proxy_bypass(host)
    return Door(url, ssl.create_default_context(cafile=ca_file), proxied)


async def reach(door: Door, now: float) -> AsyncIterator[Finding]:
    """The name, the connection and the certificate; a proxy's own way is left to the sign-in."""
    if door.proxied:
        yield ok("network", f"{door.host} is asked through the proxy that the environment names")
        return
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(DEADLINE_S):
            found = await loop.getaddrinfo(door.host, door.port, type=socket.SOCK_STREAM)
    except (OSError, TimeoutError) as error:
        reason = getattr(error, "strerror", None) or "no answer"
        yield fail("name", f"{door.host} has no address: {reason}", "Check the URL and the network's DNS.")
        return
    yield ok("name", f"{door.host} is {found[0][4][0]}")
    yield await _connected(door, now)


async def _connected(door: Door, now: float) -> Finding:
    where = f"{door.host}:{door.port}"
    try:
        async with asyncio.timeout(DEADLINE_S):
            _, writer = await asyncio.open_connection(
                door.host, door.port, ssl=door.context if door.is_tls else None
            )
    except ssl.SSLCertVerificationError as error:
        advice = "Check the URL and this computer's clock, or name your own authority with --ca-file."
        return fail("connection", f"{where} is not trusted: {error.verify_message}", advice)
    except (OSError, TimeoutError) as error:
        reason = getattr(error, "strerror", None) or "no answer within 5 s"
        return fail("connection", f"{where} can't be reached: {reason}", "Check the URL, port and firewalls.")
    try:
        return _certificate(where, writer.get_extra_info("peercert"), now)
    finally:
        writer.close()
        with suppress(OSError, ssl.SSLError, TimeoutError):
            async with asyncio.timeout(DEADLINE_S):
                await writer.wait_closed()


def _certificate(where: str, certificate: dict[str, str] | None, now: float) -> Finding:
    if not certificate:
        return ok("connection", f"{where} answers, without TLS")
    days = int((ssl.cert_time_to_seconds(certificate["notAfter"]) - now) // 86400)
    told = f"{where} answers, and its certificate is good for {days} days"
    if days < EXPIRES_WARN_DAYS:
        return warn("connection", told, "Have the server's certificate renewed.")
    return ok("connection", told)


async def sign_in(client: Client, now: Callable[[], float]) -> AsyncIterator[Finding]:
    """The sign-in, and how far the server's clock is from ours."""
    try:
        life_s = await client.sign_in()
    except LinkError as error:
        yield _failed("sign-in", error)
        return
    yield ok(
        "sign-in", "signed in" if life_s is None else f"signed in, the token lives {life_s / 60:.0f} min"
    )
    yield clock_finding(client.server_date, now())


def clock_finding(date: str, now: float) -> Finding:
    """How far this computer's clock is from the server's `Date`."""
    try:
        skew_s = now - parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError):
        return ok("clock", "the server does not say its time")
    if abs(skew_s) <= SKEW_WARN_S:
        return ok("clock", "agrees with the server's")
    way = "ahead of" if skew_s > 0 else "behind"
    told = f"this computer's clock is {abs(skew_s):.0f} s {way} the server's"
    return warn("clock", told, "Set the clock, best by NTP: times of day and messages are shown by it.")


async def names(client: Client) -> AsyncIterator[Finding]:
    """What this login is told: teams, services, dispositions."""
    asked: Sequence[tuple[str, Callable[[], Awaitable[Sequence[object]]]]] = (
        ("teams", client.get_teams),
        ("services", client.get_services),
        ("dispositions", lambda: client.get_dispositions({})),
    )
    for kind, ask in asked:
        try:
            found = await ask()
        except LinkError as error:
            why = f"A layout that names {kind} can't be shown; have the user given the privilege."
            yield warn(
                kind, happened(error), why if isinstance(error, PrivilegeMissing) else advice_once(error)
            )
            continue
        if found:
            yield ok(kind, f"{len(found)} visible to this login")
        else:
            yield warn(kind, "none visible to this login", f"Have {kind} assigned to the user.")


async def slot(client: Client, prefix: str) -> AsyncIterator[Finding]:
    """Whose the login's one subscription is."""
    try:
        body = await client.get_data()
    except NotSubscribed:
        yield ok("slot", "free")
        return
    except LinkError as error:
        yield _failed("slot", error)
        return
    if body is None:
        yield warn("slot", "another program has subscribed a moment ago", "Try again in a minute.")
        return
    try:
        answer = Reader(Subscription({})).read(body)
    except Unreadable as error:
        yield fail("slot", f"the server's answer can't be read: {error}", "Check the URL and the proxy.")
        return
    found = holder(answer.foreign, prefix)
    if found.whose in (Whose.NOBODY, Whose.OURS):
        yield ok("slot", "holds a left-over of this screen, which the board clears")
        return
    who = f"another screen: {found.screen}" if found.screen else "another program"
    advice = "Stop it there, or give this screen a login of its own; the layout was not tried."
    yield warn("slot", f"this login feeds {who}", advice)


async def layout(client: Client, plan: Plan) -> AsyncIterator[Finding]:
    """What the server says to a layout; the slot must be free or ours. Leaves nothing subscribed."""
    try:
        directory = Directory(await client.get_teams(), await client.get_services())
    except LinkError:
        directory = Directory(told=False)
    wanted, missing = resolve(plan.subscription, directory)
    for one in missing:
        told = f"no {one.kind} “{one.name}”" if one.told else f"{one.kind} “{one.name}” can't be looked up"
        yield warn("names", told, "Correct the layout: the part that names it is left out.")
    try:
        await client.subscribe(wanted)
    except SubscriptionRejected as error:
        yield fail("layout", happened(error), "See below which part it means.")
        async for finding in _culprits(client, wanted, plan):
            yield finding
        return
    except LinkError as error:
        yield _failed("layout", error)
        return
    yield ok("layout", "the server takes its subscription")
    async for finding in _figures(client, wanted, plan):
        yield finding
    with suppress(LinkError):
        await client.delete_subscription()


async def _culprits(client: Client, wanted: Subscription, plan: Plan) -> AsyncIterator[Finding]:
    async def accepts(parts: Sequence[Atom]) -> bool:
        try:
            await client.subscribe(only(wanted, parts))
        except SubscriptionRejected:
            return False
        await client.delete_subscription()
        return True

    try:
        found = await refused(atoms(wanted), accepts)
    except LinkError as error:
        yield _failed("layout", error)
        return
    for atom in found:
        origin = likely_origin(atom.stat, plan)
        where = f", line {origin.line} of the layout (“{origin.widget}”)" if origin else ""
        yield fail("statistic", f"the server refuses {atom.stat}{where}", "Correct or remove it.")
    if not found:
        advice = "Halve the layout by hand: it is a sort order, a filter, or how parts stand together."
        yield fail("layout", "the server takes each part alone, but not together", advice)


async def _figures(client: Client, wanted: Subscription, plan: Plan) -> AsyncIterator[Finding]:
    try:
        answer = await _first_answer(client, Reader(wanted))
    except LinkError as error:
        yield _failed("data", error)
        return
    except Unreadable as error:
        yield fail("data", f"the answer can't be read: {error}", "Check the URL and the proxy.")
        return
    if answer is None:
        yield fail(
            "data", f"no data within {DATA_WITHIN_S:.0f} s", "Try again; then ask the server's keeper."
        )
        return
    rows = sum(map(len, answer.grids.values()))
    yield ok("data", f"{sum(map(len, answer.totals.values()))} totals and {rows} rows came")
    for unread in answer.unread:
        yield warn("data", f"{unread.where}: {unread.what}", "Tell the server's keeper: it can't be read.")
    for finding in empty_columns(plan, answer):
        yield finding
    for said in learn(Units(), plan, answer)[1]:
        yield ok("shares", said.removesuffix("."))


async def _first_answer(client: Client, read: Reader) -> Answer | None:
    with suppress(TimeoutError):
        async with asyncio.timeout(DATA_WITHIN_S):
            while (body := await client.get_data()) is None:  # noqa: ASYNC110  the server has no event
                await asyncio.sleep(1.0)
            return read.read(body)
    return None


def empty_columns(plan: Plan, answer: Answer) -> list[Finding]:
    """Tiles without a value, columns without one in any row, and values of the wrong type."""
    found = []
    for page in plan.pages:
        for widget in page.widgets:
            match widget:
                case TilePlan():
                    totals = answer.totals.get(widget.part.app_id, {})
                    raws = [totals.get(stat) for stat in widget.part.stats]
                    name = " + ".join(widget.part.stats)
                    read = reader(widget.figure, "0-1")
                    found.append(_emptiness("tile", name, page.name, [(raw, read(raw)) for raw in raws]))
                case GridPlan() if rows := answer.grids.get(widget.part):
                    for column in widget.columns:
                        read = reader(column.figure, "0-1")
                        cells = [(row[column.index], read(row[column.index])) for row in rows]
                        found.append(_emptiness("column", column.stat, widget.title, cells))
    return [one for one in found if one is not None]


def _emptiness(what: str, name: str, where: str, cells: Sequence[tuple[object, object]]) -> Finding | None:
    if all(raw in (None, "") for raw, _ in cells):
        told = f"{what} {name} of “{where}” is empty" + (" in every row" if what == "column" else "")
        advice = "It may be empty just now, the privilege may be missing, or this server doesn't supply it."
        return warn(what, told, advice)
    if any(is_misread(raw, value) for raw, value in cells):  # type: ignore[arg-type]
        told = f"{what} {name} of “{where}” holds what is no such value"
        return warn(what, told, "Set the column's format as its values are.")
    return None


def _failed(check: str, error: LinkError) -> Finding:
    return fail(check, happened(error), advice_once(error))
