"""Every request and status over HTTP, as API.md, sections 1 to 5 has them."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest

from tests.simulator.door import LOGIN, SMALL, TOTALS, columns, take_token, visited, visitor
from wallboard.simulator.serving import Simulator, running

PASSWORD = {"tenant_url": "example.test", "username": SMALL.user, "password": SMALL.password}
AUTH, TOKEN = "/statsapi/auth", "/configapi/v2/oauth/token"
SUBSCRIPTION = "/statsapi/subscription"
DATA, ACTIVE = f"{SUBSCRIPTION}/data", f"{SUBSCRIPTION}/active"
CFG = [f"/statsapi/cfg/{name}" for name in ("teams", "services", "agents", "dispositions")]


@pytest.fixture(scope="module")
def house() -> Iterator[tuple[Simulator, httpx.Client]]:
    with visited() as found:
        yield found


@pytest.fixture
def simulator(house: tuple[Simulator, httpx.Client]) -> Iterator[Simulator]:
    yield house[0]
    house[0].forget(SMALL.user)
    house[0].slots(None)


@pytest.fixture
def http(house: tuple[Simulator, httpx.Client], simulator: Simulator) -> httpx.Client:
    return house[1]


@pytest.fixture
def stranger(simulator: Simulator) -> Iterator[httpx.Client]:
    """Somebody who hasn't signed in."""
    with httpx.Client(base_url=simulator.url, trust_env=False) as client:
        yield client


# 1a


def test_a_password_opens_a_session_with_the_documented_cookies(stranger: httpx.Client) -> None:
    answer = stranger.post(AUTH, json=PASSWORD)
    token = answer.json()["token"]
    assert answer.status_code == 200
    assert re.fullmatch(r"[0-9A-F-]{36}", token)
    assert dict(answer.cookies) == {
        "X-STATSAPI-TOKEN": token,
        "X-STATSAPI-TENANT": "example.test",
        "X-STATSAPI-LOGIN": SMALL.user,
    }
    assert stranger.get(CFG[0]).status_code == 200


def test_the_token_of_a_session_is_an_authorization_without_the_word_bearer(stranger: httpx.Client) -> None:
    token = stranger.post(AUTH, json=PASSWORD).json()["token"]
    stranger.cookies.clear()
    assert stranger.get(CFG[0], headers={"Authorization": token}).status_code == 200
    assert stranger.get(CFG[0], headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_a_tenant_in_any_letters_is_quoted_in_its_cookie(stranger: httpx.Client) -> None:
    answer = stranger.post(AUTH, json=PASSWORD | {"tenant_url": "würzburg;\r\n 東京"})
    assert answer.status_code == 200
    assert stranger.get(CFG[0]).status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"password": "x"}, {"username": "x"}], ids=["a wrong password", "an unknown user"]
)
def test_wrong_credentials_are_401(stranger: httpx.Client, wrong: dict[str, str]) -> None:
    assert stranger.post(AUTH, json=PASSWORD | wrong).status_code == 401


@pytest.mark.parametrize(
    ("body", "named"),
    [
        pytest.param(b"", "the body", id="nothing"),
        pytest.param(b"[]", "the body", id="an array"),
        pytest.param(b'{"tenant_url": "x", "username": "x"}', "password", id="no password"),
        pytest.param(b'{"tenant_url": "x", "username": 7, "password": "x"}', "username", id="a number"),
    ],
)
def test_a_malformed_sign_in_is_400(stranger: httpx.Client, body: bytes, named: str) -> None:
    answer = stranger.post(AUTH, content=body)
    assert answer.status_code == 400
    assert named in answer.json()["error_message"]


def test_a_second_session_of_the_user_ends_the_first(stranger: httpx.Client, simulator: Simulator) -> None:
    stranger.post(AUTH, json=PASSWORD)
    with httpx.Client(base_url=simulator.url, trust_env=False) as second:
        second.post(AUTH, json=PASSWORD)
        assert stranger.get(CFG[0]).status_code == 401
        assert second.get(CFG[0]).status_code == 200


def test_signing_out_ends_the_session(stranger: httpx.Client) -> None:
    stranger.post(AUTH, json=PASSWORD)
    assert stranger.delete(AUTH).status_code == 200
    assert stranger.get(CFG[0]).status_code == 401


def test_the_retired_way_is_403_with_a_body_that_lacks_its_last_brace() -> None:
    with running(replace(SMALL, password_sign_in=False)) as simulator:
        answer = httpx.post(simulator.url + AUTH, json=PASSWORD, trust_env=False)
        assert (answer.status_code, answer.text) == (403, '{"error": "illegal login attempt"')


@pytest.mark.parametrize(("cookies", "names"), [("session", ["X-BP-SESSION-ID"]), ("none", [])])
def test_other_servers_set_other_cookies(cookies: Any, names: list[str]) -> None:
    with running(replace(SMALL, cookies=cookies)) as simulator:
        answer = httpx.post(simulator.url + AUTH, json=PASSWORD, trust_env=False)
        assert list(answer.cookies) == names


# 1b


def test_a_secret_gives_a_token_of_64_hex_digits_and_its_life_as_text(stranger: httpx.Client) -> None:
    answer = stranger.post(TOKEN, data=LOGIN)
    given = answer.json()
    assert answer.status_code == 200
    assert given.keys() == {"access_token", "token_type", "expires_in", "scope"}
    assert re.fullmatch(r"[0-9A-F]{64}", given["access_token"])
    assert (given["token_type"], given["scope"]) == ("Bearer", "example.test")
    assert re.fullmatch(r"\d+", given["expires_in"])
    assert take_token(stranger) == given["access_token"]


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        pytest.param({"client_secret": "x"}, 401, "invalid_client", id="a wrong secret"),
        pytest.param({"client_id": "x"}, 401, "invalid_client", id="an unknown user"),
        pytest.param({"grant_type": "password"}, 401, "unsupported_grant_type", id="a wrong grant type"),
        pytest.param({"scope": ""}, 400, "invalid_request", id="no tenant"),
        pytest.param({"client_secret": ""}, 400, "invalid_request", id="no secret"),
        pytest.param({"client_id": ["a", "b"]}, 400, "invalid_request", id="two users"),
    ],
)
def test_a_wrong_token_request(
    stranger: httpx.Client, change: dict[str, Any], status: int, error: str
) -> None:
    answer = stranger.post(TOKEN, data=LOGIN | change)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.json()["error_description"]


def test_a_token_request_in_json_is_400(stranger: httpx.Client) -> None:
    assert stranger.post(TOKEN, json=LOGIN).status_code == 400


def test_the_tenant_is_checked_where_one_is_set() -> None:
    with running(replace(SMALL, tenant="example.test")) as simulator:
        url = simulator.url + TOKEN
        assert httpx.post(url, data=LOGIN, trust_env=False).status_code == 200
        assert httpx.post(url, data=LOGIN | {"scope": "other"}, trust_env=False).status_code == 401


# 2 and 3


def test_create_answers_with_an_empty_body_and_no_content_type(http: httpx.Client) -> None:
    answer = http.post(SUBSCRIPTION, json=TOTALS)
    assert (answer.status_code, answer.content) == (200, b"")
    assert "Content-Type" not in answer.headers


def test_a_refusal_is_400_with_code_and_message_that_names_the_field(http: httpx.Client) -> None:
    answer = http.post(SUBSCRIPTION, json={"t": {"stats_totals": ["nope"]}})
    assert answer.status_code == 400
    assert answer.json().keys() == {"error_code", "error_message"}
    assert answer.json()["error_message"].startswith("t.stats_totals[0]: ")


def test_a_refused_subscription_leaves_the_one_that_was_there(http: httpx.Client) -> None:
    http.post(SUBSCRIPTION, json=TOTALS)
    http.post(SUBSCRIPTION, content=b"nonsense")
    assert http.get(DATA).json().keys() == TOTALS.keys()


def test_data_holds_every_section_asked_for(http: httpx.Client) -> None:
    http.post(
        SUBSCRIPTION,
        json=TOTALS
        | {
            "s": {
                "service_grids": [
                    {"id": "1", "columns": columns("name")},
                    {"id": "2", "columns": columns("name")},
                ]
            },
            "a": {
                "agent_grids": [{"id": "1", "columns": columns("login_id")}],
                "chat_messages": {"limit": 1},
            },
        },
    )
    answer = http.get(DATA)
    assert answer.headers["Content-Type"] == "application/json"
    assert {app: set(sections) for app, sections in answer.json().items()} == {
        "t": {"stats_totals"},
        "s": {"service_grids"},
        "a": {"agent_grids", "chat_messages"},
    }
    assert [grid["id"] for grid in answer.json()["s"]["service_grids"]] == ["1", "2"]


def test_a_second_post_replaces_the_first(http: httpx.Client) -> None:
    http.post(SUBSCRIPTION, json=TOTALS)
    http.post(SUBSCRIPTION, json={"other": {"chat_messages": {}}})
    assert http.get(DATA).json().keys() == {"other"}


def test_a_subscription_to_nothing_gets_nothing(http: httpx.Client) -> None:
    http.post(SUBSCRIPTION, json={})
    assert (http.get(DATA).status_code, http.get(DATA).json()) == (200, {})


def test_data_without_a_subscription_is_404(http: httpx.Client) -> None:
    assert http.get(DATA).status_code == 404


def test_a_token_and_a_session_of_one_user_see_the_same_subscription(
    http: httpx.Client, stranger: httpx.Client
) -> None:
    http.post(SUBSCRIPTION, json=TOTALS)
    stranger.post(AUTH, json=PASSWORD)
    assert stranger.get(DATA).json() == http.get(DATA).json()


def test_data_is_204_until_the_first_is_made() -> None:
    with visited(replace(SMALL, first_data_after_s=60)) as (simulator, http):
        http.post(SUBSCRIPTION, json=TOTALS)
        answer = http.get(DATA)
        assert (answer.status_code, answer.content) == (204, b"")
        simulator.elapse(60)
        assert http.get(DATA).status_code == 200


# 4 and 5


def test_delete_frees_the_subscription(http: httpx.Client) -> None:
    http.post(SUBSCRIPTION, json=TOTALS)
    assert (http.delete(ACTIVE).status_code, http.get(DATA).status_code) == (200, 404)


@pytest.mark.parametrize("status", [200, 404])
def test_a_needless_delete(status: Any) -> None:
    with visited(replace(SMALL, delete_without_subscription=status)) as (_, http):
        assert http.delete(ACTIVE).status_code == status


def test_the_tenants_limit_is_409_until_a_slot_is_free(simulator: Simulator, http: httpx.Client) -> None:
    simulator.slots(1)
    simulator.occupy("somebody", TOTALS)
    assert http.post(SUBSCRIPTION, json=TOTALS).status_code == 409
    simulator.forget("somebody")
    assert http.post(SUBSCRIPTION, json=TOTALS).status_code == 200


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda http: http.post(SUBSCRIPTION, json=TOTALS), id="subscription"),
        pytest.param(lambda http: http.get(DATA), id="data"),
        pytest.param(lambda http: http.delete(ACTIVE), id="delete"),
        pytest.param(lambda http: http.delete(AUTH), id="sign-out"),
        *(pytest.param(lambda http, path=path: http.get(path), id=path) for path in CFG),
    ],
)
def test_whoever_has_not_signed_in_gets_401(
    stranger: httpx.Client, ask: Callable[[httpx.Client], httpx.Response]
) -> None:
    assert ask(stranger).status_code == 401
    stranger.headers["Authorization"] = "Bearer " + "0" * 64
    assert ask(stranger).status_code == 401


@pytest.mark.parametrize("name", ["teams", "services", "agents"])
def test_lists_of_ids_and_names(http: httpx.Client, name: str) -> None:
    found = http.get(f"/statsapi/cfg/{name}").json()
    assert found
    assert all(each.keys() == {"id", "name"} for each in found)
    assert all(re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", each["id"]) for each in found)


def test_agents_are_named_by_login_and_hold_a_user_without_a_row(
    simulator: Simulator, http: httpx.Client
) -> None:
    names = [each["name"] for each in http.get("/statsapi/cfg/agents").json()]
    assert set(names) == {agent.login for agent in simulator.centre.agents} | {"admin"}
    assert names != sorted(names)


def dispositions(http: httpx.Client, **wanted: str) -> set[str]:
    return set(http.get("/statsapi/cfg/dispositions", params=wanted).json()["dispositions"])


def test_dispositions_are_filtered_by_every_parameter_given(http: httpx.Client) -> None:
    every = dispositions(http)
    assert "Product sold" in every
    for name in ("agentCanSelect", "inbound", "outbound", "preview"):
        assert dispositions(http, **{name: "1"}) < every
    both = dispositions(http, inbound="1", outbound="1")
    assert both == dispositions(http, inbound="1") & dispositions(http, outbound="1")


def test_dispositions_in_the_other_shape() -> None:
    with visited(replace(SMALL, dispositions_as_array=True)) as (_, http):
        assert "Product sold" in http.get("/statsapi/cfg/dispositions").json()


def test_available_agents_can_be_asked_without_a_sign_in(
    simulator: Simulator, stranger: httpx.Client
) -> None:
    for service in simulator.centre.services:
        asked = {"service": service.name, "tenantUrl": "example.test"}
        answer = stranger.get("/statsapi/info/check_available_agents", params=asked)
        assert answer.json() == {"availability": bool(service.ready)}
    unknown = stranger.get("/statsapi/info/check_available_agents", params={"service": "Nobody’s"})
    assert unknown.json() == {"availability": False}


def test_available_agents_of_no_service_is_400(stranger: httpx.Client) -> None:
    answer = stranger.get("/statsapi/info/check_available_agents")
    assert (answer.status_code, answer.json()["error_message"]) == (400, "service: is missing")


@pytest.mark.parametrize(("method", "status"), [("GET", 405), ("PUT", 405)])
def test_other_methods_are_refused(http: httpx.Client, method: str, status: int) -> None:
    assert http.request(method, SUBSCRIPTION).status_code == status


def test_other_paths_are_404(http: httpx.Client) -> None:
    assert http.get("/statsapi/nothing").status_code == 404


def test_the_headers_that_were_seen_come_with_every_answer(http: httpx.Client) -> None:
    http.post(SUBSCRIPTION, json=TOTALS)
    for answer in (
        http.get(DATA),
        http.post(SUBSCRIPTION, json=TOTALS),
        http.post(SUBSCRIPTION, content=b""),
    ):
        assert answer.headers["Cache-Control"].startswith("no-store")
        assert "1997" in answer.headers["Expires"]
        assert len([name for name in answer.headers if name.startswith("access-control-allow-")]) == 3
        date, changed = (parsedate_to_datetime(answer.headers[name]) for name in ("Date", "Last-Modified"))
        assert 12 * 3600 - 2 <= (date - changed).total_seconds() <= 12 * 3600 + 2


def test_answers_are_utf_8_as_they_are_read(http: httpx.Client) -> None:
    http.post(SUBSCRIPTION, json={"a": {"agent_grids": [{"id": "1", "columns": columns("first_last_name")}]}})
    answer = http.get(DATA)
    assert json.loads(answer.content.decode("utf-8")) == answer.json()
    assert not answer.content.isascii()


def test_two_visitors_of_one_user_share_token_and_subscription(
    simulator: Simulator, http: httpx.Client
) -> None:
    with visitor(simulator) as second:
        assert second.headers["Authorization"] == http.headers["Authorization"]
        second.post(SUBSCRIPTION, json={"theirs": {"chat_messages": {}}})
    assert http.get(DATA).json().keys() == {"theirs"}
