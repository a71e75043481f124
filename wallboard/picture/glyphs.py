"""The three sets of signs (LOOK section 3), and texts cut down to what a set can show."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from rich.cells import cell_len

from wallboard.board.views import Severity


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs. All are one cell wide but `urgent`, `at_most` and `at_least`, which may be two.

    `half_bar` is empty where the set has no upright half cell.
    `pad_above` and `pad_below` are empty where the set has no half cells; `hatch` fills the digits of
    old figures where colour can't. `eighths` are blocks from low to full, empty where a line can't be
    drawn; `gap` stands in one where nothing came. `charset` is what texts may hold.
    """

    charset: Literal["unicode", "cp437", "ascii"]
    warn: str
    alert: str
    link_up: str
    link_down: str
    sorted_down: str
    sorted_up: str
    cut: str
    unknown: str
    to: str
    estimated: str
    risen: str
    fallen: str
    bar: str
    half_bar: str
    track: str
    urgent: str
    rule: str
    elapsed: str
    cursor: str
    caret: str
    pad_above: str
    pad_below: str
    hatch: str
    at_most: str
    at_least: str
    eighths: str
    gap: str

    @property
    def has_blocks(self) -> bool:
        """Half cells and full blocks; without them digits are drawn, or filled with reversed spaces."""
        return bool(self.pad_above)

    def sign(self, severity: Severity) -> str:
        """The severity's silhouette, empty where nothing is wrong."""
        match severity:
            case Severity.WARN:
                return self.warn
            case Severity.ALERT:
                return self.alert
            case _:
                return ""


UTF8: Final = Glyphs(
    charset="unicode",
    warn="▲",
    alert="■",
    link_up="●",
    link_down="○",
    sorted_down="↓",
    sorted_up="↑",
    cut="…",
    unknown="–",
    to="–",
    estimated="≈",
    risen="↗",
    fallen="↘",
    bar="█",
    half_bar="▌",
    track="─",
    urgent="‼",
    rule="─",
    elapsed="━",
    cursor="▌",
    caret="▌",
    pad_above="▄",
    pad_below="▀",
    hatch="▓",
    at_most="≤",
    at_least="≥",
    eighths="▁▂▃▄▅▆▇█",
    gap="·",
)
CONSOLE: Final = Glyphs(
    charset="cp437",
    warn="▲",
    alert="■",
    link_up="•",
    link_down="○",
    sorted_down="↓",
    sorted_up="↑",
    cut="»",
    unknown="-",
    to="-",
    estimated="≈",
    risen="↑",
    fallen="↓",
    bar="█",
    half_bar="▌",
    track="─",
    urgent="‼",
    rule="─",
    elapsed="═",
    cursor="►",
    caret="▌",
    pad_above="▄",
    pad_below="▀",
    hatch="▓",
    at_most="≤",
    at_least="≥",
    eighths="",
    gap="",
)
ASCII: Final = Glyphs(
    charset="ascii",
    warn="!",
    alert="X",
    link_up="*",
    link_down="o",
    sorted_down="v",
    sorted_up="^",
    cut="~",
    unknown="-",
    to="-",
    estimated="~",
    risen="+",
    fallen="-",
    bar="#",
    half_bar="",
    track=".",
    urgent="!!",
    rule="-",
    elapsed="=",
    cursor=">",
    caret="_",
    pad_above="",
    pad_below="",
    hatch=":",
    at_most="<=",
    at_least=">=",
    eighths="",
    gap="",
)

NEAR: Final[dict[str, str]] = {
    char: near
    for chars, near in (
        *(("’‘‚‛′‹›", "'"), ("“”„‟″«»", '"'), ("‐‑‒–—―−", "-"), ("×", "x"), ("·", "."), ("…", "...")),
        *(("•●", "*"), ("○", "o"), ("▲", "!"), ("■", "X"), ("→", ">"), ("←", "<"), ("≤", "<="), ("≥", ">=")),
        *(("Ł", "L"), ("ł", "l"), ("Ø", "O"), ("ø", "o"), ("ĐÐ", "D"), ("đð", "d"), ("Ħ", "H"), ("ħ", "h")),
        *(("Ŧ", "T"), ("ŧ", "t"), ("ı", "i"), ("ȷ", "j"), ("ß", "ss"), ("ẞ", "SS"), ("Æ", "AE"), ("æ", "ae")),
        *(("Œ", "OE"), ("œ", "oe"), ("Þ", "Th"), ("þ", "th")),
    )
    for char in chars
}
"""What NFKD does not take apart, in letters and signs of ASCII."""

CP437_SIGNS: Final = frozenset("▲►▼◄↑↓→←‼•○♥♦♣♠")
"""Signs that the console's font has on the places of control characters, so that the codec lacks them."""

VARIATION_SELECTORS: Final = frozenset("\ufe0e\ufe0f")
HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain(text: str, glyphs: Glyphs) -> str:
    """The text in the characters of the set: as it is, else in near letters, else one `?` a cell.

    The result holds nothing whose width depends on its neighbours (joiners, variation selectors)
    and no control character, so that the widths of its parts add up.
    """
    if text.isascii() and text.isprintable():
        return text
    return _plain(text, glyphs.charset)


@lru_cache(maxsize=8192)
def _plain(text: str, charset: str) -> str:
    return "".join(_near(char, charset) for char in unicodedata.normalize("NFC", text))


@lru_cache(maxsize=4096)
def _near(char: str, charset: str) -> str:
    if char.isascii():
        return char if char.isprintable() else " "
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category in HIDDEN or char in VARIATION_SELECTORS:
        return ""
    if _shows(char, charset):
        return char
    near = NEAR.get(char) or _without_marks(char)
    if near and all(part.isascii() for part in near):
        return near
    return "?" * cell_len(char)


def _without_marks(char: str) -> str:
    parts = unicodedata.normalize("NFKD", char)
    return "".join(NEAR.get(part, part) for part in parts if not unicodedata.combining(part))


def _shows(char: str, charset: str) -> bool:
    match charset:
        case "unicode":
            return True
        case "cp437":
            if char in CP437_SIGNS:
                return True
            try:
                char.encode("cp437")
            except UnicodeEncodeError:
                return False
            return True
        case _:
            return False
