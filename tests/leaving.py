"""Leaving, at any moment of the life: `python -m tests.leaving --runs 40`; exit status 1 if one run fails.

Five ways out, so many runs of each, four at a time. After each the subscription must have been deleted
within 2.5 s, the terminal be as before the program, and no process of it be left.
"""

import argparse
import contextlib
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

from tests.journeys.program import quick, showing
from tests.terminal import Terminal
from wallboard.simulator.options import Options
from wallboard.simulator.serving import Exchange, Simulator, running

AT_A_TIME: Final = 4
DELETED_WITHIN_S: Final = 2.5
LATEST_S: Final = 6.0
"""The moments lie between the program's start and this: sign-in, first paint, some answers."""

STALLED_S: Final = 20.0
GIVEN_UP_S: Final = 10.0


class Scene(NamedTuple):
    """One run of the program, shown against a simulator of its own."""

    terminal: Terminal
    simulator: Simulator

    def polls(self) -> int:
        return sum(each.path.endswith("/data") for each in self.simulator.exchanges)

    def last(self, count: int) -> tuple[Exchange, ...]:
        return self.simulator.exchanges[-count:]

    def slot_changes(self) -> list[Exchange]:
        """What made and deleted the subscription, in this order."""
        return [
            each
            for each in self.simulator.exchanges
            if "/subscription" in each.path and each.method in ("POST", "DELETE") and each.status == 200
        ]


class Outcome(NamedTuple):
    """How one run went; `wrong` says what was not as it must be."""

    way: str
    after_s: float
    deleted_s: float | None
    wrong: tuple[str, ...]


def by(*numbers: signal.Signals) -> Callable[[Scene, float], None]:
    def leave(scene: Scene, stalled_s: float) -> None:
        for number in numbers:
            scene.terminal.signal(number)

    return leave


def by_hang_up(scene: Scene, stalled_s: float) -> None:
    scene.terminal.hang_up()


def unread(scene: Scene, stalled_s: float) -> None:
    """Nobody reads, while somebody turns the pages; then a SIGTERM."""
    began = time.monotonic()
    while time.monotonic() - began < stalled_s:
        scene.terminal.press("2", "1")
        time.sleep(stalled_s / 40)
    scene.terminal.signal(signal.SIGTERM)


class Way(NamedTuple):
    """A way out, and the exit status that belongs to it."""

    leave: Callable[[Scene, float], None]
    status: int


WAYS: Final[Mapping[str, Way]] = {
    "SIGTERM": Way(by(signal.SIGTERM), 143),
    "SIGHUP": Way(by(signal.SIGHUP), 129),
    "SIGTERM, SIGCONT": Way(by(signal.SIGTERM, signal.SIGCONT), 143),
    "closed": Way(by_hang_up, 129),
    "unread": Way(unread, 143),
}


def run(way: str, after_s: float, stalled_s: float = STALLED_S) -> Outcome:
    """Start the program, leave it so long after its start, and look at what is left."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Options()) as simulator,
        showing(simulator, quick("desk", Path(folder)), Path(folder)) as terminal,
    ):
        scene = Scene(terminal, simulator)
        _read_for(terminal, after_s)
        is_young = not terminal.raw and not simulator.exchanges
        polls = scene.polls()
        WAYS[way].leave(scene, stalled_s)
        left_at = time.time()
        polls = scene.polls() - polls
        while not terminal.has_ended and time.time() - left_at < GIVEN_UP_S:
            if way == "unread" or terminal.is_hung_up:
                time.sleep(0.02)
            else:
                terminal.read(0.02)
        changes = scene.slot_changes()
        deleted_s = changes[-1].at - left_at if changes and changes[-1].method == "DELETE" else None
        wrong = []
        if way == "unread" and polls < stalled_s / 2:
            wrong.append(f"{polls} polls in {stalled_s:.0f} s without a reader")
        if changes and deleted_s is None:
            last = (
                f"{each.method} {each.path} {each.status} {each.at - left_at:+.2f} s"
                for each in scene.last(4)
            )
            wrong.append(f"the subscription is left, after {', '.join(last)}")
        if deleted_s is not None and deleted_s > DELETED_WITHIN_S:
            wrong.append(f"deleted after {deleted_s:.1f} s")
        wrong += _left(terminal, WAYS[way], is_young=is_young)
        return Outcome(way, after_s, deleted_s, tuple(wrong))


def _left(terminal: Terminal, way: Way, *, is_young: bool) -> list[str]:
    """What is wrong with the process and its terminal; a young one has nothing to give back but its life."""
    if not terminal.has_ended:
        return [f"it still runs after {GIVEN_UP_S:.0f} s"]
    wrong = []
    status = terminal.wait()
    if status != way.status and not is_young:
        wrong.append(f"exit status {status}")
    if not terminal.is_hung_up:
        wrong += terminal.left_behind()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(terminal.pid, 0)
        wrong.append("a process is left")
    return wrong


def _read_for(terminal: Terminal, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        terminal.read(min(0.05, left))


def table(outcomes: Sequence[Outcome]) -> str:
    """A line for each way, and one for each run that went wrong."""
    lines = [f"{'way out':18} {'as it must be':>14} {'deleted, median':>16} {'at most':>8}"]
    for way in WAYS:
        mine = [each for each in outcomes if each.way == way]
        good = sum(not each.wrong for each in mine)
        deleted = sorted(each.deleted_s for each in mine if each.deleted_s is not None) or [0.0]
        median, worst = deleted[len(deleted) // 2], deleted[-1]
        lines.append(f"{way:18} {f'{good} of {len(mine)}':>14} {median:14.2f} s {worst:6.2f} s")
    lines += [
        f"  {each.way} after {each.after_s:.2f} s: {'; '.join(each.wrong)}" for each in outcomes if each.wrong
    ]
    good = sum(not each.wrong for each in outcomes)
    return "\n".join([*lines, f"{good} of {len(outcomes)}"])


def main() -> int:
    parser = argparse.ArgumentParser(description="Leave the board in five ways at random moments.")
    parser.add_argument("--runs", type=int, default=40, help="of each way (default: 40)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments (default: 1)")
    given = parser.parse_args()
    dice = random.Random(given.seed)
    plans = [(way, dice.uniform(0, LATEST_S)) for _ in range(given.runs) for way in WAYS]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        outcomes = list(pool.map(lambda plan: run(*plan), plans))
    print(table(outcomes))
    return 1 if any(each.wrong for each in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
