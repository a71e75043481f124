"""What the shipped layouts ask for, held to the schema and to the simulator."""

import functools
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from wallboard import layout as layouts

from .asker import Subscriber
from .schema import problems


@functools.cache
def explained(name: str) -> bytes:
    """What the command prints: the subscription, and nothing else on stdout."""
    command = [str(Path(sys.executable).with_name("wallboard")), "explain", name]
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout


def subscription(name: str) -> dict[str, Any]:
    layout = layouts.read_layout(layouts.find_layout(name).read_text("utf-8"), name)
    return layouts.compile(layout, "wb").subscription.body()


@pytest.mark.parametrize("name", layouts.shipped())
def test_explain_prints_what_the_layout_becomes(name: str) -> None:
    assert json.loads(explained(name)) == subscription(name)


@pytest.mark.parametrize("name", layouts.shipped())
def test_what_explain_prints_passes_the_schema_and_the_simulator(subscriber: Subscriber, name: str) -> None:
    printed = explained(name)
    assert problems(json.loads(printed)) == []
    assert subscriber.post(printed).status == 200


@pytest.mark.parametrize("name", layouts.shipped())
def test_the_simulator_answers_every_part_that_a_shipped_layout_asks_for(
    subscriber: Subscriber, name: str
) -> None:
    asked = subscription(name)
    assert subscriber.post(json.dumps(asked).encode()).status == 200
    answer = json.loads(subscriber.data().body)
    sections = {"stats_totals", "service_grids", "agent_grids", "chat_messages"}
    assert {app_id: set(part) for app_id, part in answer.items()} == {
        app_id: set(part) & sections for app_id, part in asked.items()
    }


@pytest.mark.parametrize("name", layouts.shipped())
def test_app_ids_hold_letters_digits_dots_and_dashes_and_our_prefix(name: str) -> None:
    assert all(re.fullmatch(r"wb\.[A-Za-z0-9.-]+", app_id) for app_id in subscription(name))
