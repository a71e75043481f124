"""Wherever a call fails: no traceback, no old figures that look plain, a clean end. A sample of all calls."""

import pytest

from tests.fail_nth.program import EDGES
from tests.fail_nth.running import Failure, run

SAMPLE = (
    Failure("http", 1, forever=False),  # the sign-in
    Failure("http", 3, forever=True),  # subscribing
    Failure("http", 7, forever=True),  # a poll
    Failure("file read", 1, forever=True),
    Failure("file read", 5, forever=False),  # the secret, at the sign-in
    Failure("file write", 1, forever=True),
    Failure("file write", 11, forever=False),
    Failure("terminal write", 2, forever=True),
    Failure("terminal write", 24, forever=False),
    Failure("terminal write", 30, forever=True),
)


@pytest.mark.parametrize("failure", SAMPLE, ids=str)
def test_a_call_that_fails_shows_nothing_untrue(failure: Failure) -> None:
    assert run(failure).wrong == []


def test_a_session_passes_every_edge() -> None:
    outcome = run(Failure("", 0, forever=False))
    assert outcome.wrong == []
    assert outcome.calls.keys() == set(EDGES)
