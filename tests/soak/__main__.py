"""`python -m tests.soak [--answers N] [--agents N] [--leak]`: exits with 1 where something grows."""

import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from tests.cli.program import ROOT
from tests.terminal import Terminal, environment
from wallboard.simulator.options import Options
from wallboard.simulator.serving import Simulator, running

SETTLED: Final = 5_000
"""Answers after which memory must stay."""

MOST_SLOPE: Final = 0.1
"""MB that memory may grow by in 10,000 answers."""

FAULT_EVERY_S: Final = 5.0


class Sample(NamedTuple):
    answers: int
    resident: int
    files: int
    threads: int
    tasks: int


def read(report: Path) -> list[Sample]:
    lines = report.read_text().splitlines() if report.exists() else []
    return [Sample(*map(int, line.split())) for line in lines]


FAULTS: Final[Sequence[Callable[[Simulator], None]]] = (
    lambda simulator: simulator.fail_next(503, b"overloaded"),
    lambda simulator: simulator.fail_next(200, b"<html>a proxy</html>", {"Content-Type": "text/html"}),
    lambda simulator: simulator.fail_next(200, b'{"cut'),
    lambda simulator: simulator.fail_next(404),
    lambda simulator: simulator.sign_out("stats.user"),
)


def soak(answers: int, agents: int, *, leak: bool, seed: int) -> list[Sample]:
    """The program's samples over so many answers; prints one now and then."""
    random = Random(seed)
    with tempfile.TemporaryDirectory() as name, running(Options(agents=agents)) as simulator:
        folder = Path(name)
        report = folder / "report"
        command = [sys.executable, "-m", "tests.soak.program", simulator.url, str(report)]
        command += ["leak"] if leak else []
        with Terminal(command, columns=160, rows=50, env=environment(folder), cwd=ROOT) as terminal:
            fault_at = time.monotonic() + FAULT_EVERY_S
            told = 0
            while not (samples := read(report)) or samples[-1].answers < answers:
                terminal.read(0.5)
                terminal.raw = b""  # a terminal that kept everything would be the leak
                if time.monotonic() >= fault_at:
                    random.choice(FAULTS)(simulator)
                    fault_at = time.monotonic() + FAULT_EVERY_S
                if samples and samples[-1].answers >= told:
                    print(
                        f"{samples[-1].answers:>8} answers  {samples[-1].resident / 2**20:6.1f} MB",
                        flush=True,
                    )
                    told += max(1, answers // 20)
            terminal.press("q")
            terminal.wait()
            return read(report)


def slope(samples: Sequence[Sample]) -> float:
    """MB by which memory grows in 10,000 answers, as the straight line through the samples has it."""
    count = len(samples)
    mean_x = sum(one.answers for one in samples) / count
    mean_y = sum(one.resident for one in samples) / count
    across = sum((one.answers - mean_x) * (one.resident - mean_y) for one in samples)
    along = sum((one.answers - mean_x) ** 2 for one in samples)
    return across / along * 10_000 / 2**20


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=50_000)
    parser.add_argument("--agents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--leak", action="store_true", help="keep a kilobyte of each delivery: this must turn red"
    )
    options = parser.parse_args()
    settled = min(SETTLED, options.answers // 2)
    samples = soak(options.answers, options.agents, leak=options.leak, seed=options.seed)
    samples = [one for one in samples if one.answers >= settled]
    grows = slope(samples)
    print(f"memory after {settled} answers: {grows:+.3f} MB per 10,000 (at most {MOST_SLOPE})")
    bad = grows > MOST_SLOPE
    for name in ("files", "threads", "tasks"):
        counts = sorted({getattr(one, name) for one in samples})
        half = len(samples) // 2
        first, last = (max(getattr(one, name) for one in part) for part in (samples[:half], samples[half:]))
        print(f"{name}: {counts}, at most {first} in the first half and {last} in the second")
        bad = bad or last > first
    print("RED: something grows" if bad else "all of it stays")
    return int(bad)


if __name__ == "__main__":
    raise SystemExit(main())
