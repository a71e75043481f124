"""Faults of what is said: another answer in place of the right one, or the right one spoilt."""

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, Final, TypeAlias

from wallboard.simulator.checker import Column, Definition
from wallboard.simulator.effects import Answer, Asked, Effect, Next, answered, pieces
from wallboard.simulator.statistics import AGENT, GROUP

JSON: Final = {"Content-Type": "application/json"}
_ENDLESS: Final = ((b"content-type", b"application/json"),)
"""No length: the body comes in chunks."""
_MIB: Final = bytes(2**20)
_PORTAL: Final = b"""<!DOCTYPE html>
<html><head><title>Welcome</title></head>
<body><h1>Welcome to the guests' network</h1><form action="/login"><input name="room"></form></body></html>
"""

Answers: TypeAlias = dict[str, Any]
"""An answer to data, read: app id -> its sections."""

InsteadOf: TypeAlias = Callable[[tuple[str, ...]], str | None]
"""A cell's statistics -> what it holds instead; None: it stays."""


def instead(make: Callable[[], Answer]) -> Effect:
    """The house isn't asked."""
    return replied(lambda _: make())


def replied(make: Callable[[Asked], Answer]) -> Effect:
    """The house isn't asked, but the answer depends on what was."""

    async def effect(asked: Asked, _behind: Next) -> Answer:
        return make(asked)

    return effect


def status(number: int) -> Effect:
    return instead(lambda: answered(number))


def retry_after(seconds: float) -> Effect:
    return instead(lambda: answered(503, b"busy", {"Retry-After": f"{seconds:.0f}"}))


def redirect(number: int) -> Effect:
    return instead(lambda: answered(number, b"", {"Location": "https://portal.invalid/login"}))


def html() -> Effect:
    return instead(lambda: answered(200, _PORTAL, {"Content-Type": "text/html; charset=utf-8"}))


def not_json() -> Effect:
    return instead(lambda: answered(200, b"OK, all is well\n", JSON))


def rejected(field: str) -> Effect:
    """400 in the words that this request is refused with (API.md, section 5)."""

    def reject(asked: Asked) -> Answer:
        if asked.path.endswith("/oauth/token"):
            said = {"error": "invalid_request", "error_description": f"{field} must be given once"}
        else:
            said = {"error_code": "6", "error_message": f"{field}: is not acceptable"}
        return answered(400, json.dumps(said).encode(), JSON)

    return replied(reject)


def refuses(text: str) -> Effect:
    """400 that doesn't say what it is about, for a subscription that holds this text."""

    async def effect(asked: Asked, behind: Next) -> Answer:
        if json.dumps(text).encode() not in asked.body:
            return await behind()
        said = {"error_code": 1, "error_message": "Bad request"}
        return answered(400, json.dumps(said).encode(), JSON)

    return effect


def huge(size: int) -> Effect:
    """Good JSON of so many bytes, made as it is taken."""

    def padding() -> Iterator[bytes]:
        yield b'{"padding": "'
        for _ in range(size // len(_MIB)):
            yield b"x" * len(_MIB)
        yield b"x" * (size % len(_MIB)) + b'"}'

    return instead(lambda: Answer(200, _ENDLESS, pieces(padding())))


def gzip_bomb(size: int) -> Effect:
    """A thousandth of `size` on the line, packed as it is taken."""

    def packed() -> Iterator[bytes]:
        packer = zlib.compressobj(wbits=31)
        for _ in range(-(-size // len(_MIB))):
            yield packer.compress(_MIB)
        yield packer.flush()

    headers = (*_ENDLESS, (b"content-encoding", b"gzip"))
    return instead(lambda: Answer(200, headers, pieces(packed())))


def bad_gzip() -> Effect:
    async def effect(_asked: Asked, behind: Next) -> Answer:
        return (await behind()).told("content-encoding", "gzip")

    return effect


def cut_json() -> Effect:
    """Half of the body, as if that were all of it."""

    async def effect(_asked: Asked, behind: Next) -> Answer:
        answer = await behind()
        body = await answer.read()
        return answer.said(body[: len(body) // 2])

    return effect


def clock_skew(seconds: float) -> Effect:
    """A server whose clock is ahead, or behind with a minus."""

    async def effect(_asked: Asked, behind: Next) -> Answer:
        wrong = datetime.now(UTC) + timedelta(seconds=seconds)
        return (await behind()).told("date", format_datetime(wrong, usegmt=True))

    return effect


def changed(change: Callable[[Any], Any]) -> Effect:
    """A good answer's JSON is given to `change`, and what it gives goes out."""
    return changed_for(lambda _, found: change(found))


def changed_for(change: Callable[[Asked, Any], Any]) -> Effect:
    """As `changed`, where it depends on what was asked."""

    async def effect(asked: Asked, behind: Next) -> Answer:
        answer = await behind()
        if answer.status != 200:
            return answer
        body = await answer.read()
        if not body:
            return answer.said(body)
        return answer.said(json.dumps(change(asked, json.loads(body)), ensure_ascii=False).encode())

    return effect


def empty() -> Effect:
    return changed(lambda _: {})


def foreign(prefix: str) -> Effect:
    """The figures that were asked for, under ids of another program's."""
    return changed(
        lambda found: {f"{prefix}.{number}": part for number, part in enumerate(found.values(), 1)}
    )


def standing_still() -> Effect:
    """The first answer after the fault began, again and again; another subscription begins anew."""
    first: Answers = {}

    def stand(found: Answers) -> Answers:
        if first.keys() != found.keys():
            first.clear()
            first.update(found)
        return first

    return changed(stand)


def wrong_shape(part: str) -> Effect:
    return changed(SPOILT[part])


def _spoil(section: str, spoil: Callable[[Any], Any]) -> Callable[[Answers], Answers]:
    """Changes the first section of this name that has something in it."""

    def change(found: Answers) -> Answers:
        for app_id, sections in found.items():
            if sections.get(section):
                return found | {app_id: sections | {section: spoil(sections[section])}}
        return found

    return change


def _first_row(spoil: Callable[[dict[str, Any]], Any]) -> Callable[[list[Any]], list[Any]]:
    def change(grids: list[Any]) -> list[Any]:
        first, *others = grids
        rows = [spoil(row) if number == 0 else row for number, row in enumerate(first["values"])]
        return [first | {"values": rows}, *others]

    return change


def _first_value(row: dict[str, Any]) -> dict[str, Any]:
    """The last column's: the first is often the key."""
    return row | {list(row)[-1]: {"value": [1, 2]}}


SPOILT: Final[Mapping[str, Callable[[Answers], Any]]] = {
    "answer": lambda found: list(found.values()),
    "app": lambda found: found | {next(iter(found), ""): "nothing"},
    "totals": _spoil("stats_totals", lambda totals: list(totals.values())),
    "grid": _spoil("agent_grids", lambda grids: [grids[0] | {"values": "none"}, *grids[1:]]),
    "row": _spoil("agent_grids", _first_row(lambda _: "a row")),
    "value": _spoil("agent_grids", _first_row(_first_value)),
    "total": _spoil("stats_totals", lambda totals: totals | {next(iter(totals)): {"value": [1, 2]}}),
    "message": _spoil("chat_messages", lambda messages: ["a message", *messages[1:]]),
}
"""What of an answer has the wrong shape; all else of it is right."""


def daily_reset() -> Effect:
    """Counts of the day are 0 and averages of the day empty, as after the reset."""
    return changed_for(lambda asked, found: _recounted(asked, found, _after_reset))


def empty_column(statistic: str) -> Effect:
    """Every cell of this statistic is empty, in totals and grids."""

    def emptied(stats: tuple[str, ...]) -> str | None:
        return "" if statistic in stats else None

    return changed_for(lambda asked, found: _recounted(asked, found, emptied))


def _after_reset(stats: tuple[str, ...]) -> str | None:
    if not all(name.endswith("_per_day") for name in stats):
        return None
    kinds = {(AGENT.get(name) or GROUP[name]).kind for name in stats}
    return "0" if kinds == {"count"} else ""


def _recounted(asked: Asked, found: Answers, instead_of: InsteadOf) -> Answers:
    """The answer with other cells where `instead_of` has one for the statistics of the cell."""
    with asked.site.lock:
        active = asked.site.slots.ask(asked.site.options.user)
    wishes = active.subscription if active else {}
    return {
        app_id: _sections(sections, wishes[app_id], instead_of) if app_id in wishes else sections
        for app_id, sections in found.items()
    }


def _sections(sections: dict[str, Any], wish: Definition, instead_of: InsteadOf) -> dict[str, Any]:
    result = dict(sections)
    if "stats_totals" in sections:
        result["stats_totals"] = {
            name: _or(instead_of((name,)), value) for name, value in sections["stats_totals"].items()
        }
    for name, grids in (("service_grids", wish.service_grids), ("agent_grids", wish.agent_grids)):
        for number, grid in enumerate(grids or ()):
            result[name] = list(result[name])
            rows = result[name][number]["values"]
            result[name][number] = result[name][number] | {
                "values": [_row(row, grid.columns, instead_of) for row in rows]
            }
    return result


def _row(row: dict[str, Any], columns: tuple[Column, ...], instead_of: InsteadOf) -> dict[str, Any]:
    return {column.id: _or(instead_of(column.stats), row[column.id]) for column in columns}


def _or(other: str | None, value: Any) -> Any:
    return value if other is None else other
