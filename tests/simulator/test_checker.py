"""The subscription read strictly: each rule of API.md, section 7, refuses and names the field."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.simulator.door import columns
from wallboard.simulator.centre import Centre
from wallboard.simulator.checker import Filter, Order, read_subscription
from wallboard.simulator.fields import Code, Refused
from wallboard.simulator.tables import Tables

GOOD: dict[str, Any] = {
    "t": {
        "stats_totals": ["service_level"],
        "stats_totals_service_ids": ["A-1"],
        "stats_totals_dispositions": [],
    },
    "s": {
        "service_grids": [
            {
                "id": "g1",
                "columns": [
                    *columns("name", "in_calls_waiting"),
                    {"id": "sum", "stat_name": "SUM", "sum_stat_names": ["in_calls_waiting"]},
                ],
                "order_by": "in_calls_waiting",
                "order_dir": "DESC",
                "limit": "6",
                "filter_by": "name",
                "filter_value": "",
                "filter_operation": "NE",
                "service_ids": ["b-2"],
            }
        ]
    },
    "a": {
        "agent_grids": [
            {
                "id": "g1",
                "columns": [
                    {"id": 1, "statName": "login_id"},
                    {"id": "2", "stat_name": "calls_dispositions_per_day", "dispositions": ["Sale"]},
                ],
                "order": [{"by": "2", "dir": "DESC"}, {"by": "1", "dir": "ASC"}],
                "limit": 7,
                "team_ids": ["c-3"],
                "service_ids": [],
                "logged_in_agents_only": "true",
                "my_subteam_only": False,
            }
        ]
    },
    "n": {"chat_messages": {"filter": "", "limit": "6"}},
}
SERVICE = "s.service_grids[0]"
AGENT = "a.agent_grids[0]"


def test_every_field_is_read() -> None:
    read = read_subscription(json.dumps(GOOD).encode())
    services, agents = read["s"].service_grids, read["a"].agent_grids
    assert services is not None
    assert agents is not None
    assert read["t"].totals == ("service_level",)
    assert read["t"].totals_service_ids == {"A-1"}
    assert services[0].order == (Order(1, descending=True),)
    assert services[0].filter == Filter(0, "NE", "")
    assert services[0].service_ids == {"B-2"}
    assert [column.stats for column in services[0].columns][2] == ("in_calls_waiting",)
    assert [column.id for column in agents[0].columns] == ["1", "2"]
    assert agents[0].columns[1].dispositions == ("Sale",)
    assert agents[0].order == (Order(1, descending=True), Order(0, descending=False))
    assert (agents[0].limit, services[0].limit) == (7, 6)
    assert (agents[0].team_ids, agents[0].logged_in_only, agents[0].my_subteam_only) == ({"C-3"}, True, False)
    assert read["n"].chat is not None
    assert read["n"].chat.limit == 6


def test_the_empty_object_is_a_subscription_to_nothing() -> None:
    assert read_subscription(b"{}") == {}


def service(change: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    return lambda body: change(body["s"]["service_grids"][0])


def agent(change: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    return lambda body: change(body["a"]["agent_grids"][0])


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        pytest.param(
            lambda body: body["t"].update(stat_totals=[]),
            Code.UNKNOWN_KEY,
            "t.stat_totals",
            id="an unknown key",
        ),
        pytest.param(
            service(lambda grid: grid["columns"][0].update(coltitle="x")),
            Code.UNKNOWN_KEY,
            f"{SERVICE}.columns[0].coltitle",
            id="an unknown key in a column",
        ),
        pytest.param(
            service(lambda grid: grid.update(team_ids=[])),
            Code.UNKNOWN_KEY,
            f"{SERVICE}.team_ids",
            id="an agent grid's key in a service grid",
        ),
        pytest.param(
            service(lambda grid: grid["columns"][0].update(dispositions=[])),
            Code.UNKNOWN_KEY,
            f"{SERVICE}.columns[0].dispositions",
            id="dispositions in a service grid",
        ),
        pytest.param(lambda body: body["t"].clear(), Code.MISSING_KEY, "t", id="a definition of nothing"),
        pytest.param(
            lambda body: body.update({"a b": {"chat_messages": {}}}),
            Code.BAD_VALUE,
            "app id 'a b'",
            id="an app id with a space",
        ),
        pytest.param(
            lambda body: body["t"].update(stats_totals="x"),
            Code.WRONG_TYPE,
            "t.stats_totals",
            id="a wrong type",
        ),
        pytest.param(
            lambda body: body["t"].update(stats_totals_dispositions=[""]),
            Code.BAD_VALUE,
            "t.stats_totals_dispositions[0]",
            id="an empty name",
        ),
        pytest.param(
            service(lambda grid: grid.pop("columns")), Code.MISSING_KEY, f"{SERVICE}.columns", id="no columns"
        ),
        pytest.param(
            service(lambda grid: grid.update(columns=[])),
            Code.BAD_VALUE,
            f"{SERVICE}.columns",
            id="an empty list of columns",
        ),
        pytest.param(
            service(lambda grid: grid["columns"][0].update(id="sum")),
            Code.DUPLICATE,
            f"{SERVICE}.columns",
            id="two columns of one id",
        ),
        pytest.param(
            agent(lambda grid: grid["columns"][1].update(id="1")),
            Code.DUPLICATE,
            f"{AGENT}.columns",
            id="two columns of one id, one a number",
        ),
        pytest.param(
            lambda body: body["s"]["service_grids"].append(copy.deepcopy(body["s"]["service_grids"][0])),
            Code.DUPLICATE,
            "s.service_grids",
            id="two grids of one id",
        ),
        pytest.param(
            service(lambda grid: grid.update(order_by="nope")),
            Code.UNKNOWN_COLUMN,
            f"{SERVICE}.order_by",
            id="an order_by that names no column",
        ),
        pytest.param(
            agent(lambda grid: grid["order"][0].update(by="9")),
            Code.UNKNOWN_COLUMN,
            f"{AGENT}.order[0].by",
            id="an order that names no column",
        ),
        pytest.param(
            service(lambda grid: grid.update(filter_by="nope")),
            Code.UNKNOWN_COLUMN,
            f"{SERVICE}.filter_by",
            id="a filter_by that names no column",
        ),
        pytest.param(
            service(lambda grid: grid.update(order_dir="desc")),
            Code.BAD_VALUE,
            f"{SERVICE}.order_dir",
            id="a bad direction",
        ),
        pytest.param(
            agent(lambda grid: grid["order"][1].update(dir="UP")),
            Code.BAD_VALUE,
            f"{AGENT}.order[1].dir",
            id="a bad direction in order",
        ),
        pytest.param(
            service(lambda grid: grid.pop("order_dir")),
            Code.MISSING_KEY,
            f"{SERVICE}.order_dir",
            id="half an order",
        ),
        pytest.param(
            service(lambda grid: grid.update(filter_operation="IN")),
            Code.BAD_VALUE,
            f"{SERVICE}.filter_operation",
            id="a bad operation",
        ),
        *(
            pytest.param(
                service(lambda grid, key=key: grid.pop(key)),  # type: ignore[misc]
                Code.MISSING_KEY,
                f"{SERVICE}.{key}",
                id=f"half a filter, without {key}",
            )
            for key in ("filter_by", "filter_value", "filter_operation")
        ),
        pytest.param(
            service(lambda grid: grid.update(filter_value=0)),
            Code.WRONG_TYPE,
            f"{SERVICE}.filter_value",
            id="a filter value that is a number",
        ),
        pytest.param(
            service(lambda grid: grid["columns"][2].pop("sum_stat_names")),
            Code.MISSING_KEY,
            f"{SERVICE}.columns[2].sum_stat_names",
            id="SUM without names",
        ),
        pytest.param(
            service(lambda grid: grid["columns"][1].update(sum_stat_names=["in_calls_waiting"])),
            Code.CONFLICT,
            f"{SERVICE}.columns[1].sum_stat_names",
            id="names without SUM",
        ),
        pytest.param(
            agent(lambda grid: grid.update(order_by="2", order_dir="ASC")),
            Code.CONFLICT,
            f"{AGENT}.order_by",
            id="both forms of order",
        ),
        pytest.param(
            agent(lambda grid: grid["columns"][0].update(stat_name="login_id")),
            Code.CONFLICT,
            f"{AGENT}.columns[0].statName",
            id="both spellings of stat_name",
        ),
        pytest.param(
            agent(lambda grid: grid["columns"][0].update(dispositions=["Sale"])),
            Code.CONFLICT,
            f"{AGENT}.columns[0].dispositions",
            id="dispositions of a statistic that counts none",
        ),
        pytest.param(
            lambda body: body["t"]["stats_totals"].append("servicelevel"),
            Code.UNKNOWN_STATISTIC,
            "t.stats_totals[1]",
            id="an unknown statistic",
        ),
        pytest.param(
            lambda body: body["t"]["stats_totals"].append("acd_state"),
            Code.UNKNOWN_STATISTIC,
            "t.stats_totals[1]",
            id="a statistic of another scope",
        ),
        *(
            pytest.param(
                agent(lambda grid, limit=limit: grid.update(limit=limit)),  # type: ignore[misc]
                Code.BAD_VALUE,
                f"{AGENT}.limit",
                id=f"limit {json.dumps(limit)}",
            )
            for limit in (0, -1, "0", "-1", "", "all", " 6", "06", "٣", 2.5, True, None, [6], 10**40)
        ),
        pytest.param(
            agent(lambda grid: grid.update(logged_in_agents_only="yes")),
            Code.WRONG_TYPE,
            f"{AGENT}.logged_in_agents_only",
            id="a flag that is another text",
        ),
        pytest.param(
            agent(lambda grid: grid.update(my_subteam_only="true")),
            Code.WRONG_TYPE,
            f"{AGENT}.my_subteam_only",
            id="a flag that may not be text",
        ),
        pytest.param(
            lambda body: body["n"]["chat_messages"].update(limit="0"),
            Code.BAD_VALUE,
            "n.chat_messages.limit",
            id="a bad chat limit",
        ),
        pytest.param(
            agent(lambda grid: grid.update(id="\ud800")),
            Code.BAD_VALUE,
            f"{AGENT}.id",
            id="half of a surrogate pair",
        ),
    ],
)
def test_a_mistake_is_refused_and_its_field_named(
    change: Callable[[Any], Any], code: Code, field: str
) -> None:
    body = copy.deepcopy(GOOD)
    change(body)
    with pytest.raises(Refused) as refused:
        read_subscription(json.dumps(body).encode())
    assert refused.value.code is code
    assert refused.value.message.startswith(f"{field}: ")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param(b"", Code.NOT_JSON, id="nothing"),
        pytest.param(b"{", Code.NOT_JSON, id="broken JSON"),
        pytest.param(b"\xff{}", Code.NOT_JSON, id="no UTF-8"),
        pytest.param(b"\xef\xbb\xbf{}", Code.NOT_JSON, id="a byte order mark"),
        pytest.param(b'{"a": NaN}', Code.NOT_JSON, id="NaN"),
        pytest.param(b"[" * 100_000, Code.NOT_JSON, id="deep nesting"),
        pytest.param(b'{"a": ' + b"1" * 5000 + b"}", Code.NOT_JSON, id="a number of 5,000 digits"),
        pytest.param(b"[]", Code.WRONG_TYPE, id="an array"),
        pytest.param(b"null", Code.WRONG_TYPE, id="null"),
        pytest.param(
            b'{"a": {"chat_messages": {}}, "a": {}}', Code.DUPLICATE, id="an app id that stands twice"
        ),
        pytest.param(b'{"\\ud800": {}}', Code.BAD_VALUE, id="an app id that can't be written"),
    ],
)
def test_a_body_that_is_no_object_is_refused(body: bytes, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        read_subscription(body)
    assert refused.value.code is code


def test_an_unknown_statistic_passes_where_the_switch_says_so() -> None:
    read = read_subscription(b'{"t": {"stats_totals": ["nope"]}}', unknown_statistics=True)
    assert read["t"].totals == ("nope",)


KEYS = st.sampled_from(
    [
        *("id", "columns", "stat_name", "statName", "sum_stat_names", "dispositions", "order", "by", "dir"),
        *("order_by", "order_dir", "limit", "filter", "filter_by", "filter_value", "filter_operation"),
        *("stats_totals", "service_grids", "agent_grids", "chat_messages", "team_ids", "service_ids"),
    ]
)
WORDS = st.sampled_from(["SUM", "name", "login_id", "in_calls_waiting", "ASC", "EQ", "1", "", "6"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(), inner, max_size=6),
    max_leaves=25,
)
HOUSE = Tables(Centre(5, 3, 1), 0.0, "0-1")


def refused_or_answered(body: bytes) -> bytes:
    """What the server would send; any other exception would be its 500."""
    try:
        subscription = read_subscription(body)
    except Refused as refused:
        return refused.message.encode()
    return json.dumps(HOUSE.answer(subscription), ensure_ascii=False).encode()


@given(st.dictionaries(st.text("ab1", min_size=1, max_size=2), JSON, max_size=3) | JSON)
@example({"a": {"agent_grids": [{"id": "1", "columns": [{"id": 10**3000, "stat_name": "login_id"}]}]}})
@example({"a": {"service_grids": [{"id": "\ud800", "columns": [{"id": "1", "stat_name": "name"}]}]}})
def test_any_json_is_refused_or_answered(body: object) -> None:
    assert refused_or_answered(json.dumps(body).encode())


@given(st.binary())
def test_any_bytes_are_refused_or_answered(body: bytes) -> None:
    assert refused_or_answered(body)


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8), JSON)
def test_a_good_body_with_any_part_replaced_is_refused_or_answered(steps: list[int], part: object) -> None:
    body: Any = copy.deepcopy(GOOD)
    inside: Any = body
    for step in steps:
        if not isinstance(inside, (dict, list)) or not inside:
            break
        key = list(inside)[step % len(inside)] if isinstance(inside, dict) else step % len(inside)
        holder, place = inside, key
        inside = inside[key]
    holder[place] = part
    assert refused_or_answered(json.dumps(body).encode())
