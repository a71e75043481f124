"""A body becomes JSON, or a few words about what it is instead."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wallboard.protocol.decoding import Odd, Unreadable, decode, decode_object


@pytest.mark.parametrize(
    ("body", "value"),
    [
        pytest.param(b'{"a": "1"}', {"a": "1"}, id="plain"),
        pytest.param(b'\xef\xbb\xbf{"a": 1}', {"a": 1}, id="behind a byte order mark"),
        pytest.param(b'{"a": "M\xfcller"}', {"a": "M\ufffdller"}, id="Latin-1 in place of UTF-8"),
        pytest.param(b'{"a": "one\ntwo\x00"}', {"a": "one\ntwo\x00"}, id="raw controls inside a text"),
        pytest.param(b'{"a": NaN}', {"a": Odd("NaN")}, id="not a number"),
        pytest.param(b'{"a": -Infinity}', {"a": Odd("-Infinity")}, id="minus infinity"),
        pytest.param(
            b'{"a": 1e999}', {"a": Odd("a number beyond all figures")}, id="a decimal that overflows"
        ),
        pytest.param(
            b'{"a": ' + b"9" * 5000 + b"}",
            {"a": Odd("a number of 5000 digits")},
            id="a number of 5,000 digits",
        ),
        pytest.param(b'{"a": "\\ud83d"}', {"a": "\ud83d"}, id="half a character"),
        pytest.param(b'{"a": 1, "a": 2}', {"a": 2}, id="a key that comes twice: the last counts"),
    ],
)
def test_what_is_wrong_with_a_value_costs_that_value_only(body: bytes, value: object) -> None:
    assert decode(body) == value


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(b"", "an empty body", id="nothing"),
        pytest.param(b" \n", "an empty body", id="white space"),
        pytest.param(b"<html>Log in</html>", "no JSON: <html>Log in</html>", id="a log-in page"),
        pytest.param(
            b"\x1b[31m" + b"x" * 999, "no JSON: ·[31m" + "x" * 74 + "…", id="long and not printable"
        ),
        pytest.param(b'{"a": 1', 'no JSON: {"a": 1', id="cut off"),
        pytest.param(b"[" * 200_000, "nested too deeply", id="nested too deeply"),
        pytest.param(b'{"a":' * 200_000, "nested too deeply", id="objects nested too deeply"),
        pytest.param(b"[]", "an array where an object should be", id="an array"),
        pytest.param(b"null", "null where an object should be", id="null"),
        pytest.param(b"NaN", "NaN where an object should be", id="not a number"),
        pytest.param(b'"text"', "a text where an object should be", id="a text"),
        pytest.param(b"true", "a flag where an object should be", id="a flag"),
        pytest.param(b"7", "a number where an object should be", id="a number"),
    ],
)
def test_a_body_that_is_no_object_is_unreadable_and_says_why(body: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        decode_object(body)
    assert str(refused.value) == words


@given(st.binary())
@example(b"\xff\xfe{\x00}\x00")
@example(b"{" * 100_000)
def test_no_body_does_anything_but_decode_or_be_unreadable_in_a_few_words(body: bytes) -> None:
    words = ""
    try:
        decode(body)
    except Unreadable as refused:
        words = str(refused)
    assert words.isprintable()
    assert len(words) < 100
