"""Whether what must move does: a server can answer for hours with figures that stand still."""

from collections.abc import Iterable, Mapping
from typing import Final

from wallboard.layout.plan import GridPlan
from wallboard.protocol.answer import Answer, GridKey, Row
from wallboard.protocol.values import Raw

RUNS: Final = "state_duration"
"""Grows each second for every agent who is logged in, and is empty for the others (API.md, section 3)."""


class Pulse:
    """The running durations of the answers so far."""

    def __init__(self, grids: Iterable[GridPlan]) -> None:
        self._cells: Mapping[GridKey, int] = {
            grid.part: grid.stats.index(RUNS) for grid in grids if RUNS in grid.stats
        }
        self._newest: dict[GridKey, list[Raw]] = {}

    def moves(self, answer: Answer) -> bool:
        """Whether an answer is newer than the one before by what it holds.

        One without running durations is taken for new: nothing in it must move.
        """
        stands = False
        for part, cell in self._cells.items():
            if part in answer.grids:
                running = _running(answer.grids[part], cell)
                if running and running != self._newest.get(part):
                    self._newest[part] = running
                    return True
                stands = stands or bool(running)
        return not stands


def _running(rows: Iterable[Row], cell: int) -> list[Raw]:
    return [row[cell] for row in rows if row[cell] not in ("", None)]
