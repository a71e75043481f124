"""Names and logins of the house's people."""

import re
from random import Random

import pytest

from wallboard.simulator.centre import Centre
from wallboard.simulator.people import people

CROWD = people(1000, Random(1))


def test_logins_differ_and_can_be_typed_anywhere() -> None:
    logins = [person.login for person in CROWD]
    assert len(set(logins)) == len(logins)
    assert [login for login in logins if not re.fullmatch(r"[a-z-]+\.[a-z-]+\d*", login)] == []


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(r"[À-ỹ]", id="accents"),
        pytest.param(r"[一-龥]", id="Han"),
        pytest.param(r"[가-힣]", id="Hangul"),
        pytest.param(r"[А-я]", id="Cyrillic"),
        pytest.param(r"[Α-ω]", id="Greek"),
        pytest.param(r"^.{1,4}$", id="very short ones"),
        pytest.param(r"^.{24,}$", id="very long ones"),
        pytest.param(r"[’-]", id="apostrophes and hyphens"),
    ],
)
def test_names_of_every_kind_are_among_them(kind: str) -> None:
    assert any(re.search(kind, f"{person.first} {person.last}") for person in CROWD)


def test_every_service_has_an_agent_and_every_agent_a_service() -> None:
    house = Centre()
    assert all(service.agents for service in house.services)
    assert all(agent.services for agent in house.agents)
    assert {agent.team for agent in house.agents} == set(house.teams)


def test_service_names_differ() -> None:
    names = [service.name for service in Centre(50, 60).services]
    assert len(set(names)) == 60


def test_ids_are_upper_case_guids_and_differ() -> None:
    house = Centre()
    ids = [each.id for each in (*house.services, *house.teams, *house.agents)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", each) for each in ids)
