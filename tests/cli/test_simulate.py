"""`wallboard simulate`: says how to watch it, and the command that it prints works."""

import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


def test_a_port_in_use_is_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = run("simulate", "--port", str(port), home=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert re.fullmatch(rf"Port {port} can't be served: Address already in use\. Give .*\.\n", refused.stderr)
