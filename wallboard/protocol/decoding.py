"""JSON as it comes from a server that may be a proxy, a log-in page, or careless.

What is wrong with one value costs that value: the hooks put an `Odd` in its place.
What is wrong with the whole is `Unreadable`.
"""

import json
import math
from dataclasses import dataclass
from typing import Final, TypeAlias

from wallboard.protocol.text import clean

JsonObject: TypeAlias = dict[str, object]

# More digits than any figure has; int() itself refuses 4,300 and more.
_MOST_DIGITS: Final = 20
_EXCERPT: Final = 80


class Unreadable(ValueError):
    """A body that is not what was asked for; the message says what it is instead, in a few words."""


@dataclass(frozen=True, slots=True)
class Odd:
    """Stands for a number that JSON forbids or no figure has; reads as UNKNOWN."""

    what: str


def decode(body: bytes) -> object:
    """The JSON value of a body, its texts still as they came (not cleaned).

    Bytes that are no UTF-8 become U+FFFD, a byte order mark is passed over, and control
    characters inside texts are taken: none of them is worth an answer. Of a key that comes
    twice the last counts. Raises `Unreadable`.
    """
    text = body.decode("utf-8-sig", errors="replace")
    try:
        return _DECODER.decode(text)
    except RecursionError:
        raise Unreadable("nested too deeply") from None
    except ValueError:
        raise Unreadable(f"no JSON: {shorten(text, _EXCERPT)}" if text.strip() else "an empty body") from None


def decode_object(body: bytes) -> JsonObject:
    """The JSON object of a body. Raises `Unreadable` where it is something else."""
    value = decode(body)
    if not isinstance(value, dict):
        raise Unreadable(f"{describe(value)} where an object should be")
    return value


def describe(value: object) -> str:
    """What a JSON value is, in words: "an object", "null", "NaN"."""
    match value:
        case Odd():
            return value.what
        case None:
            return "null"
        case bool():
            return "a flag"
        case str():
            return "a text"
        case int() | float():
            return "a number"
        case list():
            return "an array"
        case _:
            return "an object"


def shorten(text: str, most: int) -> str:
    """The beginning of a text of any size, clean, in one line of at most `most` characters."""
    line = " ".join(clean(text[: 4 * most]).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _integer(digits: str) -> int | Odd:
    return int(digits) if len(digits) <= _MOST_DIGITS else Odd(f"a number of {len(digits)} digits")


def _decimal(digits: str) -> float | Odd:
    figure = float(digits)
    return figure if math.isfinite(figure) else Odd("a number beyond all figures")


# One decoder for all bodies: with hooks, json.loads would make a new one for each.
_DECODER: Final = json.JSONDecoder(parse_int=_integer, parse_float=_decimal, parse_constant=Odd, strict=False)
