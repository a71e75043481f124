"""Figures drawn over three, five or seven rows (LOOK section 4)."""

from functools import lru_cache
from typing import Final, Literal, TypeAlias

DigitStyle: TypeAlias = Literal["blocks", "fill", "drawn"]
"""`blocks` with half cells; `fill` the same shapes of whole cells only, for reversed spaces and hatch;
`drawn` in lines of ASCII, three rows only."""

FULL: Final = "█"

GAPS: Final = {3: 1, 5: 2, 7: 2}

_DIGITS_3: Final = """\
█▀▀█  ▀█  ▀▀▀█ ▀▀▀█ █  █ █▀▀▀ █▀▀▀ ▀▀▀█ █▀▀█ █▀▀█
█  █   █  █▀▀▀  ▀▀█ ▀▀▀█ ▀▀▀█ █▀▀█   █▀ █▀▀█ ▀▀▀█
█▄▄█  ▄█▄ █▄▄▄ ▄▄▄█    █ ▄▄▄█ █▄▄█   █  █▄▄█ ▄▄▄█
"""

_SIGNS_3: Final = """\
▄      ▀  █    █
        ▄▀  ▀▀ █▀▀█ █▀█▀█ ▄▀▀▀
▀ ▄▀ ▄ █  ▄    █  █ █ █ █ ▄▄▄▀
"""

_DRAWN: Final = """\
 __        __   __        __   __   __   __   __
|  |    |  __|  __| |__| |__  |__     | |__| |__|
|__|    | |__   __|    |  __| |__|    | |__|  __|
"""

_DRAWN_SIGNS: Final = """\

.       o /  __ |__   _ _   (_
. _/ .   / o    |  | | | |  _)
"""

_DIGITS_5: Final = """\
▄████▄    ██    █████▄  █████▄  ██  ██  ██████  ▄████▄  ██████  ▄████▄  ▄████▄
██  ██  ▄███        ██      ██  ██  ██  ██      ██          ██  ██  ██  ██  ██
██  ██    ██    ▄████▀   ████   ██████  █████▄  █████▄     ██    ████   ▀█████
██  ██    ██    ██          ██      ██      ██  ██  ██    ██    ██  ██      ██
▀████▀  ██████  ██████  █████▀      ██  █████▀  ▀████▀    ██    ▀████▀  ▀████▀
"""

_SIGNS_5: Final = """\
             ██  ██        ██                ▄████
██              ██         ██                ██
               ██    ████  █████▄  ███████▄   ███
██   ██       ██           ██  ██  ██ ██ ██     ██
    ██   ██  ██  ██        ██  ██  ██ ██ ██  ████▀
"""

_DIGITS_7: Final = """\
▄███████▄     ███     ▄███████▄  ▄███████▄  ███   ███  █████████  ▄███████▄  █████████  ▄███████▄  ▄███████▄
███   ███  ▄█████     ███   ███  ███   ███  ███   ███  ███        ███   ███        ███  ███   ███  ███   ███
███   ███     ███           ███        ███  ███   ███  ███        ███             ███   ███   ███  ███   ███
███   ███     ███     ▄███████▀     █████   █████████  ████████▄  ████████▄      ███     ███████   ▀████████
███   ███     ███     ███              ███        ███        ███  ███   ███     ███     ███   ███        ███
███   ███     ███     ███        ███   ███        ███  ███   ███  ███   ███     ███     ███   ███  ███   ███
▀███████▀  █████████  █████████  ▀███████▀        ███  ▀███████▀  ▀███████▀     ███     ▀███████▀  ▀███████▀
"""

_SIGNS_7: Final = """\
                ███    ██          ███
                ███   ███          ███
███                  ███           ███                       ▄████████
                    ███    ██████  ████████▄  ████████████▄  ███
███                ███             ███   ███  ███  ███  ███   ███████
      ███       ███   ███          ███   ███  ███  ███  ███        ███
     ███   ███  ██    ███          ███   ███  ███  ███  ███  ████████▀
"""

SIGNS: Final = ":,.%–hms"
_SIGN_PLACES: Final = {
    3: ((0, 1), (2, 2), (5, 1), (7, 4), (12, 2), (15, 4), (20, 5), (26, 4)),
    5: ((0, 2), (4, 3), (9, 2), (13, 6), (21, 4), (27, 6), (35, 8), (45, 6)),
    7: ((0, 3), (5, 4), (11, 3), (16, 9), (27, 6), (35, 9), (46, 13), (61, 9)),
}
"""Where each of the SIGNS begins on its sheet, and its width."""

Font: TypeAlias = dict[str, tuple[str, ...]]


def _cut_out(sheet: str, places: dict[str, tuple[int, int]]) -> Font:
    rows = sheet.splitlines()
    return {
        char: tuple(row[start : start + length].ljust(length) for row in rows)
        for char, (start, length) in places.items()
    }


def _font(digits: str, signs: str, rows: int, advance: int) -> Font:
    step = advance + GAPS[rows]
    places = {str(value): (value * step, advance) for value in range(10)}
    sign_places = dict(zip(SIGNS, _SIGN_PLACES[rows], strict=True))
    font = _cut_out(digits, places) | _cut_out(signs, sign_places)
    font["-"] = font["–"]
    font[" "] = ("  ",) * rows
    return font


_FONTS: Final[dict[int, Font]] = {
    3: _font(_DIGITS_3, _SIGNS_3, 3, 4),
    5: _font(_DIGITS_5, _SIGNS_5, 5, 6),
    7: _font(_DIGITS_7, _SIGNS_7, 7, 9),
}
_DRAWN_FONT: Final = _font(_DRAWN, _DRAWN_SIGNS, 3, 4)


def is_drawable(text: str) -> bool:
    """Whether the fonts have all of the text's characters."""
    return bool(text) and all(char in _FONTS[3] for char in text)


def digits_width(text: str, rows: int) -> int:
    """The cells that a drawable text takes with digits of 3, 5 or 7 rows."""
    font = _FONTS[rows]
    widths = [len(font[char][0]) for char in text]
    return sum(widths) + GAPS[rows] * (len(widths) - 1)


@lru_cache(maxsize=2048)
def digits(text: str, rows: int, style: DigitStyle) -> tuple[str, ...]:
    """A drawable text as `rows` (3, 5 or 7) lines of equal width.

    In `fill`, half cells stay empty and whole ones are `FULL`, for the caller to replace.
    `drawn` has three rows only.
    """
    font = _DRAWN_FONT if style == "drawn" else _FONTS[rows]
    gap = " " * GAPS[rows]
    lines = (gap.join(font[char][row] for char in text) for row in range(rows))
    if style == "fill":
        return tuple(line.translate({ord("▀"): " ", ord("▄"): " "}) for line in lines)
    return tuple(lines)
