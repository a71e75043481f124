"""How a value is read, written and judged: what a layout says, completed by the catalogue."""

from collections.abc import Sequence
from typing import NamedTuple

from wallboard.layout.models import Column, Measured, ThresholdSpec, Tile, duration_seconds
from wallboard.layout.plan import Threshold
from wallboard.protocol.catalogue import find
from wallboard.protocol.kinds import Better, Kind, Scope


class Nature(NamedTuple):
    """What a value is by the catalogue, or by the layout's `format`: ANY and `-` where neither tells."""

    kind: Kind
    better: Better


def stats_of(measured: Measured) -> tuple[str, ...]:
    """The statistics that a tile or a column asks for; several are added up."""
    return measured.sum or (() if measured.stat is None else (measured.stat,))


def nature(measured: Measured, scope: Scope) -> Nature:
    """Kind and better way of a tile's or a column's value.

    Shares keep the catalogue's kind, because it tells the unit on the wire; they are written alike.
    """
    known = [find(name, scope) for name in stats_of(measured)]
    kinds = {one.kind if one else Kind.ANY for one in known}
    betters = {one.better if one else "-" for one in known}
    kind = kinds.pop() if len(kinds) == 1 else Kind.ANY
    better: Better = betters.pop() if len(betters) == 1 else "-"
    if measured.format is not None:
        wanted = Kind(measured.format)
        kind = kind if kind.is_share and wanted.is_share else wanted
    return Nature(kind, better)


def is_tally(measured: Measured, kind: Kind) -> bool:
    """Whether a value of this kind counts since the daily reset, as the statistics' names tell."""
    return kind is Kind.COUNT and all(name.endswith("_per_day") for name in stats_of(measured))


def number_of(amount: float | str) -> float:
    """A limit or a goal in the units of `values.Number`: 80 for 80 %, seconds for "5:00"."""
    if isinstance(amount, str):
        return float(duration_seconds(amount) or 0)
    return float(amount)


def goal_stat(goal: float | str | None) -> str | None:
    """The statistic that a goal names; None where it is an amount."""
    return goal if isinstance(goal, str) and duration_seconds(goal) is None else None


def specs_of(measured: Tile | Column) -> tuple[ThresholdSpec, ...]:
    """All thresholds in the order in which they are tried: a column's own come last."""
    own = ThresholdSpec(warn=measured.warn, alert=measured.alert)
    above: tuple[ThresholdSpec, ...] = ()
    if isinstance(measured, Column):
        own = own.model_copy(update={"when": measured.when})
        above = measured.thresholds
    return above if own.warn is None and own.alert is None else (*above, own)


def thresholds(specs: Sequence[ThresholdSpec], better: Better) -> tuple[Threshold, ...]:
    return tuple(_threshold(spec, better) for spec in specs)


def _threshold(spec: ThresholdSpec, better: Better) -> Threshold:
    warn = None if spec.warn is None else number_of(spec.warn)
    alert = None if spec.alert is None else number_of(spec.alert)
    more_is_worse = better != "high" if warn is None or alert is None else warn < alert
    return Threshold(warn, alert, more_is_worse, tuple(spec.when.items()))
