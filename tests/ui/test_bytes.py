"""What an update of a thousand agents costs on the line: bytes are exact, so they are held here."""

import statistics
from pathlib import Path

import pytest

from tests.benchmarks.grid import Program

UPDATES = 6


@pytest.mark.parametrize("colours", ["truecolor", "256", "16"])
def test_an_update_takes_at_most_a_tenth_more_than_the_floor(colours: str, tmp_path: Path) -> None:
    with Program("grid", 1000, colours, tmp_path) as running:
        terminal = running.terminal
        terminal.until(lambda screen: "Agents" in screen.text and "of 1000" in screen.text)
        terminal.settle(quiet=0.5)
        heard = []
        for _ in range(UPDATES):
            running.update()
            heard.append(terminal.hear(quiet=0.3))
    size, floor = (
        statistics.mean(values) for values in zip(*((h.size, h.floor) for h in heard), strict=True)
    )
    assert min(h.floor for h in heard) > 200, "an update was not seen"
    assert size <= 1.1 * floor
