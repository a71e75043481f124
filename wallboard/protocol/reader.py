"""`GET /statsapi/subscription/data` read by a reader that is compiled from the subscription.

Tolerant after API.md, section 3: what is wrong costs no more than the value, row, grid or
message it is wrong with, and is listed in the answer. Only a body that is no JSON object
is refused.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from wallboard.protocol.answer import Answer, GridKey, Message, Row, Section, Unread
from wallboard.protocol.decoding import JsonObject, Odd, decode_object, describe
from wallboard.protocol.messages import FIELDS, newest_first, read_message
from wallboard.protocol.subscription import Definition, Grid, Subscription
from wallboard.protocol.text import clean
from wallboard.protocol.values import Raw

MOST_UNREAD: Final = 20
"""So many faults of one answer are listed; one more entry counts the others."""

_LONGEST_NAME: Final = 100
"""Longer texts are not kept: somebody could fill the memory with them."""

_PLAIN: Final = frozenset({str, int, float, bool, type(None)})
_HALF: Final = re.compile("[\ud800-\udfff]")
"""Half a character: a surrogate that came without the other."""


class Reader:
    """Reads the answers to one subscription."""

    def __init__(self, subscription: Subscription) -> None:
        self._parts = {app_id: _Part(app_id, asked) for app_id, asked in subscription.root.items()}

    def read(self, body: bytes) -> Answer:
        """The parts of the subscription that came in `body`. Raises `decoding.Unreadable`."""
        apps = decode_object(body)
        answer = _Draft()
        for app_id, part in self._parts.items():
            if app_id in apps:
                part.read(apps[app_id], answer)
        return Answer(
            totals=answer.totals,
            grids=answer.grids,
            messages=answer.messages,
            foreign=tuple(clean(app_id) for app_id in apps if app_id not in self._parts),
            empty=not apps,
            unread=answer.faults.listed(),
        )


class _Faults:
    def __init__(self) -> None:
        self._listed: list[Unread] = []
        self._others = 0

    def add(self, where: str, what: str) -> None:
        if len(self._listed) < MOST_UNREAD:
            self._listed.append(Unread(where, what))
        else:
            self._others += 1

    def listed(self) -> tuple[Unread, ...]:
        others = [Unread("elsewhere", f"{self._others} more")] if self._others else []
        return (*self._listed, *others)


class _Draft:
    """An answer while it is being read."""

    def __init__(self) -> None:
        self.totals: dict[str, dict[str, Raw]] = {}
        self.grids: dict[GridKey, tuple[Row, ...]] = {}
        self.messages: dict[str, tuple[Message, ...]] = {}
        self.faults = _Faults()


@dataclass(frozen=True, slots=True)
class _Columns:
    """A grid's place in the answer, and the ids of its columns in the order of a row's cells."""

    key: GridKey
    ids: tuple[str, ...]

    def rows(self, values: Sequence[object], faults: _Faults) -> tuple[Row, ...]:
        # Nearly every grid is nothing but texts, numbers and gaps. Asking that of a whole column at once
        # costs a twentieth of asking each cell.
        objects = [row for row in values if isinstance(row, dict)]
        columns = [_column([row.get(name) for row in objects]) for name in self.ids]
        whole = [column for column in columns if column is not None]
        if len(objects) == len(values) and len(whole) == len(self.ids):
            return tuple(zip(*whole, strict=True))
        return tuple(self._rows(values, faults))

    def _rows(self, values: Sequence[object], faults: _Faults) -> Iterator[Row]:
        """Cell by cell, for what there is to tell of."""
        for number, row in enumerate(values, start=1):
            if isinstance(row, dict):
                where = f"{_name(self.key)} row {number} column "
                yield tuple(_cell(row.get(column), where, column, faults) for column in self.ids)
            else:
                faults.add(f"{_name(self.key)} row {number}", describe(row))


class _Part:
    """What one app id asks for, read from its object in the answer."""

    def __init__(self, app_id: str, asked: Definition) -> None:
        self._app_id = app_id
        self._stats = asked.stats_totals
        self._chats = asked.chat_messages is not None
        self._sections: dict[Section, dict[str, _Columns]] = {}
        for section, grids in _sections(asked):
            self._sections[section] = {
                grid.id: _Columns(
                    GridKey(app_id, section, grid.id), tuple(column.id for column in grid.columns)
                )
                for grid in grids
            }

    def read(self, raw: object, answer: _Draft) -> None:
        if not isinstance(raw, dict):
            answer.faults.add(self._app_id, describe(raw))
            return
        if self._stats is not None and "stats_totals" in raw:
            self._read_totals(raw["stats_totals"], answer)
        for section, columns in self._sections.items():
            if section in raw:
                self._read_grids(section, columns, raw[section], answer)
        if self._chats:
            self._read_messages(raw.get("chat_messages"), answer)

    def _read_totals(self, raw: object, answer: _Draft) -> None:
        where = f"{self._app_id} stats_totals"
        if not isinstance(raw, dict):
            answer.faults.add(where, describe(raw))
            return
        answer.totals[self._app_id] = {
            name: _cell(raw[name], f"{where} ", name, answer.faults)
            for name in self._stats or ()
            if name in raw
        }

    def _read_grids(
        self, section: Section, columns: dict[str, _Columns], raw: object, answer: _Draft
    ) -> None:
        where = f"{self._app_id} {section}"
        if not isinstance(raw, list):
            answer.faults.add(where, describe(raw))
            return
        for grid in raw:
            if not isinstance(grid, dict):
                answer.faults.add(where, describe(grid))
                continue
            grid_id = _id(grid.get("id"))
            asked = columns.get(grid_id)
            values = grid.get("values")
            if asked is None:
                if not grid_id:
                    answer.faults.add(where, "a grid without an id")
            elif asked.key in answer.grids:
                answer.faults.add(_name(asked.key), "came twice")
            elif not isinstance(values, list):
                answer.faults.add(f"{_name(asked.key)} values", describe(values))
            else:
                answer.grids[asked.key] = asked.rows(values, answer.faults)

    def _read_messages(self, raw: object, answer: _Draft) -> None:
        """Absent messages are none (API.md, section 3): the app id did come."""
        where = f"{self._app_id} chat_messages"
        if raw is not None and not isinstance(raw, list):
            answer.faults.add(where, describe(raw))
            return
        messages: list[Message] = []
        for number, message in enumerate(raw or (), start=1):
            if isinstance(message, dict):
                messages.append(_message(message, f"{where} {number} ", answer.faults))
            else:
                answer.faults.add(f"{where} {number}", describe(message))
        answer.messages[self._app_id] = newest_first(messages)


def _message(raw: JsonObject, where: str, faults: _Faults) -> Message:
    fields = {name: _cell(raw.get(name), where, name, faults) for name in FIELDS}
    message = read_message(fields)
    if message.sent is None and fields["send_time"] not in (None, ""):
        faults.add(f"{where}send_time", "no time")
    return message


def _sections(asked: Definition) -> tuple[tuple[Section, tuple[Grid, ...]], ...]:
    return (("service_grids", asked.service_grids or ()), ("agent_grids", asked.agent_grids or ()))


def _column(cells: list[object]) -> Sequence[Raw] | None:
    """The cells of a column as the board may have them; None where one has a fault to be told."""
    kinds = set(map(type, cells))
    if not kinds <= _PLAIN:
        return None
    texts = cells if kinds == {str} else [cell for cell in cells if isinstance(cell, str)]
    joined = "".join(texts)  # type: ignore[arg-type]  # texts all of them
    if joined.isprintable():
        if joined.isascii():
            return cells
    elif _HALF.search(joined):
        return None
    return [_cleaned(cell) if isinstance(cell, str) else cell for cell in cells]


def _cleaned(text: str) -> str:
    return _cleaned_name(text) if len(text) <= _LONGEST_NAME else clean(text)


@lru_cache(maxsize=1 << 14)
def _cleaned_name(text: str) -> str:
    """Cleaned once, since the same names come with every answer."""
    return clean(text)


def _cell(raw: object, where: str, name: str, faults: _Faults) -> Raw:
    """A value as the board may have it; None, and a fault, where it is no text, number or flag."""
    if isinstance(raw, str):
        if raw.isascii() and raw.isprintable():
            return raw
        cleaned = clean(raw)
        if cleaned is not raw and _HALF.search(raw):
            faults.add(where + name, "half a character")
        return cleaned
    if isinstance(raw, Odd | dict | list):
        faults.add(where + name, describe(raw))
        return None
    return raw


def _id(raw: object) -> str:
    return str(raw) if isinstance(raw, str | int) and not isinstance(raw, bool) else ""


def _name(key: GridKey) -> str:
    return f"{key.app_id} {key.section} {key.grid_id}"
