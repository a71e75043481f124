"""A figure or a text as the wire sends them, read into a value or into no value."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wallboard.protocol.decoding import Odd
from wallboard.protocol.values import UNKNOWN, Number, Text, Value, read_number, read_text

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("7", Number(7), id="a figure sent as text"),
        pytest.param(7, Number(7), id="a figure sent as number"),
        pytest.param("7.5", Number(7.5), id="decimals"),
        pytest.param("-7", Number(-7), id="a sign"),
        pytest.param("1.5e3", Number(1500), id="an exponent"),
        pytest.param("0.8333333333333334", Number(0.8333333333333334), id="a double in full"),
        pytest.param("0.00012345678901234567", Number(0.00012345678901234567), id="a small double in full"),
        pytest.param("007", Number(7), id="leading zeros"),
        pytest.param("", UNKNOWN, id="empty is unknown, not zero"),
        pytest.param(None, UNKNOWN, id="null is unknown, not zero"),
        pytest.param(True, UNKNOWN, id="a flag is no figure"),
        pytest.param("1_0", UNKNOWN, id="float() would read ten"),
        pytest.param(" 7", UNKNOWN, id="float() would read seven"),
        pytest.param("٧", UNKNOWN, id="another script's digit"),
        pytest.param("1,000", UNKNOWN, id="a thousands separator"),
        pytest.param("NaN", UNKNOWN, id="not a number, as text"),
        pytest.param("Infinity", UNKNOWN, id="infinity, as text"),
        pytest.param(math.nan, UNKNOWN, id="not a number"),
        pytest.param(math.inf, UNKNOWN, id="infinity"),
        pytest.param("1e99", UNKNOWN, id="a text beyond all figures"),
        pytest.param(10**15, UNKNOWN, id="a number beyond all figures"),
        pytest.param("7\n", UNKNOWN, id="a line end"),
        pytest.param(Odd("NaN"), UNKNOWN, id="what the decoder could not read"),
        pytest.param({"value": 7}, UNKNOWN, id="an object"),
    ],
)
def test_a_figure_is_a_number_or_unknown(raw: object, expected: Value) -> None:
    assert read_number(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("ready", Text("ready"), id="a text"),
        pytest.param("0042", Text("0042"), id="leading zeros stay"),
        pytest.param(42, Text("42"), id="a number"),
        pytest.param(42.0, Text("42"), id="a number with a point"),
        pytest.param(123456789012345, Text("123456789012345"), id="a long number"),
        pytest.param(True, Text("true"), id="a flag"),
        pytest.param(False, Text("false"), id="the other flag"),
        pytest.param("", UNKNOWN, id="empty"),
        pytest.param(None, UNKNOWN, id="null"),
        pytest.param(math.nan, UNKNOWN, id="not a number"),
        pytest.param(["ready"], UNKNOWN, id="an array"),
    ],
)
def test_a_text_is_a_text_or_unknown(raw: object, expected: Value) -> None:
    assert read_text(raw) == expected


@given(JSON)
@example(10**5000)
@example("9" * 5000)
def test_no_value_can_make_it_raise(raw: object) -> None:
    number, text = read_number(raw), read_text(raw)
    assert number == UNKNOWN or (isinstance(number, Number) and abs(number.value) < 1e15)
    assert text == UNKNOWN or (isinstance(text, Text) and text.text)
