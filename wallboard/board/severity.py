"""How much a value wants attention, and which rule says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wallboard.board.formats import shown
from wallboard.board.views import Severity
from wallboard.layout.plan import Figure, Threshold
from wallboard.protocol.values import Number, Unknown, Value


@dataclass(frozen=True, slots=True)
class Judgement:
    """A severity with the rule that judged; no rule where none applies to the value."""

    severity: Severity
    rule: Threshold | None = None


_UNKNOWN: Final = Judgement(Severity.UNKNOWN)
_WITHOUT_A_RULE: Final = Judgement(Severity.OK)


def judge(value: Value, figure: Figure, row: Mapping[str, str] | None = None) -> Judgement:
    """The severity of a value as it is shown (see `formats`); limits are inclusive.

    `row` has the texts, as on the wire, of the statistics of the value's row that `when` names;
    None for a value that stands in no row, which no `when` matches.
    """
    if isinstance(value, Unknown):
        return _UNKNOWN
    rule = _applying(figure.thresholds, row)
    if rule is None or not isinstance(value, Number):
        return _WITHOUT_A_RULE
    figure_shown = shown(value.value, figure.kind)
    if _reaches(figure_shown, rule.alert, more_is_worse=rule.more_is_worse):
        return Judgement(Severity.ALERT, rule)
    if _reaches(figure_shown, rule.warn, more_is_worse=rule.more_is_worse):
        return Judgement(Severity.WARN, rule)
    return Judgement(Severity.OK, rule)


def _applying(rules: Sequence[Threshold], row: Mapping[str, str] | None) -> Threshold | None:
    for rule in rules:
        if not rule.when:
            return rule
        if row is not None and all(row.get(stat) == wanted for stat, wanted in rule.when):
            return rule
    return None


def _reaches(figure: float, limit: float | None, *, more_is_worse: bool) -> bool:
    if limit is None:
        return False
    return figure >= limit if more_is_worse else figure <= limit
