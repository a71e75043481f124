"""What an update of a thousand agents costs on the line: bytes are exact, so they are held here."""

import statistics
from pathlib import Path

import pytest

from tests.benchmarks.grid import Heard, Program

UPDATES = 6


def heard(running: Program, wish: bytes = b"u") -> Heard:
    running.update(wish)
    return running.terminal.hear(quiet=0.3, limit=1.0)


@pytest.mark.parametrize("colours", ["truecolor", "256", "16"])
def test_an_update_takes_at_most_a_tenth_more_than_the_floor(colours: str, tmp_path: Path) -> None:
    with Program("grid", 1000, colours, tmp_path) as running:
        running.terminal.until(lambda screen: "Agents" in screen.text and "of 1000" in screen.text)
        running.terminal.settle(quiet=0.5)
        updates = [heard(running) for _ in range(UPDATES)]
        nothing = heard(running, b"n")
    size, floor = (statistics.mean(values) for values in zip(*(h[1:] for h in updates), strict=True))
    assert min(h.floor for h in updates) > 200, "an update was not seen"
    assert size <= 1.1 * floor
    assert nothing.size == 0, "an answer that changes nothing costs no byte"
