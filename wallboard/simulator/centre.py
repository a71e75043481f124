"""The model: a contact centre as a queue of events on a clock of its own.

Nothing here reads a clock: `advance(to)` carries out what happens until then, and the same seed
gives the same day however it is cut into steps. A new kind of event is one method that changes
the state and says what it leads to by `_at`.
"""

import heapq
from collections.abc import Callable
from functools import partial
from itertools import count
from random import Random
from typing import Final

from wallboard.simulator.actors import Agent, Contact, Counters, Pause, Service, State
from wallboard.simulator.chat import URGENT, Chat
from wallboard.simulator.offer import DISPOSITIONS, REASONS
from wallboard.simulator.staffing import staff

HOUR: Final = 3600.0
DAY: Final = 24 * HOUR
SHOW_AT: Final = 10.7 * HOUR
"""Time of the house's day at which its clock stands at 0: 10:42, a busy moment."""
OPENS_AT: Final = 6.5 * HOUR

# How busy the house is by the hour; in between on a straight line.
_PROFILE: Final = (
    *(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.02, 0.2, 0.6, 0.9, 1.0, 1.0),
    *(0.85, 0.8, 0.9, 0.9, 0.85, 0.7, 0.45, 0.25, 0.1, 0.03, 0.0, 0.0, 0.0),
)
_SHIFT_S: Final = 8.5 * HOUR
_LATE_SHARE, _ABSENT_SHARE = 0.08, 0.04
_CROWD: Final = 2.1
"""How many times the usual contacts come to the crowded service."""
_IN_REACH: Final = 0.6
"""Share of called-back customers who pick up."""


class Centre:
    """The house and its day. `time`: seconds since the show's start, negative before it."""

    def __init__(self, agents: int = 186, services: int = 22, seed: int = 1) -> None:
        self._rng = Random(seed)
        house = staff(agents, services, self._rng)
        self.services, self.teams, self.agents = house.services, house.teams, house.agents
        self.chat = Chat(self._rng)
        self.time = OPENS_AT - SHOW_AT
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()
        self._numbers = count(1)
        self._plan_day()
        self._plan_story()
        self.advance(0.0)

    def advance(self, to: float) -> None:
        """Everything that happens until `to` (seconds on this clock), which is now the time."""
        while self._events and self._events[0][0] <= to:
            self.time, _, happen = heapq.heappop(self._events)
            happen()
        self.time = max(to, self.time)

    def _at(self, time: float, happen: Callable[[], None]) -> None:
        heapq.heappush(self._events, (time, next(self._order), happen))

    # The day

    def _plan_day(self) -> None:
        self._at(DAY - SHOW_AT, self._reset_day)
        for service in self.services:
            if service.rate:
                self._expect_contact(service)
                self._expect_callback(service)
        for agent in self.agents:
            self._plan_shift(agent)
        self._at(self.time + 2 * HOUR, self._talk)

    def _plan_shift(self, agent: Agent) -> None:
        kind = self._rng.random()
        if kind < _ABSENT_SHARE:
            return
        late = kind < _ABSENT_SHARE + _LATE_SHARE
        starts = self._rng.uniform(11, 13) if late else self._rng.triangular(6.5, 9.5, 7.2)
        self._at(starts * HOUR - SHOW_AT, partial(self._log_in, agent))

    def _plan_story(self) -> None:
        """What a viewer meets at once: calls pile up in one service, a few agents are long on break,
        and an urgent message comes.
        """
        crowded = self.services[min(1, len(self.services) - 1)]
        self._at(-0.5 * HOUR, partial(self._crowd, crowded, _CROWD))
        self._at(0.6 * HOUR, partial(self._crowd, crowded, 1 / _CROWD))
        for reason in ("Break", "Training", "Break"):
            long = Pause(reason, 0.75 * HOUR)
            self._at(-self._rng.uniform(1200, 1500), partial(self._send_somebody_on_break, long))
        self._at(7.0, partial(self._say, URGENT))
        self._at(40.0, partial(self._say, ""))

    def _crowd(self, service: Service, times: float) -> None:
        service.rate *= times

    def _reset_day(self) -> None:
        """Counters restart; a contact that is still here counts as received by the new day."""
        for service in self.services:
            service.counters = Counters(received=len(service.waiting) + service.being_served)
        for agent in self.agents:
            agent.close_account(self.time)
            agent.spent_s, agent.on_break_s = dict.fromkeys(State, 0.0), 0.0
            agent.handled = agent.out_answered = agent.out_handled = 0
            agent.handling_s = 0.0
            agent.dispositions = {}
        self._at(self.time + DAY, self._reset_day)

    def _busyness(self) -> float:
        hour, part = divmod((self.time + SHOW_AT) % DAY / HOUR, 1)
        here, there = _PROFILE[int(hour) : int(hour) + 2]
        return here + (there - here) * part

    # Contacts

    def _expect_contact(self, service: Service) -> None:
        wait = self._rng.expovariate(service.rate)
        self._at(self.time + wait, partial(self._contact_comes, service))

    def _contact_comes(self, service: Service) -> None:
        self._expect_contact(service)
        if self._rng.random() >= self._busyness():
            return
        contact = Contact(next(self._numbers), service, self.time)
        service.counters.received += 1
        agent = next(iter(service.ready.values()), None)
        if agent:
            self._answer(agent, contact)
            return
        service.counters.queued += 1
        service.waiting[contact.number] = contact
        patience = self._rng.expovariate(1 / service.offer.patience_s)
        self._at(self.time + patience, partial(self._give_up, contact))

    def _give_up(self, contact: Contact) -> None:
        service = contact.service
        if service.waiting.pop(contact.number, None) is None:
            return
        contact.gave_up = self.time
        if self.time - contact.arrived <= service.offer.threshold_s:
            service.counters.abandoned_short += 1
        else:
            service.counters.abandoned_long += 1

    def _expect_callback(self, service: Service) -> None:
        if service.offer.callbacks:
            wait = self._rng.expovariate(service.rate * service.offer.callbacks)
            self._at(self.time + wait, partial(self._callback_asked, service))

    def _callback_asked(self, service: Service) -> None:
        self._expect_callback(service)
        if self._rng.random() >= self._busyness():
            return
        contact = Contact(next(self._numbers), service, self.time, inbound=False)
        agent = next(iter(service.ready.values()), None)
        if agent:
            self._answer(agent, contact)
        else:
            service.callbacks[contact.number] = contact

    # Work

    def _answer(self, agent: Agent, contact: Contact) -> None:
        offer, counters = contact.service.offer, contact.service.counters
        contact.answered = self.time
        talk = 8 + self._rng.gammavariate(2.2, offer.talk_s / 2.2)
        if contact.inbound:
            wait = self.time - contact.arrived
            counters.answered += 1
            counters.answered_in_time += wait <= offer.threshold_s
            counters.answered_wait_s += wait
            contact.service.being_served += 1
        else:
            contact.reached = self._rng.random() < _IN_REACH
            counters.out_answered += contact.reached
            agent.out_answered += contact.reached
            talk = talk if contact.reached else self._rng.uniform(15, 35)
        if contact.reached and self._rng.random() < 0.25:
            contact.hold_from = talk * self._rng.uniform(0.2, 0.6)
            contact.hold_s = min(talk * 0.3, self._rng.uniform(10, 90))
        agent.contact = contact
        self._enter(agent, State.BUSY)
        self._at(self.time + talk, partial(self._hang_up, agent, contact))

    def _hang_up(self, agent: Agent, contact: Contact) -> None:
        self._enter(agent, State.AFTER_CALL_WORK)
        after = self._rng.expovariate(1 / contact.service.offer.after_s) if contact.reached else 2.0
        self._at(self.time + after, partial(self._finish, agent, contact))

    def _finish(self, agent: Agent, contact: Contact) -> None:
        """The contact is handled, and the agent free for what comes next."""
        counters = contact.service.counters
        if contact.inbound and contact.answered is not None:
            handling = self.time - contact.answered
            counters.handled += 1
            counters.handling_s += handling
            contact.service.being_served -= 1
            agent.handled += 1
            agent.handling_s += handling
        elif contact.reached:
            counters.out_handled += 1
            agent.out_handled += 1
        self._dispose(agent, contact)
        agent.contact = None
        self._free(agent)

    def _dispose(self, agent: Agent, contact: Contact) -> None:
        if contact.reached:
            fitting = [d for d in DISPOSITIONS if (d.inbound if contact.inbound else d.outbound)]
            name = self._rng.choices(fitting, [d.weight for d in fitting])[0].name
        else:
            name = "No answer"
        agent.dispositions[name] = agent.dispositions.get(name, 0) + 1

    # Agents

    def _enter(self, agent: Agent, state: State, reason: str = "") -> None:
        agent.enter(state, self.time, reason)
        for service in agent.services:
            if state is State.READY:
                service.ready[agent.number] = agent
            else:
                service.ready.pop(agent.number, None)

    def _free(self, agent: Agent) -> None:
        """Nothing in hand: log out, pause, or the contact that has waited longest."""
        if agent.leaves:
            self._log_out(agent)
        elif agent.then:
            self._pause(agent, agent.then)
        elif contact := self._next_contact(agent):
            self._answer(agent, contact)
        else:
            self._enter(agent, State.READY)

    def _next_contact(self, agent: Agent) -> Contact | None:
        """Out of its queue: who waits longest; a callback only where nobody waits."""
        for queues in (
            [service.waiting for service in agent.services],
            [service.callbacks for service in agent.services],
        ):
            first = [next(iter(queue.values())) for queue in queues if queue]
            if first:
                contact = min(first, key=lambda each: (each.arrived, each.number))
                queue = contact.service.waiting if contact.inbound else contact.service.callbacks
                return queue.pop(contact.number)
        return None

    def _log_in(self, agent: Agent) -> None:
        agent.logged_in_at, agent.leaves = self.time, False
        leave = self.time + _SHIFT_S
        self._at(leave, partial(self._shift_ends, agent))
        self._at(leave - _SHIFT_S + DAY, partial(self._log_in, agent))
        self._expect_break(agent)
        agent.enter(State.READY, self.time)
        self._free(agent)

    def _shift_ends(self, agent: Agent) -> None:
        agent.leaves = True
        if agent.contact is None:
            self._log_out(agent)

    def _log_out(self, agent: Agent) -> None:
        agent.logged_in_at, agent.then = None, None
        self._enter(agent, State.LOGGED_OUT)

    def _expect_break(self, agent: Agent) -> None:
        reason = self._rng.choices(REASONS, [each.weight for each in REASONS])[0]
        pause = Pause(reason.name, self._rng.uniform(reason.least_s, reason.most_s))
        wait = self._rng.uniform(0.4, 2.6) * HOUR
        self._at(self.time + wait, partial(self._send_on_break, agent, pause))

    def _send_somebody_on_break(self, pause: Pause) -> None:
        present = [agent for agent in self.agents if agent.contact or agent.state is State.READY]
        if present:
            self._send_on_break(self._rng.choice(present), pause)

    def _send_on_break(self, agent: Agent, pause: Pause) -> None:
        if agent.state is State.READY:
            self._pause(agent, pause)
        elif agent.contact:
            agent.then = pause

    def _pause(self, agent: Agent, pause: Pause) -> None:
        agent.then = None
        self._enter(agent, State.NOT_READY, pause.reason)
        self._at(self.time + pause.length_s, partial(self._come_back, agent, self.time))

    def _come_back(self, agent: Agent, went: float) -> None:
        """Unless the shift has ended meanwhile."""
        if agent.state is State.NOT_READY and agent.since == went:
            self._expect_break(agent)
            self._free(agent)

    # Chat

    def _talk(self) -> None:
        self._at(self.time + self._rng.uniform(0.05, 0.3) * HOUR, self._talk)
        self._say("")

    def _say(self, content: str) -> None:
        present = [agent for agent in self.agents if agent.logged_in]
        if present:
            self.chat.post(self._rng.choice(present), self.time, content)
