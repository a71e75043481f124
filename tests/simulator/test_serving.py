"""The running simulator: what a test can turn, and how it starts and ends."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import httpx
import pytest

from tests.simulator.door import SMALL, TOTALS, columns, take_token, visited, visitor
from wallboard.simulator.fields import Refused
from wallboard.simulator.serving import Options, running

SUBSCRIPTION, DATA = "/statsapi/subscription", "/statsapi/subscription/data"
ROWS = {
    "t": {"stats_totals": ["in_calls_received_per_day", "in_calls_waiting"]},
    "a": {"agent_grids": [{"id": "1", "columns": columns("login_id", "state_duration")}]},
}


def test_a_held_house_answers_alike_until_it_is_stepped() -> None:
    with visited() as (simulator, http):
        http.post(SUBSCRIPTION, json=ROWS)
        first = http.get(DATA).content
        assert http.get(DATA).content == first
        simulator.step(120)
        assert http.get(DATA).content != first


def test_the_answer_is_the_centre_at_that_moment() -> None:
    with visited() as (simulator, http):
        http.post(SUBSCRIPTION, json=ROWS)
        simulator.step(60)
        received = sum(service.counters.received for service in simulator.centre.services)
        assert http.get(DATA).json()["t"]["stats_totals"]["in_calls_received_per_day"] == str(received)


def test_at_speed_the_house_goes_on_unasked() -> None:
    with running(replace(SMALL, speed=5000)) as simulator:
        until = time.monotonic() + 20
        while simulator.centre.time < 3600 and time.monotonic() < until:
            time.sleep(0.01)
        assert simulator.centre.time >= 3600


def test_at_speed_no_message_comes_from_the_future() -> None:
    began = time.time()
    with running(replace(SMALL, speed=600, first_data_after_s=0)) as simulator, visitor(simulator) as http:
        http.post(SUBSCRIPTION, json={"n": {"chat_messages": {"limit": "1"}}})
        until = time.monotonic() + 20
        while simulator.centre.time < 3600 and time.monotonic() < until:
            time.sleep(0.05)
        sent = http.get(DATA).json()["n"]["chat_messages"][0]["send_time"]
        assert began - 1 < datetime.fromisoformat(sent).timestamp() <= time.time()


def test_the_same_seed_answers_the_same() -> None:
    def day() -> bytes:
        with visited(replace(SMALL, start=1_772_448_127, seed=7)) as (simulator, http):
            simulator.step(300 - simulator.centre.time)
            http.post(SUBSCRIPTION, json=ROWS | {"n": {"chat_messages": {}}})
            return http.get(DATA).content

    assert day() == day()


def test_exchanges_are_kept_in_order_with_what_came_and_went() -> None:
    with visited() as (simulator, http):
        http.post(SUBSCRIPTION, json=TOTALS)
        answer = http.get(f"{DATA}?x=1")
        token, post, data = simulator.exchanges
    assert [(each.method, each.path, each.status) for each in (token, post, data)] == [
        ("POST", "/configapi/v2/oauth/token", 200),
        ("POST", SUBSCRIPTION, 200),
        ("GET", DATA, 200),
    ]
    assert json.loads(post.request_body) == TOTALS
    assert data.request_headers["authorization"].startswith("Bearer ")
    assert (data.query, data.response_body) == ("x=1", answer.content)
    assert token.at <= post.at <= data.at


def test_fail_next_takes_the_place_of_so_many_answers() -> None:
    with visited() as (simulator, http):
        http.post(SUBSCRIPTION, json=TOTALS)
        simulator.fail_next(503, b"busy", {"Retry-After": "7"}, times=2)
        first = http.get(DATA)
        assert (first.status_code, first.content, first.headers["Retry-After"]) == (503, b"busy", "7")
        assert [http.get(DATA).status_code for _ in range(2)] == [503, 200]


def test_fail_next_can_be_meant_for_one_request() -> None:
    with visited() as (simulator, http):
        simulator.fail_next(500, path_contains=SUBSCRIPTION, method="POST")
        assert http.get(DATA).status_code == 404
        assert http.post(SUBSCRIPTION, json=TOTALS).status_code == 500
        assert http.post(SUBSCRIPTION, json=TOTALS).status_code == 200


def test_sign_out_is_401_until_the_next_sign_in() -> None:
    with visited() as (simulator, http):
        http.post(SUBSCRIPTION, json=TOTALS)
        simulator.sign_out(SMALL.user)
        assert http.get(DATA).status_code == 401
        http.headers["Authorization"] = f"Bearer {take_token(http)}"
        assert http.get(DATA).status_code == 200


def test_forget_is_404() -> None:
    with visited() as (simulator, http):
        http.post(SUBSCRIPTION, json=TOTALS)
        simulator.forget(SMALL.user)
        assert http.get(DATA).status_code == 404


def test_occupy_puts_another_programs_subscription_in_place() -> None:
    with visited() as (simulator, http):
        http.post(SUBSCRIPTION, json=TOTALS)
        simulator.occupy(SMALL.user, {"theirs": {"chat_messages": {}}})
        assert http.get(DATA).json().keys() == {"theirs"}
        with pytest.raises(Refused):
            simulator.occupy(SMALL.user, {"theirs": {}})


def test_an_unasked_subscription_vanishes_and_a_token_ends_when_time_passes() -> None:
    with visited() as (simulator, http):
        http.post(SUBSCRIPTION, json=TOTALS)
        simulator.elapse(301)
        assert http.get(DATA).status_code == 404
        simulator.elapse(3600)
        assert http.get(DATA).status_code == 401


def test_a_port_that_is_taken_is_said_at_once() -> None:
    with running(SMALL) as simulator:
        port = int(simulator.url.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"), running(replace(SMALL, port=port)):
            pass


def test_nobody_answers_after_the_end() -> None:
    with running(SMALL) as simulator:
        url = simulator.url
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, trust_env=False)


SERVE = """
from wallboard.simulator.serving import Options, serve
options = Options(agents=5, services=2, until_stdin_closes={until})
serve(options, lambda simulator: print(simulator.url, flush=True))
print("ended", flush=True)
"""


@pytest.fixture
def child(request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    code = SERVE.format(until=getattr(request, "param", False))
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=pipe, stdout=pipe, stderr=pipe, text=True
    ) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_a_signal_ends_the_server_quietly(child: subprocess.Popen[str], number: signal.Signals) -> None:
    assert child.stdout
    url = child.stdout.readline().strip()
    assert httpx.get(url, trust_env=False).status_code == 404
    os.kill(child.pid, number)
    out, errors = child.communicate(timeout=20)
    assert (child.returncode, out, errors) == (0, "ended\n", "")


@pytest.mark.parametrize("child", [True], indirect=True, ids=["until standard input closes"])
def test_a_child_ends_with_its_parent(child: subprocess.Popen[str]) -> None:
    assert child.stdout
    assert child.stdout.readline()
    assert child.communicate("words that nobody reads\n", timeout=20) == ("ended\n", "")
    assert child.returncode == 0


def test_the_simulator_imports_nothing_of_ours_and_no_heavy_library() -> None:
    code = "import sys, wallboard.simulator.serving; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    ours = {
        name
        for name in loaded
        if name.startswith("wallboard.") and not name.startswith("wallboard.simulator")
    }
    assert ours == set()
    assert not {"textual", "pydantic", "httpx"} & set(loaded)


def test_the_default_house_is_the_demos() -> None:
    with running(Options()) as simulator:
        assert (len(simulator.centre.agents), len(simulator.centre.services)) == (186, 22)
