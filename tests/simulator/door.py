"""A signed-in visitor of a running simulator, and small bodies to subscribe with."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from wallboard.simulator.serving import Options, Simulator, running

SMALL = Options(agents=12, services=3, first_data_after_s=0)
LOGIN = {
    "grant_type": "client_credentials",
    "client_id": SMALL.user,
    "client_secret": SMALL.secret,
    "scope": "example.test",
}
TOTALS = {"t": {"stats_totals": ["in_calls_received_per_day"]}}


def columns(*names: str) -> list[dict[str, Any]]:
    """A column a statistic, its id the statistic's name."""
    return [{"id": name, "stat_name": name} for name in names]


def take_token(http: httpx.Client) -> str:
    answer = http.post("/configapi/v2/oauth/token", data=LOGIN)
    return str(answer.json()["access_token"])


@contextmanager
def visitor(simulator: Simulator) -> Iterator[httpx.Client]:
    """An HTTP client with a bearer token."""
    with httpx.Client(base_url=simulator.url, trust_env=False) as http:
        http.headers["Authorization"] = f"Bearer {take_token(http)}"
        yield http


@contextmanager
def visited(options: Options = SMALL) -> Iterator[tuple[Simulator, httpx.Client]]:
    """A simulator whose house stands still, and a visitor of it."""
    with running(options) as simulator, visitor(simulator) as http:
        simulator.hold()
        yield simulator, http
