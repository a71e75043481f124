"""Values as the wire sends them, read into what the board can compare and write."""

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

Raw: TypeAlias = object
"""One JSON value of an answer, its texts cleaned: text, number, bool or None (API.md, section 3)."""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure. Shares are in percent points, durations in seconds, times in epoch seconds."""

    value: float


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is not empty."""

    text: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """No value: empty, null, absent or of the wrong type. Never zero."""


Value: TypeAlias = Number | Text | Unknown

UNKNOWN: Final = Unknown()

# float() alone takes "1_0", "nan" and " 7". Decimals: a double in full has up to 17 digits behind its zeros.
_FIGURE: Final = re.compile(r"[+-]?\d{1,15}(\.\d{1,40})?([eE][+-]?\d{1,2})?", re.ASCII)

# Nothing that is counted or timed comes near; above it a float no longer tells neighbours apart.
_TOO_LARGE: Final = 1e15


def read_number(raw: Raw) -> Number | Unknown:
    """A figure as it comes: 7, 7.5, "7", "", null (API.md, section 3).

    What is no number is UNKNOWN, never 0: a 0 under "Waiting" claims that nobody waits.
    Never raises, so that one bad value costs that value and no more.
    """
    match raw:
        case bool():
            return UNKNOWN
        case str() if _FIGURE.fullmatch(raw):
            figure = float(raw)
        case int() | float():
            figure = raw
        case _:
            return UNKNOWN
    return Number(float(figure)) if abs(figure) < _TOO_LARGE else UNKNOWN  # false for NaN too


def read_text(raw: Raw) -> Text | Unknown:
    """A text as it comes; numbers and flags in the form the wire writes them."""
    match raw:
        case "" | None:
            return UNKNOWN
        case str():
            return Text(raw)
        case bool():
            return Text("true" if raw else "false")
        case int() | float() if abs(raw) < _TOO_LARGE:
            return Text(f"{raw:.15g}")
        case _:
            return UNKNOWN
