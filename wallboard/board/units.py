"""What answers prove about how a server writes its shares (DESIGN section 8)."""

from collections.abc import Iterator

from wallboard.board.figures import Units, UnitScope, proof_of_points
from wallboard.board.words import unit_turned
from wallboard.layout.plan import GridPlan, Plan, TilePlan
from wallboard.protocol.answer import Answer


def learn(units: Units, plan: Plan, answer: Answer) -> tuple[Units, tuple[str, ...]]:
    """The setting after an answer, and what to say about it: one sentence for each scope that turned."""
    said: list[str] = []
    for scope, statistic, figure in _proofs(units, plan, answer):
        if units.of(scope) == "0-1":
            units = units.turned(scope)
            said.append(unit_turned(scope, statistic, figure))
    return units, tuple(said)


def _proofs(units: Units, plan: Plan, answer: Answer) -> Iterator[tuple[UnitScope, str, float]]:
    """Ratios of the answer over 1.5, by scope; a scope that has turned is not searched."""
    for page in plan.pages:
        for widget in page.widgets:
            if isinstance(widget, TilePlan) and units.totals == "0-1":
                yield from _proofs_of_tile(widget, answer)
            elif isinstance(widget, GridPlan) and units.grids == "0-1":
                yield from _proofs_of_grid(widget, answer)


def _proofs_of_tile(tile: TilePlan, answer: Answer) -> Iterator[tuple[UnitScope, str, float]]:
    totals = answer.totals.get(tile.part.app_id, {})
    for stat in tile.part.stats:
        proof = proof_of_points([totals.get(stat)], tile.figure)
        if proof is not None:
            yield "totals", stat, proof


def _proofs_of_grid(grid: GridPlan, answer: Answer) -> Iterator[tuple[UnitScope, str, float]]:
    rows = answer.grids.get(grid.part, ())
    for column in grid.columns:
        proof = proof_of_points((row[column.index] for row in rows), column.figure)
        if proof is not None:
            yield "grids", column.stat, proof
