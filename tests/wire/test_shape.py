"""The typed files can be read, and the comparison with them can fail."""

import json

import pytest

from .exchange import exchanges, parse
from .shape import body_differences, differences, fill, text_fits

GUID = "5F0C3E2A-91B7-4D06-8A54-0C1D2E3F4A5B"


def test_every_file_is_an_exchange_with_its_section() -> None:
    assert all(one.source.startswith("# API.md, section") and one.held for one in exchanges().values())


def test_an_exchange_is_read_as_it_is_typed() -> None:
    one = parse(
        "x",
        "# API.md, section 9: a test.\n# After: a, b\n# Switch: no data yet\n# Client only: because.\n\n"
        'POST /p?q=1 HTTP/1.1\nContent-Type: application/json\n\n{"a":\n 1}\n\n'
        "HTTP/1.1 200 OK\nX: y: z\n\nfine\n",
    )
    assert (one.method, one.path, one.status) == ("POST", "/p?q=1", 200)
    assert (one.request.body, one.answer.body) == ('{"a":\n 1}', "fine")
    assert (one.request.header("content-type"), one.answer.header("x")) == ("application/json", "y: z")
    assert (one.after, one.switch, one.held) == (("a", "b"), "no data yet", frozenset({"client"}))


@pytest.mark.parametrize(
    "text",
    ["GET / HTTP/1.1\n\nHTTP/1.1 200 OK\n", "# API.md, section 1\n\nGET / HTTP/1.1\n"],
    ids=["without its section", "without an answer"],
)
def test_a_file_that_is_no_exchange_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="x: a comment"):
        parse("x", text)


@pytest.mark.parametrize(
    ("template", "value"),
    [
        pytest.param("<guid>", GUID, id="a GUID"),
        pytest.param("<hex64>", "0f" * 32, id="64 hex digits"),
        pytest.param("<number:3>", "-7.5e3", id="a number as text"),
        pytest.param("<figure:3>", "", id="a figure may be empty"),
        pytest.param("<code:17>", 17, id="a code as a number"),
        pytest.param("<code:17>", "E17", id="a code as text"),
        pytest.param("<bool>", False, id="a bool"),
        pytest.param(["<flag:1>", "<more>"], ["1", "0", "1"], id="more elements"),
        pytest.param(["<flag:1>", "<more>"], [], id="fewer elements"),
        pytest.param({"a": "fixed"}, {"a": "fixed"}, id="a fixed text"),
    ],
)
def test_a_value_of_the_typed_form_fits(template: object, value: object) -> None:
    assert differences(template, value) == []


@pytest.mark.parametrize(
    ("template", "value"),
    [
        pytest.param("<guid>", GUID.lower(), id="a GUID in small letters"),
        pytest.param("<hex64>", "0f" * 31, id="too few hex digits"),
        pytest.param("<number:3>", 3, id="a number that is no text"),
        pytest.param("<number:3>", "", id="an empty number"),
        pytest.param("<number:3>", "NaN", id="not a number"),
        pytest.param("<code:17>", "", id="an empty code"),
        pytest.param("<code:17>", True, id="a bool as a code"),
        pytest.param("<bool>", "true", id="a bool as text"),
        pytest.param("<text:a>", "a\x1b[2J", id="a text with a control character"),
        pytest.param("<state:busy>", "lunch", id="an unknown state"),
        pytest.param(["<flag:1>", "<more>"], ["1", "2"], id="one element of many is wrong"),
        pytest.param(["<flag:1>"], ["1", "0"], id="more elements than typed"),
        pytest.param({"a": 1}, {"a": 1, "b": 2}, id="a key too many"),
        pytest.param({"a": 1, "b": 2}, {"a": 1}, id="a key too few"),
        pytest.param(1, True, id="a bool for a number"),
        pytest.param({}, [], id="an array for an object"),
        pytest.param([], {}, id="an object for an array"),
    ],
)
def test_a_value_of_another_form_is_found(template: object, value: object) -> None:
    assert differences(template, value) != []


def test_a_filled_template_fits_itself() -> None:
    for name, one in exchanges().items():
        assert body_differences(one.answer.body, fill(one.answer.body).encode()) == [], name


def test_a_body_without_a_place_is_compared_byte_for_byte() -> None:
    assert body_differences("", b"") == []
    assert body_differences("", b"{}") != []
    assert body_differences('{"error": "illegal login attempt"', b'{"error": "illegal login attempt"}') != []


def test_filling_puts_the_sample_in_the_place() -> None:
    typed = '{"a": "<number:3264>", "b": ["<text:Chat>", "<more>"], "c": "<guid>"}'
    assert json.loads(fill(typed)) == {"a": "3264", "b": ["Chat"], "c": GUID}


def test_a_text_may_hold_several_places() -> None:
    assert text_fits("id=<guid>; n=<number:1>", f"id={GUID}; n=12")
    assert not text_fits("id=<guid>; n=<number:1>", f"id={GUID}; n=12; x")
