"""The board: the one object that changes. It takes deliveries and gives views (DESIGN section 1)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import NamedTuple, TypeVar

from wallboard.board import words
from wallboard.board.ages import Ages
from wallboard.board.blame import placed
from wallboard.board.empty import left_out_of, no_rows
from wallboard.board.figures import Units
from wallboard.board.formats import Place, clock
from wallboard.board.freezing import Frozen, frozen_banner, frozen_level
from wallboard.board.grid import LiveGrid, Standing
from wallboard.board.parts import Parts
from wallboard.board.rotation import Rotation
from wallboard.board.status import STUCK, banner, link_is_up, link_words
from wallboard.board.summary import UNCOUNTED, counted
from wallboard.board.table import RowKey
from wallboard.board.ticker import in_reading_order, is_waiting, message_view
from wallboard.board.tile import is_supplied, misread, tile_view, total
from wallboard.board.trend import Trend, column_seconds
from wallboard.board.units import learn
from wallboard.board.views import (
    BannerView,
    Freshness,
    GridView,
    Level,
    RowDetailsView,
    StatusView,
    SummaryView,
    TickerView,
    TileView,
)
from wallboard.feed import Delivery, LinkState, Moment, Phase, SubscriptionRejected
from wallboard.layout.plan import GridPlan, Plan, SummaryPlan, TickerPlan, TilePlan
from wallboard.protocol.answer import Answer, Message
from wallboard.protocol.subscription import Missing


class WidgetRef(NamedTuple):
    """A widget by its place in the plan: the page's index and the widget's on it."""

    page: int
    widget: int


W = TypeVar("W", TilePlan, SummaryPlan, GridPlan, TickerPlan)


class Board:
    """What is to be seen of a plan, in a time zone, from the deliveries so far.

    Views are asked for with the present moment. Values stay until newer ones come; what ages is
    their freshness. A WidgetRef must name a widget of the kind that the method is for.
    """

    def __init__(self, plan: Plan, zone: tzinfo) -> None:
        self.plan = plan
        self.zone = zone
        self.page = 0
        self.units = Units()
        self.notes: tuple[str, ...] = ()
        """What was found out about this server, each said once; for the log."""
        self._link: LinkState | None = None
        self._ages = Ages(plan.freshness, (grid for _, grid in self._all(GridPlan)))
        self._missing: tuple[Missing, ...] = ()
        self._parts = Parts()
        self._frozen: Frozen | None = None
        tick_s = plan.freshness.stale if plan.tick else 0
        self._grids = {
            ref: LiveGrid(grid, plan.resort, tick_s, mark_changes=plan.change_marks)
            for ref, grid in self._all(GridPlan)
        }
        self._widest: dict[WidgetRef, str] = {}
        column_s = column_seconds(plan.refresh)
        self._trends = {ref: Trend(tile.figure, column_s) for ref, tile in self._all(TilePlan)}
        self._trends_shown = self._trends
        self._seen: set[str] = set()
        self._rotation = Rotation(plan.rotate if len(plan.pages) > 1 else 0)

    def take(self, delivery: Delivery) -> None:
        """The link's news. Parts that the answer lacks keep their values, and their age."""
        self._link = _with_place(delivery.link, self.plan)
        self._ages.begin(delivery.link.since)
        if delivery.answer is not None or delivery.missing:
            self._take_missing(delivery.missing, delivery.link.since.at)
        if delivery.answer is not None and delivery.asked is not None:
            before = self._parts.totals
            asked = self._ages.take(delivery.answer, delivery.asked, before, saved=delivery.saved)
            self._take_answer(delivery.answer, asked)

    @property
    def grid_refs(self) -> tuple[WidgetRef, ...]:
        """All grids of all pages, in the plan's order."""
        return tuple(self._grids)

    @property
    def misread(self) -> int:
        """Values of the newest parts that came with the wrong type, of those that were looked at."""
        tiles = (misread(tile, self._parts.totals, self.units) for _, tile in self._all(TilePlan))
        return sum(tiles) + sum(grid.misread for grid in self._grids.values())

    @property
    def is_stuck(self) -> bool:
        """Whether the link waits for a person, whose R makes it try again."""
        return self._link is not None and self._link.phase in STUCK

    @property
    def is_frozen(self) -> bool:
        """Whether the picture stands still."""
        return self._frozen is not None

    def freeze(self, now: Moment) -> None:
        """Hold the figures still, or show the newest again. Messages go on: an urgent one must be seen."""
        if self._frozen is not None:
            self._thaw(now)
        elif self._ages.newest is not None:
            self._frozen = Frozen(self._parts.copy(), self._missing, self._ages.newest, now)
            self._trends_shown = {ref: trend.copy() for ref, trend in self._trends.items()}

    def _thaw(self, now: Moment) -> None:
        self._frozen = None
        self._trends_shown = self._trends
        self._rotation = self._rotation.turned(now.at)
        for grid in self._grids.values():
            grid.take(self._parts.grids.get(grid.plan.part, ()), self.units.grids, now.at)

    def freshness(self, now: Moment) -> Freshness:
        """Of the newest answer that held figures of ours, be it behind a frozen picture."""
        return self._ages.of(self._ages.newest, now)

    def status(self, now: Moment) -> StatusView:
        """The status line: title, pages, the link in words, the clock."""
        fresh, link, place = self.freshness(now), self._link_at(now), self._place(now)
        turns = bool(self._rotation.period_s)
        return StatusView(
            title=self.plan.title,
            pages=tuple(page.name for page in self.plan.pages),
            page=self.page,
            link_up=link_is_up(fresh, link),
            level=fresh.level,
            link=link_words(
                fresh, link, self._ages.newest, now, place, still=self._ages.is_still, frozen=self.is_frozen
            ),
            clock=clock(place),
            rotation=self._rotation.share(now.at) if turns else None,
            held=turns and (self.is_frozen or self._rotation.is_held(now.at)),
        )

    def banner(self, now: Moment) -> BannerView | None:
        """What must be said over the whole width; None where nothing must."""
        fresh, link, place = self.freshness(now), self._link_at(now), self._place(now)
        live = banner(fresh, link, self._ages.newest, now, place, still=self._ages.is_still)
        return live if self._frozen is None else frozen_banner(self._frozen, live, now, place)

    def remark(self, now: Moment) -> str:
        """What is said quietly for a while: that the counters of the day started anew; else empty."""
        return self._ages.remark(now, self._place(now))

    def tile(self, ref: WidgetRef, now: Moment) -> TileView:
        """A tile, aged by the totals that it is of."""
        plan = self._plan(ref, TilePlan)
        missing = self._missing_totals(plan.part.app_id)
        parts = self._shown
        view = tile_view(
            plan,
            {} if missing else parts.totals,
            self.units,
            self._fresh(self._ages.newest if missing else parts.totals_asked.get(plan.part.app_id), now),
            self._place(now),
            note=words.missing_note(missing) or self._tile_note(plan, now),
            widest=self._widest.get(ref, ""),
            trend=None if missing else self._trends_shown[ref],
        )
        self._widest[ref] = view.widest
        return view

    def grid_freshness(self, ref: WidgetRef, now: Moment) -> Freshness:
        """Of a grid's rows; of the board, where a missing name leaves it without any."""
        return self._rows_freshness(self._plan(ref, GridPlan), now)

    def counts_on(self, ref: WidgetRef, now: Moment) -> bool:
        """Whether a grid says something else each second between answers."""
        return self._grids[ref].counts_on(self.grid_freshness(ref, now))

    def grid(self, ref: WidgetRef, now: Moment, focused: bool = False) -> GridView:
        """A grid in the viewer's order; its rows are made when they are looked at."""
        plan = self._plan(ref, GridPlan)
        missing = self._missing_rows(plan)
        asked = self._shown.grids_asked.get(plan.part)
        if missing:
            empty = words.missing_sentence(missing)
        elif asked is None:
            empty = self._nothing_came(now)
        else:
            empty = no_rows(plan, self.plan.subscription)
        standing = Standing(self.grid_freshness(ref, now), empty, words.missing_note(missing))
        return self._grids[ref].view(standing, self._place(now), focused=focused)

    def row_under_cursor(self, ref: WidgetRef) -> RowKey | None:
        """What its details are asked for by; None where the grid has no rows."""
        return self._grids[ref].cursor_key

    def details(self, ref: WidgetRef, key: RowKey, now: Moment) -> RowDetailsView | None:
        """A grid's row in full; None where it has left the answer."""
        return self._grids[ref].details(key, self.grid_freshness(ref, now), self._place(now), now.at)

    def remember(self) -> None:
        """Keep what the rows of one grid say, of each a sample a minute; between answers, so none waits."""
        for grid in () if self.is_frozen else self._grids.values():
            asked = self._parts.grids_asked.get(grid.plan.part)
            if asked is not None and grid.remember(asked):
                return

    def summary(self, ref: WidgetRef, now: Moment) -> SummaryView:
        """Agents by state and reason, aged by the rows that are counted."""
        plan = self._plan(ref, SummaryPlan)
        missing = self._missing_rows(plan)
        rows = None if missing else self._shown.grids.get(plan.part)
        empty = ""
        if missing:
            empty = words.missing_sentence(missing)
        elif rows is not None and not rows:
            empty = words.NO_AGENT_LOGGED_IN
        elif rows is None and self.freshness(now).level is not Level.WAITING:
            empty = words.NOT_IN_ANSWER
        return SummaryView(
            title=plan.title,
            total=None if rows is None else len(rows),
            states=() if empty else UNCOUNTED if rows is None else counted(plan, rows),
            freshness=self._rows_freshness(plan, now),
            empty=empty,
            note=words.missing_note(missing),
        )

    def ticker(self, ref: WidgetRef, now: Moment) -> TickerView:
        """Messages: urgent ones that nobody has marked seen, then the newest."""
        app_id = self._plan(ref, TickerPlan).app_id
        asked = self._parts.messages_asked.get(app_id)
        place = self._place(now)
        return TickerView(
            title=words.MESSAGES,
            messages=tuple(message_view(one, self._seen, place) for one in self._messages(app_id)),
            freshness=self._ages.of(asked, now),
            empty=words.NO_MESSAGES if asked is not None else self._nothing_came(now),
        )

    def turn_page(self, page: int) -> None:
        """Show a page by its index; one that isn't there is not shown."""
        if 0 <= page < len(self.plan.pages):
            self.page = page

    def rotate(self, now: Moment) -> bool:
        """Turn to the next page if its time has come; says whether it did."""
        self._rotation = self._rotation.begun(now.at)
        if self.is_frozen or not self._rotation.is_due(now.at):
            return False
        self.page = (self.page + 1) % len(self.plan.pages)
        self._rotation = self._rotation.turned(now.at)
        return True

    def hold(self, now: Moment) -> None:
        """A key was pressed: the page stays for a minute, and for a moment so do the rows of its grids."""
        self._rotation = self._rotation.held(now.at)
        for grid in self._grids.values():
            grid.touch(now.at)

    def resort(self, now: Moment) -> bool:
        """Sort the rows that waited for their beat or for the viewer's hand; says whether any did."""
        moved = [] if self.is_frozen else [grid.resort(now.at) for grid in self._grids.values()]
        return any(moved)

    def live_grid(self, ref: WidgetRef) -> LiveGrid:
        """A grid for the viewer's hand: what he sorts, filters, chooses and points at."""
        return self._grids[ref]

    def toggle_rotation(self, now: Moment) -> None:
        """Stop the rotation, or start it again at once."""
        self._rotation = self._rotation.toggled(now.at)

    def sort_by_cursor(self, ref: WidgetRef) -> None:
        self.sort_by(ref, self._grids[ref].cursor_column)

    def sort_by(self, ref: WidgetRef, column: int) -> None:
        """Sort a grid by a shown column; by the same again: the other direction."""
        self._grids[ref].sort_by(column)

    def turn_sort(self, ref: WidgetRef) -> None:
        self._grids[ref].turn_sort()

    def choose_sort(self, ref: WidgetRef, step: int) -> None:
        self._grids[ref].choose_sort(step)

    def move_cursor(self, ref: WidgetRef, rows: int) -> None:
        self._grids[ref].move_cursor(rows)

    def move_cursor_to(self, ref: WidgetRef, row: int) -> None:
        self._grids[ref].move_cursor_to(row)

    def move_column(self, ref: WidgetRef, step: int) -> None:
        self._grids[ref].move_column(step)

    def mark_seen(self) -> None:
        """The urgent message that is now first, on this page's ticker before the others', has been seen."""
        for _, message in self._urgent():
            self._seen.add(message.id)
            return

    def urgent_ticker(self) -> WidgetRef | None:
        """The ticker whose urgent message waits to be marked seen, this page's before the others'."""
        return next((ref for ref, _ in self._urgent()), None)

    def _urgent(self) -> Iterator[tuple[WidgetRef, Message]]:
        tickers = sorted(self._all(TickerPlan), key=lambda found: found[0].page != self.page)
        for ref, plan in tickers:
            yield from ((ref, one) for one in self._messages(plan.app_id) if is_waiting(one, self._seen))

    def _messages(self, app_id: str) -> Sequence[Message]:
        return in_reading_order(self._parts.messages.get(app_id, ()), self._seen)

    def _take_missing(self, missing: tuple[Missing, ...], at: float) -> None:
        """A part that is left out of the subscription shows nothing: not even what it once held."""
        self._missing = missing
        for grid in self._grids.values():
            if left_out_of(grid.plan, missing):
                self._parts.forget_rows(grid.plan.part)
                if not self.is_frozen:
                    grid.take((), self.units.grids, at)
        for _, summary in self._all(SummaryPlan):
            if left_out_of(summary, missing):
                self._parts.forget_rows(summary.part)

    def _take_answer(self, answer: Answer, asked: Moment) -> None:
        self._parts.take(answer, asked)
        if self._has_figures(answer):
            self._ages.newest = asked
        before = self.units.grids
        totals_before = self.units.totals
        self.units, said = learn(self.units, self.plan, answer)
        self.notes += said
        self._take_trends(answer, asked, turned=self.units.totals != totals_before)
        for grid in () if self.is_frozen else self._grids.values():
            part = grid.plan.part
            if part in answer.grids or (self.units.grids != before and part in self._parts.grids):
                grid.take(self._parts.grids[part], self.units.grids, asked.at)

    def _take_trends(self, answer: Answer, asked: Moment, *, turned: bool) -> None:
        for ref, trend in self._trends.items():
            part = self._plan(ref, TilePlan).part
            if turned and trend.figure.kind.is_share:  # they were a hundred times what they are
                trend.forget()
            if part.app_id in answer.totals:
                trend.take(total(part, trend.figure, self._parts.totals, self.units), asked.at)

    def _has_figures(self, answer: Answer) -> bool:
        """Messages alone are no figures: a board that shows figures is not live by them."""
        shows_figures = any(
            not isinstance(one, TickerPlan) for page in self.plan.pages for one in page.widgets
        )
        return bool(answer.totals or answer.grids or (answer.messages and not shows_figures))

    def _tile_note(self, plan: TilePlan, now: Moment) -> str:
        waiting = self.freshness(now).level is Level.WAITING
        return "" if waiting or is_supplied(plan.part, self._shown.totals) else words.NOT_SUPPLIED

    def _nothing_came(self, now: Moment) -> str:
        waiting = self.freshness(now).level is Level.WAITING
        return words.WAITING_FOR_DATA if waiting else words.NOT_IN_ANSWER

    def _missing_totals(self, app_id: str) -> tuple[Missing, ...]:
        return tuple(one for one in self._missing_now if one.app_id == app_id and not one.grid_id)

    def _missing_rows(self, plan: GridPlan | SummaryPlan) -> tuple[Missing, ...]:
        return left_out_of(plan, self._missing_now)

    @property
    def _shown(self) -> Parts:
        """The figures that the picture shows."""
        return self._parts if self._frozen is None else self._frozen.parts

    @property
    def _missing_now(self) -> tuple[Missing, ...]:
        return self._missing if self._frozen is None else self._frozen.missing

    def _fresh(self, asked: Moment | None, now: Moment) -> Freshness:
        """Of figures that the picture shows."""
        fresh = self._ages.of(asked, now)
        if self._frozen is None or asked is None:
            return fresh
        then = self._ages.of(asked, self._frozen.since).level
        return replace(fresh, level=frozen_level(then, self.freshness(now).level))

    def _rows_freshness(self, plan: GridPlan | SummaryPlan, now: Moment) -> Freshness:
        missing = self._missing_rows(plan)
        return self._fresh(self._ages.newest if missing else self._shown.grids_asked.get(plan.part), now)

    def _link_at(self, now: Moment) -> LinkState:
        return self._link or LinkState(Phase.SIGN_IN, now)

    def _place(self, now: Moment) -> Place:
        return Place(self.zone, now.wall)

    def _plan(self, ref: WidgetRef, kind: type[W]) -> W:
        widget = self.plan.pages[ref.page].widgets[ref.widget]
        if not isinstance(widget, kind):
            raise TypeError(f"{ref} is no {kind.__name__}")
        return widget

    def _all(self, kind: type[W]) -> Iterator[tuple[WidgetRef, W]]:
        for page, one in enumerate(self.plan.pages):
            for number, widget in enumerate(one.widgets):
                if isinstance(widget, kind):
                    yield WidgetRef(page, number), widget


def _with_place(link: LinkState, plan: Plan) -> LinkState:
    """The link, with the layout's place that a refused subscription means."""
    if isinstance(link.reason, SubscriptionRejected):
        return replace(link, reason=placed(link.reason, plan))
    return link
