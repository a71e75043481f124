"""Layouts as hypothesis makes them: every field, in every combination that the rules allow."""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from wallboard.layout.figures import specs_of
from wallboard.layout.models import (
    SIDE,
    AgentGrid,
    AgentSummary,
    Column,
    Freshness,
    Layout,
    Order,
    Page,
    ServiceGrid,
    ThresholdSpec,
    Ticker,
    Tile,
)
from wallboard.protocol.catalogue import STATISTICS
from wallboard.protocol.kinds import Kind, Scope

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAME = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
NAMES = st.lists(NAME, max_size=3).map(tuple)
BY_DISPOSITION = "calls_dispositions_per_day"
FORMATS = [kind.value for kind in Kind if kind is not Kind.ANY]
NUMBERS = st.integers(-1000, 1000) | st.floats(-1e6, 1e6)


KEYS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | KEYS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)
"""What a TOML file can hold, whatever it means."""


def optional(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.none() | strategy


def stat_names(scope: Scope, kinds: Iterable[Kind] = tuple(Kind)) -> SearchStrategy[str]:
    wanted = set(kinds)
    known = [name for (name, of), one in STATISTICS.items() if of == scope and one.kind in wanted]
    return st.sampled_from(known)


def durations() -> SearchStrategy[str]:
    short = st.builds("{}:{:02}".format, st.integers(0, 99), st.integers(0, 59))
    return short | st.builds(
        "{}:{:02}:{:02}".format, st.integers(0, 99), st.integers(0, 59), st.integers(0, 59)
    )


def seconds(amount: float | str | None) -> float | None:
    if not isinstance(amount, str):
        return amount
    total = 0
    for part in amount.split(":"):
        total = total * 60 + int(part)
    return float(total)


@st.composite
def limits(draw: DrawFn, kind: Kind, at_least_one: bool = False) -> dict[str, Any]:
    """`warn` and `alert` as the kind allows, never the same."""
    if kind.is_text or kind is Kind.TIMESTAMP:
        return {}
    amount = NUMBERS | durations() if kind.is_duration or kind is Kind.ANY else NUMBERS
    warn, alert = draw(optional(amount)), draw(optional(amount))
    if seconds(warn) == seconds(alert):
        alert = None
    if at_least_one and warn is None and alert is None:
        warn = draw(amount)
    return {"warn": warn, "alert": alert}


@st.composite
def measured(draw: DrawFn, scope: Scope) -> tuple[dict[str, Any], Kind]:
    """The fields that a tile and a column share, and the kind that they make."""
    fields: dict[str, Any] = {"label": draw(optional(TEXT))}
    if draw(st.integers(0, 3)) == 0:
        fields["sum"] = tuple(draw(st.lists(stat_names(scope, [Kind.COUNT]), min_size=1, max_size=3)))
        kind = Kind.COUNT
    else:
        names = stat_names(scope)
        fields["stat"] = draw(names | st.just(BY_DISPOSITION) if scope == "agent" else names)
        kind = STATISTICS[fields["stat"], scope].kind
    fields["format"] = draw(optional(st.sampled_from(FORMATS)))
    if fields["format"] is not None and not (kind.is_share and Kind(fields["format"]).is_share):
        kind = Kind(fields["format"])
    if kind.is_share:
        fields["unit"] = draw(optional(st.sampled_from(["0-1", "0-100"])))
    if scope == "totals" or BY_DISPOSITION in (fields.get("stat"), *fields.get("sum", ())):
        fields["dispositions"] = draw(NAMES)
    return fields | draw(limits(kind)), kind


@st.composite
def tiles(draw: DrawFn, at: tuple[int, int, int, int] | None) -> Tile:
    fields, kind = draw(measured("totals"))
    goals = optional(stat_names("totals"))
    if not (kind.is_text or kind is Kind.TIMESTAMP):
        goals |= NUMBERS | durations() if kind.is_duration else NUMBERS
    return Tile(**fields, goal=draw(goals), services=draw(st.just(()) | NAMES), at=at)


@st.composite
def columns(draw: DrawFn, scope: Scope, number: int) -> Column:
    fields, kind = draw(measured(scope))
    when = st.dictionaries(stat_names(scope), TEXT, max_size=2)
    fields["width"] = draw(optional(st.integers(1, 200)))
    fields["id"] = draw(optional(st.just(f"c{number}")))
    if fields.get("warn") is not None or fields.get("alert") is not None:
        fields["when"] = draw(when)
    if not (kind.is_text or kind is Kind.TIMESTAMP):
        spec = limits(kind, at_least_one=True).flatmap(
            lambda given: st.builds(
                ThresholdSpec, when=when, **{name: st.just(one) for name, one in given.items()}
            )
        )
        fields["thresholds"] = draw(st.lists(spec, max_size=2).map(tuple))
    return Column(**fields)


@st.composite
def grids(draw: DrawFn, scope: Scope, at: tuple[int, int, int, int] | None) -> ServiceGrid:
    numbers = range(draw(st.integers(1, 5)))
    made: dict[str, Column] = {}
    for number in numbers:
        column = draw(columns(scope, number))
        made.setdefault(column.name, column)
    fields: dict[str, Any] = {"columns": tuple(made.values()), "title": draw(TEXT), "at": at}
    fields["services"] = draw(NAMES)
    fields["limit"] = draw(optional(st.integers(1, 999_999)))
    directions, ids = st.sampled_from(["ASC", "DESC"]), st.sampled_from(list(made))
    match draw(st.sampled_from(["order_by", "order", "none"])):
        case "order_by":
            fields |= {"order_by": draw(ids), "order_dir": draw(optional(directions))}
        case "order":
            fields["order"] = tuple(draw(st.lists(st.builds(Order, by=ids, dir=directions), max_size=3)))
    if draw(st.booleans()):
        operations = st.sampled_from(["EQ", "NE", "LT", "GT", "LE", "GE"])
        fields |= {"filter_by": draw(ids), "filter_operation": draw(operations), "filter_value": draw(TEXT)}
    if any(specs_of(column) for column in made.values()):
        fields["only_problems"] = draw(st.booleans())
    if scope == "service":
        return ServiceGrid(**fields)
    flags = optional(st.booleans())
    return AgentGrid(**fields, teams=draw(NAMES), logged_in_only=draw(flags), my_subteam_only=draw(flags))


@st.composite
def pages(draw: DrawFn) -> Page:
    known = ["tile", "summary", "service", "agent", "ticker"]
    kinds = draw(st.lists(st.sampled_from(known), min_size=1, max_size=6))
    kinds = [kind for kind in kinds if kind != "ticker"] + ["ticker"] * ("ticker" in kinds)
    placed = draw(st.booleans())
    widgets: dict[str, list[Any]] = {kind: [] for kind in known}
    for number, kind in enumerate(kinds):
        at = (number * 2, draw(st.integers(0, 3)), 2, draw(st.integers(1, SIDE - 3))) if placed else None
        if kind == "tile":
            widget = draw(tiles(at))
        elif kind == "summary":
            widget = AgentSummary(title=draw(TEXT), teams=draw(st.just(()) | NAMES), at=at)
        elif kind == "ticker":
            limit = optional(st.integers(1, 9))
            widget = Ticker(filter=draw(optional(TEXT)), limit=draw(limit), at=at)
        else:
            widget = draw(grids(kind, at))
        widgets[kind].append(widget)
    return Page(
        name=draw(NAME),
        tile=tuple(widgets["tile"]),
        agent_summary=tuple(widgets["summary"]),
        service_grid=tuple(widgets["service"]),
        agent_grid=tuple(widgets["agent"]),
        ticker=widgets["ticker"][0] if widgets["ticker"] else None,
    )


@st.composite
def layouts(draw: DrawFn) -> Layout:
    refresh = draw(st.integers(1, 300))
    late = draw(st.integers(2 * refresh + 5, 1000))
    stale = draw(st.integers(late + 1, 2000))
    freshness = Freshness(late=late, stale=stale, lost=draw(st.integers(max(stale, 20 * refresh) + 1, 9000)))
    return Layout(
        title=draw(NAME),
        screen=draw(st.sampled_from(["160x50", "80x24", "500x200"])),
        refresh=refresh,
        time_zone=draw(st.sampled_from([None, "Europe/Berlin", "UTC"])),
        rotate=draw(st.integers(0, 3600)),
        theme=draw(st.sampled_from(["auto", "night", "day"])),
        resort=draw(st.integers(0, 3600)),
        freshness=draw(st.sampled_from([Freshness(), freshness])),
        page=tuple(draw(st.lists(pages(), min_size=1, max_size=3))),
    )
