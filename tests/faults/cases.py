"""Every fault of the link by name: how it is put in, and what must be read while it lasts."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from tests.faults.bench import HOUSE, LIVE_AFTER_S, Bench, Case

ANOTHERS: Final = {"data": {"stats_totals": ["in_calls_waiting"]}}
ANOTHER_SCREENS: Final = {"wb.kiosk-2.lobby.0": {"stats_totals": ["in_calls_waiting"]}}
DST_S: Final = 3 * 3600 - 40.0
"""Turns the wall clock of the bench to some seconds before the clocks are put forward."""

NEXT_LOOK_S: Final = 120.0 + LIVE_AFTER_S
NEXT_TRY_S: Final = 300.0 + LIVE_AFTER_S
SECURE: Final = replace(HOUSE, tls=True)

End = Callable[[], None]


def no_names(bench: Bench) -> End:
    bench.loop.names_fail = True
    bench.simulator.fault("reset:x1")

    def end() -> None:
        bench.loop.names_fail = False
        bench.simulator.clear()

    return end


def sleeps(seconds: float) -> Callable[[Bench], End]:
    """The machine of the board, and not the server's."""

    def begin(bench: Bench) -> End:
        bench.slept_s += seconds
        bench.simulator.elapse(seconds)
        return lambda: None

    return begin


def sets_clock(seconds: float, fault: str = "") -> Callable[[Bench], End]:
    """Of the wall, by hand, by a time server, or by the summer."""

    def begin(bench: Bench) -> End:
        bench.wall_set_by_s += seconds
        if fault:
            bench.simulator.fault(fault)
        return bench.simulator.clear

    return begin


def rival(body: dict[str, dict[str, list[str]]], *, leaves: bool = True) -> Callable[[Bench], End]:
    """Another program has the login's slot."""

    def begin(bench: Bench) -> End:
        bench.simulator.occupy(HOUSE.user, body)
        return (lambda: bench.simulator.forget(HOUSE.user)) if leaves else (lambda: None)

    return begin


def full_house(bench: Bench) -> End:
    bench.simulator.slots(0)
    return lambda: bench.simulator.slots(None)


def old_secret(bench: Bench) -> End:
    right, bench.secret = bench.secret, "of last year"

    def end() -> None:
        bench.secret = right

    return end


def no_secret(bench: Bench) -> End:
    right, bench.secret = bench.secret, None
    bench.simulator.sign_out(HOUSE.user)

    def end() -> None:
        bench.secret = right

    return end


def nothing(_: Bench) -> End:
    return lambda: None


SLOWLY: Final = "sign-ins: 1, 5, 15 min apart"
LOOKS: Final = "a rival: looks after 2, 4, 8 min"

LINK: Final = (
    Case("silence", "silence", ("late, N s: no answer", "the server does not answer")),
    Case("refused", "refused", ("no connection", "can not be reached: Connection refused")),
    Case("reset", "reset", ("no connection", "Connection reset by peer")),
    Case("hung up", "hang-up", ("no connection", "can not be reached: the connection broke off")),
    Case("no HTTP", "not-http", ("no connection", "what answers there is no web server")),
    Case(
        "no DNS",
        words=("no connection", "the server stats.localhost can not be reached: Name or service not known"),
        host="stats.localhost",
        wrongs=no_names,
    ),
    Case(
        "TLS: unknown CA", "tls=unknown-ca", ("not trusted", "the certificate of 127.0.0.1"), options=SECURE
    ),
    Case("TLS: expired", "tls=expired", ("not trusted", "certificate has expired"), options=SECURE),
    Case("TLS: wrong host", "tls=wrong-host", ("not trusted", "IP address mismatch"), options=SECURE),
    Case("500", "500", ("server fault 500", "it answers 500")),
    Case("503", "503", ("server fault 503", "it answers 503")),
    Case("429", "429", ("server fault 429", "it answers 429")),
    Case(
        "503, Retry-After 20 s",
        "retry-after=20s",
        ("server fault 503",),
        live_after_s=20 + LIVE_AFTER_S,
        why_later="the server's own word",
    ),
    Case("redirect", "redirect", ("sent elsewhere", "sends us on to https://portal.invalid/login")),
    Case("proxy's HTML", "html", ("unreadable answer",)),
    Case("not JSON", "not-json", ("unreadable answer",)),
    Case("cut-off", "cut", ("no connection",)),
    Case("slow drip", "slices", ("no answer",)),
    Case("latency of 8 s", "latency=8s", ("no answer", "the server does not answer")),
    Case("broken gzip", "bad-gzip", ("unreadable answer", "broken gzip")),
    Case("another status", "status=418", ("answer 418", "it should not")),
)
"""Of line and server: whatever the board asks for, from the start or while live."""

ANSWERS: Final = (
    Case("cut-off JSON", "cut-json", ("unreadable answer",)),
    Case("50 MB", "huge", ("unreadable answer", "larger than 32 MiB"), lasts_s=45.0),
    Case("gzip bomb", "gzip-bomb", ("unreadable answer", "larger than 32 MiB"), lasts_s=45.0),
    Case("wrong shape: all", "wrong-shape=answer", ("unreadable answer",)),
    Case("wrong shape: a grid", "wrong-shape=grid", marks="Agents"),
    Case("wrong shape: a row", "wrong-shape=row", unseen=True),
    Case("wrong shape: a value", "wrong-shape=value", unseen=True),
    Case("204", "204", ("late, N s", "the server sends no new figures")),
    Case(
        "first data late",
        words=("waiting for first data, N s",),
        begins="start",
        lasts_s=60.0,
        options=replace(HOUSE, first_data_after_s=60.0),
        wrongs=nothing,
    ),
    Case(
        "figures stand still",
        "standing-still",
        ("late, N s: figures stand still", "figures have not moved since 23:00"),
        still=True,
    ),
    Case("daily reset", "daily-reset", ("The counters of the day started anew at 23:00.",), lasts_s=70.0),
    Case("empty column", "empty-column=acd_state", unseen=True),
    Case("server's clock 2 h ahead", "clock-skew=2h", unseen=True),
    Case("latency of 2 s", "latency=2s", unseen=True),
    Case("one request hangs", "silence:x1", unseen=True),
    Case("one 503", "503:x1", unseen=True),
    Case("one reset", "reset:x1", unseen=True),
)

LOGINS: Final = (
    Case(
        "wrong secret",
        "wrong-secret",
        ("NO FIGURES YET", "the server refused the login of stats.user at demo", "secret", "tenant"),
        begins="start",
        live_after_s=NEXT_TRY_S,
        why_later=SLOWLY,
    ),
    Case(
        "wrong secret while live",
        "session-taken:x1,wrong-secret",
        ("sign-in refused", "the server refused the login of stats.user at demo"),
        live_after_s=NEXT_TRY_S,
        why_later=SLOWLY,
    ),
    Case(
        "secret corrected in its file",
        words=("NO FIGURES YET", "the server refused the login"),
        begins="start",
        wrongs=old_secret,
    ),
    Case("secret's file gone", words=("no secret", "the secret can not be read"), wrongs=no_secret),
    Case("wrong secret, then R", "wrong-secret", ("sign-in refused",), begins="start", live_after_s=None),
    Case(
        "password retired",
        "retired",
        ("NO FIGURES YET", "this server no longer takes passwords", "WALLBOARD_SIGN_IN=oauth"),
        begins="start",
        way="password",
        live_after_s=NEXT_TRY_S,
        why_later=SLOWLY,
    ),
    Case(
        "account locked",
        "blocked=account_locked",
        ("the account is locked",),
        begins="start",
        live_after_s=NEXT_TRY_S,
        why_later=SLOWLY,
    ),
    Case(
        "account disabled",
        "blocked=account_disabled",
        ("the account is disabled",),
        begins="start",
        live_after_s=NEXT_TRY_S,
        why_later=SLOWLY,
    ),
    Case(
        "wait before login",
        "blocked=wait_before_login",
        ("asked to wait, next try in", "it signs in again by itself"),
        begins="start",
    ),
    Case(
        "no privilege",
        "privilege-missing",
        ("privilege missing", "Access Realtime Stats API"),
        live_after_s=NEXT_TRY_S,
        why_later=SLOWLY,
    ),
    Case(
        "no such path to sign in",
        "404:token",
        ("there is no statistics server at",),
        begins="start",
        live_after_s=NEXT_TRY_S,
        why_later=SLOWLY,
    ),
    Case(
        "no such path to subscribe",
        "404:subscription",
        ("there is no statistics server at",),
        begins="start",
        live_after_s=NEXT_TRY_S,
        why_later=SLOWLY,
    ),
    Case(
        "sign-in malformed",
        "400=scope:token",
        ("does not understand the sign-in", "scope"),
        begins="start",
        live_after_s=NEXT_TRY_S,
        why_later=SLOWLY,
    ),
    Case("one 401", "session-taken:x1", unseen=True),
    Case("401 again and again", "401", ("login in use",), live_after_s=NEXT_LOOK_S, why_later=LOOKS),
    Case(
        "403 for the data",
        "403:data",
        ("privilege missing", "stats.user may not read the statistics"),
        live_after_s=NEXT_TRY_S,
        why_later=SLOWLY,
    ),
    Case("one 401 by password", "session-taken:x1", unseen=True, way="password"),
    Case("tokens of a minute", "token-life=60s", unseen=True, lasts_s=240.0),
    Case("tokens of 20 s", "token-life=20s", unseen=True, lasts_s=120.0),
)

SLOTS: Final = (
    Case("one 404", "deleted:x1", unseen=True),
    Case(
        "in use at the start",
        words=("this login feeds another program", "press R to take the login over"),
        begins="start",
        wrongs=rival(ANOTHERS),
        live_after_s=NEXT_LOOK_S,
        why_later=LOOKS,
    ),
    Case(
        "in use by a screen of ours",
        words=("this login feeds another screen: kiosk-2 / lobby",),
        begins="start",
        wrongs=rival(ANOTHER_SCREENS),
        live_after_s=NEXT_LOOK_S,
        why_later=LOOKS,
    ),
    Case(
        "in use, then R",
        words=("login in use, next look in N min",),
        begins="start",
        wrongs=rival(ANOTHERS, leaves=False),
        live_after_s=None,
    ),
    Case(
        "in use, a wall",
        words=("this login feeds another program",),
        begins="start",
        wrongs=rival(ANOTHERS, leaves=False),
        take_over_after_s=60.0,
    ),
    Case(
        "taken while live",
        words=("login in use", "NOT LIVE since 23:00", "this login feeds another program"),
        wrongs=rival(ANOTHERS),
        live_after_s=NEXT_LOOK_S,
        why_later=LOOKS,
    ),
    Case(
        "signed out twice",
        "session-taken:x1,session-taken:x1@30s",
        ("login in use", "NOT LIVE since 23:00"),
        live_after_s=NEXT_LOOK_S,
        why_later=LOOKS,
    ),
    Case(
        "deleted twice",
        "deleted:x1,deleted:x1@30s",
        ("login in use", "NOT LIVE since 23:00"),
        live_after_s=NEXT_LOOK_S,
        why_later=LOOKS,
    ),
    Case(
        "others' ids",
        "foreign",
        ("login in use", "this login feeds another program"),
        live_after_s=NEXT_LOOK_S,
        why_later=LOOKS,
    ),
    Case(
        "nobody's answer",
        "empty",
        ("login in use",),
        live_after_s=NEXT_LOOK_S,
        why_later=LOOKS,
    ),
    Case("one 409", "409:x1", begins="start", unseen=True),
    Case(
        "409",
        words=("no free slot, next try in N s", "the server has no free place for another screen"),
        begins="start",
        wrongs=full_house,
        live_after_s=72 + LIVE_AFTER_S,
        why_later="a slot: 30 s, growing to 5 min",
    ),
    Case(
        "400",
        "400=agent_grids[0].columns[2]",
        ("the server refused what this layout asks for", "is not acceptable", "correct "),
        begins="start",
        live_after_s=None,
    ),
    Case("subscribing fails", "503:subscription", ("NO FIGURES YET", "it answers 503"), begins="start"),
)

TIMES: Final = (
    Case("sleeps for an hour", words=("NOT LIVE since 28 Mar 23:00",), lasts_s=0.0, wrongs=sleeps(3600.0)),
    Case("sleeps for 40 s", words=("NOT LIVE since 23:00",), lasts_s=0.0, wrongs=sleeps(40.0)),
    Case("clock put forward 2 h", unseen=True, wrongs=sets_clock(7200.0)),
    Case("clock put back 2 h", unseen=True, wrongs=sets_clock(-7200.0)),
    Case(
        "summer time, in silence",
        words=("NOT LIVE since 01:59:3", "N s old"),
        wrongs=sets_clock(DST_S, "silence@4s"),
    ),
    Case(
        "starts again, in silence",
        "silence",
        ("NOT LIVE since 22:30:00", "N min old"),
        begins="start",
        kept_s=1800.0,
    ),
)


def _from_the_start(case: Case) -> Case:
    """The same before there were any figures."""
    shown = tuple(words for words in case.words if not words.startswith("late"))
    return replace(
        case, name=f"{case.name}, from the start", words=("NO FIGURES YET", *shown), begins="start"
    )


CASES: Final = (*LINK, *map(_from_the_start, LINK), *ANSWERS, *LOGINS, *SLOTS, *TIMES)
