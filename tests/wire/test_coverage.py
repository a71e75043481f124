"""The table of `rows.py` names tests that exist, and forgets nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from .coverage import table
from .exchange import held_to
from .row import CLIENT, SIMULATOR
from .rows import NOT_BUILT, ROWS

ROOT = Path(__file__).parents[2]
NAMED = {test for row in ROWS for test in row.tests}


@pytest.fixture(scope="module")
def collected() -> frozenset[str]:
    """The ids of all tests in the files that the table names, with and without their case."""
    files = sorted({test.partition("::")[0] for test in NAMED})
    options = ["--collect-only", "-o", "addopts=", "-q", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *options, *files]
    output = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120, cwd=ROOT).stdout
    ids = {line for line in output.splitlines() if "::" in line}
    return frozenset(ids | {line.partition("[")[0] for line in ids})


def test_every_test_that_the_table_names_exists(collected: frozenset[str]) -> None:
    assert NAMED - collected == set()


def test_every_exchange_is_in_the_table_for_each_side_that_is_held_to_it() -> None:
    held = {f"{CLIENT}[{name}]" for name in held_to("client")}
    held |= {f"{SIMULATOR}[{name}]" for name in held_to("simulator")}
    assert held == {test for test in NAMED if test.startswith((f"{CLIENT}[", f"{SIMULATOR}["))}


def test_every_row_has_a_test_or_a_reason() -> None:
    assert {row.row for row in ROWS if not row.tests} == set(NOT_BUILT)


def test_the_table_has_all_rows_of_the_page() -> None:
    counts = {row.section: sum(other.section == row.section for other in ROWS) for row in ROWS}
    assert counts == {
        "1a auth": 4,
        "1b form": 4,
        "2 definition": 6,
        "2 grid": 13,
        "2 column": 4,
        "3 answer": 11,
        "4 calls": 7,
        "5 statuses": 21,
    }


def test_every_row_is_printed() -> None:
    assert table().count("\n| ") == len(ROWS) + len(("the head", "its rule"))
