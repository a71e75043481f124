"""What a large house costs, beside its limits: `python -m tests.benchmarks.simulator`.

1,000 agents and 40 services at speed 60: the share of one core that the model takes (limit 10 %), and
the time until an answer with all agents and services is ready (limit 30 ms at the median).
"""

import json
import platform
import statistics
import time

from wallboard.simulator.centre import Centre
from wallboard.simulator.checker import read_subscription
from wallboard.simulator.statistics import GROUP
from wallboard.simulator.tables import Tables

AGENTS, SERVICES, SPEED = 1000, 40, 60
WATCHED_S = 3600.0
"""So much of the house's busy time is measured, in the steps in which a server asks for it."""
TICK_S = 0.5
ANSWERS = 100
CORE_LIMIT, ANSWER_LIMIT_MS = 0.10, 30.0
COLUMNS = (
    "login_id",
    "first_last_name",
    "acd_state",
    "reason",
    "state_duration",
    "in_calls_handled_per_day",
    "calls_average_handling_time_per_day",
    "team_name",
    "agent_total_break_time",
    "agent_total_busy_time",
    "login_time",
    "agent_occupancy",
)


def share_of_a_core(centre: Centre) -> float:
    """Processor seconds a second, at SPEED."""
    steps = int(WATCHED_S / SPEED / TICK_S)
    began = time.process_time()
    for _ in range(steps):
        centre.advance(centre.time + TICK_S * SPEED)
    return (time.process_time() - began) / (steps * TICK_S)


def body() -> bytes:
    """A board with everything on it: totals, all services, all agents, the chat."""
    totals = [name for name, each in GROUP.items() if "totals" in each.scopes]
    columns = [{"id": name, "stat_name": name} for name in COLUMNS]
    rows = [{"id": name, "stat_name": name} for name, each in GROUP.items() if "service" in each.scopes]
    order = [{"by": "acd_state", "dir": "ASC"}, {"by": "state_duration", "dir": "DESC"}]
    grids = [{"id": "1", "columns": columns, "order": order}]
    services = [{"id": "1", "columns": rows, "order": [{"by": "in_max_wait_time", "dir": "DESC"}]}]
    return json.dumps(
        {
            "t": {"stats_totals": totals},
            "s": {"service_grids": services},
            "a": {"agent_grids": grids},
            "n": {"chat_messages": {}},
        }
    ).encode()


def answer_ms(centre: Centre) -> list[float]:
    subscription = read_subscription(body())
    tables = Tables(centre, 0.0, "0-1")
    taken = []
    for _ in range(ANSWERS):
        centre.advance(centre.time + 3 * SPEED)
        began = time.perf_counter()
        json.dumps(tables.answer(subscription), ensure_ascii=False).encode()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def main() -> None:
    began = time.perf_counter()
    centre = Centre(AGENTS, SERVICES)
    opened = time.perf_counter() - began
    print(f"Python {platform.python_version()}, {AGENTS} agents, {SERVICES} services")
    print(f"the morning until the show starts   {opened:6.2f} s")
    share = share_of_a_core(centre)
    print(f"share of a core at speed {SPEED}         {share:6.1%}    limit {CORE_LIMIT:.0%}")
    taken = answer_ms(centre)
    median, worst = statistics.median(taken), max(taken)
    print(f"an answer, median of {ANSWERS}           {median:6.1f} ms  limit {ANSWER_LIMIT_MS:.0f} ms")
    print(f"an answer, the slowest              {worst:6.1f} ms")


if __name__ == "__main__":
    main()
