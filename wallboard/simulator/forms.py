"""What a value in a scenario file must be, and the sentence that says so.

A form takes a value and its place in the file (`service[3].talk_s`, counted from 1) and gives what it
stands for, or raises Mistake; a table collects all mistakes of its keys. A new form is a function here.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any, Final, TypeAlias

Form: TypeAlias = Callable[[Any, str], Any]

_CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_SHOWN: Final = 60
_LARGEST: Final = 1e9


class Mistake(Exception):
    """`sentences`: one a mistake, each beginning with the key's place."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


def expected(what: str, raw: object, place: str) -> Mistake:
    kinds = {dict: "a table", list: "an array", bool: str(raw).lower(), str: f'"{raw}"'}
    return Mistake(f"{place}: expected is {what}, not {kinds.get(type(raw), str(raw))[:_SHOWN]}")


def text(raw: Any, place: str) -> str:
    if not isinstance(raw, str):
        raise expected("text", raw, place)
    return raw


def some_text(raw: Any, place: str) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise expected("text that is not empty", raw, place)
    return raw


def flag(raw: Any, place: str) -> bool:
    if not isinstance(raw, bool):
        raise expected("true or false", raw, place)
    return raw


def number(least: float = 0, most: float = _LARGEST, *, above: bool = False) -> Form:
    """From `least`, or above it, to `most`."""
    if most < _LARGEST:
        what = f"a number from {least} to {most}"
    else:
        what = f"a number above {least}" if above else f"a number of {least} or more"

    def form(raw: Any, place: str) -> float:
        is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
        if not is_number or not (least < raw if above else least <= raw) or not raw <= most:
            raise expected(what, raw, place)
        return float(raw)

    return form


def count(raw: Any, place: str) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 1 <= raw <= _LARGEST:
        raise expected("a whole number of 1 or more", raw, place)
    return raw


def clock(raw: Any, place: str) -> float:
    """ "10:40" or "10:40:07" -> seconds after midnight."""
    found = _CLOCK.fullmatch(raw) if isinstance(raw, str) else None
    if not found:
        raise expected('a time of day like "10:40"', raw, place)
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600.0 + minutes * 60.0 + seconds


def one_of(*words: str) -> Form:
    def form(raw: Any, place: str) -> str:
        if raw not in words:
            raise expected("one of " + ", ".join(f'"{word}"' for word in words), raw, place)
        return str(raw)

    return form


def array(form: Form, *, length: int | None = None, least: int = 0) -> Form:
    """An array of so many, each of the form."""
    many = f"{length}" if length else f"{least} or more" if least else "any number of"
    what = f"an array of {many} values"

    def read(raw: Any, place: str) -> tuple[Any, ...]:
        if not isinstance(raw, list) or len(raw) < least or (length and len(raw) != length):
            raise (
                expected(what, raw, place)
                if not isinstance(raw, list)
                else Mistake(f"{place}: expected is {what}, not of {len(raw)}")
            )
        return tuple(_all((each, form, f"{place}[{number}]") for number, each in enumerate(raw, 1)))

    return read


def pair(form: Form) -> Form:
    """Two values, the first not above the second."""
    two = array(form, length=2)

    def read(raw: Any, place: str) -> tuple[Any, Any]:
        first, last = two(raw, place)
        if first > last:
            raise expected("the lesser value first", raw, place)
        return first, last

    return read


def named(form: Form) -> Form:
    """A table of tables under names that the file chooses."""

    def read(raw: Any, place: str) -> dict[str, Any]:
        if not isinstance(raw, dict):
            raise expected("a table", raw, place)
        values = _all((each, form, f"{place}.{name}") for name, each in raw.items())
        return dict(zip(raw, values, strict=True))

    return read


def table(kind: type[Any], keys: Mapping[str, Form], *, spelt: Mapping[str, str] | None = None) -> Form:
    """A table whose keys are the fields of `kind`, of which those without a default are needed.
    `spelt`: field -> its key, where the file has another word for it.
    """
    spelling = {name: (spelt or {}).get(name, name) for name in keys}
    needed = [
        spelling[each.name]
        for each in fields(kind)
        if each.default is MISSING and each.default_factory is MISSING
    ]
    known = set(spelling.values())

    def read(raw: Any, place: str) -> Any:
        if not isinstance(raw, dict):
            raise expected("a table", raw, place)
        below = f"{place}." if place else ""
        wrong = [f"{below}{key}: {_unknown(key, known)}" for key in raw if key not in known]
        wrong += [f"{below}{key}: is missing" for key in needed if key not in raw]
        given = {}
        for name, form in keys.items():
            key = spelling[name]
            if key in raw:
                try:
                    given[name] = form(raw[key], below + key)
                except Mistake as mistake:
                    wrong += mistake.sentences
        if wrong:
            raise Mistake(*wrong)
        return kind(**given)

    return read


def chosen(by: str, forms: Mapping[str, Form]) -> Form:
    """A table of one of several forms, as its key `by` says."""
    which = one_of(*forms)

    def read(raw: Any, place: str) -> Any:
        if not isinstance(raw, dict):
            raise expected("a table", raw, place)
        if by not in raw:
            raise Mistake(f"{place}.{by}: is missing")
        form = forms[which(raw[by], f"{place}.{by}")]
        return form({key: each for key, each in raw.items() if key != by}, place)

    return read


def no_such(what: str, name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), 1)
    return f'there is no {what} "{name}"' + (f'; did you mean "{near[0]}"?' if near else "")


def _unknown(key: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(key, sorted(known), 1)
    return "is no key of this table" + (f"; did you mean {near[0]}?" if near else "")


def _all(wanted: Iterable[tuple[Any, Form, str]]) -> Sequence[Any]:
    """Each value read, or the mistakes of all of them."""
    values: list[Any] = []
    wrong: list[str] = []
    for raw, form, place in wanted:
        try:
            values.append(form(raw, place))
        except Mistake as mistake:
            wrong += mistake.sentences
    if wrong:
        raise Mistake(*wrong)
    return values
