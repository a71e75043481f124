"""What a statistic measures, which decides how it is read, written, aligned and sorted."""

from enum import StrEnum
from typing import Literal, TypeAlias

Better: TypeAlias = Literal["low", "high", "-"]
"""Which way is good, as in the catalogue; ``-`` where neither is."""

Scope: TypeAlias = Literal["totals", "service", "agent"]

RatioUnit: TypeAlias = Literal["0-1", "0-100"]
"""How this server writes shares: 0.82 or 82 (API.md, section 7)."""


class Kind(StrEnum):
    """The kinds of the catalogue, and ``ANY`` for a name that isn't in it."""

    COUNT = "count"
    SECONDS = "seconds"
    MILLISECONDS = "milliseconds"
    RATIO = "ratio"
    PERCENT = "percent"
    TIMESTAMP = "timestamp"
    TEXT = "text"
    STATE = "state"
    FLAG = "flag"
    ANY = "any"

    @property
    def is_share(self) -> bool:
        return self in (Kind.RATIO, Kind.PERCENT)

    @property
    def is_duration(self) -> bool:
        return self in (Kind.SECONDS, Kind.MILLISECONDS)

    @property
    def is_text(self) -> bool:
        return self in (Kind.TEXT, Kind.STATE, Kind.FLAG)
