"""A board on a turned clock: what it is told and when, and what it shows then."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import Self

from wallboard.board.board import Board, WidgetRef
from wallboard.board.views import BannerView, GridView, StatusView, SummaryView, TickerView, TileView
from wallboard.feed import Delivery, LinkError, LinkState, Moment, NoAnswer, Phase
from wallboard.layout.plan import (
    ColumnPlan,
    Figure,
    FreshnessLimits,
    GridPlan,
    PagePlan,
    Plan,
    SortKey,
    TickerPlan,
    TilePlan,
    TotalsPart,
    WidgetPlan,
)
from wallboard.protocol.answer import Answer, GridKey, Message, Row
from wallboard.protocol.kinds import Kind
from wallboard.protocol.subscription import Column as WireColumn
from wallboard.protocol.subscription import Definition, Grid, Missing, Subscription
from wallboard.protocol.values import Raw

APP = "wb.main"
AGENTS = GridKey(APP, "agent_grids", "agents")
SERVICES = GridKey(APP, "service_grids", "services")
START = datetime(2026, 3, 2, 10, 41, 37, tzinfo=UTC).timestamp()
"""The wall's clock at 0 s: 10:41:37 on Monday, 2 March 2026."""

WAITING = Figure("Waiting", Kind.COUNT)
LIMITS = FreshnessLimits(late=15, stale=30, lost=300)


def tile(figure: Figure = WAITING, *stats: str, app_id: str = APP) -> TilePlan:
    return TilePlan(figure, TotalsPart(app_id, stats or ("in_calls_waiting",)))


def columns(*figures: tuple[str, Figure]) -> tuple[ColumnPlan, ...]:
    """Columns that stand in `answer.Row` after a hidden key."""
    return tuple(
        ColumnPlan(id=stat, stat=stat, figure=figure, index=i) for i, (stat, figure) in enumerate(figures, 1)
    )


def agents(*shown: ColumnPlan, order: tuple[SortKey, ...] = (), limit: int | None = None) -> GridPlan:
    """An agent grid whose hidden first cell is the login."""
    return GridPlan(
        scope="agent",
        title="Agents",
        part=AGENTS,
        columns=shown or columns(("state_duration", Figure("For", Kind.SECONDS))),
        stats=("login_id", *(column.stat for column in shown)),
        key_index=0,
        order=order,
        limit=limit,
    )


def subscription(**grid: object) -> Subscription:
    """One agent grid, with more of its fields."""
    key = WireColumn(id="1", stat_name="login_id")
    asked = Grid.model_validate({"id": "agents", "columns": (key,), **grid})
    return Subscription({APP: Definition(agent_grids=(asked,))})


def plan(
    *widgets: WidgetPlan,
    pages: int = 1,
    rotate: int = 0,
    asked: Subscription | None = None,
    resort: int = 0,
) -> Plan:
    """A plan whose first page holds the widgets; further pages hold one tile. Rows are sorted at once."""
    others = tuple(PagePlan(f"Page {number}", (tile(),)) for number in range(2, pages + 1))
    return Plan(
        title="Support desk",
        pages=(PagePlan("Today", widgets or (tile(),)), *others),
        subscription=asked or Subscription({}),
        refresh=3,
        freshness=LIMITS,
        rotate=rotate,
        resort=resort,
    )


def totals(**stats: Raw) -> Answer:
    return Answer(totals={APP: stats})


def rows(*cells: Row, part: GridKey = AGENTS) -> Answer:
    return Answer(grids={part: cells})


def messages(*sent: Message) -> Answer:
    return Answer(messages={APP: sent})


def message(
    message_id: str,
    at_s: float | None = 0,
    *,
    urgent: bool = False,
    first: str = "Mari",
    last: str = "Ito",
) -> Message:
    """A message of Mari Ito, sent so many seconds after the start."""
    sent = None if at_s is None else START + at_s
    return Message(message_id, "mari.ito", first, last, sent, urgent, f"Text {message_id}.")


@dataclass
class Wall:
    """A board and its clock. `at(30)` turns the clock to 30 s; views are those of that moment."""

    plan: Plan
    zone: tzinfo = UTC
    now_s: float = 0.0
    clock_set_by_s: float = 0.0

    def __post_init__(self) -> None:
        self.board = Board(self.plan, self.zone)
        self.link = LinkState(Phase.SIGN_IN, self.now)

    @property
    def now(self) -> Moment:
        return Moment(1000.0 + self.now_s, START + self.now_s + self.clock_set_by_s)

    def at(self, seconds: float) -> Self:
        self.now_s = seconds
        return self

    def is_in(self, phase: Phase, reason: LinkError | None = None, **more: object) -> Self:
        """The link tells its phase; `next_in_s` is when it tries again."""
        next_in_s = more.pop("next_in_s", None)
        next_at = None if next_in_s is None else self.now.at + float(str(next_in_s))
        self.link = replace(LinkState(phase, self.now, reason, next_at), **more)  # type: ignore[arg-type]
        self.board.take(Delivery(self.link))
        return self

    def gets(self, *answers: Answer, missing: tuple[Missing, ...] = ()) -> Self:
        """Answers that were asked for now."""
        self.link = LinkState(Phase.LIVE, self.now)
        for answer in answers:
            self.board.take(Delivery(self.link, answer, self.now, missing))
        return self

    def fails(self, error: LinkError | None = None, next_in_s: float = 4.0, tries: int = 1) -> Self:
        """A request found no answer."""
        return self.is_in(Phase.WAIT, error or NoAnswer(5.0), next_in_s=next_in_s, tries=tries)

    @property
    def status(self) -> StatusView:
        return self.board.status(self.now)

    @property
    def link_words(self) -> str:
        return self.status.link

    @property
    def banner(self) -> BannerView | None:
        return self.board.banner(self.now)

    def tile(self, widget: int = 0) -> TileView:
        return self.board.tile(WidgetRef(0, widget), self.now)

    def grid(self, widget: int = 0) -> GridView:
        return self.board.grid(WidgetRef(0, widget), self.now)

    def summary(self, widget: int = 0) -> SummaryView:
        return self.board.summary(WidgetRef(0, widget), self.now)

    def ticker(self, widget: int = 0) -> TickerView:
        return self.board.ticker(WidgetRef(0, widget), self.now)


def tickers() -> TickerPlan:
    return TickerPlan(APP)
