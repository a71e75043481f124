"""Scenario files: found by name or path, read whole, and every mistake told in a sentence of its own."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from wallboard.simulator import scenario
from wallboard.simulator.forms import (
    Form,
    Mistake,
    array,
    chosen,
    clock,
    count,
    flag,
    named,
    no_such,
    number,
    one_of,
    pair,
    some_text,
    table,
    text,
)
from wallboard.simulator.scenario import Scenario

SHIPPED: Final = Path(__file__).parent / "scenarios"
DEFAULT: Final = "demo"

_CURVE: Final = table(
    scenario.Curve,
    {"hours": array(number(), length=24), "weekdays": array(number(), length=7)},
)
_SERVICE: Final = table(
    scenario.Offer,
    {
        "name": some_text,
        "weight": number(),
        "load": number(),
        "medium": one_of("VOICE", "CHAT", "EMAIL"),
        "threshold_s": number(),
        "target": number(0, 1),
        "talk_s": number(above=True),
        "after_s": number(),
        "patience_s": number(above=True),
        "callbacks": number(),
        "alone": flag,
        "per_hour": number(),
        "outbound_per_hour": number(),
        "handling": one_of("lognormal", "exponential"),
        "spread": number(above=True),
        "holds": number(0, 1),
        "transfers": number(0, 1),
        "transfers_to": some_text,
        "curve": some_text,
    },
)
_SHIFT: Final = table(
    scenario.Shift,
    {
        "share": number(0, 1),
        "starts": pair(clock),
        "hours": number(above=True),
        "weekdays": array(number(0, 1), length=7),
    },
)
_BREAK: Final = table(
    scenario.Break,
    {
        "reason": text,
        "minutes": pair(number()),
        "weight": number(),
        "between": pair(clock),
        "share": number(0, 1),
    },
)
_AT: Final[dict[str, Form]] = {"at": clock}
_UNTIL: Final[dict[str, Form]] = {"until": clock}
_WHERE: Final[dict[str, Form]] = {"service": some_text}
_HAPPENING: Final = chosen(
    "what",
    {
        "arrivals": table(scenario.MoreArrivals, _AT | _UNTIL | _WHERE | {"times": number()}),
        "talks": table(scenario.LongerTalks, _AT | _UNTIL | _WHERE | {"times": number(above=True)}),
        "pause": table(
            scenario.Pauses,
            _AT | _WHERE | {"agents": count, "reason": text, "minutes": number(above=True)},
        ),
        "log_out": table(scenario.LogsOut, _AT | _UNTIL | _WHERE | {"agents": count}),
        "close": table(scenario.Closes, _AT | _UNTIL | _WHERE),
        "message": table(scenario.Says, _AT | {"text": some_text, "urgent": flag}),
    },
)
_SCENARIO: Final = table(
    Scenario,
    {
        "title": some_text,
        "services": array(_SERVICE, least=1),
        "agents": count,
        "weekday": one_of(*scenario.WEEKDAYS),
        "starts": clock,
        "reset": clock,
        "teams": array(some_text, least=1),
        "skills": array(number(), least=1),
        "supervisors": count,
        "chat_minutes": pair(number(above=True)),
        "break_hours": pair(number(above=True)),
        "curves": named(_CURVE),
        "shifts": array(_SHIFT, least=1),
        "breaks": array(_BREAK),
        "happenings": array(_HAPPENING),
    },
    spelt={
        "services": "service",
        "curves": "curve",
        "shifts": "shift",
        "breaks": "break",
        "happenings": "happening",
    },
)


class WrongScenario(ValueError):
    """`sentences`: one a mistake, each naming the file, the key, and what is expected."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(each if each.endswith("?") else f"{each}." for each in sentences)
        super().__init__("\n".join(self.sentences))


def shipped() -> tuple[str, ...]:
    """The names of the scenarios that come with the program."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


@cache
def load_scenario(name_or_path: str) -> Scenario:
    """A shipped scenario by its name, or a file by its path (with a slash or ending in .toml)."""
    is_path = "/" in name_or_path or name_or_path.endswith(".toml")
    path = Path(name_or_path) if is_path else SHIPPED / f"{name_or_path}.toml"
    if not is_path and name_or_path not in shipped():
        raise WrongScenario(
            [f"There is no scenario {name_or_path}. There are {_list(shipped())}; a file ends in .toml"]
        )
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise WrongScenario([f"{path} can't be read: {error.strerror}"]) from None
    except UnicodeDecodeError:
        raise WrongScenario([f"{path} is no text in UTF-8"]) from None
    return read_scenario(text, path.name)


def read_time_of_day(given: str) -> float:
    """ "10:40" as the command line has it -> seconds after midnight."""
    try:
        return float(clock(given, "--at"))
    except Mistake as mistake:
        raise WrongScenario(mistake.sentences) from None


def read_scenario(content: str, name: str) -> Scenario:
    """A scenario out of a file's text; `name` is what the sentences call the file."""
    try:
        found: Scenario = _SCENARIO(tomllib.loads(content), "")
    except tomllib.TOMLDecodeError as error:
        raise WrongScenario([f"{name} is no TOML: {error}"]) from None
    except Mistake as mistake:
        raise WrongScenario([f"{name}: {each}" for each in mistake.sentences]) from None
    if wrong := list(_disagreements(found)):
        raise WrongScenario([f"{name}: {each}" for each in wrong])
    return found


def _disagreements(found: Scenario) -> Iterable[str]:
    """Names that stand in one table and are meant to be found in another; sums."""
    services = [offer.name for offer in found.services]
    for place, offer in enumerate(found.services, 1):
        if services.index(offer.name) != place - 1:
            yield f'service[{place}].name: "{offer.name}" stands twice'
        if offer.transfers_to and offer.transfers_to not in services:
            yield f"service[{place}].transfers_to: {no_such('service', offer.transfers_to, services)}"
        if offer.curve != "usual" and offer.curve not in found.curves:
            yield f"service[{place}].curve: {no_such('curve', offer.curve, found.curves)}"
    for place, happening in enumerate(found.happenings, 1):
        service = getattr(happening, "service", "")
        if service and service not in services:
            yield f"happening[{place}].service: {no_such('service', service, services)}"
    if not any(offer.weight for offer in found.services):
        yield "service[1].weight: expected is a number above 0 in one service at least"
    if not any(found.skills):
        yield "skills: expected is a number above 0 among them"
    if sum(shift.share for shift in found.shifts) > 1.000001:
        yield "shift: expected are shares that add up to 1 at most"


def _list(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else names[0]
