"""What a screen looks like before it is a file: colours resolved, runs of one style, shapes for glyphs.

Glyphs that must meet their neighbours without a gap, or keep their silhouette in any font, are shapes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeAlias

from tests.screen import Cell, Screen

GROUND: Final = "0d1116"
INK: Final = "d3dae2"
"""The terminal's own colours: the night base of LOOK section 2."""

_NAMES: Final = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
_PLAIN: Final = ("000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5")
_BRIGHT: Final = ("7f7f7f", "ff0000", "00ff00", "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff")
XTERM: Final[Mapping[str, str]] = {
    **dict(zip(_NAMES, _PLAIN, strict=True)),
    **{f"bright{name}": colour for name, colour in zip(_NAMES, _BRIGHT, strict=True)},
}
"""xterm's palette by pyte's names."""

Polygon: TypeAlias = tuple[tuple[float, float], ...]
"""Corners in a cell, each coordinate from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Style:
    ink: str
    ground: str
    bold: bool
    italic: bool
    underline: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring cells of one row: `text` to write, or polygons that fill each of them.

    `opacity` is that of a shade; `cells` counts two for a wide character, which stands alone.
    """

    x: int
    y: int
    cells: int
    style: Style
    text: str
    polygons: tuple[Polygon, ...] = ()
    opacity: float = 1


def style_of(cell: Cell) -> Style:
    # xterm draws bold in one of the eight colours by its bright twin; LOOK counts on it for amber.
    bright = f"bright{cell.fg}" if cell.bold and cell.fg in _NAMES else cell.fg
    ink, ground = _colour(bright, INK), _colour(cell.bg, GROUND)
    if cell.reverse:
        ink, ground = ground, ink
    if cell.dim:
        ink = _between(ink, ground)
    return Style(ink, ground, cell.bold, cell.italic, cell.underline)


def _colour(name: str, default: str) -> str:
    return default if name == "default" else XTERM.get(name, name)


def _between(one: str, other: str) -> str:
    pairs = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
    return bytes((a + b) // 2 for a, b in pairs).hex()


def fills(screen: Screen) -> Iterator[Stretch]:
    """Stretches of one style over the whole screen, spaces included: their grounds and underlines."""
    for y in range(screen.rows):
        x = 0
        for style, cells in groupby(map(style_of, screen.cells[y])):
            count = len(list(cells))
            yield Stretch(x, y, count, style, "")
            x += count


def inks(screen: Screen) -> Iterator[Stretch]:
    """What stands on the grounds: texts without a double space inside, and shapes."""
    for y in range(screen.rows):
        yield from _inks_of_row(screen.cells[y], y)


def _inks_of_row(row: Sequence[Cell], y: int) -> Iterator[Stretch]:
    x = 0
    while x < len(row):
        style, text = style_of(row[x]), row[x].text
        end = x + 1
        if x + 1 < len(row) and row[x + 1].text == "":
            yield Stretch(x, y, 2, style, text)
            end = x + 2
        elif text in SHAPES or text in SHADES:
            while end < len(row) and row[end].text == text and style_of(row[end]) == style:
                end += 1
            yield Stretch(
                x, y, end - x, style, text, SHAPES.get(text, (_rectangle(0, 0, 8, 8),)), SHADES.get(text, 1)
            )
        elif text.strip():
            end = _end_of_text(row, x, style)
            yield Stretch(x, y, end - x, style, "".join(cell.text for cell in row[x:end]))
        x = end


def _end_of_text(row: Sequence[Cell], start: int, style: Style) -> int:
    """The column behind the text that begins at `start`, which ends at any other style, shape,
    wide character or double space."""
    end = last = start
    while end < len(row) and style_of(row[end]) == style:
        is_wide = end + 1 < len(row) and row[end + 1].text == ""
        if is_wide or row[end].text in SHAPES or row[end].text in SHADES:
            break
        if row[end].text.strip():
            last = end
        elif end - last > 1:
            break
        end += 1
    return last + 1


def _rectangle(left: float, top: float, right: float, bottom: float) -> Polygon:
    """A rectangle in eighths of a cell."""
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return tuple((x / 8, y / 8) for x, y in corners)


_TOP_LEFT: Final = _rectangle(0, 0, 4, 4)
_TOP_RIGHT: Final = _rectangle(4, 0, 8, 4)
_BOTTOM_LEFT: Final = _rectangle(0, 4, 4, 8)
_BOTTOM_RIGHT: Final = _rectangle(4, 4, 8, 8)

SHADES: Final[Mapping[str, float]] = {"░": 0.25, "▒": 0.5, "▓": 0.75}

SHAPES: Final[Mapping[str, tuple[Polygon, ...]]] = {
    "▀": (_rectangle(0, 0, 8, 4),),
    "▔": (_rectangle(0, 0, 8, 1),),
    "▐": (_rectangle(4, 0, 8, 8),),
    "▕": (_rectangle(7, 0, 8, 8),),
    **{chr(0x2580 + eighths): (_rectangle(0, 8 - eighths, 8, 8),) for eighths in range(1, 9)},
    **{chr(0x2590 - eighths): (_rectangle(0, 0, eighths, 8),) for eighths in range(1, 8)},
    "▖": (_BOTTOM_LEFT,),
    "▗": (_BOTTOM_RIGHT,),
    "▘": (_TOP_LEFT,),
    "▙": (_TOP_LEFT, _BOTTOM_LEFT, _BOTTOM_RIGHT),
    "▚": (_TOP_LEFT, _BOTTOM_RIGHT),
    "▛": (_TOP_LEFT, _TOP_RIGHT, _BOTTOM_LEFT),
    "▜": (_TOP_LEFT, _TOP_RIGHT, _BOTTOM_RIGHT),
    "▝": (_TOP_RIGHT,),
    "▞": (_TOP_RIGHT, _BOTTOM_LEFT),
    "▟": (_TOP_RIGHT, _BOTTOM_LEFT, _BOTTOM_RIGHT),
    "─": (_rectangle(0, 3.8, 8, 4.2),),
    "━": (_rectangle(0, 3.4, 8, 4.6),),
    "═": (_rectangle(0, 3.2, 8, 3.6), _rectangle(0, 4.4, 8, 4.8)),
    "■": (_rectangle(0.4, 2.6, 7.6, 6.2),),
    "▲": (((0.5, 0.3), (1.0, 0.77), (0.0, 0.77)),),
}
