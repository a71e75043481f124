"""Do the README's two commands do what it says? `python -m tests.readme` takes them from it and runs them.

Each runs in a fresh clone of its own, with a home of its own. pip's cache and settings are the user's,
so that the time is that of a machine which has seen the packages. Not a test that pytest collects:
the second command is the whole test run.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tests.board_screen import Tile, status, tiles
from tests.terminal import COLOURS, Screen, Terminal

ROOT: Final = Path(__file__).parent.parent

BOARD_WITHIN: Final = 60
"""Seconds to the board that the README's first command may take with a warm package cache."""

APART: Final = 10
"""Seconds between the two screens, of which `MOVING` tiles must differ."""

MOVING: Final = 3
FIGURES: Final = 4


class Failed(Exception):
    """A command of the README did not do what it should; the text says what."""


def command(readme: str, wanted: str) -> str:
    """The first line with `wanted` inside a code fence."""
    fences = re.findall(r"^```[a-z]*\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    lines: list[str] = [line for fence in fences for line in fence.splitlines()]
    found = next((line for line in lines if wanted in line), None)
    if found is None:
        raise Failed(f"README.md has no line with {wanted!r} inside a code fence")
    return found.removeprefix("$ ").strip()


def clean_environment(home: Path) -> dict[str, str]:
    """The user's environment without what belongs to the user's home, shell, Python or terminal."""
    ours = re.compile(
        r"WALLBOARD_|TEXTUAL_|XDG_|PYTHON|VIRTUAL_ENV|CONDA_|NO_COLOR|COLORTERM|TERM|LC_|LANG|COV_"
    )
    kept = {name: value for name, value in os.environ.items() if not ours.match(name)}
    settings = Path.home() / ".config/pip/pip.conf"
    if settings.exists():
        kept.setdefault("PIP_CONFIG_FILE", str(settings))
    kept.setdefault("PIP_CACHE_DIR", _output("python3", "-m", "pip", "cache", "dir"))
    return {**kept, **COLOURS["truecolor"], "LANG": "C.UTF-8", "HOME": str(home)}


def clone(folder: Path) -> Path:
    target = folder / "wallboard"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(target)], check=True)
    return target


def first_command(folder: Path) -> None:
    """The board comes, its tiles move, and `q` leaves the terminal as it was."""
    checkout = clone(folder)
    line = command((checkout / "README.md").read_text(encoding="utf-8"), "wallboard demo")
    labels = tile_labels(checkout / "layouts" / "desk.toml")
    environment = clean_environment(folder)
    print(f"$ {line}")
    started = time.monotonic()
    with Terminal(["sh", "-c", line], columns=160, rows=50, env=environment, cwd=checkout) as terminal:
        before = terminal.until(lambda screen: is_board(screen, labels), limit=10 * BOARD_WITHIN)
        took = time.monotonic() - started
        print(f"a board with {', '.join(labels)} after {took:.1f} s")
        later = time.monotonic() + APART
        after = terminal.until(lambda screen: time.monotonic() >= later, limit=2 * APART)
        moved = moving(before, after, labels)
        print(f"{APART} s later {len(moved)} of {len(labels)} tiles differ: {'; '.join(moved)}")
        terminal.press("q")
        exit_status = terminal.wait()
        left = terminal.left_behind()
        print(f"q: exit status {exit_status}, left behind: {', '.join(left) or 'nothing'}")
    expect(took <= BOARD_WITHIN, f"the board took more than {BOARD_WITHIN} s")
    expect(len(moved) >= MOVING, f"fewer than {MOVING} tiles differ")
    expect(exit_status == 0 and not left, "q did not leave well")


def second_command(folder: Path) -> None:
    checkout = clone(folder)
    line = command((checkout / "README.md").read_text(encoding="utf-8"), "pytest")
    print(f"$ {line}")
    ran = subprocess.run(
        ["sh", "-c", line],
        cwd=checkout,
        env=clean_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = ran.stdout.strip().splitlines() or ["no output"]
    print(f"exit status {ran.returncode}: {lines[-1]}")
    expect(ran.returncode == 0, "\n".join(["the tests did not pass:", *lines[-60:]]))


def tile_labels(layout: Path) -> list[str]:
    """What the layout writes on the tiles of its first page."""
    page = tomllib.loads(layout.read_text(encoding="utf-8"))["page"][0]
    return [tile["label"] for tile in page["tile"]]


def is_board(screen: Screen, labels: list[str]) -> bool:
    link = status(screen)
    if link is None or not link.link.startswith("live"):
        return False
    figures = [tile for tile in tiles_of(screen, labels).values() if any(map(str.isdigit, tile.value))]
    return len(figures) >= FIGURES


def tiles_of(screen: Screen, labels: list[str]) -> Mapping[str, Tile]:
    return tiles(screen, labels) if all(map(screen.find_all, labels)) else {}


def moving(before: Screen, after: Screen, labels: list[str]) -> list[str]:
    """The tiles of which any character differs, with both values."""
    old, new = tiles_of(before, labels), tiles_of(after, labels)
    return [
        f"{label} {old[label].value} → {new[label].value}"
        for label in new
        if region(before, old[label]) != region(after, new[label])
    ]


def region(screen: Screen, tile: Tile) -> list[str]:
    return [screen.between(y, tile.x, tile.end) for y in range(tile.y, tile.bottom)]


def expect(true: bool, otherwise: str) -> None:
    if not true:
        raise Failed(otherwise)


def _output(*line: str) -> str:
    return subprocess.run(line, capture_output=True, text=True, check=True).stdout.strip()


def main() -> int:
    print(f"commit {_output('git', '-C', str(ROOT), 'rev-parse', '--short', 'HEAD')}", flush=True)
    return max(tried(first_command), tried(second_command))


def tried(run: Callable[[Path], None]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        try:
            run(Path(folder))
        except (Failed, AssertionError, subprocess.CalledProcessError) as failure:
            print(f"FAILED: {failure}")
            return 1
    print("as the README says", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
