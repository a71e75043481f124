"""The subscription read strictly: what API.md, section 2 has, or a refusal that names the field.

Written by hand and without the client's models on purpose: a shared mistake would hide in both.
A new field is one line where its object's keys are listed, and one where it is read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from wallboard.simulator.fields import (
    Code,
    differ,
    is_whole,
    need,
    one_of,
    only_keys,
    read_array,
    read_flag,
    read_id,
    read_ids,
    read_json,
    read_limit,
    read_object,
    read_text,
    read_texts,
    refuse,
    shown,
)
from wallboard.simulator.statistics import COUNTS_DISPOSITIONS, SUM, Scope, serves

Section: TypeAlias = Literal["service_grids", "agent_grids"]
Operation: TypeAlias = Literal["EQ", "NE", "LT", "GT", "LE", "GE"]


@dataclass(frozen=True, slots=True)
class Column:
    """`stats`: one name, or those to be summed. A name this scope doesn't serve gives an empty cell."""

    id: str
    stats: tuple[str, ...]
    is_sum: bool
    dispositions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    column: int
    descending: bool


@dataclass(frozen=True, slots=True)
class Filter:
    column: int
    operation: Operation
    value: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Ids of teams and services are in upper case; an empty set means all."""

    id: str
    columns: tuple[Column, ...]
    order: tuple[Order, ...]
    filter: Filter | None
    limit: int | None
    team_ids: frozenset[str]
    service_ids: frozenset[str]
    logged_in_only: bool
    my_subteam_only: bool


@dataclass(frozen=True, slots=True)
class ChatWish:
    filter: str
    limit: int | None


@dataclass(frozen=True, slots=True)
class Definition:
    """One app id's wishes; None: a section that was not asked for."""

    totals: tuple[str, ...] | None
    totals_service_ids: frozenset[str]
    service_grids: tuple[Grid, ...] | None
    agent_grids: tuple[Grid, ...] | None
    chat: ChatWish | None


Subscription: TypeAlias = Mapping[str, Definition]

_APP_ID: Final = re.compile(r"[A-Za-z0-9.-]+", re.ASCII)
_DIRECTIONS: Final = ("ASC", "DESC")
_OPERATIONS: Final[tuple[Operation, ...]] = ("EQ", "NE", "LT", "GT", "LE", "GE")

_DEFINITION_KEYS: Final = frozenset(
    {
        *("stats_totals", "stats_totals_service_ids", "stats_totals_dispositions"),
        *("service_grids", "agent_grids", "chat_messages"),
    }
)
_FILTER_KEYS: Final = ("filter_by", "filter_value", "filter_operation")
_GRID_KEYS: Final = frozenset(
    {"id", "columns", "order_by", "order_dir", "limit", "order", "service_ids", *_FILTER_KEYS}
)
_AGENT_GRID_KEYS: Final = _GRID_KEYS | {"team_ids", "logged_in_agents_only", "my_subteam_only"}
_COLUMN_KEYS: Final = frozenset({"id", "stat_name", "statName", "sum_stat_names"})
_AGENT_COLUMN_KEYS: Final = _COLUMN_KEYS | {"dispositions"}


def read_subscription(body: bytes, *, unknown_statistics: bool = False) -> Subscription:
    """The body of `POST /statsapi/subscription`; raises Refused, and nothing else, on any other body.

    `unknown_statistics`: a name that isn't served is an empty cell instead of a refusal.
    """
    reader = _Reader(unknown_statistics)
    apps = read_object(read_json(body), "the body")
    for app_id in apps:
        if not _APP_ID.fullmatch(app_id):
            refuse(Code.BAD_VALUE, f"app id {shown(app_id)}", "may hold letters, digits, '.' and '-' only")
    return {app_id: reader.definition(value, app_id) for app_id, value in apps.items()}


class _Reader:
    """Reads the parts; `where` is the path of the part in the body, for the message."""

    def __init__(self, unknown_statistics: bool) -> None:
        self._unknown_statistics = unknown_statistics

    def definition(self, raw: object, where: str) -> Definition:
        given = only_keys(read_object(raw, where), _DEFINITION_KEYS, where)
        if not given:
            refuse(Code.MISSING_KEY, where, f"asks for nothing; one of {', '.join(sorted(_DEFINITION_KEYS))}")
        totals = None
        if "stats_totals" in given:
            totals = read_texts(given, "stats_totals", where)
            for index, name in enumerate(totals):
                self._statistic(name, "totals", f"{where}.stats_totals[{index}]")
        for index, name in enumerate(read_texts(given, "stats_totals_dispositions", where)):
            read_id(name, f"{where}.stats_totals_dispositions[{index}]")
        return Definition(
            totals,
            read_ids(given, "stats_totals_service_ids", where),
            self._grids(given, "service_grids", where),
            self._grids(given, "agent_grids", where),
            _chat(given, where),
        )

    def _grids(self, given: Mapping[str, Any], section: Section, where: str) -> tuple[Grid, ...] | None:
        if section not in given:
            return None
        place = f"{where}.{section}"
        raws = read_array(given[section], place)
        grids = tuple(self._grid(raw, section, f"{place}[{index}]") for index, raw in enumerate(raws))
        differ([grid.id for grid in grids], place, "grid id")
        return grids

    def _grid(self, raw: object, section: Section, where: str) -> Grid:
        of_agents = section == "agent_grids"
        given = only_keys(read_object(raw, where), _AGENT_GRID_KEYS if of_agents else _GRID_KEYS, where)
        need(given, ("id", "columns"), where)
        raws = read_array(given["columns"], f"{where}.columns")
        if not raws:
            refuse(Code.BAD_VALUE, f"{where}.columns", "must hold at least one column")
        columns = tuple(
            self._column(each, of_agents, f"{where}.columns[{index}]") for index, each in enumerate(raws)
        )
        ids = [column.id for column in columns]
        differ(ids, f"{where}.columns", "column id")
        return Grid(
            id=read_id(given["id"], f"{where}.id"),
            columns=columns,
            order=_order(given, ids, where),
            filter=_filter(given, ids, where),
            limit=read_limit(given, where),
            team_ids=read_ids(given, "team_ids", where),
            service_ids=read_ids(given, "service_ids", where),
            logged_in_only=read_flag(given, "logged_in_agents_only", where, as_text=True),
            my_subteam_only=read_flag(given, "my_subteam_only", where),
        )

    def _column(self, raw: object, of_agents: bool, where: str) -> Column:
        given = only_keys(read_object(raw, where), _AGENT_COLUMN_KEYS if of_agents else _COLUMN_KEYS, where)
        if "stat_name" in given and "statName" in given:
            refuse(Code.CONFLICT, f"{where}.statName", "stands beside stat_name; send one of the two")
        spelling = "statName" if "statName" in given else "stat_name"
        need(given, ("id", spelling), where)
        number = given["id"]
        column_id = str(number) if is_whole(number) else read_id(number, f"{where}.id")
        scope: Scope = "agent" if of_agents else "service"
        name = read_text(given[spelling], f"{where}.{spelling}")
        stats: tuple[str, ...] = (name,)
        if name == SUM:
            stats = self._summed(given, scope, where)
        elif "sum_stat_names" in given:
            refuse(Code.CONFLICT, f"{where}.sum_stat_names", f"goes with {spelling} SUM only")
        else:
            self._statistic(name, scope, f"{where}.{spelling}")
        dispositions = read_texts(given, "dispositions", where)
        if dispositions and COUNTS_DISPOSITIONS not in stats:
            refuse(Code.CONFLICT, f"{where}.dispositions", f"goes with {COUNTS_DISPOSITIONS} only")
        return Column(column_id, stats, name == SUM, dispositions)

    def _summed(self, given: Mapping[str, Any], scope: Scope, where: str) -> tuple[str, ...]:
        place = f"{where}.sum_stat_names"
        names = read_texts(given, "sum_stat_names", where)
        if not names:
            refuse(Code.MISSING_KEY, place, "is needed with SUM, and must name a statistic")
        for index, name in enumerate(names):
            self._statistic(name, scope, f"{place}[{index}]")
        return names

    def _statistic(self, name: str, scope: Scope, where: str) -> None:
        if not name or not (self._unknown_statistics or serves(name, scope)):
            refuse(Code.UNKNOWN_STATISTIC, where, f"no statistic {shown(name)} in scope {scope}")


def _order(given: Mapping[str, Any], ids: list[str], where: str) -> tuple[Order, ...]:
    if "order" not in given:
        if "order_by" not in given and "order_dir" not in given:
            return ()
        need(given, ("order_by", "order_dir"), where)
        return (_order_key(given, ("order_by", "order_dir"), ids, where),)
    for name in ("order_by", "order_dir"):
        if name in given:
            refuse(Code.CONFLICT, f"{where}.{name}", "stands beside order; send one of the two")
    keys = []
    for index, raw in enumerate(read_array(given["order"], f"{where}.order")):
        place = f"{where}.order[{index}]"
        key = only_keys(read_object(raw, place), frozenset({"by", "dir"}), place)
        need(key, ("by", "dir"), place)
        keys.append(_order_key(key, ("by", "dir"), ids, place))
    return tuple(keys)


def _order_key(given: Mapping[str, Any], names: tuple[str, str], ids: list[str], where: str) -> Order:
    by, direction = names
    column = _column_index(given[by], ids, f"{where}.{by}")
    return Order(column, one_of(given[direction], _DIRECTIONS, f"{where}.{direction}") == "DESC")


def _filter(given: Mapping[str, Any], ids: list[str], where: str) -> Filter | None:
    if not any(name in given for name in _FILTER_KEYS):
        return None
    need(given, _FILTER_KEYS, where)
    return Filter(
        _column_index(given["filter_by"], ids, f"{where}.filter_by"),
        one_of(given["filter_operation"], _OPERATIONS, f"{where}.filter_operation"),
        read_text(given["filter_value"], f"{where}.filter_value"),
    )


def _chat(given: Mapping[str, Any], where: str) -> ChatWish | None:
    if "chat_messages" not in given:
        return None
    place = f"{where}.chat_messages"
    wish = only_keys(read_object(given["chat_messages"], place), frozenset({"filter", "limit"}), place)
    return ChatWish(read_text(wish.get("filter", ""), f"{place}.filter"), read_limit(wish, place))


def _column_index(raw: object, ids: list[str], where: str) -> int:
    name = read_text(raw, where)
    if name not in ids:
        refuse(Code.UNKNOWN_COLUMN, where, f"no column {shown(name)} in this grid")
    return ids.index(name)
