"""This computer: the terminal of a board, the folders that it writes to, where its settings come from."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wallboard.doctor.findings import Finding, fail, ok, warn

LEAST_SIZE: Final = (80, 24)

_DEPTHS: Final = {
    "truecolor": "true colour",
    "indexed": "256 colours",
    "eight": "8 colours",
    "none": "no colours",
}

_CHARSETS: Final = {"unicode": "Unicode", "cp437": "those of a console (CP437)", "ascii": "plain ASCII"}


@dataclass(frozen=True, slots=True)
class Screen:
    """The terminal as `ui.terminal` recognises it; `size` in columns and rows, None where there is none."""

    term: str
    size: tuple[int, int] | None
    depth: str
    glyphs: str
    encoding: str


def terminal(screen: Screen, wanted: tuple[int, int] | None) -> list[Finding]:
    """Size, colours and characters; `wanted` is the size that the layout is made for."""
    if screen.size is None:
        return [warn("terminal", "this is no terminal", "Run the board in one; the rest was examined.")]
    return [_size(screen.size, wanted), _colours(screen), _characters(screen)]


def _size(size: tuple[int, int], wanted: tuple[int, int] | None) -> Finding:
    told = f"{size[0]}x{size[1]}"
    if wanted is not None and (size[0] < wanted[0] or size[1] < wanted[1]):
        advice = "Enlarge it, or use a layout for it: parts of a page may have no room."
        return warn("terminal", f"{told}, and the layout is made for {wanted[0]}x{wanted[1]}", advice)
    if size[0] < LEAST_SIZE[0] or size[1] < LEAST_SIZE[1]:
        return warn("terminal", told, f"Enlarge it: a board wants {LEAST_SIZE[0]}x{LEAST_SIZE[1]} at least.")
    return ok("terminal", told)


def _colours(screen: Screen) -> Finding:
    if screen.term in ("", "dumb"):
        return fail(
            "colours", f"TERM is {screen.term or 'not set'}", "Set TERM, for example to xterm-256color."
        )
    return ok(
        "colours",
        f"{_DEPTHS.get(screen.depth, screen.depth)}, from TERM={screen.term}; --colors forces others",
    )


def _characters(screen: Screen) -> Finding:
    if screen.glyphs == "ascii" and screen.encoding.lower().replace("-", "") != "utf8":
        advice = "For lines and large digits set a UTF-8 locale, for example LANG=C.UTF-8."
        return warn("characters", f"plain ASCII: the locale's encoding is {screen.encoding}", advice)
    return ok("characters", f"{_CHARSETS[screen.glyphs]}, encoding {screen.encoding}")


def settings(origins: Mapping[str, str], shown: Mapping[str, str]) -> list[Finding]:
    """Where each setting that is set came from; `shown` has the values that may be shown."""
    told = (
        f"{shown[name]}, from {origin}" if name in shown else f"from {origin}"
        for name, origin in origins.items()
    )
    return [ok(name, text) for name, text in zip(origins, told, strict=True)]


def folders(paths: Mapping[str, Path]) -> list[Finding]:
    """Whether the folders that a board writes to can be written."""
    return [_folder(name, path) for name, path in paths.items()]


def _folder(name: str, path: Path) -> Finding:
    nearest = next((folder for folder in (path, *path.parents) if folder.exists()), path)
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return ok(name, str(path))
    advice = "Make it writable for this user: a board runs without it, but keeps no log and no figures."
    return warn(name, f"{path} can't be written", advice)
