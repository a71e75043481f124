"""A layout's subscription, and which part of its answer is whose (DESIGN section 4).

Everything unscoped stands under one app id; each other scope of totals gets its own, because
`stats_totals_service_ids` belongs to a whole app id. Equal definitions are asked once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from wallboard.layout.figures import goal_stat, is_tally, nature, number_of, specs_of, stats_of, thresholds
from wallboard.layout.models import (
    AgentGrid,
    AgentSummary,
    Column,
    Layout,
    Place,
    ServiceGrid,
    Ticker,
    Tile,
    Widget,
    screen_size,
)
from wallboard.layout.notes import notes
from wallboard.layout.plan import (
    At,
    ColumnPlan,
    Figure,
    GridPlan,
    PagePlan,
    Plan,
    SortKey,
    SummaryPlan,
    TickerPlan,
    TilePlan,
    TotalsPart,
    WidgetPlan,
)
from wallboard.protocol import subscription as wire
from wallboard.protocol.answer import GridKey, Section
from wallboard.protocol.catalogue import RUNNING
from wallboard.protocol.kinds import Scope
from wallboard.protocol.text import clean

GridScope: TypeAlias = Literal["service", "agent"]

_KEYS: dict[GridScope, str] = {"service": "name", "agent": "login_id"}
"""The statistic that tells a row from the others; rows have no id on the wire (API.md, section 2)."""

_STATE, _REASON = "acd_state", "reason"
"""What a summary counts; it has no rows, so it asks for no key."""


def compile(layout: Layout, prefix: str) -> Plan:  # noqa: A001 - the word for it; the builtin is not used here
    """What the board shows of `layout`, and what it subscribes to.

    `layout` has passed `read_layout`'s rules. `prefix` begins each app id and names this screen:
    letters, digits, `.` and `-`, at most 180 of them.
    """
    parts = _Parts(prefix)
    pages = _pages(layout, parts)
    return Plan(
        title=clean(layout.title),
        pages=pages,
        subscription=parts.subscription(),
        refresh=layout.refresh,
        freshness=layout.freshness_limits,
        screen=screen_size(layout.screen),
        time_zone=layout.time_zone,
        rotate=layout.rotate,
        theme=layout.theme,
        change_marks=layout.change_marks,
        tick=layout.tick,
        resort=layout.resort,
        notes=tuple(notes(layout)),
    )


def _pages(layout: Layout, parts: "_Parts") -> tuple[PagePlan, ...]:
    """Summaries are made last: they count the rows of a grid that asks for the same agents."""
    widgets = [
        (number, path, widget) for number, page in enumerate(layout.pages) for path, widget in page.widgets()
    ]
    made = {
        (number, path): _widget(widget, parts)
        for number, path, widget in sorted(widgets, key=lambda one: isinstance(one[2], AgentSummary))
    }
    return tuple(
        PagePlan(clean(page.name), tuple(made[number, path] for path, _ in page.widgets()))
        for number, page in enumerate(layout.pages)
    )


_Totals: TypeAlias = dict[tuple[tuple[str, ...], tuple[str, ...]], dict[str, None]]
"""Statistics in the order in which they were first asked for, by services and dispositions."""


@dataclass(slots=True)
class _Parts:
    """The subscription as it grows: each definition once, under the app id that is told for it."""

    prefix: str
    _totals: _Totals = field(default_factory=lambda: {((), ()): {}})
    _grids: dict[tuple[GridScope, wire.Grid], GridKey] = field(default_factory=dict)
    _chats: dict[wire.ChatMessages, str] = field(default_factory=dict)

    def totals(self, tile: Tile, stats: tuple[str, ...]) -> TotalsPart:
        """Where `stats` come in the scope of `tile`."""
        scope = (tile.services, tile.dispositions)
        self._totals.setdefault(scope, {}).update(dict.fromkeys(stats))
        return TotalsPart(self._scope_id(list(self._totals).index(scope)), stats)

    def grid(self, scope: GridScope, grid: wire.Grid) -> GridKey:
        """Where the rows of `grid` come; its own id is given here."""
        section: Section = "service_grids" if scope == "service" else "agent_grids"
        number = 1 + sum(of == scope for of, _ in self._grids)
        key = GridKey(f"{self.prefix}.all", section, f"{scope}{number}")
        return self._grids.setdefault((scope, grid), key)

    def agents(self, teams: tuple[str, ...]) -> tuple[GridKey, int, int]:
        """Where the logged-in agents of `teams` come, all of them: the rows, and in them state and reason."""
        for (scope, grid), key in self._grids.items():
            stats = [column.stat_name for column in grid.columns]
            if scope == "agent" and _has_all(grid, teams) and {_STATE, _REASON} <= set(stats):
                return key, stats.index(_STATE), stats.index(_REASON)
        columns = tuple(wire.Column(id=str(i), stat_name=stat) for i, stat in enumerate((_STATE, _REASON), 1))
        own = wire.Grid(id="0", columns=columns, team_ids=teams or None, logged_in_agents_only="true")
        return self.grid("agent", own), 0, 1

    def messages(self, chat: wire.ChatMessages) -> str:
        """The app id whose messages are those of `chat`."""
        number = len(self._chats)
        return self._chats.setdefault(chat, f"{self.prefix}.{f'chat{number}' if number else 'all'}")

    def subscription(self) -> wire.Subscription:
        sections: dict[str, dict[str, Any]] = {f"{self.prefix}.all": {}}
        for number, ((services, dispositions), stats) in enumerate(self._totals.items()):
            if stats:
                sections[self._scope_id(number)] = {
                    "stats_totals": tuple(stats),
                    "stats_totals_service_ids": services or None,
                    "stats_totals_dispositions": dispositions or None,
                }
        for (_, grid), key in self._grids.items():
            asked = sections[key.app_id].setdefault(key.section, [])
            asked.append(grid.model_copy(update={"id": key.grid_id}))
        for chat, app_id in self._chats.items():
            sections.setdefault(app_id, {})["chat_messages"] = chat
        return wire.Subscription({app_id: wire.Definition(**one) for app_id, one in sections.items() if one})

    def _scope_id(self, number: int) -> str:
        return f"{self.prefix}.{f'scope{number}' if number else 'all'}"


def _has_all(grid: wire.Grid, teams: tuple[str, ...]) -> bool:
    """Whether an agent grid has exactly the logged-in agents of `teams`."""
    cut = grid.limit or grid.filter_by or grid.service_ids or grid.my_subteam_only
    return not cut and grid.logged_in_agents_only == "true" and (grid.team_ids or ()) == teams


def _widget(widget: Widget, parts: _Parts) -> WidgetPlan:
    match widget:
        case AgentSummary():
            return SummaryPlan(clean(widget.title), *parts.agents(widget.teams), at=_at(widget.at))
        case Tile():
            return _tile(widget, parts)
        case AgentGrid():
            return _grid(widget, "agent", parts)
        case ServiceGrid():
            return _grid(widget, "service", parts)
        case Ticker():
            chat = wire.ChatMessages(filter=widget.filter, limit=widget.limit)
            return TickerPlan(parts.messages(chat), widget.limit, _at(widget.at))


def _tile(tile: Tile, parts: _Parts) -> TilePlan:
    part = parts.totals(tile, stats_of(tile))
    goal: float | TotalsPart | None = None
    if (name := goal_stat(tile.goal)) is not None:
        goal = parts.totals(tile, (name,))
    elif tile.goal is not None:
        goal = number_of(tile.goal)
    return TilePlan(_figure(tile, "totals", goal), part, _at(tile.at))


def _figure(measured: Tile | Column, scope: Scope, goal: float | TotalsPart | None = None) -> Figure:
    kind, better = nature(measured, scope)
    limits = thresholds(specs_of(measured), better)
    label = measured.label if measured.label is not None else " + ".join(map(_words, stats_of(measured)))
    return Figure(
        label=clean(label),
        kind=kind,
        unit=measured.unit,
        thresholds=limits,
        goal=goal,
        goal_is_most=limits[0].more_is_worse if limits else better != "high",
        zero_is_good=better == "low" and not kind.is_text,
        is_tally=is_tally(measured, kind),
    )


def _words(stat: str) -> str:
    return stat.replace("_", " ").capitalize()


def _grid(grid: ServiceGrid, scope: GridScope, parts: _Parts) -> GridPlan:
    columns = [_wire_column(column, str(number)) for number, column in enumerate(grid.columns, 1)]
    hidden = [
        _KEYS[scope],
        *(stat for column in grid.columns for spec in specs_of(column) for stat in spec.when),
        *(stat for column in grid.columns if (stat := goal_stat(column.goal)) is not None),
    ]
    for stat in hidden:
        if stat not in [column.stat_name for column in columns]:
            columns.append(wire.Column(id=str(len(columns) + 1), stat_name=stat))
    ids = {column.name: asked.id for column, asked in zip(grid.columns, columns, strict=False)}
    stats = tuple(column.stat_name for column in columns)
    return GridPlan(
        scope=scope,
        title=clean(grid.title),
        part=parts.grid(scope, _wire_grid(grid, tuple(columns), ids)),
        columns=tuple(_column(column, index, stats, scope) for index, column in enumerate(grid.columns)),
        stats=stats,
        key_index=stats.index(_KEYS[scope]),
        order=_order(grid),
        limit=grid.limit,
        at=_at(grid.at),
        only_problems=grid.only_problems,
    )


def _column(column: Column, index: int, stats: Sequence[str], scope: GridScope) -> ColumnPlan:
    named = goal_stat(column.goal)
    amount = None if column.goal is None or named is not None else number_of(column.goal)
    figure = _figure(column, scope, amount)
    return ColumnPlan(
        id=column.name,
        stat=stats[index],
        figure=figure,
        index=index,
        width=column.width,
        goal_index=None if named is None else stats.index(named),
        total=column.total,
        bar=column.bar,
        trend=column.trend,
        runs=stats[index] in RUNNING and figure.kind.is_duration,
    )


def _wire_column(column: Column, wire_id: str) -> wire.Column:
    return wire.Column(
        id=wire_id,
        stat_name=column.stat or wire.SUM,
        sum_stat_names=column.sum,
        dispositions=column.dispositions or None,
    )


def _wire_grid(grid: ServiceGrid, columns: tuple[wire.Column, ...], ids: dict[str, str]) -> wire.Grid:
    """The grid as asked; only what the layout sets, and `order_dir` with each `order_by`.

    Wire ids are numbers, because a layout's column ids may hold what an id on the wire may not.
    """
    agents = grid if isinstance(grid, AgentGrid) else AgentGrid()
    logged_in = agents.logged_in_only
    return wire.Grid(
        id="0",
        columns=columns,
        order_by=ids[grid.order_by] if grid.order_by else None,
        order_dir=_order(grid)[0].direction if grid.order_by else None,
        order=tuple(wire.OrderKey(by=ids[key.column_id], dir=key.direction) for key in _order(grid))
        if grid.order
        else None,
        limit=str(grid.limit) if grid.limit else None,
        filter_by=ids[grid.filter_by] if grid.filter_by else None,
        filter_value=grid.filter_value,
        filter_operation=grid.filter_operation,
        team_ids=agents.teams or None,
        service_ids=grid.services or None,
        logged_in_agents_only=None if logged_in is None else "true" if logged_in else "false",
        my_subteam_only=agents.my_subteam_only,
    )


def _order(grid: ServiceGrid) -> tuple[SortKey, ...]:
    if grid.order_by:
        return (SortKey(grid.order_by, grid.order_dir or "DESC"),)
    return tuple(SortKey(key.by or "", key.dir) for key in grid.order)


def _at(place: Place | None) -> At | None:
    return None if place is None else At(*place)
