"""The answers of sign-ins, names, dispositions and errors (API.md, sections 1, 4 and 5)."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wallboard.protocol.decoding import Unreadable
from wallboard.protocol.directory import Named
from wallboard.protocol.replies import (
    EXCERPT,
    ServerWords,
    Token,
    read_dispositions,
    read_error,
    read_names,
    read_session,
    read_token,
)


@pytest.mark.parametrize(
    ("expires", "seconds"),
    [
        pytest.param(b'"3264"', 3264, id="text"),
        pytest.param(b"3264", 3264, id="number"),
        pytest.param(b"0", 0, id="already over"),
        pytest.param(b'""', None, id="empty"),
        pytest.param(b"null", None, id="null"),
        pytest.param(b"-1", None, id="negative"),
        pytest.param(b'"soon"', None, id="no figure"),
        pytest.param(b"NaN", None, id="not a number"),
    ],
)
def test_a_token_says_how_long_it_lives_in_each_form(expires: bytes, seconds: float | None) -> None:
    assert read_token(b'{"access_token": "AB12", "expires_in": %s}' % expires) == Token("AB12", seconds)


def test_a_token_may_not_say_how_long_it_lives() -> None:
    assert read_token(b'{"access_token": "AB12"}') == Token("AB12", None)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"{}", id="absent"),
        pytest.param(b'{"access_token": ""}', id="empty"),
        pytest.param(b'{"access_token": 12}', id="a number"),
        pytest.param(b'{"access_token": "AB\\r\\nCookie: x"}', id="a header of its own"),
        pytest.param(b"<html>", id="a page"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_without_a_token_a_sign_in_by_secret_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_token(body)


def test_a_token_does_not_show_itself_in_a_log() -> None:
    assert "AB12" not in repr(read_token(b'{"access_token": "AB12"}'))


@pytest.mark.parametrize(
    ("body", "token"),
    [
        pytest.param(b'{"token": "1F-2", "privileges": [], "user_id": "x"}', "1F-2", id="a token"),
        pytest.param(b"{}", None, id="none: the cookie may be enough"),
        pytest.param(b"", None, id="no body"),
        pytest.param(b'{"token": "a; b\\n"}', None, id="one that can't stand in a header"),
    ],
)
def test_a_password_sign_in_gives_its_token_or_none(body: bytes, token: str | None) -> None:
    assert read_session(body) == token


def test_names_are_read_and_entries_without_id_or_name_left_out() -> None:
    good = b'{"id": "9A", "name": "Chat"}, {"id": 7, "name": "Front\\u0007", "more": 1}'
    bad = b'{"id": "1"}, {"name": "x"}, {"id": "2", "name": {}}, null'
    assert read_names(b"[%s, %s]" % (good, bad)) == (Named("9A", "Chat"), Named("7", "Front·"))


def test_a_server_without_teams_has_no_names() -> None:
    assert read_names(b"[]") == ()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b'{"dispositions": ["Sale", "No\\u001b sale", 7, null, {}]}', id="in an object"),
        pytest.param(b'["Sale", "No\\u001b sale", 7, null, {}]', id="bare"),
    ],
)
def test_dispositions_are_read_in_both_shapes(body: bytes) -> None:
    assert read_dispositions(body) == ("Sale", "No· sale", "7")


@pytest.mark.parametrize("body", [b"{}", b"null", b"<html>", b'{"dispositions": "Sale"}'])
def test_other_shapes_are_no_dispositions(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_dispositions(body)


def test_an_object_is_no_list_of_names() -> None:
    with pytest.raises(Unreadable, match="an object where an array should be"):
        read_names(b"{}")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(
            b'{"error_code": 17, "error_message": "unknown statistic"}',
            ServerWords("17", "unknown statistic"),
            id="a code as number",
        ),
        pytest.param(
            b'{"error_code": "E17", "error_message": "no\\u001b[2J"}',
            ServerWords("E17", "no·[2J"),
            id="a code as text",
        ),
        pytest.param(
            b'{"error": "invalid_client", "error_description": "Unknown id"}',
            ServerWords("invalid_client", "Unknown id"),
            id="the OAuth form",
        ),
        pytest.param(b'{"error": "account_locked"}', ServerWords("account_locked", ""), id="a reason alone"),
        pytest.param(
            b'{"error": "illegal login attempt"',
            ServerWords("", '{"error": "illegal login attempt"'),
            id="the vendor's, printed without its last brace",
        ),
        pytest.param(b"Service  is\n down", ServerWords("", "Service is down"), id="a text"),
        pytest.param(
            b"<html><head><title>502</title><style>b{}</style></head><body><h1>Bad&nbsp;gateway</h1>nginx</body></html>",
            ServerWords("", "502 Bad gateway nginx"),
            id="a page",
        ),
        pytest.param(
            b"<p>Bad" + b" " * 5000 + b"gateway", ServerWords("", "Bad gateway"), id="a page of white space"
        ),
        pytest.param(b"<script>if (a) {", ServerWords("", ""), id="a page of script, cut off"),
        pytest.param(b'["no"]', ServerWords("", '["no"]'), id="JSON of another form"),
        pytest.param(b'{"status": 5}', ServerWords("", '{"status": 5}'), id="an object of another form"),
        pytest.param(b"", ServerWords("", ""), id="nothing"),
    ],
)
def test_an_error_gives_its_code_and_words_in_each_form(body: bytes, words: ServerWords) -> None:
    assert read_error(body) == words


@given(st.binary() | st.text().map(str.encode))
@example(b"<" * 50_000)
@example(b"<!--" * 50_000)
@example(b"<script" * 50_000)
@example(b'{"error_message": "' + b"\\u0316" * 50_000 + b'"}')
@example(b"[" * 100_000)
@example(b"\xff" * 1000)
def test_whatever_an_error_holds_its_words_are_short_and_printable(body: bytes) -> None:
    words = read_error(body)
    for text in (words.code, words.message):
        assert len(text) <= EXCERPT
        assert text.isprintable()
