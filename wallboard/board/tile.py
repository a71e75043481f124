"""A tile: one figure of the totals, read, judged and written, with its goal."""

from collections.abc import Mapping

from rich.cells import cell_len

from wallboard.board.column import is_muted
from wallboard.board.figures import Units, add_up, is_misread, reader
from wallboard.board.formats import Place, write
from wallboard.board.severity import judge
from wallboard.board.views import Freshness, GoalView, TileView
from wallboard.layout.plan import Figure, TilePlan, TotalsPart
from wallboard.protocol.kinds import Kind
from wallboard.protocol.values import Number, Raw, Unknown, Value

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
    plan: TilePlan, totals: Totals, units: Units, fresh: Freshness, place: Place, *, note: str, widest: str
) -> TileView:
    """The tile as it is to be seen; `widest` is the longest text that the tile has had to plan for so far."""
    figure = plan.figure
    value = total(plan.part, figure, totals, units)
    written = write(value, figure.kind, place)
    return TileView(
        label=figure.label,
        text=written.text,
        unit=written.unit,
        widest=max(widest, planned_text(figure.kind), written.text, key=cell_len),
        severity=judge(value, figure).severity,
        goal=_goal(figure, totals, units, place),
        freshness=fresh,
        note=note,
        muted=is_muted(value, figure),
    )


def planned_text(kind: Kind) -> str:
    """The text to plan digits for before a longer one came, so that a figure keeps its size as it grows."""
    if kind.is_share:
        return "99.9"
    if kind.is_duration or kind is Kind.TIMESTAMP:
        return "12:47"
    return "" if kind.is_text else "999"


def _goal(figure: Figure, totals: Totals, units: Units, place: Place) -> GoalView | None:
    match figure.goal:
        case None:
            return None
        case TotalsPart() as part:
            value = total(part, figure, totals, units)
        case number:
            value = Number(number)
    if isinstance(value, Unknown):
        return None
    return GoalView(write(value, figure.kind, place).whole, figure.goal_is_most)
