"""What stands for values that are not fixed, and how an answer is compared with what was typed.

`fill` puts a sample in the place of each `<...>`, so that a file can be played;
`differences` says where a real answer is not of the typed form::

    <guid> <hex64>                    of this form, as the page shows it
    <number:3> <figure:3>             a number as text; a figure may be empty. 3 is the sample
    <text:a> <state:busy> <flag:1>    a text without control characters; one of the states; 1 or 0
    <time:...> <code:7> <bool>        a time in one of its forms; a code as number or text; true or false
    <token> <session> <stale-token>   in a request: what the last sign-in gave, or what no sign-in gave
    <anything> "<more>"               in place of a body: any. Ends an array: more, or fewer, of the same
"""

import json
import re
from typing import Any, Final

GUID: Final = "5F0C3E2A-91B7-4D06-8A54-0C1D2E3F4A5B"
HEX64: Final = "0123456789ABCDEF" * 4

_NUMBER: Final = r"-?\d+(\.\d+)?([eE][+-]?\d+)?"
_FORMS: Final[dict[str, str]] = {
    "guid": r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}",
    "hex64": r"[0-9A-Fa-f]{64}",
    "number": _NUMBER,
    "figure": rf"({_NUMBER})?",
    "text": r"[^\x00-\x1f]*",
    "state": r"(ready|not_ready|busy|after_call_work)?",
    "flag": r"[01]",
    "time": r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?|\d{10}|\d{13}",
}
_SAMPLES: Final = {
    "guid": GUID,
    "hex64": HEX64,
    "token": HEX64,
    "session": GUID,
    "stale-token": HEX64[::-1],
    "anything": "",
}
_PLACE: Final = re.compile(rf"<({'|'.join([*_FORMS, *_SAMPLES, 'code'])})(?::([^>]*))?>")


def fill(text: str) -> str:
    """A typed body or header with the sample of each place: `<number:3>` becomes 3, `<guid>` a GUID."""
    text = re.sub(r',\s*"<more>"', "", text).replace('"<bool>"', "true")
    return _PLACE.sub(lambda place: place[2] if place[2] is not None else _SAMPLES[place[1]], text)


def text_fits(template: str, text: str) -> bool:
    """Whether a text has the typed form; without a place in it, whether it is the same."""
    pattern, end = "", 0
    for place in _PLACE.finditer(template):
        pattern += re.escape(template[end : place.start()]) + f"({_FORMS[place[1]]})"
        end = place.end()
    return re.fullmatch(pattern + re.escape(template[end:]), text) is not None


def _value_differs(template: Any, value: Any, where: str) -> list[str]:
    if isinstance(template, str) and template.startswith("<code"):
        fits = (isinstance(value, int) and not isinstance(value, bool)) or (
            isinstance(value, str) and value != ""
        )
    elif template == "<bool>":
        fits = isinstance(value, bool)
    elif isinstance(template, str):
        fits = isinstance(value, str) and text_fits(template, value)
    else:
        fits = type(value) is type(template) and value == template
    return [] if fits else [f"{where}: {template!r} is wanted, not {value!r}"]


def differences(template: Any, value: Any, where: str = "body") -> list[str]:
    """Where a JSON value is not of the typed form; empty: it fits.

    Objects must have the same keys. An array that ends with `"<more>"` may go on with elements
    that fit its last one, or be shorter; any other array must have the same length.
    """
    if isinstance(template, dict):
        if not isinstance(value, dict):
            return [f"{where}: an object is wanted, not {value!r}"]
        if template.keys() != value.keys():
            return [f"{where}: the keys {sorted(template)} are wanted, not {sorted(value)}"]
        return [line for key in template for line in differences(template[key], value[key], f"{where}.{key}")]
    if isinstance(template, list):
        if not isinstance(value, list):
            return [f"{where}: an array is wanted, not {value!r}"]
        wanted = template
        if template and template[-1] == "<more>":
            wanted = [*template[:-1], *[template[-2]] * len(value)][: len(value)]
        if len(wanted) != len(value):
            return [f"{where}: {len(wanted)} elements are wanted, not {len(value)}"]
        return [
            line
            for i, (one, other) in enumerate(zip(wanted, value, strict=True))
            for line in differences(one, other, f"{where}[{i}]")
        ]
    return _value_differs(template, value, where)


def body_differences(template: str, body: bytes) -> list[str]:
    """Where an answer's body is not of the typed form.

    `<anything>` fits all, JSON is compared by `differences`, any other text byte for byte.
    """
    if template == "<anything>":
        return []
    try:
        wanted = json.loads(template)
    except ValueError:
        return [] if body.decode() == template else [f"body: {template!r} is wanted, not {body!r}"]
    try:
        return differences(wanted, json.loads(body))
    except ValueError:
        return [f"body: JSON is wanted, not {body!r}"]
