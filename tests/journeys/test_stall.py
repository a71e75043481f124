"""A terminal that nobody reads: the board goes on behind it, and is up to date as soon as somebody does."""

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.program import deletes, is_live, quick, showing
from tests.terminal import Ended, Terminal
from wallboard.simulator.options import Options
from wallboard.simulator.serving import Simulator, running

BUSY = Options(agents=300, speed=30)
"""A house of which much changes from one answer to the next."""


def polls(simulator: Simulator) -> int:
    return sum(each.path.endswith("/data") for each in simulator.exchanges)


def unread(terminal: Terminal, seen: Callable[[], object], limit: float = 60) -> None:
    """Wait without reading the terminal."""
    deadline = time.monotonic() + limit
    while not seen():
        if time.monotonic() > deadline:
            raise Ended(f"not so within {limit} s")
        time.sleep(0.05)


def memory_kb(terminal: Terminal) -> int:
    status = Path(f"/proc/{terminal.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def cpu_s(terminal: Terminal) -> float:
    fields = Path(f"/proc/{terminal.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


@pytest.mark.parametrize("answers", [True, False], ids=["a terminal that answers", "one that never does"])
def test_polling_goes_on_unread_and_afterwards_the_screen_is_right(answers: bool, tmp_path: Path) -> None:
    with running(BUSY) as simulator, showing(simulator, quick("desk", tmp_path), tmp_path) as terminal:
        terminal.answers = answers
        terminal.until(is_live)
        before = polls(simulator)
        for key in ("2", "1") * 8:  # pages enough to fill the kernel's buffer
            terminal.press(key)
        unread(terminal, lambda: polls(simulator) >= before + 4)
        memory, cpu = memory_kb(terminal), cpu_s(terminal)
        unread(terminal, lambda: polls(simulator) >= before + 8)
        assert memory_kb(terminal) - memory < 4000
        assert cpu_s(terminal) - cpu < 2, "it must not spin"
        simulator.hold()
        held_at = polls(simulator)
        terminal.until(lambda _: polls(simulator) >= held_at + 2)
        kept = terminal.settle().text
        terminal.press("ctrl+l")
        terminal.until(is_live)
        anew = terminal.settle().text
        assert kept.splitlines()[2:-1] == anew.splitlines()[2:-1]


def test_sigterm_leaves_a_terminal_that_nobody_reads(tmp_path: Path) -> None:
    with running(BUSY) as simulator, showing(simulator, quick("desk", tmp_path), tmp_path) as terminal:
        terminal.answers = False
        terminal.until(is_live)
        for key in ("2", "1") * 8:
            terminal.press(key)
        before = polls(simulator)
        unread(terminal, lambda: polls(simulator) >= before + 3)
        gone = deletes(simulator)
        terminal.signal(signal.SIGTERM)
        unread(terminal, lambda: deletes(simulator) == gone + 1)
        unread(terminal, lambda: terminal.has_ended)
        assert terminal.wait() == 143
        assert terminal.left_behind() == ()
