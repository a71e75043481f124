"""The answers of the other calls: sign-ins, names, dispositions, errors (API.md, sections 1, 4 and 5)."""

import html
import re
from dataclasses import dataclass, field
from typing import Final

from wallboard.protocol.decoding import JsonObject, Unreadable, decode, decode_object, describe, shorten
from wallboard.protocol.directory import Named
from wallboard.protocol.text import clean
from wallboard.protocol.values import Number, Text, read_number, read_text

EXCERPT: Final = 200
"""The most characters of an error's words that are worth showing."""

# Enough of an error page to find its words; some are megabytes of styles.
_LOOK_AT: Final = 20_000
_UNSEEN: Final = re.compile(r"<(script|style)\b.*?(</\1>|\Z)|<!--.*?(-->|\Z)", re.DOTALL | re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
_CREDENTIAL: Final = re.compile(r"[!-~]{1,4096}")


@dataclass(frozen=True, slots=True)
class Token:
    """An API token and the seconds it has left, None where the server doesn't say."""

    access_token: str = field(repr=False)
    expires_in_s: float | None


@dataclass(frozen=True, slots=True)
class ServerWords:
    """What a server says about an error: its code and message, each clean, short, perhaps empty."""

    code: str
    message: str


def read_token(body: bytes) -> Token:
    """The answer of `POST /configapi/v2/oauth/token`. Raises `Unreadable` where it holds no token."""
    reply = decode_object(body)
    token = _credential(reply, "access_token")
    if token is None:
        raise Unreadable("no access_token")
    expires = read_number(reply.get("expires_in"))
    left = expires.value if isinstance(expires, Number) and expires.value >= 0 else None
    return Token(token, left)


def read_session(body: bytes) -> str | None:
    """The token of `POST /statsapi/auth`; None where there is none, since the cookie may be enough."""
    try:
        return _credential(decode_object(body), "token")
    except Unreadable:
        return None


def read_names(body: bytes) -> tuple[Named, ...]:
    """The answer of `GET /statsapi/cfg/teams` or `.../services`; entries without id or name are left out.

    Raises `Unreadable` where it is no array.
    """
    reply = decode(body)
    if not isinstance(reply, list):
        raise Unreadable(f"{describe(reply)} where an array should be")
    named = (Named(_text(entry, "id"), _text(entry, "name")) for entry in reply if isinstance(entry, dict))
    return tuple(entry for entry in named if entry.id and entry.name)


def read_dispositions(body: bytes) -> tuple[str, ...]:
    """The answer of `GET /statsapi/cfg/dispositions`, in either of its two shapes.

    Raises `Unreadable` where it is neither.
    """
    reply = decode(body)
    if isinstance(reply, dict):
        reply = reply.get("dispositions")
    if not isinstance(reply, list):
        raise Unreadable(f"{describe(reply)} where dispositions should be")
    texts = (read_text(entry) for entry in reply)
    return tuple(clean(entry.text) for entry in texts if isinstance(entry, Text))


def read_error(body: bytes) -> ServerWords:
    """The words of an error's body: JSON of either form, text, HTML or nothing. Never raises."""
    try:
        reply = decode(body)
    except Unreadable:
        return ServerWords("", _excerpt(body))
    if not isinstance(reply, dict):
        return ServerWords("", _excerpt(body))
    code = _first(reply, "error_code", "error")
    message = _first(reply, "error_message", "error_description", "message")
    return ServerWords(code, message) if code or message else ServerWords("", _excerpt(body))


def _first(reply: JsonObject, *names: str) -> str:
    return next((text for text in (shorten(_text(reply, name), EXCERPT) for name in names) if text), "")


def _excerpt(body: bytes) -> str:
    text = body[:_LOOK_AT].decode("utf-8-sig", errors="replace")
    if "<" in text:
        text = html.unescape(_TAG.sub(" ", _UNSEEN.sub(" ", text)))
    return shorten(" ".join(text.split()), EXCERPT)


def _credential(reply: JsonObject, name: str) -> str | None:
    """A text that may stand in a header: a line end in it would end the header."""
    token = reply.get(name)
    return token if isinstance(token, str) and _CREDENTIAL.fullmatch(token) else None


def _text(reply: JsonObject, name: str) -> str:
    read = read_text(reply.get(name))
    return clean(read.text) if isinstance(read, Text) else ""
