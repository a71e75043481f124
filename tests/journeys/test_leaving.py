"""Leaving gives the terminal back as it was and frees the slot on the server."""

import signal
from pathlib import Path

import pytest

from tests.journeys.program import SIZES, deletes, is_live, showing
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
