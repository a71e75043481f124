"""The schema and its checker: they take what API.md, section 2 accepts and refuse what 7 calls wrong."""

import json

import pytest

from .exchange import exchanges
from .mutants import GOOD, MUTANTS, NOT_OBJECTS, VARIANTS, changed
from .schema import problems

SUBSCRIPTIONS = [name for name, one in exchanges().items() if one.path == "/statsapi/subscription"]

DEFINITION = {
    "stats_totals",
    "stats_totals_service_ids",
    "stats_totals_dispositions",
    "service_grids",
    "agent_grids",
    "chat_messages",
}
GRID = {
    "id",
    "columns",
    "order_by",
    "order_dir",
    "limit",
    "filter_by",
    "filter_value",
    "filter_operation",
    "order",
    "team_ids",
    "service_ids",
    "logged_in_agents_only",
    "my_subteam_only",
}
COLUMN = {"id", "stat_name", "sum_stat_names", "dispositions"}


def test_the_good_subscription_uses_every_field_of_section_2() -> None:
    grids = [grid for part in GOOD.values() for key in part if key.endswith("_grids") for grid in part[key]]
    assert {key for part in GOOD.values() for key in part} == DEFINITION
    assert {key for grid in grids for key in grid} == GRID
    assert {key for grid in grids for column in grid["columns"] for key in column} == COLUMN


def test_there_are_forty_mutants_and_more() -> None:
    assert len(MUTANTS) >= 40


@pytest.mark.parametrize("name", [*VARIANTS, *MUTANTS])
def test_a_change_changes_something_and_leaves_the_good_one_alone(name: str) -> None:
    before = json.dumps(GOOD)
    change = {**VARIANTS, **MUTANTS}[name]
    assert (json.dumps(changed(change)) == before) == (not change)
    assert json.dumps(GOOD) == before


@pytest.mark.parametrize("name", VARIANTS)
def test_the_schema_takes_a_good_subscription_in_each_accepted_form(name: str) -> None:
    assert problems(changed(VARIANTS[name])) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_the_schema_refuses_every_mutant(name: str) -> None:
    assert problems(changed(MUTANTS[name])) != []


@pytest.mark.parametrize("name", NOT_OBJECTS)
def test_the_schema_refuses_what_is_no_object(name: str) -> None:
    try:
        body = json.loads(NOT_OBJECTS[name])
    except ValueError:
        return
    assert problems(body) != []


@pytest.mark.parametrize("name", SUBSCRIPTIONS)
def test_the_schema_agrees_with_the_typed_exchanges(name: str) -> None:
    exchange = exchanges()[name]
    refused = exchange.status == 400 and "simulator" in exchange.held
    assert bool(problems(json.loads(exchange.request.body))) == refused
