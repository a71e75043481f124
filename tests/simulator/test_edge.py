"""Which requests a fault hits, from when to when, how often, and beside which others."""

import re
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import httpx
import pytest

from tests.simulator.door import SMALL, TOTALS, take_token, visited
from tests.simulator.test_faults import ASKS
from wallboard.simulator.fault_text import WrongFault
from wallboard.simulator.faults import WHERE
from wallboard.simulator.serving import Simulator, running

DATA = "/statsapi/subscription/data"
MEANT = {
    "all": set(ASKS),
    "sign-in": {"token", "password"},
    "password": {"password"},
    "token": {"token"},
    "signed-in": {"teams", "agents", "subscription", "data", "delete"},
    "names": {"teams", "agents"},
    "subscription": {"subscription"},
    "delete": {"delete"},
    "data": {"data"},
}


@pytest.fixture(scope="module")
def house() -> Iterator[tuple[Simulator, httpx.Client]]:
    with visited() as found:
        yield found


@pytest.fixture
def simulator(house: tuple[Simulator, httpx.Client]) -> Iterator[Simulator]:
    """Its user is signed in and subscribed."""
    simulator, http = house
    http.headers["Authorization"] = f"Bearer {take_token(http)}"
    http.post("/statsapi/subscription", json=TOTALS)
    yield simulator
    simulator.clear()


@pytest.fixture
def http(house: tuple[Simulator, httpx.Client], simulator: Simulator) -> httpx.Client:
    return house[1]


@pytest.fixture
def asks(http: httpx.Client) -> Callable[[], int]:
    """Asks for data; the status."""
    return lambda: http.get(DATA).status_code


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


UNSIGNED = b"""HTTP/1.1 401 Unauthorized\r
date: \r
cache-control: no-store, no-cache, must-revalidate, post-check=0, pre-check=0\r
expires: Mon, 26 Jul 1997 05:00:00 GMT\r
access-control-allow-origin: *\r
access-control-allow-methods: GET, POST, PUT, DELETE, OPTIONS\r
access-control-allow-headers: Content-Type, Authorization\r
last-modified: \r
content-length: 0\r
Connection: close\r
\r
"""


def bytes_of(simulator: Simulator, path: str, authorization: str = "") -> bytes:
    """What comes over the wire, without its two times."""
    host, _, port = simulator.url.removeprefix("http://").partition(":")
    request = f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: {authorization}\r\nConnection: close\r\n\r\n"
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(request.encode())
        came = b"".join(iter(lambda: connection.recv(65536), b""))
    return re.sub(rb"(?m)^(date|last-modified): [^\r]*", rb"\1: ", came)


def test_without_a_fault_the_house_answers_as_ever(simulator: Simulator) -> None:
    assert bytes_of(simulator, DATA) == UNSIGNED


@pytest.mark.parametrize("path", [DATA, "/statsapi/cfg/teams", "/statsapi/nothing"])
@pytest.mark.parametrize("fault", ["503@1h", "503:x1/9", "latency=1ms", "slices=1MB"])
def test_a_fault_that_changes_nothing_changes_no_byte(
    simulator: Simulator, http: httpx.Client, fault: str, path: str
) -> None:
    right = bytes_of(simulator, path, http.headers["Authorization"])
    simulator.fault(fault)
    assert bytes_of(simulator, path, http.headers["Authorization"]) == right


def test_every_word_for_requests_is_tried() -> None:
    assert MEANT.keys() == WHERE.keys()


@pytest.mark.parametrize("word", WHERE)
def test_a_fault_hits_the_requests_it_is_meant_for_and_no_other(
    simulator: Simulator, http: httpx.Client, word: str
) -> None:
    simulator.fault(f"418:{word}")
    assert {what for what, ask in ASKS.items() if ask(http).status_code == 418} == MEANT[word]


def test_a_fault_acts_from_when_to_when(simulator: Simulator, asks: Callable[[], int]) -> None:
    simulator.fault("503@10s+30s")
    seen = [asks()]
    for seconds in (9.5, 0.6, 29, 1):
        simulator.elapse(seconds)
        seen.append(asks())
    assert seen == [200, 200, 503, 503, 200]


def test_a_fault_hits_no_more_often_than_it_may(simulator: Simulator, asks: Callable[[], int]) -> None:
    simulator.fault("503:x2")
    assert [asks() for _ in range(4)] == [503, 503, 200, 200]


def test_every_so_many_requests_make_one_hit(simulator: Simulator, asks: Callable[[], int]) -> None:
    simulator.fault("503:x2/3")
    assert [asks() for _ in range(9)] == [200, 200, 503, 200, 200, 503, 200, 200, 200]


def test_faults_of_one_kind_come_one_after_the_other(simulator: Simulator, asks: Callable[[], int]) -> None:
    simulator.fault("503:x1,502:x2")
    simulator.fault("500:x1")
    assert [asks() for _ in range(5)] == [503, 502, 502, 500, 200]


@pytest.mark.parametrize("text", ["latency=100ms,503", "503,latency=100ms"])
def test_what_is_nearer_to_the_wire_takes_what_the_other_gives(
    simulator: Simulator, asks: Callable[[], int], text: str
) -> None:
    simulator.fault(text)
    before = time.monotonic()
    assert asks() == 503
    assert time.monotonic() - before >= 0.1


def test_who_is_not_reached_is_not_counted(simulator: Simulator, asks: Callable[[], int]) -> None:
    simulator.fault("409:data:x1,empty:x1")
    assert asks() == 409
    assert asks() == 200
    assert simulator.exchanges[-1].response_body == b"{}"


def test_of_a_text_with_a_mistake_nothing_is_given(simulator: Simulator, asks: Callable[[], int]) -> None:
    with pytest.raises(WrongFault):
        simulator.fault("503,silnce")
    assert asks() == 200


def test_an_exchange_names_the_faults_that_hit_it(simulator: Simulator, http: httpx.Client) -> None:
    simulator.fault("latency=1ms,503:x1,reset:names")
    http.get(DATA)
    http.get(DATA)
    with pytest.raises(httpx.ReadError):
        http.get("/statsapi/cfg/teams")
    wait_for(lambda: simulator.exchanges[-1].faults == ["reset:names"])
    late, right, reset = simulator.exchanges[-3:]
    assert (late.faults, late.status) == (["latency=1ms", "503:x1"], 503)
    assert (right.faults, right.status) == (["latency=1ms"], 200)
    assert (reset.faults, reset.status, reset.path) == (["reset:names"], 0, "/statsapi/cfg/teams")


def test_what_a_fault_changes_is_recorded_as_it_went_out(simulator: Simulator, http: httpx.Client) -> None:
    simulator.fault("not-json")
    http.get(DATA)
    assert simulator.exchanges[-1].response_body == b"OK, all is well\n"


def test_faults_of_the_options_act_from_the_start() -> None:
    with running(replace(SMALL, faults=("418:token", "refused@1h"))) as simulator:
        answer = httpx.post(f"{simulator.url}/configapi/v2/oauth/token", trust_env=False)
    assert answer.status_code == 418


def test_a_port_that_refuses_opens_by_itself_when_its_time_is_over() -> None:
    with running(SMALL) as simulator:
        simulator.fault("refused+10s")
        address = ("127.0.0.1", int(simulator.url.rpartition(":")[2]))
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(address)
        simulator.elapse(10)
        with socket.socket() as later:
            wait_for(lambda: later.connect_ex(address) == 0)


def test_a_connection_that_stands_is_reset_by_refused(simulator: Simulator) -> None:
    host, _, port = simulator.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port))) as standing:
        standing.sendall(b"GET /statsapi/nothing HTTP/1.1\r\nHost: x\r\n\r\n")
        standing.settimeout(10)
        came = b""
        while not came.endswith(b"Not Found"):
            came += standing.recv(4096)
        simulator.fault("refused")
        with pytest.raises(ConnectionResetError):
            standing.recv(4096)


def test_who_is_held_back_does_not_keep_the_simulator_from_ending(capfd: pytest.CaptureFixture[str]) -> None:
    with running(SMALL) as simulator:
        host, _, port = simulator.url.removeprefix("http://").partition(":")
        simulator.fault("silence:data,latency=1h:names")
        waiting = [socket.create_connection((host, int(port))) for _ in range(2)]
        for connection, path in zip(waiting, (DATA, "/statsapi/cfg/teams"), strict=True):
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        wait_for(lambda: sum(each.hits for each in simulator.faults) == 2)
    for connection in waiting:
        with connection, pytest.raises(ConnectionResetError):
            connection.recv(1)
    assert capfd.readouterr().err == "", "nothing was cancelled"
