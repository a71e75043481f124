"""The scenes, and the command that remakes their pictures: `python -m screenshots [NAME …] [--out DIR]`.

A Scene runs the program and shows the present; a Drawing is made from the picture of a board that
stands still, so that a remake gives equal files.
"""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from screenshots.png import Fonts, png_of
from screenshots.svg import svg_of
from tests.still import at_level
from tests.terminal import Screen, Terminal, environment
from wallboard.board.views import Level
from wallboard.picture.glyphs import CONSOLE, UTF8, Glyphs
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
class Drawing:
    """One picture of a shipped layout at a level of freshness, drawn without a terminal."""

    layout: str
    level: Level
    columns: int = 160
    rows: int = 50
    depth: Depth = Depth.TRUECOLOR
    glyphs: Glyphs = UTF8


DRAWINGS: Final = {
    **{f"freshness-{level.value}": Drawing("desk", level) for level in Level},
    "kiosk-lost": Drawing("kiosk", Level.LOST),
    "kiosk-lost-console": Drawing("kiosk", Level.LOST, 120, 33, Depth.EIGHT, CONSOLE),
}

_FONTS: Final = Fonts()


def save(screen: Screen, stem: Path) -> None:
    """Write a screen to `stem` with `.svg` and with `.png` behind it."""
    stem.parent.mkdir(parents=True, exist_ok=True)
    stem.with_name(f"{stem.name}.svg").write_text(svg_of(screen, stem.name), encoding="utf-8")
    png_of(screen, _FONTS).save(stem.with_name(f"{stem.name}.png"), optimize=True)


def shoot(scene: Scene) -> Screen:
    """The scene's screen, taken in a home of its own: nobody's settings are in the picture."""
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
        for key in scene.keys:
            terminal.press(key)
            terminal.settle()
        screen = terminal.screen
        terminal.press("ctrl+c")  # q closes a help that is open
        terminal.wait()
        return screen


def drawn(drawing: Drawing) -> Screen:
    """The drawing's screen; the same on every machine and at every time."""
    still = at_level(drawing.layout, drawing.level)
    size = drawing.columns, drawing.rows
    return still.screen(Theme(drawing.depth), glyphs=drawing.glyphs, size=size)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m screenshots", description="Remake the pictures.")
    pictures = [*SCENES, *DRAWINGS]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(pictures)}; none: all")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, metavar="DIR")
    options = parser.parse_args(arguments)
    unknown = set(options.names) - set(pictures)
    if unknown:
        parser.error(f"no picture {', '.join(sorted(unknown))}; there are {', '.join(pictures)}")
    for name in options.names or pictures:
        screen = shoot(SCENES[name]) if name in SCENES else drawn(DRAWINGS[name])
        save(screen, options.out / name)
        print(f"{options.out / name}.svg, .png")
    print(f"Fonts of the PNG: {', '.join(sorted(_FONTS.used)) or 'a built-in one'}.")
    if _FONTS.missing:
        print(f"No font here has {' '.join(sorted(_FONTS.missing))}: install one, e.g. Noto Sans Mono CJK.")
    return 0
