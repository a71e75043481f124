"""https by certificates made for the occasion, good ones and those that no client should take."""

import ssl
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from tests.simulator.door import SMALL
from wallboard.simulator.certificates import GOOD, Certificates, NoTrustme
from wallboard.simulator.fault_text import WrongFault
from wallboard.simulator.fault_values import OneOf
from wallboard.simulator.faults import FAULTS
from wallboard.simulator.serving import Simulator, running

PATH = "/statsapi/info/check_available_agents?service=VIP"
REASONS = {
    "unknown-ca": "unable to get local issuer",
    "expired": "certificate has expired",
    "wrong-host": "IP address mismatch",
}


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with running(replace(SMALL, tls=True)) as simulator:
        yield simulator


@pytest.fixture
def http(simulator: Simulator) -> Iterator[httpx.Client]:
    """A client that trusts the file."""
    trusted = ssl.create_default_context(cafile=simulator.ca_file)
    with httpx.Client(base_url=simulator.url, verify=trusted, trust_env=False) as http:
        yield http
    simulator.clear()


def test_it_is_trusted_by_its_file(simulator: Simulator, http: httpx.Client) -> None:
    assert simulator.url.startswith("https://127.0.0.1:")
    assert http.get(PATH).status_code == 200
    assert http.get(simulator.url.replace("127.0.0.1", "localhost") + PATH).status_code == 200


def test_it_is_not_trusted_without_its_file(simulator: Simulator) -> None:
    with pytest.raises(httpx.ConnectError, match="unable to get local issuer"):
        httpx.get(f"{simulator.url}{PATH}", trust_env=False)


def test_every_wrong_certificate_is_tried() -> None:
    reads = FAULTS["tls"].reads
    assert isinstance(reads, OneOf)
    assert set(reads.words) == REASONS.keys()


@pytest.mark.parametrize("which", REASONS)
def test_a_client_says_what_is_wrong_with(simulator: Simulator, http: httpx.Client, which: str) -> None:
    assert http.get(PATH).status_code == 200
    simulator.fault(f"tls={which}")
    with pytest.raises(httpx.ConnectError, match=REASONS[which]):
        http.get(PATH)
    simulator.clear()
    assert http.get(PATH).status_code == 200


def test_who_does_not_check_is_served(simulator: Simulator) -> None:
    simulator.fault("tls=expired")
    with httpx.Client(base_url=simulator.url, verify=False, trust_env=False) as careless:
        assert [careless.get(PATH).status_code for _ in range(2)] == [200, 200]
    simulator.clear()


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("reset", httpx.TransportError),  # Python's ssl reads a reset as an end or as an error
        ("hang-up", httpx.RemoteProtocolError),
        ("refused", httpx.ConnectError),
    ],
)
def test_the_line_breaks_below_tls_too(
    simulator: Simulator, http: httpx.Client, fault: str, error: type[httpx.HTTPError]
) -> None:
    assert http.get(PATH).status_code == 200
    simulator.fault(fault)
    with pytest.raises(error):
        http.get(PATH)
    simulator.clear()
    assert http.get(PATH).status_code == 200


def test_the_file_is_gone_at_the_end() -> None:
    with running(replace(SMALL, tls=True)) as simulator:
        assert simulator.ca_file is not None
        assert simulator.ca_file.read_text().startswith("-----BEGIN CERTIFICATE-----")
        folder: Path = simulator.ca_file.parent
    assert not folder.exists()


def test_without_certificates_they_can_not_be_wrong() -> None:
    with running(SMALL) as simulator, pytest.raises(WrongFault, match="none without --tls"):
        simulator.fault("tls=expired")


def test_without_trustme_there_is_no_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trustme", None)
    with pytest.raises(NoTrustme):
        Certificates()
    assert GOOD not in REASONS
