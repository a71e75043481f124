"""Chat messages in every form that API.md, section 3 tells of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallboard.protocol.answer import Message
from wallboard.protocol.messages import newest_first, read_message, read_time, read_urgent

# 2026-03-02T10:42:07Z
SENT = 1772448127.0


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("2026-03-02T10:42:07Z", SENT, id="ISO 8601"),
        pytest.param("2026-03-02 10:42:07Z", SENT, id="a space for the T"),
        pytest.param("2026-03-02T10:42:07", SENT, id="no zone is UTC"),
        pytest.param("2026-03-02 10:42:07 UTC", SENT, id="UTC in letters"),
        pytest.param(" 2026-03-02T10:42:07Z\n", SENT, id="white space around it"),
        pytest.param("2026-03-02t10:42:07z", SENT, id="small letters"),
        pytest.param("2026-03-02T12:42:07+02:00", SENT, id="an offset to the east"),
        pytest.param("2026-03-02T05:42:07-0500", SENT, id="an offset to the west, no colon"),
        pytest.param("2026-03-02T12:42:07+02", SENT, id="an offset of hours"),
        pytest.param("2026-03-02T16:12:07 +05:30", SENT, id="an offset with minutes"),
        pytest.param("2026-03-02T10:42:07.25Z", SENT + 0.25, id="a fraction"),
        pytest.param("2026-03-02T10:42:07.123456789123Z", SENT + 0.123456789, id="a fraction beyond use"),
        pytest.param("2026-03-02T10:42", SENT - 7, id="no seconds"),
        pytest.param("1772448127", SENT, id="epoch seconds as text"),
        pytest.param(1772448127, SENT, id="epoch seconds as number"),
        pytest.param(1772448127.5, SENT + 0.5, id="epoch seconds with a fraction"),
        pytest.param("1772448127250", SENT + 0.25, id="epoch milliseconds as text"),
        pytest.param(1772448127250, SENT + 0.25, id="epoch milliseconds as number"),
        pytest.param("177244812", None, id="nine digits are no time"),
        pytest.param("17724481270", None, id="eleven digits are no time"),
        pytest.param("2026-13-02T10:42:07Z", None, id="a month that doesn't exist"),
        pytest.param("2026-03-02T25:42:07Z", None, id="an hour that doesn't exist"),
        pytest.param("0001-01-01T00:00:00Z", None, id="the year 1, which some servers send for none"),
        pytest.param("9999-12-31T23:59:59Z", None, id="the year 9999"),
        pytest.param("10:42", None, id="a time of the day only"),
        pytest.param("02.03.2026 10:42", None, id="a national form"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="null"),
        pytest.param(True, None, id="a flag"),
        pytest.param({"at": 1}, None, id="an object"),
    ],
)
def test_a_time_is_read_in_each_form_or_is_none(raw: object, expected: float | None) -> None:
    assert read_time(raw) == pytest.approx(expected)


@given(st.none() | st.text() | st.integers() | st.floats() | st.datetimes().map(str))
def test_no_time_raises_or_lies_where_no_calendar_follows(raw: object) -> None:
    sent = read_time(raw)
    assert sent is None or 0 <= sent < 10**10


@pytest.mark.parametrize("raw", ["1", 1, 1.0, True, "true", "True"])
def test_an_urgent_message_is_urgent_in_each_form(raw: object) -> None:
    assert read_urgent(raw)


@pytest.mark.parametrize("raw", ["0", 0, False, "false", "", None, "2", 2, [1]])
def test_all_other_messages_are_not_urgent(raw: object) -> None:
    assert not read_urgent(raw)


def test_each_field_of_a_message_comes_as_text_or_number_or_not_at_all() -> None:
    raw = {
        "id": 8812,
        "first_name": None,
        "last_name": 7,
        "send_time": "1772448127",
        "content": "Line 2 is down",
    }
    assert read_message(raw) == Message("8812", "", "", "7", SENT, False, "Line 2 is down")


def test_messages_without_an_id_are_told_apart_by_what_they_say() -> None:
    first, second = read_message({"content": "a"}), read_message({"content": "b"})
    assert first.id != second.id
    assert first.id == read_message({"content": "a"}).id


def message(own_id: str, sent: float | None, content: str = "") -> Message:
    return Message(own_id, "", "", "", sent, False, content)


def test_the_newest_comes_first_and_messages_of_one_second_go_by_their_counter() -> None:
    messages = [message("9", SENT), message("3", None), message("10", SENT), message("1", SENT + 1)]
    assert [each.id for each in newest_first(messages)] == ["1", "10", "9", "3"]


def test_a_message_that_comes_twice_is_shown_once() -> None:
    assert newest_first([message("1", SENT, "first"), message("1", SENT, "second")]) == (
        message("1", SENT, "first"),
    )


def test_the_order_does_not_depend_on_the_order_of_the_answer() -> None:
    messages = [message(own_id, SENT) for own_id in ("b", "a", "7", "07", "12")]
    assert newest_first(messages) == newest_first(messages[::-1])
