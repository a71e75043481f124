"""A screen as PNG, drawn cell by cell with the fonts that this machine has."""

import functools
import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from screenshots.looks import GROUND, Stretch, fills, inks
from tests.screen import Screen

_WIDTH: Final = 10
_HEIGHT: Final = 20
_BASELINE: Final = 15
_SIZE: Final = 16

_FOLDERS: Final = (
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/TTF",
    "/usr/share/fonts/dejavu-sans-mono-fonts",
    "/Library/Fonts",
)
_MARKED: Final = re.compile(r".[\u0300-\u036f]*", re.DOTALL)
"""A character with its combining marks, as it stands in one cell."""

_FILES: Final = {False: "DejaVuSansMono.ttf", True: "DejaVuSansMono-Bold.ttf"}


class Fonts:
    """The fonts in use, by character. `used` and `missing` tell afterwards what the picture rests on."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self.missing: set[str] = set()
        self._chosen: dict[tuple[str, bool], FreeTypeFont | ImageFont.ImageFont] = {}

    def font_for(self, text: str, *, bold: bool) -> FreeTypeFont | ImageFont.ImageFont:
        if (text, bold) not in self._chosen:
            self._chosen[text, bold] = self._choose(text, bold=bold)
        return self._chosen[text, bold]

    def _choose(self, text: str, *, bold: bool) -> FreeTypeFont | ImageFont.ImageFont:
        main = _main_font(bold)
        for file in (main, _font_with(text, bold)):
            font = _load(file) if file else None
            if font and _has(font, text):
                self.used.add(" ".join(name for name in font.getname() if name))
                return font
        self.missing.add(text)
        font = _load(main) if main else None
        return font or ImageFont.load_default(_SIZE)


@functools.cache
def _main_font(bold: bool) -> str | None:
    places = (Path(folder, _FILES[bold]) for folder in _FOLDERS)
    found = next((str(place) for place in places if place.exists()), None)
    return found or _ask("DejaVu Sans Mono" + (":bold" if bold else ""))


def _font_with(text: str, bold: bool) -> str | None:
    return _ask(f"monospace:charset={ord(text[0]):x}" + (":bold" if bold else ""))


def _ask(pattern: str) -> str | None:
    """The file of the font that fontconfig finds nearest; None where there is no fontconfig."""
    try:
        asked = subprocess.run(
            ["fc-match", "--format=%{file}", pattern], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return asked.stdout or None


@functools.cache
def _load(file: str) -> FreeTypeFont | None:
    try:
        return ImageFont.truetype(file, _SIZE)
    except OSError:
        return None


def _has(font: FreeTypeFont, text: str) -> bool:
    """Pillow can't be asked for a font's characters; one that is missing is drawn like one that can't be."""
    return bytes(font.getmask(text[0])) != bytes(font.getmask("\U0010ffff"))


def png_of(screen: Screen, fonts: Fonts) -> Image.Image:
    image = Image.new("RGB", (screen.columns * _WIDTH, screen.rows * _HEIGHT), f"#{GROUND}")
    draw = ImageDraw.Draw(image)
    for stretch in fills(screen):
        _fill(draw, stretch)
    for stretch in inks(screen):
        if stretch.polygons:
            _shapes(draw, stretch)
        else:
            _text(draw, stretch, fonts)
    return _with_palette(image, screen)


def _with_palette(image: Image.Image, screen: Screen) -> Image.Image:
    """The picture in 256 colours, a third of the file: all of the screen's, and the commonest of soft edges.

    Pillow's own choice of colours gives up small signs (an arrow in the accent turns grey), and its
    mapping to given ones is only near.
    """
    styles = {stretch.style for stretch in fills(screen)}
    own = sorted({bytes.fromhex(colour) for style in styles for colour in (style.ink, style.ground)})
    pixels = image.tobytes()
    colours = [pixels[start : start + 3] for start in range(0, len(pixels), 3)]
    common = sorted(Counter(colours).items(), key=lambda each: (-each[1], each[0]))
    palette = list(islice(dict.fromkeys([*own, *(colour for colour, _ in common)]), 256))
    index = {colour: _nearest(palette, colour) for colour, _ in common}
    mapped = Image.frombytes("P", image.size, bytes(index[colour] for colour in colours))
    mapped.putpalette(b"".join(palette))
    return mapped


def _nearest(palette: Sequence[bytes], colour: bytes) -> int:
    def distance(index: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(palette[index], colour, strict=True))

    return min(range(len(palette)), key=distance)


def _fill(draw: ImageDraw.ImageDraw, stretch: Stretch) -> None:
    left, top = stretch.x * _WIDTH, stretch.y * _HEIGHT
    right, bottom = left + stretch.cells * _WIDTH - 1, top + _HEIGHT - 1
    draw.rectangle((left, top, right, bottom), fill=f"#{stretch.style.ground}")
    if stretch.style.underline:
        draw.line((left, bottom - 2, right, bottom - 2), fill=f"#{stretch.style.ink}")


def _shapes(draw: ImageDraw.ImageDraw, stretch: Stretch) -> None:
    ink = _mixed(stretch.style.ink, stretch.style.ground, stretch.opacity)
    for index in range(stretch.cells):
        left, top = (stretch.x + index) * _WIDTH, stretch.y * _HEIGHT
        for polygon in stretch.polygons:
            corners = [(left + x * _WIDTH, top + y * _HEIGHT) for x, y in polygon]
            if len(corners) == 4:
                (x1, y1), (x2, y2) = corners[0], corners[2]
                # Pillow's rectangles hold their last pixel too.
                draw.rectangle((round(x1), round(y1), round(x2) - 1, max(round(y1), round(y2) - 1)), fill=ink)
            else:
                draw.polygon(corners, fill=ink)


def _mixed(ink: str, ground: str, share: float) -> tuple[int, int, int]:
    over, under = bytes.fromhex(ink), bytes.fromhex(ground)
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(over, under, strict=True))
    return red, green, blue


def _text(draw: ImageDraw.ImageDraw, stretch: Stretch, fonts: Fonts) -> None:
    """Each character into its own cell: a font's advance is rarely a whole number of pixels."""
    x, baseline = stretch.x * _WIDTH, stretch.y * _HEIGHT + _BASELINE
    for character in _MARKED.findall(stretch.text):
        font = fonts.font_for(character, bold=stretch.style.bold)
        draw.text((x, baseline), character, fill=f"#{stretch.style.ink}", font=font, anchor="ls")
        x += _WIDTH
