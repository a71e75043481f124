"""An answer of the documented shape, and ways to break a part of it (API.md, section 3)."""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any, Final, TypeAlias

from wallboard.protocol.subscription import Subscription

Path: TypeAlias = tuple[str | int, ...]
"""Where something stands in an answer: keys and places from the top."""

HOSTILE: Final = (
    "\x1b[31mred\x1b[2J",
    "\x1b]0;title\x07",
    "\x1b]52;c;ZXZpbA==\x1b\\",
    "\x1bP1;1|17/ab\x1b\\",
    "\x9b31m\x9d0;x\x9c",
    "\x0e\x0f\x00\x7f\x85",
    "\u202eright to left\u2066",
    "[@click=app.quit]quit[/]",
    "a [/b] z",
    "zero\u200bwidth\u2060\ufeff",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "e" + "\u0301" * 40,
    "王小明サポート",
    "x" * 10_000,
    "\ud83d",
    "two\nlines\tand\rmore\x0b\x0c",
)
"""Texts that a terminal would obey, that a markup parser would, or that have no agreed width."""

ODD: Final = (
    *(None, True, False, 0, -1, 1e308, -1e308, 10**25, float("nan"), float("inf"), 0.1),
    *("", " ", "NaN", "1e999", "0x10", "1,5", "12 ", "–", [], {}, [[]], {"a": {"b": [1]}}, [None] * 5),
    *HOSTILE,
)


@dataclass(frozen=True, slots=True)
class Broken:
    """An answer's body, and where it was broken."""

    body: bytes
    at: tuple[Path, ...]


def sound(subscription: Subscription, random: Random, rows: int = 12) -> dict[str, Any]:
    """An answer to a subscription as a good server gives it."""
    answer: dict[str, Any] = {}
    for app_id, asked in subscription.root.items():
        part: dict[str, Any] = {}
        if asked.stats_totals:
            part["stats_totals"] = {name: str(random.randrange(60)) for name in asked.stats_totals}
        for section, grids in (("service_grids", asked.service_grids), ("agent_grids", asked.agent_grids)):
            if grids:
                part[section] = [
                    {"id": grid.id, "values": [_row(grid, number, random) for number in range(rows)]}
                    for grid in grids
                ]
        if asked.chat_messages is not None:
            part["chat_messages"] = [_message(number) for number in range(3)]
        answer[app_id] = part
    return answer


def _row(grid: Any, number: int, random: Random) -> dict[str, str]:
    """A row whose texts tell it from the others."""
    texts = {"name": f"Service {number}", "login_id": f"agent{number}", "first_last_name": f"Agent {number}"}
    states = {"acd_state": random.choice(("ready", "busy", "not_ready")), "reason": "", "team_name": "Front"}
    return {
        column.id: {**texts, **states}.get(column.stat_name, str(random.randrange(600)))
        for column in grid.columns
    }


def _message(number: int) -> dict[str, object]:
    return {
        "id": str(number),
        "login_id": "mari.ito",
        "first_name": "Mari",
        "last_name": "Ito",
        "send_time": str(1_800_000_000 + number),
        "is_urgent": number == 0,
        "content": f"Text {number}.",
    }


def broken(answer: dict[str, Any], random: Random) -> Broken:
    """The answer with one to four of its parts broken."""
    copied = copy.deepcopy(answer)
    at: list[Path] = []
    for _ in range(random.randint(1, 4)):
        path = _somewhere(copied, random)
        if path:
            random.choice(_WAYS)(copied, path, random)
            at.append(path)
    return Broken(json.dumps(copied).encode("utf-8"), tuple(at))


def _somewhere(answer: Any, random: Random) -> Path:
    """The place of a part, as likely deep as high."""
    path: list[str | int] = []
    here = answer
    depth = random.randint(1, 7)
    while isinstance(here, dict | list) and here and len(path) < depth:
        step: Any = random.choice(list(here)) if isinstance(here, dict) else random.randrange(len(here))
        path.append(step)
        here = here[step]
    return tuple(path)


def _holder(answer: Any, path: Path) -> Any:
    for step in path[:-1]:
        answer = answer[step]
    return answer


def _replace(answer: Any, path: Path, random: Random) -> None:
    _holder(answer, path)[path[-1]] = copy.deepcopy(random.choice(ODD))


def _drop(answer: Any, path: Path, _random: Random) -> None:
    """Away with it; in a list the others keep their places."""
    holder = _holder(answer, path)
    if isinstance(holder, dict):
        del holder[path[-1]]
    else:
        holder[path[-1]] = None


def _lengthen(answer: Any, path: Path, random: Random) -> None:
    """Something more than was asked for, beside it."""
    holder = _holder(answer, path)
    if isinstance(holder, dict):
        holder[f"more{random.randrange(99)}"] = copy.deepcopy(random.choice(ODD))
    else:
        holder.append(copy.deepcopy(random.choice(ODD)))


_WAYS: Final[tuple[Callable[[Any, Path, Random], None], ...]] = (_replace, _replace, _drop, _lengthen)
