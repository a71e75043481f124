"""The short form of `python -m tests.slow_links`; bounds in bytes, which a loaded machine can't move."""

import os
from pathlib import Path

import pytest

from tests.slow_links import FIGURES_LINE, HELD_LINE, KEYS_LINE, held_key, keys, newest_figures

GROWTH_KB = 4000

pytestmark = pytest.mark.skipif(
    os.environ.get("TESTS_PAINT") == "stock",
    reason="so few bytes are the painter's, and never the fallback's",
)


def test_a_key_answers_within_what_64_kbit_carry_in_half_a_second(tmp_path: Path) -> None:
    session = keys(6, tmp_path)
    assert max(each.carried for each in session.measured) <= KEYS_LINE.bound_bytes
    assert session.grown_kb < GROWTH_KB


def test_a_key_that_was_held_down_has_left_no_queue_behind(tmp_path: Path) -> None:
    session = held_key(1, 4, tmp_path)
    assert max(each.carried for each in session.measured) <= HELD_LINE.bound_bytes
    assert session.load > 0.5 * HELD_LINE.bytes_per_s, "the line was not full: nothing was shown"


def test_the_last_change_is_shown_within_what_8_kbit_carry_in_five_seconds(tmp_path: Path) -> None:
    session = newest_figures(1, 12, tmp_path)
    assert max(each.carried for each in session.measured) <= FIGURES_LINE.bound_bytes
    assert session.grown_kb < GROWTH_KB
