"""The names of teams and services, and a subscription's names turned into ids.

The wire knows ids only, layouts may hold names (DESIGN section 4).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from wallboard.protocol.subscription import Definition, Grid, Missing, Subscription
from wallboard.protocol.text import clean

_GUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)

_NO_TOTALS: Final[dict[str, object]] = dict.fromkeys(
    ("stats_totals", "stats_totals_service_ids", "stats_totals_dispositions")
)

_Kind: TypeAlias = Literal["team", "service"]
_Lookups: TypeAlias = tuple[tuple[_Kind, str, tuple[str, ...] | None], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A team or a service as the server lists it, its name cleaned."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Directory:
    """What `GET /statsapi/cfg/teams` and `.../services` list; empty where they could not be asked."""

    teams: tuple[Named, ...] = ()
    services: tuple[Named, ...] = ()
    told: bool = True
    """False where the server did not tell its names."""


def is_id(name: str) -> bool:
    """Whether a layout's entry can be sent without being looked up: it is a GUID (API.md, section 4)."""
    return _GUID.fullmatch(name) is not None


def needs_lookup(subscription: Subscription) -> bool:
    """Whether any team or service is given by something that is no GUID."""
    return any(
        not is_id(name)
        for definition in subscription.root.values()
        for _, _, names in (
            *_totals_lookups(definition),
            *(lookup for grid in _grids(definition) for lookup in _grid_lookups(grid)),
        )
        for name in names or ()
    )


def resolve(subscription: Subscription, directory: Directory) -> tuple[Subscription, tuple[Missing, ...]]:
    """The subscription with ids only, and the names that this server doesn't know.

    An entry is an id (case does not matter), else the exact name, else a name that differs in
    case only; two services of one name are both meant. A GUID that the directory doesn't list
    is sent as it is.

    A part that holds an unknown name is left out, and so is a definition that has no part left:
    the list without that name could be empty, which means all, and the board would show
    everybody's figures under one team's name.
    """
    missing: list[Missing] = []
    resolved: dict[str, Definition] = {}
    for app_id, definition in subscription.root.items():
        known = _Known(app_id, directory, missing)
        left = known.definition(definition)
        if left is not None:
            resolved[app_id] = left
    return Subscription(resolved), tuple(missing)


class _Known:
    """Looks up the names of one app id, and collects what is missing."""

    def __init__(self, app_id: str, directory: Directory, missing: list[Missing]) -> None:
        self._app_id = app_id
        self._directory = directory
        self._missing = missing

    def definition(self, asked: Definition) -> Definition | None:
        update: dict[str, object] = {
            "service_grids": self._all_grids(asked.service_grids),
            "agent_grids": self._all_grids(asked.agent_grids),
        }
        totals = self._ids(_totals_lookups(asked), "")
        left = asked.model_copy(update=update | (_NO_TOTALS if totals is None else totals))
        return left if left.asks_for_something else None

    def _all_grids(self, grids: tuple[Grid, ...] | None) -> tuple[Grid, ...] | None:
        left = []
        for grid in grids or ():
            ids = self._ids(_grid_lookups(grid), grid.id)
            if ids is not None:
                left.append(grid.model_copy(update=ids))
        return tuple(left) or None

    def _ids(self, lookups: _Lookups, grid_id: str) -> dict[str, object] | None:
        """Field -> ids; None where a name is missing."""
        fields: dict[str, object] = {}
        complete = True
        for kind, field, names in lookups:
            if names is None:
                continue
            listed = self._directory.teams if kind == "team" else self._directory.services
            ids: dict[str, None] = {}
            for name in names:
                found = _find(name, listed)
                ids |= dict.fromkeys(found)
                if not found:
                    complete = False
                    self._missing.append(Missing(kind, name, self._app_id, grid_id, self._directory.told))
            fields[field] = tuple(ids)
        return fields if complete else None


def _find(wanted: str, listed: Sequence[Named]) -> tuple[str, ...]:
    name = clean(wanted)
    folded = name.casefold()
    as_id = tuple(entry.id for entry in listed if entry.id.casefold() == wanted.casefold())
    exactly = tuple(entry.id for entry in listed if entry.name == name)
    nearly = tuple(entry.id for entry in listed if entry.name.casefold() == folded)
    as_it_is = (wanted,) if is_id(wanted) else ()
    return as_id or exactly or nearly or as_it_is


def _grids(definition: Definition) -> tuple[Grid, ...]:
    return (*(definition.service_grids or ()), *(definition.agent_grids or ()))


def _totals_lookups(definition: Definition) -> _Lookups:
    return (("service", "stats_totals_service_ids", definition.stats_totals_service_ids),)


def _grid_lookups(grid: Grid) -> _Lookups:
    return (("team", "team_ids", grid.team_ids), ("service", "service_ids", grid.service_ids))
