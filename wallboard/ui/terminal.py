"""Which terminal this is: its colours, its glyphs, and whether a board can be shown on it at all.

Decided from the environment before Textual is imported, because Textual reads its own
variables at import (TEXTUAL section 7).
"""

import signal
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from wallboard.picture.glyphs import ASCII, CONSOLE, UTF8, Glyphs
from wallboard.ui.theme import Depth

ColourChoice: TypeAlias = Literal["auto", "truecolor", "256", "16", "8", "none"]

_CHOSEN: Final[Mapping[str, Depth]] = {
    "truecolor": Depth.TRUECOLOR,
    "256": Depth.INDEXED,
    "16": Depth.EIGHT,
    "8": Depth.EIGHT,
    "none": Depth.NONE,
}

_CONSOLES: Final = ("linux", "cons25")
"""Text consoles: eight colours, CP437, no kitty keys, no mode 2026 (TEXTUAL section 7)."""


SIGNAL_CODES: Final = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130}
"""Exit codes of a program that a signal ended: 128 + its number."""


@dataclass(frozen=True, slots=True)
class Terminal:
    depth: Depth
    glyphs: Glyphs
    is_console: bool = False


def refusal(environment: Mapping[str, str], *, has_terminal: bool) -> str | None:
    """Why no board can be shown here, as a sentence that says what is needed; None: it can."""
    if not has_terminal:
        return "wallboard draws on a terminal: run it in one, with standard input and error not redirected."
    if environment.get("TERM", "dumb") in ("", "dumb"):
        return "wallboard needs a terminal that can place its cursor: TERM is dumb. Set TERM, e.g. xterm."
    return None


def recognise(
    environment: Mapping[str, str], colours: ColourChoice, *, ascii_only: bool, encoding: str
) -> Terminal:
    """The terminal's depth and glyphs.

    `encoding` is that of the stream the screen goes to; what is not UTF-8 gets ASCII.
    """
    term = environment.get("TERM", "")
    is_console = term in _CONSOLES or term.startswith("vt")
    depth = _depth(environment, colours, term, is_console=is_console)
    if ascii_only or encoding.lower().replace("-", "") != "utf8":
        return Terminal(depth, ASCII, is_console)
    return Terminal(depth, CONSOLE if is_console else UTF8, is_console)


def _depth(environment: Mapping[str, str], colours: ColourChoice, term: str, *, is_console: bool) -> Depth:
    """The order of TEXTUAL section 7: option, NO_COLOR, COLORTERM, TERM."""
    if colours != "auto":
        return _CHOSEN[colours]
    if environment.get("NO_COLOR"):
        return Depth.NONE
    if is_console:
        return Depth.EIGHT
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return Depth.TRUECOLOR
    if term.endswith("-256color") or term.startswith("tmux"):
        return Depth.INDEXED
    return Depth.EIGHT


_TEXTUAL_SYSTEM: Final[Mapping[Depth, str]] = {
    Depth.TRUECOLOR: "truecolor",
    Depth.INDEXED: "256",
    Depth.EIGHT: "standard",
    Depth.NONE: "standard",  # Textual refuses "none"; without colours in the styles none are sent
}


def prepare_environment(environment: MutableMapping[str, str], terminal: Terminal) -> None:
    """Tell Textual what was chosen; to be called before it is imported."""
    environment["TEXTUAL_COLOR_SYSTEM"] = _TEXTUAL_SYSTEM[terminal.depth]
    environment["TEXTUAL_ANIMATIONS"] = "none"
    for ours in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_FILTERS"):
        environment.pop(ours, None)
    if terminal.is_console:
        environment["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
