"""TOML text to a Layout, or to all its problems at once.

First each field alone (pydantic), then what fields mean together (`rules`). A field that is
wrong alone is taken out before the second look, which leaves alone what hangs on it, so that
one mistake is told once.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from wallboard.layout.models import Layout
from wallboard.layout.positions import Path, Position, Spot, positions
from wallboard.layout.problems import Finding, Problem, Problems, nearest
from wallboard.layout.rules import findings
from wallboard.protocol.text import clean

_PLACE = re.compile(
    r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)

# By pydantic's error type; `{…}` are the facts that pydantic gives with it.
_EXPECTED: Mapping[str, str] = {
    "string_type": "expected a text in quotes",
    "string_too_short": "expected a text that is not empty",
    "int_type": "expected a whole number",
    "bool_type": "expected true or false",
    "tuple_type": "expected a list in [ ]",
    "dict_type": 'expected a table, such as {{ acd_state = "not_ready" }}',
    "model_type": "expected a table",
    "greater_than_equal": "expected {ge} or more",
    "less_than_equal": "expected {le} or less",
    "literal_error": "expected {expected}",
}


def read_layout(text: str | bytes, name: str) -> Layout:
    """The layout that `text` describes, a file's bytes or what they say; `name` is the file's in problems.

    Raises Problems with everything that is wrong with it.
    """
    text = text if isinstance(text, str) else _decoded(text, name)
    raw = _toml(text, name)
    wrong: list[Finding] = []
    damaged: frozenset[Path] = frozenset()
    try:
        layout = Layout.model_validate(raw)
    except ValidationError as error:
        wrong = [_finding(detail) for detail in error.errors(include_url=False)]
        damaged = _without(raw, wrong)
        layout = Layout.model_validate(raw)
    found = [*wrong, *findings(layout, damaged)]
    if found:
        spots = _spots(text, name)
        raise Problems(sorted((_placed(one, spots, name) for one in found), key=_order))
    return layout


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").split("\n")
        raise Problems([Problem(name, len(before), len(before[-1]) + 1, "expected UTF-8")]) from None


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise _too_deep(name) from None
    except ValueError as error:  # TOMLDecodeError, and a number with too many digits
        raise Problems([_syntax_problem(str(error), text, name)]) from None


def _spots(text: str, name: str) -> Mapping[Path, Spot]:
    """Where things stand: as much work as reading them, and none where a layout has no mistakes."""
    try:
        return positions(text)
    except RecursionError:
        raise _too_deep(name) from None


def _too_deep(name: str) -> Problems:
    return Problems([Problem(name, 1, 1, "nested too deeply")])


def _syntax_problem(message: str, text: str, name: str) -> Problem:
    match = _PLACE.fullmatch(message)
    if match is None:
        return Problem(name, 1, 1, message)
    what = match["what"][:1].lower() + match["what"][1:]
    if match["line"]:
        return Problem(name, int(match["line"]), int(match["column"]), what)
    lines = text.split("\n")
    return Problem(name, len(lines), len(lines[-1]) + 1, f"{what} at the end of the file")


def _finding(detail: ErrorDetails) -> Finding:
    path: Path = detail["loc"]
    kind, facts = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        field = str(path[-1])
        return Finding(path, f"unknown field `{field}`", nearest(field, _fields(path[:-1])), on_key=True)
    if path[-1] == "[key]":  # pydantic's word for a key of a table with free keys
        path = path[:-1]
    if kind == "value_error":
        return Finding(path, str(facts["error"]))
    ours = _EXPECTED.get(kind)
    message = ours.format(**facts).replace("'", '"') if ours else detail["msg"]
    if kind == "literal_error" and isinstance(detail["input"], str):
        return Finding(path, message, nearest(detail["input"], re.findall(r'"(.*?)"', message)))
    return Finding(path, message)


def _fields(path: Path) -> Iterable[str]:
    """The fields that the table at `path` may have."""
    model: type[BaseModel] = Layout
    for name in path:
        if isinstance(name, str):
            fields = {field.alias or own: field for own, field in model.model_fields.items()}
            model = _model_in(fields[name].annotation)
    return [field.alias or own for own, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel]:
    """The model that a field holds: `Freshness`, `Ticker | None` or `tuple[Page, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(_model_in(part) for part in get_args(annotation) if part not in (type(None), Ellipsis))


def _without(raw: dict[str, Any], wrong: Iterable[Finding]) -> frozenset[Path]:
    """Takes the wrong fields out of `raw` and gives their paths, a misspelt field's as it was meant.

    Of a list with a wrong element the whole list goes, so that no other element changes its place.
    """
    damaged = set()
    for finding in wrong:
        path = finding.path
        while isinstance(path[-1], int):
            path = path[:-1]
        damaged.add((*path[:-1], finding.suggestion) if finding.on_key and finding.suggestion else path)
        holder: Any = raw
        try:
            for name in path[:-1]:
                holder = holder[name]
            del holder[path[-1]]
        except KeyError:
            continue  # went with a list that holds it
    return frozenset(damaged)


def _placed(finding: Finding, spots: Mapping[Path, Spot], name: str) -> Problem:
    path = finding.path
    while path and path not in spots:
        path = path[:-1]
    spot = spots.get(path, Spot(Position(1, 1), Position(1, 1)))
    line, column = spot.key if finding.on_key else spot.value
    # Names of a file are printed on a terminal here before anything else has looked at them.
    return Problem(name, line, column, clean(finding.message), clean(finding.suggestion))


def _order(problem: Problem) -> tuple[int, int, str]:
    return problem.line, problem.column, problem.message
