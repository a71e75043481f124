"""What the rows of a grid said in the last quarter of an hour: a sample a minute, by the rows' keys."""

from array import array
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import Final

from wallboard.board.table import RowKey
from wallboard.feed import Moment
from wallboard.layout.plan import GridPlan
from wallboard.protocol.kinds import Kind
from wallboard.protocol.values import UNKNOWN, Number, Unknown, Value

EVERY_S: Final = 60.0
KEPT: Final = 18
"""Samples: a quarter of an hour and some, for answers that come late. Of 1,000 agents with 10 figures
they take 720 kB: four bytes a figure, and no object."""
TREND_S: Final = 900.0
NEAR_S: Final = 45.0
"""So far from the time that is asked for a sample may be."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The figures of all rows when they were asked for; NaN for what was not known then."""

    asked: Moment
    figures: "dict[int, array[float]]"


class RowHistory:
    """The figures of a grid's columns over its answers. What runs or is no figure has none worth keeping."""

    def __init__(self, plan: GridPlan) -> None:
        self.columns = tuple(
            i
            for i, column in enumerate(plan.columns)
            if not (column.figure.kind.is_text or column.figure.kind is Kind.TIMESTAMP or column.runs)
        )
        self._samples: deque[Sample] = deque(maxlen=KEPT)
        self._places: dict[RowKey, int] = {}

    def forget(self) -> None:
        """As if nothing had been sampled: the figures were not what they were taken for."""
        self._samples.clear()
        self._places.clear()

    def take(self, asked: Moment, keys: Sequence[RowKey], values: Callable[[int], Sequence[Value]]) -> bool:
        """Sample the rows that were asked for then, unless the last sample is younger than a minute.

        `values` gives the values of a column by row. Says whether a sample was taken.
        """
        if not self.columns or (self._samples and asked.at - self._samples[-1].asked.at < EVERY_S):
            return False
        if len(self._places) > 2 * len(keys) + KEPT:
            self.forget()  # of a staff that has changed over, or of rows without lasting keys
        places = [self._places.setdefault(key, len(self._places)) for key in keys]
        figures = {}
        for column in self.columns:
            kept = figures[column] = array("f", [nan]) * len(self._places)
            for place, value in zip(places, values(column), strict=True):
                if isinstance(value, Number):
                    kept[place] = value.value
        self._samples.append(Sample(asked, figures))
        return True

    def before(self, at: float, seconds: float) -> Sample | None:
        """The sample nearest to `seconds` before `at`; None where none is near: a gap stays a gap."""
        wanted = at - seconds
        nearest = min(self._samples, key=lambda one: abs(one.asked.at - wanted), default=None)
        return nearest if nearest is not None and abs(nearest.asked.at - wanted) <= NEAR_S else None

    def a_quarter_ago(self) -> Sample | None:
        """What trends are told against: the sample of 15 minutes before the newest, if there is one."""
        return self.before(self._samples[-1].asked.at, TREND_S) if self._samples else None

    @property
    def since(self) -> float | None:
        """When the oldest sample was asked for, on `Moment.at`; None before the first."""
        return self._samples[0].asked.at if self._samples else None

    def value(self, sample: Sample, key: RowKey, column: int) -> Number | Unknown:
        """What a row said then; unknown where it said nothing or was not there."""
        place, figures = self._places.get(key), sample.figures.get(column, ())
        if place is None or place >= len(figures) or isnan(figures[place]):
            return UNKNOWN
        return Number(figures[place])
