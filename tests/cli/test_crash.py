"""A mistake in the program: the terminal comes back, and a sentence says where it is described."""

import sys
from pathlib import Path

import pytest

from tests.cli.faulty import SECRET
from tests.cli.program import ROOT
from tests.journeys.program import deletes, is_live
from tests.terminal import Terminal, environment
from wallboard.cli.crash import REPORTS, nameless, write_report
from wallboard.simulator.options import Options
from wallboard.simulator.serving import Simulator, running

NOON = 1_800_000_000.0


def faulty(fault: str, simulator: Simulator, home: Path, *options: str) -> Terminal:
    command = [sys.executable, "-m", "tests.cli.faulty", fault, "show", "ssh", "--url", simulator.url]
    env = environment(home, WALLBOARD_SECRET="demo-secret")
    return Terminal([*command, "--user", "stats.user", *options], columns=80, rows=24, env=env, cwd=ROOT)


@pytest.mark.parametrize("fault", ["answers", "painting", "first_paint", "link", "leaving"])
def test_the_terminal_is_as_before_and_a_report_is_written_without_a_word_of_data(
    fault: str, tmp_path: Path
) -> None:
    log = tmp_path / "board.log"
    with running(Options()) as simulator, faulty(fault, simulator, tmp_path, "--log", str(log)) as terminal:
        if fault == "leaving":
            terminal.until(is_live)
            terminal.press("q")
        assert terminal.wait() == 1
        assert terminal.left_behind() == ()
        (report,) = (tmp_path / ".local" / "state" / "wallboard").glob("crash-*.txt")
        assert terminal.raw.decode().endswith(
            "wallboard had to stop over a mistake of its own (ZeroDivisionError). "
            f"Start it again; a report without names and figures is in {report}.\r\n"
        )
        assert SECRET.encode() not in terminal.raw
        assert b"Traceback" not in terminal.raw
        if fault == "answers":
            assert deletes(simulator) == 1
    for written in (log.read_text(), report.read_text()):
        assert "Traceback (most recent call last)" in written
        assert "builtins.ZeroDivisionError" in written
        assert "faulty.py" in written
        assert "the mistake of 14 letters" not in written
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


def raised() -> Exception:
    """An error that holds an agent's name, caused by another one that does."""
    try:
        try:
            {}["Ito, Mari"]
        except KeyError as error:
            raise ExceptionGroup("Ito, Mari", [ValueError("Ito, Mari")]) from error
    except ExceptionGroup as error:
        return error


def test_a_report_has_the_way_of_the_error_and_nobodys_name(tmp_path: Path) -> None:
    text = write_report(tmp_path, raised(), NOON).read_text()
    assert "KeyError" in text
    assert "which led to" in text
    assert "ExceptionGroup" in text
    assert "ValueError" in text
    assert "test_crash.py" in text
    assert text.count("Ito, Mari") == text.count('"Ito, Mari"')  # the test's own source lines alone


def test_an_error_that_is_its_own_cause_is_told_once() -> None:
    error = ValueError()
    error.__context__ = KeyError()
    error.__context__.__context__ = error
    assert nameless(error).count("ValueError") == 1


def test_the_newest_reports_stay(tmp_path: Path) -> None:
    paths = [write_report(tmp_path, ValueError(), NOON + second) for second in range(REPORTS + 2)]
    assert sorted(tmp_path.iterdir()) == paths[2:]
