"""What is wrong with a layout file: every mistake at once, each where it stands."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from wallboard.layout.positions import Path

Damaged: TypeAlias = AbstractSet[Path]
"""Paths of fields that were wrong alone and are taken out."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake at a path of the file, before it is known where that stands."""

    path: Path
    message: str
    suggestion: str = ""
    on_key: bool = False
    """The key is wrong, not its value."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake; line and column from 1. `suggestion` is the nearest known name, or empty."""

    file: str
    line: int
    column: int
    message: str
    suggestion: str = ""

    def __str__(self) -> str:
        """`desk.toml:12:3: unknown field `lable`, did you mean `label`?`"""
        hint = f", did you mean `{self.suggestion}`?" if self.suggestion else ""
        return f"{self.file}:{self.line}:{self.column}: {self.message}{hint}"


class Problems(Exception):
    """All problems of one layout, in the order of the file; never none."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(*problems)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like `name`, or empty where none is."""
    return next(iter(get_close_matches(name, list(known), n=1)), "")
