"""How long the reader takes for 1,000 agents, beside plain JSON: `python -m tests.benchmarks.reader`."""

import json
import platform
import random
import statistics
import time
from collections.abc import Callable
from functools import partial

from wallboard.protocol.reader import Reader
from wallboard.protocol.subscription import Subscription

AGENTS = 1000
RUNS = 50
LAST_NAMES = ("Lopez", "Reed", "Silva", "Ito", "van der Berg", "O'Neill")
COLUMNS: tuple[tuple[str, Callable[[random.Random], str]], ...] = (
    ("login_id", lambda dice: f"agent.{dice.randrange(100_000):05}@example.com"),
    (
        "first_last_name",
        lambda dice: f"{dice.choice(('Maria', 'Tom', 'Ana', 'Mari'))} {dice.choice(LAST_NAMES)}",
    ),
    ("acd_state", lambda dice: dice.choice(("ready", "not_ready", "busy", "after_call_work", ""))),
    ("reason", lambda dice: dice.choice(("", "", "Lunch", "Break"))),
    ("state_duration", lambda dice: str(dice.randrange(4000))),
    ("in_calls_handled_per_day", lambda dice: str(dice.randrange(80))),
    ("calls_average_handling_time_per_day", lambda dice: f"{dice.uniform(60, 400):.12f}"),
    ("team_name", lambda dice: dice.choice(("Front Office", "Back Office", "Night Shift"))),
    ("team_id", lambda dice: f"0AFE6FD8-8C4B-4E1A-9D2C-{dice.randrange(16**12):012X}"),
    ("agent_total_break_time", lambda dice: str(dice.randrange(4000))),
    ("agent_total_busy_time", lambda dice: str(dice.randrange(20_000))),
    ("login_time", lambda dice: str(dice.randrange(30_000))),
)
OTHER_SCRIPTS = ("Łukasz Żółć", "Иван Петрович", "伊藤 まり", "José Núñez")


def answer(last_names: tuple[str, ...] = ()) -> bytes:
    dice = random.Random(1)
    rows = [{str(place): make(dice) for place, (_, make) in enumerate(COLUMNS)} for _ in range(AGENTS)]
    for row in rows if last_names else ():
        row["1"] = dice.choice(last_names)
    return json.dumps(
        {"agents": {"agent_grids": [{"id": "g1", "values": rows}]}}, ensure_ascii=False
    ).encode()


def subscription() -> Subscription:
    columns = [{"id": str(place), "stat_name": name} for place, (name, _) in enumerate(COLUMNS)]
    return Subscription.model_validate({"agents": {"agent_grids": [{"id": "g1", "columns": columns}]}})


def milliseconds(work: Callable[[], object]) -> float:
    """The median of `RUNS` runs."""
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


def main() -> None:
    reader = Reader(subscription())
    print(
        f"Python {platform.python_version()}, {AGENTS} agents x {len(COLUMNS)} columns, median of {RUNS} runs"
    )
    for title, body in (("ASCII", answer()), ("names of other scripts", answer(OTHER_SCRIPTS))):
        plain = milliseconds(partial(json.loads, body))
        read = milliseconds(partial(reader.read, body))
        print(f"{title:24} {len(body) / 1000:6.0f} kB   json.loads {plain:6.2f} ms   reader {read:6.2f} ms")


if __name__ == "__main__":
    main()
