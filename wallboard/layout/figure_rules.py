"""What the fields of a value must be together: a tile's and a column's."""

from collections.abc import Iterator

from wallboard.layout.figures import goal_stat, nature, number_of, specs_of, stats_of
from wallboard.layout.models import Column, Measured, ThresholdSpec, Tile
from wallboard.layout.positions import Path
from wallboard.layout.problems import Damaged, Finding
from wallboard.protocol.catalogue import RUNNING
from wallboard.protocol.kinds import Kind, Scope
from wallboard.protocol.subscription import SUM

_BY_DISPOSITION = "calls_dispositions_per_day"

_WORDS = {
    Kind.COUNT: "a count",
    Kind.SECONDS: "a duration",
    Kind.MILLISECONDS: "a duration",
    Kind.RATIO: "a share",
    Kind.PERCENT: "a share",
    Kind.TIMESTAMP: "a time",
    Kind.TEXT: "a text",
    Kind.STATE: "a state",
    Kind.FLAG: "a flag",
    Kind.ANY: "of a kind not known (give its `format`)",
}


def tile_findings(tile: Tile, path: Path, damaged: Damaged) -> Iterator[Finding]:
    kind = _kind(tile, "totals", path, damaged)
    yield from _measured_findings(tile, "totals", kind, path, damaged)
    yield from _limit_findings(tile, kind, path)
    yield from _goal_findings(tile, kind, path)


def column_findings(column: Column, scope: Scope, path: Path, damaged: Damaged) -> Iterator[Finding]:
    kind = _kind(column, scope, path, damaged)
    yield from _measured_findings(column, scope, kind, path, damaged)
    if column.dispositions:
        yield from _disposition_findings(column, scope, (*path, "dispositions"))
    yield from _limit_findings(column, kind, path)
    yield from _goal_findings(column, kind, path)
    yield from _look_findings(column, scope, kind, path)
    bare = column.warn is None and column.alert is None and not {(*path, "warn"), (*path, "alert")} & damaged
    if column.when and bare:
        yield Finding((*path, "when"), "`when` limits `warn` and `alert`, and neither is given", on_key=True)
    yield from _when_findings(column, path)
    for number, spec in enumerate(column.thresholds):
        where = (*path, "thresholds", number)
        if spec.warn is None and spec.alert is None and not {(*where, "warn"), (*where, "alert")} & damaged:
            yield Finding(where, "a threshold needs `warn` or `alert`")
        yield from _limit_findings(spec, kind, where)
        yield from _when_findings(spec, where)


def _kind(measured: Measured, scope: Scope, path: Path, damaged: Damaged) -> Kind:
    """The kind that limits, goal and unit must be of; ANY while it is open what was meant."""
    open_ = {(*path, "stat"), (*path, "sum"), (*path, "format")} & damaged
    return Kind.ANY if open_ else nature(measured, scope).kind


def _disposition_findings(column: Column, scope: Scope, path: Path) -> Iterator[Finding]:
    """API.md, section 2: an agent grid's columns alone have dispositions, and only to count these."""
    if scope == "service":
        yield Finding(path, "dispositions are counted per agent; a service grid can't have them", on_key=True)
    elif stats_of(column) and _BY_DISPOSITION not in stats_of(column):
        yield Finding(path, f"only `{_BY_DISPOSITION}` can be limited to dispositions", on_key=True)


def _measured_findings(
    measured: Measured, scope: Scope, kind: Kind, path: Path, damaged: Damaged
) -> Iterator[Finding]:
    """What a tile and a column have in common; `kind` is their value's."""
    if measured.stat is not None and measured.sum is not None:
        yield Finding((*path, "sum"), "`stat` and `sum` exclude each other", on_key=True)
    elif measured.stat is None and measured.sum is None:
        if not {(*path, "stat"), (*path, "sum")} & damaged:
            yield Finding(path, "expected a `stat`, or a `sum` of several")
    elif measured.stat == SUM or SUM in (measured.sum or ()):
        yield Finding(
            (*path, "sum" if measured.sum else "stat"), 'write sum = ["…", "…"] to add up statistics'
        )
    elif measured.sum == ():
        yield Finding((*path, "sum"), "expected at least one statistic")
    for number, name in enumerate(measured.sum or ()):
        part = nature(Measured(stat=name), scope).kind
        if part not in (Kind.COUNT, Kind.ANY):
            yield Finding((*path, "sum", number), f"only counts can be added up; `{name}` is {_WORDS[part]}")
    if (
        measured.unit is not None
        and not kind.is_share
        and (*path, "format") not in damaged
        and stats_of(measured)
    ):
        yield Finding((*path, "unit"), f"only a share has a unit; this value is {_WORDS[kind]}", on_key=True)


def _limit_findings(limits: Tile | Column | ThresholdSpec, kind: Kind, path: Path) -> Iterator[Finding]:
    """`warn` and `alert` of a tile, a column or one of its thresholds."""
    wrong: list[Finding] = []
    for name, amount in (("warn", limits.warn), ("alert", limits.alert)):
        if amount is not None:
            wrong += _amount_findings(amount, kind, (*path, name))
    yield from wrong
    if wrong or limits.warn is None or limits.alert is None:
        return
    if number_of(limits.warn) == number_of(limits.alert):
        message = "`warn` and `alert` must differ; their order tells which way is worse"
        yield Finding((*path, "alert"), message)


def _look_findings(column: Column, scope: Scope, kind: Kind, path: Path) -> Iterator[Finding]:
    """`total`, `bar` and `trend` of a column."""
    if not stats_of(column):
        return
    measured = not (kind.is_text or kind is Kind.TIMESTAMP)
    if column.total is not None and not measured:
        yield Finding(
            (*path, "total"), f"only numbers have a total; this value is {_WORDS[kind]}", on_key=True
        )
    elif column.total == "sum" and kind.is_share:
        yield Finding((*path, "total"), 'shares can\'t be added up; use "average" or "worst"')
    elif column.total == "worst" and not specs_of(column) and nature(column, scope).better == "-":
        message = "nobody knows which way is worse; give `warn` or `alert`"
        yield Finding((*path, "total"), message)
    if column.bar and not kind.is_share:
        yield Finding((*path, "bar"), f"only a share has a bar; this value is {_WORDS[kind]}", on_key=True)
    if column.trend and (not measured or column.stat in RUNNING):
        told = "a time that runs" if measured else _WORDS[kind]
        yield Finding((*path, "trend"), f"only numbers have a trend; this value is {told}", on_key=True)


def _goal_findings(measured: Tile | Column, kind: Kind, path: Path) -> Iterator[Finding]:
    if measured.goal is None:
        return
    if goal_stat(measured.goal) == SUM:
        yield Finding((*path, "goal"), "expected the name of one statistic")
    elif goal_stat(measured.goal) is None:
        yield from _amount_findings(measured.goal, kind, (*path, "goal"))


def _amount_findings(amount: float | str, kind: Kind, path: Path) -> Iterator[Finding]:
    """Whether a limit or a goal is of its value's kind."""
    if kind.is_text or kind is Kind.TIMESTAMP:
        yield Finding(path, f"only numbers can be judged; this value is {_WORDS[kind]}", on_key=True)
    elif isinstance(amount, str) and not (kind.is_duration or kind is Kind.ANY):
        yield Finding(path, f"expected a number; this value is {_WORDS[kind]}, not a duration")


def _when_findings(limits: Column | ThresholdSpec, path: Path) -> Iterator[Finding]:
    if SUM in limits.when:
        yield Finding((*path, "when", SUM), "expected the name of one statistic", on_key=True)
