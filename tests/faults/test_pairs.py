"""Two faults at once are no more than two faults: the same bounds for every ordered pair."""

import pytest

from tests.faults.model import FAULTS
from tests.faults.pairs import Pair
from wallboard.simulator import faults as simulated


@pytest.mark.parametrize("first", FAULTS)
def test_any_fault_while_another_lasts(first: str) -> None:
    wrong = {second: Pair(first, second).run()[:3] for second in FAULTS if second != first}
    assert {second: told for second, told in wrong.items() if told} == {}


def test_the_model_has_every_fault_of_the_simulator() -> None:
    assert simulated.FAULTS.keys() <= FAULTS.keys()
