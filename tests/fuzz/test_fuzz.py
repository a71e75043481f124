"""A part that is broken costs that part: no exception, no other part, no control byte."""

from pathlib import Path

import pytest

from tests.fuzz.breaking import HOSTILE, Broken
from tests.fuzz.checking import Fuzz, Wrong
from tests.fuzz.terminal import through_a_terminal

SHARE = 170
"""Of each layout: 510 answers in all."""


@pytest.mark.parametrize("layout", ["desk", "ssh", "kiosk"])
def test_what_is_broken_costs_that_part_alone(layout: str) -> None:
    fuzz = Fuzz(layout, seed=2)
    for _ in range(SHARE):
        fuzz.check(fuzz.break_one())


def test_a_part_that_is_lost_without_being_broken_is_found() -> None:
    fuzz = Fuzz("desk", seed=2)
    app_id = next(iter(fuzz.whole))
    with pytest.raises(Wrong, match="in_calls_waiting"):
        fuzz.check(Broken(b'{"%b": {"stats_totals": {}}}' % app_id.encode(), ()))


def test_a_few_through_a_terminal(tmp_path: Path) -> None:
    assert through_a_terminal(Fuzz("desk", seed=2), "desk", 25, tmp_path) > 10_000


def test_hostile_texts_are_hostile() -> None:
    assert all(
        not text.isprintable() or len(text) > 40 or not text.isascii() or "[" in text for text in HOSTILE
    )
