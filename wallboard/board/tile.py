"""A tile: one figure of the totals, read, judged and written, with its goal."""

from collections.abc import Mapping

from rich.cells import cell_len

from wallboard.board.column import is_muted
from wallboard.board.figures import Units, add_up, is_misread, reader
from wallboard.board.formats import Place, write
from wallboard.board.severity import judge
from wallboard.board.trend import Trend
from wallboard.board.views import Freshness, GoalView, TileView
from wallboard.layout.plan import Figure, TilePlan, TotalsPart
from wallboard.protocol.kinds import Kind
from wallboard.protocol.values import Number, Raw, Value

Totals = Mapping[str, Mapping[str, Raw]]
"""The newest totals by app id."""


def total(part: TotalsPart, figure: Figure, totals: Totals, units: Units) -> Value:
    """The value of one or several statistics of the totals; unknown where one is missing."""
    raws = totals.get(part.app_id, {})
    read = reader(figure, units.totals)
    return add_up([read(raws.get(stat)) for stat in part.stats])


def is_supplied(part: TotalsPart, totals: Totals) -> bool:
    """Whether the server sent all statistics of a part, with a value or without."""
    raws = totals.get(part.app_id, {})
    return all(stat in raws for stat in part.stats)


def misread(plan: TilePlan, totals: Totals, units: Units) -> int:
    """How many statistics of a tile came with the wrong type."""
    raws = [totals.get(plan.part.app_id, {}).get(stat) for stat in plan.part.stats]
    read = reader(plan.figure, units.totals)
    return sum(is_misread(raw, read(raw)) for raw in raws)


def tile_view(
    plan: TilePlan,
    totals: Totals,
    units: Units,
    fresh: Freshness,
    place: Place,
    *,
    note: str,
    widest: str,
    trend: Trend | None,
) -> TileView:
    """The tile as it is to be seen; `widest` is the longest text that the tile has had to plan for so far,
    `trend` how its figure has moved."""
    figure = plan.figure
    value = total(plan.part, figure, totals, units)
    written = write(value, figure.kind, place)
    goal = _goal(figure, totals, units)
    return TileView(
        label=figure.label,
        text=written.text,
        unit=written.unit,
        widest=max(widest, planned_text(figure), written.text, key=cell_len),
        severity=judge(value, figure).severity,
        goal=None if goal is None else GoalView(write(goal, figure.kind, place).whole, figure.goal_is_most),
        freshness=fresh,
        note=note,
        muted=is_muted(value, figure),
        trend=None if trend is None else trend.view(None if goal is None else goal.value),
    )


def planned_text(figure: Figure) -> str:
    """The text to plan digits for before a longer one came, so that a figure keeps its size as it grows."""
    kind = figure.kind
    if kind.is_share:
        return "99.9"
    if kind.is_duration or kind is Kind.TIMESTAMP:
        return "12:47"
    if figure.is_tally:
        return "9999"
    return "" if kind.is_text else "999"


def _goal(figure: Figure, totals: Totals, units: Units) -> Number | None:
    match figure.goal:
        case None:
            return None
        case TotalsPart() as part:
            value = total(part, figure, totals, units)
            return value if isinstance(value, Number) else None
        case number:
            return Number(number)
