"""The daily reset: the moment at which the server's counters of the day start anew."""

from collections.abc import Mapping

from wallboard.protocol.catalogue import find
from wallboard.protocol.kinds import Kind
from wallboard.protocol.values import Number, Raw, read_number

Totals = Mapping[str, Mapping[str, Raw]]
"""Statistics by app id, as they came."""


def has_begun(before: Totals, after: Totals) -> bool:
    """Whether all counters of the day that stood above zero have fallen: within a day none of them does."""
    fallen = [
        new < old
        for app_id, stats in after.items()
        for name, raw in stats.items()
        if (old := _counter(name, before.get(app_id, {}).get(name)))
        and (new := _counter(name, raw)) is not None
    ]
    return bool(fallen) and all(fallen)


def _counter(name: str, raw: Raw) -> float | None:
    statistic = find(name, "totals")
    if statistic is None or statistic.kind is not Kind.COUNT or not name.endswith("_per_day"):
        return None
    number = read_number(raw)
    return number.value if isinstance(number, Number) else None
