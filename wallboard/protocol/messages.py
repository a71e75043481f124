"""Chat messages as they come: every form of time, urgency and id (API.md, section 3)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from wallboard.protocol.answer import Message
from wallboard.protocol.values import Number, Raw, Text, read_number, read_text

_ISO: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9})\d*)?)?"
    r"\s?(?:Z|UTC|([+-])(\d\d):?(\d\d)?)?",
    re.ASCII | re.IGNORECASE,
)
_SECONDS: Final = range(10**9, 10**10)
_MILLISECONDS: Final = range(10**12, 10**13)


FIELDS: Final = ("id", "login_id", "first_name", "last_name", "send_time", "is_urgent", "content")


def read_message(raw: Mapping[str, Raw]) -> Message:
    """One message from its fields, whose texts are clean; what can't be read is empty, no time, not urgent.

    A message without an id is known by its time, sender and text.
    """
    texts = {name: read.text if isinstance(read := read_text(raw.get(name)), Text) else "" for name in FIELDS}
    return Message(
        id=texts["id"] or f"{texts['send_time']} {texts['login_id']} {texts['content']}",
        login_id=texts["login_id"],
        first_name=texts["first_name"],
        last_name=texts["last_name"],
        sent=read_time(raw.get("send_time")),
        urgent=read_urgent(raw.get("is_urgent")),
        content=texts["content"],
    )


def newest_first(messages: list[Message]) -> tuple[Message, ...]:
    """Each message once (the first of an id stays), by time, then by id; those without a time last."""
    once = {message.id: message for message in reversed(messages)}
    return tuple(sorted(once.values(), key=_age_order, reverse=True))


def read_time(raw: Raw) -> float | None:
    """`send_time` in epoch seconds: ISO 8601 (no zone: UTC), epoch seconds or milliseconds.

    None where it can't be read or lies outside 1970 to 2286, which no clock of ours could write.
    """
    figure = read_number(raw)
    if isinstance(figure, Number):
        if int(figure.value) in _SECONDS:
            return figure.value
        return figure.value / 1000 if int(figure.value) in _MILLISECONDS else None
    found = _ISO.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if found is None:
        return None
    sign, hours, minutes = found.group(8, 9, 10)
    try:
        at = datetime(*(int(part or 0) for part in found.group(1, 2, 3, 4, 5, 6)), tzinfo=UTC)  # type: ignore[misc,arg-type]
    except ValueError:
        return None
    ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)).total_seconds()
    sent = at.timestamp() + float(f"0.{found[7] or 0}") - (ahead if sign == "+" else -ahead)
    return sent if 0 <= sent < _SECONDS.stop else None


def read_urgent(raw: Raw) -> bool:
    """`is_urgent`: "1", 1, true and "true" are; whatever else there may be is not."""
    read = read_text(raw)
    return isinstance(read, Text) and read.text.casefold() in {"1", "true"}


def _age_order(message: Message) -> tuple[float, int, str]:
    # "10" comes after "9": ids are counters that are sent as text.
    counter = int(message.id) if message.id.isdecimal() and len(message.id) <= 18 else -1
    return (-1.0 if message.sent is None else message.sent, counter, message.id)
