"""Which line of the layout a refused subscription most likely means."""

import re

from wallboard.board import words
from wallboard.feed import SubscriptionRejected
from wallboard.layout.origins import Origin, origins
from wallboard.layout.plan import Plan


def placed(error: SubscriptionRejected, plan: Plan) -> SubscriptionRejected:
    """The error with the place in the layout whose name the server's message holds, if it holds one."""
    origin = likely_origin(error.message, plan)
    if origin is None:
        return error
    where = words.place_in_layout(origin.line, origin.widget)
    return SubscriptionRejected(error.code, error.message, where)


def likely_origin(message: str, plan: Plan) -> Origin | None:
    """The first place of the longest name in a message; messages are not documented (API.md, section 5)."""
    named = (origin for origin in origins(plan.source) if _holds(message, origin.name))
    return max(named, key=lambda origin: len(origin.name), default=None)


def _holds(message: str, name: str) -> bool:
    """Whether a message has a name as a word of its own."""
    return re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", message) is not None
