"""Faults given and taken over HTTP while the simulator runs."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from tests.simulator.door import SMALL
from wallboard.simulator.serving import Simulator, running

PATH = "/statsapi/info/check_available_agents?service=VIP"


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with running(replace(SMALL, control=0)) as simulator:
        yield simulator


@pytest.fixture
def control(simulator: Simulator) -> Iterator[httpx.Client]:
    assert simulator.control_url is not None
    with httpx.Client(base_url=simulator.control_url.removesuffix("/faults"), trust_env=False) as control:
        yield control
    simulator.clear()


def status(simulator: Simulator) -> int:
    return httpx.get(f"{simulator.url}{PATH}", trust_env=False).status_code


def test_a_fault_is_given_read_and_taken(simulator: Simulator, control: httpx.Client) -> None:
    assert control.get("/faults").json() == {"faults": []}
    given = control.post("/faults", content="503:x2,latency=1ms@1h")
    assert (given.status_code, status(simulator)) == (200, 503)
    assert control.get("/faults").json() == {
        "faults": [
            {"fault": "latency=1ms@1h", "hits": 0, "acts": False},
            {"fault": "503:x2", "hits": 1, "acts": True},
        ]
    }
    assert control.delete("/faults").json() == {"faults": []}
    assert status(simulator) == 200


def test_a_form_as_curl_sends_it_will_do(simulator: Simulator, control: httpx.Client) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    control.post("/faults", content="status=418", headers=form)
    assert status(simulator) == 418


def test_a_mistake_is_a_sentence_and_changes_nothing(simulator: Simulator, control: httpx.Client) -> None:
    refused = control.post("/faults", content="503,silnce")
    assert (refused.status_code, refused.text) == (
        400,
        'There is no fault "silnce"; did you mean "silence"?\n',
    )
    assert status(simulator) == 200


def test_no_fault_hits_the_control(simulator: Simulator, control: httpx.Client) -> None:
    control.post("/faults", content="refused,silence")
    with pytest.raises(httpx.ConnectError):
        status(simulator)
    assert control.delete("/faults").status_code == 200
    assert status(simulator) == 200


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_web_page_is_refused(simulator: Simulator, control: httpx.Client, method: str) -> None:
    page = {"Origin": "https://example.com"}
    assert control.request(method, "/faults", headers=page, content="503").status_code == 403
    assert status(simulator) == 200


def test_control_is_off_unless_asked_for() -> None:
    with running(SMALL) as simulator:
        assert simulator.control_url is None
        assert httpx.post(f"{simulator.url}/faults", content="503", trust_env=False).status_code == 404


def test_control_leaves_no_trace_in_the_exchanges(simulator: Simulator, control: httpx.Client) -> None:
    before = len(simulator.exchanges)
    control.get("/faults")
    assert len(simulator.exchanges) == before


def test_a_port_that_is_taken_is_said_at_once(simulator: Simulator) -> None:
    port = int(simulator.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"), running(replace(SMALL, control=port)):
        pass
