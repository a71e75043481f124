"""A good subscription that uses every field, what else is accepted, and small changes that make it wrong.

A change is written as JSON Pointer -> new value, applied to the good subscription; `DROP` takes a field away.
Sources: API.md, section 2 (the tables) and section 7 (what a strict server refuses).
"""

import copy
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

DROP: Final = object()

Change: TypeAlias = Mapping[str, object]

GOOD: Final[dict[str, Any]] = {
    "wb.totals": {
        "stats_totals": ["in_calls_waiting", "in_max_wait_time", "service_level"],
        "stats_totals_service_ids": ["5F0C3E2A-91B7-4D06-8A54-0C1D2E3F4A5B"],
        "stats_totals_dispositions": [],
    },
    "wb.services": {
        "service_grids": [
            {
                "id": "s1",
                "columns": [
                    {"id": "name", "stat_name": "name"},
                    {"id": "waiting", "stat_name": "in_calls_waiting"},
                    {
                        "id": "abandoned",
                        "stat_name": "SUM",
                        "sum_stat_names": [
                            "in_calls_abandoned_in_queue_per_day",
                            "in_calls_short_abandoned_in_queue_per_day",
                        ],
                    },
                ],
                "order_by": "waiting",
                "order_dir": "DESC",
                "limit": "20",
                "filter_by": "waiting",
                "filter_value": "0",
                "filter_operation": "GE",
                "service_ids": [],
            },
            {"id": "s2", "columns": [{"id": "name", "stat_name": "name"}]},
        ],
    },
    "wb.agents": {
        "agent_grids": [
            {
                "id": "a1",
                "columns": [
                    {"id": "login", "stat_name": "login_id"},
                    {"id": "state", "stat_name": "acd_state"},
                    {
                        "id": "sold",
                        "stat_name": "calls_dispositions_per_day",
                        "dispositions": ["Product sold"],
                    },
                ],
                "order": [{"by": "state", "dir": "ASC"}, {"by": "login", "dir": "DESC"}],
                "limit": "200",
                "team_ids": ["8E2B7C11-3D5A-4F0E-9C6B-A1B2C3D4E5F6"],
                "service_ids": ["5F0C3E2A-91B7-4D06-8A54-0C1D2E3F4A5B"],
                "logged_in_agents_only": "true",
                "my_subteam_only": False,
            },
            {"id": "a2", "columns": [{"id": "login", "stat_name": "login_id"}]},
        ],
    },
    "wb.news": {"chat_messages": {"filter": "", "limit": "6"}},
}

_TOTALS: Final = "/wb.totals"
_SERVICES: Final = "/wb.services/service_grids"
_SERVICE: Final = f"{_SERVICES}/0"
_SERVICE_COLUMN: Final = f"{_SERVICE}/columns/1"
_SUM: Final = f"{_SERVICE}/columns/2"
_AGENTS: Final = "/wb.agents/agent_grids"
_AGENT: Final = f"{_AGENTS}/0"
_AGENT_COLUMN: Final = f"{_AGENT}/columns/1"
_SOLD: Final = f"{_AGENT}/columns/2"
_NEWS: Final = "/wb.news/chat_messages"

VARIANTS: Final[dict[str, Change]] = {
    "nothing is changed": {},
    "the older spelling statName": {
        f"{_SERVICE_COLUMN}/statName": "in_calls_waiting",
        f"{_SERVICE_COLUMN}/stat_name": DROP,
    },
    "the older spelling statName of a SUM": {f"{_SUM}/statName": "SUM", f"{_SUM}/stat_name": DROP},
    "both spellings in one grid": {
        f"{_AGENT_COLUMN}/statName": "acd_state",
        f"{_AGENT_COLUMN}/stat_name": DROP,
    },
    "a column id as a number": {f"{_SUM}/id": 5},
    "an order_by that names a column id sent as a number": {f"{_SUM}/id": 5, f"{_SERVICE}/order_by": "5"},
    "a grid's limit as a number": {f"{_SERVICE}/limit": 20},
    "a grid without a limit": {f"{_SERVICE}/limit": DROP},
    "a limit of 1000, as the web board's state summary sends": {f"{_AGENT}/limit": "1000"},
    "logged_in_agents_only as a bool": {f"{_AGENT}/logged_in_agents_only": True},
    "logged_in_agents_only false as a bool": {f"{_AGENT}/logged_in_agents_only": False},
    "logged_in_agents_only false as text": {f"{_AGENT}/logged_in_agents_only": "false"},
    "my_subteam_only true": {f"{_AGENT}/my_subteam_only": True},
    "chat_messages without a filter and a limit": {_NEWS: {}},
    "chat_messages with a number as limit": {f"{_NEWS}/limit": 6},
    "chat_messages with a filter": {f"{_NEWS}/filter": "Line 2"},
    "the seed's single sort key in an agent grid": {
        f"{_AGENT}/order": DROP,
        f"{_AGENT}/order_by": "state",
        f"{_AGENT}/order_dir": "ASC",
    },
    "the newer sort keys in a service grid": {
        f"{_SERVICE}/order_by": DROP,
        f"{_SERVICE}/order_dir": DROP,
        f"{_SERVICE}/order": [{"by": "waiting", "dir": "DESC"}],
    },
    "a filter on the empty text, which drops logged-out agents": {
        f"{_AGENT}/filter_by": "state",
        f"{_AGENT}/filter_value": "",
        f"{_AGENT}/filter_operation": "NE",
    },
    **{
        f"the filter operation {operation}": {f"{_SERVICE}/filter_operation": operation}
        for operation in ("EQ", "NE", "LT", "GT", "LE")
    },
    "no filter at all": {
        f"{_SERVICE}/filter_by": DROP,
        f"{_SERVICE}/filter_value": DROP,
        f"{_SERVICE}/filter_operation": DROP,
    },
    "empty lists of ids, which mean all": {
        f"{_TOTALS}/stats_totals_service_ids": [],
        f"{_AGENT}/team_ids": [],
        f"{_AGENT}/service_ids": [],
    },
    "lists of ids left out, which mean all": {
        f"{_TOTALS}/stats_totals_service_ids": DROP,
        f"{_AGENT}/team_ids": DROP,
        f"{_AGENT}/service_ids": DROP,
    },
    "a SUM over dispositions": {
        f"{_SOLD}/stat_name": "SUM",
        f"{_SOLD}/sum_stat_names": ["calls_dispositions_per_day"],
    },
    "the same grid id under two sections": {f"{_SERVICE}/id": "g1", f"{_AGENT}/id": "g1"},
    "several sections under one app id": {"/wb.totals/chat_messages": {}},
    "an app id of the web board": {"/1": {"chat_messages": {}}},
}

MUTANTS: Final[dict[str, Change]] = {
    # not an object
    "a definition is an array": {_TOTALS: []},
    "a definition is null": {_TOTALS: None},
    "chat_messages is an array": {_NEWS: []},
    "service_grids is an object": {_SERVICES: {}},
    "a grid is a text": {_SERVICE: "s1"},
    "a column is a text": {_SERVICE_COLUMN: "in_calls_waiting"},
    "a sort key is a text": {f"{_AGENT}/order/0": "state"},
    # unknown keys
    "an unknown key in a definition": {f"{_TOTALS}/totals": []},
    "an unknown key in a service grid": {f"{_SERVICE}/title": "Services"},
    "an unknown key in an agent grid": {f"{_AGENT}/title": "Agents"},
    "an unknown key in a column, as the web board strips it": {f"{_SERVICE_COLUMN}/coltitle": "Waiting"},
    "an unknown key in an agent grid's column": {f"{_AGENT_COLUMN}/dir": "ASC"},
    "an unknown key in a sort key": {f"{_AGENT}/order/0/column": "state"},
    "an unknown key in chat_messages": {f"{_NEWS}/order": "DESC"},
    "team_ids in a service grid": {f"{_SERVICE}/team_ids": []},
    "logged_in_agents_only in a service grid": {f"{_SERVICE}/logged_in_agents_only": "true"},
    "both spellings in one column": {f"{_SERVICE_COLUMN}/statName": "in_calls_waiting"},
    # wrong types
    "a definition that asks for nothing": {_TOTALS: {}},
    "an app id with other letters": {"/wb totals": {"chat_messages": {}}},
    "stats_totals is a text": {f"{_TOTALS}/stats_totals": "in_calls_waiting"},
    "a statistic name is a number": {f"{_TOTALS}/stats_totals/0": 7},
    "stats_totals_service_ids is a text": {f"{_TOTALS}/stats_totals_service_ids": "5F0C"},
    "stats_totals_dispositions holds a number": {f"{_TOTALS}/stats_totals_dispositions": [1]},
    "columns is an object": {f"{_SERVICE}/columns": {"id": "name", "stat_name": "name"}},
    "a grid without columns": {f"{_SERVICES}/1/columns": []},
    "a grid whose columns are missing": {f"{_SERVICES}/1/columns": DROP},
    "a grid without an id": {f"{_SERVICE}/id": DROP},
    "a grid with an empty id": {f"{_SERVICES}/1/id": ""},
    "a grid whose id is a number": {f"{_SERVICES}/1/id": 2},
    "a column without an id": {f"{_SUM}/id": DROP},
    "a column with an empty id": {f"{_SUM}/id": ""},
    "a column id with a fraction": {f"{_SUM}/id": 5.5},
    "a column id is null": {f"{_SUM}/id": None},
    "a column without a statistic": {f"{_SERVICE_COLUMN}/stat_name": DROP},
    "a column's statistic is null": {f"{_SERVICE_COLUMN}/stat_name": None},
    "filter_value is a number": {f"{_SERVICE}/filter_value": 0},
    "team_ids is a text": {f"{_AGENT}/team_ids": "8E2B"},
    "team_ids holds a number": {f"{_AGENT}/team_ids": [1]},
    "service_ids is a bool": {f"{_SERVICE}/service_ids": True},
    "logged_in_agents_only is a number": {f"{_AGENT}/logged_in_agents_only": 1},
    "logged_in_agents_only is another text": {f"{_AGENT}/logged_in_agents_only": "yes"},
    "my_subteam_only is a number": {f"{_AGENT}/my_subteam_only": 0},
    "dispositions is a text": {f"{_SOLD}/dispositions": "Product sold"},
    "the chat filter is a number": {f"{_NEWS}/filter": 5},
    # limits
    "a limit of 0": {f"{_SERVICE}/limit": "0"},
    "a limit of 0 as a number": {f"{_SERVICE}/limit": 0},
    "a negative limit": {f"{_SERVICE}/limit": "-1"},
    "a limit that is not a number": {f"{_SERVICE}/limit": "all"},
    "an empty limit": {f"{_SERVICE}/limit": ""},
    "a limit that is a bool": {f"{_SERVICE}/limit": True},
    "a limit with a fraction": {f"{_SERVICE}/limit": 2.5},
    "a chat limit of 0": {f"{_NEWS}/limit": 0},
    # duplicate ids
    "two columns with one id": {f"{_SUM}/id": "waiting"},
    "two columns with one id, once as a number": {
        f"{_SERVICE_COLUMN}/id": 5,
        f"{_SUM}/id": "5",
        f"{_SERVICE}/order_by": "5",
        f"{_SERVICE}/filter_by": "5",
    },
    "two service grids with one id": {f"{_SERVICES}/1/id": "s1"},
    "two agent grids with one id": {f"{_AGENTS}/1/id": "a1"},
    # order
    "an order_by that names no column": {f"{_SERVICE}/order_by": "in_calls_waiting"},
    "an order that names no column": {f"{_AGENT}/order/1/by": "first_last_name"},
    "a bad order_dir": {f"{_SERVICE}/order_dir": "DOWN"},
    "an order_dir in small letters": {f"{_SERVICE}/order_dir": "desc"},
    "a bad direction of a sort key": {f"{_AGENT}/order/0/dir": "UP"},
    "a sort key without a direction": {f"{_AGENT}/order/0/dir": DROP},
    "a sort key without a column": {f"{_AGENT}/order/0/by": DROP},
    "both order and order_by": {f"{_SERVICE}/order": [{"by": "waiting", "dir": "DESC"}]},
    "both order and order_dir": {
        f"{_AGENT}/order_dir": "ASC",
    },
    "half an order, without the direction": {f"{_SERVICE}/order_dir": DROP},
    "half an order, without the column": {f"{_SERVICE}/order_by": DROP},
    # filter
    "a filter_by that names no column": {f"{_SERVICE}/filter_by": "in_calls_waiting"},
    "a bad filter operation": {f"{_SERVICE}/filter_operation": "LIKE"},
    "a filter operation in small letters": {f"{_SERVICE}/filter_operation": "ge"},
    "half a filter, without the column": {f"{_SERVICE}/filter_by": DROP},
    "half a filter, without the value": {f"{_SERVICE}/filter_value": DROP},
    "half a filter, without the operation": {f"{_SERVICE}/filter_operation": DROP},
    # SUM and dispositions
    "SUM without names": {f"{_SUM}/sum_stat_names": DROP},
    "SUM of no names": {f"{_SUM}/sum_stat_names": []},
    "names without SUM": {f"{_SERVICE_COLUMN}/sum_stat_names": ["in_calls_waiting"]},
    "dispositions of another statistic": {f"{_AGENT_COLUMN}/dispositions": ["Product sold"]},
    "dispositions in a service grid": {f"{_SERVICE_COLUMN}/dispositions": ["Product sold"]},
    # statistics
    "a statistic that nobody knows in the totals": {f"{_TOTALS}/stats_totals/0": "in_calls_wating"},
    "a statistic that nobody knows in a service grid": {f"{_SERVICE_COLUMN}/stat_name": "in_calls_wating"},
    "a statistic that nobody knows in an agent grid": {f"{_AGENT_COLUMN}/stat_name": "acd_sate"},
    "a statistic that nobody knows in a SUM": {f"{_SUM}/sum_stat_names/0": "in_calls_lost"},
    "an agent's statistic in the totals": {f"{_TOTALS}/stats_totals/0": "acd_state"},
    "an agent's statistic in a service grid": {f"{_SERVICE_COLUMN}/stat_name": "login_id"},
    "a service's statistic in an agent grid": {f"{_AGENT_COLUMN}/stat_name": "in_calls_waiting"},
}

NOT_OBJECTS: Final[dict[str, bytes]] = {
    "an array": b"[]",
    "a text": b'"totals"',
    "a number": b"7",
    "null": b"null",
    "nothing": b"",
    "broken JSON": b'{"totals": ',
    "HTML": b"<html></html>",
    "bytes that are not UTF-8": b'{"\xff\xfe": {}}',
}
"""Bodies that are no JSON object at all."""


def changed(change: Change) -> dict[str, Any]:
    """The good subscription with one change."""
    body = copy.deepcopy(GOOD)
    for pointer, value in change.items():
        *steps, last = pointer[1:].split("/")
        place: Any = body
        for step in steps:
            place = place[int(step) if isinstance(place, list) else step]
        key = int(last) if isinstance(place, list) else last
        if value is DROP:
            del place[key]
        else:
            place[key] = copy.deepcopy(value)
    return body
