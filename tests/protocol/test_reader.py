"""An answer read for one subscription: what is wrong costs itself, and is listed (API.md, section 3)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallboard.protocol.answer import Answer, GridKey, Message, Unread
from wallboard.protocol.decoding import Unreadable
from wallboard.protocol.reader import MOST_UNREAD, Reader
from wallboard.protocol.subscription import Subscription
from wallboard.protocol.values import UNKNOWN, read_number

COLUMNS = [
    {"id": "1", "stat_name": "login_id"},
    {"id": "2", "stat_name": "acd_state"},
    {"id": "3", "stat_name": "reason"},
]
READER = Reader(
    Subscription.model_validate(
        {
            "totals": {"stats_totals": ["in_calls_waiting", "service_level"]},
            "svc": {"service_grids": [{"id": "g1", "columns": [{"id": "1", "stat_name": "name"}]}]},
            "agents": {"agent_grids": [{"id": "g1", "columns": COLUMNS}, {"id": "g2", "columns": COLUMNS}]},
            "news": {"chat_messages": {}},
        }
    )
)
SVC = GridKey("svc", "service_grids", "g1")
AGENTS = GridKey("agents", "agent_grids", "g1")
OTHERS = GridKey("agents", "agent_grids", "g2")


def read(apps: object) -> Answer:
    return READER.read(json.dumps(apps).encode())


def agents(*grids: object) -> dict[str, object]:
    return {"agents": {"agent_grids": list(grids)}}


def test_an_answer_as_the_vendor_prints_it_is_read_whole() -> None:
    answer = read(
        {
            "totals": {"stats_totals": {"in_calls_waiting": "3", "service_level": ""}},
            "svc": {"service_grids": [{"id": "g1", "values": [{"1": "Customer Service"}, {"1": "Chat"}]}]},
            "agents": {
                "agent_grids": [
                    {"id": "g1", "values": [{"1": "maria.lopez", "2": "busy", "3": ""}]},
                    {"id": "g2", "values": []},
                ]
            },
            "news": {
                "chat_messages": [
                    {
                        "id": "8812",
                        "send_time": "2026-03-02T10:42:07Z",
                        "is_urgent": "1",
                        "content": "Line 2 is down",
                    }
                ]
            },
        }
    )
    assert answer.totals == {"totals": {"in_calls_waiting": "3", "service_level": ""}}
    assert answer.grids == {
        SVC: (("Customer Service",), ("Chat",)),
        AGENTS: (("maria.lopez", "busy", ""),),
        OTHERS: (),
    }
    assert [message.content for message in answer.messages["news"]] == ["Line 2 is down"]
    assert (answer.foreign, answer.empty, answer.unread) == ((), False, ())


def test_an_answer_without_app_ids_is_empty_and_not_wrong() -> None:
    assert read({}) == Answer(empty=True)


def test_app_ids_that_nobody_asked_for_are_listed_and_not_shown() -> None:
    answer = read({"wb.kiosk-2.lobby.main": {"stats_totals": {"in_calls_waiting": "9"}}, "x\x1b": None})
    assert answer == Answer(foreign=("wb.kiosk-2.lobby.main", "x·"))


def test_a_part_that_is_missing_has_no_key() -> None:
    answer = read({"totals": {}, "svc": {}, "agents": {"agent_grids": []}})
    assert (answer.totals, answer.grids, answer.messages, answer.unread) == ({}, {}, {}, ())


@pytest.mark.parametrize(
    "news", [pytest.param({}, id="absent"), pytest.param({"chat_messages": None}, id="null")]
)
def test_messages_that_are_absent_from_their_app_id_are_none(news: object) -> None:
    assert read({"news": news}).messages == {"news": ()}


def test_a_statistic_that_is_missing_has_no_key_and_one_not_asked_for_is_ignored() -> None:
    answer = read({"totals": {"stats_totals": {"service_level": None, "agents_logged": "4"}}})
    assert answer.totals == {"totals": {"service_level": None}}


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        pytest.param("busy", "busy", id="text"),
        pytest.param("", "", id="empty text"),
        pytest.param(7, 7, id="number"),
        pytest.param(7.5, 7.5, id="decimals"),
        pytest.param(False, False, id="flag"),
        pytest.param(None, None, id="null"),
        pytest.param("Zoë", "Zoë", id="accents"),
        pytest.param("a\x1b[31m", "a·[31m", id="an escape is seen and does nothing"),
    ],
)
def test_a_value_comes_in_every_form_and_its_text_is_cleaned(cell: object, kept: object) -> None:
    rows = [{"1": "maria", "2": cell, "3": "Break"}]
    answer = read(
        agents({"id": "g1", "values": rows}) | {"totals": {"stats_totals": {"service_level": cell}}}
    )
    assert answer.grids[AGENTS] == (("maria", kept, "Break"),)
    assert answer.totals["totals"] == {"service_level": kept}
    assert answer.unread == ()


def test_an_absent_cell_is_none_and_one_not_asked_for_is_ignored() -> None:
    assert read(agents({"id": "g1", "values": [{"3": "Break", "9": "x"}, {}]})).grids[AGENTS] == (
        (None, None, "Break"),
        (None, None, None),
    )


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        pytest.param("NaN", "NaN", id="not a number"),
        pytest.param("Infinity", "Infinity", id="infinity"),
        pytest.param("9" * 5000, "a number of 5000 digits", id="a number of 5,000 digits"),
        pytest.param("1e999", "a number beyond all figures", id="a decimal that overflows"),
        pytest.param('{"a": 1}', "an object", id="an object"),
        pytest.param("[1]", "an array", id="an array"),
    ],
)
def test_a_value_that_is_none_costs_that_value_and_is_listed(cell: str, what: str) -> None:
    body = (
        '{"totals": {"stats_totals": {"in_calls_waiting": %s, "service_level": "0.8"}},'
        ' "agents": {"agent_grids": [{"id": "g1", "values": [{"1": "maria", "2": %s, "3": "Break"}]}]}}'
    )
    answer = READER.read((body % (cell, cell)).encode())
    assert answer.totals == {"totals": {"in_calls_waiting": None, "service_level": "0.8"}}
    assert answer.grids == {AGENTS: (("maria", None, "Break"),)}
    assert read_number(answer.totals["totals"]["in_calls_waiting"]) == UNKNOWN
    assert answer.unread == (
        Unread("totals stats_totals in_calls_waiting", what),
        Unread("agents agent_grids g1 row 1 column 2", what),
    )


def test_half_a_character_costs_that_character_and_is_listed() -> None:
    answer = READER.read(b'{"svc": {"service_grids": [{"id": "g1", "values": [{"1": "Chat \\ud83d"}]}]}}')
    assert answer.grids == {SVC: (("Chat ·",),)}
    assert answer.unread == (Unread("svc service_grids g1 row 1 column 1", "half a character"),)


def test_bytes_that_are_no_utf_8_cost_no_more_than_their_letters() -> None:
    answer = READER.read(
        b'\xef\xbb\xbf{"svc": {"service_grids": [{"id": "g1", "values": [{"1": "M\xfcller"}]}]}}'
    )
    assert answer.grids == {SVC: (("M\ufffdller",),)}


def test_a_row_that_is_no_object_costs_that_row() -> None:
    answer = read(agents({"id": "g1", "values": [{"1": "a", "2": "b", "3": "c"}, ["a"], None]}))
    assert answer.grids[AGENTS] == (("a", "b", "c"),)
    assert answer.unread == (
        Unread("agents agent_grids g1 row 2", "an array"),
        Unread("agents agent_grids g1 row 3", "null"),
    )


def test_grids_are_matched_by_id_whatever_their_order_and_the_id_may_be_a_number() -> None:
    reader = Reader(
        Subscription.model_validate({"a": {"agent_grids": [{"id": "5", "columns": COLUMNS[:1]}]}})
    )
    answer = reader.read(
        b'{"a": {"agent_grids": [{"id": "4", "values": [1]}, {"id": 5, "values": [{"1": "x"}]}]}}'
    )
    assert answer.grids == {GridKey("a", "agent_grids", "5"): (("x",),)}
    assert answer.unread == ()


@pytest.mark.parametrize(
    ("grid", "fault"),
    [
        pytest.param([], Unread("agents agent_grids", "an array"), id="no object"),
        pytest.param({"values": []}, Unread("agents agent_grids", "a grid without an id"), id="no id"),
        pytest.param({"id": "g1"}, Unread("agents agent_grids g1 values", "null"), id="no rows"),
        pytest.param(
            {"id": "g1", "values": {}},
            Unread("agents agent_grids g1 values", "an object"),
            id="rows in an object",
        ),
        pytest.param(
            {"id": "g2", "values": []}, Unread("agents agent_grids g2", "came twice"), id="a second one"
        ),
    ],
)
def test_a_grid_of_the_wrong_shape_costs_that_grid(grid: object, fault: Unread) -> None:
    answer = read(agents({"id": "g2", "values": [{"1": "a", "2": "b", "3": "c"}]}, grid))
    assert answer.grids == {OTHERS: (("a", "b", "c"),)}
    assert answer.unread == (fault,)


@pytest.mark.parametrize(
    ("part", "where"),
    [
        pytest.param({"totals": None}, "totals", id="an app id"),
        pytest.param({"totals": {"stats_totals": None}}, "totals stats_totals", id="totals"),
        pytest.param({"svc": {"service_grids": None}}, "svc service_grids", id="a section"),
    ],
)
def test_a_part_of_the_wrong_shape_has_no_key_and_is_listed(part: dict[str, object], where: str) -> None:
    answer = read(part | {"news": {"chat_messages": []}})
    assert answer == Answer(messages={"news": ()}, unread=(Unread(where, "null"),))


def test_texts_of_a_message_are_cleaned() -> None:
    raw = {
        "id": "1\x07",
        "login_id": "ana\x1b[2J",
        "last_name": "Sil\u200bva",
        "content": "Line 2\nis \u202edown",
    }
    (message,) = read({"news": {"chat_messages": [raw]}}).messages["news"]
    assert message == Message("1·", "ana·[2J", "", "Sil·va", None, False, "Line 2 is ·down")


def test_a_time_that_cannot_be_read_is_none_and_listed() -> None:
    answer = read(
        {"news": {"chat_messages": [{"id": "1", "send_time": "yesterday"}, {"id": "2", "send_time": ""}]}}
    )
    assert [message.sent for message in answer.messages["news"]] == [None, None]
    assert answer.unread == (Unread("news chat_messages 1 send_time", "no time"),)


def test_a_message_that_is_no_object_costs_that_message() -> None:
    answer = read({"news": {"chat_messages": ["x", {"id": "1", "content": {"a": 1}}]}})
    assert [(message.id, message.content) for message in answer.messages["news"]] == [("1", "")]
    assert answer.unread == (
        Unread("news chat_messages 1", "a text"),
        Unread("news chat_messages 2 content", "an object"),
    )


def test_faults_beyond_twenty_are_counted_and_not_listed() -> None:
    answer = read(agents({"id": "g1", "values": [None] * 1000}))
    assert len(answer.unread) == MOST_UNREAD + 1
    assert answer.unread[-1] == Unread("elsewhere", "980 more")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<html>Log in</html>", id="a log-in page"),
        pytest.param(b"[]", id="an array"),
        pytest.param(b'{"totals": {"stats_totals": {"in_calls', id="cut off"),
        pytest.param(b'{"totals":' + b"[" * 100_000, id="nested too deeply"),
    ],
)
def test_only_a_body_that_is_no_object_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        READER.read(body)


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=4)
NAMES = st.sampled_from(
    (
        *("totals", "svc", "agents", "news", "stats_totals", "service_grids", "agent_grids", "chat_messages"),
        *("id", "values", "1", "2", "3", "in_calls_waiting", "send_time", "is_urgent", "content"),
    )
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)


def near(value: object) -> st.SearchStrategy[object]:
    """The value, with some of its branches missing or replaced by anything."""
    whole: st.SearchStrategy[object] = st.just(value)
    if isinstance(value, dict):
        whole = st.fixed_dictionaries({}, optional={key: near(item) for key, item in value.items()})
    elif isinstance(value, list):
        whole = st.tuples(*map(near, value)).map(list)
    return st.one_of(whole, whole, ANYTHING)


@given(
    near(
        {
            "totals": {"stats_totals": {"in_calls_waiting": "3"}},
            "svc": {"service_grids": [{"id": "g1", "values": [{"1": "Chat"}, {"1": "Mail"}]}]},
            "agents": {"agent_grids": [{"id": "g2", "values": [{"1": "a", "2": "b", "3": "c"}]}]},
            "news": {"chat_messages": [{"id": "1", "send_time": "2026-03-02T10:42:07Z", "content": "x"}]},
        }
    )
)
def test_whatever_an_object_holds_it_is_read_and_every_text_is_printable(value: object) -> None:
    if not isinstance(value, dict):
        return
    answer = read(value)
    cells = [cell for rows in answer.grids.values() for row in rows for cell in row]
    cells += [cell for totals in answer.totals.values() for cell in totals.values()]
    assert all(isinstance(cell, str | int | float | None) for cell in cells)
    texts = [cell for cell in cells if isinstance(cell, str)]
    texts += [message.content for messages in answer.messages.values() for message in messages]
    assert all(text.isprintable() for text in (*texts, *answer.foreign))
    assert all(len(row) == 3 for row in answer.grids.get(OTHERS, ()))


CELLS = st.one_of(LEAVES, st.sampled_from(("Zoë", "東京", "a\x1b[31m", "\ud83d", "e\u0301", "", "7", [], {})))
ROWS = st.lists(st.dictionaries(st.sampled_from(("1", "2", "3", "4")), CELLS, max_size=4) | CELLS, max_size=6)


@given(ROWS)
def test_rows_that_come_together_are_read_as_each_would_be_alone(values: list[object]) -> None:
    together = read(agents({"id": "g1", "values": values}))
    alone = [read(agents({"id": "g1", "values": [value]})) for value in values]
    assert together.grids[AGENTS] == tuple(row for answer in alone for row in answer.grids[AGENTS])
    whats = [unread.what for answer in alone for unread in answer.unread]
    assert [unread.what for unread in together.unread][:MOST_UNREAD] == whats[:MOST_UNREAD]


@pytest.mark.parametrize("beside", [None, 7, "busy", "Zoë"], ids=["a gap", "a number", "a text", "a name"])
def test_half_a_character_is_told_whatever_else_is_in_its_column(beside: object) -> None:
    answer = read(agents({"id": "g1", "values": [{"2": beside}, {"2": "a\ud83d"}]}))
    assert answer.grids[AGENTS] == ((None, beside, None), (None, "a·", None))
    assert answer.unread == (Unread("agents agent_grids g1 row 2 column 2", "half a character"),)


def test_a_fault_in_one_row_leaves_the_others_cleaned() -> None:
    values = [{"1": "Zoë\x1b"}, {"1": [], "2": "busy"}]
    answer = read(agents({"id": "g1", "values": values}))
    assert answer.grids[AGENTS] == (("Zoë·", None, None), (None, "busy", None))
    assert answer.unread == (Unread("agents agent_grids g1 row 2 column 1", "an array"),)
