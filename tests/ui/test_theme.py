"""Every role has a look at every depth, and what is to be read can be read (LOOK section 2)."""

from dataclasses import replace

import pytest
from rich.color import Color

from wallboard.picture.lines import Role
from wallboard.ui.theme import BASE, LOOKS, Depth, Theme, entry_look, look

VGA = ["#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"]
VGA_BOLD = ["#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"]
XTERM = ["#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5"]
XTERM_BOLD = ["#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"]

LINES = {Role.BAR, Role.SPARK, Role.SPARKSOFT}
"""Graphics that say how much; a line of old figures is fainter on purpose."""
GRAPHICS = LINES | {Role.SPARKOLD, Role.FAINT, Role.EDGE, Role.STROKE, Role.CURSOR, Role.DRAINED}
"""Rules, bars and grounds: no letters are drawn in them."""

VALUES = {Role.VALUE, Role.WARN, Role.WARNDRAWN, Role.ALERT}
ALERT_ON_XTERM_RED = 5.8
"""White on xterm's red: bold, filled and with its glyph; accepted by LOOK section 2."""


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def rgb(name: str) -> str:
    return name if name.startswith("#") else Color.from_ansi(int(name)).get_truecolor().hex


READ = sorted(set(Role) - GRAPHICS, key=lambda role: role.value)


def test_every_role_has_a_look() -> None:
    assert set(LOOKS) == set(Role)


@pytest.mark.parametrize("on", [None, Role.CURSOR], ids=["plain", "on the cursor row"])
@pytest.mark.parametrize("role", READ, ids=lambda role: role.value)
@pytest.mark.parametrize(
    ("depth", "hue"),
    [(Depth.TRUECOLOR, "night"), (Depth.TRUECOLOR, "day"), (Depth.INDEXED, "night")],
    ids=["night", "day", "256"],
)
def test_letters_reach_4_5_and_values_7(role: Role, on: Role | None, depth: Depth, hue: str) -> None:
    seen = look(role, on, depth, hue)  # type: ignore[arg-type]
    least = 7.0 if role in VALUES else 4.5
    assert round(contrast(rgb(seen.ink), rgb(seen.ground)), 1) >= least


@pytest.mark.parametrize("role", sorted(LINES, key=lambda role: role.value), ids=lambda role: role.value)
@pytest.mark.parametrize(
    ("depth", "hue"),
    [(Depth.TRUECOLOR, "night"), (Depth.TRUECOLOR, "day"), (Depth.INDEXED, "night")],
    ids=["night", "day", "256"],
)
def test_lines_reach_3(role: Role, depth: Depth, hue: str) -> None:
    seen = look(role, None, depth, hue)  # type: ignore[arg-type]
    assert round(contrast(rgb(seen.ink), rgb(seen.ground)), 1) >= 3


@pytest.mark.parametrize("depth", list(Depth), ids=lambda depth: depth.value)
def test_a_warning_in_large_digits_is_coloured_and_never_struck_through(depth: Depth) -> None:
    drawn = look(Role.WARNDRAWN, None, depth)
    assert not drawn.underline
    assert drawn == replace(look(Role.WARN, None, depth), underline=False)


@pytest.mark.parametrize("role", READ, ids=lambda role: role.value)
@pytest.mark.parametrize(("plain", "bold"), [(VGA, VGA_BOLD), (XTERM, XTERM_BOLD)], ids=["vga", "xterm"])
def test_eight_colours_are_readable_on_both_palettes(role: Role, plain: list[str], bold: list[str]) -> None:
    names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    seen = look(role, None, Depth.EIGHT)
    ink = (bold if seen.bold else plain)[names.index(seen.ink or "white")]
    ground = plain[names.index(seen.ground or "black")]
    least = ALERT_ON_XTERM_RED if role is Role.ALERT else 7.0 if role in VALUES else 4.5
    assert round(contrast(ink, ground), 1) >= least


@pytest.mark.parametrize("depth", list(Depth), ids=lambda depth: depth.value)
def test_warn_alert_and_ok_differ_at_every_depth(depth: Depth) -> None:
    theme = Theme(depth)
    assert len({theme.style(role) for role in (Role.OK, Role.WARN, Role.ALERT)}) == 3


def test_without_colour_no_style_holds_one() -> None:
    theme = Theme(Depth.NONE)
    grounds = (None, Role.CURSOR, Role.ALERT, Role.DRAINED, Role.BANNER, Role.URGENT)
    styles = [theme.style(role, on) for role in Role for on in grounds]
    assert all(style.color is None and style.bgcolor is None for style in styles)


def test_eight_colours_know_no_bright_ones() -> None:
    theme = Theme(Depth.EIGHT)
    numbers = [
        colour.number
        for role in Role
        for style in [theme.style(role), theme.style(role, Role.CURSOR)]
        for colour in (style.color, style.bgcolor)
        if colour is not None
    ]
    assert max(number for number in numbers if number is not None) < 8


def test_an_edge_is_drawn_in_the_colour_of_its_fill() -> None:
    edge = look(Role.EDGE, Role.ALERT, Depth.TRUECOLOR)
    assert edge.ink == look(Role.ALERT, None, Depth.TRUECOLOR).ground
    assert edge.ground == entry_look(BASE, Depth.TRUECOLOR, "night").ground


def test_an_alert_keeps_its_fill_on_the_cursor_row() -> None:
    for depth in Depth:
        assert look(Role.ALERT, Role.CURSOR, depth) == look(Role.ALERT, None, depth)
