"""Some of the faults through the whole program: what a viewer reads, and that it goes away by itself."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.journeys.program import deletes, is_live, quick, showing
from tests.terminal import Screen
from wallboard.simulator.options import Options
from wallboard.simulator.serving import running


class Shown(NamedTuple):
    """A fault as the simulator takes it, and what the banner says."""

    fault: str
    words: str


SHOWN = {
    "silence": Shown("silence", "the server does not answer"),
    "refused": Shown("refused", "can not be reached: Connection refused"),
    "a proxy's page": Shown("html", "the server's answer can not be read"),
    "no data": Shown("204", "the server sends no new figures"),
    "figures stand still": Shown("standing-still", "figures have not moved since"),
}


def says(*words: str) -> Callable[[Screen], bool]:
    return lambda screen: all(each in " ".join(screen.text.split()) for each in words)


@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
def test_a_viewer_reads_what_is_the_matter_until_it_is_over(shown: Shown, tmp_path: Path) -> None:
    with running(Options()) as simulator, showing(simulator, quick("desk", tmp_path), tmp_path) as terminal:
        terminal.until(is_live)
        simulator.fault(shown.fault)
        screen = terminal.until(says("NOT LIVE since", shown.words), limit=40)
        assert "Billing" in screen.text
        simulator.clear()
        terminal.until(lambda screen: is_live(screen) and "NOT LIVE" not in screen.text, limit=60)
        terminal.press("q")
        assert terminal.wait() == 0
        assert deletes(simulator) == 1
        assert not simulator.is_subscribed("stats.user")
