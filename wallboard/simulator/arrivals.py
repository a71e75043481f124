"""What wants in: contacts, callback requests and outbound attempts, as their curves have it.

A Poisson process whose rate follows a curve, by thinning: candidates come at the curve's peak rate, and
one is taken with the share that the curve has of its peak then (Lewis and Shedler, 1979). Where the
curve is flat every candidate is taken: a plain Poisson process.
"""

import math
from collections.abc import Callable

from wallboard.simulator.house import House
from wallboard.simulator.lines import Line


def _contacts(line: Line) -> float:
    """Contacts a second where the curve is 1, as the turns of this moment have it."""
    return line.rate * math.prod(line.turned)


class Arrivals:
    """Calls `comes(line)` for each contact that comes, and so on. `turn` makes more or fewer come."""

    def __init__(
        self,
        house: House,
        comes: Callable[[Line], None],
        calls_back: Callable[[Line], None],
        goes_out: Callable[[Line], None],
    ) -> None:
        self._house = house
        self._kinds: tuple[tuple[Callable[[Line], float], Callable[[Line], None]], ...] = (
            (_contacts, comes),
            (lambda line: _contacts(line) * line.offer.callbacks, calls_back),
            (lambda line: line.offer.outbound_per_hour / 3600, goes_out),
        )

    def begin(self, line: Line) -> None:
        for rate, happen in self._kinds:
            self._expect(line, rate, happen)

    def turn(self, line: Line, times: float) -> None:
        """`times` as many from now on. What was expected is forgotten: the process has no memory."""
        line.turned.append(times)
        self._begin_anew(line)

    def turn_back(self, line: Line, times: float) -> None:
        """The end of a `turn`; others go on."""
        line.turned.remove(times)
        self._begin_anew(line)

    def _begin_anew(self, line: Line) -> None:
        line.era += 1
        self.begin(line)

    def _expect(self, line: Line, rate: Callable[[Line], float], happen: Callable[[Line], None]) -> None:
        peak = rate(line) * line.curve.peak
        if peak > 0:
            wait = self._house.rng.expovariate(peak)
            self._house.plan(wait, self._candidate, line, line.era, rate, happen)

    def _candidate(
        self, line: Line, era: int, rate: Callable[[Line], float], happen: Callable[[Line], None]
    ) -> None:
        if era != line.era:
            return
        self._expect(line, rate, happen)
        house = self._house
        share = line.curve.at(house.day, house.clock_s) / line.curve.peak
        if not line.service.closed and house.rng.random() < share:
            happen(line)
