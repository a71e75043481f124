"""The short form of `python -m tests.leaving`: two of each way."""

import pytest

from tests.leaving import WAYS, run


@pytest.mark.parametrize("after_s", [0.9, 5.0], ids=["while it starts", "while it runs"])
@pytest.mark.parametrize("way", WAYS)
def test_it_leaves_no_subscription_no_mode_and_no_process(way: str, after_s: float) -> None:
    assert run(way, after_s, stalled_s=8).wrong == ()
