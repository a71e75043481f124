"""Random steps of a viewer, of the feed and of the clock: the terminal shows what it should after each.

`python -m tests.ui.walks` takes more and longer walks than these.
"""

from pathlib import Path

import pytest

from tests.ui.walks import DEPTHS, walk

WALKS = 5
STEPS = 30


@pytest.mark.parametrize(("first", "colours"), [(WALKS * n, colours) for n, colours in enumerate(DEPTHS)])
def test_after_each_step_the_terminal_shows_the_reference_and_cursors_stay_on_their_agents(
    first: int, colours: str, tmp_path: Path
) -> None:
    walk(range(first, first + WALKS), STEPS, colours, tmp_path)
