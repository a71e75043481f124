"""The subscription is written strictly: what a server could refuse is never made (API.md, section 2)."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from wallboard.protocol.subscription import Subscription

WHOLE = {
    "wb.totals": {
        "stats_totals": ["in_calls_waiting", "service_level"],
        "stats_totals_service_ids": ["S1"],
        "stats_totals_dispositions": [],
    },
    "wb.svc": {
        "service_grids": [
            {
                "id": "g1",
                "columns": [
                    {"id": "1", "stat_name": "name"},
                    {
                        "id": "2",
                        "stat_name": "SUM",
                        "sum_stat_names": ["in_calls_waiting", "callbacks_waiting"],
                    },
                ],
                "order_by": "2",
                "order_dir": "DESC",
                "limit": "20",
                "filter_by": "2",
                "filter_value": "",
                "filter_operation": "NE",
                "service_ids": ["S1"],
            }
        ]
    },
    "wb.agents": {
        "agent_grids": [
            {
                "id": "g1",
                "columns": [
                    {"id": "1", "stat_name": "login_id"},
                    {"id": "2", "stat_name": "calls_dispositions_per_day", "dispositions": ["Sale"]},
                ],
                "order": [{"by": "2", "dir": "DESC"}, {"by": "1", "dir": "ASC"}],
                "team_ids": [],
                "service_ids": ["S1"],
                "logged_in_agents_only": "true",
                "my_subteam_only": False,
            }
        ]
    },
    "wb.news": {"chat_messages": {"filter": "", "limit": "6"}},
}


def test_every_field_of_the_protocol_goes_out_as_it_is_documented() -> None:
    assert Subscription.model_validate(WHOLE).body() == WHOLE


def test_the_body_is_json_that_names_keep_their_letters_in() -> None:
    asked = {"wb.news": {"chat_messages": {"filter": "Störung"}}}
    text = Subscription.model_validate(asked).to_json()
    assert json.loads(text) == asked
    assert "Störung" in text


def test_what_is_not_set_is_not_sent() -> None:
    grid = {"id": "g1", "columns": [{"id": "1", "stat_name": "name"}]}
    assert Subscription.model_validate({"a": {"service_grids": [grid]}}).body() == {
        "a": {"service_grids": [grid]}
    }
    assert Subscription.model_validate({"a": {"chat_messages": {}}}).body() == {"a": {"chat_messages": {}}}


def test_a_subscription_to_nothing_is_one() -> None:
    assert Subscription({}).body() == {}


NAME = {"id": "1", "stat_name": "name"}


def service(**fields: Any) -> dict[str, Any]:
    return {"a": {"service_grids": [{"id": "g1", "columns": [NAME]} | fields]}}


def agent(**fields: Any) -> dict[str, Any]:
    return {"a": {"agent_grids": [{"id": "g1", "columns": [NAME]} | fields]}}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param({"a": {}}, "at least one section", id="an app id that asks for nothing"),
        pytest.param({"a": {"stats_totals": []}}, "at least one section", id="no totals"),
        pytest.param(
            {"a": {"stats_totals_service_ids": ["S1"], "chat_messages": {}}},
            "need stats_totals",
            id="limits of nothing",
        ),
        pytest.param({"a_b": {"chat_messages": {}}}, "pattern", id="an app id with other characters"),
        pytest.param({"a": {"chat_messages": {}, "x": 1}}, "Extra inputs", id="an unknown key"),
        pytest.param(
            {"a": {"chat_messages": {"limit": 0}}}, "greater than or equal to 1", id="no messages at all"
        ),
        pytest.param(service(columns=[]), "at least 1 item", id="a grid without columns"),
        pytest.param(service(columns=[NAME, NAME]), "column ids must differ", id="a column id twice"),
        pytest.param(
            service(columns=[NAME | {"coltitle": "x"}]), "Extra inputs", id="an unknown key of a column"
        ),
        pytest.param(service(columns=[{"id": "1", "stat_name": "SUM"}]), "go together", id="SUM of nothing"),
        pytest.param(
            service(columns=[NAME | {"sum_stat_names": ["a"]}]),
            "go together",
            id="names of a sum without SUM",
        ),
        pytest.param(
            service(columns=[NAME | {"dispositions": ["Sale"]}]),
            "only columns of agent grids",
            id="dispositions of a service",
        ),
        pytest.param(service(team_ids=[]), "only agent grids", id="teams of services"),
        pytest.param(service(logged_in_agents_only="true"), "only agent grids", id="services that log in"),
        pytest.param(service(my_subteam_only=False), "only agent grids", id="subteams of services"),
        pytest.param(service(limit="0"), "pattern", id="no rows at all"),
        pytest.param(service(order_by="1"), "go together", id="an order without direction"),
        pytest.param(service(order_by="2", order_dir="ASC"), "no column '2'", id="an order by no column"),
        pytest.param(
            service(order_by="1", order_dir="ASC", order=[{"by": "1", "dir": "ASC"}]),
            "exclude",
            id="two orders",
        ),
        pytest.param(
            service(order=[{"by": "2", "dir": "ASC"}]), "no column '2'", id="an order key of no column"
        ),
        pytest.param(service(order_by="1", order_dir="UP"), "'ASC' or 'DESC'", id="another direction"),
        pytest.param(service(filter_by="1", filter_value="x"), "go together", id="half a filter"),
        pytest.param(
            service(filter_by="2", filter_value="x", filter_operation="EQ"),
            "no column '2'",
            id="a filter of no column",
        ),
        pytest.param(
            service(filter_by="1", filter_value="x", filter_operation="LIKE"),
            "Input should be",
            id="another operation",
        ),
        pytest.param(
            {"a": {"agent_grids": [{"id": "g", "columns": [NAME]}] * 2}},
            "grid ids must differ",
            id="a grid id twice",
        ),
        pytest.param(agent(logged_in_agents_only="yes"), "'true' or 'false'", id="another flag"),
    ],
)
def test_what_a_server_would_refuse_is_not_made(body: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Subscription.model_validate(body)


def test_grids_of_two_sections_may_share_an_id() -> None:
    both = service() | {}
    both["a"]["agent_grids"] = [{"id": "g1", "columns": [NAME]}]
    assert Subscription.model_validate(both).body() == both
