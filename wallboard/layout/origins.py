"""Where in a layout's file the names stand that a server may refuse."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from wallboard.layout.positions import Path, Spot, positions

_NAMING: Final = frozenset(
    {"stat", "sum", "goal", "when", "dispositions", "services", "teams", "filter_value", "filter"}
)
"""Fields whose texts go to the server as they are."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A name that goes to the server: the line of the file that it stands in, and its widget's title."""

    name: str
    line: int
    widget: str


def origins(text: str) -> tuple[Origin, ...]:
    """Every name of a layout that goes out, in the file's order; `text` has passed `read_layout`."""
    raw = tomllib.loads(text)
    spots = positions(text)
    return tuple(
        origin
        for number, page in enumerate(raw.get("page", ()))
        for kind in ("tile", "service_grid", "agent_grid", "ticker")
        for path, widget in _widgets(page, ("page", number), kind)
        for origin in _names(widget, path, _title(widget, kind), spots)
    )


def _widgets(page: dict[str, Any], path: Path, kind: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    found = page.get(kind, ())
    if isinstance(found, dict):
        yield (*path, kind), found
        return
    yield from (((*path, kind, number), widget) for number, widget in enumerate(found))


def _title(widget: dict[str, Any], kind: str) -> str:
    return str(widget.get("title") or widget.get("label") or kind.replace("_", " "))


def _names(node: Any, path: Path, widget: str, spots: Mapping[Path, Spot]) -> Iterator[Origin]:
    match node:
        case dict():
            for key, value in node.items():
                yield from _names(value, (*path, key), widget, spots)
        case list():
            for number, value in enumerate(node):
                yield from _names(value, (*path, number), widget, spots)
        case str() if not _NAMING.isdisjoint(path) and path in spots:
            yield Origin(node, spots[path].value.line, widget)
