"""Messages: what is urgent and not yet seen comes first and stays, then the newest."""

import random
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.board.wall import Wall, message, messages, plan, tickers, tile, totals
from wallboard.board.ticker import in_reading_order
from wallboard.protocol.answer import Message

DAY_S = 86_400


def ticker_wall(*sent: Message) -> Wall:
    return Wall(plan(tickers())).gets(messages(*sent))


def ids(wall: Wall) -> list[str]:
    return [one.id for one in wall.ticker().messages]


def test_messages_stand_newest_first_and_urgent_ones_before_all() -> None:
    wall = ticker_wall(
        message("old", -60),
        message("new", -10),
        message("urgent", -90, urgent=True),
        message("no time", None),
    )
    assert ids(wall) == ["urgent", "new", "old", "no time"]
    assert [one.urgent for one in wall.ticker().messages] == [True, False, False, False]


def test_an_urgent_message_stays_first_until_it_is_seen() -> None:
    wall = ticker_wall(message("new", -10), message("urgent", -90, urgent=True))
    assert wall.board.urgent_ticker() is not None
    wall.board.mark_seen()
    assert ids(wall) == ["new", "urgent"]
    assert not wall.ticker().messages[1].urgent
    assert wall.board.urgent_ticker() is None


def test_a_seen_message_stays_seen_over_the_answers_that_follow() -> None:
    wall = ticker_wall(message("urgent", -90, urgent=True))
    wall.board.mark_seen()
    wall.gets(messages()).gets(messages(message("urgent", -90, urgent=True)))
    assert wall.board.urgent_ticker() is None


def test_one_message_is_marked_at_a_time_the_first_first() -> None:
    wall = ticker_wall(message("a", -90, urgent=True), message("b", -10, urgent=True))
    wall.board.mark_seen()
    assert [(one.id, one.urgent) for one in wall.ticker().messages] == [("a", True), ("b", False)]


def test_an_urgent_message_goes_when_it_has_left_the_answers() -> None:
    wall = ticker_wall(message("urgent", urgent=True)).gets(messages(message("new")))
    assert ids(wall) == ["new"]
    assert wall.board.urgent_ticker() is None


def test_marking_where_nothing_is_urgent_does_nothing() -> None:
    wall = ticker_wall(message("new"))
    wall.board.mark_seen()
    assert ids(wall) == ["new"]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        pytest.param(message("1", 0), "11:41", id="today, in the board's zone"),
        pytest.param(message("1", -DAY_S), "1 Mar 11:41", id="yesterday, with the day"),
        pytest.param(message("1", None), "", id="no time"),
    ],
)
def test_a_message_tells_when_it_was_sent(sent: Message, expected: str) -> None:
    wall = Wall(plan(tickers()), ZoneInfo("Europe/Berlin")).gets(messages(sent))
    assert wall.ticker().messages[0].time == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param("Mari", "Ito", "Ito, Mari", id="both names"),
        pytest.param("", "Ito", "Ito", id="the last name alone"),
        pytest.param("Mari", "", "Mari", id="the first name alone"),
        pytest.param("", "", "mari.ito", id="the login"),
    ],
)
def test_a_message_tells_who_sent_it(first: str, last: str, expected: str) -> None:
    assert ticker_wall(message("1", first=first, last=last)).ticker().messages[0].sender == expected


def test_a_ticker_without_messages_says_so() -> None:
    assert ticker_wall().ticker().empty == "No messages."
    assert Wall(plan(tickers())).ticker().empty == "Waiting for first data."
    wall = Wall(plan(tickers(), tile())).gets(totals(in_calls_waiting="1"))
    assert wall.ticker().empty == "Not in the server's answer."


MESSAGES = st.lists(
    st.builds(
        lambda number, at_s, urgent: message(str(number), at_s, urgent=urgent),
        st.integers(0, 9),
        st.one_of(st.none(), st.integers(-100, 0)),
        st.booleans(),
    ),
    unique_by=lambda one: one.id,
)


@settings(deadline=None)
@given(MESSAGES, st.sets(st.sampled_from("0123456789")), st.randoms())
def test_no_message_is_lost_and_no_urgent_one_is_hidden(
    sent: list[Message], seen: set[str], chance: random.Random
) -> None:
    ordered = in_reading_order(sent, seen)
    assert sorted(one.id for one in ordered) == sorted(one.id for one in sent)
    waiting = [one.urgent and one.id not in seen for one in ordered]
    assert waiting == sorted(waiting, reverse=True)
    chance.shuffle(sent)
    times = [one.sent or 0 for one in in_reading_order([replace(one, urgent=False) for one in sent], seen)]
    assert times == sorted(times, reverse=True)
