"""One answer: what a subscription asks for, taken from the house at one moment (API.md, section 3)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

from wallboard.simulator.actors import Agent, Service
from wallboard.simulator.centre import Centre
from wallboard.simulator.checker import (
    ChatWish,
    Column,
    Definition,
    Filter,
    Grid,
    Operation,
    Order,
    Subscription,
)
from wallboard.simulator.ledger import Message
from wallboard.simulator.statistics import (
    AGENT,
    COUNTS_DISPOSITIONS,
    GROUP,
    Group,
    RatioUnit,
    dispositions_closed,
    serves,
    written,
)

Row: TypeAlias = list[str]

_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)

_COMPARE: Final[Mapping[Operation, Callable[[Any, Any], bool]]] = {
    "EQ": lambda a, b: a == b,
    "NE": lambda a, b: a != b,
    "LT": lambda a, b: a < b,
    "GT": lambda a, b: a > b,
    "LE": lambda a, b: a <= b,
    "GE": lambda a, b: a >= b,
}


class Tables:
    """Answers out of one house. `epoch`: the wall clock's seconds at the centre's time 0. `speed`: so many
    seconds of the house pass in one of the wall clock's from then on.
    """

    def __init__(self, centre: Centre, epoch: float, ratio_unit: RatioUnit, speed: float = 1.0) -> None:
        self._centre = centre
        self._epoch = epoch
        self._ratio_unit = ratio_unit
        self._speed = speed

    def answer(self, subscription: Subscription) -> dict[str, Any]:
        """App id -> its sections; those that were not asked for are left out."""
        return {app_id: self._sections(definition) for app_id, definition in subscription.items()}

    def _sections(self, wish: Definition) -> dict[str, Any]:
        sections: dict[str, Any] = {}
        if wish.totals is not None:
            group = Group(self._services(wish.totals_service_ids), self._centre.time)
            sections["stats_totals"] = {name: self._total(group, name) for name in wish.totals}
        if wish.service_grids is not None:
            sections["service_grids"] = [
                self._grid(grid, self._service_rows(grid)) for grid in wish.service_grids
            ]
        if wish.agent_grids is not None:
            sections["agent_grids"] = [self._grid(grid, self._agent_rows(grid)) for grid in wish.agent_grids]
        if wish.chat is not None:
            sections["chat_messages"] = self._messages(wish.chat)
        return sections

    def _services(self, ids: frozenset[str]) -> list[Service]:
        return [service for service in self._centre.services if not ids or service.id in ids]

    def _total(self, group: Group, name: str) -> str:
        return self._of_group(name)(group) if serves(name, "totals") else ""

    def _of_group(self, name: str) -> Callable[[Group], str]:
        statistic = GROUP[name]
        return lambda group: written(statistic.of(group), statistic.kind, self._ratio_unit)

    def _service_rows(self, grid: Grid) -> list[Row]:
        groups = [Group([service], self._centre.time) for service in self._services(grid.service_ids)]
        cells = [self._service_cell(column) for column in grid.columns]
        return [[cell(group) for cell in cells] for group in groups]

    def _service_cell(self, column: Column) -> Callable[[Group], str]:
        parts = [self._of_group(name) for name in column.stats if serves(name, "service")]
        return _cell(column, parts)

    def _agent_rows(self, grid: Grid) -> list[Row]:
        cells = [self._agent_cell(column) for column in grid.columns]
        return [[cell(agent) for cell in cells] for agent in self._agents(grid)]

    def _agent_cell(self, column: Column) -> Callable[[Agent], str]:
        parts = [self._of_agent(name, column) for name in column.stats if serves(name, "agent")]
        return _cell(column, parts)

    def _of_agent(self, name: str, column: Column) -> Callable[[Agent], str]:
        statistic = AGENT[name]
        if name == COUNTS_DISPOSITIONS and column.dispositions:
            statistic = dispositions_closed(column.dispositions)
        of, kind, now, unit = statistic.of, statistic.kind, self._centre.time, self._ratio_unit
        return lambda agent: written(of(agent, now), kind, unit)

    def _agents(self, grid: Grid) -> list[Agent]:
        """The rows before filter and limit. The user's own subteam is taken to be the first team."""
        teams = grid.team_ids
        if grid.my_subteam_only:
            own = self._centre.teams[0].id
            teams = frozenset({own}) if not teams or own in teams else frozenset({""})
        return [
            agent
            for agent in self._centre.agents
            if (agent.logged_in or not grid.logged_in_only)
            and (not teams or agent.team.id in teams)
            and (not grid.service_ids or any(service.id in grid.service_ids for service in agent.services))
        ]

    def _grid(self, grid: Grid, rows: list[Row]) -> dict[str, Any]:
        chosen = ordered(filtered(rows, grid.filter), grid.order)[: grid.limit]
        ids = [column.id for column in grid.columns]
        return {"id": grid.id, "values": [dict(zip(ids, row, strict=True)) for row in chosen]}

    def _messages(self, wish: ChatWish) -> list[dict[str, str]]:
        """Newest first; the filter is part of the content, case ignored (API.md, section 7)."""
        part = wish.filter.casefold()
        found = [each for each in reversed(self._centre.messages) if part in each.content.casefold()]
        return [self._message(each) for each in found[: wish.limit]]

    def _message(self, message: Message) -> dict[str, str]:
        # By the wall's clock: a house at speed is ahead of it, and no message comes from the future.
        after_start = message.sent / max(1.0, self._speed) if message.sent > 0 else message.sent
        sent = datetime.fromtimestamp(self._epoch + after_start, UTC)
        return {
            "id": str(message.number),
            "login_id": message.author.login,
            "first_name": message.author.first,
            "last_name": message.author.last,
            "send_time": sent.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "is_urgent": "1" if message.urgent else "0",
            "content": message.content,
        }


def filtered(rows: Iterable[Row], wish: Filter | None) -> list[Row]:
    """Numbers where both sides are numbers, else text; an empty cell equals only "" (API.md, section 7)."""
    if wish is None:
        return list(rows)
    return [row for row in rows if _passes(row[wish.column], wish)]


def ordered(rows: list[Row], order: Sequence[Order]) -> list[Row]:
    """By the first key, then the next; empty cells last in both directions, ties as they came."""
    for key in reversed(order):
        cells = [row[key.column] for row in rows]
        numbers = all(_NUMBER.fullmatch(cell) for cell in cells if cell)
        of: Callable[[str], Any] = float if numbers else str
        filled = sorted(
            (row for row in rows if row[key.column]),
            key=lambda row, column=key.column, of=of: of(row[column]),  # type: ignore[misc]
            reverse=key.descending,
        )
        rows = filled + [row for row in rows if not row[key.column]]
    return rows


def _passes(cell: str, wish: Filter) -> bool:
    if not cell:
        return (wish.operation == "EQ") == (wish.value == "") and wish.operation in ("EQ", "NE")
    compare = _COMPARE[wish.operation]
    if _NUMBER.fullmatch(cell) and _NUMBER.fullmatch(wish.value):
        return compare(float(cell), float(wish.value))
    return compare(cell, wish.value)


def _cell(column: Column, parts: list[Callable[[Any], str]]) -> Callable[[Any], str]:
    """The column's text of one row: its statistic, the sum of several, or empty where it isn't served."""
    if not column.is_sum:
        return parts[0] if parts else lambda _: ""
    return lambda row: _sum([part(row) for part in parts])


def _sum(texts: list[str]) -> str:
    """The numbers among the texts added up as they are shown; empty where there is none."""
    numbers = [float(text) for text in texts if _NUMBER.fullmatch(text)]
    return f"{sum(numbers):.10g}" if numbers else ""
