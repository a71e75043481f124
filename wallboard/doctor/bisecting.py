"""Which parts of a subscription a server refuses, found by halving it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from wallboard.protocol.answer import Section
from wallboard.protocol.subscription import Definition, Grid, Subscription


@dataclass(frozen=True, slots=True)
class Atom:
    """A part that can be asked for alone: a statistic of totals, or a column of a grid.

    `section` is None for totals; `number` is the statistic's or the column's place.
    """

    app_id: str
    section: Section | None
    grid: int
    number: int
    stat: str


def atoms(subscription: Subscription) -> tuple[Atom, ...]:
    """Every part of a subscription, in its order; messages are asked for with each."""
    found: list[Atom] = []
    for app_id, asked in subscription.root.items():
        found += (Atom(app_id, None, 0, n, stat) for n, stat in enumerate(asked.stats_totals or ()))
        sections: tuple[Section, ...] = ("service_grids", "agent_grids")
        for section in sections:
            found += (
                Atom(app_id, section, number, n, column.stat_name)
                for number, grid in enumerate(_grids(asked, section))
                for n, column in enumerate(grid.columns)
            )
    return tuple(found)


def only(subscription: Subscription, kept: Sequence[Atom]) -> Subscription:
    """The subscription with these parts alone; sorting and filters by other columns go with those."""
    chosen = set(kept)
    left: dict[str, Definition] = {}
    for app_id, asked in subscription.root.items():
        stats = tuple(
            stat
            for n, stat in enumerate(asked.stats_totals or ())
            if Atom(app_id, None, 0, n, stat) in chosen
        )
        services = _grids_with(asked, app_id, "service_grids", chosen)
        agents = _grids_with(asked, app_id, "agent_grids", chosen)
        if stats or services or agents:
            left[app_id] = Definition(
                stats_totals=stats or None,
                stats_totals_service_ids=asked.stats_totals_service_ids if stats else None,
                stats_totals_dispositions=asked.stats_totals_dispositions if stats else None,
                service_grids=services or None,
                agent_grids=agents or None,
            )
    return Subscription(left)


async def refused(
    parts: Sequence[Atom], accepts: Callable[[Sequence[Atom]], Awaitable[bool]]
) -> tuple[Atom, ...]:
    """The parts that a server doesn't accept, each alone; `parts` together are known to be refused.

    Asks some 2 log2(n) times for each of them. Empty where every half is accepted: then it is how the
    parts stand together that is refused.
    """
    if len(parts) == 1:
        return tuple(parts)
    half = len(parts) // 2
    found: tuple[Atom, ...] = ()
    for side in (parts[:half], parts[half:]):
        if not await accepts(side):
            found += await refused(side, accepts)
    return found


def _grids(asked: Definition, section: Section) -> tuple[Grid, ...]:
    return (asked.service_grids if section == "service_grids" else asked.agent_grids) or ()


def _grids_with(asked: Definition, app_id: str, section: Section, chosen: set[Atom]) -> tuple[Grid, ...]:
    left = []
    for number, grid in enumerate(_grids(asked, section)):
        columns = tuple(
            column
            for n, column in enumerate(grid.columns)
            if Atom(app_id, section, number, n, column.stat_name) in chosen
        )
        if columns:
            left.append(_with_columns(grid, {"columns": columns}, {column.id for column in columns}))
    return tuple(left)


def _with_columns(grid: Grid, change: dict[str, object], ids: set[str]) -> Grid:
    if grid.order_by not in ids:
        change |= {"order_by": None, "order_dir": None}
    if grid.filter_by not in ids:
        change |= {"filter_by": None, "filter_value": None, "filter_operation": None}
    change["order"] = tuple(key for key in grid.order or () if key.by in ids) or None
    return grid.model_copy(update=change)
