"""Over days of constant demand one service of the model does what the Erlang-A formulas say.

The days are independent: one seed each, fixed, so that the result is too. Their first two hours, from an
empty house on, are left out. The interval is Student's over the days, for a ratio of means; at 99.9 % it
misses one true figure in a thousand, and a change of the model draws six new ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from math import comb, exp, factorial, sqrt
from typing import Final

import pytest

from tests.simulator.erlang import ErlangA
from wallboard.simulator import events
from wallboard.simulator.centre import Centre
from wallboard.simulator.scenario import HOUR, Offer, Scenario

DAYS: Final = range(1, 33)
STUDENT: Final = 3.633
"""0.9995 quantile of Student's t with 31 degrees of freedom."""
WARM_UP_S: Final = 2 * HOUR
ENDS_S: Final = 24 * HOUR
CLEARS_S: Final = 2 * HOUR
"""Until then everybody who has come in the day was answered or has given up."""

PER_HOUR: Final = 120.0
ENOUGH: Final = ErlangA(PER_HOUR / HOUR, handling_s=300, patience_s=180, agents=12)
TOO_FEW: Final = ErlangA(PER_HOUR / HOUR, handling_s=300, patience_s=60, agents=9)
HOUSES: Final = [pytest.param(ENOUGH, id="enough agents"), pytest.param(TOO_FEW, id="too few agents")]


@dataclass(frozen=True)
class Day:
    """Of the contacts that came after the warm-up: how many, and what became of them."""

    came: int
    gave_up: int
    had_to_wait: int
    waited_s: float


def scenario(theory: ErlangA) -> Scenario:
    """The theory's house. Talk is all of the handling: a sum of two exponential times would be none."""
    offer = Offer(
        "Calls",
        per_hour=theory.arrivals * HOUR,
        talk_s=theory.handling_s,
        after_s=0,
        patience_s=theory.patience_s,
        handling="exponential",
        holds=0,
        callbacks=0,
        curve="flat",
    )
    return Scenario("Constant demand", services=(offer,), agents=theory.agents, supervisors=1)


def simulated(theory: ErlangA, seed: int) -> Day:
    log: list[events.Event] = []
    Centre(seed=seed, scenario=scenario(theory), at_s=0.0, witness=log.append).advance(ENDS_S + CLEARS_S)
    came: dict[int, float] = {}
    waited: dict[int, float] = {}
    gave_up = 0
    for event in log:
        match event:
            case events.Arrived(at, call) if WARM_UP_S <= at < ENDS_S:
                came[call] = at
            case events.Answered(at, call) if call in came:
                waited[call] = at - came[call]
            case events.Abandoned(at, call) if call in came:
                waited[call] = at - came[call]
                gave_up += 1
    assert waited.keys() == came.keys()
    return Day(len(came), gave_up, sum(wait > 0 for wait in waited.values()), sum(waited.values()))


@pytest.fixture(scope="module")
def days() -> dict[ErlangA, list[Day]]:
    return {theory: [simulated(theory, seed) for seed in DAYS] for theory in (ENOUGH, TOO_FEW)}


def interval(parts: Iterable[float], wholes: Sequence[float]) -> tuple[float, float]:
    """Where the true ratio of parts to wholes lies, by independent pairs."""
    listed = list(parts)
    ratio = sum(listed) / sum(wholes)
    residuals = [part - ratio * whole for part, whole in zip(listed, wholes, strict=True)]
    count = len(listed)
    deviation = sqrt(sum(each**2 for each in residuals) / (count - 1) / count)
    half = STUDENT * deviation / (sum(wholes) / count)
    return ratio - half, ratio + half


def intervals(days: Sequence[Day]) -> list[tuple[float, float]]:
    """Of the share that gives up, the share that has to wait, and the mean wait."""
    came = [day.came for day in days]
    return [interval(parts, came) for parts in list(zip(*map(astuple, days), strict=True))[1:]]


def within(theory: ErlangA, days: Sequence[Day]) -> list[bool]:
    figures = (theory.abandoned, theory.must_wait, theory.mean_wait_s)
    return [low <= figure <= high for figure, (low, high) in zip(figures, intervals(days), strict=True)]


@pytest.mark.parametrize("theory", HOUSES)
def test_abandons_and_waits_are_those_of_erlang_a(theory: ErlangA, days: dict[ErlangA, list[Day]]) -> None:
    assert within(theory, days[theory]) == [True, True, True]


@pytest.mark.parametrize("theory", HOUSES)
def test_contacts_come_at_the_rate_they_should(theory: ErlangA, days: dict[ErlangA, list[Day]]) -> None:
    low, high = interval((day.came for day in days[theory]), [ENDS_S - WARM_UP_S] * len(DAYS))
    assert low <= theory.arrivals <= high


@pytest.mark.parametrize("theory", HOUSES)
def test_the_intervals_are_narrow_enough_to_tell_a_wrong_model(
    theory: ErlangA, days: dict[ErlangA, list[Day]]
) -> None:
    """One agent more, a fifth more patience, a tenth longer handling: each is seen."""
    arrivals, handling_s, patience_s, agents = astuple(theory)
    for wrong in (
        ErlangA(arrivals, handling_s, patience_s, agents + 1),
        ErlangA(arrivals, handling_s, patience_s * 1.2, agents),
        ErlangA(arrivals, handling_s * 1.1, patience_s, agents),
    ):
        assert not all(within(wrong, days[theory])), wrong


# The formulas themselves


def test_the_example_of_garnett_mandelbaum_and_reiman() -> None:
    """50 agents, 48 calls a minute of a minute each, two minutes' patience: their table has these figures."""
    house = ErlangA(48 / 60, 60, 120, 50)
    assert round(house.abandoned, 3) == 0.031
    assert round(house.mean_wait_s, 1) == 3.7
    assert round(house.mean_queue) == 3


def erlang_c(load: float, agents: int) -> float:
    """Share that has to wait where nobody gives up."""
    busy = load**agents / factorial(agents) * agents / (agents - load)
    return busy / (sum(load**j / factorial(j) for j in range(agents)) + busy)


@pytest.mark.parametrize(("load", "agents"), [(0.5, 1), (8.0, 10), (10.0, 12), (48.0, 50)])
def test_without_end_to_patience_it_is_erlang_c(load: float, agents: int) -> None:
    house = ErlangA(load / 60, 60, 1e12, agents)
    assert house.must_wait == pytest.approx(erlang_c(load, agents))
    assert house.mean_wait_s == pytest.approx(erlang_c(load, agents) * 60 / (agents - load))
    assert house.abandoned == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("load", [0.5, 8.0, 30.0])
def test_with_patience_like_handling_the_contacts_in_the_house_are_poisson(load: float) -> None:
    shares = ErlangA(load / 60, 60, 60, 7).probabilities()
    wanted = [exp(-load) * load**j / factorial(j) for j in range(len(shares))]
    assert shares == pytest.approx(wanted, abs=1e-12)


def test_with_agents_enough_nobody_waits() -> None:
    house = ErlangA(8 / 60, 60, 60, 80)
    assert house.mean_wait_s == pytest.approx(0, abs=1e-12)
    assert house.abandoned == pytest.approx(0, abs=1e-12)


def test_what_is_not_abandoned_is_handled_by_agents_at_work() -> None:
    """What goes in goes out: arrivals that stay are the mean number at work, by their handling time."""
    house = ErlangA(20 / 60, 60, 90, 18)
    at_work = sum(min(j, 18) * share for j, share in enumerate(house.probabilities()))
    assert house.arrivals * (1 - house.abandoned) == pytest.approx(at_work / 60)


def test_the_interval_holds_the_true_share_of_coins_as_often_as_it_says() -> None:
    """By all outcomes of one fair coin a day: it misses a half in well under one of a hundred."""
    count = len(DAYS)
    missed = 0
    for heads in range(1, count):
        low, high = interval([1.0] * heads + [0.0] * (count - heads), [1.0] * count)
        missed += 0 if low <= 0.5 <= high else comb(count, heads)
    assert missed / 2**count < 0.01
