"""A mistake in the program: the terminal comes back, and a sentence says where the traceback is."""

import sys
from pathlib import Path

import pytest

from tests.cli.faulty import SECRET
from tests.cli.program import ROOT
from tests.journeys.program import deletes, is_live
from tests.terminal import Terminal, environment
from wallboard.simulator.options import Options
from wallboard.simulator.serving import Simulator, running


def faulty(fault: str, simulator: Simulator, home: Path, *options: str) -> Terminal:
    command = [sys.executable, "-m", "tests.cli.faulty", fault, "show", "ssh", "--url", simulator.url]
    env = environment(home, WALLBOARD_SECRET="demo-secret")
    return Terminal([*command, "--user", "stats.user", *options], columns=80, rows=24, env=env, cwd=ROOT)


@pytest.mark.parametrize("fault", ["answers", "painting", "first_paint", "link", "leaving"])
def test_the_terminal_is_as_before_and_the_traceback_is_in_the_log(fault: str, tmp_path: Path) -> None:
    log = tmp_path / "board.log"
    with running(Options()) as simulator, faulty(fault, simulator, tmp_path, "--log", str(log)) as terminal:
        if fault == "leaving":
            terminal.until(is_live)
            terminal.press("q")
        assert terminal.wait() == 1
        assert terminal.left_behind() == ()
        assert terminal.raw.decode().endswith(
            "wallboard had to stop over a mistake of its own (ZeroDivisionError). "
            f"Start it again; the traceback is in {log}.\r\n"
        )
        assert SECRET.encode() not in terminal.raw
        assert b"Traceback" not in terminal.raw
        if fault == "answers":
            assert deletes(simulator) == 1
    written = log.read_text()
    assert "Traceback (most recent call last)" in written
    assert "ZeroDivisionError: the mistake of 14 letters" in written
    assert SECRET not in written


def test_without_a_log_it_says_how_to_get_one(tmp_path: Path) -> None:
    (tmp_path / ".local").write_text("")
    with running(Options()) as simulator, faulty("first_paint", simulator, tmp_path) as terminal:
        assert terminal.wait() == 1
        assert terminal.raw.endswith(b"Start it again; --log FILE keeps the traceback.\r\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_adds_no_words_of_its_own(tmp_path: Path) -> None:
    options = ("--log", "/dev/full")
    with running(Options()) as simulator, faulty("answers", simulator, tmp_path, *options) as terminal:
        assert terminal.wait() == 1
        assert b"No space left" not in terminal.raw
        assert b"Traceback" not in terminal.raw
