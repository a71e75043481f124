"""What the events so far amount to: `Ledger.apply` folds one event, nothing else changes the house.

All statistics read this and nothing besides. A new kind of event is one function and a line in FOLDS;
when each figure counts is defined in `events`.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from wallboard.simulator import events
from wallboard.simulator.actors import Agent, Contact, Counters, Service, State, Supervisor, Team

_MESSAGES_KEPT: Final = 200


@dataclass(frozen=True, slots=True)
class Message:
    """`sent`: seconds on the house's clock."""

    number: int
    author: Agent | Supervisor
    sent: float
    urgent: bool
    content: str


class Ledger:
    """The house as the log tells it. Ids are keys; the order is the roster's."""

    def __init__(self) -> None:
        self.services: dict[str, Service] = {}
        self.teams: dict[str, Team] = {}
        self.agents: dict[str, Agent] = {}
        self.supervisors: dict[str, Supervisor] = {}
        self.contacts: dict[int, Contact] = {}
        self.messages: deque[Message] = deque(maxlen=_MESSAGES_KEPT)

    def apply(self, event: events.Event) -> None:
        FOLDS[type(event)](self, event)


# The roster


def _house_opened(ledger: Ledger, event: events.HouseOpened) -> None:
    """It says what its clock means; no figure depends on it."""


def _service_opened(ledger: Ledger, event: events.ServiceOpened) -> None:
    ledger.services[event.service] = Service(
        event.service, event.name, event.medium, event.threshold_s, event.target
    )


def _team_formed(ledger: Ledger, event: events.TeamFormed) -> None:
    ledger.teams[event.team] = Team(event.team, event.name)


def _agent_hired(ledger: Ledger, event: events.AgentHired) -> None:
    services = tuple(ledger.services[service] for service, _ in event.skills)
    agent = ledger.agents[event.agent] = Agent(
        number=len(ledger.agents),
        id=event.agent,
        login=event.login,
        first=event.first,
        last=event.last,
        extension=event.extension,
        team=ledger.teams[event.team],
        services=services,
        since=event.at,
        priorities=tuple(priority for _, priority in event.skills),
    )
    for service in services:
        service.agents.append(agent)


def _supervisor_hired(ledger: Ledger, event: events.SupervisorHired) -> None:
    ledger.supervisors[event.supervisor] = Supervisor(event.supervisor, event.login, event.first, event.last)


# The day


def _day_reset(ledger: Ledger, event: events.DayReset) -> None:
    for service in ledger.services.values():
        service.counters = Counters(received=len(service.waiting) + service.being_served)
    for agent in ledger.agents.values():
        agent.start_day(event.at)


def _service_closed(ledger: Ledger, event: events.ServiceClosed) -> None:
    ledger.services[event.service].closed = True


def _service_reopened(ledger: Ledger, event: events.ServiceReopened) -> None:
    ledger.services[event.service].closed = False


# Agents


def _enter(agent: Agent, state: State, now: float, reason: str = "") -> None:
    was_ready = agent.state is State.READY
    agent.enter(state, now, reason)
    if state is State.READY:
        for service in agent.services:
            service.ready[agent.number] = agent
    elif was_ready:
        for service in agent.services:
            del service.ready[agent.number]


def _agent_logged_in(ledger: Ledger, event: events.AgentLoggedIn) -> None:
    ledger.agents[event.agent].logged_in_at = event.at


def _agent_logged_out(ledger: Ledger, event: events.AgentLoggedOut) -> None:
    agent = ledger.agents[event.agent]
    agent.logged_in_at = agent.next_state = None
    _enter(agent, State.LOGGED_OUT, event.at)


def _agent_became(ledger: Ledger, event: events.AgentBecame) -> None:
    agent = ledger.agents[event.agent]
    if agent.next_state == event.state:
        agent.next_state = None
    _enter(agent, State(event.state), event.at, event.reason)


def _next_state_chosen(ledger: Ledger, event: events.NextStateChosen) -> None:
    ledger.agents[event.agent].next_state = State(event.state)


# Contacts that come in


def _arrived(ledger: Ledger, event: events.Arrived) -> None:
    service = ledger.services[event.service]
    contact = ledger.contacts[event.call] = Contact(event.call, service, event.at, medium=event.medium)
    _receive(contact)


def _receive(contact: Contact) -> None:
    contact.service.counters.received += 1
    contact.service.waiting[contact.number] = contact


def _queued(ledger: Ledger, event: events.Queued) -> None:
    ledger.services[event.service].counters.queued += 1


def _abandoned(ledger: Ledger, event: events.Abandoned) -> None:
    contact = ledger.contacts.pop(event.call)
    service = contact.service
    del service.waiting[event.call]
    if event.at - contact.arrived <= service.threshold_s:
        service.counters.abandoned_short += 1
    else:
        service.counters.abandoned_long += 1


def _answered(ledger: Ledger, event: events.Answered) -> None:
    contact = ledger.contacts[event.call]
    service = contact.service
    del service.waiting[event.call]
    service.being_served += 1
    wait = event.at - contact.arrived
    service.counters.answered += 1
    service.counters.answered_in_time += wait <= service.threshold_s
    service.counters.answered_wait_s += wait
    contact.answered = event.at
    ledger.agents[event.agent].contact = contact


def _held(ledger: Ledger, event: events.Held) -> None:
    ledger.contacts[event.call].held_from = event.at


def _resumed(ledger: Ledger, event: events.Resumed) -> None:
    contact = ledger.contacts[event.call]
    contact.held_before_s = contact.held_s(event.at)
    contact.held_from = None


def _handled(contact: Contact, agent: Agent, now: float) -> None:
    """The leg is done: the service and the agent count it."""
    handling = now - (contact.answered or 0.0)
    contact.service.being_served -= 1
    for counters in (contact.service.counters, agent):
        counters.handled += 1
        counters.handling_s += handling


def _transferred(ledger: Ledger, event: events.Transferred) -> None:
    contact, agent = ledger.contacts[event.call], ledger.agents[event.agent]
    _handled(contact, agent, event.at)
    agent.contact = None
    to = ledger.services[event.to]
    moved = ledger.contacts[event.call] = Contact(event.call, to, event.at, medium=contact.medium)
    _receive(moved)


def _talk_ended(ledger: Ledger, event: events.TalkEnded) -> None:
    """The agent's next state says it all."""


def _disposed(ledger: Ledger, event: events.Disposed) -> None:
    dispositions = ledger.agents[event.agent].dispositions
    dispositions[event.disposition] = dispositions.get(event.disposition, 0) + 1


def _wrap_up_ended(ledger: Ledger, event: events.WrapUpEnded) -> None:
    contact, agent = ledger.contacts.pop(event.call), ledger.agents[event.agent]
    agent.contact = None
    if contact.inbound:
        _handled(contact, agent, event.at)
    elif contact.reached:
        contact.service.counters.out_handled += 1
        agent.out_handled += 1


# Contacts that go out


def _callback_requested(ledger: Ledger, event: events.CallbackRequested) -> None:
    service = ledger.services[event.service]
    contact = Contact(event.call, service, event.at, inbound=False, reached=False)
    ledger.contacts[event.call] = service.callbacks[event.call] = contact


def _outbound_attempted(ledger: Ledger, event: events.OutboundAttempted) -> None:
    service = ledger.services[event.service]
    contact = service.callbacks.pop(event.call, None)
    if contact is None:
        contact = Contact(event.call, service, event.at, inbound=False, reached=False)
        ledger.contacts[event.call] = contact
    contact.medium = event.medium
    ledger.agents[event.agent].contact = contact


def _outbound_answered(ledger: Ledger, event: events.OutboundAnswered) -> None:
    contact, agent = ledger.contacts[event.call], ledger.agents[event.agent]
    contact.reached, contact.answered = True, event.at
    contact.service.counters.out_answered += 1
    agent.out_answered += 1


def _outbound_failed(ledger: Ledger, event: events.OutboundFailed) -> None:
    """It stays unreached."""


# Chat


def _message_sent(ledger: Ledger, event: events.MessageSent) -> None:
    author = ledger.supervisors.get(event.sender) or ledger.agents[event.sender]
    ledger.messages.append(Message(event.message, author, event.at, event.urgent, event.text))


FOLDS: Final[Mapping[type[events.Event], Callable[[Ledger, Any], None]]] = {
    events.HouseOpened: _house_opened,
    events.ServiceOpened: _service_opened,
    events.TeamFormed: _team_formed,
    events.AgentHired: _agent_hired,
    events.SupervisorHired: _supervisor_hired,
    events.DayReset: _day_reset,
    events.ServiceClosed: _service_closed,
    events.ServiceReopened: _service_reopened,
    events.AgentLoggedIn: _agent_logged_in,
    events.AgentLoggedOut: _agent_logged_out,
    events.AgentBecame: _agent_became,
    events.NextStateChosen: _next_state_chosen,
    events.Arrived: _arrived,
    events.Queued: _queued,
    events.Abandoned: _abandoned,
    events.Answered: _answered,
    events.Held: _held,
    events.Resumed: _resumed,
    events.Transferred: _transferred,
    events.TalkEnded: _talk_ended,
    events.Disposed: _disposed,
    events.WrapUpEnded: _wrap_up_ended,
    events.CallbackRequested: _callback_requested,
    events.OutboundAttempted: _outbound_attempted,
    events.OutboundAnswered: _outbound_answered,
    events.OutboundFailed: _outbound_failed,
    events.MessageSent: _message_sent,
}
