"""The contacts' life: queue, answer, hold, transfer, after-call work, and what goes out.

Routing: a contact goes to the ready agent whose priority for its service is first, of these to the one
who has been ready longest. An agent takes what has the first priority for him, of these what has waited
longest; callbacks only where nobody waits.
"""

from collections.abc import Callable
from itertools import count
from typing import Final

from wallboard.simulator import events
from wallboard.simulator.actors import Agent, Contact, Service
from wallboard.simulator.dispositions import DISPOSITIONS, ESCALATED, NO_ANSWER
from wallboard.simulator.house import House
from wallboard.simulator.lines import Line, Lines

_IN_REACH: Final = 0.6
"""Share of those called who pick up."""
_RINGS_S: Final = (4.0, 35.0)
_FAILED_AFTER_S: Final = 2.0
_FITTING: Final = {
    inbound: [d for d in DISPOSITIONS if d.weight and (d.inbound if inbound else d.outbound)]
    for inbound in (True, False)
}


def agent_for(service: Service) -> Agent | None:
    """Who is ready for it: first priority, then longest idle."""
    best, found = 0, None
    for agent in service.ready.values():
        priority = agent.priorities[agent.services.index(service)]
        if found is None or priority < best:
            best, found = priority, agent
        if best == 1:
            break
    return found


def contact_for(agent: Agent) -> Contact | None:
    """What the agent takes next, waiting before callbacks."""
    for queues in (
        [(p, s.waiting) for p, s in zip(agent.priorities, agent.services, strict=True) if s.waiting],
        [(p, s.callbacks) for p, s in zip(agent.priorities, agent.services, strict=True) if s.callbacks],
    ):
        first = [(priority, next(iter(queue.values()))) for priority, queue in queues]
        if first:
            return min(first, key=lambda each: (each[0], each[1].arrived, each[1].number))[1]
    return None


class Work:
    """`elsewhere(agent)`: called when an agent has nothing in hand; True if he is not free for contacts."""

    def __init__(self, house: House, lines: Lines, elsewhere: Callable[[Agent], bool]) -> None:
        self._house = house
        self._rng = house.rng
        self._lines = lines
        self._elsewhere = elsewhere
        self._numbers = count(1)

    def free(self, agent: Agent) -> None:
        """Nothing in hand: elsewhere, or the next contact, or ready."""
        if self._elsewhere(agent):
            return
        contact = contact_for(agent)
        if contact is None:
            self.become(agent, "ready")
        elif contact.inbound:
            self._answer(agent, contact)
        else:
            self._dial(agent, contact.number, self._lines[contact.service.id])

    def become(self, agent: Agent, state: events.StateName, reason: str = "") -> None:
        self._house.tell(events.AgentBecame(self._house.now, agent.id, state, reason))

    # In

    def comes(self, line: Line) -> None:
        """A contact for the service."""
        number, service = next(self._numbers), line.service
        self._house.tell(events.Arrived(self._house.now, number, service.id, service.medium))
        self._seek(self._house.ledger.contacts[number])

    def _seek(self, contact: Contact) -> None:
        """An agent at once, or the queue, as long as its patience is."""
        agent = agent_for(contact.service)
        if agent:
            self._answer(agent, contact)
            return
        house = self._house
        house.tell(events.Queued(house.now, contact.number, contact.service.id))
        patience = self._lines[contact.service.id].patience_s(self._rng)
        house.plan(patience, self._give_up, contact)

    def _give_up(self, contact: Contact) -> None:
        if contact.service.waiting.get(contact.number) is contact:
            self._house.tell(events.Abandoned(self._house.now, contact.number))

    def _answer(self, agent: Agent, contact: Contact) -> None:
        house = self._house
        house.tell(events.Answered(house.now, contact.number, agent.id))
        self.become(agent, "busy")
        line = self._lines[contact.service.id]
        talk = self._talk(line, contact)
        if line.transfers_to and self._rng.random() < line.offer.transfers:
            house.plan(talk, self._transfer, agent, contact, line.transfers_to)
        else:
            house.plan(talk, self._hang_up, agent, contact)

    def _talk(self, line: Line, contact: Contact) -> float:
        """How long the talk will take in seconds; a hold in it is planned."""
        talk = line.talk_s(self._rng)
        if line.offer.holds and self._rng.random() < line.offer.holds:
            begins = talk * self._rng.uniform(0.2, 0.6)
            ends = begins + min(talk * 0.3, self._rng.uniform(10, 90))
            self._house.plan(begins, self._hold, contact)
            self._house.plan(ends, self._resume, contact)
        return talk

    def _hold(self, contact: Contact) -> None:
        self._house.tell(events.Held(self._house.now, contact.number))

    def _resume(self, contact: Contact) -> None:
        self._house.tell(events.Resumed(self._house.now, contact.number))

    def _transfer(self, agent: Agent, contact: Contact, to: str) -> None:
        house = self._house
        house.tell(events.Disposed(house.now, contact.number, agent.id, ESCALATED))
        house.tell(events.Transferred(house.now, contact.number, agent.id, to))
        self._seek(house.ledger.contacts[contact.number])
        self.free(agent)

    def _hang_up(self, agent: Agent, contact: Contact) -> None:
        house = self._house
        house.tell(events.TalkEnded(house.now, contact.number, agent.id))
        self.become(agent, "after_call_work")
        fitting = _FITTING[contact.inbound]
        ended = self._rng.choices(fitting, [each.weight for each in fitting])[0].name
        after = self._lines[contact.service.id].after_s(self._rng)
        house.plan(after, self._finish, agent, contact, ended)

    def _finish(self, agent: Agent, contact: Contact, ended: str) -> None:
        house = self._house
        house.tell(events.Disposed(house.now, contact.number, agent.id, ended))
        house.tell(events.WrapUpEnded(house.now, contact.number, agent.id))
        self.free(agent)

    # Out

    def calls_back(self, line: Line) -> None:
        """Somebody asks to be called back."""
        number = next(self._numbers)
        self._house.tell(events.CallbackRequested(self._house.now, number, line.service.id))
        agent = agent_for(line.service)
        if agent:
            self._dial(agent, number, line)

    def goes_out(self, line: Line) -> None:
        """The house's own attempt, if somebody is ready for it."""
        agent = agent_for(line.service)
        if agent:
            self._dial(agent, next(self._numbers), line)

    def _dial(self, agent: Agent, number: int, line: Line) -> None:
        house, service = self._house, line.service
        house.tell(events.OutboundAttempted(house.now, number, service.id, agent.id, service.medium))
        self.become(agent, "busy")
        picks_up = self._rng.random() < _IN_REACH
        rings = self._rng.uniform(*_RINGS_S)
        contact = house.ledger.contacts[number]
        house.plan(rings, self._picked_up if picks_up else self._rang_out, agent, contact)

    def _picked_up(self, agent: Agent, contact: Contact) -> None:
        house = self._house
        house.tell(events.OutboundAnswered(house.now, contact.number, agent.id))
        talk = self._talk(self._lines[contact.service.id], contact)
        house.plan(talk, self._hang_up, agent, contact)

    def _rang_out(self, agent: Agent, contact: Contact) -> None:
        house = self._house
        house.tell(events.OutboundFailed(house.now, contact.number, agent.id))
        self.become(agent, "after_call_work")
        house.plan(_FAILED_AFTER_S, self._finish, agent, contact, NO_ANSWER)
