"""What several files of this room ask."""

from collections.abc import Iterator

import pytest

from wallboard.simulator.serving import running

from .asker import TYPED, Subscriber


@pytest.fixture(scope="module")
def subscriber() -> Iterator[Subscriber]:
    with running(TYPED) as simulator:
        subscriber = Subscriber(simulator)
        yield subscriber
        subscriber.close()
