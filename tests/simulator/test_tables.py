"""Answers: rows, filters, orders, sums; and that the parts of one answer agree."""

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulator.door import columns
from wallboard.simulator.centre import Centre
from wallboard.simulator.checker import Filter, Order, read_subscription
from wallboard.simulator.tables import Tables, filtered, ordered

URGENT = "Card payments are down. Tell callers to wait, and take no card numbers by phone."
EPOCH = 1_772_448_127.0  # 2026-03-02T10:42:07Z
CENTRE = Centre(60, 9, 1)
CENTRE.advance(60)


def answer(body: dict[str, Any], centre: Centre = CENTRE, ratio_unit: str = "0-1") -> dict[str, Any]:
    subscription = read_subscription(json.dumps(body).encode())
    return Tables(centre, EPOCH, ratio_unit).answer(subscription)  # type: ignore[arg-type]


def agent_rows(centre: Centre = CENTRE, **grid: Any) -> list[dict[str, str]]:
    wish = {"id": "g", "columns": columns("login_id", "acd_state", "team_id"), **grid}
    return answer({"a": {"agent_grids": [wish]}}, centre)["a"]["agent_grids"][0]["values"]


def service_rows(centre: Centre = CENTRE, **grid: Any) -> list[dict[str, str]]:
    wish = {"id": "g", "columns": columns("name", "in_calls_received_per_day"), **grid}
    return answer({"s": {"service_grids": [wish]}}, centre)["s"]["service_grids"][0]["values"]


SUMS = (
    "in_calls_waiting",
    "in_calls_received_per_day",
    "in_calls_queued_per_day",
    "in_calls_answered_per_day",
    "in_calls_handled_per_day",
    "in_calls_abandoned_in_queue_per_day",
    "in_calls_short_abandoned_in_queue_per_day",
    "in_calls_abandoned_total_per_day",
    "out_calls_answered_per_day",
    "callbacks_waiting",
)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000), st.integers(0, 7200))
def test_totals_service_rows_and_agent_rows_of_one_answer_agree(seed: int, seconds: int) -> None:
    centre = Centre(30, 7, seed)
    centre.advance(float(seconds))
    found = answer(
        {
            "t": {
                "stats_totals": [*SUMS, "in_max_wait_time", "agents_logged", "agents_ready", "agents_busy"]
            },
            "s": {"service_grids": [{"id": "g", "columns": columns(*SUMS, "in_max_wait_time")}]},
            "a": {
                "agent_grids": [
                    {"id": "g", "columns": columns("login_id", "acd_state", "in_calls_handled_per_day")}
                ]
            },
        },
        centre,
    )
    totals = found["t"]["stats_totals"]
    services = found["s"]["service_grids"][0]["values"]
    agents = found["a"]["agent_grids"][0]["values"]
    for name in SUMS:
        assert int(totals[name]) == sum(int(row[name]) for row in services)
    assert int(totals["in_max_wait_time"]) == max(int(row["in_max_wait_time"]) for row in services)
    handled = sum(int(row["in_calls_handled_per_day"]) for row in agents)
    assert int(totals["in_calls_handled_per_day"]) == handled
    states = Counter(row["acd_state"] for row in agents)
    assert int(totals["agents_ready"]) == states["ready"]
    assert int(totals["agents_busy"]) == states["busy"] + states["after_call_work"]
    assert int(totals["agents_logged"]) == len(agents) - states[""]
    assert len({row["login_id"] for row in agents}) == len(agents) == 30


def test_totals_are_limited_to_the_services_asked_for() -> None:
    service = CENTRE.services[2]
    names = ["in_calls_received_per_day", "agents_logged"]
    wish = {"stats_totals": names, "stats_totals_service_ids": [service.id.lower()]}
    one = answer({"t": wish})["t"]["stats_totals"]
    assert one["in_calls_received_per_day"] == str(service.counters.received)
    assert one["agents_logged"] == str(sum(agent.logged_in for agent in service.agents))


def test_sections_that_were_not_asked_for_are_left_out() -> None:
    assert answer({"1": {"chat_messages": {}}}).keys() == {"1"}
    assert answer({"1": {"chat_messages": {}}})["1"].keys() == {"chat_messages"}
    assert answer({}) == {}


def test_values_are_text_in_every_cell() -> None:
    found = answer({"a": {"agent_grids": [{"id": "g", "columns": columns("login_id", "state_duration")}]}})
    assert all(
        isinstance(cell, str) for row in found["a"]["agent_grids"][0]["values"] for cell in row.values()
    )


def test_cells_are_keyed_by_column_id_also_where_it_was_a_number() -> None:
    rows = service_rows(columns=[{"id": 5, "statName": "name"}])
    assert rows[0] == {"5": CENTRE.services[0].name}


def test_team_ids_choose_the_rows_without_regard_to_case() -> None:
    team = CENTRE.teams[1]
    rows = agent_rows(team_ids=[team.id.lower()])
    assert {row["team_id"] for row in rows} == {team.id}
    assert len(rows) == sum(agent.team is team for agent in CENTRE.agents)


def test_a_team_that_is_not_supervised_is_silently_missing() -> None:
    assert agent_rows(team_ids=["00000000-0000-4000-8000-000000000000"]) == []


def test_service_ids_choose_the_agents_who_handle_one_of_them() -> None:
    service = CENTRE.services[0]
    assert len(agent_rows(service_ids=[service.id])) == len(service.agents)


def test_service_ids_choose_the_rows_of_a_service_grid() -> None:
    service = CENTRE.services[3]
    assert [row["name"] for row in service_rows(service_ids=[service.id])] == [service.name]


@pytest.mark.parametrize("wish", [True, "true"], ids=["as a flag", "as text"])
def test_logged_in_only_drops_agents_without_a_state(wish: object) -> None:
    assert "" in {row["acd_state"] for row in agent_rows()}
    assert "" not in {row["acd_state"] for row in agent_rows(logged_in_agents_only=wish)}


def test_the_own_subteam_is_one_team() -> None:
    assert len({row["team_id"] for row in agent_rows(my_subteam_only=True)}) == 1
    assert agent_rows(my_subteam_only=True, team_ids=[CENTRE.teams[1].id]) == []


def test_limit_takes_the_top_rows_after_filter_and_order() -> None:
    grid = {"order_by": "in_calls_received_per_day", "order_dir": "DESC"}
    everyone = service_rows(**grid)
    assert service_rows(**grid, limit="3") == everyone[:3] == service_rows(**grid, limit=3)


def test_the_server_keeps_its_order_where_none_is_asked_for() -> None:
    assert [row["name"] for row in service_rows()] == [service.name for service in CENTRE.services]


def test_sum_adds_the_numbers_as_they_are_shown() -> None:
    names = ["in_calls_abandoned_in_queue_per_day", "in_calls_short_abandoned_in_queue_per_day"]
    rows = service_rows(
        columns=[*columns(*names), {"id": "sum", "stat_name": "SUM", "sum_stat_names": names}]
    )
    assert [int(row["sum"]) for row in rows] == [int(row[names[0]]) + int(row[names[1]]) for row in rows]


def test_sum_of_texts_is_empty() -> None:
    rows = service_rows(columns=[{"id": "sum", "stat_name": "SUM", "sum_stat_names": ["name"]}])
    assert rows[0] == {"sum": ""}


def test_dispositions_of_a_column_count_only_these_also_in_a_sum() -> None:
    stat = "calls_dispositions_per_day"
    rows = agent_rows(
        columns=[
            {"id": "all", "stat_name": stat, "dispositions": []},
            {"id": "sold", "stat_name": stat, "dispositions": ["Product sold"]},
            {"id": "sum", "stat_name": "SUM", "sum_stat_names": [stat], "dispositions": ["Product sold"]},
        ]
    )
    assert [row["sold"] for row in rows] == [row["sum"] for row in rows]
    assert [row["sold"] for row in rows] == [
        str(a.dispositions.get("Product sold", 0)) for a in CENTRE.agents
    ]
    assert [row["all"] for row in rows] == [str(sum(a.dispositions.values())) for a in CENTRE.agents]


def test_an_unknown_statistic_is_an_empty_cell_where_the_switch_says_so() -> None:
    body = {"s": {"stats_totals": ["no"], "service_grids": [{"id": "g", "columns": columns("no")}]}}
    subscription = read_subscription(json.dumps(body).encode(), unknown_statistics=True)
    found = Tables(CENTRE, EPOCH, "0-1").answer(subscription)
    assert found["s"]["stats_totals"] == {"no": ""}
    assert found["s"]["service_grids"][0]["values"][0] == {"no": ""}


def test_ratios_turn_to_percent_on_a_server_of_that_kind() -> None:
    wish = {"t": {"stats_totals": ["service_level"]}}
    share, percent = (
        float(answer(wish, ratio_unit=unit)["t"]["stats_totals"]["service_level"])
        for unit in ("0-1", "0-100")
    )
    assert percent == pytest.approx(share * 100, abs=0.01)


@pytest.mark.parametrize(
    ("operation", "value", "kept"),
    [
        pytest.param("EQ", "10", ["10", "1e1"], id="EQ compares numbers as numbers"),
        pytest.param("NE", "10", ["9", "", "b", "B"], id="NE with a number keeps the empty cell"),
        pytest.param("GT", "9", ["10", "1e1", "b", "B"], id="GT: a text is compared as text"),
        pytest.param("LT", "10", ["9"], id="LT"),
        pytest.param("GE", "10", ["10", "1e1", "b", "B"], id="GE"),
        pytest.param("LE", "10", ["10", "9", "1e1"], id="LE"),
        pytest.param("EQ", "b", ["b"], id="text is compared with its case"),
        pytest.param("EQ", "", [""], id="the empty cell equals only the empty text"),
        pytest.param("NE", "", ["10", "9", "1e1", "b", "B"], id="NE with the empty text drops it"),
        pytest.param("NE", "x", ["10", "9", "", "1e1", "b", "B"], id="NE with a text keeps it"),
        pytest.param("LE", "", [], id="LE never keeps the empty cell"),
    ],
)
def test_the_six_filter_operations(operation: Any, value: str, kept: list[str]) -> None:
    rows = [[cell] for cell in ("10", "9", "", "1e1", "b", "B")]
    assert [row[0] for row in filtered(rows, Filter(0, operation, value))] == kept


@pytest.mark.parametrize(
    ("cells", "descending", "expected"),
    [
        pytest.param("10 9 2", False, "2 9 10", id="numbers as numbers"),
        pytest.param("10 9 2", True, "10 9 2", id="numbers, descending"),
        pytest.param("10 9 x", False, "10 9 x", id="one text makes all text"),
        pytest.param("3 - 1 -", False, "1 3 - -", id="empty cells last"),
        pytest.param("3 - 1 -", True, "3 1 - -", id="empty cells last when descending too"),
        pytest.param("-5 2 -10", False, "-10 -5 2", id="negative numbers"),
    ],
)
def test_a_column_is_sorted(cells: str, descending: bool, expected: str) -> None:
    rows = [["" if cell == "-" else cell] for cell in cells.split()]
    assert [row[0] or "-" for row in ordered(rows, [Order(0, descending)])] == expected.split()


@pytest.mark.parametrize("descending", [False, True], ids=["ascending", "descending"])
def test_ties_keep_the_servers_order(descending: bool) -> None:
    rows = [["1", "first"], ["1", "second"], ["1", "third"]]
    assert ordered(rows, [Order(0, descending)]) == rows


def test_of_several_keys_the_first_is_the_strongest() -> None:
    rows = [["b", "1"], ["a", "1"], ["b", "2"], ["a", "2"]]
    assert ordered(rows, [Order(0, False), Order(1, True)]) == [
        ["a", "2"],
        ["a", "1"],
        ["b", "2"],
        ["b", "1"],
    ]


def messages(**wish: Any) -> list[dict[str, str]]:
    return answer({"n": {"chat_messages": wish}})["n"]["chat_messages"]


def test_messages_come_newest_first_with_every_field_as_text() -> None:
    newest = messages()[0]
    assert newest.keys() == {"id", "login_id", "first_name", "last_name", "send_time", "is_urgent", "content"}
    assert [row["send_time"] for row in messages()] == sorted(
        (row["send_time"] for row in messages()), reverse=True
    )


def test_a_message_tells_its_time_in_utc() -> None:
    urgent = next(row for row in messages() if row["is_urgent"] == "1")
    assert (urgent["send_time"], urgent["content"]) == ("2026-03-02T10:42:14Z", URGENT)


def test_the_chat_filter_is_a_part_of_the_content_in_any_case() -> None:
    assert [row["content"] for row in messages(filter="CARD PAYMENTS")] == [URGENT]
    assert messages(filter="nobody wrote this") == []


def test_the_chat_limit_keeps_the_newest() -> None:
    assert messages(limit="2") == messages()[:2] == messages(limit=2)
