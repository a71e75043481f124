"""What a layout becomes: the subscription, and which part of its answer is whose.

Frozen data that the board reads. `compile` makes it; nothing else does.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from wallboard.protocol.answer import GridKey
from wallboard.protocol.kinds import Kind, RatioUnit
from wallboard.protocol.subscription import Direction, Subscription


@dataclass(frozen=True, slots=True)
class At:
    """A place on the page's 12 x 12 grid, in its cells."""

    column: int
    row: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Threshold:
    """When a value wants attention; limits are inclusive, in the units of `values.Number`.

    `when` names the statistics of the same row and the values they must have (as on the wire);
    empty: always. The first threshold whose `when` matches judges the value.
    """

    warn: float | None
    alert: float | None
    more_is_worse: bool
    when: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TotalsPart:
    """Statistics in the totals of one app id; several are added up by the board."""

    app_id: str
    stats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """How one value is read, written and judged; the same for a tile and for a column.

    `goal` is a number in the units of `values.Number`, or the totals that hold it.
    `goal_is_most` tells whether the goal is an upper bound.
    """

    label: str
    kind: Kind
    unit: RatioUnit | None = None
    thresholds: tuple[Threshold, ...] = ()
    goal: float | TotalsPart | None = None
    goal_is_most: bool = True
    zero_is_good: bool = False
    """The catalogue's `better` is low: a zero is muted."""
    is_tally: bool = False
    """A count since the daily reset: what it adds in a minute moves, not the count."""


@dataclass(frozen=True, slots=True)
class TilePlan:
    figure: Figure
    part: TotalsPart
    at: At | None = None


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """A column that the layout shows. `index` is the place of its cell in `answer.Row`."""

    id: str
    stat: str
    """The statistic's name, or `SUM`."""
    figure: Figure
    index: int
    width: int | None = None
    goal_index: int | None = None
    """The place in `answer.Row` of the statistic that its goal names."""
    total: Literal["sum", "average", "worst"] | None = None
    """What stands in the totals row of the grid."""
    bar: bool = False
    trend: bool = False
    """An arrow tells which way it has gone in a quarter of an hour."""
    runs: bool = False
    """A time since something that goes on: it grows by itself between answers."""


@dataclass(frozen=True, slots=True)
class SortKey:
    column_id: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class GridPlan:
    """A service or agent grid.

    `key_index` is the place of the row's identity (`name` or `login_id`) in `answer.Row`.
    `stats` names the statistic of every cell of a row, shown or not ("SUM" for sums).
    `order` is the layout's own order, as the server sorts; `limit` is the server's too.
    """

    scope: Literal["service", "agent"]
    title: str
    part: GridKey
    columns: tuple[ColumnPlan, ...]
    stats: tuple[str, ...]
    key_index: int
    order: tuple[SortKey, ...] = ()
    limit: int | None = None
    at: At | None = None
    only_problems: bool = False
    """Only rows outside a threshold are shown, worst first."""


@dataclass(frozen=True, slots=True)
class SummaryPlan:
    """Agents counted by state; the indexes are the places of state and reason in `answer.Row`."""

    title: str
    part: GridKey
    state_index: int
    reason_index: int
    at: At | None = None


@dataclass(frozen=True, slots=True)
class TickerPlan:
    app_id: str
    limit: int | None = None
    at: At | None = None


WidgetPlan: TypeAlias = TilePlan | SummaryPlan | GridPlan | TickerPlan


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page; its widgets in the layout's order: tiles, summaries, service grids, agent grids,
    ticker."""

    name: str
    widgets: tuple[WidgetPlan, ...]


@dataclass(frozen=True, slots=True)
class FreshnessLimits:
    """Ages in seconds at which the level ends (DESIGN section 7)."""

    late: float
    stale: float
    lost: float


@dataclass(frozen=True, slots=True)
class Plan:
    title: str
    pages: tuple[PagePlan, ...]
    subscription: Subscription
    refresh: int
    freshness: FreshnessLimits
    screen: tuple[int, int] = (160, 50)
    time_zone: str | None = None
    """An IANA name; None: the machine's."""
    rotate: int = 0
    """Seconds a page stays; 0: pages are turned by hand."""
    theme: Literal["auto", "night", "day"] = "auto"
    change_marks: bool = True
    """A cell that changed with the newest answer is marked until the next one."""
    tick: bool = True
    """Columns that run count on between answers."""
    resort: int = 10
    """Seconds between re-sorts of rows whose values move; 0: with every answer."""
    notes: tuple[str, ...] = field(default=())
    """What `explain` says on stderr: names that need the server, unknown or guessed statistics."""
    source: str = ""
    """The layout as it is written, to find the place that a refusal means."""
