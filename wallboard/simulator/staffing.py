"""Who works where: services, teams and agents of one seed, before anything has happened."""

import uuid
from dataclasses import dataclass
from random import Random
from typing import Final

from wallboard.simulator.actors import Agent, Service, Team
from wallboard.simulator.offer import TEAMS, Offer, offers
from wallboard.simulator.people import people

_AGENTS_A_TEAM: Final = 6
_ON_DUTY: Final = 0.79
"""Share of the staff that is logged in and not on a break in the busy hour."""


@dataclass(frozen=True, slots=True)
class Staff:
    services: tuple[Service, ...]
    teams: tuple[Team, ...]
    agents: tuple[Agent, ...]


def staff(agents: int, services: int, rng: Random) -> Staff:
    """A house of this size; every service has at least one agent."""
    offered = tuple(Service(guid(rng), offer) for offer in offers(services))
    teams = tuple(Team(guid(rng), name) for name in TEAMS[: max(1, agents // _AGENTS_A_TEAM)])
    hired = tuple(
        Agent(
            number=number,
            id=guid(rng),
            login=person.login,
            first=person.first,
            last=person.last,
            extension=f"{rng.randrange(10_000):04}",
            team=rng.choice(teams),
        )
        for number, person in enumerate(people(agents, rng))
    )
    _give_skills(hired, offered, rng)
    return Staff(offered, teams, hired)


def guid(rng: Random) -> str:
    """An id as this API writes them: an upper-case GUID."""
    return str(uuid.UUID(int=rng.getrandbits(128), version=4)).upper()


def _give_skills(agents: tuple[Agent, ...], services: tuple[Service, ...], rng: Random) -> None:
    """A first service for each agent, by weight; a few more for those who don't work alone."""
    shared = [service for service in services if not service.offer.alone]
    weights = [service.offer.weight for service in shared]
    for agent, first in zip(agents, _first_services(len(agents), services, rng), strict=True):
        skills = {first.id: first}
        if not first.offer.alone:
            others = rng.choices(shared, weights, k=rng.choice((0, 1, 1, 2, 3)))
            skills |= {service.id: service for service in others}
        agent.services = tuple(skills.values())
        first.rate += _rate(first.offer)
    for number, service in enumerate(services):
        if not any(service in agent.services for agent in agents):
            agents[number % len(agents)].services += (service,)
            service.rate += _rate(service.offer) / 3
    for agent in agents:
        for service in agent.services:
            service.agents.append(agent)


def _first_services(agents: int, services: tuple[Service, ...], rng: Random) -> list[Service]:
    """One service an agent, as many of each as its weight asks for, in no order."""
    whole = sum(service.offer.weight for service in services)
    firsts: list[Service] = []
    reached = 0.0
    for service in services:
        reached += service.offer.weight
        firsts += [service] * (round(agents * reached / whole) - len(firsts))
    rng.shuffle(firsts)
    return firsts


def _rate(offer: Offer) -> float:
    """Contacts a second that one agent of this service on the list brings with him."""
    return offer.load * _ON_DUTY / (offer.talk_s + offer.after_s)
