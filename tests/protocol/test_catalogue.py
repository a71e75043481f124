"""The catalogue is the table that people can read, no more and no less."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from wallboard.protocol.catalogue import STATISTICS, Statistic, find, nearest
from wallboard.protocol.kinds import Kind, Scope

TABLE = Path(__file__).parents[1] / "wire" / "statistics.tsv"


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['name']} {row['scope']}") for row in rows()])
def test_each_row_of_the_table_is_in_the_catalogue(row: dict[str, str]) -> None:
    for scope in row["scope"].split(","):
        assert STATISTICS[row["name"], scope] == Statistic(  # type: ignore[index]
            row["name"],
            scope,  # type: ignore[arg-type]
            Kind(row["kind"]),
            row["better"],  # type: ignore[arg-type]
            row["meaning"],
            row["confidence"].startswith("S"),
        )


def test_the_catalogue_has_nothing_beside_the_table_and_keeps_its_order() -> None:
    assert list(STATISTICS) == [(row["name"], scope) for row in rows() for scope in row["scope"].split(",")]


def test_a_statistic_is_found_in_its_own_scope_only() -> None:
    found = find("acd_state", "agent")
    assert found is not None
    assert found.kind is Kind.STATE
    assert found.confirmed
    assert find("acd_state", "totals") is None


@pytest.mark.parametrize(
    ("name", "scope", "meant"),
    [
        pytest.param("calls_waiting", "totals", "in_calls_waiting", id="a part of the name"),
        pytest.param("service_levl", "service", "service_level", id="a slip"),
        pytest.param("In-Calls-Waiting", "totals", "in_calls_waiting", id="another spelling"),
        pytest.param("agent_total_acw_time", "agent", "agent_total_ACW_time", id="capitals"),
        pytest.param("acd_stat", "service", None, id="near in another scope only"),
        pytest.param("banana", "agent", None, id="nothing near"),
        pytest.param("", "agent", None, id="nothing at all"),
    ],
)
def test_a_wrong_name_is_answered_with_the_one_that_was_probably_meant(
    name: str, scope: Scope, meant: str | None
) -> None:
    assert nearest(name, scope) == meant


def test_the_catalogue_starts_without_pydantic_and_without_reading_a_table() -> None:
    program = "import sys, wallboard.protocol.catalogue; print({'pydantic', 'csv'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
