"""Agents counted by state and reason: 12 ready, 31 busy, 9 not ready (4 Break)."""

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from wallboard.board import words
from wallboard.board.figures import as_sent
from wallboard.board.views import StateView
from wallboard.layout.plan import SummaryPlan
from wallboard.protocol.answer import Row

ORDER: Final = ("ready", "busy", "after_call_work", "not_ready")
"""The state with reasons stands last, so that they move no other."""
NEVER_MUTED: Final = "ready"
"""A zero here is what there is to do; in the other states it is good or says nothing."""


def counted(plan: SummaryPlan, rows: Sequence[Row]) -> tuple[StateView, ...]:
    """Every row in one state: the usual ones in their order, with none too, then what else came."""
    agents = Counter[tuple[str, str]]()
    for (state, reason), count in Counter(map(itemgetter(plan.state_index, plan.reason_index), rows)).items():
        agents[as_sent(state), as_sent(reason)] += count
    states = Counter[str]()
    for (state, _), count in agents.items():
        states[state] += count
    others = [state for state, _ in _most_first(states) if state not in ORDER]
    return tuple(
        StateView(
            word=words.state_counted(state),
            count=states[state],
            reasons=tuple(_most_first(Counter({r: n for (s, r), n in agents.items() if s == state and r}))),
            muted=not states[state] and state != NEVER_MUTED,
        )
        for state in (*ORDER, *others)
    )


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0].casefold(), one[0]))


UNCOUNTED: Final = tuple(StateView(words.state_counted(state), None, muted=True) for state in ORDER)
"""Before the first answer."""
