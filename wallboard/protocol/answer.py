"""What one answer of `GET /statsapi/subscription/data` held, by part (API.md, section 3).

Cells stay raw until someone looks at them, sorts by them or watches them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from wallboard.protocol.values import Raw

Section: TypeAlias = Literal["service_grids", "agent_grids"]

Row: TypeAlias = tuple[Raw, ...]
"""One row's cells in the order of the subscription's columns; an absent cell is None."""


@dataclass(frozen=True, slots=True)
class GridKey:
    """Where a grid's rows stand in an answer; ids are unique per app id and section."""

    app_id: str
    section: Section
    grid_id: str


@dataclass(frozen=True, slots=True)
class Message:
    """One chat message, its texts cleaned. `sent` is in epoch seconds, None where it can't be read."""

    id: str
    login_id: str
    first_name: str
    last_name: str
    sent: float | None
    urgent: bool
    content: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in the answer that could not be read, and what it was instead."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The parts that came. A part that is missing or of the wrong shape has no key here.

    `foreign` lists app ids that the subscription doesn't hold (another client's, API.md section 6);
    `empty` says that the answer held no app id at all.
    """

    totals: Mapping[str, Mapping[str, Raw]] = field(default_factory=dict)
    grids: Mapping[GridKey, tuple[Row, ...]] = field(default_factory=dict)
    messages: Mapping[str, tuple[Message, ...]] = field(default_factory=dict)
    foreign: tuple[str, ...] = ()
    empty: bool = False
    unread: tuple[Unread, ...] = ()
