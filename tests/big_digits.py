"""Big digits as LOOK section 4 draws them, and reading them back. Shares no code with `picture`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Font:
    """Big digits of one height: each glyph's rows by its character, and the gap behind a glyph."""

    rows: int
    gap: int
    glyphs: Mapping[str, tuple[str, ...]]

    @property
    def ink(self) -> set[str]:
        return {cell for rows in self.glyphs.values() for row in rows for cell in row} - {" "}


def _cut(drawing: str, spans: Mapping[str, tuple[int, int]]) -> dict[str, tuple[str, ...]]:
    """Glyphs out of a drawing by their columns, `(start, width)`."""
    lines = drawing.strip("\n").split("\n")
    return {
        sign: tuple(line.ljust(start + width)[start : start + width] for line in lines)
        for sign, (start, width) in spans.items()
    }


def _digits(advance: int, width: int) -> dict[str, tuple[int, int]]:
    return {str(digit): (digit * advance, width) for digit in range(10)}


SMALL: Final = Font(
    3,
    1,
    _cut(
        """
█▀▀█  ▀█  ▀▀▀█ ▀▀▀█ █  █ █▀▀▀ █▀▀▀ ▀▀▀█ █▀▀█ █▀▀█
█  █   █  █▀▀▀  ▀▀█ ▀▀▀█ ▀▀▀█ █▀▀█   █▀ █▀▀█ ▀▀▀█
█▄▄█  ▄█▄ █▄▄▄ ▄▄▄█    █ ▄▄▄█ █▄▄█   █  █▄▄█ ▄▄▄█
""",
        _digits(5, 4),
    )
    | _cut(
        """
▄      ▀  █    █
        ▄▀  ▀▀ █▀▀█ █▀█▀█ ▄▀▀▀
▀ ▄▀ ▄ █  ▄    █  █ █ █ █ ▄▄▄▀
""",
        {
            ":": (0, 1),
            ",": (2, 2),
            ".": (5, 1),
            "%": (7, 4),
            "–": (12, 2),
            "h": (15, 4),
            "m": (20, 5),
            "s": (26, 4),
        },
    ),
)

MIDDLE: Final = Font(
    5,
    2,
    _cut(
        """
▄████▄    ██    █████▄  █████▄  ██  ██  ██████  ▄████▄  ██████  ▄████▄  ▄████▄
██  ██  ▄███        ██      ██  ██  ██  ██      ██          ██  ██  ██  ██  ██
██  ██    ██    ▄████▀   ████   ██████  █████▄  █████▄     ██    ████   ▀█████
██  ██    ██    ██          ██      ██      ██  ██  ██    ██    ██  ██      ██
▀████▀  ██████  ██████  █████▀      ██  █████▀  ▀████▀    ██    ▀████▀  ▀████▀
""",
        _digits(8, 6),
    )
    | _cut(
        """
             ██  ██        ██                ▄████
██              ██         ██                ██
               ██    ████  █████▄  ███████▄   ███
██   ██       ██           ██  ██  ██ ██ ██     ██
    ██   ██  ██  ██        ██  ██  ██ ██ ██  ████▀
""",
        {
            ":": (0, 2),
            ",": (4, 3),
            ".": (9, 2),
            "%": (13, 6),
            "–": (21, 4),
            "h": (27, 6),
            "m": (35, 8),
            "s": (45, 5),
        },
    ),
)

LARGE: Final = Font(
    7,
    2,
    _cut(
        """
▄███████▄     ███     ▄███████▄  ▄███████▄  ███   ███  █████████  ▄███████▄  █████████  ▄███████▄  ▄███████▄
███   ███  ▄█████     ███   ███  ███   ███  ███   ███  ███        ███   ███        ███  ███   ███  ███   ███
███   ███     ███           ███        ███  ███   ███  ███        ███             ███   ███   ███  ███   ███
███   ███     ███     ▄███████▀     █████   █████████  ████████▄  ████████▄      ███     ███████   ▀████████
███   ███     ███     ███              ███        ███        ███  ███   ███     ███     ███   ███        ███
███   ███     ███     ███        ███   ███        ███  ███   ███  ███   ███     ███     ███   ███  ███   ███
▀███████▀  █████████  █████████  ▀███████▀        ███  ▀███████▀  ▀███████▀     ███     ▀███████▀  ▀███████▀
""",
        _digits(11, 9),
    )
    | _cut(
        """
                ███    ██          ███
                ███   ███          ███
███                  ███           ███                       ▄████████
                    ███    ██████  ████████▄  ████████████▄  ███
███                ███             ███   ███  ███  ███  ███   ███████
      ███       ███   ███          ███   ███  ███  ███  ███        ███
     ███   ███  ██    ███          ███   ███  ███  ███  ███  ████████▀
""",
        {
            ":": (0, 3),
            ",": (5, 4),
            ".": (11, 3),
            "%": (16, 9),
            "–": (27, 6),
            "h": (35, 9),
            "m": (46, 13),
            "s": (61, 9),
        },
    ),
)

DRAWN: Final = Font(
    3,
    1,
    _cut(
        """
 __        __   __        __   __   __   __   __
|  |    |  __|  __| |__| |__  |__     | |__| |__|
|__|    | |__   __|    |  __| |__|    | |__|  __|
""",
        _digits(5, 4),
    )
    | {":": (" ", ".", "."), ",": ("  ", "  ", "_/"), ".": (" ", " ", "."), "–": ("  ", "__", "  ")},
)
"""The form for terminals with 7-bit characters only. LOOK draws no signs in it: these are the plain ones."""


def _emptied(font: Font) -> Font:
    """The same shapes where half cells can't be drawn, or are left out because the figure is old."""
    empty = str.maketrans("▀▄", "  ")
    return Font(
        font.rows,
        font.gap,
        {sign: tuple(row.translate(empty) for row in rows) for sign, rows in font.glyphs.items()},
    )


FONTS: Final = (LARGE, MIDDLE, SMALL, DRAWN, _emptied(LARGE), _emptied(MIDDLE))


def read_digits(lines: Sequence[str], font: Font) -> tuple[str, int]:
    """The characters that `lines` show from their first column on, and the columns they take.

    `lines` are as many as the font has rows. Reading ends at the first column where no glyph
    with its gap stands; nothing readable gives `("", 0)`. A plain unit may stand in the last gap.
    """
    width = max(map(len, lines))
    padded = [line.ljust(width + font.gap) for line in lines]
    text, width = "", 0
    while sign := _glyph_at(padded, width + font.gap if text else 0, font):
        width += len(font.glyphs[sign][0]) + (font.gap if text else 0)
        text += sign
    return text, width


def _glyph_at(lines: Sequence[str], x: int, font: Font) -> str:
    """The widest glyph that stands at a column, for a narrow one can be the edge of a wide one."""
    fitting = []
    for sign, rows in font.glyphs.items():
        end = x + len(rows[0])
        shown = [line[x:end].ljust(end - x) for line in lines]
        gap = {cell for line in lines for cell in line[end : end + font.gap]}
        if shown == list(rows) and not gap & font.ink:
            fitting.append(sign)
    return max(fitting, key=lambda sign: len(font.glyphs[sign][0]), default="")
