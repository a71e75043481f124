"""Where each key and value of a TOML text stands, which tomllib doesn't tell.

The scanner reads text that tomllib has accepted, so it looks for ends only, not for mistakes.
Paths are those of tomllib's result: texts for keys, numbers for elements of lists.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

Path: TypeAlias = tuple[str | int, ...]


class Position(NamedTuple):
    """Line and column, both from 1; columns count characters."""

    line: int
    column: int


class Spot(NamedTuple):
    """Where a path's key and value begin; the same place for a list's element and for a table."""

    key: Position
    value: Position


_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[^,\]}#\n]*")
_TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\]|\\.)*"'
    r"|'[^']*'",
    re.DOTALL,
)


def positions(text: str) -> Mapping[Path, Spot]:
    """The place of every path of `tomllib.loads(text)`; `text` must be valid TOML.

    A table that several headers share stands where its own header is, else where it is named first.
    Raises RecursionError for lists nested deeper than Python's stack.
    """
    return _Scanner(text.replace("\r\n", "\n")).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._line = 0
        self._spots: dict[Path, Spot] = {}
        self._lengths: dict[Path, int] = {}

    def scan(self) -> Mapping[Path, Spot]:
        table: Path = ()
        while self._skip(_BLANK) < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._spots

    def _header(self) -> Path:
        """Reads `[a.b]` or `[[a.b]]`; gives the path of the table that follows."""
        listed = self._text.startswith("[[", self._at)
        self._at += 2 if listed else 1
        *above, (last, place) = self._key()
        table: Path = ()
        for name, spot in above:
            table = self._newest((*table, name))
            self._spots.setdefault(table, Spot(spot, spot))
        table = (*table, last)
        if listed:
            self._spots.setdefault(table, Spot(place, place))
            number = self._lengths.get(table, 0)
            self._lengths[table] = number + 1
            table = (*table, number)
        self._spots[table] = Spot(place, place)
        self._skip(_SPACE)
        self._at += 2 if listed else 1
        return table

    def _newest(self, path: Path) -> Path:
        """`path`, or the newest table of a list of tables there."""
        return (*path, self._lengths[path] - 1) if path in self._lengths else path

    def _pair(self, table: Path) -> None:
        *above, (last, place) = self._key()
        for name, spot in above:
            table = (*table, name)
            self._spots.setdefault(table, Spot(spot, spot))
        self._skip(_SPACE)
        self._at += 1  # the equals sign
        self._skip(_SPACE)
        path = (*table, last)
        self._spots[path] = Spot(place, self._position(self._at))
        self._value(path)

    def _key(self) -> list[tuple[str, Position]]:
        """The parts of a dotted key, each with its place."""
        parts = []
        while True:
            start = self._skip(_SPACE)
            bare = _BARE.match(self._text, start)
            if bare:
                self._at = bare.end()
                name = bare.group()
            else:
                name = self._quoted()
            parts.append((name, self._position(start)))
            self._skip(_SPACE)
            if not self._text.startswith(".", self._at):
                return parts
            self._at += 1

    def _quoted(self) -> str:
        start = self._at
        self._skip(_TEXT)
        (name,) = tomllib.loads(f"{self._text[start : self._at]} = 0")
        return name

    def _value(self, path: Path) -> None:
        sign = self._text[self._at]
        if sign == "[":
            self._list(path)
        elif sign == "{":
            self._inline_table(path)
        else:
            self._skip(_TEXT if sign in "\"'" else _PLAIN)

    def _list(self, path: Path) -> None:
        self._at += 1
        number = 0
        while self._text[self._skip(_BLANK)] != "]":
            element = (*path, number)
            place = self._position(self._at)
            self._spots[element] = Spot(place, place)
            self._value(element)
            number += 1
            self._skip_comma()
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        while self._text[self._skip(_BLANK)] != "}":
            self._pair(path)
            self._skip_comma()
        self._at += 1

    def _skip_comma(self) -> None:
        if self._text[self._skip(_BLANK)] == ",":
            self._at += 1

    def _skip(self, pattern: re.Pattern[str]) -> int:
        """Moves over what `pattern` matches here; gives the new place."""
        match = pattern.match(self._text, self._at)
        if match:
            self._at = match.end()
        return self._at

    def _position(self, offset: int) -> Position:
        """The scanner only moves forward, so the line is found from the last one on."""
        while self._line + 1 < len(self._starts) and self._starts[self._line + 1] <= offset:
            self._line += 1
        return Position(self._line + 1, offset - self._starts[self._line] + 1)
