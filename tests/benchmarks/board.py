"""What the whole program costs, beside what people write at home: `python -m tests.benchmarks.board`.

Each program runs alone in a terminal of 160x50 against a simulator of its own in another process, asks
it every 3 s, and shows the same board. CPU is what the system charged; times are only as good as the
machine is quiet. A rival's programs are installed by apt-get where they are missing.
"""

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from tests.benchmarks import board_rivals
from tests.benchmarks.board_floor import BARE, by_package, floor, launching, show_command
from tests.benchmarks.board_line import First, Line, Relay, delays
from tests.benchmarks.grid import p95
from tests.terminal import Screen, environment
from wallboard.assembly import load_plan

COLUMNS: Final = 160
ROWS: Final = 50
WARM_UP_S: Final = 6.0
LEAVING_S: Final = 1.5
SERVICES: Final = 12
LAYOUT: Final = Path(__file__).with_suffix(".toml")
PROGRAMS: Final = ("wallboard", "watch, curl, jq", "rich.live")


@dataclass(frozen=True, slots=True)
class Run:
    """One program's figures: bytes and CPU of the window, memory in MB at its end."""

    first: First
    bytes_s: float
    cpu_s_min: float
    delays_s: Sequence[float]
    rss_mb: float
    pss_mb: float
    body: bytes


class Bare(NamedTuple):
    """What the measure of memory takes itself, in MB."""

    first: First
    rss_mb: float
    pss_mb: float


@dataclass(frozen=True, slots=True)
class House:
    """A simulator in another process, and how to sign in there."""

    url: str
    user: str
    secret: str

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0


@contextmanager
def house(agents: int) -> Iterator[House]:
    command = [sys.executable, "-m", "wallboard.simulator", f"--agents={agents}", f"--services={SERVICES}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        yield House(**json.loads(child.stdout.readline()))


def has_figures(screen: Screen) -> bool:
    """The house's services are named, and stand in one frame with their figures."""
    return "Billing" in screen.text or "bare 1" in screen.text


def board_arguments(layout: str, house: House, relay: Relay) -> Sequence[str]:
    return [layout, "--url", relay.url, "--user", house.user]


def command_of(program: str, layout: str, house: House, relay: Relay) -> Sequence[str]:
    if program == "wallboard":
        return ["wallboard", "show", *board_arguments(layout, house, relay)]
    subscription = load_plan(layout, "wb").subscription.to_json()
    token = board_rivals.subscribe(house.url, house.user, house.secret, subscription)
    make = board_rivals.live_command if program == "rich.live" else board_rivals.watch_command
    return make(relay.url, token)


@contextmanager
def line(command: Sequence[str], relay: Relay, house: House | None) -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as home:
        env = environment(Path(home), PYTHONPATH=str(Path.cwd()))
        if house is not None:
            env["WALLBOARD_SECRET"] = house.secret
        with Line(command, relay, columns=COLUMNS, rows=ROWS, env=env) as running:
            yield running


def measure(program: str, agents: int, layout: str, seconds: float) -> Run:
    with (
        house(agents) as there,
        closing(Relay(there.port)) as relay,
        line(command_of(program, layout, there, relay), relay, there) as running,
    ):
        first = running.first(has_figures)
        running.go_on(WARM_UP_S)
        asked, painted, cpu = len(relay.exchanges), len(running.painted), running.cpu()
        running.go_on(seconds)
        cpu = running.cpu() - cpu
        rss, pss = running.memory_mb()
        running.catch_up()
        assert has_figures(running.screen), running.screen.text
        frames = running.painted[painted:]
        data = [exchange for exchange in relay.exchanges[asked:] if exchange.is_data]
        return Run(
            first,
            sum(frame.size for frame in frames) / seconds,
            cpu * 60 / seconds,
            tuple(delays(data, frames)),
            rss,
            pss,
            data[-1].body,
        )


def bare(seconds: float) -> Bare:
    """The smallest app with the same libraries."""
    with closing(Relay(0)) as relay, line([sys.executable, "-c", BARE], relay, None) as running:
        first = running.first(has_figures)
        running.go_on(seconds)
        return Bare(first, *running.memory_mb())


def starts(layout: str, agents: int, count: int) -> tuple[Sequence[First], Sequence[str]]:
    """First figures of some starts against one server, and the modules that another one has loaded."""
    with house(agents) as there, tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "modules"
        firsts = []
        for number in range(count + 1):
            with closing(Relay(there.port)) as relay:
                arguments = board_arguments(layout, there, relay)
                counted = number < count
                command = ["wallboard", "show", *arguments] if counted else show_command(told, *arguments)
                with line(command, relay, there) as running:
                    firsts.append(running.first(has_figures))
                    running.press("q")
                    running.go_on(LEAVING_S)
        return firsts[:count], told.read_text().split()


def print_start(layout: str, agents: int, count: int) -> None:
    steps = floor(count)
    least = sum(cost for _, cost in steps)
    before = launching(count)
    firsts, modules = starts(layout, agents, count)
    lone = bare(1.0)
    cpu = min(first.cpu_s for first in firsts) - before
    print(f"\nExec to the first figure, {agents} agents, CPU s, least of {count}")
    for name, cost in [*((f"import {name}", cost) for name, cost in steps), ("the import floor", least)]:
        print(f"  {name:36} {cost:6.3f}")
    print(f"  {'a bare app of textual with these':36} {lone.first.cpu_s - before:6.3f}")
    print(f"  {'wallboard show':36} {cpu:6.3f}, {cpu - least:.3f} above the floor")
    walls = [first.wall_s for first in firsts]
    print(f"  {'by the clock':36} {min(walls):6.2f} least, {statistics.median(walls):.2f} at the median")
    print(f"What it has imported by then, {len(modules)} modules, in ms of -X importtime:")
    for package, number, taken in by_package(modules):
        print(f"  {package:36} {taken:6.1f}   {number} modules")


HEADINGS: Final = (
    f"{'agents':>6}  {'program':16} {'bytes/s':>8} {'CPU s/min':>9} {'RSS MB':>7} {'PSS MB':>7}"
    f"  {'1st: CPU s':>10} {'wall s':>6}  {'answer>screen ms p50/p95':>24}  {'JSON kB':>8} {'gzip':>5}"
)


def row(agents: int, program: str, run: Run, before: float) -> str:
    times = "/".join(f"{seen(run.delays_s) * 1000:.0f}" for seen in (statistics.median, p95))
    packed = gzip.compress(run.body, 6)
    return (
        f"{agents:6}  {program:16} {run.bytes_s:8.0f} {run.cpu_s_min:9.2f}"
        f" {run.rss_mb:7.1f} {run.pss_mb:7.1f}"
        f"  {run.first.cpu_s - before:10.3f} {run.first.wall_s:6.2f}  {times:>24}"
        f"  {len(run.body) / 1000:8.1f} {len(packed) / 1000:5.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, nargs="+", default=[50, 300, 1000])
    parser.add_argument("--programs", nargs="+", default=PROGRAMS, choices=PROGRAMS)
    parser.add_argument("--layout", default=str(LAYOUT), help="a file or a shipped layout's name")
    parser.add_argument("--seconds", type=float, default=60, help="length of the measured window")
    parser.add_argument("--starts", type=int, default=7, help="starts to take the least of; 0: none")
    chosen = parser.parse_args()
    if "watch, curl, jq" in chosen.programs:
        board_rivals.install()
    before = launching(5)
    print(f"160x50, true colour, asked every 3 s, {chosen.seconds:.0f} s each")
    lone = bare(3.0)
    print(f"a bare Textual app with httpx and pydantic: RSS {lone.rss_mb:.1f} MB, PSS {lone.pss_mb:.1f} MB")
    print(HEADINGS)
    for agents in chosen.agents:
        for program in chosen.programs:
            run = measure(program, agents, chosen.layout, chosen.seconds)
            print(row(agents, program, run, before), flush=True)
    if chosen.starts:
        print_start(chosen.layout, max(chosen.agents), chosen.starts)


if __name__ == "__main__":
    main()
