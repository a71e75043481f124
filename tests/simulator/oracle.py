"""Recounts every figure from the raw event log alone: `python -m tests.simulator.oracle --all`.

It reads the lines of `Event.to_json` and shares no code with what answers: what a figure means is taken
from the docstring of `wallboard.simulator.events` and `tests/wire/statistics.tsv`, anew and naively. There
are no running counters: a figure at a moment is a count over all legs and stays that `legs` has written
down, of what stands before that moment in the log.
"""

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from math import inf
from typing import Any, Final, TypeAlias

from tests.simulator.legs import LOGGED_OUT, Leg, Log, Mark, Stay

Figure: TypeAlias = Fraction | float | str | None
"""None: no value."""

BREAKS: Final = ("Break", "Lunch")


class Oracle:
    """What the log's lines say; `at(now)` reads it up to that moment."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.log = Log(lines)

    def at(self, now: float) -> "Recount":
        return Recount(self.log, now)


class Recount:
    """Everything at one moment. `totals`, `service` and `agent` give a figure, exact; None is no value."""

    def __init__(self, log: Log, now: float) -> None:
        self.log = log
        self.now = now
        self.seen = bisect_right(log.times, now)
        """So many events have happened: those at smaller places."""
        resets = [mark for mark in log.resets if mark.place < self.seen]
        self.since = resets[-1] if resets else Mark(-1, -inf)
        self.counted = cache(self._counted)
        self.legs = cache(self._legs)
        self.stays = cache(self._stays)
        self.item = cache(self._item)
        self.stays_today = cache(self._stays_today)

    def totals(self, name: str, services: Sequence[str] = ()) -> Figure:
        """`services`: none is all."""
        return GROUP[name](self, tuple(services) or tuple(self.log.services))

    def service(self, name: str, service: str) -> Figure:
        return self.log.services[service]["name"] if name == "name" else GROUP[name](self, (service,))

    def agent(self, name: str, agent: str) -> Figure:
        return AGENT[name](self, agent)

    def dispositions(self, agent: str, names: Sequence[str]) -> int:
        """How many contacts the agent has closed today, with one of these dispositions; none is with any."""
        closed = [name for mark, name in self.log.disposed[agent] if self.today(mark)]
        return sum(not names or name in names for name in closed)

    def messages(self, part: str, limit: int) -> list[dict[str, Any]]:
        """The newest first, whose text has this part; `sent`: seconds on the house's clock."""
        sent = [(mark, each) for mark, each in self.log.messages if self.known(mark)]
        found = [(mark, each) for mark, each in reversed(sent) if part.lower() in each["text"].lower()]
        return [
            {
                "id": str(each["message"]),
                "login_id": self.log.people[each["sender"]]["login"],
                "first_name": self.log.people[each["sender"]]["first"],
                "last_name": self.log.people[each["sender"]]["last"],
                "is_urgent": "1" if each["urgent"] else "0",
                "content": each["text"],
                "sent": mark.at,
            }
            for mark, each in found[:limit]
        ]

    def being_served(self, service: str) -> int:
        """Inbound contacts in an agent's hand."""
        return sum(leg.inbound and self.in_hand(leg) for leg in self.legs(service))

    def known(self, mark: Mark) -> bool:
        return mark.place < self.seen

    def today(self, mark: Mark) -> bool:
        """It has happened since the last DayReset."""
        return self.since.place < mark.place < self.seen

    def waits(self, leg: Leg) -> bool:
        return self.known(leg.came) and not self.known(leg.taken) and not self.known(leg.abandoned)

    def in_hand(self, leg: Leg) -> bool:
        return self.known(leg.taken) and not self.known(leg.done)

    def held_s(self, leg: Leg) -> float:
        """The sum of its holds so far."""
        held = 0.0
        for hold in leg.holds:
            if self.known(hold.begun):
                held += (hold.ended.at if self.known(hold.ended) else self.now) - hold.begun.at
        return held

    def _counted(self, what: str, service: str) -> float:
        threshold_s = self.log.services[service]["threshold_s"]
        return COUNTED[what](self, self.legs(service), threshold_s)

    def _legs(self, service: str) -> list[Leg]:
        """What the service has seen so far."""
        return [leg for leg in self.log.legs_of_service[service] if self.known(leg.begun)]

    def _stays(self, agent: str) -> list[Stay]:
        """All that have begun; in the last one he is now."""
        return [stay for stay in self.log.stays[agent] if self.known(stay.begun)]

    def stay(self, agent: str) -> Stay:
        return self.stays(agent)[-1]

    def _item(self, agent: str) -> Leg | None:
        """The contact in the agent's hand."""
        found = [leg for leg in self.log.legs_of_agent[agent] if self.in_hand(leg)]
        assert len(found) <= 1, f"{agent} has {len(found)} contacts in hand at {self.now}"
        return found[0] if found else None

    def spent_s(self, agent: str, of: Callable[[Stay], bool]) -> float:
        """How long the agent was in such states since the last DayReset."""
        return sum(spent_s for stay, spent_s in self.stays_today(agent) if of(stay))

    def _stays_today(self, agent: str) -> list[tuple[Stay, float]]:
        """Each of his stays with what of it was in this day."""
        stays = self.stays(agent)
        ends = [stay.begun.at for stay in stays[1:]] + [self.now]
        return [
            (stay, end - max(stay.begun.at, self.since.at))
            for stay, end in zip(stays, ends, strict=True)
            if end > self.since.at
        ]


# What a service counts: over its legs, and its threshold

Counted: TypeAlias = Callable[[Recount, Sequence[Leg], float], float]


def _received(now: Recount, legs: Sequence[Leg], _: float) -> float:
    """All that have come and were not over, one way or the other, when the day began."""
    return sum(
        leg.inbound and now.known(leg.came) and min(leg.abandoned.place, leg.done.place) > now.since.place
        for leg in legs
    )


COUNTED: Final[Mapping[str, Counted]] = {
    "received": _received,
    "waiting": lambda now, legs, _: sum(now.waits(leg) for leg in legs),
    "longest wait": lambda now, legs, _: max(
        (now.now - leg.came.at for leg in legs if now.waits(leg)), default=0.0
    ),
    "queued": lambda now, legs, _: sum(now.today(leg.queued) for leg in legs),
    "answered": lambda now, legs, _: sum(leg.inbound and now.today(leg.taken) for leg in legs),
    "answered in time": lambda now, legs, threshold_s: sum(
        leg.inbound and now.today(leg.taken) and leg.wait_s <= threshold_s for leg in legs
    ),
    "waits of answered": lambda now, legs, _: sum(
        leg.wait_s for leg in legs if leg.inbound and now.today(leg.taken)
    ),
    "abandoned short": lambda now, legs, threshold_s: sum(
        now.today(leg.abandoned) and leg.wait_s <= threshold_s for leg in legs
    ),
    "abandoned long": lambda now, legs, threshold_s: sum(
        now.today(leg.abandoned) and leg.wait_s > threshold_s for leg in legs
    ),
    "handled": lambda now, legs, _: sum(leg.inbound and now.today(leg.done) for leg in legs),
    "handling time": lambda now, legs, _: sum(
        leg.done.at - leg.taken.at for leg in legs if leg.inbound and now.today(leg.done)
    ),
    "out answered": lambda now, legs, _: sum(not leg.inbound and now.today(leg.spoke) for leg in legs),
    "out handled": lambda now, legs, _: sum(
        not leg.inbound and now.known(leg.spoke) and now.today(leg.done) for leg in legs
    ),
    "callbacks waiting": lambda now, legs, _: sum(
        now.known(leg.asked) and not now.known(leg.taken) for leg in legs
    ),
}


# What is shown of one service or several

Group: TypeAlias = Callable[[Recount, tuple[str, ...]], Figure]


def _share(part: float, whole: float) -> Fraction | None:
    return Fraction(part) / Fraction(whole) if whole else None


def _summed(now: Recount, services: tuple[str, ...], *whats: str) -> float:
    return sum(now.counted(what, service) for what in whats for service in services)


def _count(*whats: str) -> Group:
    return lambda now, services: _summed(now, services, *whats)


def _mean(part: tuple[str, ...], whole: tuple[str, ...]) -> Group:
    return lambda now, services: _share(_summed(now, services, *part), _summed(now, services, *whole))


def _setting(name: str) -> Group:
    def weighed(now: Recount, services: tuple[str, ...]) -> Figure:
        weights = [int(now.counted("received", service)) for service in services]
        if sum(weights) == 0:
            weights = [1 for _ in services]
        settings = [Fraction(str(now.log.services[service][name])) for service in services]
        return sum(map(Fraction.__mul__, settings, map(Fraction, weights)), Fraction()) / sum(weights)

    return weighed


def _agents(*states: str) -> Group:
    def counted(now: Recount, services: tuple[str, ...]) -> Figure:
        able = [
            agent
            for agent, hired in now.log.agents.items()
            if any(service in services for service, _ in hired["skills"])
        ]
        return sum(now.stay(agent).state in states for agent in able)

    return counted


GROUP: Final[Mapping[str, Group]] = {
    "in_calls_waiting": _count("waiting"),
    "in_max_wait_time": lambda now, services: max(now.counted("longest wait", each) for each in services),
    "in_calls_queued_per_day": _count("queued"),
    "in_calls_received_per_day": _count("received"),
    "in_calls_answered_per_day": _count("answered"),
    "in_calls_handled_per_day": _count("handled"),
    "in_calls_abandoned_in_queue_per_day": _count("abandoned long"),
    "in_calls_abandoned_in_queue_ratio_per_day": _mean(("abandoned long",), ("received",)),
    "in_calls_short_abandoned_in_queue_per_day": _count("abandoned short"),
    "in_calls_short_abandoned_in_queue_ratio_per_day": _mean(("abandoned short",), ("received",)),
    "in_calls_abandoned_total_per_day": _count("abandoned short", "abandoned long"),
    "in_calls_abandoned_percent_per_day": _mean(("abandoned short", "abandoned long"), ("received",)),
    "service_level": _mean(("answered in time",), ("answered", "abandoned long")),
    "service_level_threshold_time": _setting("threshold_s"),
    "service_level_target": _setting("target"),
    "in_average_speed_of_answer": _mean(("waits of answered",), ("answered",)),
    "in_average_handling_time_per_day": _mean(("handling time",), ("handled",)),
    "out_calls_answered_per_day": _count("out answered"),
    "out_calls_handled_per_day": _count("out handled"),
    "callbacks_waiting": _count("callbacks waiting"),
    "agents_logged": _agents("ready", "busy", "after_call_work", "not_ready"),
    "agents_ready": _agents("ready"),
    "agents_busy": _agents("busy", "after_call_work"),
    "agents_not_ready": _agents("not_ready"),
    "agents_in_acw": _agents("after_call_work"),
}


# What is shown of an agent

OfAgent: TypeAlias = Callable[[Recount, str], Figure]


def _hired(of: Callable[[Mapping[str, Any]], str]) -> OfAgent:
    return lambda now, agent: of(now.log.agents[agent])


def _spent(*states: str) -> OfAgent:
    return lambda now, agent: now.spent_s(agent, lambda stay: stay.state in states)


def _next_state(now: Recount, agent: str) -> Figure:
    """The last one chosen, unless the agent has become it since, or gone."""
    chosen = [each for each in now.log.choices[agent] if now.known(each[0])]
    if not chosen:
        return ""
    mark, state = chosen[-1]
    later = [stay.state for stay in now.stays(agent) if stay.begun.place > mark.place]
    return "" if state in later or LOGGED_OUT in later else state


def _handled(now: Recount, agent: str) -> list[Leg]:
    return [leg for leg in now.log.legs_of_agent[agent] if leg.inbound and now.today(leg.done)]


def _handling_average(now: Recount, agent: str) -> Figure:
    legs = _handled(now, agent)
    return _share(sum(leg.done.at - leg.taken.at for leg in legs), len(legs))


def _out(of: Callable[[Recount, Leg], bool]) -> OfAgent:
    return lambda now, agent: sum(not leg.inbound and of(now, leg) for leg in now.log.legs_of_agent[agent])


def _talk(now: Recount, agent: str) -> Figure:
    leg = now.item(agent)
    if leg is None or now.stay(agent).state != "busy":
        return None
    return now.now - leg.spoke.at - now.held_s(leg) if now.known(leg.spoke) else 0.0


def _hold(now: Recount, agent: str) -> Figure:
    leg = now.item(agent)
    return None if leg is None or now.stay(agent).state != "busy" else now.held_s(leg)


def _login_time(now: Recount, agent: str) -> Figure:
    if now.stay(agent).state == LOGGED_OUT:
        return None
    return now.now - next(mark.at for mark in reversed(now.log.log_ins[agent]) if now.known(mark))


def _state_duration(now: Recount, agent: str) -> Figure:
    stay = now.stay(agent)
    return None if stay.state == LOGGED_OUT else now.now - stay.begun.at


def _occupancy(now: Recount, agent: str) -> Figure:
    worked = now.spent_s(agent, lambda stay: stay.state in ("busy", "after_call_work"))
    return _share(worked, now.spent_s(agent, lambda stay: stay.state != LOGGED_OUT))


AGENT: Final[Mapping[str, OfAgent]] = {
    "login_id": _hired(lambda hired: hired["login"]),
    "user_id": _hired(lambda hired: hired["agent"]),
    "first_last_name": _hired(lambda hired: hired["first"] + " " + hired["last"]),
    "last_first_name": _hired(lambda hired: hired["last"] + ", " + hired["first"]),
    "firstname": _hired(lambda hired: hired["first"]),
    "lastname": _hired(lambda hired: hired["last"]),
    "team_name": lambda now, agent: now.log.teams[now.log.agents[agent]["team"]],
    "team_id": _hired(lambda hired: hired["team"]),
    "is_agent": lambda now, agent: "1",
    "extension": _hired(lambda hired: hired["extension"]),
    "acd_state": lambda now, agent: now.stay(agent).state,
    "acd_next_state": _next_state,
    "reason": lambda now, agent: now.stay(agent).reason,
    "state_duration": _state_duration,
    "login_time": _login_time,
    "active_item_talk_duration": _talk,
    "active_item_hold_duration": _hold,
    "active_item_media_type": lambda now, agent: leg.medium if (leg := now.item(agent)) else "",
    "in_calls_handled_per_day": lambda now, agent: len(_handled(now, agent)),
    "out_calls_answered_per_day": _out(lambda now, leg: now.today(leg.spoke)),
    "out_calls_handled_per_day": _out(lambda now, leg: now.known(leg.spoke) and now.today(leg.done)),
    "calls_average_handling_time_per_day": _handling_average,
    "calls_dispositions_per_day": lambda now, agent: now.dispositions(agent, ()),
    "agent_total_break_time": lambda now, agent: now.spent_s(
        agent, lambda stay: stay.state == "not_ready" and stay.reason in BREAKS
    ),
    "agent_total_busy_time": _spent("busy"),
    "agent_total_ACW_time": _spent("after_call_work"),
    "agent_total_ready_time": _spent("ready"),
    "agent_total_not_ready_time": _spent("not_ready"),
    "agent_occupancy": _occupancy,
    "count_of_interactions": lambda now, agent: int(now.item(agent) is not None),
}


if __name__ == "__main__":
    from tests.simulator.compared import main  # what answers is not read before it is asked

    sys.exit(main(sys.argv[1:]))
