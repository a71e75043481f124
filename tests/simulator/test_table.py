"""The table of `table.py` has every statistic of the catalogue in every scope, and names tests that exist."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulator.table import MUTANT, WORDS, rows, table

ROOT = Path(__file__).parents[2]
FILES = sorted({test.partition("::")[0] for test, _ in WORDS.values()})


@pytest.fixture(scope="module")
def collected() -> frozenset[str]:
    """The ids of all tests in the files that the table names."""
    options = ["--collect-only", "-o", "addopts=", "-q", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *options, *FILES]
    output = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120, cwd=ROOT).stdout
    return frozenset(line for line in output.splitlines() if "::" in line)


def test_every_statistic_of_the_catalogue_is_in_the_table_in_each_scope() -> None:
    with (ROOT / "tests/wire/statistics.tsv").open(encoding="utf-8", newline="") as lines:
        listed = list(csv.DictReader(lines, delimiter="\t"))
    catalogue = [(row["name"], scope) for row in listed for scope in row["scope"].split(",")]
    assert [(each.name, each.scope) for each in rows()] == catalogue


def test_every_test_that_the_table_names_exists(collected: frozenset[str]) -> None:
    named = {each.oracle for each in rows()}
    named |= {f"{MUTANT}[{rule}]" for each in rows() for rule in each.mutants}
    assert named - collected == set()
    by_hand = {each.by_hand for each in rows()}
    assert {test for test in by_hand if not any(each.startswith(test) for each in collected)} == set()


def test_every_row_is_printed() -> None:
    assert table().count("\n| ") == len(list(rows())) + len(("the head", "its rule"))
