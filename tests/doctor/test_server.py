"""What stands between a login and a board, against the simulator and servers that are none."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from tests.cli.servers import PEM, tls_before
from tests.session.watch import HOUSE, client_for
from wallboard import layout
from wallboard.doctor import server
from wallboard.doctor.findings import Finding, Verdict, worst
from wallboard.doctor.server import Door
from wallboard.layout.plan import Plan
from wallboard.session.client import Client
from wallboard.simulator.serving import Simulator, running

PREFIX = "wb.here.own"
BOARD = """title = "Own"
[[page]]
name = "One"
[[page.tile]]
stat = "in_calls_waiting"
label = "Waiting"
[[page.agent_grid]]
columns = [
  { stat = "first_last_name" },
  { stat = "state_duration" },
]
"""


def plan_of(text: str = BOARD) -> Plan:
    return replace(layout.compile(layout.read_layout(text, "own.toml"), PREFIX), source=text)


async def all_of(findings: AsyncIterator[Finding]) -> list[Finding]:
    return [finding async for finding in findings]


async def examined(
    simulator: Simulator, plan: Plan | None = None, client: Client | None = None
) -> list[Finding]:
    client = client or client_for(simulator.url)
    door = server.door(simulator.url, None)
    try:
        return await all_of(server.examine(client, door, plan, PREFIX, time.time))
    finally:
        await client.aclose()


def told(findings: list[Finding], verdict: Verdict) -> list[tuple[str, str]]:
    return [(finding.check, finding.what) for finding in findings if finding.verdict is verdict]


def deleted_all(simulator: Simulator) -> bool:
    """Whether as much was deleted as was subscribed; an exchange is written down a moment after it is out."""
    for _ in range(100):
        good = [each for each in simulator.exchanges if each.status == 200]
        made = sum(each.method == "POST" and each.path.endswith("/subscription") for each in good)
        if made > 0 and made == sum(each.method == "DELETE" for each in good):
            return True
        time.sleep(0.05)
    return False


async def test_a_good_server_has_no_fault_and_is_left_as_it_was() -> None:
    with running(HOUSE) as simulator:
        findings = await examined(simulator, plan_of())
        assert deleted_all(simulator)
    assert worst(findings) is Verdict.OK, told(findings, Verdict.WARN)
    assert [finding.check for finding in findings] == [
        *("name", "connection", "sign-in", "clock", "teams", "services", "dispositions", "slot"),
        *("layout", "data"),
    ]


async def test_a_name_without_an_address_ends_it() -> None:
    door = Door("https://no-such-host.invalid", ssl.create_default_context(), proxied=False)
    (finding,) = await all_of(server.reach(door, time.time()))
    assert (finding.check, finding.verdict) == ("name", Verdict.FAIL)


async def test_a_port_where_nobody_listens_ends_it() -> None:
    with running(HOUSE) as simulator:
        url = simulator.url
    *_, finding = await all_of(server.reach(server.door(url, None), time.time()))
    assert (finding.check, finding.verdict) == ("connection", Verdict.FAIL)
    assert "can't be reached" in finding.what


def reached(door: Door, now: float) -> Finding:
    """The last finding on the way to a server; for tests without a loop of their own."""
    return asyncio.run(all_of(server.reach(door, now)))[-1]


def test_a_certificate_that_is_not_trusted_ends_it() -> None:
    with running(HOUSE) as simulator, tls_before(simulator.url) as url:
        finding = reached(server.door(url, None), time.time())
        assert (finding.check, finding.verdict) == ("connection", Verdict.FAIL)
        assert "is not trusted" in finding.what
        trusted = reached(server.door(url, PEM), time.time())
    host = url.removeprefix("https://")
    assert trusted.what.startswith(f"{host} answers, and its certificate is good for")


def test_a_certificate_that_ends_soon_is_told() -> None:
    with running(HOUSE) as simulator, tls_before(simulator.url) as url:
        door = server.door(url, PEM)
        days = int(reached(door, time.time()).what.split()[-2])
        later = reached(door, time.time() + (days - 3) * 86400)
    assert (later.verdict, later.to_do) == (Verdict.WARN, "Have the server's certificate renewed.")


async def test_a_proxy_is_told() -> None:
    (finding,) = await all_of(server.reach(Door("https://x.test", ssl.create_default_context(), True), 0.0))
    assert "through the proxy" in finding.what


async def test_a_wrong_secret_ends_it() -> None:
    with running(HOUSE) as simulator:
        findings = await examined(simulator, plan_of(), client_for(simulator.url, secret=lambda: "wrong"))
    (failed,) = told(findings, Verdict.FAIL)
    assert failed == ("sign-in", "the server refused the login of stats.user at demo")
    assert findings[-1].check == "sign-in"


@pytest.mark.parametrize(
    ("date", "now", "verdict", "what"),
    [
        ("Wed, 25 Nov 2026 10:00:00 GMT", 1795600802.0, Verdict.OK, "agrees with the server's"),
        (
            "Wed, 25 Nov 2026 10:00:00 GMT",
            1795600860.0,
            Verdict.WARN,
            "this computer's clock is 60 s ahead of the server's",
        ),
        (
            "Wed, 25 Nov 2026 10:00:00 GMT",
            1795600740.0,
            Verdict.WARN,
            "this computer's clock is 60 s behind the server's",
        ),
        ("", 0.0, Verdict.OK, "the server does not say its time"),
        ("yesterday", 0.0, Verdict.OK, "the server does not say its time"),
    ],
    ids=["agrees", "ahead", "behind", "no date", "nonsense"],
)
def test_clocks_are_compared(date: str, now: float, verdict: Verdict, what: str) -> None:
    finding = server.clock_finding(date, now)
    assert (finding.verdict, finding.what) == (verdict, what)


@pytest.mark.parametrize("kind", ["teams", "services", "dispositions"])
async def test_names_that_are_not_told_are_a_warning_and_no_end(kind: str) -> None:
    with running(HOUSE) as simulator:
        simulator.fail_next(403, b"", path_contains=f"/cfg/{kind}", method="GET")
        findings = await examined(simulator)
    assert told(findings, Verdict.WARN) == [(kind, "stats.user may not read the statistics")]
    assert findings[-1].check == "slot"


async def test_another_screens_login_is_left_alone() -> None:
    with running(HOUSE) as simulator:
        simulator.occupy(HOUSE.user, {"wb.kiosk-2.lobby.all": {"stats_totals": ["in_calls_waiting"]}})
        findings = await examined(simulator, plan_of())
        assert not any(each.method == "DELETE" for each in simulator.exchanges)
    assert told(findings, Verdict.WARN) == [("slot", "this login feeds another screen: kiosk-2 / lobby")]
    assert findings[-1].check == "slot"


async def test_the_column_that_a_400_is_about_is_found_with_its_line() -> None:
    board = BOARD.replace("state_duration", "state_durration")
    with running(HOUSE) as simulator:
        findings = await examined(simulator, plan_of(board))
        assert deleted_all(simulator)
    assert told(findings, Verdict.FAIL)[1:] == [
        ("statistic", "the server refuses state_durration, line 10 of the layout (“agent grid”)")
    ]


async def test_a_name_that_the_server_does_not_know_is_told() -> None:
    with running(HOUSE) as simulator:
        findings = await examined(simulator, plan_of(BOARD + 'teams = ["No such team"]\n'))
    assert ("names", "no team “No such team”") in told(findings, Verdict.WARN)


async def test_a_column_that_is_empty_in_every_row_is_told() -> None:
    house = replace(HOUSE, unknown_statistics=True)
    board = BOARD.replace("state_duration", "state_durration")
    with running(house) as simulator:
        findings = await examined(simulator, plan_of(board))
    assert told(findings, Verdict.WARN) == [
        ("column", "column state_durration of “Agents” is empty in every row")
    ]


async def test_shares_that_prove_their_unit_are_told() -> None:
    house = replace(HOUSE, ratio_unit="0-100")
    board = BOARD.replace("in_calls_waiting", "service_level")
    with running(house) as simulator:
        findings = await examined(simulator, plan_of(board))
    assert any(check == "shares" for check, _ in told(findings, Verdict.OK))


async def test_a_server_that_never_has_data_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "DATA_WITHIN_S", 0.3)
    with running(replace(HOUSE, first_data_after_s=60)) as simulator:
        findings = await examined(simulator, plan_of())
        assert deleted_all(simulator)
    assert [check for check, _ in told(findings, Verdict.FAIL)] == ["data"]
