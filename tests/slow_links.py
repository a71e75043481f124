"""The board over slow lines: `python -m tests.slow_links`; exit status 1 where a bound is missed.

64,000 bit/s at 160x50 in true colour: a key answers in half a second, whatever else comes down the line.
32,000 bit/s: a key that is held down makes more than the line carries; let go, the cursor stops as soon.
8,000 bit/s at 80x24 in 16 colours: the newest figures are on the screen within 5 s of the last change.
The house has 300 agents and runs thirty times as fast as a real one. A bound in seconds is one in bytes
too, `Measured.carried`, which no other load on the machine can move.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from tests.journeys.program import is_live, quick, showing
from tests.terminal import Screen, Terminal
from wallboard.simulator.options import Options
from wallboard.simulator.serving import Simulator, running

REPEATS_PER_S: Final = 40
BUSY: Final = Options(agents=300, speed=30)


class Line(NamedTuple):
    """A line of so many bits a second, with a terminal behind it, and what is asked of it in seconds."""

    bits_per_s: int
    size: tuple[int, int]
    colours: str
    layout: str
    bound_s: float

    @property
    def bytes_per_s(self) -> float:
        return self.bits_per_s / 8

    @property
    def bound_bytes(self) -> float:
        """What the line carries in that time."""
        return self.bytes_per_s * self.bound_s


KEYS_LINE: Final = Line(64_000, (160, 50), "truecolor", "desk", 0.5)
HELD_LINE: Final = Line(32_000, (160, 50), "truecolor", "desk", 0.5)
FIGURES_LINE: Final = Line(8_000, (80, 24), "16", "ssh", 5.0)


class Measured(NamedTuple):
    """From a key or a change to what shows it: seconds, and bytes that came down the line."""

    seconds: float
    carried: int


class Session(NamedTuple):
    measured: list[Measured]
    load: float
    """Bytes a second while the house moves."""
    grown_kb: int
    """Memory at the end less that in the middle, when all caches have been used."""


def keys(presses: int, home: Path) -> Session:
    """The cursor goes down and up, at any moment between two answers; each press is waited for."""
    dice = random.Random(5)
    line = KEYS_LINE
    with running(BUSY) as simulator, _showing(simulator, line, home) as terminal:
        _read_for(terminal, 3)
        memory, began, before = 0, time.monotonic(), len(terminal.raw)
        measured = []
        for press in range(presses):
            memory = _rss_kb(terminal) if press == presses // 2 else memory
            _read_for(terminal, dice.uniform(0.2, 1.2))
            row = _cursor_row(terminal.screen)
            pressed, size = time.monotonic(), len(terminal.raw)
            terminal.press("up" if press % 2 else "down")
            terminal.until(lambda screen, row=row: _cursor_row(screen) not in (None, row))  # type: ignore[misc]
            measured.append(Measured(time.monotonic() - pressed, len(terminal.raw) - size))
        load = (len(terminal.raw) - before) / (time.monotonic() - began)
        return Session(measured, load, _rss_kb(terminal) - memory)


def held_key(rounds: int, held_s: float, home: Path) -> Session:
    """A cursor key repeats, up and down in turns; then it is let go, and the cursor stands still."""
    line = HELD_LINE
    with running(BUSY) as simulator, _showing(simulator, line, home) as terminal:
        simulator.hold()
        _read_for(terminal, 3)
        memory, carried, held = 0, 0, 0.0
        measured = []
        for number in range(rounds):
            before, began = len(terminal.raw), time.monotonic()
            for press in range(int(held_s * REPEATS_PER_S)):
                terminal.press("up" if press % 20 >= 10 else "down")
                _read_for(terminal, began + press / REPEATS_PER_S - time.monotonic())
            carried += len(terminal.raw) - before
            held += time.monotonic() - began
            measured.append(_until_still(terminal, 5.0, _cursor_row))
            memory = _rss_kb(terminal) if number == rounds // 2 else memory
        return Session(measured, carried / held, _rss_kb(terminal) - memory)


def newest_figures(rounds: int, moving_s: float, home: Path) -> Session:
    """The house moves for a while, then stands still: when does the last change stand on the screen?"""
    line = FIGURES_LINE
    with running(BUSY) as simulator, _showing(simulator, line, home) as terminal:
        simulator.hold()
        memory, carried, moved = 0, 0, 0.0
        measured = []
        for number in range(rounds):
            before, began = len(terminal.raw), time.monotonic()
            while time.monotonic() - began < moving_s:
                simulator.step(30)
                _read_for(terminal, 1)
            carried += len(terminal.raw) - before
            moved += time.monotonic() - began
            simulator.step(30)
            measured.append(_until_still(terminal, 3 * line.bound_s, _figures))
            memory = _rss_kb(terminal) if number == rounds // 2 else memory
        return Session(measured, carried / moved, _rss_kb(terminal) - memory)


@contextmanager
def _showing(simulator: Simulator, line: Line, home: Path) -> Iterator[Terminal]:
    layout = line.layout if line.layout == "ssh" else quick(line.layout, home)
    with showing(
        simulator, layout, home, colours=line.colours, size=line.size, bytes_per_s=line.bytes_per_s
    ) as terminal:
        terminal.until(is_live)
        yield terminal


def _until_still(terminal: Terminal, limit: float, look: Callable[[Screen], object]) -> Measured:
    """Until this looks as it will go on to look."""
    began, before = time.monotonic(), len(terminal.raw)
    seen, last = look(terminal.screen), Measured(0, 0)
    while time.monotonic() - began < limit:
        terminal.read(0.05)
        if (now := look(terminal.screen)) != seen:
            seen, last = now, Measured(time.monotonic() - began, len(terminal.raw) - before)
    return last


def _figures(screen: Screen) -> list[str]:
    """All but the clock and the urgent message, which go on."""
    return screen.text.splitlines()[2:-2]


def _read_for(terminal: Terminal, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        terminal.read(min(0.05, left))


def _cursor_row(screen: Screen) -> int | None:
    """None: it stands nowhere, as before the first key."""
    return next((y for _, y in screen.find_all("▌")), None)


def _rss_kb(terminal: Terminal) -> int:
    status = Path(f"/proc/{terminal.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


def row(line: Line, what: str, session: Session) -> str:
    """A line of the table."""
    seconds = sorted(each.seconds for each in session.measured)
    carried = max(each.carried for each in session.measured)
    columns, rows = line.size
    return (
        f"{line.bits_per_s:6,} bit/s {columns}x{rows:<3} {line.colours:10} {what:24}"
        f" median {seconds[len(seconds) // 2]:5.2f} s  worst {seconds[-1]:5.2f} s of {line.bound_s} s"
        f"  {carried:5,} B of {line.bound_bytes:5,.0f} B"
        f"  load {session.load:5,.0f} B/s  memory {session.grown_kb / 1000:+.1f} MB"
    )


def main() -> int:
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        for line, what, session in (
            (KEYS_LINE, "key to cursor", keys(60, Path(folder))),
            (HELD_LINE, "key let go to cursor", held_key(5, 5, Path(folder))),
            (FIGURES_LINE, "last change to screen", newest_figures(5, 20, Path(folder))),
        ):
            print(row(line, what, session))
            missed += sum(each.seconds > line.bound_s for each in session.measured)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
