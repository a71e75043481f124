"""The simulator's answers held against the oracle's recount, moment by moment.

Texts are compared as numbers. Counts and seconds must be equal (seconds are shown whole, cut off); shares
are shown with four decimals, and the text must be one of the nearest: at a tie either will do.
"""

import argparse
import csv
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from pathlib import Path
from time import gmtime, perf_counter, strftime
from typing import Any, Final

from tests.simulator.oracle import Figure, Oracle, Recount
from wallboard.simulator.centre import Centre
from wallboard.simulator.checker import read_subscription
from wallboard.simulator.scenario import Scenario
from wallboard.simulator.scenario_file import load_scenario, shipped
from wallboard.simulator.tables import Tables

CATALOGUE: Final = Path(__file__).parents[1] / "wire" / "statistics.tsv"
HALF_A_DIGIT: Final = Fraction(1, 20_000)
FLOAT_DUST: Final = Fraction(1, 10**9)
SOME_DISPOSITIONS: Final = ("Resolved", "Escalated to second line")
ABANDONS: Final = ("in_calls_abandoned_in_queue_per_day", "in_calls_short_abandoned_in_queue_per_day")
OUTBOUND: Final = ("out_calls_answered_per_day", "out_calls_handled_per_day")
MESSAGES: Final = 25
HOURS: Final = 26
"""A day and two hours: over the DayReset, wherever it is."""


def _catalogue() -> Iterator[tuple[str, str, str]]:
    with CATALOGUE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            for scope in row["scope"].split(","):
                yield row["name"], scope, row["kind"]


KINDS: Final = {(name, scope): kind for name, scope, kind in _catalogue()}
NAMES: Final = {
    scope: [name for name, of in KINDS if of == scope] for scope in ("totals", "service", "agent")
}


@dataclass(frozen=True)
class Day:
    """One simulated day. `at_s`: where in the scenario's day it starts, in seconds after midnight; None:
    where its show does. `every_s`: steps of the grid; `by_chance`: so many moments more of each kind.

    The moments: every `every_s` from the start on; moments picked by chance; the very moments of events
    picked by chance, and a tick (1/64 s) before them; the same around each DayReset.
    """

    scenario: Scenario
    seed: int
    agents: int | None = None
    every_s: float = 1200
    by_chance: int = 10
    hours: float = HOURS
    at_s: float | None = 0.0

    def centre(self, witness: list[str]) -> Centre:
        def told(event: Any) -> None:
            witness.append(event.to_json())

        return Centre(self.agents, None, self.seed, scenario=self.scenario, at_s=self.at_s, witness=told)

    def moments(self, log: Sequence[str]) -> list[float]:
        """`log`: that of a rehearsal of the same day."""
        events = [json.loads(line) for line in log]
        times = [event["at"] for event in events if event["at"] >= 0]
        end = self.hours * 3600
        rng = random.Random(self.seed)
        grid = [step * self.every_s for step in range(int(end // self.every_s) + 1)]
        picked = [rng.randrange(int(end * 64)) / 64 for _ in range(self.by_chance)]
        exact = rng.sample(times, min(self.by_chance, len(times)))
        exact += [event["at"] for event in events if event["event"] == "DayReset"]
        before = [at - 1 / 64 for at in exact]
        return sorted({at for at in (*grid, *picked, *exact, *before) if 0 <= at <= end})


def rehearsed(day: Day) -> list[str]:
    """The whole log of the day."""
    log: list[str] = []
    day.centre(log).advance(day.hours * 3600)
    return log


@dataclass
class Comparison:
    """What came of comparing: sentences about what differs, and what values each statistic took."""

    differing: list[str] = field(default_factory=list)
    red: set[tuple[str, str]] = field(default_factory=set)
    """The statistics among them, with their scopes."""
    texts: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    compared: int = 0

    def add(self, now: float, whose: str, name: str, kind: str, text: str, figure: Figure) -> bool:
        """Whether they agree."""
        self.compared += 1
        right = agree(text, figure, kind)
        if not right:
            self.differing.append(f"at {now}: {name} of {whose}: answered {text!r}, recounted {figure!r}")
        return right

    def add_statistic(self, now: float, whose: str, name: str, scope: str, text: str, figure: Figure) -> None:
        self.texts[name, scope].add(text)
        if not self.add(now, whose, name, KINDS[name, scope], text, figure):
            self.red.add((name, scope))


def agree(text: str, figure: Figure, kind: str) -> bool:
    """Whether the wire's text says this figure."""
    if figure is None or isinstance(figure, str):
        return text == (figure or "")
    try:
        if kind in ("count", "seconds"):
            return float(text) == floor(figure)
        exact = Fraction(figure) * (100 if kind == "percent" else 1)
        return abs(Fraction(text) - exact) <= HALF_A_DIGIT + FLOAT_DUST
    except ValueError:
        return False


def wish(services: Sequence[str], teams: Sequence[str]) -> dict[str, Any]:
    """A subscription to every statistic in every scope, and to some parts: of services, teams, agents."""
    return {
        "all": {
            "stats_totals": NAMES["totals"],
            "service_grids": [{"id": "s", "columns": [*_columns(NAMES["service"]), _sum(ABANDONS)]}],
            "agent_grids": [
                {
                    "id": "a",
                    "columns": [
                        *_columns(NAMES["agent"]),
                        _sum(OUTBOUND),
                        {
                            "id": "some",
                            "stat_name": "calls_dispositions_per_day",
                            "dispositions": list(SOME_DISPOSITIONS),
                        },
                    ],
                    "logged_in_agents_only": False,
                },
                {
                    "id": "present",
                    "columns": _columns(["user_id"]),
                    "logged_in_agents_only": True,
                    "team_ids": list(teams),
                    "service_ids": list(services),
                },
            ],
            "chat_messages": {"filter": "", "limit": MESSAGES},
        },
        "part": {"stats_totals": NAMES["totals"], "stats_totals_service_ids": list(services)},
    }


def _columns(names: Iterable[str]) -> list[dict[str, Any]]:
    return [{"id": name, "stat_name": name} for name in names]


def _sum(names: Sequence[str]) -> dict[str, Any]:
    return {"id": "sum", "stat_name": "SUM", "sum_stat_names": list(names)}


def some_of(oracle: Oracle) -> tuple[list[str], list[str]]:
    """Some services and teams of the house: every third."""
    return list(oracle.log.services)[::3], list(oracle.log.teams)[::3]


def compare_answer(into: Comparison, recount: Recount, answer: Mapping[str, Any], oracle: Oracle) -> None:
    """One whole answer to `wish(*some_of(oracle))`."""
    now = recount.now
    services, teams = some_of(oracle)
    whole, part = answer["all"], answer["part"]
    for name in NAMES["totals"]:
        into.add_statistic(now, "all", name, "totals", whole["stats_totals"][name], recount.totals(name))
        figure = recount.totals(name, services)
        into.add_statistic(now, "some", name, "totals", part["stats_totals"][name], figure)
    for service, row in zip(oracle.log.services, whole["service_grids"][0]["values"], strict=True):
        for name in NAMES["service"]:
            figure = recount.service(name, service)
            into.add_statistic(now, str(row["name"]), name, "service", row[name], figure)
        figure = recount.service("in_calls_abandoned_total_per_day", service)
        into.add(now, str(row["name"]), f"sum of {ABANDONS}", "count", row["sum"], figure)
    everybody, present = whole["agent_grids"]
    for agent, row in zip(oracle.log.agents, everybody["values"], strict=True):
        for name in NAMES["agent"]:
            figure = recount.agent(name, agent)
            into.add_statistic(now, str(row["login_id"]), name, "agent", row[name], figure)
        figure = sum(Fraction(recount.agent(name, agent) or 0) for name in OUTBOUND)
        into.add(now, str(row["login_id"]), f"sum of {OUTBOUND}", "count", row["sum"], figure)
        figure = recount.dispositions(agent, SOME_DISPOSITIONS)
        into.add(now, str(row["login_id"]), f"dispositions {SOME_DISPOSITIONS}", "count", row["some"], figure)
    there = {row["user_id"] for row in present["values"]}
    for agent, hired in oracle.log.agents.items():
        skilled = any(service in services for service, _ in hired["skills"])
        wanted = bool(recount.agent("acd_state", agent)) and hired["team"] in teams and skilled
        into.add(now, hired["login"], "a row", "count", str(int(agent in there)), int(wanted))
    into.add(now, "chat", "messages", "text", _written(whole["chat_messages"]), _recounted_messages(recount))


def _written(messages: Iterable[Mapping[str, Any]]) -> str:
    return json.dumps(list(messages), sort_keys=True)


def _recounted_messages(recount: Recount) -> str:
    """As they are shown by a house whose clock is 0 at the epoch."""
    found = recount.messages("", MESSAGES)
    for each in found:
        each["send_time"] = strftime("%Y-%m-%dT%H:%M:%SZ", gmtime(each.pop("sent")))
    return _written(found)


def compare(day: Day, until_red: frozenset[tuple[str, str]] = frozenset()) -> Comparison:
    """The whole day's answers without the server, against its log read up to each moment.

    `until_red`: enough has been seen once all these statistics have differed.
    """
    rehearsal = rehearsed(day)
    moments = day.moments(rehearsal)
    oracle = Oracle(rehearsal)
    log: list[str] = []
    centre = day.centre(log)
    tables = Tables(centre, epoch=0.0, ratio_unit="0-1")
    subscription = read_subscription(json.dumps(wish(*some_of(oracle))).encode())
    found = Comparison()
    for now in moments:
        centre.advance(now)
        answer = json.loads(json.dumps(tables.answer(subscription)))
        compare_answer(found, oracle.at(now), answer, oracle)
        if until_red and until_red <= found.red:
            return found
    centre.advance(day.hours * 3600)
    if log != rehearsal:
        found.differing.append("the same seed gave another log when the day was cut into steps")
    return found


def main(arguments: Sequence[str]) -> int:
    """Whole days of every shipped scenario at its full size, in fine steps."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulator.oracle", description=__doc__)
    parser.add_argument("--all", action="store_true", help="every scenario, three seeds, full size")
    parser.add_argument("--scenario", choices=shipped(), help="this one only")
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args(arguments)
    if not options.all and not options.scenario:
        parser.error("--all or --scenario")
    wrong = 0
    for name in [options.scenario] if options.scenario else shipped():
        for seed in range(1, options.seeds + 1):
            began = perf_counter()
            found = compare(Day(load_scenario(name), seed, every_s=300, by_chance=30))
            wrong += len(found.differing)
            counts = f"{found.compared} figures, {len(found.differing)} differ"
            sys.stdout.write(f"{name}, seed {seed}: {counts} ({perf_counter() - began:.0f} s)\n")
            sys.stdout.writelines(f"  {each}\n" for each in found.differing[:20])
    return 1 if wrong else 0
