"""Says what is wrong with a subscription: the schema and what holds between fields (API.md, 2 and 7).

Written by hand and shares nothing with wallboard, so that a mistake of the client or of the simulator
can't hide here as well.
"""

import csv
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator

_HERE: Final = Path(__file__).parent
_SECTIONS: Final = (("service_grids", "service"), ("agent_grids", "agent"))


@cache
def validator() -> Draft202012Validator:
    schema = json.loads((_HERE / "subscription.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@cache
def _statistics() -> frozenset[tuple[str, str]]:
    """Each (name, scope) of the catalogue's table."""
    with (_HERE / "statistics.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return frozenset((row["name"], scope) for row in rows for scope in row["scope"].split(","))


def problems(body: Any) -> list[str]:
    """Everything that a strict server refuses in a subscription; empty: it is good.

    What holds between fields is looked at only where the schema has nothing to say.
    """
    broken = [f"{error.json_path}: {error.message}" for error in validator().iter_errors(body)]
    return broken or list(_disagreements(body))


def _disagreements(body: dict[str, Any]) -> Iterator[str]:
    for app_id, definition in body.items():
        yield from _unknown(definition.get("stats_totals", []), "totals", f"{app_id}.stats_totals")
        for section, scope in _SECTIONS:
            grids = definition.get(section, [])
            yield from _twice([grid["id"] for grid in grids], f"{app_id}.{section}")
            for grid in grids:
                yield from _in_grid(grid, scope, f"{app_id}.{section}.{grid['id']}")


def _in_grid(grid: dict[str, Any], scope: str, where: str) -> Iterator[str]:
    # The cells of an answer are keyed by text, so 5 and "5" are one id.
    ids = [str(column["id"]) for column in grid["columns"]]
    yield from _twice(ids, where)
    named = [grid.get("order_by"), grid.get("filter_by"), *(key["by"] for key in grid.get("order", []))]
    for name in named:
        if name is not None and str(name) not in ids:
            yield f"{where}: no column {name!r}"
    for column in grid["columns"]:
        stat = column.get("stat_name", column.get("statName"))
        names = column["sum_stat_names"] if stat == "SUM" else [stat]
        yield from _unknown(names, scope, f"{where}.{column['id']}")
        if column.get("dispositions") and "calls_dispositions_per_day" not in names:
            yield f"{where}.{column['id']}: dispositions of {names}"


def _twice(ids: list[str], where: str) -> Iterator[str]:
    if len(set(ids)) < len(ids):
        yield f"{where}: the ids {ids} must differ"


def _unknown(names: list[str], scope: str, where: str) -> Iterator[str]:
    for name in names:
        if (name, scope) not in _statistics():
            yield f"{where}: no statistic {name!r} in {scope}"
