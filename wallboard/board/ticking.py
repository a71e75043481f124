"""Durations that run on between answers (DESIGN section 4, `tick`): an estimate until the next one comes."""

from collections.abc import Mapping, Sequence
from math import floor, inf
from typing import Final

from wallboard.board.column import cell_view
from wallboard.board.figures import as_sent
from wallboard.board.formats import Place, duration
from wallboard.board.severity import judge
from wallboard.board.table import Table
from wallboard.board.views import CellView, Severity
from wallboard.layout.plan import GridPlan
from wallboard.protocol.answer import Row
from wallboard.protocol.values import UNKNOWN, Number, Value

STEPS_FROM_S: Final = 600
"""From here on a duration counts in minutes: nobody acts on the seconds of a quarter of an hour."""
STEP_S: Final = 60


def counted_on(seconds: float, age_s: float) -> float:
    """What a duration that was `seconds` has become `age_s` later: each second below ten minutes, then
    whole minutes. Never less than it was, never more than it is, and never decreasing in either."""
    now = seconds + max(0, floor(age_s))
    return now if now < STEPS_FROM_S else max(seconds, now - now % STEP_S)


class Ticking:
    """The running columns of one answer's rows, for ages up to `horizon_s`."""

    def __init__(self, plan: GridPlan, rows: Sequence[Row], table: Table, horizon_s: float) -> None:
        self.columns = tuple(i for i, column in enumerate(plan.columns) if column.runs)
        self._plan = plan
        self._rows = rows
        self._table = table
        self._horizon_s = horizon_s
        self._seconds: dict[int, list[float]] = {}
        self._nearest: dict[int, dict[int, float]] = {}
        self._order: Sequence[int] = ()
        self._places: dict[int, int] = {}

    def seconds(self, column: int) -> list[float]:
        """A running column's values by row; -inf for what is not known and so does not run."""
        if column not in self._seconds:
            values = self._table.values(column)
            self._seconds[column] = [one.value if isinstance(one, Number) else -inf for one in values]
        return self._seconds[column]

    def value(self, column: int, row: int, age_s: float) -> Value:
        """What a running column says of a row at an age."""
        was = self.seconds(column)[row]
        return UNKNOWN if was == -inf else Number(counted_on(was, age_s))

    def cell(self, column: int, row: int, sent: CellView, age_s: float, place: Place) -> CellView:
        """The cell of a running column at an age; `sent` is as it came."""
        was = self.seconds(column)[row]
        if was == -inf or (now := counted_on(was, age_s)) == was:
            return sent
        crossed = self.nearest(column).get(row, inf) <= age_s
        severity = self._severity(column, row, now) if crossed else sent.severity
        return cell_view(Number(now), self._plan.columns[column].figure, severity, place)

    def widest(self, column: int) -> int:
        """Cells of the longest text that a running column may come to say before the horizon."""
        most = max(self.seconds(column), default=-inf)
        return 0 if most == -inf else len(duration(most + self._horizon_s))

    def nearest(self, column: int) -> Mapping[int, float]:
        """For the rows whose severity in a running column may change before the horizon, the age at which
        it does so at the earliest. Worked out once an answer: a second then asks few rows, not all."""
        if column not in self._nearest:
            rules = self._plan.columns[column].figure.thresholds
            seconds, horizon_s = self.seconds(column), self._horizon_s
            limits = {limit for rule in rules for limit in (rule.warn, rule.alert) if limit is not None}
            self._nearest[column] = {
                row: limit - was
                for limit in sorted(limits, reverse=True)
                for row, was in enumerate(seconds)
                if limit - horizon_s <= was <= limit
            }
        return self._nearest[column]

    def severities(self, order: Sequence[int], sent: Sequence[int], age_s: float) -> Sequence[int]:
        """The worst severity of each row in an order at an age; `sent` are those as they came."""
        rows = {row for column in self.columns for row, age in self.nearest(column).items() if age <= age_s}
        turned = {row: worst for row in rows if (worst := self._worst(row, age_s)) is not None}
        if not turned:
            return sent
        if self._order is not order:
            self._order, self._places = order, {row: place for place, row in enumerate(order)}
        severities = list(sent)
        for row, worst in turned.items():
            if (place := self._places.get(row)) is not None:
                severities[place] = worst
        return severities

    def _worst(self, row: int, age_s: float) -> int | None:
        """A row's worst severity at an age; None where it is as it came."""
        was, now = Severity.OK, Severity.OK
        for index, column in enumerate(self._plan.columns):
            if column.figure.thresholds:
                sent = Severity(self._table.severities(index)[row])
                was = max(was, sent)
                runs = index in self.columns and row in self.nearest(index)
                counted = counted_on(self.seconds(index)[row], age_s) if runs else 0
                now = max(now, self._severity(index, row, counted) if runs else sent)
        return None if now is was else now

    def _severity(self, column: int, row: int, seconds: float) -> Severity:
        return judge(Number(seconds), self._plan.columns[column].figure, self._texts(column, row)).severity

    def _texts(self, column: int, row: int) -> Mapping[str, str]:
        """What `when` asks about: the row's texts, as on the wire."""
        named = {stat for rule in self._plan.columns[column].figure.thresholds for stat, _ in rule.when}
        cells = zip(self._plan.stats, self._rows[row], strict=False)
        return {stat: as_sent(cell) for stat, cell in cells if stat in named}
