"""What each role looks like: an explicit entry per colour depth, never a downgrade (LOOK section 2).

A look is written as "bold underline FOREGROUND on BACKGROUND"; a missing colour is the
base's, at 8 colours and none the terminal's own. `style` is the way in for widgets.
"""

from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from rich.color import Color
from rich.style import Style

from wallboard.picture.lines import Role

Hue: TypeAlias = Literal["night", "day"]


class Depth(Enum):
    """How many colours a terminal shows; 16 take the entries of 8, without bright codes."""

    TRUECOLOR = "truecolor"
    INDEXED = "256"
    EIGHT = "8"
    NONE = "none"

    __hash__ = object.__hash__  # as that of Role


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as "#rrggbb", an index of the 256, a name of the 8, or "" for the base's."""

    ink: str = ""
    ground: str = ""
    bold: bool = False
    underline: bool = False
    reverse: bool = False
    dim: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One role's look at each depth; `day` is the second theme, in true colour."""

    night: str
    day: str
    indexed: str
    eight: str
    none: str


BASE: Final = Entry("#d3dae2 on #0d1116", "#262c33 on #fafaf8", "252 on 233", "", "")

LOOKS: Final[dict[Role, Entry]] = {
    Role.TEXT: Entry("#d3dae2", "#262c33", "252", "white", ""),
    Role.MUTED: Entry("#8593a2", "#5a646e", "246", "white", ""),
    Role.FAINT: Entry("#2b343f", "#d3d8dc", "237", "blue", ""),
    Role.ACCENT: Entry("#5fb8d9", "#00648c", "74", "cyan", ""),
    Role.TITLE: Entry("bold #eef2f6", "bold #0b0f13", "bold 255", "bold white", "bold"),
    Role.HEADER: Entry("#8593a2", "#5a646e", "246", "cyan", ""),
    Role.VALUE: Entry("bold #f5f8fa", "bold #0b0f13", "bold 231", "bold white", "bold"),
    Role.GOAL: Entry("#a3b0bd", "#47515b", "249", "white", ""),
    Role.OK: Entry("#d3dae2", "#262c33", "252", "white", ""),
    Role.WARN: Entry("bold #ffbf47", "bold #6e4300", "bold 221", "bold yellow", "bold underline"),
    Role.WARNDRAWN: Entry("bold #ffbf47", "bold #6e4300", "bold 221", "bold yellow", "bold"),
    Role.ALERT: Entry(
        "bold #ffffff on #a3201d",
        "bold #ffffff on #a3120f",
        "bold 231 on 124",
        "bold white on red",
        "bold reverse",
    ),
    Role.ALERTSOFT: Entry(
        "#ffd9d6 on #a3201d", "#ffe3e0 on #a3120f", "224 on 124", "bold white on red", "bold reverse"
    ),
    Role.UNKNOWN: Entry("#8593a2", "#5a646e", "246", "white", ""),
    Role.URGENT: Entry(
        "bold #ffffff on #6a3bc4",
        "bold #ffffff on #5b2bb5",
        "bold 231 on 55",
        "bold white on magenta",
        "bold reverse",
    ),
    Role.URGENTINK: Entry("bold #b79bff", "bold #5b2bb5", "bold 141", "bold magenta", "bold"),
    Role.STALE: Entry("#8a97a3", "#58626b", "246", "white", "dim"),
    Role.LOST: Entry("#8a97a3", "#58626b", "246", "white", "dim"),
    Role.FROZEN: Entry("#9ecbe0", "#1f5876", "152", "cyan", ""),
    Role.CURSOR: Entry("on #1c2b38", "on #dcebf3", "on 235", "reverse", "underline"),
    Role.SORTED: Entry("bold #eef2f6", "bold #0b0f13", "bold 255", "bold white", "bold"),
    Role.CHANGED: Entry(
        "underline #7fd6f2", "underline #00567a", "underline 117", "underline cyan", "underline"
    ),
    Role.BAR: Entry("#4b7f98", "#4c87a3", "67", "cyan", ""),
    Role.SPARK: Entry("#4d6b7f", "#5c8298", "67", "cyan", ""),
    Role.SPARKSOFT: Entry(
        "#e39a93 on #a3201d", "#ffb5ae on #a3120f", "181 on 124", "white on red", "bold reverse"
    ),
    Role.SPARKOLD: Entry("#4f5963", "#b3bac0", "242", "white", "dim"),
    Role.BANNER: Entry(
        "bold #0d1116 on #e9eef3", "bold #ffffff on #262c33", "bold 233 on 255", "reverse", "bold reverse"
    ),
    Role.BANNERSOFT: Entry("#0d1116 on #e9eef3", "#ffffff on #262c33", "233 on 255", "reverse", "reverse"),
    Role.FBANNER: Entry(
        "bold #06222e on #5fb8d9", "bold #ffffff on #00648c", "bold 233 on 74", "reverse cyan", "bold reverse"
    ),
    Role.FBANNERSOFT: Entry(
        "#06222e on #5fb8d9", "#ffffff on #00648c", "233 on 74", "reverse cyan", "reverse"
    ),
    Role.DRAINED: Entry("on #1c232b", "on #eceeef", "on 235", "", ""),
    Role.EDGE: Entry("", "", "", "", ""),
    Role.STROKE: Entry("", "", "", "", ""),
}

ATTRIBUTES: Final = ("bold", "underline", "reverse", "dim")


def parse_look(spec: str) -> Look:
    """A look from its entry, such as "bold 231 on 124"."""
    before, _, ground = spec.partition("on ")
    words = before.split()
    attributes = {word: True for word in words if word in ATTRIBUTES}
    ink = next((word for word in words if word not in ATTRIBUTES), "")
    return Look(ink=ink, ground=ground.strip(), **attributes)


def entry_look(entry: Entry, depth: Depth, hue: Hue) -> Look:
    """The entry's look at a depth; 256 colours and fewer know one theme."""
    match depth:
        case Depth.TRUECOLOR:
            return parse_look(entry.night if hue == "night" else entry.day)
        case Depth.INDEXED:
            return parse_look(entry.indexed)
        case Depth.EIGHT:
            return parse_look(entry.eight)
        case Depth.NONE:
            return parse_look(entry.none)


def look(role: Role, on: Role | None, depth: Depth, hue: Hue = "night") -> Look:
    """The look of a role on a ground.

    A role with a fill of its own keeps it on any ground; so does a warning on a reversed one. An
    EDGE is drawn in the fill's colour, on the base, so that a half block ends the fill. A STROKE
    is a space in the ink of `on`.
    """
    own = entry_look(LOOKS[role], depth, hue)
    base = entry_look(BASE, depth, hue)
    ground = Look() if on is None else entry_look(LOOKS[on], depth, hue)
    if role is Role.EDGE:
        return replace(base, ink=ground.ground or base.ink)
    if role is Role.STROKE:
        filled = replace(ground, ink=ground.ink or base.ink, ground=ground.ground or base.ground)
        return replace(filled, reverse=not ground.reverse, underline=False)
    # In reverse a warning's ink would become a fill, and a fill is an alert's.
    has_fill = bool(own.ground) or own.reverse or (ground.reverse and role is Role.WARN)
    return replace(
        own,
        ink=own.ink or base.ink,
        ground=own.ground or ground.ground or base.ground,
        reverse=own.reverse or (ground.reverse and not has_fill),
        underline=own.underline or (ground.underline and not has_fill),
        bold=own.bold,
    )


def _colour(name: str) -> Color | None:
    if not name:
        return None
    return Color.from_ansi(int(name)) if name.isdigit() else Color.parse(name)


@dataclass(frozen=True, slots=True)
class Theme:
    """A depth and a hue, and the styles that come of them."""

    depth: Depth
    hue: Hue = "night"

    def style(self, role: Role, on: Role | None = None) -> Style:
        """Rich's style for a role on a ground; cached."""
        return _style(role, on, self.depth, self.hue)

    @property
    def blank(self) -> Style:
        """The style of cells with nothing on them."""
        return self.style(Role.TEXT)

    @property
    def base(self) -> str:
        """The screen's own background as a colour of Textual's style sheets."""
        ground = entry_look(BASE, self.depth, self.hue).ground
        if not ground:
            return "ansi_default"
        if ground.isdigit():
            return Color.from_ansi(int(ground)).get_truecolor().hex
        return ground


@lru_cache(maxsize=1024)
def _style(role: Role, on: Role | None, depth: Depth, hue: Hue) -> Style:
    seen = look(role, on, depth, hue)
    return Style.from_color(_colour(seen.ink), _colour(seen.ground)) + Style(
        bold=seen.bold or None,
        underline=seen.underline or None,
        reverse=seen.reverse or None,
        dim=seen.dim or None,
    )
