"""Leaving gives the terminal back as it was and frees the slot on the server."""

import signal
from pathlib import Path

import pytest

from tests.journeys.program import SIZES, deletes, is_live, showing
from tests.terminal import Terminal, environment
from wallboard.simulator.options import Options
from wallboard.simulator.serving import running


@pytest.mark.parametrize("layout", ["desk", "ssh"])
@pytest.mark.parametrize(
    ("way", "status"),
    [
        pytest.param("q", 0, id="q"),
        pytest.param("ctrl+c", 0, id="ctrl+c"),
        pytest.param(signal.SIGTERM, 143, id="SIGTERM"),
        pytest.param(signal.SIGHUP, 129, id="SIGHUP"),
        pytest.param(signal.SIGINT, 130, id="SIGINT"),
    ],
)
def test_after_leaving_nothing_is_left_behind(
    layout: str, way: str | signal.Signals, status: int, tmp_path: Path
) -> None:
    with (
        running(Options()) as simulator,
        showing(simulator, layout, tmp_path, size=SIZES[layout]) as terminal,
    ):
        terminal.until(is_live)
        before = deletes(simulator)
        if isinstance(way, signal.Signals):
            terminal.signal(way)
        else:
            terminal.press(way)
        assert terminal.wait() == status
        assert terminal.left_behind() == ()
        assert deletes(simulator) == before + 1


@pytest.mark.parametrize("way", ["q", signal.SIGTERM], ids=["q", "SIGTERM"])
def test_a_console_gets_nothing_that_it_does_not_know(way: str | signal.Signals, tmp_path: Path) -> None:
    with running(Options()) as simulator, showing(simulator, "ssh", tmp_path, colours="console") as terminal:
        terminal.until(is_live)
        if isinstance(way, signal.Signals):
            terminal.signal(way)
        else:
            terminal.press(way)
        terminal.wait()
        assert terminal.left_behind() == ()
        for unknown in (b"\x1b[<u", b"\x1b[>", b"$p", b"?1000h", b"?1003h", b"?2026h"):
            assert unknown not in terminal.raw


def test_sigterm_before_the_first_answer_leaves_as_well(tmp_path: Path) -> None:
    with (
        running(Options(first_data_after_s=60)) as simulator,
        showing(simulator, "desk", tmp_path) as terminal,
    ):
        terminal.until(lambda screen: "waiting for first data" in screen.line(0))
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == 143
        assert terminal.left_behind() == ()


def test_sigterm_with_sigcont_as_service_managers_send_it_leaves_nothing_behind(tmp_path: Path) -> None:
    with running(Options()) as simulator, showing(simulator, "desk", tmp_path) as terminal:
        terminal.until(is_live)
        terminal.signal(signal.SIGTERM)
        terminal.signal(signal.SIGCONT)
        assert terminal.wait() == 143
        assert terminal.left_behind() == ()
        assert deletes(simulator) == 1


def test_after_three_sigconts_it_still_leaves_by_a_key(tmp_path: Path) -> None:
    with running(Options()) as simulator, showing(simulator, "desk", tmp_path) as terminal:
        terminal.until(is_live)
        for _ in range(3):
            terminal.signal(signal.SIGCONT)
            terminal.settle()
        terminal.press("q")
        assert terminal.wait() == 0
        assert terminal.left_behind() == ()
        assert deletes(simulator) == 1


@pytest.mark.parametrize("controlling", [True, False], ids=["with SIGHUP", "without SIGHUP"])
def test_a_terminal_that_is_gone_ends_the_board_and_frees_the_slot(controlling: bool, tmp_path: Path) -> None:
    with (
        running(Options()) as simulator,
        showing(simulator, "desk", tmp_path, controlling=controlling) as terminal,
    ):
        terminal.until(is_live)
        terminal.hang_up()
        assert terminal.wait() == 129
        assert deletes(simulator) == 1


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_while_the_secret_is_asked_for_leaves_with_its_code_and_the_echo_on(
    number: signal.Signals, status: int, tmp_path: Path
) -> None:
    command = ["wallboard", "show", "ssh", "--url", "http://127.0.0.1:9", "--user", "stats.user"]
    with Terminal(command, columns=80, rows=24, env=environment(tmp_path)) as terminal:
        terminal.until(lambda screen: "Secret of stats.user" in screen.text)
        terminal.signal(number)
        assert terminal.wait() == status
        assert terminal.left_behind() == ()
