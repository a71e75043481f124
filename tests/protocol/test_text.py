"""What the terminal may get to see of a server's texts."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wallboard.protocol.text import clean


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Maria Lopez", id="a plain name"),
        pytest.param("Zoë Müller-Łukasz", id="a Latin name with accents"),
        pytest.param("Иван Петрович", id="a Cyrillic name"),
        pytest.param("伊藤 まり", id="a Japanese name"),
        pytest.param("a [/b] [red] {x} \\x1b %s", id="what is markup elsewhere"),
        pytest.param("☎ 🙂", id="signs and emoji"),
    ],
)
def test_a_text_without_harm_comes_back_as_it_is(text: str) -> None:
    assert clean(text) is text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\x1b]0;title\x07b", "a·]0;title·b", id="a new window title (OSC)"),
        pytest.param("a\x1b[31mb", "a·[31mb", id="a colour (CSI)"),
        pytest.param("a\x1bPq\x1b\\b", "a·Pq·\\b", id="a device string (DCS)"),
        pytest.param("a\x9b2Jb", "a·2Jb", id="a CSI of one byte (C1)"),
        pytest.param("a\x85b", "a·b", id="next line (C1)"),
        pytest.param("a\x00\x07\x08\x0b\x0c\x0e\x7fb", "a·······b", id="each control is seen"),
        pytest.param("a\nb\tc\rd", "a b c d", id="line ends and tabs are spaces"),
        pytest.param("a\u2028b\u2029c", "a·b·c", id="line and paragraph separators"),
        pytest.param("a\u202eb\u2066c\u2069", "a·b·c·", id="bidi overrides and isolates"),
        pytest.param("a\u200e\u061cb", "a··b", id="bidi marks"),
        pytest.param("a\u200b\u2060\ufeffb", "a···b", id="invisible spaces and joiners"),
        pytest.param("a\u00ad\U000e0041b", "a··b", id="a soft hyphen, a tag character"),
        pytest.param("a\ud800b\udfff", "a·b·", id="lone surrogates"),
        pytest.param("a\ue000b\U0010ffffc", "a·b·c", id="private and unassigned characters"),
        pytest.param("12\u00a0000\u202f1", "12 000 1", id="spaces of every width are spaces"),
        pytest.param("👩\u200d💻", "👩·💻", id="joined emoji fall apart"),
        pytest.param("❤\ufe0f", "❤", id="a variation selector is dropped"),
        pytest.param("e\u0301", "é", id="the normal form is composed"),
        pytest.param(
            "a\u0316\u0317\u0318\u0319\u031a\u031b", "a\u0316\u0317", id="two marks on a character at most"
        ),
        pytest.param("ᾧ\u0316", "ᾧ\u0316", id="what is composed doesn't count as a mark"),
        pytest.param("ω\u0314\u0342\u0345", "ᾧ", id="a letter of three marks is kept whole"),
        pytest.param("\u0301\u0302a", "·a", id="no mark without a character"),
    ],
)
def test_what_could_harm_is_replaced_so_that_it_is_seen(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text(st.characters()))
@example("\x1b]52;c;aGk=\x07")
@example("\x1b[2J")
@example("\x9b31m")
@example("\u202egnp.exe")
@example("\ud83d")
@example("\u1100\u1161\u0301\u11a8")
@example("\u09c7\u0301\u09be")
@example("\u0344" * 9)
@example("\u0958\u0301\u0302\u0303")
def test_whatever_comes_out_is_harmless_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.isprintable()
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned


def test_a_long_run_of_marks_ends_in_two_without_being_sorted_first() -> None:
    # Normalised as it comes, this text takes minutes: sorting a run of marks is quadratic.
    assert clean("a" + "\u0316\u0301" * 50_000) == "á\u0316\u0316"
