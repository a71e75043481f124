"""Faults as they are written: `NAME[=VALUE][:REQUESTS][:xTIMES][/EVERY][@FROM][+FOR]`, several with commas.

`status=503:data:x3@10s+30s`: 503 on the data, three times at most, from ten seconds on for half a minute.
`reset/5`: every fifth request is reset. Times count from the fault's beginning: the simulator's start,
or when it is given at run time.
"""

import re
from dataclasses import dataclass
from math import inf
from typing import Any, Final

from wallboard.simulator.fault_values import WrongValue, duration
from wallboard.simulator.faults import FAULTS, WHERE, Kind
from wallboard.simulator.forms import no_such

_FORM: Final = re.compile(
    r"(?P<name>[^=:/@+]+)(?:=(?P<value>[^:/@+]+))?(?P<words>(?::[^=:/@+]+)*)"
    r"(?:/(?P<every>[1-9]\d*))?(?:@(?P<starts>[^:/@+]+))?(?:\+(?P<lasts>[^:/@+]+))?",
    re.ASCII,
)
_TIMES: Final = re.compile(r"x([1-9]\d*)", re.ASCII)


class WrongFault(ValueError):
    """The message is a sentence about the first mistake in the text."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault as it was asked for. `starts_s`, `lasts_s` in seconds from its beginning; `times`: how
    often it hits at most; `every`: that many requests make one hit. `text` is how it was written.
    """

    text: str
    name: str
    value: Any
    where: str
    times: float = inf
    every: int = 1
    starts_s: float = 0.0
    lasts_s: float = inf

    @property
    def kind(self) -> Kind:
        return FAULTS[self.name]


def read_faults(text: str) -> tuple[Fault, ...]:
    """Raises WrongFault."""
    return tuple(_fault(each.strip()) for each in text.split(","))


def _fault(text: str) -> Fault:
    found = _FORM.fullmatch(text)
    if not found:
        raise WrongFault(
            f'"{text}": a fault is written NAME[=VALUE][:REQUESTS][:xTIMES][/EVERY][@FROM][+FOR],'
            " such as status=503:data:x3@10s+30s."
        )
    name, value = found["name"], found["value"]
    if name not in FAULTS and re.fullmatch(r"\d+", name) and value is None:
        name, value = "status", name
    if name not in FAULTS:
        raise WrongFault(_sentence(no_such("fault", name, FAULTS)))
    if not FAULTS[name].where and (found["words"] or found["every"]):
        raise WrongFault(f"{name} is about connections: it takes @FROM and +FOR, and nothing else.")
    where, times = _words(found["words"], text, FAULTS[name])
    return Fault(
        text=text,
        name=name,
        value=_value(name, value),
        where=where,
        times=times,
        every=int(found["every"] or 1),
        starts_s=_time(found["starts"], 0.0, text),
        lasts_s=_time(found["lasts"], inf, text),
    )


def _words(words: str, text: str, kind: Kind) -> tuple[str, float]:
    """Which requests, and how often at most."""
    where, times = kind.where, inf
    for word in words.split(":")[1:]:
        if found := _TIMES.fullmatch(word):
            times = int(found[1])
        elif word not in WHERE:
            raise WrongFault(_sentence(f'"{text}": ' + no_such("kind of request", word, WHERE)))
        elif kind.fixed and word != kind.where:
            raise WrongFault(f'"{text}": this fault is about {kind.where}, and can\'t be meant for others.')
        else:
            where = word
    return where, times


def _value(name: str, given: str | None) -> Any:
    kind = FAULTS[name]
    if kind.reads is None:
        if given is not None:
            raise WrongFault(f"{name} takes no value.")
        return None
    try:
        return kind.reads(given if given is not None else kind.default)
    except WrongValue as wrong:
        raise WrongFault(f"{name}: expected is {wrong}" + (f', not "{given}".' if given else ".")) from None


def _time(given: str | None, default: float, text: str) -> float:
    try:
        return default if given is None else duration(given)
    except WrongValue as wrong:
        raise WrongFault(f'"{text}": expected is {wrong}, not "{given}".') from None


def _sentence(text: str) -> str:
    """With a capital, and a full stop where it is no question."""
    return text[0].upper() + text[1:] + ("" if text.endswith("?") else ".")
