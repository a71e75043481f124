"""`wallboard simulate`: says how to watch it, and the command that it prints works."""

import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import httpx
import pytest

from tests.cli.program import WALLBOARD, run
from tests.journeys.program import is_live
from tests.terminal import Terminal, environment


@contextmanager
def simulating(home: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command, and the command that it prints."""
    with subprocess.Popen(
        [WALLBOARD, "simulate", "--port", "0", *options],
        env=environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process, next(line.strip() for line in process.stdout if "wallboard show" in line)
        finally:
            process.kill()


def test_the_printed_command_shows_a_live_board(tmp_path: Path) -> None:
    with (
        simulating(tmp_path, "--agents", "20") as (_, command),
        Terminal(["sh", "-c", command], columns=160, rows=50, env=environment(tmp_path)) as terminal,
    ):
        terminal.until(is_live)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl+c", "SIGTERM"])
def test_it_ends_quietly(number: signal.Signals, tmp_path: Path) -> None:
    with simulating(tmp_path) as (process, _):
        process.send_signal(number)
        assert process.wait(timeout=20) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_the_printed_command_trusts_the_certificate(tmp_path: Path) -> None:
    with (
        simulating(tmp_path, "--agents", "20", "--tls") as (_, command),
        Terminal(["sh", "-c", command], columns=160, rows=50, env=environment(tmp_path)) as terminal,
    ):
        assert "--url https://" in command
        terminal.until(is_live)


def test_the_printed_commands_break_it_and_mend_it(tmp_path: Path) -> None:
    with simulating(tmp_path, "--control", "0", "--fault", "418:token") as (process, command):
        assert process.stdout is not None
        found = re.search(r"--url (\S+)", command)
        assert found
        token = f"{found[1]}/configapi/v2/oauth/token"
        breaks, mends = (line.split() for line in islice(process.stdout, 5) if "curl" in line)
        assert httpx.post(token, trust_env=False).status_code == 418
        assert httpx.delete(mends[-1], trust_env=False).status_code == 200
        assert httpx.post(token, trust_env=False).status_code == 400
        assert httpx.post(breaks[-1], content=breaks[2], trust_env=False).status_code == 200
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(token, trust_env=False, timeout=0.5)


def test_a_wrong_fault_is_a_sentence(tmp_path: Path) -> None:
    refused = run("simulate", "--port", "0", "--fault", "silnce", home=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == 'There is no fault "silnce"; did you mean "silence"?\n'


@pytest.mark.parametrize("option", ["--port", "--control"])
def test_a_port_in_use_is_a_sentence(tmp_path: Path, option: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = run("simulate", "--port", "0", option, str(port), home=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert re.fullmatch(
        rf"Port {port} can't be served: Address already in use\. Give another with {option}; .*\.\n",
        refused.stderr,
    )
