"""Names of teams and services become ids, and what can't leaves its part out (DESIGN section 4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallboard.protocol.directory import Directory, Named, needs_lookup, resolve
from wallboard.protocol.subscription import Missing, Subscription

FRONT = "0AFE6FD8-8C4B-4E1A-9D2C-00000000000A"
BACK = "0AFE6FD8-8C4B-4E1A-9D2C-00000000000B"
CHAT = "0AFE6FD8-8C4B-4E1A-9D2C-0000000000C1"
CHAT_TOO = "0AFE6FD8-8C4B-4E1A-9D2C-0000000000C2"
STRANGE = "0AFE6FD8-8C4B-4E1A-9D2C-0000000000FF"
DIRECTORY = Directory(
    teams=(
        Named(FRONT, "Front"),
        Named(BACK, "Back"),
        Named("12", "front"),
        Named("7", "Straße"),
        Named("8", "Café"),
    ),
    services=(Named(CHAT, "Chat"), Named(CHAT_TOO, "Chat"), Named("S1", "Support")),
)
COLUMNS = ({"id": "1", "stat_name": "login_id"},)


def agents(*teams: str, grid_id: str = "g1") -> dict[str, object]:
    return {"id": grid_id, "columns": COLUMNS, "team_ids": teams}


def subscription(**apps: dict[str, object]) -> Subscription:
    return Subscription.model_validate(apps)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        pytest.param("Front", (FRONT,), id="a name, exactly"),
        pytest.param("BACK", (BACK,), id="a name in other letters"),
        pytest.param("STRASSE", ("7",), id="a name in other letters of another length"),
        pytest.param("Cafe\u0301", ("8",), id="a name whose accent was typed apart"),
        pytest.param("front", ("12",), id="an exact name goes before one in other letters"),
        pytest.param("FRONT", (FRONT, "12"), id="two that differ in case are both meant"),
        pytest.param(FRONT.lower(), (FRONT,), id="an id in small letters"),
        pytest.param("12", ("12",), id="an id that is no GUID"),
        pytest.param(STRANGE, (STRANGE,), id="a GUID that isn't listed is sent as it is"),
    ],
)
def test_a_team_is_found_by_name_or_id(name: str, ids: tuple[str, ...]) -> None:
    resolved, missing = resolve(subscription(a={"agent_grids": [agents(name)]}), DIRECTORY)
    assert resolved == subscription(a={"agent_grids": [agents(*ids)]})
    assert missing == ()


def test_two_services_of_one_name_are_both_meant() -> None:
    resolved, _ = resolve(
        subscription(
            a={"stats_totals": ["agents_logged"], "stats_totals_service_ids": ["Chat", "Support", "S1"]}
        ),
        DIRECTORY,
    )
    assert resolved.root["a"].stats_totals_service_ids == (CHAT, CHAT_TOO, "S1")


def test_a_name_that_is_missing_leaves_its_grid_out_and_only_that() -> None:
    asked = subscription(
        a={
            "agent_grids": [agents("Front", "Nobody", "Nowhere"), agents("Back", grid_id="g2")],
            "chat_messages": {},
        }
    )
    resolved, missing = resolve(asked, DIRECTORY)
    assert resolved == subscription(
        a={"agent_grids": [agents(BACK, grid_id="g2")], "chat_messages": {}},
    )
    assert missing == (Missing("team", "Nobody", "a", "g1"), Missing("team", "Nowhere", "a", "g1"))


def test_a_service_that_is_missing_leaves_its_totals_out_with_their_limits() -> None:
    asked = subscription(
        a={
            "stats_totals": ["agents_logged"],
            "stats_totals_service_ids": ["Mail", "Chat"],
            "stats_totals_dispositions": ["Sale"],
            "chat_messages": {},
        }
    )
    resolved, missing = resolve(asked, DIRECTORY)
    assert resolved == subscription(a={"chat_messages": {}})
    assert missing == (Missing("service", "Mail", "a"),)


def test_a_definition_that_has_no_part_left_is_dropped() -> None:
    asked = subscription(
        a={"stats_totals": ["agents_logged"], "stats_totals_service_ids": ["Mail"]}, b={"chat_messages": {}}
    )
    resolved, _ = resolve(asked, DIRECTORY)
    assert list(resolved.root) == ["b"]


def test_services_limit_grids_of_both_sections() -> None:
    grid = {"id": "g1", "columns": COLUMNS, "service_ids": ["Support"]}
    resolved, missing = resolve(subscription(a={"service_grids": [grid], "agent_grids": [grid]}), DIRECTORY)
    definition = resolved.root["a"]
    assert [
        grid.service_ids for grid in (definition.service_grids or ()) + (definition.agent_grids or ())
    ] == [
        ("S1",),
        ("S1",),
    ]
    assert missing == ()


def test_teams_are_not_looked_up_among_services() -> None:
    _, missing = resolve(subscription(a={"agent_grids": [agents("Support")]}), DIRECTORY)
    assert missing == (Missing("team", "Support", "a", "g1"),)


def test_what_names_nothing_stays_as_it_is() -> None:
    asked = subscription(
        a={"stats_totals": ["agents_logged"], "stats_totals_service_ids": []},
        b={"agent_grids": [agents()]},
        c={"agent_grids": [{"id": "g1", "columns": COLUMNS}]},
    )
    assert resolve(asked, Directory()) == (asked, ())


@pytest.mark.parametrize(
    ("app", "needed"),
    [
        pytest.param({"agent_grids": [agents("Front")]}, True, id="a team's name"),
        pytest.param({"agent_grids": [agents(FRONT, "12")]}, True, id="an id that is no GUID"),
        pytest.param({"agent_grids": [agents(FRONT, FRONT.lower())]}, False, id="GUIDs"),
        pytest.param({"agent_grids": [agents()]}, False, id="all teams"),
        pytest.param(
            {"service_grids": [{"id": "g", "columns": COLUMNS, "service_ids": ["Chat"]}]},
            True,
            id="a service's name",
        ),
        pytest.param(
            {"stats_totals": ["agents_logged"], "stats_totals_service_ids": ["Chat"]},
            True,
            id="totals of a service",
        ),
        pytest.param({"chat_messages": {}}, False, id="nothing of the kind"),
    ],
)
def test_names_need_a_look_up_and_guids_do_not(app: dict[str, object], needed: bool) -> None:
    assert needs_lookup(subscription(a=app)) is needed


NAMES = st.lists(st.sampled_from(["Front", "BACK", "Nobody", "", FRONT, "12"]), max_size=4)


@given(st.lists(NAMES, min_size=1, max_size=3), st.booleans())
def test_a_limit_never_becomes_the_empty_list_that_means_all(lists: list[list[str]], known: bool) -> None:
    asked = subscription(
        a={"agent_grids": [agents(*names, grid_id=f"g{number}") for number, names in enumerate(lists)]},
        b={"chat_messages": {}},
    )
    resolved, missing = resolve(asked, DIRECTORY if known else Directory())
    left = {grid.id: grid.team_ids for app in resolved.root.values() for grid in app.agent_grids or ()}
    for number, names in enumerate(lists):
        lost = any(entry.grid_id == f"g{number}" for entry in missing)
        assert (f"g{number}" in left) is not lost
        assert lost or bool(left[f"g{number}"]) is bool(names)
    assert not needs_lookup(resolved) or known
