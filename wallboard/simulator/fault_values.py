"""What can stand after the `=` of a fault."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

Reads: TypeAlias = Callable[[str], Any]
"""A text -> the value; raises WrongValue with what it should be."""

_DURATION: Final = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)?", re.ASCII)
_SIZE: Final = re.compile(r"(\d+)(kB|MB|GB)?", re.ASCII)
_SECONDS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
_BYTES: Final = {"kB": 10**3, "MB": 10**6, "GB": 10**9}


class WrongValue(ValueError):
    """The message is what the value should be, to stand after "expected is"."""


def duration(text: str) -> float:
    """Seconds; "2s", "500ms", "1m", "2h", or a number of seconds."""
    found = _DURATION.fullmatch(text)
    if not found:
        raise WrongValue("a time like 500ms, 2s, 1m or 2h")
    number, unit = found.groups()
    return float(number) * _SECONDS[unit or "s"]


def shift(text: str) -> float:
    """As a duration, or behind with a minus before it."""
    seconds = duration(text.removeprefix("-"))
    return -seconds if text.startswith("-") else seconds


def size(text: str) -> int:
    """Bytes, 1 or more: "1000", "50MB"."""
    found = _SIZE.fullmatch(text)
    if not found or not int(found[1]):
        raise WrongValue("a number of bytes like 1000, 64kB or 50MB")
    return int(found[1]) * _BYTES.get(found[2], 1)


def http_status(text: str) -> int:
    if not re.fullmatch(r"[2-5]\d\d", text, re.ASCII):
        raise WrongValue("a status from 200 to 599")
    return int(text)


def some_text(text: str) -> str:
    if not text:
        raise WrongValue("a name")
    return text


def app_id(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.-]+", text):
        raise WrongValue("an app id, of letters, digits, '.' and '-'")
    return text


@dataclass(frozen=True, slots=True)
class OneOf:
    """Reads one of these words."""

    words: tuple[str, ...]

    def __call__(self, text: str) -> str:
        if text not in self.words:
            raise WrongValue(f"one of {', '.join(self.words)}")
        return text
