"""The vocabulary of a layout file (DESIGN section 4), as it is written.

A field that stands here is acted upon: it reaches the wire or the eye. What several fields
mean together is checked in `rules`, so that these models hold whatever each field alone allows
and a reader can report every mistake of a file at once.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    StrictBool,
    StrictInt,
    StrictStr,
)

from wallboard.layout.plan import FreshnessLimits
from wallboard.layout.positions import Path
from wallboard.protocol.kinds import RatioUnit
from wallboard.protocol.subscription import Direction, Operation

SIDE = 12
"""A page's grid for `at` has so many columns and so many rows."""

_DURATION = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):([0-5]\d)", re.ASCII)
_SCREEN = re.compile(r"(\d{1,4})x(\d{1,4})", re.ASCII)

Format: TypeAlias = Literal[
    "count", "seconds", "milliseconds", "ratio", "percent", "timestamp", "text", "state", "flag"
]


def duration_seconds(text: str) -> int | None:
    """Seconds of "5:00" or "1:02:03"; None for any other text."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if match.group(1) is not None and minutes > 59:
        return None
    return hours * 3600 + minutes * 60 + seconds


def screen_size(text: str) -> tuple[int, int]:
    """Columns and rows of "160x50"; raises ValueError for anything else."""
    match = _SCREEN.fullmatch(text)
    if match is None:
        raise ValueError('expected columns x rows, such as "160x50"')
    columns, rows = int(match.group(1)), int(match.group(2))
    if not (40 <= columns <= 500 and 10 <= rows <= 200):
        raise ValueError("expected 40 to 500 columns and 10 to 200 rows")
    return columns, rows


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


def _amount(value: object) -> Any:
    if _is_number(value) or (isinstance(value, str) and duration_seconds(value) is not None):
        return value
    raise ValueError('expected a number, or a duration such as "5:00"')


def _goal(value: object) -> Any:
    if _is_number(value) or (isinstance(value, str) and value):
        return value
    raise ValueError('expected a number, a duration such as "5:00", or the name of a statistic')


def _place(value: object) -> Any:
    if (
        isinstance(value, list | tuple)
        and len(value) == 4
        and all(isinstance(cell, int) and not isinstance(cell, bool) for cell in value)
    ):
        return tuple(value)
    raise ValueError("expected [column, row, width, height], four whole numbers")


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: names a folder, or is too long
        raise ValueError('expected the name of a time zone, such as "Europe/Berlin"') from None
    return name


def _screen(text: str) -> str:
    screen_size(text)
    return text


Name: TypeAlias = Annotated[StrictStr, Field(min_length=1)]
Names: TypeAlias = tuple[Name, ...]
Count: TypeAlias = Annotated[StrictInt, Field(ge=1, le=999_999)]
Amount: TypeAlias = Annotated[int | float | str, PlainValidator(_amount)]
"""A value as shown: a number, or a duration as text."""
Goal: TypeAlias = Annotated[int | float | str, PlainValidator(_goal)]
"""An amount, or the name of a statistic: of the totals, or of a column's own row."""
Place: TypeAlias = Annotated[tuple[int, int, int, int], PlainValidator(_place)]
"""Column, row, width, height on the page's 12 x 12 grid."""


class Table(BaseModel):
    """What all tables of a layout share: frozen, and no field that isn't named here."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Measured(Table):
    """What a tile and a column share: one statistic, or several added up, and how it is shown."""

    stat: Name | None = None
    sum: Names | None = None
    label: StrictStr | None = None
    warn: Amount | None = None
    alert: Amount | None = None
    format: Format | None = None
    unit: RatioUnit | None = None
    dispositions: Names = ()


class Tile(Measured):
    goal: Goal | None = None
    services: Names = ()
    at: Place | None = None


class ThresholdSpec(Table):
    """One of several `thresholds` of a column: limits for the rows that `when` matches."""

    when: dict[Name, StrictStr] = Field(default_factory=dict)
    warn: Amount | None = None
    alert: Amount | None = None


class Column(Measured):
    """`warn` and `alert` judge the rows that none of `thresholds` matches."""

    id: Name | None = None
    goal: Goal | None = None
    total: Literal["sum", "average", "worst"] | None = None
    bar: StrictBool = False
    trend: StrictBool = False
    width: Annotated[StrictInt, Field(ge=1, le=200)] | None = None
    when: dict[Name, StrictStr] = Field(default_factory=dict)
    thresholds: tuple[ThresholdSpec, ...] = ()

    @property
    def name(self) -> str:
        """The id by which `order_by` and `filter_by` mean this column."""
        return self.id or self.stat or "+".join(self.sum or ())


class Order(Table):
    """One of several sort keys; `by` is a column's id."""

    by: Name | None = None
    dir: Direction = "DESC"


class ServiceGrid(Table):
    """What both kinds of grid have; `order_by` alone sorts downwards, the most waiting first."""

    title: StrictStr = "Services"
    columns: tuple[Column, ...] = ()
    order_by: Name | None = None
    order_dir: Direction | None = None
    order: tuple[Order, ...] = ()
    limit: Count | None = None
    filter_by: Name | None = None
    filter_operation: Operation | None = None
    filter_value: StrictStr | None = None
    services: Names = ()
    only_problems: StrictBool = False
    at: Place | None = None


class AgentGrid(ServiceGrid):
    title: StrictStr = "Agents"
    teams: Names = ()
    logged_in_only: StrictBool | None = None
    my_subteam_only: StrictBool | None = None


class AgentSummary(Table):
    """How many agents of some teams are in which state; none: of all supervised teams."""

    title: StrictStr = "Agents"
    teams: Names = ()
    at: Place | None = None


class Ticker(Table):
    """The newest messages that contain `filter`."""

    filter: StrictStr | None = None
    limit: Count | None = None
    at: Place | None = None


Widget: TypeAlias = Tile | AgentSummary | ServiceGrid | AgentGrid | Ticker


class Page(Table):
    name: StrictStr = ""
    tiles: tuple[Tile, ...] = Field(default=(), alias="tile")
    agent_summaries: tuple[AgentSummary, ...] = Field(default=(), alias="agent_summary")
    service_grids: tuple[ServiceGrid, ...] = Field(default=(), alias="service_grid")
    agent_grids: tuple[AgentGrid, ...] = Field(default=(), alias="agent_grid")
    ticker: Ticker | None = None

    def widgets(self) -> Iterator[tuple[Path, Widget]]:
        """The page's widgets with their paths in it, in the order of the plan."""
        yield from ((("tile", number), tile) for number, tile in enumerate(self.tiles))
        yield from ((("agent_summary", number), one) for number, one in enumerate(self.agent_summaries))
        yield from ((("service_grid", number), grid) for number, grid in enumerate(self.service_grids))
        yield from ((("agent_grid", number), grid) for number, grid in enumerate(self.agent_grids))
        if self.ticker is not None:
            yield ("ticker",), self.ticker


class Freshness(Table):
    """Ages in seconds; what isn't set follows from `refresh` (DESIGN section 7)."""

    late: Count | None = None
    stale: Count | None = None
    lost: Count | None = None


class Layout(Table):
    """A board as a file. Empty texts and lists stand for what the file lacks; `rules` refuses them."""

    title: StrictStr = ""
    screen: Annotated[StrictStr, AfterValidator(_screen)] = "160x50"
    refresh: Annotated[StrictInt, Field(ge=1, le=300)] = 3
    time_zone: Annotated[StrictStr, AfterValidator(_zone)] | None = None
    rotate: Annotated[StrictInt, Field(ge=0, le=3600)] = 0
    theme: Literal["auto", "night", "day"] = "auto"
    change_marks: StrictBool = True
    tick: StrictBool = True
    resort: Annotated[StrictInt, Field(ge=0, le=3600)] = 10
    freshness: Freshness = Freshness()
    pages: tuple[Page, ...] = Field(default=(), alias="page")

    @property
    def freshness_limits(self) -> FreshnessLimits:
        set_, refresh = self.freshness, self.refresh
        return FreshnessLimits(
            late=set_.late or max(15, 3 * refresh),
            stale=set_.stale or max(30, 6 * refresh),
            lost=set_.lost or max(300, 20 * refresh),
        )
