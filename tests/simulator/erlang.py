"""Erlang-A: what queueing theory says of one service whose callers give up.

M/M/n+M: contacts arrive by a Poisson process, n agents handle them in exponential time, and who waits gives
up after an exponential patience. C. Palm, "Research on telephone traffic carried by full availability
groups", Tele 1 (1957); O. Garnett, A. Mandelbaum and M. Reiman, "Designing a call center with impatient
customers", Manufacturing & Service Operations Management 4 (2002), 208-227.
"""

from dataclasses import dataclass
from math import fsum


@dataclass(frozen=True)
class ErlangA:
    """`arrivals`: a second; `handling_s` and `patience_s`: means."""

    arrivals: float
    handling_s: float
    patience_s: float
    agents: int

    def probabilities(self) -> list[float]:
        """In the long run, of so many contacts being in the house: waiting or being handled.

        It is a birth and death process: in balance as many step up from j to j + 1 as step down, and down
        they step at the rate of the agents at work and of those who wait. The list ends where what is
        left out is below what a float can tell.
        """
        weights = [1.0]
        while len(weights) <= self.agents or weights[-1] > 1e-18 * max(weights):
            weights.append(weights[-1] * self.arrivals / self._leaving(len(weights)))
            if weights[-1] > 1e200:
                weights = [weight / 1e200 for weight in weights]
        whole = fsum(weights)
        return [weight / whole for weight in weights]

    def _leaving(self, contacts: int) -> float:
        """So many leave a second when so many contacts are in the house."""
        handled = min(contacts, self.agents)
        return handled / self.handling_s + (contacts - handled) / self.patience_s

    @property
    def mean_queue(self) -> float:
        return fsum(max(0, j - self.agents) * share for j, share in enumerate(self.probabilities()))

    @property
    def abandoned(self) -> float:
        """Share of the contacts that give up: those who wait do, at the rate of their patience."""
        return self.mean_queue / self.patience_s / self.arrivals

    @property
    def mean_wait_s(self) -> float:
        """Of all contacts, whether answered in the end or not (Little's law)."""
        return self.mean_queue / self.arrivals

    @property
    def must_wait(self) -> float:
        """Share of the contacts that find no agent free: Poisson arrivals see time averages."""
        return fsum(self.probabilities()[self.agents :])
