"""Who works where: services, teams, agents and supervisors of one seed, told as the log's first events."""

import uuid
from collections.abc import Sequence
from random import Random
from typing import Final

from wallboard.simulator import events
from wallboard.simulator.house import House
from wallboard.simulator.lines import Line
from wallboard.simulator.people import people
from wallboard.simulator.scenario import HOUR, Offer, Scenario

_AGENTS_A_TEAM: Final = 6
_ON_DUTY: Final = 0.79
"""Share of the staff that is logged in and not on a break in the busy hour."""


def open_house(house: House, scenario: Scenario, agents: int, services: int) -> tuple[Line, ...]:
    """The roster of a house of this size; every service has at least one agent. Gives its services' lines."""
    rng = house.rng
    opened = [(guid(rng), offer) for offer in _offers(scenario, services)]
    teams = [(guid(rng), name) for name in scenario.teams[: max(1, agents // _AGENTS_A_TEAM)]]
    skills = _skills(agents, [offer for _, offer in opened], scenario.skills, rng)
    everybody = people(agents + scenario.supervisors, rng)
    house.tell(events.HouseOpened(house.now, house.show_at_s, house.show_day))
    for service, offer in opened:
        house.tell(
            events.ServiceOpened(
                house.now, service, offer.name, offer.medium, offer.threshold_s, offer.target
            )
        )
    for team, name in teams:
        house.tell(events.TeamFormed(house.now, team, name))
    for person, skilled in zip(everybody[:agents], skills, strict=True):
        house.tell(
            events.AgentHired(
                house.now,
                agent=guid(rng),
                login=person.login,
                first=person.first,
                last=person.last,
                extension=f"{rng.randrange(10_000):04}",
                team=rng.choice(teams)[0],
                skills=tuple((opened[place][0], priority) for place, priority in skilled),
            )
        )
    for person in everybody[agents:]:
        house.tell(events.SupervisorHired(house.now, guid(rng), person.login, person.first, person.last))
    return _lines(house, scenario, opened, skills)


def guid(rng: Random) -> str:
    """An id as this API writes them: an upper-case GUID."""
    return str(uuid.UUID(int=rng.getrandbits(128), version=4)).upper()


def _offers(scenario: Scenario, count: int) -> tuple[Offer, ...]:
    """The first `count` services; past the list's end they are numbered campaigns."""
    listed = scenario.services
    more = (Offer(f"Campaign {number}", 2, 0.8) for number in range(len(listed) + 1, count + 1))
    return (*listed[:count], *more)


def _skills(
    agents: int, offers: Sequence[Offer], further: Sequence[float], rng: Random
) -> list[list[tuple[int, int]]]:
    """For each agent (place of the service, priority): a first service by weight, and for those who
    don't work alone as many more as the scenario deals out, at second priority.
    """
    shared = [place for place, offer in enumerate(offers) if not offer.alone and offer.weight]
    weights = [offers[place].weight for place in shared]
    dealt: list[list[tuple[int, int]]] = []
    for first in _first_services(agents, offers, rng):
        others: list[int] = []
        if not offers[first].alone:
            others = rng.choices(shared, weights, k=rng.choices(range(len(further)), further)[0])
        dealt.append([(first, 1), *((place, 2) for place in dict.fromkeys(others) if place != first)])
    served = {place for each in dealt for place, _ in each}
    for place in range(len(offers)):
        if place not in served:
            dealt[place % agents].append((place, 1))
    return dealt


def _first_services(agents: int, offers: Sequence[Offer], rng: Random) -> list[int]:
    """One service an agent, as many of each as its weight asks for, in no order."""
    whole = sum(offer.weight for offer in offers)
    firsts: list[int] = []
    reached = 0.0
    for place, offer in enumerate(offers):
        reached += offer.weight
        firsts += [place] * (round(agents * reached / whole) - len(firsts))
    rng.shuffle(firsts)
    return firsts


def _lines(
    house: House,
    scenario: Scenario,
    opened: Sequence[tuple[str, Offer]],
    skills: Sequence[Sequence[tuple[int, int]]],
) -> tuple[Line, ...]:
    by_name = {offer.name: service for service, offer in opened}
    firsts = [each[0][0] for each in skills]
    lines = []
    for place, (service, offer) in enumerate(opened):
        # A service that is nobody's first one gets the third part of an agent's work.
        agents = firsts.count(place) or 1 / 3
        lines.append(
            Line(
                service=house.ledger.services[service],
                offer=offer,
                curve=scenario.curve_of(offer),
                rate=_rate(offer, agents),
                transfers_to=by_name.get(offer.transfers_to, ""),
            )
        )
    return tuple(lines)


def _rate(offer: Offer, agents: float) -> float:
    """Contacts a second where the curve is 1."""
    if offer.per_hour is not None:
        return offer.per_hour / HOUR
    return agents * offer.load * _ON_DUTY / (offer.talk_s + offer.after_s)
