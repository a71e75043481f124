"""Raw cells read into values by what a figure measures (DESIGN section 8).

Shares become percent points. Whether this server writes them as 0.82 or 82 is a setting of the
server, for totals and grids each; evidence turns it, once and for the run.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import floor
from typing import Final, Literal, TypeAlias

from wallboard.layout.plan import Figure
from wallboard.protocol.kinds import Kind, RatioUnit
from wallboard.protocol.messages import read_time
from wallboard.protocol.values import UNKNOWN, Number, Raw, Text, Unknown, Value, read_number, read_text

UnitScope: TypeAlias = Literal["totals", "grids"]

PROOF_OF_POINTS: Final = 1.5
"""A ratio over this is no 0-1 (API.md, section 7); 1.5 leaves room for figures that overshoot."""

_LARGEST: Final = 1e15

# An extension or a code of digits, not a figure: its zeros are part of it.
_CODE: Final = re.compile(r"0[0-9]")


@dataclass(frozen=True, slots=True)
class Units:
    """How this server writes ratios where the layout doesn't say: a setting for totals and grids each."""

    totals: RatioUnit = "0-1"
    grids: RatioUnit = "0-1"

    def of(self, scope: UnitScope) -> RatioUnit:
        return self.totals if scope == "totals" else self.grids

    def turned(self, scope: UnitScope) -> "Units":
        """The setting after a proof that `scope` has 0-100."""
        return Units("0-100", self.grids) if scope == "totals" else Units(self.totals, "0-100")


def proof_of_points(raws: Iterable[Raw], figure: Figure) -> float | None:
    """The first ratio of these that shows that the server writes 0-100; None where none does.

    A figure whose unit the layout gives proves nothing about the others.
    """
    if figure.kind is not Kind.RATIO or figure.unit is not None:
        return None
    raws = tuple(raws)
    # Nearly always all of them are figures, and float() tells a whole column in a tenth of the time. It
    # reads more than we do, so only its no is final.
    with suppress(TypeError, ValueError):
        if max(map(float, filter(None, raws)), default=0.0) <= PROOF_OF_POINTS:  # type: ignore[arg-type]
            return None
    read = (read_number(raw) for raw in raws)
    return next(
        (one.value for one in read if isinstance(one, Number) and PROOF_OF_POINTS < one.value < _LARGEST),
        None,
    )


def reader(figure: Figure, unit: RatioUnit) -> Callable[[Raw], Value]:
    """What reads the cells of a figure into values: shares in percent points, durations in whole
    seconds of 0 or more, times in epoch seconds, texts as they are. `unit` is the server's setting
    for ratios.

    It gives UNKNOWN for no value and for one of the wrong type (`is_misread` tells them apart), and
    never raises.
    """
    kind = figure.kind
    if kind.is_text:
        return read_text
    if kind.is_share and _unit(figure, unit) == "0-1":
        return _read_ratio
    return _READERS.get(kind, _read_figure)


def _read_figure(raw: Raw) -> Number | Unknown:
    number = read_number(raw)
    return number if isinstance(number, Number) and abs(number.value) < _LARGEST else UNKNOWN


def _read_ratio(raw: Raw) -> Value:
    figure = _read_figure(raw)
    # 0.29 * 100 is 28.999999999999996: a limit of 29 would not see it.
    return Number(round(figure.value * 100, 9)) if isinstance(figure, Number) else UNKNOWN


def _read_seconds(raw: Raw) -> Value:
    figure = _read_figure(raw)
    return Number(float(max(0, floor(figure.value)))) if isinstance(figure, Number) else UNKNOWN


def _read_milliseconds(raw: Raw) -> Value:
    figure = _read_figure(raw)
    return Number(float(max(0, floor(figure.value / 1000)))) if isinstance(figure, Number) else UNKNOWN


def _read_timestamp(raw: Raw) -> Value:
    at = read_time(raw)
    return UNKNOWN if at is None else Number(at)


def _read_any(raw: Raw) -> Value:
    if isinstance(raw, str) and _CODE.match(raw):
        return read_text(raw)
    figure = _read_figure(raw)
    return figure if isinstance(figure, Number) else read_text(raw)


_READERS: Final[Mapping[Kind, Callable[[Raw], Value]]] = {
    Kind.SECONDS: _read_seconds,
    Kind.MILLISECONDS: _read_milliseconds,
    Kind.TIMESTAMP: _read_timestamp,
    Kind.ANY: _read_any,
}


def is_misread(raw: Raw, value: Value) -> bool:
    """Something came, but not of the type that was asked for."""
    return isinstance(value, Unknown) and raw is not None and raw != ""


def add_up(values: Sequence[Value]) -> Value:
    """Their sum; unknown where one is, since a part of a sum is not the sum."""
    if len(values) == 1:
        return values[0]
    numbers = [value.value for value in values if isinstance(value, Number)]
    return Number(sum(numbers)) if numbers and len(numbers) == len(values) else UNKNOWN


def as_sent(raw: Raw) -> str:
    """A cell as text of the wire, for comparing with a layout's `when`; empty for no value."""
    text = read_text(raw)
    return text.text if isinstance(text, Text) else ""


def _unit(figure: Figure, server: RatioUnit) -> RatioUnit:
    if figure.unit is not None:
        return figure.unit
    return "0-100" if figure.kind is Kind.PERCENT else server
