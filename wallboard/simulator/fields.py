"""The fields of a request read strictly: one kind each, or a refusal that names the field.

`where` is the field's path in the body, as the message prints it.
"""

import json
import re
from collections.abc import Mapping
from enum import IntEnum
from typing import Any, Final, NoReturn, TypeVar

_Word = TypeVar("_Word", bound=str)

_LIMIT: Final = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


class Code(IntEnum):
    """The `error_code` of a refusal. The vendor's are not documented: these are ours."""

    NOT_JSON = 1
    WRONG_TYPE = 2
    UNKNOWN_KEY = 3
    MISSING_KEY = 4
    DUPLICATE = 5
    BAD_VALUE = 6
    UNKNOWN_STATISTIC = 7
    UNKNOWN_COLUMN = 8
    CONFLICT = 9


class Refused(Exception):
    """400: which field, and what is wrong with it."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


def read_json(body: bytes) -> object:
    try:
        return json.loads(body.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except (ValueError, RecursionError):  # ValueError: no UTF-8, no JSON, a number of 5,000 digits
        refuse(Code.NOT_JSON, "the body", "is no JSON in UTF-8")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    given = dict(pairs)
    if len(given) < len(pairs):
        differ([key for key, _ in pairs], "the body", "key")
    for key in given:
        read_text(key, "a key")
    return given


def _no_constant(name: str) -> NoReturn:
    refuse(Code.NOT_JSON, "the body", f"is no JSON: {name} stands in it")


def read_object(raw: object, where: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        refuse(Code.WRONG_TYPE, where, f"must be an object, not {_kind(raw)}")
    return raw


def read_array(raw: object, where: str) -> list[Any]:
    if not isinstance(raw, list):
        refuse(Code.WRONG_TYPE, where, f"must be an array, not {_kind(raw)}")
    return raw


def read_text(raw: object, where: str) -> str:
    if not isinstance(raw, str):
        refuse(Code.WRONG_TYPE, where, f"must be text, not {_kind(raw)}")
    if any("\ud800" <= letter <= "\udfff" for letter in raw):
        refuse(Code.BAD_VALUE, where, "holds half of a surrogate pair")
    return raw


def read_texts(given: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    """An array of texts; none where the key is absent."""
    place = f"{where}.{name}"
    raws = read_array(given.get(name, []), place)
    return tuple(read_text(each, f"{place}[{index}]") for index, each in enumerate(raws))


def read_id(raw: object, where: str) -> str:
    text = read_text(raw, where)
    if not text:
        refuse(Code.BAD_VALUE, where, "must not be empty")
    return text


def read_ids(given: Mapping[str, Any], name: str, where: str) -> frozenset[str]:
    return frozenset(each.upper() for each in read_texts(given, name, where))


def read_flag(given: Mapping[str, Any], name: str, where: str, *, as_text: bool = False) -> bool:
    raw = given.get(name, False)
    if as_text and raw in ("true", "false"):
        return bool(raw == "true")
    if not isinstance(raw, bool):
        refuse(Code.WRONG_TYPE, f"{where}.{name}", f"must be true or false, not {shown(raw)}")
    return raw


def read_limit(given: Mapping[str, Any], where: str) -> int | None:
    if "limit" not in given:
        return None
    raw = given["limit"]
    if not isinstance(raw, (int, str)) or not _LIMIT.fullmatch(str(raw)):
        refuse(Code.BAD_VALUE, f"{where}.limit", f"must be a count of 1 or more, not {shown(raw)}")
    return int(raw)


def one_of(raw: object, allowed: tuple[_Word, ...], where: str) -> _Word:
    if not isinstance(raw, str) or raw not in allowed:
        refuse(Code.BAD_VALUE, where, f"must be one of {', '.join(allowed)}, not {shown(raw)}")
    return allowed[allowed.index(raw)]


def only_keys(given: dict[str, Any], allowed: frozenset[str], where: str) -> dict[str, Any]:
    for name in given:
        if name not in allowed:
            refuse(Code.UNKNOWN_KEY, f"{where}.{name[:60]}", "unknown key")
    return given


def need(given: Mapping[str, Any], names: tuple[str, ...], where: str) -> None:
    for name in names:
        if name not in given:
            refuse(Code.MISSING_KEY, f"{where}.{name}", "is missing")


def differ(ids: list[str], where: str, what: str) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            refuse(Code.DUPLICATE, where, f"{what} {shown(each)} stands twice")
        seen.add(each)


def is_whole(raw: object) -> bool:
    return isinstance(raw, int) and not isinstance(raw, bool)


def _kind(raw: object) -> str:
    kinds = {dict: "an object", list: "an array", str: "text", bool: "a flag", type(None): "null"}
    return kinds.get(type(raw), "a number")


def shown(raw: object) -> str:
    """What was sent, short and without anything that can't be written."""
    if isinstance(raw, (dict, list)):
        return _kind(raw)
    text = ascii(raw)
    return text if len(text) <= 60 else f"{text[:57]}..."


def refuse(code: Code, where: str, what: str) -> NoReturn:
    raise Refused(code, f"{where}: {what}")
