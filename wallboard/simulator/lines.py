"""What the model knows of each service beyond its figures: how much comes in, how long it takes."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from wallboard.simulator.actors import Service
from wallboard.simulator.scenario import Curve, Offer


@dataclass(slots=True)
class Line:
    """A service as the model runs it. `rate`: contacts a second where the curve is 1. `turned` and
    `slowed` say how many times as many contacts come and as long talks take just now; `era` counts the
    turns of arrivals.
    """

    service: Service
    offer: Offer
    curve: Curve
    rate: float
    transfers_to: str = ""
    turned: list[float] = field(default_factory=list)
    slowed: list[float] = field(default_factory=list)
    era: int = 0

    def talk_s(self, rng: Random) -> float:
        """One talk's length; with a mean and a spread as the scenario has them."""
        mean = self.offer.talk_s * math.prod(self.slowed)
        if self.offer.handling == "exponential":
            return rng.expovariate(1 / mean)
        variance = math.log1p(self.offer.spread**2)
        return rng.lognormvariate(math.log(mean) - variance / 2, math.sqrt(variance))

    def after_s(self, rng: Random) -> float:
        return rng.expovariate(1 / self.offer.after_s) if self.offer.after_s else 0.0

    def patience_s(self, rng: Random) -> float:
        return rng.expovariate(1 / self.offer.patience_s)


Lines = Mapping[str, Line]
