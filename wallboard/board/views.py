"""What is to be seen, without a screen: frozen data that `picture` draws.

Texts are ready to be read; signs (severity, goal, sort) are facts, because their glyphs
differ by terminal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Literal, TypeAlias


class Severity(IntEnum):
    """How much a value wants attention; greater is worse. UNKNOWN: there is nothing to judge."""

    UNKNOWN = 0
    OK = 1
    WARN = 2
    ALERT = 3


class Level(Enum):
    """How old the figures are (DESIGN section 7)."""

    WAITING = "waiting"
    LIVE = "live"
    LATE = "late"
    STALE = "stale"
    LOST = "lost"
    FROZEN = "frozen"
    """Held still by the viewer while newer figures come behind."""

    @property
    def is_fresh(self) -> bool:
        """Of now, as far as anybody knows: only then do figures count on by themselves."""
        return self in (Level.LIVE, Level.LATE)

    @property
    def is_old(self) -> bool:
        return self in (Level.STALE, Level.LOST)


@dataclass(frozen=True, slots=True)
class Freshness:
    """The level of a board or of one part, its age in seconds (since the start while waiting),
    and the words of that age, such as "38 s"."""

    level: Level
    age_s: float
    age: str


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal: its value in words, and whether it is an upper bound (`≤`) or a lower one (`≥`)."""

    text: str
    is_most: bool


@dataclass(frozen=True, slots=True)
class TrendView:
    """A figure's recent values by equal columns of time, the newest last; None: nothing came then.

    A line of them stands on `ground` and reaches to `height`, or to its highest value above that.
    `words` say the change where no line can be drawn: "+14 in 15 min"; empty: nothing to compare with.
    """

    columns: tuple[float | None, ...]
    ground: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class TileView:
    """`text` is the value without its unit; `widest` the longest text to plan digits for."""

    label: str
    text: str
    unit: str
    widest: str
    severity: Severity
    goal: GoalView | None
    freshness: Freshness
    note: str = ""
    """Why there is no value: "no team Front", "not supplied"."""
    muted: bool = False
    trend: TrendView | None = None


SortMark: TypeAlias = Literal["", "up", "down"]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """`is_key` and `pinned` columns never give way; `judged` ones need a slot for the severity's glyph."""

    id: str
    label: str
    right: bool
    judged: bool
    sort: SortMark
    is_key: bool
    width: int | None
    widest: int
    """Cells of the longest text to plan for: by its kind for figures, of the rows for texts."""
    bar: bool = False
    trend: bool = False
    """Has a place for the arrow of `CellView.trend`."""
    ticks: bool = False
    """Counts on between answers while the figures are fresh: what it says then is an estimate."""
    pinned: bool = False
    extra: int = 0
    """Cells by which the viewer has made it wider; fewer than 0: narrower."""


@dataclass(frozen=True, slots=True)
class CellView:
    text: str
    severity: Severity = Severity.OK
    muted: bool = False
    changed: bool = False
    """Says something else since the newest answer."""
    share: float | None = None
    """Of a column with a bar, 0 to 1."""
    trend: Literal["", "up", "down"] = ""
    """Which way it has gone in a quarter of an hour."""


@dataclass(frozen=True, slots=True)
class RowView:
    """One row: its identity, which survives sorts and answers, and its cells in column order."""

    key: tuple[str, int]
    cells: tuple[CellView, ...]
    severity: Severity


@dataclass(frozen=True, slots=True)
class GridView:
    """A grid as sorted now. `rows` makes a RowView when it is indexed, so that cost follows what is seen.

    `cursor` is the index of the cursor's row, None where the grid has no rows;
    `cursor_column` the index of the column under the cursor.
    `server_limit` says that the server cut the rows ("top 20 by Waiting").
    `columns` are all of the layout, as the cells of a row; `shown` those that are to be seen, by their
    index and in the viewer's order; None: all, as they are.
    `empty` is the sentence to show where there are no rows.
    `severities` has the worst severity of every row, in the order of `rows`, without making the rows:
    for counting what is above and below the screen.
    """

    title: str
    columns: tuple[ColumnView, ...]
    rows: Sequence[RowView]
    cursor: int | None
    cursor_column: int
    focused: bool
    freshness: Freshness
    server_limit: str
    empty: str
    note: str = ""
    severities: Sequence[int] = ()
    totals: RowView | None = None
    """The totals row; None where the layout asks for none."""
    shown: tuple[int, ...] | None = None
    filter: str = ""
    """What the viewer has typed to filter by."""
    left_out: Sequence[int] = ()
    """The worst severity of each row that came and is not among `rows`: filtered out, or within its goals."""
    only_problems: bool = False
    """Rows within their goals are left out."""
    worst_first: bool = False

    @property
    def total(self) -> int:
        """How many rows came."""
        return len(self.rows) + len(self.left_out)


@dataclass(frozen=True, slots=True)
class DetailView:
    """One column of an open row, its text whole.

    `rule` is the limit it has reached ("of 20:00"), `goal` its goal in words; `recent` what it said at
    the times of the view, empty where that is not kept.
    """

    label: str
    text: str
    severity: Severity
    rule: str = ""
    goal: str = ""
    muted: bool = False
    recent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowDetailsView:
    """A row in full. `times` are those of the recent values, the oldest first; `note`: it has left."""

    title: str
    lines: tuple[DetailView, ...]
    times: tuple[str, ...]
    freshness: Freshness
    note: str = ""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column as the viewer may choose it."""

    label: str
    shown: bool
    pinned: bool
    is_key: bool
    extra: int


@dataclass(frozen=True, slots=True)
class ColumnsView:
    """The columns of a grid, in the viewer's order; `cursor` is the place of the one that is meant."""

    title: str
    choices: tuple[ColumnChoice, ...]
    cursor: int


@dataclass(frozen=True, slots=True)
class StateView:
    """How many agents are in a state, and how many of them for which reason, the most first.

    `count` is None before anything came.
    """

    word: str
    count: int | None
    reasons: tuple[tuple[str, int], ...] = ()
    muted: bool = False


@dataclass(frozen=True, slots=True)
class SummaryView:
    """Agents by state. `total` is the number of all, None where nobody knows it.

    `empty` is the sentence to show where there are no states.
    """

    title: str
    total: int | None
    states: tuple[StateView, ...]
    freshness: Freshness
    empty: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MessageView:
    """`urgent` means urgent and not yet marked seen."""

    id: str
    time: str
    sender: str
    text: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class TickerView:
    """Messages as they are to be shown: urgent ones first, then the newest first."""

    title: str
    messages: tuple[MessageView, ...]
    freshness: Freshness
    empty: str


@dataclass(frozen=True, slots=True)
class StatusView:
    """The status line: title, pages, the link's sign and words, the clock."""

    title: str
    pages: tuple[str, ...]
    page: int
    link_up: bool
    """`●` where it is up, `○` where it waits or fails."""
    level: Level
    link: str
    clock: str
    rotation: float | None
    """Share of the page's time that has passed; None: pages are turned by hand."""
    held: bool = False


@dataclass(frozen=True, slots=True)
class BannerView:
    """What the board says about itself over the whole width (LOOK section 6).

    `headline` bold ("NOT LIVE since 10:41:37"); `facts` follow it in one row;
    `sentences` are what a banner of several rows says below; `age` as digits ("14:07").
    `asks` says that a person must do something, so that nothing of it may be cut.
    """

    level: Level
    headline: str
    facts: tuple[str, ...]
    sentences: tuple[str, ...]
    age: str
    asks: bool = False


@dataclass(frozen=True, slots=True)
class KeyHint:
    key: str
    word: str
    group: Literal["Move", "Look", "Board"] = "Board"
