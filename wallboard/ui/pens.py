"""What a terminal draws with: colours and attributes as codes, and the shortest way from one pen to another.

Styles of the theme are exact for their depth and pass as they are; whatever else comes is clamped.
Bright codes (90-107) are never written, since a Linux console draws their grounds black; nor 38 and
48 at 8 colours; nor any colour at none (TEXTUAL section 7).
"""

from functools import lru_cache
from itertools import permutations
from typing import Final, NamedTuple

from rich.color import Color, ColorSystem, ColorType
from rich.style import Style

from wallboard.ui.theme import Depth

BOLD, DIM, ITALIC, UNDERLINE, REVERSE, STRIKE = (1 << bit for bit in range(6))

_ON: Final = {BOLD: "1", DIM: "2", ITALIC: "3", UNDERLINE: "4", REVERSE: "7", STRIKE: "9"}
_OFF: Final = {BOLD | DIM: "22", ITALIC: "23", UNDERLINE: "24", REVERSE: "27", STRIKE: "29"}

_SHOWS_ON_BLANKS: Final = UNDERLINE | REVERSE | STRIKE

_BRIGHT: Final = 128
"""At 8 colours: the least part of red, green or blue that counts."""

_MOST_TRIED: Final = 5
"""Pens of a frame up to which every order is tried: 120 of them."""


class Pen(NamedTuple):
    """`ink` and `ground` are codes such as "38;2;255;191;71" or "41", empty for the terminal's own."""

    ink: str = ""
    ground: str = ""
    attributes: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether a blank drawn with it shows its ground and nothing else."""
        return not self.attributes & _SHOWS_ON_BLANKS

    def over(self, ground: str) -> "Pen":
        """The pen nearest to this one that draws plain blanks on a ground."""
        return Pen(self.ink, ground, self.attributes & ~_SHOWS_ON_BLANKS)


@lru_cache(maxsize=4096)
def pen_of(style: Style | None, depth: Depth) -> Pen:
    """The pen of a style at a depth; the same object for the same pen, so that `is` compares them."""
    if style is None:
        return pen("", "", 0)
    flags = zip(
        (style.bold, style.dim, style.italic, style.underline, style.reverse, style.strike),
        (BOLD, DIM, ITALIC, UNDERLINE, REVERSE, STRIKE),
        strict=True,
    )
    return pen(
        _code(style.color, depth, 30),
        _code(style.bgcolor, depth, 40),
        sum(flag for is_on, flag in flags if is_on),
    )


@lru_cache(maxsize=4096)
def pen(ink: str, ground: str, attributes: int) -> Pen:
    """The one object of a pen."""
    return Pen(ink, ground, attributes)


def _code(colour: Color | None, depth: Depth, first: int) -> str:
    """The code of a colour; `first` is 30 for inks, 40 for grounds."""
    if colour is None or colour.is_default or depth is Depth.NONE:
        return ""
    if depth is Depth.EIGHT:
        return str(first + _eighth(colour))
    if depth is Depth.INDEXED and colour.type is ColorType.TRUECOLOR:
        colour = colour.downgrade(ColorSystem.EIGHT_BIT)
    if colour.number is None:
        return f"{first + 8};2;{';'.join(map(str, colour.get_truecolor()))}"
    return str(first + colour.number) if colour.number < 8 else f"{first + 8};5;{colour.number}"


def _eighth(colour: Color) -> int:
    """A colour as one of 8: its own number without brightness, else by its parts."""
    if colour.number is not None and colour.number < 16:
        return colour.number % 8
    red, green, blue = colour.get_truecolor()
    return (red >= _BRIGHT) + 2 * (green >= _BRIGHT) + 4 * (blue >= _BRIGHT)


@lru_cache(maxsize=4096)
def change(now: Pen | None, to: Pen) -> str:
    """The shortest codes that make a terminal's pen another one; None: it may be any."""
    if now == to:
        return ""
    anew = [code for flag, code in _ON.items() if to.attributes & flag]
    anew += [code for code in (to.ink, to.ground) if code]
    whole = f"\x1b[{';'.join(['0', *anew])}m" if anew else "\x1b[m"
    if now is None:
        return whole
    step = f"\x1b[{';'.join(_differences(now, to))}m"
    return min(whole, step, key=len)


def _differences(now: Pen, to: Pen) -> list[str]:
    codes = []
    kept = now.attributes
    for flags, off in _OFF.items():
        if kept & flags & ~to.attributes:
            codes.append(off)
            kept &= ~flags
    codes += [code for flag, code in _ON.items() if to.attributes & ~kept & flag]
    if now.ink != to.ink:
        codes.append(to.ink or "39")
    if now.ground != to.ground:
        codes.append(to.ground or "49")
    return codes


@lru_cache(maxsize=256)
def cheapest_order(now: Pen | None, pens: frozenset[Pen]) -> tuple[Pen, ...]:
    """The pens in an order of which the changes are short, from the present pen on; the same each time."""
    ranked = sorted(pens)
    if len(ranked) <= _MOST_TRIED:
        return min(permutations(ranked), key=lambda order: _length(now, order), default=())
    order: list[Pen] = []
    while ranked:
        now = min(ranked, key=lambda pen: len(change(now, pen)))
        ranked.remove(now)
        order.append(now)
    return tuple(order)


def _length(now: Pen | None, order: tuple[Pen, ...]) -> int:
    total = 0
    for pen in order:
        total += len(change(now, pen))
        now = pen
    return total
