"""A Layout as TOML that a supervisor can go on editing: nothing that equals a default."""

from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, InlineTable, Table

from wallboard.layout.models import Layout


def write_layout(layout: Layout) -> str:
    """TOML text from which `read_layout` makes an equal layout; a column is one line."""
    document = tomlkit.document()
    _fill(document, layout.model_dump(by_alias=True, exclude_defaults=True))
    return tomlkit.dumps(document)


def _fill(table: Any, fields: Mapping[str, Any]) -> None:
    """Puts `fields` into a document or a table."""
    for name, value in fields.items():
        table.append(name, _item(name, value))


def _item(name: str, value: Any) -> Any:
    match value:
        case dict() if name == "when":
            return _inline(value)
        case dict():
            return _table(value)
        case tuple() if name in ("page", "tile", "agent_summary", "service_grid", "agent_grid"):
            return AoT([_table(fields) for fields in value])
        case tuple() | list():
            return _list(value, lines=name == "columns")
        case _:
            return tomlkit.item(value)


def _table(fields: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    _fill(table, fields)
    return table


def _inline(fields: Mapping[str, Any]) -> InlineTable:
    table = tomlkit.inline_table()
    for name, value in fields.items():
        table.append(name, _item("when" if isinstance(value, dict) else name, value))
    return table


def _list(values: Any, lines: bool) -> Array:
    array = tomlkit.array()
    for value in values:
        array.append(_inline(value) if isinstance(value, dict) else value)
    return array.multiline(lines)
