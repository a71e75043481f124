"""What is worth saying about a layout that is not wrong: names that only the server can judge."""

from collections.abc import Iterator

from wallboard.layout.figures import goal_stat, specs_of, stats_of
from wallboard.layout.models import AgentGrid, AgentSummary, Column, Layout, ServiceGrid, Ticker, Tile, Widget
from wallboard.protocol.catalogue import find, nearest
from wallboard.protocol.directory import is_id
from wallboard.protocol.kinds import Scope
from wallboard.protocol.text import clean

_SCOPES: dict[Scope, str] = {"totals": "totals", "service": "service grids", "agent": "agent grids"}


def notes(layout: Layout) -> Iterator[str]:
    """Sentences about unknown or guessed statistics, then about names to be looked up; each once."""
    said: dict[str, None] = {}
    for page in layout.pages:
        for _, widget in page.widgets():
            said.update(dict.fromkeys(_about_stats(widget)))
    for page in layout.pages:
        for _, widget in page.widgets():
            said.update(dict.fromkeys(_about_names(widget)))
    yield from map(clean, said)


def _about_stats(widget: Widget) -> Iterator[str]:
    if isinstance(widget, Tile):
        goal = goal_stat(widget.goal)
        for name in (*stats_of(widget), *((goal,) if goal else ())):
            yield from _about_stat(name, "totals")
    elif isinstance(widget, ServiceGrid):
        scope: Scope = "agent" if isinstance(widget, AgentGrid) else "service"
        for column in widget.columns:
            for name in _asked_by(column):
                yield from _about_stat(name, scope)


def _asked_by(column: Column) -> Iterator[str]:
    yield from stats_of(column)
    if (goal := goal_stat(column.goal)) is not None:
        yield goal
    for spec in specs_of(column):
        yield from spec.when


def _about_stat(name: str, scope: Scope) -> Iterator[str]:
    known = find(name, scope)
    if known is not None:
        if not known.confirmed:
            yield f"statistic `{name}` in {_SCOPES[scope]} is a guess: the server may not know it"
        return
    elsewhere = [words for other, words in _SCOPES.items() if find(name, other)]
    near = nearest(name, scope)
    if elsewhere:
        yield f"statistic `{name}` is known in {' and '.join(elsewhere)}, not in {_SCOPES[scope]}"
    elif near:
        yield f"statistic `{name}` is not known in {_SCOPES[scope]}, did you mean `{near}`?"
    else:
        yield f"statistic `{name}` is not known in {_SCOPES[scope]}: the server may know it"


def _about_names(widget: Widget) -> Iterator[str]:
    if isinstance(widget, Ticker):
        return
    services = () if isinstance(widget, AgentSummary) else widget.services
    teams = widget.teams if isinstance(widget, AgentGrid | AgentSummary) else ()
    for kind, names in (("service", services), ("team", teams)):
        yield from (f"{kind} `{name}` is looked up on the server" for name in names if not is_id(name))
