"""Whatever happens to link, server, login or clock: said in words, never plain when old, healed by itself."""

from dataclasses import replace

import pytest

from tests.faults.bench import Case
from tests.faults.cases import CASES
from tests.faults.running import run
from wallboard.simulator.faults import FAULTS

NOT_OF_A_LINK = {"status", "400", "refuses", "empty-column", "privilege-missing", "slot-taken"}
"""Given here under other names, or the doctor's."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_board_says_what_is_true_and_recovers(case: Case) -> None:
    assert run(case).wrong == []


def test_every_fault_of_the_simulator_is_among_them() -> None:
    given = {one.partition(":")[0].partition("=")[0] for case in CASES for one in case.fault.split(",")}
    assert FAULTS.keys() - given <= NOT_OF_A_LINK


BROKEN = {
    "words that nobody reads": replace(CASES[0], words=("all is well",)),
    "a fault that is seen": replace(CASES[0], words=(), unseen=True),
    "a link that comes back too late": replace(CASES[0], live_after_s=1.0),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_a_broken_bound_is_told(case: Case) -> None:
    assert len(run(case).wrong) == 1
