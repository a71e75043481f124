"""What happened in the house: the raw event log, from which every figure can be recounted.

The log is a sequence of events in the order in which they happened; nothing else decides any answer.
One event, one line: `to_json` gives `{"event": "Answered", "at": 61.5, "call": 17, "agent": "3F…"}`.
`Centre(witness=log.append)` shows the whole log to `log.append`, from the first event on.

**Time.** `at` is seconds on the house's clock. 0 is the moment at which the show starts (answers can be
asked from then on); what happened earlier that day is negative. Times never fall along the log. All are
multiples of 1/64 s, so that adding and subtracting them is exact in floating point, in any order. A
moment `now` has seen every event with `at <= now`; several events may share one `at`, and only what
holds after all of them can be observed. Day and hour: `HouseOpened` says which time of day house time 0
is; the day's counters restart at each `DayReset`.

**Ids.** `service`, `agent`, `team` and `supervisor` are GUIDs as the API shows them, `call` and `message`
are numbers. A call id is one contact (voice, chat or e-mail alike) for its whole life, transfers
included; a callback and the outbound attempts for it share one id.

**The roster** comes first in the log: `HouseOpened`, `ServiceOpened`, `TeamFormed`, `AgentHired`,
`SupervisorHired`. Everybody is logged out, every queue empty, every counter 0.

**A contact's life**: exactly one line of

    inbound   = Arrived [Queued] (Abandoned | Answered talk)
    talk      = {Held Resumed} (TalkEnded Disposed WrapUpEnded | Disposed Transferred [Queued] again)
    again     = (Abandoned | Answered talk)
    outbound  = [CallbackRequested] OutboundAttempted (OutboundFailed | OutboundAnswered {Held Resumed}
                TalkEnded) Disposed WrapUpEnded

`[ ]` may be missing, `{ }` any number of times, `( | )` one of them. `Queued` is missing where an agent
is ready at once; then `Answered` has the `at` of `Arrived`. A call that was put on hold and not resumed
is resumed by the end of its talk, with an event of its own before it. A contact waits from `Arrived`
(or `Transferred`) until `Answered` or `Abandoned`, and is being served from `Answered` until
`WrapUpEnded` or `Transferred`. By this, for each service and in total, at every moment:
received = handled + abandoned (short and long) + waiting + being served.

**A transfer** ends the contact's leg in the first service, which counts as handled there, by that agent,
with the time since its `Answered`; there is no after-call work. In the same moment it is received by
the service `to`, where it waits anew from the `at` of `Transferred` on, as if it had arrived there.

**Counted for a service since the last `DayReset`** (or the beginning), at the event named:

    received            Arrived in it, Transferred to it; and at DayReset the new count starts not at 0
                        but at the number of its contacts that wait or are being served
    queued              Queued in it (starts at 0)
    answered            Answered; in time: wait <= threshold_s, where wait = Answered.at - start of waiting
    abandoned short     Abandoned, wait <= threshold_s
    abandoned long      Abandoned, wait >  threshold_s   (`in_calls_abandoned_in_queue_per_day`)
    handled             WrapUpEnded of an inbound contact; Transferred away from it
    handling time       summed at `handled`: from the leg's Answered until that event, hold and after-call
                        work included, wherever a DayReset fell; outbound work is not in it
    out answered        OutboundAnswered         out handled   WrapUpEnded of an outbound contact that was
                                                               answered
    service level       answered in time / (answered + abandoned long); none while the divisor is 0
    speed of answer     sum of the waits of those answered / answered; none while that is 0
    handling average    handling time / handled; none while that is 0
    shares of abandons  by received; none while that is 0
    settings            threshold_s and target over several services: mean weighed by received; plain
                        mean where all have received nothing

Over several services sums are taken first, shares and means of the sums.

**At this moment**, for a service: waiting (number of its contacts that wait); longest wait (now - the
earliest start of waiting, 0 where nobody waits); callbacks waiting (CallbackRequested, not yet
OutboundAttempted; neither waiting nor received); agents by state: those with the skill for it (over
several services each agent once), logged = all but the logged out, busy = busy or after_call_work,
in_acw = after_call_work.

**An agent** is in the state of his last `AgentBecame`, with its reason, since its `at`; logged out
(state "") before `AgentLoggedIn` and from `AgentLoggedOut` on. `AgentBecame` follows `AgentLoggedIn` in
the same moment. Every entry into a state has its event, also `busy` beside `Answered`, so that nothing
need be derived. A `DayReset` does not restart the time in state nor the time since log-in; who is logged
out has neither (no value, not 0). Busy and after_call_work: exactly one contact in hand, from Answered or
OutboundAttempted until WrapUpEnded or Transferred; in other states none. What the agent becomes next
(`NextStateChosen`) holds until his next `AgentBecame` of that state or `AgentLoggedOut`. Talk and hold time
of the contact in hand are shown while he is busy, and have no value in any other state, after-call work
among them. Talk: time since Answered or OutboundAnswered (0 before) less the time on hold; hold: the sum
of the holds so far. Both are of this leg: whoever answers a transferred contact begins at 0.
`first_last_name` is "First Last", `last_first_name` is "Last, First".

Counted for an agent since the last `DayReset`: handled and handling time (the legs he answered, as
above), out answered, out handled, dispositions (`Disposed`, by name, outbound and transferred ones too),
and the time he was in each state, cut at DayReset. Break time is not_ready with reason Break or Lunch.
Occupancy: (busy + after_call_work) / (these + ready + not_ready), none while that is 0.
"""

import json
from dataclasses import dataclass, fields
from typing import Any, Literal, TypeAlias

Medium: TypeAlias = Literal["VOICE", "CHAT", "EMAIL"]

StateName: TypeAlias = Literal["ready", "busy", "after_call_work", "not_ready"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `at`: seconds on the house's clock, a multiple of 1/64."""

    at: float

    def to_json(self) -> str:
        """One line: the kind of event under `event`, then its fields; text as it is, not escaped."""
        named: dict[str, Any] = {"event": type(self).__name__}
        named |= {each.name: getattr(self, each.name) for each in fields(self)}
        return json.dumps(named, ensure_ascii=False)


# The roster


@dataclass(frozen=True, slots=True)
class HouseOpened(Event):
    """The first event. `clock_s`: seconds after midnight at house time 0; `weekday` then, 0 is Monday."""

    clock_s: float
    weekday: int


@dataclass(frozen=True, slots=True)
class ServiceOpened(Event):
    """`threshold_s` and `target` (0 to 1) of its service level."""

    service: str
    name: str
    medium: Medium
    threshold_s: float
    target: float


@dataclass(frozen=True, slots=True)
class TeamFormed(Event):
    team: str
    name: str


@dataclass(frozen=True, slots=True)
class AgentHired(Event):
    """`skills`: (service, priority) pairs, 1 is the priority served first."""

    agent: str
    login: str
    first: str
    last: str
    extension: str
    team: str
    skills: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SupervisorHired(Event):
    """Writes messages, takes no contacts, is no agent."""

    supervisor: str
    login: str
    first: str
    last: str


# The day


@dataclass(frozen=True, slots=True)
class DayReset(Event):
    """The counters of the day restart."""


@dataclass(frozen=True, slots=True)
class ServiceClosed(Event):
    """No contact arrives until it is reopened, transfers do; who waits is still served. No figure depends
    on it.
    """

    service: str


@dataclass(frozen=True, slots=True)
class ServiceReopened(Event):
    service: str


# Agents


@dataclass(frozen=True, slots=True)
class AgentLoggedIn(Event):
    agent: str


@dataclass(frozen=True, slots=True)
class AgentLoggedOut(Event):
    agent: str


@dataclass(frozen=True, slots=True)
class AgentBecame(Event):
    """`reason`: of not_ready, may be ""; "" in every other state."""

    agent: str
    state: StateName
    reason: str


@dataclass(frozen=True, slots=True)
class NextStateChosen(Event):
    """What the agent will become when the contact in hand is done."""

    agent: str
    state: StateName
    reason: str


# Contacts that come in


@dataclass(frozen=True, slots=True)
class Arrived(Event):
    call: int
    service: str
    medium: Medium


@dataclass(frozen=True, slots=True)
class Queued(Event):
    """Nobody was ready: it entered the queue of `service`, where it has arrived or was transferred to."""

    call: int
    service: str


@dataclass(frozen=True, slots=True)
class Abandoned(Event):
    call: int


@dataclass(frozen=True, slots=True)
class Answered(Event):
    call: int
    agent: str


@dataclass(frozen=True, slots=True)
class Held(Event):
    """Also of an outbound contact."""

    call: int


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    call: int


@dataclass(frozen=True, slots=True)
class Transferred(Event):
    """By `agent`, to the service `to`."""

    call: int
    agent: str
    to: str


@dataclass(frozen=True, slots=True)
class TalkEnded(Event):
    """After-call work begins; also of an outbound contact."""

    call: int
    agent: str


@dataclass(frozen=True, slots=True)
class Disposed(Event):
    """The agent says how it ended."""

    call: int
    agent: str
    disposition: str


@dataclass(frozen=True, slots=True)
class WrapUpEnded(Event):
    """After-call work is done, and the contact out of hand: an inbound one is handled now, an outbound
    one if it was answered.
    """

    call: int
    agent: str


# Contacts that go out


@dataclass(frozen=True, slots=True)
class CallbackRequested(Event):
    call: int
    service: str


@dataclass(frozen=True, slots=True)
class OutboundAttempted(Event):
    """The agent dials, for a callback that was requested (`call` is its id) or of the house's own will."""

    call: int
    service: str
    agent: str
    medium: Medium


@dataclass(frozen=True, slots=True)
class OutboundAnswered(Event):
    """The called party picked up."""

    call: int
    agent: str


@dataclass(frozen=True, slots=True)
class OutboundFailed(Event):
    """Nobody picked up: a short after-call work, which counts for nothing but the agent's times."""

    call: int
    agent: str


# Chat


@dataclass(frozen=True, slots=True)
class MessageSent(Event):
    """`sender`: a supervisor or an agent."""

    message: int
    sender: str
    urgent: bool
    text: str
