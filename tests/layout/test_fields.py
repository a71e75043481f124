"""No field of a layout is accepted and then not acted upon."""

import tomllib
from collections.abc import Iterator
from typing import Any, get_args

import pytest
import tomlkit
from pydantic import BaseModel

from wallboard import layout as room
from wallboard.layout import Layout, Problems, read_layout
from wallboard.layout.positions import Path

EVERY_FIELD = """
title = "Desk"
screen = "80x24"
refresh = 5
time_zone = "Europe/Berlin"
rotate = 20
theme = "day"
change_marks = false
tick = false
resort = 20

[freshness]
late = 20
stale = 50
lost = 500

[[page]]
name = "Today"

[[page.tile]]
stat = "in_calls_waiting"
label = "Waiting"
warn = 5
alert = 9
goal = 3
format = "ratio"
unit = "0-1"
services = ["Sales"]
dispositions = ["Sold"]
at = [0, 0, 3, 2]

[[page.tile]]
sum = ["in_calls_waiting", "callbacks_waiting"]
at = [3, 0, 3, 2]

[[page.agent_summary]]
title = "Front"
teams = ["Front"]
at = [6, 0, 6, 2]

[[page.service_grid]]
title = "Queues"
columns = [
  { id = "who", stat = "name", label = "Service", width = 24 },
  { stat = "agents_ready", warn = 5, alert = 9, format = "ratio", unit = "0-100", when = { name = "Sales" } },
  { id = "lost", sum = ["in_calls_abandoned_in_queue_per_day"], thresholds = [
    { when = { name = "Sales" }, warn = 5, alert = 9 }, { warn = 1 },
  ] },
  { id = "other", stat = "service_level", goal = 80, total = "worst", bar = true, trend = true },
]
order_by = "who"
order_dir = "ASC"
limit = 9
filter_by = "who"
filter_operation = "NE"
filter_value = ""
services = ["Sales"]
only_problems = true
at = [0, 2, 6, 3]

[[page.service_grid]]
columns = [{ id = "other", stat = "name" }, { stat = "in_calls_waiting" }]
order = [{ by = "in_calls_waiting", dir = "ASC" }]
at = [0, 5, 6, 2]

[[page.agent_grid]]
title = "Team"
columns = [
  { stat = "calls_dispositions_per_day", dispositions = ["Sold"] },
  { stat = "login_time" },
  { id = "other", stat = "login_id" },
]
order = [{ by = "login_time", dir = "ASC" }]
limit = 9
filter_by = "login_time"
filter_operation = "GT"
filter_value = "60"
services = ["Sales"]
teams = ["Front"]
logged_in_only = true
my_subteam_only = false
at = [6, 2, 6, 5]

[[page.agent_grid]]
columns = [{ stat = "login_time", warn = 60 }, { id = "other", stat = "login_id" }]
only_problems = true
order_by = "login_time"
order_dir = "ASC"
at = [6, 7, 6, 5]

[page.ticker]
filter = "all:"
limit = 5
at = [0, 7, 6, 5]
"""

OTHER = {
    "columns": [{"stat": "service_level"}],
    "by": "other",
    "stat": "made_up",
    "sum": ["made_up"],
    "order_by": "other",
    "filter_by": "other",
    "filter_operation": "LT",
    "filter_value": "1",
    "name": "Other",
    "at": [9, 9, 1, 1],
}
"""Another value for what others need; the rest is left out."""


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds, alone, optional or in a tuple."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := model_in(part))), None)


def fields(model: type[BaseModel], raw: dict[str, Any], path: Path = ()) -> Iterator[tuple[Path, str, str]]:
    """Every field that is written: the path of its table, its name, and its name with its model's."""
    names = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
    for name, value in raw.items():
        yield path, name, f"{model.__name__}.{name}"
        inner = model_in(names[name])
        if inner and isinstance(value, dict):
            yield from fields(inner, value, (*path, name))
        elif inner:
            for number, one in enumerate(value):
                yield from fields(inner, one, (*path, name, number))


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        if inner := model_in(field.annotation):
            yield from models(inner)


def outcome(raw: dict[str, Any]) -> object:
    """The plan, or the problems where another field needs the one that has changed."""
    try:
        return room.compile(read_layout(tomlkit.dumps(raw), "test"), "wb")
    except Problems as problems:
        return str(problems)


WRITTEN = list(fields(Layout, tomllib.loads(EVERY_FIELD)))


@pytest.mark.parametrize(
    ("path", "name"),
    [pytest.param(path, name, id=".".join(map(str, (*path, name)))) for path, name, _ in WRITTEN],
)
def test_a_field_that_changes_changes_the_plan(path: Path, name: str) -> None:
    raw = tomllib.loads(EVERY_FIELD)
    holder: Any = raw
    for step in path:
        holder = holder[step]
    if name in OTHER:
        holder[name] = OTHER[name]
    else:
        del holder[name]
    assert outcome(raw) != outcome(tomllib.loads(EVERY_FIELD))


def test_the_layout_above_is_a_good_one() -> None:
    assert read_layout(EVERY_FIELD, "test").title == "Desk"


def test_the_layout_above_has_every_field_that_there_is() -> None:
    known = {
        f"{model.__name__}.{field.alias or name}"
        for model in models(Layout)
        for name, field in model.model_fields.items()
    }
    assert {full for _, _, full in WRITTEN} == known
