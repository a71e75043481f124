"""Every fault as an honest HTTP client sees it; a fault of the list without a row here fails."""

import json
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

import httpx
import pytest

from tests.simulator.door import LOGIN, SMALL, columns, take_token, visited
from wallboard.simulator.fault_text import read_faults
from wallboard.simulator.fault_values import OneOf
from wallboard.simulator.faults import FAULTS, Kind
from wallboard.simulator.serving import Simulator

SUBSCRIPTION, DATA = "/statsapi/subscription", "/statsapi/subscription/data"
PER_DAY = ["in_calls_received_per_day", "in_calls_handled_per_day"]
RICH = {
    "my.totals": {"stats_totals": ["in_calls_received_per_day", "in_average_handling_time_per_day"]},
    "my.services": {
        "service_grids": [
            {
                "id": "s",
                "columns": [
                    *columns("name", "in_calls_waiting"),
                    {"id": "sum", "stat_name": "SUM", "sum_stat_names": PER_DAY},
                ],
            }
        ]
    },
    "my.agents": {
        "agent_grids": [
            {
                "id": "a",
                "columns": columns("login_id", "in_calls_handled_per_day", "acd_state", "state_duration"),
            }
        ]
    },
    "my.news": {"chat_messages": {}},
}
ASKS: dict[str, Callable[[httpx.Client], httpx.Response]] = {
    "token": lambda http: http.post("/configapi/v2/oauth/token", data=LOGIN),
    "password": lambda http: http.post(
        "/statsapi/auth",
        json={"tenant_url": "example.test", "username": SMALL.user, "password": SMALL.password},
    ),
    "teams": lambda http: http.get("/statsapi/cfg/teams"),
    "agents": lambda http: http.get("/statsapi/cfg/agents"),
    "subscription": lambda http: http.post(SUBSCRIPTION, json=RICH),
    "data": lambda http: http.get(DATA),
    "delete": lambda http: http.delete(f"{SUBSCRIPTION}/active"),
}


class Visit:
    """A client in the middle of its polling, against a house that stands still."""

    def __init__(self, simulator: Simulator, http: httpx.Client) -> None:
        self.simulator = simulator
        self.http = http
        self.right: dict[str, Any] = {}

    def ask(self, what: str = "data") -> httpx.Response:
        return ASKS[what](self.http)

    def begins(self) -> None:
        self.http.headers["Authorization"] = f"Bearer {take_token(self.http)}"
        assert self.ask("subscription").status_code == 200
        self.right = self.ask().json()


@pytest.fixture(scope="module")
def house() -> Iterator[tuple[Simulator, httpx.Client]]:
    with visited() as found:
        yield found


@pytest.fixture
def visit(house: tuple[Simulator, httpx.Client]) -> Iterator[Visit]:
    simulator, _ = house
    with httpx.Client(base_url=simulator.url, trust_env=False, timeout=10) as http:
        visit = Visit(simulator, http)
        visit.begins()
        yield visit
    simulator.clear()
    simulator.forget(SMALL.user)


def fails(kind: type[httpx.HTTPError], words: str) -> Callable[[Visit], None]:
    """No answer, within a deadline that is long for loopback."""

    def look(visit: Visit) -> None:
        visit.http.timeout = 0.5
        with pytest.raises(kind, match=words):
            visit.ask()

    return look


def says(status: int, what: str = "data", body: str | bytes = b"", **headers: str) -> Callable[[Visit], None]:
    """This status, body and headers; in a header's name `_` stands for `-`."""

    def look(visit: Visit) -> None:
        answer = visit.ask(what)
        expected = body if isinstance(body, bytes) else body.encode()
        assert (answer.status_code, answer.content) == (status, expected)
        assert {name: answer.headers[name.replace("_", "-")] for name in headers} == headers

    return look


def gives(change: Callable[[Any], Any], what: str = "data") -> Callable[[Visit], None]:
    """What the right answer becomes."""

    def look(visit: Visit) -> None:
        assert visit.ask(what).json() == change(visit.right)

    return look


class Row(NamedTuple):
    """A fault as it is given, and how a client sees it."""

    fault: str
    looks: Callable[[Visit], None]


def refuses_connections(visit: Visit) -> None:
    with pytest.raises(httpx.ConnectError, match="refused"):
        visit.ask()
    visit.simulator.clear()
    assert visit.ask().json() == visit.right, "the same port answers again"


def comes_late(visit: Visit) -> None:
    before = time.monotonic()
    assert visit.ask().json() == visit.right
    assert time.monotonic() - before >= 0.2


def comes_in_slices(visit: Visit) -> None:
    with visit.http.stream("GET", DATA) as answer:
        parts = list(answer.iter_raw())
    assert len(parts) > 1
    assert max(map(len, parts)) <= 700
    assert json.loads(b"".join(parts)) == visit.right


def ends_after(size: int) -> Callable[[Visit], None]:
    def look(visit: Visit) -> None:
        came: list[bytes] = []
        with visit.http.stream("GET", DATA) as answer:
            assert int(answer.headers["Content-Length"]) > size
            with pytest.raises(httpx.RemoteProtocolError, match="peer closed connection"):
                came.extend(answer.iter_raw())
        assert len(b"".join(came)) == size

    return look


def is_of_another_time(visit: Visit) -> None:
    (said,) = visit.ask().headers.get_list("Date")
    ahead = (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()
    assert 7190 < ahead < 7210


def is_large(size: int) -> Callable[[Visit], None]:
    def look(visit: Visit) -> None:
        with visit.http.stream("GET", DATA) as answer:
            assert size <= sum(map(len, answer.iter_bytes())) < size + 2**20

    return look


def is_a_page(visit: Visit) -> None:
    answer = visit.ask()
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert answer.text.startswith("<!DOCTYPE html>")


def is_half(visit: Visit) -> None:
    answer = visit.ask()
    assert len(answer.content) == int(answer.headers["Content-Length"])
    with pytest.raises(json.JSONDecodeError):
        answer.json()


def refuses_one_statistic(visit: Visit) -> None:
    assert visit.ask("subscription").status_code == 400
    others = {"t": {"stats_totals": ["in_calls_waiting"]}}
    assert visit.http.post(SUBSCRIPTION, json=others).status_code == 200


def is_without_agents(visit: Visit) -> None:
    answer = visit.ask().json()
    assert answer["my.agents"] == {"agent_grids": [{"id": "a", "values": []}]}
    assert answer["my.services"] == visit.right["my.services"]
    assert visit.ask("teams").json() == []


def stands_still(visit: Visit) -> None:
    first = visit.ask().json()
    visit.simulator.step(60)
    assert visit.ask().json() == first
    visit.simulator.clear()
    assert visit.ask().json() != first


def hands_out_short_lives(visit: Visit) -> None:
    first = visit.ask("token").json()
    assert first["expires_in"] == "20"
    visit.simulator.elapse(12)
    again = visit.ask("token").json()
    assert (again["access_token"], again["expires_in"]) == (first["access_token"], "8")
    visit.http.headers["Authorization"] = f"Bearer {first['access_token']}"
    visit.simulator.elapse(7.5)
    assert visit.ask().status_code == 200
    visit.simulator.elapse(0.5)
    assert visit.ask().status_code == 401
    assert visit.ask("token").json()["access_token"] != first["access_token"]


def ends_sessions_too(visit: Visit) -> None:
    del visit.http.headers["Authorization"]
    assert visit.ask("password").status_code == 200
    visit.simulator.elapse(19.9)
    assert visit.ask().status_code == 200
    visit.simulator.elapse(0.1)
    assert visit.ask().status_code == 401


def signs_us_out(visit: Visit) -> None:
    assert visit.ask().status_code == 401
    assert visit.ask("teams").status_code == 401, "the session is over for all requests"


def is_deleted(visit: Visit) -> None:
    assert visit.ask().status_code == 404
    visit.simulator.clear()
    assert visit.ask().status_code == 404, "somebody has deleted it, not only said so"


def is_anothers(visit: Visit) -> None:
    assert visit.ask().json().keys() == {"wb.kiosk-2.lobby.1"}
    visit.simulator.clear()
    assert visit.ask().json().keys() == {"wb.kiosk-2.lobby.1"}


def first_row(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The right answer with another row of the first agent's."""

    def changed(right: Any) -> Any:
        (grid,) = right["my.agents"]["agent_grids"]
        row, *others = grid["values"]
        return right | {"my.agents": {"agent_grids": [grid | {"values": [change(row), *others]}]}}

    return changed


def every_cell(found: Any, cells: dict[str, str]) -> Any:
    """The right answer with these in the place of all that stand under their names."""
    if isinstance(found, list):
        return [every_cell(each, cells) for each in found]
    if isinstance(found, dict):
        return {name: cells.get(name, every_cell(each, cells)) for name, each in found.items()}
    return found


def part(app: str, section: str, value: Any) -> Callable[[Any], Any]:
    return lambda right: right | {app: {section: value}}


ROWS = [
    Row("refused", refuses_connections),
    Row("silence", fails(httpx.ReadTimeout, "timed out")),
    Row("reset", fails(httpx.ReadError, "reset by peer")),
    Row("hang-up", fails(httpx.RemoteProtocolError, "without sending")),
    Row("not-http", fails(httpx.RemoteProtocolError, "illegal")),
    Row("latency=200ms", comes_late),
    Row("latency=5s", fails(httpx.ReadTimeout, "timed out")),
    Row("slices=700", comes_in_slices),
    Row("cut=100", ends_after(100)),
    Row("cut=1", ends_after(1)),
    Row("clock-skew", is_of_another_time),
    Row("bad-gzip", fails(httpx.DecodingError, "incorrect header")),
    Row("status=418", says(418)),
    Row("503", says(503)),
    Row("204", says(204)),
    Row(
        "400=front",
        says(400, "subscription", '{"error_code": "6", "error_message": "front: is not acceptable"}'),
    ),
    Row(
        "400=scope:token",
        says(400, "token", '{"error": "invalid_request", "error_description": "scope must be given once"}'),
    ),
    Row("401", says(401)),
    Row("403", says(403, "teams")),
    Row("404", says(404)),
    Row("409", says(409, "subscription")),
    Row("retry-after=7s", says(503, body="busy", retry_after="7")),
    Row("redirect", says(302, location="https://portal.invalid/login")),
    Row("redirect=307:token", says(307, "token", location="https://portal.invalid/login")),
    Row("html", is_a_page),
    Row("not-json", says(200, body="OK, all is well\n", content_type="application/json")),
    Row("huge=3MB", is_large(3_000_000)),
    Row("gzip-bomb=3MB", is_large(3_000_000)),
    Row("refuses=in_calls_received_per_day", refuses_one_statistic),
    Row(
        "wrong-secret",
        says(
            401,
            "token",
            '{"error": "invalid_client", "error_description": "client_id, client_secret or scope is wrong"}',
        ),
    ),
    Row("wrong-secret:password", says(401, "password")),
    Row("retired", says(403, "password", '{"error": "illegal login attempt"')),
    Row("blocked", says(403, "token", '{"error": "account_locked"}')),
    Row("blocked=wait_before_login", says(403, "password", '{"error": "wait_before_login"}')),
    Row("blocked=invalid_domain", says(404, "token", '{"error": "invalid_domain"}')),
    Row("cut-json", is_half),
    Row("wrong-shape=answer", gives(lambda right: list(right.values()))),
    Row("wrong-shape=app", gives(lambda right: right | {"my.totals": "nothing"})),
    Row(
        "wrong-shape=totals",
        gives(lambda r: part("my.totals", "stats_totals", list(r["my.totals"]["stats_totals"].values()))(r)),
    ),
    Row("wrong-shape=grid", gives(part("my.agents", "agent_grids", [{"id": "a", "values": "none"}]))),
    Row("wrong-shape=row", gives(first_row(lambda _: "a row"))),
    Row("wrong-shape=value", gives(first_row(lambda row: row | {"state_duration": {"value": [1, 2]}}))),
    Row(
        "wrong-shape=total",
        gives(
            lambda r: part(
                "my.totals",
                "stats_totals",
                r["my.totals"]["stats_totals"] | {"in_calls_received_per_day": {"value": [1, 2]}},
            )(r)
        ),
    ),
    Row(
        "wrong-shape=message",
        gives(
            lambda r: part("my.news", "chat_messages", ["a message", *r["my.news"]["chat_messages"][1:]])(r)
        ),
    ),
    Row("empty", gives(lambda right: {})),
    Row("foreign", gives(lambda right: {f"data.{n}": each for n, each in enumerate(right.values(), 1)})),
    Row(
        "foreign=wb.kiosk-2.lobby",
        gives(lambda right: {f"wb.kiosk-2.lobby.{n}": each for n, each in enumerate(right.values(), 1)}),
    ),
    Row("privilege-missing", says(403)),
    Row("privilege-missing=agents", is_without_agents),
    Row(
        "privilege-missing=services",
        gives(
            lambda right: (
                right
                | {"my.services": {"service_grids": [{"id": "s", "values": []}]}}
                | {"my.totals": {"stats_totals": dict.fromkeys(right["my.totals"]["stats_totals"], "")}}
            )
        ),
    ),
    Row("empty-column=in_calls_waiting", gives(lambda right: every_cell(right, {"in_calls_waiting": ""}))),
    Row(
        "daily-reset",
        gives(
            lambda right: every_cell(
                right,
                {
                    "in_calls_received_per_day": "0",
                    "in_average_handling_time_per_day": "",
                    "in_calls_handled_per_day": "0",
                    "sum": "0",
                },
            )
        ),
    ),
    Row("standing-still", stands_still),
    Row("token-life=20s", hands_out_short_lives),
    Row("token-life=20", ends_sessions_too),
    Row("session-taken", signs_us_out),
    Row("deleted", is_deleted),
    Row("slot-taken=wb.kiosk-2.lobby", is_anothers),
]
"""`tls` has its own file, since it needs a server with certificates."""

STAYS = ("deleted", "slot-taken")
"""What has happened to the subscription stays so when the fault is over."""


def test_every_fault_has_a_row() -> None:
    given = {fault.name for row in ROWS for fault in read_faults(row.fault)}
    assert given | {"tls"} == set(FAULTS)


def test_every_word_for_a_value_has_a_row() -> None:
    given = {(fault.name, fault.value) for row in ROWS for fault in read_faults(row.fault)}
    for name in ("wrong-shape", "privilege-missing"):
        reads = FAULTS[name].reads
        assert isinstance(reads, OneOf)
        assert {(name, word) for word in reads.words} <= given


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.fault)
def test_a_client_sees(visit: Visit, row: Row) -> None:
    """And when the fault is cleared, nothing of it."""
    visit.simulator.fault(row.fault)
    row.looks(visit)
    visit.simulator.clear()
    if not row.fault.startswith(STAYS):
        with httpx.Client(base_url=visit.simulator.url, trust_env=False) as http:
            http.headers["Authorization"] = f"Bearer {take_token(http)}"
            assert http.get(DATA).status_code == 200


@pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for name, kind in FAULTS.items() if kind.where and name != "silence"]
)
def test_no_request_makes_the_simulator_stumble(
    visit: Visit, caplog: pytest.LogCaptureFixture, name: str, kind: Kind
) -> None:
    value = {"latency": "=1ms", "slices": "=1MB", "gzip-bomb": "=1kB", "huge": "=1kB"}.get(name, "")
    value = value or kind.written(name).removeprefix(name)
    visit.simulator.fault(f"{name}{value}:{kind.where if kind.fixed else 'all'}")
    for ask in [*ASKS.values()] * 2:
        with suppress(httpx.TransportError, httpx.DecodingError):
            assert ask(visit.http).status_code != 500
    assert not caplog.records


@pytest.mark.parametrize("fault", ["huge=60MB", "gzip-bomb=60MB"])
def test_a_flood_takes_no_memory(visit: Visit, fault: str) -> None:
    visit.simulator.fault(fault)
    tracemalloc.start()
    try:
        with visit.http.stream("GET", DATA) as answer:
            assert sum(map(len, answer.iter_bytes())) >= 60_000_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000


def test_a_flood_that_nobody_takes_waits(visit: Visit) -> None:
    visit.simulator.fault("huge=2GB")
    tracemalloc.start()
    try:
        with visit.http.stream("GET", DATA) as answer:
            next(answer.iter_raw())
            visit.simulator.clear()
            with httpx.Client(
                base_url=visit.simulator.url, headers=visit.http.headers, trust_env=False
            ) as other:
                assert [other.get(DATA).status_code for _ in range(50)] == [200] * 50
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000
