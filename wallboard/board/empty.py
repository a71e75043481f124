"""Why a grid that came has no rows."""

from typing import Final

from wallboard.board import words
from wallboard.layout.plan import GridPlan, SummaryPlan
from wallboard.protocol.subscription import Grid, Missing, Subscription

_NO_MATCH: Final = {"agent": words.NO_AGENT_MATCHES, "service": words.NO_SERVICE_MATCHES}
_NONE_AT_ALL: Final = {"agent": words.NO_AGENT, "service": words.NO_SERVICE}


def no_rows(plan: GridPlan, subscription: Subscription) -> str:
    """The sentence in place of the rows, after what the layout asked for."""
    asked = _asked(plan, subscription)
    if asked is not None and asked.filter_by is not None:
        return _NO_MATCH[plan.scope]
    if asked is not None and asked.logged_in_agents_only == "true":
        return words.NO_AGENT_LOGGED_IN
    return _NONE_AT_ALL[plan.scope]


def _asked(plan: GridPlan, subscription: Subscription) -> Grid | None:
    definition = subscription.root.get(plan.part.app_id)
    if definition is None:
        return None
    grids = definition.agent_grids if plan.part.section == "agent_grids" else definition.service_grids
    return next((grid for grid in grids or () if grid.id == plan.part.grid_id), None)


def left_out_of(plan: GridPlan | SummaryPlan, missing: tuple[Missing, ...]) -> tuple[Missing, ...]:
    """The names that leave a grid without its rows."""
    part = plan.part
    return tuple(one for one in missing if (one.app_id, one.grid_id) == (part.app_id, part.grid_id))
