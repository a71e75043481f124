"""The simulator as it is started: by the command, and as another program's child."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.simulator.door import take_token, visitor
from tests.terminal import environment
from wallboard.simulator.options import Options
from wallboard.simulator.serving import Simulator, running

WALLBOARD = Path(sys.executable).with_name("wallboard")
ROWS = {"s": {"service_grids": [{"id": "1", "columns": [{"id": "1", "stat_name": "name"}]}]}}


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        (
            "--scenario=storm",
            "There is no scenario storm. There are calm, demo, monday and outage; a file ends in .toml.",
        ),
        ("--at=25:00", '--at: expected is a time of day like "10:40", not "25:00".'),
    ],
)
def test_a_wrong_scenario_or_time_is_one_sentence_and_exit_code_2(option: str, sentence: str) -> None:
    run = subprocess.run([str(WALLBOARD), "simulate", option], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr, run.stdout) == (2, f"{sentence}\n", "")


def test_the_command_can_be_a_server_without_a_free_place_and_with_a_bare_array(tmp_path: Path) -> None:
    options = ["--limit=0", "--dispositions-as-array", "--agents=5", "--port=0"]
    with subprocess.Popen(
        [str(WALLBOARD), "simulate", *options], env=environment(tmp_path), stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        (url,) = re.findall(r"serves (\S+)", server.stdout.readline())
        with httpx.Client(base_url=url, trust_env=False) as http:
            http.headers["Authorization"] = f"Bearer {take_token(http)}"
            assert http.post("/statsapi/subscription", json=ROWS).status_code == 409
            assert http.get("/statsapi/cfg/dispositions").json()[0] == "Resolved"
        server.send_signal(signal.SIGINT)


def test_a_child_serves_the_scenario_it_is_told() -> None:
    options = ["--scenario=outage", "--at=10:38", "--seed=3", "--speed=10", "--agents=20"]
    with subprocess.Popen(
        [sys.executable, "-m", "wallboard.simulator", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout
        assert child.stdin
        told = json.loads(child.stdout.readline())
        answer = httpx.get(
            f"{told['url']}/statsapi/info/check_available_agents",
            params={"service": "Payments"},
            trust_env=False,
        )
        assert answer.status_code == 200
        child.stdin.close()
    assert child.returncode == 0


def services_of(simulator: Simulator) -> list[str]:
    with visitor(simulator) as http:
        http.post("/statsapi/subscription", json=ROWS)
        rows = http.get("/statsapi/subscription/data").json()["s"]["service_grids"][0]["values"]
    return [row["1"] for row in rows]


def test_the_scenarios_services_are_served() -> None:
    with running(Options(scenario="outage", at="10:38", first_data_after_s=0)) as simulator:
        assert services_of(simulator)[:2] == ["Payments", "Support"]
        assert len(simulator.centre.agents) == 120
