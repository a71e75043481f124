"""One row in full: every column, what judges it, and what it said in the last quarter of an hour."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wallboard.board import words
from wallboard.board.figures import reader
from wallboard.board.formats import Place, time_of_day, write
from wallboard.board.row_history import NEAR_S, RowHistory, Sample
from wallboard.board.severity import judge
from wallboard.board.table import RowKey
from wallboard.board.views import CellView, DetailView, Freshness, RowDetailsView, Severity
from wallboard.layout.plan import ColumnPlan, Figure, GridPlan
from wallboard.protocol.answer import Row
from wallboard.protocol.catalogue import find
from wallboard.protocol.kinds import Kind, RatioUnit
from wallboard.protocol.subscription import SUM
from wallboard.protocol.values import Number, Unknown, Value

BACK_S: Final = (900, 720, 540, 360, 180)
"""How long before now recent values are told of, the longest first."""


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row that is open: its cells as the grid shows them, the values they say, and its raw cells."""

    key: RowKey
    title: str
    cells: Sequence[CellView]
    values: Sequence[Value]
    raw: Row
    texts: Mapping[str, str]
    """Its texts by statistic, as on the wire, for thresholds that ask for others."""
    unit: RatioUnit
    """How the server writes its shares."""


def row_details(
    plan: GridPlan, row: OpenRow, history: RowHistory, fresh: Freshness, place: Place, at: float
) -> RowDetailsView:
    """All of a row, its own columns first, then what is asked for beside them; `at` is now."""
    samples = _samples(history, at, place)
    lines = [
        DetailView(
            label=column.figure.label,
            text=cell.text,
            severity=cell.severity,
            rule=_rule(column.figure, value, row.texts, place),
            goal=_goal(column, row, place),
            muted=cell.muted,
            recent=_recent(history, samples, row.key, index, column.figure.kind, place),
        )
        for index, (column, cell, value) in enumerate(zip(plan.columns, row.cells, row.values, strict=True))
    ]
    return RowDetailsView(
        title=row.title,
        lines=(*lines, *_beside(plan, row, place)),
        times=tuple(time_of_day(wall, place) for wall, _ in samples),
        freshness=fresh,
    )


def _rule(figure: Figure, value: Value, texts: Mapping[str, str], place: Place) -> str:
    """The limit that a value has reached, in words: "of 20:00"; empty where it has reached none."""
    judged = judge(value, figure, texts)
    if judged.rule is None or judged.severity < Severity.WARN:
        return ""
    limit = judged.rule.alert if judged.severity is Severity.ALERT else judged.rule.warn
    return "" if limit is None else words.of_limit(write(Number(limit), figure.kind, place).whole)


def _goal(column: ColumnPlan, row: OpenRow, place: Place) -> str:
    figure = column.figure
    value: Value | None = None
    if column.goal_index is not None:
        value = reader(figure, row.unit)(row.raw[column.goal_index])
    elif isinstance(figure.goal, float):
        value = Number(figure.goal)
    if value is None or isinstance(value, Unknown):
        return ""
    return words.goal_in_words(write(value, figure.kind, place).whole, is_most=figure.goal_is_most)


def _beside(plan: GridPlan, row: OpenRow, place: Place) -> Iterator[DetailView]:
    """What a row holds beside the layout's columns: its key, and what thresholds and goals ask for."""
    shown = {column.index for column in plan.columns}
    for index, (stat, raw) in enumerate(zip(plan.stats, row.raw, strict=False)):
        if index not in shown and stat != SUM:
            known = find(stat, plan.scope)
            kind = known.kind if known is not None else Kind.ANY
            value = reader(Figure(stat, kind), row.unit)(raw)
            yield DetailView(words.statistic(stat), write(value, kind, place).whole, Severity.OK, muted=True)


def _samples(history: RowHistory, at: float, place: Place) -> list[tuple[float, Sample | None]]:
    """The samples of the times back, with the wall's time of each; none from before the first one.

    A time whose sample is missing keeps its place, so that a gap is seen.
    """
    since = history.since
    if since is None:
        return []
    found = []
    for seconds in BACK_S:
        if at - seconds >= since - NEAR_S:
            sample = history.before(at, seconds)
            found.append((place.wall - seconds if sample is None else sample.asked.wall, sample))
    return found


def _recent(
    history: RowHistory,
    samples: Sequence[tuple[float, Sample | None]],
    key: RowKey,
    column: int,
    kind: Kind,
    place: Place,
) -> tuple[str, ...]:
    """What a column said at the times back; nothing for one whose past is not kept."""
    if column not in history.columns:
        return ()
    return tuple(
        words.UNKNOWN if sample is None else write(history.value(sample, key, column), kind, place).whole
        for _, sample in samples
    )
