"""Messages: urgent ones can't be missed, long texts take turns, nothing scrolls."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.picture.strategies import GLYPHS, LONG_TEXTS, MARGINS
from tests.picture.views import CARD_PAYMENTS, MESSAGES, STALE, ticker
from wallboard.board.views import MessageView
from wallboard.picture import cells
from wallboard.picture.glyphs import ASCII, UTF8, Glyphs, plain
from wallboard.picture.lines import Picture, Role, text_of
from wallboard.picture.ticker import ticker_picture, turns


def words(picture: Picture) -> str:
    return " ".join(" ".join(text_of(line) for line in picture).split())


def test_an_urgent_message_in_one_line_is_filled_and_bold() -> None:
    line = ticker_picture(ticker(), 80, 1, 1, UTF8, 0)[0]
    assert next(run for run in line if "URGENT" in run.text).role is Role.URGENT
    assert next(run for run in line if "Ito" in run.text).role is Role.URGENTINK
    assert next(run for run in line if "Card" in run.text).role is Role.VALUE


def test_a_message_that_is_not_urgent_is_quiet() -> None:
    line = ticker_picture(ticker(MESSAGES[1:]), 80, 1, 1, UTF8, 0)[0]
    assert {run.role for run in line if run.text.strip()} == {Role.MUTED, Role.GOAL, Role.TEXT}
    assert text_of(line).rstrip().endswith("+3")


def test_the_parts_of_a_long_text_take_turns_and_begin_anew() -> None:
    view = ticker(MESSAGES[:1])
    assert turns(view, 80, 1, 1, UTF8) == 2
    shown = [words(ticker_picture(view, 80, 1, 1, UTF8, turn)) for turn in range(3)]
    lead = "‼ URGENT 10:41 Ito, Mari: "
    assert shown == [
        lead + "Card payments are down. Tell callers to wait, 1/2",
        lead + "do not take card numbers by phone. 2/2",
        shown[0],
    ]


def test_a_text_that_fits_takes_no_turns() -> None:
    assert turns(ticker(), 160, 1, 2, UTF8) == 1
    assert turns(ticker(), 80, 9, 1, UTF8) == 1


def test_messages_without_room_are_counted_in_the_rule() -> None:
    picture = ticker_picture(ticker(), 78, 6, 2, UTF8, 0)
    assert text_of(picture[0]).rstrip().endswith("─ 2 of 5")


def test_no_urgent_message_takes_the_last_row_of_another() -> None:
    two = [MESSAGES[0], replace(MESSAGES[0], sender="Sato, Mei"), *MESSAGES[1:]]
    for height in range(4, 12):
        shown = words(ticker_picture(ticker(two), 78, height, 2, UTF8, 0))
        assert shown.count("URGENT") == 2


def test_a_wall_fills_the_whole_urgent_block() -> None:
    picture = ticker_picture(ticker(), 120, 7, 3, UTF8, 0)
    block = [line for line in picture if any(run.role is Role.URGENT for run in line)]
    assert words(tuple(block)).startswith("‼ URGENT 10:41 Ito, Mari Card payments are down.")
    assert all(run.role is Role.URGENT for line in block for run in line if run.text.strip())
    assert "u: seen" not in words(picture)


def test_old_messages_are_in_one_quiet_look() -> None:
    line = ticker_picture(ticker(fresh=STALE), 160, 1, 2, UTF8, 0)[0]
    assert {run.role for run in line if run.text.strip()} == {Role.STALE, Role.MUTED}
    assert text_of(line).rstrip().endswith("old 38 s  +4")


def test_no_message_is_said_in_words() -> None:
    assert words(ticker_picture(ticker(()), 80, 1, 1, ASCII, 0)) == "No messages."
    assert words(ticker_picture(ticker(()), 80, 5, 2, ASCII, 0)).endswith("0 No messages.")


@given(LONG_TEXTS, st.integers(60, 170), st.integers(1, 9), MARGINS, GLYPHS)
def test_the_parts_together_are_the_whole_text(
    text: str, width: int, height: int, margin: int, glyphs: Glyphs
) -> None:
    view = ticker([MessageView("1", "10:41", "Ito", text, True)])
    count = turns(view, width, height, margin, glyphs)
    shown = "".join(
        text_of(line)
        for turn in range(count)
        for line in ticker_picture(view, width, height, margin, glyphs, turn)
    )
    if count < 9:
        for word in plain(text, glyphs).split():
            if cells.width(word) < 10:
                assert word in shown


def test_an_urgent_text_is_never_shortened_on_a_desk() -> None:
    assert CARD_PAYMENTS in words(ticker_picture(ticker(), 78, 9, 2, UTF8, 0))
