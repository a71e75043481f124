"""The scenes, and the command that remakes their pictures: `python -m screenshots [NAME …] [--out DIR]`.

A Scene runs the program and shows the present; a Drawing is made from the picture of a board that
stands still, so that a remake gives equal files.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from screenshots.png import Fonts, png_of
from screenshots.sheets import Sheet
from screenshots.svg import svg_of
from tests.still import SIZES, after_an_hour, at_level
from tests.terminal import Screen, Terminal, environment
from wallboard.board.views import Level
from wallboard.picture.glyphs import ASCII, CONSOLE, UTF8, Glyphs
from wallboard.ui.theme import Depth, Theme


def is_live(screen: Screen) -> bool:
    """The status line, which stands in row 0 or 1, says so."""
    return any("live" in screen.line(y) for y in range(2))


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: what to run in which terminal, what to wait for, and the keys to press then.

    `colours` is a key of `tests.terminal.COLOURS`.
    """

    command: tuple[str, ...]
    columns: int
    rows: int
    colours: str = "truecolor"
    ready: Callable[[Screen], bool] = is_live
    keys: tuple[str, ...] = ()


def _demo(layout: str, *options: str) -> tuple[str, ...]:
    return ("wallboard", "demo", layout, "--seed", "1", *options)


SCENES: Final = {
    "desk": Scene(_demo("desk"), 160, 50),
    "ssh": Scene(_demo("ssh"), 80, 24),
    "kiosk": Scene(_demo("kiosk"), 160, 50),
    "desk-16-colours": Scene(_demo("desk"), 160, 50, colours="16"),
    "desk-no-color": Scene(_demo("desk"), 160, 50, colours="none"),
    "desk-help": Scene(_demo("desk"), 160, 50, keys=("?",)),
    "ssh-ascii": Scene(_demo("ssh", "--ascii"), 80, 24, colours="none"),
    "kiosk-console": Scene(_demo("kiosk"), 120, 33, colours="console"),
}


@dataclass(frozen=True, slots=True)
class Film:
    """Several pictures of one run, `every_s` apart; `frames` are their names."""

    scene: Scene
    frames: tuple[str, ...]
    every_s: float


FILMS: Final = {
    # At ten times the speed of a clock, twelve seconds are two minutes of the house.
    "outage": Film(
        Scene(_demo("desk", "--scenario", "outage", "--at", "10:38", "--speed", "10"), 160, 50),
        tuple(f"outage-10-{minute}" for minute in range(38, 60, 2)),
        every_s=12,
    )
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture of a shipped layout at a level of freshness, drawn without a terminal.

    After its first answer, or, with a `past`, after an hour in a house that is in trouble.
    """

    layout: str
    level: Level = Level.LIVE
    columns: int = 160
    rows: int = 50
    depth: Depth = Depth.TRUECOLOR
    glyphs: Glyphs = UTF8
    past: bool = False
    page: int = 0

    def screen(self) -> Screen:
        """The same on every machine and at every time."""
        still = (after_an_hour if self.past else at_level)(self.layout, self.level)
        still.board.turn_page(self.page)
        return still.screen(Theme(self.depth), glyphs=self.glyphs, size=(self.columns, self.rows))


DRAWINGS: Final[Mapping[str, Drawing | Sheet]] = {
    **{f"freshness-{level.value}": Drawing("desk", level) for level in Level},
    "kiosk-lost": Drawing("kiosk", Level.LOST),
    "kiosk-lost-console": Drawing("kiosk", Level.LOST, 120, 33, Depth.EIGHT, CONSOLE),
    **{
        f"hour-{layout}{suffix}": Drawing(layout, columns=columns, rows=rows, depth=depth, past=True)
        for suffix, depth in (("", Depth.TRUECOLOR), ("-16-colours", Depth.EIGHT))
        for layout, (columns, rows) in SIZES.items()
    },
    "hour-desk-stale": Drawing("desk", Level.STALE, past=True),
    "hour-desk-teams": Drawing("desk", past=True, page=2),
    "hour-kiosk-console": Drawing("kiosk", Level.LIVE, 120, 33, Depth.EIGHT, CONSOLE, past=True),
    "hour-kiosk-ascii": Drawing("kiosk", depth=Depth.NONE, glyphs=ASCII, past=True),
    "digits-utf-8": Sheet(UTF8, Depth.TRUECOLOR),
    "digits-console": Sheet(CONSOLE, Depth.EIGHT),
    "digits-ascii": Sheet(ASCII, Depth.NONE),
}

_FONTS: Final = Fonts()


def save(screen: Screen, stem: Path) -> None:
    """Write a screen to `stem` with `.svg` and with `.png` behind it."""
    stem.parent.mkdir(parents=True, exist_ok=True)
    stem.with_name(f"{stem.name}.svg").write_text(svg_of(screen, stem.name), encoding="utf-8")
    png_of(screen, _FONTS).save(stem.with_name(f"{stem.name}.png"), optimize=True)


@contextmanager
def played(scene: Scene) -> Iterator[Terminal]:
    """The scene's program when it is ready, in a home of its own: nobody's settings are in the picture."""
    with (
        tempfile.TemporaryDirectory() as home,
        Terminal(
            scene.command,
            columns=scene.columns,
            rows=scene.rows,
            env=environment(Path(home), scene.colours),
        ) as terminal,
    ):
        terminal.until(scene.ready, limit=60)
        terminal.settle()
        yield terminal
        terminal.press("ctrl+c")  # q closes a help that is open
        terminal.wait()


def shoot(scene: Scene) -> Screen:
    """The scene's screen after its keys."""
    with played(scene) as terminal:
        for key in scene.keys:
            terminal.press(key)
            terminal.settle()
        return terminal.screen


def filmed(film: Film) -> Iterator[tuple[str, Screen]]:
    """The film's frames, each as it is taken."""
    with played(film.scene) as terminal:
        start = time.monotonic()
        for number, name in enumerate(film.frames):
            while (left := start + number * film.every_s - time.monotonic()) > 0:
                terminal.read(left)
            yield name, terminal.settle()


def taken(name: str) -> Iterator[tuple[str, Screen]]:
    """The pictures of a scene, a film or a drawing, by the names of their files."""
    if name in FILMS:
        yield from filmed(FILMS[name])
    else:
        yield name, shoot(SCENES[name]) if name in SCENES else DRAWINGS[name].screen()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m screenshots", description="Remake the pictures.")
    pictures = [*SCENES, *FILMS, *DRAWINGS]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(pictures)}; none: all")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, metavar="DIR")
    options = parser.parse_args(arguments)
    unknown = set(options.names) - set(pictures)
    if unknown:
        parser.error(f"no picture {', '.join(sorted(unknown))}; there are {', '.join(pictures)}")
    for name in options.names or pictures:
        for stem, screen in taken(name):
            save(screen, options.out / stem)
            print(f"{options.out / stem}.svg, .png")
    print(f"Fonts of the PNG: {', '.join(sorted(_FONTS.used)) or 'a built-in one'}.")
    if _FONTS.missing:
        print(f"No font here has {' '.join(sorted(_FONTS.missing))}: install one, e.g. Noto Sans Mono CJK.")
    return 0
