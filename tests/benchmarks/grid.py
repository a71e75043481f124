"""What a grid costs to keep up to date and to use: `python -m tests.benchmarks.grid`.

One run through a pseudo-terminal of 160x50: our grid, Textual's `DataTable` and the floor, the same
rows, changes and colours. Bytes are exact and repeat; times and CPU depend on the machine, so read
each figure beside its neighbours. The floor is counted from the screens before and after by code of
its own: the shortest cursor move to each run of changed characters, and those characters, no colour.
"""

import argparse
import json
import os
import select
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple, Self

from tests.benchmarks.grid_programs import PROGRAMS
from tests.screen import Screen
from tests.terminal import Terminal, environment

COLUMNS: Final = 160
ROWS: Final = 50
UPDATES: Final = 12
PRESSES: Final = {"down": 30, "pagedown": 15, "sort": 8}
KEYS: Final = {"sort": "S"}
SETTLED_S: Final = 2.0
"""By then the program has looked for garbage and taken its first sample of the rows, one a minute."""
IDLE_S: Final = 3.0


class Heard(NamedTuple):
    """What came on a question: when its last byte came, how many, and what they had to tell at least."""

    last: float
    size: int
    floor: int


class Measured(NamedTuple):
    """Figures of one program: bytes, seconds and megabytes."""

    updates: Sequence[Heard]
    delays: Sequence[float]
    update_cpu: float
    idle_cpu: float
    keys: dict[str, Sequence[float]]
    key_bytes: dict[str, float]
    first_paint: int
    rss_mb: float

    @property
    def size(self) -> float:
        return statistics.mean(heard.size for heard in self.updates)

    @property
    def floor(self) -> float:
        return statistics.mean(heard.floor for heard in self.updates)

    def cpu(self, period_s: float) -> float:
        """Share of a core, at one update each so many seconds."""
        return self.idle_cpu + self.update_cpu / period_s


class Watched(Terminal):
    """A terminal that notes when bytes come before it looks at them."""

    def hear(self, *, quiet: float, limit: float = 3.0) -> Heard:
        before = self.screen
        data, last = b"", time.monotonic()
        while select.select([self._master], [], [], quiet if data else limit)[0]:
            data += os.read(self._master, 65536)
            last = time.monotonic()
        self.raw += data
        self._screen = None
        self._emulator.feed(data)
        return Heard(last, len(data), floor(before, self.screen))

    def pass_over(self) -> None:
        """Wait for bytes and take all there are, without looking at them."""
        limit = 3.0
        while select.select([self._master], [], [], limit)[0]:
            os.read(self._master, 65536)
            limit = 0.0

    def cpu(self) -> float:
        """CPU seconds of all threads so far."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def rss_mb(self) -> float:
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def floor(before: Screen, after: Screen) -> int:
    """Bytes for one cursor move and the characters of each run of changed characters."""
    total = 0
    at: tuple[int, int] | None = None
    for y in range(after.rows):
        for start, end in _changed_runs(before, after, y):
            total += _shortest_move(at, y, start)
            total += len("".join(cell.text for cell in after.cells[y][start:end]).encode())
            at = (y, end) if end < after.columns else None
    return total


def _changed_runs(before: Screen, after: Screen, y: int) -> Iterator[tuple[int, int]]:
    start = None
    for x in range(after.columns + 1):
        differs = x < after.columns and before.cells[y][x].text != after.cells[y][x].text
        if differs and start is None:
            start = x
        elif not differs and start is not None:
            yield start, x
            start = None


def _shortest_move(at: tuple[int, int] | None, y: int, x: int) -> int:
    place = len(f"\x1b[{y + 1};{x + 1}H")
    if at is None or (at[0] != y and at[1] != x):
        return place
    if at[0] == y:
        return min(place, len(f"\x1b[{x - at[1]}C"), len(f"\x1b[{x + 1}G"))
    return min(place, len(f"\x1b[{y + 1}d"))


class Program:
    """One of the programs, running; asks it for updates over a socket."""

    def __init__(self, program: str, rows: int, colours: str, home: Path) -> None:
        path = str(home / "ask")
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(path)
        self._server.listen()
        command = [sys.executable, "-m", "tests.benchmarks.grid_programs", program, str(rows), colours, path]
        env = environment(home, colours)
        self.terminal = Watched(command, columns=COLUMNS, rows=ROWS, env=env, cwd=Path.cwd())

    def __enter__(self) -> Self:
        self.terminal.__enter__()
        self._line, _ = self._server.accept()
        self._answers = self._line.makefile()
        return self

    def __exit__(self, *_: object) -> None:
        self._answers.close()
        self._line.close()
        self._server.close()
        self.terminal.__exit__(None, None, None)

    def update(self, wish: bytes = b"u") -> tuple[float, float]:
        """Ask for an update (b"n": one that changes nothing): when it began, and what the work had cost."""
        self._line.sendall(wish)
        began, cost = json.loads(self._answers.readline())
        return began, cost


def measure(program: str, rows: int, colours: str) -> Measured:
    with tempfile.TemporaryDirectory() as home, Program(program, rows, colours, Path(home)) as running:
        terminal = running.terminal
        terminal.until(lambda screen: "Agent" in screen.text and "Tom " in screen.text)
        terminal.settle(quiet=SETTLED_S)
        first_paint = len(terminal.raw)
        before = terminal.cpu()
        terminal.settle(quiet=IDLE_S)
        idle = (terminal.cpu() - before) / IDLE_S
        running.update()
        terminal.hear(quiet=0.2)
        updates, delays, costs = [], [], []
        for _ in range(UPDATES):
            before = terminal.cpu()
            began, cost = running.update()
            heard = terminal.hear(quiet=0.2)
            updates.append(heard)
            delays.append(heard.last - began)
            costs.append(terminal.cpu() - before - cost)
        keys: dict[str, Sequence[float]] = {}
        key_bytes = {}
        terminal.press("right", "right", "right", "right")
        terminal.settle(quiet=0.3)
        for name, presses in PRESSES.items():
            taken, sizes = [], []
            for _ in range(presses):
                began = time.monotonic()
                terminal.press(KEYS.get(name, name))
                heard = terminal.hear(quiet=0.1, limit=2.0)
                if heard.size:  # at the end of the rows a key moves nothing
                    taken.append(heard.last - began)
                    sizes.append(heard.size)
            keys[name], key_bytes[name] = taken, statistics.mean(sizes)
        return Measured(
            updates,
            delays,
            statistics.mean(costs),
            idle,
            keys,
            key_bytes,
            first_paint,
            terminal.rss_mb(),
        )


def p95(values: Sequence[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


HEADINGS: Final = (
    f"{'rows':>5}  {'colours':9}  {'program':21} {'bytes':>7} {'floor':>6} {'x':>5} {'1st kB':>6}"
    f"  {'CPU 1/s':>7} {'1/3s':>6}  {'update':>9}  {'down':>9}  {'page':>9}  {'sort':>9}  {'RSS MB':>6}"
)


def line(program: str, rows: int, colours: str, seen: Measured) -> str:
    def times(values: Sequence[float]) -> str:
        return f"{statistics.median(values) * 1000:4.0f}/{p95(values) * 1000:4.0f}"

    keys = "  ".join(times(seen.keys[name]) for name in PRESSES)
    return (
        f"{rows:5}  {colours:9}  {program:21} {seen.size:7.0f} {seen.floor:6.0f}"
        f" {seen.size / seen.floor:5.2f} {seen.first_paint / 1000:6.1f}"
        f"  {seen.cpu(1):7.2%} {seen.cpu(3):6.2%}  {times(seen.delays)}"
        f"  {keys}  {seen.rss_mb:6.0f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[300, 1000, 5000])
    parser.add_argument("--colours", nargs="+", default=["truecolor", "256", "16"])
    parser.add_argument("--programs", nargs="+", default=PROGRAMS, choices=PROGRAMS)
    chosen = parser.parse_args()
    print(
        f"160x50, 10 % of all cells change per update, {UPDATES} updates;"
        " times in ms, p50/p95 to the last byte"
    )
    print(HEADINGS)
    for colours in chosen.colours:
        for rows in chosen.rows:
            for program in chosen.programs:
                print(line(program, rows, colours, measure(program, rows, colours)), flush=True)


if __name__ == "__main__":
    main()
