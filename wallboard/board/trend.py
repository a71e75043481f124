"""How a figure has moved: its recent values in fixed columns of time (LOOK section 5).

A column is one stretch of the clock that runs during sleep, so that neither a changed wall clock nor a
night in a bag moves one: what was not asked for then is a gap.
"""

from collections import deque
from collections.abc import Sequence
from datetime import UTC
from itertools import pairwise
from math import ceil, floor
from typing import Final, TypeAlias

from wallboard.board import words
from wallboard.board.formats import Place, shown, write
from wallboard.board.views import TrendView
from wallboard.layout.plan import Figure
from wallboard.protocol.kinds import Kind
from wallboard.protocol.values import Number, Value

KEPT: Final = 240
"""Columns that are kept: more than any tile shows, four hours at the usual pace."""

LOOK_BACK_S: Final = 900
"""The change in words is that of a quarter of an hour."""

BELOW_GOAL: Final = 20.0
"""Percent points under a share's goal at which its line stands on the ground."""

Column: TypeAlias = float | None

_NOWHERE: Final = Place(UTC, 0.0)
"""Neither a count nor a duration is written by place or time."""


def column_seconds(refresh: int) -> int:
    """How long a column is: a minute, or as many as hold an answer each, asked every `refresh` seconds."""
    return 60 * ceil(1.5 * refresh / 60)


class Trend:
    """One figure's recent values, a column each: the last that came in its time.

    Constant in memory. An answer changes the newest column or begins new ones, never an older one.
    """

    def __init__(self, figure: Figure, column_s: int) -> None:
        self.figure = figure
        self._column_s = column_s
        self._columns: deque[Column] = deque(maxlen=KEPT)
        self._newest = 0
        """The number of the last column since the clock's zero."""

    def take(self, value: Value, asked_s: float) -> None:
        """What was asked for at `asked_s` of the clock that runs during sleep."""
        number = floor(asked_s / self._column_s)
        known = value.value if isinstance(value, Number) else None
        if not self._columns:
            if known is None:
                return
            self._newest = number - 1
        if number > self._newest:
            self._columns.extend([None] * min(number - self._newest, KEPT))
            self._newest = number
        if number == self._newest and known is not None:
            self._columns[-1] = known

    def copy(self) -> "Trend":
        """What it is now, whatever it takes later."""
        copy = Trend(self.figure, self._column_s)
        copy._columns.extend(self._columns)
        copy._newest = self._newest
        return copy

    def forget(self) -> None:
        """Begin anew: what came before is not to be compared with what comes."""
        self._columns.clear()

    def view(self, goal: float | None) -> TrendView | None:
        """The line, scaled by the goal, and the change in words; None where there is nothing to show."""
        kind = self.figure.kind
        if kind.is_text or kind is Kind.TIMESTAMP or not self._columns:
            return None
        columns = tuple(self._columns)
        if self.figure.is_tally:  # a goal for the day says nothing about a minute
            return TrendView(_growth(columns), 0.0, 0.0, self._change(columns))
        aim = goal or 0.0
        ground = max(0.0, aim - BELOW_GOAL) if kind.is_share else 0.0
        return TrendView(columns, ground, 1.5 * aim, self._change(columns))

    def _change(self, columns: Sequence[Column]) -> str:
        """By how much, in how many minutes: "+14 in 15 min"; of a tally "136 in 15 min"."""
        now = columns[-1]
        back = range(max(0, len(columns) - 1 - LOOK_BACK_S // self._column_s), len(columns) - 1)
        if self.figure.is_tally:
            back = range(max(back.start, _last_reset(columns)), back.stop)
        since = next((index for index in back if columns[index] is not None), None)
        if now is None or since is None:
            return ""
        kind = self.figure.kind
        by = shown(now, kind) - shown(columns[since] or 0.0, kind)
        sign = "" if self.figure.is_tally else "-" if by < 0 else "+"
        amount = write(Number(abs(by)), kind if kind.is_duration else Kind.COUNT, _NOWHERE).text
        return words.in_minutes(f"{sign}{amount}", (len(columns) - 1 - since) * self._column_s // 60)


def _growth(columns: Sequence[Column]) -> tuple[Column, ...]:
    """What each full column added to a tally. The newest is not full yet, and of the first one and those
    behind a gap or a reset nobody knows."""
    return tuple(
        None if one is None or before is None or one < before else one - before
        for before, one in pairwise(columns[:-1])
    )


def _last_reset(columns: Sequence[Column]) -> int:
    """The first column since a tally last fell."""
    last, reset = 0.0, 0
    for index, one in enumerate(columns):
        if one is not None:
            reset = index if one < last else reset
            last = one
    return reset
