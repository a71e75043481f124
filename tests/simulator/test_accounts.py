"""Sessions, tokens and subscriptions over time, on a clock that the test turns."""

from itertools import count

import pytest

from wallboard.simulator.accounts import Accounts
from wallboard.simulator.checker import read_subscription
from wallboard.simulator.options import Options
from wallboard.simulator.site import Clock
from wallboard.simulator.slots import Slots

USER, PASSWORD, SECRET = "stats.user", "demo-password", "demo-secret"
NOTHING = read_subscription(b"{}")


class Turned:
    """A clock in seconds."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Turned:
    return Turned()


@pytest.fixture
def accounts(clock: Turned) -> Accounts:
    numbers = count(1)
    return Accounts(Options(tenant="example.test"), lambda: f"GUID-{next(numbers)}", clock)


def signed_in(accounts: Accounts) -> str:
    session = accounts.by_password("example.test", USER, PASSWORD)
    assert session
    return session.token


def token(accounts: Accounts) -> tuple[str, float]:
    found = accounts.by_secret("example.test", USER, SECRET)
    assert found
    return found[0].text, found[1]


def test_a_second_sign_in_ends_the_session_of_the_first(accounts: Accounts) -> None:
    first = signed_in(accounts)
    second = signed_in(accounts)
    assert accounts.user_of(first, {}) is None
    assert accounts.user_of(second, {}) == USER


@pytest.mark.parametrize(
    ("tenant", "user", "password"),
    [
        pytest.param("other.test", USER, PASSWORD, id="another tenant"),
        pytest.param("example.test", "someone", PASSWORD, id="another user"),
        pytest.param("example.test", USER, "wrong", id="a wrong password"),
        pytest.param("example.test", USER, SECRET, id="the secret instead of the password"),
        pytest.param("example.test", USER, "\ud800", id="a password that can't be written"),
    ],
)
def test_wrong_credentials_open_nothing(accounts: Accounts, tenant: str, user: str, password: str) -> None:
    assert accounts.by_password(tenant, user, password) is None
    assert accounts.by_secret(tenant, user, password if password != SECRET else PASSWORD) is None


def test_a_session_lives_fifteen_minutes_from_its_last_use(accounts: Accounts, clock: Turned) -> None:
    session = signed_in(accounts)
    for _ in range(3):
        clock.now += 14 * 60
        assert accounts.user_of(session, {}) == USER
    clock.now += 15 * 60
    assert accounts.user_of(session, {}) is None


def test_the_three_cookies_are_a_sign_in_and_must_fit_together(accounts: Accounts) -> None:
    session = accounts.by_password("example.test", USER, PASSWORD)
    assert session
    cookies = session.cookies()
    assert accounts.user_of("", cookies) == USER
    assert accounts.user_of("", {"X-BP-SESSION-ID": session.token}) == USER
    assert accounts.user_of("", cookies | {"X-STATSAPI-LOGIN": "someone"}) is None
    assert accounts.user_of("", {}) is None


def test_the_same_token_comes_again_with_the_time_it_has_left(accounts: Accounts, clock: Turned) -> None:
    first, life = token(accounts)
    clock.now += 336
    again, left = token(accounts)
    assert (again, life, left) == (first, 3600, 3264)


def test_a_token_ends_and_the_next_one_is_another(accounts: Accounts, clock: Turned) -> None:
    first, life = token(accounts)
    clock.now += life - 1
    assert accounts.user_of(f"Bearer {first}", {}) == USER
    clock.now += 1
    assert accounts.user_of(f"Bearer {first}", {}) is None
    assert token(accounts)[0] != first


def test_a_token_needs_the_word_bearer_and_a_session_must_not_have_it(accounts: Accounts) -> None:
    text, session = token(accounts)[0], signed_in(accounts)
    assert accounts.user_of(text, {}) is None
    assert accounts.user_of(f"Bearer {session}", {}) is None
    assert accounts.user_of(f"bearer {text}", {}) == USER


def test_signing_out_by_force_ends_session_and_token(accounts: Accounts) -> None:
    text, session = token(accounts)[0], signed_in(accounts)
    accounts.sign_out(USER)
    assert accounts.user_of(f"Bearer {text}", {}) is None
    assert accounts.user_of(session, {}) is None


def test_a_users_own_sign_out_leaves_the_token(accounts: Accounts) -> None:
    text, session = token(accounts)[0], signed_in(accounts)
    accounts.end_session(USER)
    assert accounts.user_of(session, {}) is None
    assert accounts.user_of(f"Bearer {text}", {}) == USER


def test_a_subscription_vanishes_when_nobody_asks_for_five_minutes(clock: Turned) -> None:
    slots = Slots(None, 300, clock)
    slots.put(USER, NOTHING)
    clock.now += 299
    assert slots.ask(USER)
    clock.now += 299
    assert slots.ask(USER)
    clock.now += 300
    assert slots.ask(USER) is None


def test_the_limit_counts_users_and_a_second_subscription_replaces_the_first(clock: Turned) -> None:
    slots = Slots(1, 300, clock)
    assert slots.put(USER, NOTHING)
    assert slots.put(USER, NOTHING)
    assert not slots.put("other", NOTHING)
    assert slots.drop(USER)
    assert slots.put("other", NOTHING)
    assert not slots.drop(USER)


def test_a_vanished_subscription_frees_its_slot(clock: Turned) -> None:
    slots = Slots(1, 300, clock)
    slots.put("other", NOTHING)
    clock.now += 300
    assert slots.put(USER, NOTHING)


def test_the_house_runs_at_its_speed_in_whole_seconds(clock: Turned) -> None:
    house = Clock(60, clock)
    clock.now += 0.99
    assert house.house_s() == 59


def test_a_held_house_stands_until_it_is_stepped_while_accounts_go_on(clock: Turned) -> None:
    house = Clock(1, clock)
    clock.now += 10
    house.hold()
    clock.now += 10
    assert (house.house_s(), house.accounts_s()) == (10, 1020)
    house.step(5)
    house.elapse(3)
    assert (house.house_s(), house.accounts_s()) == (15, 1023)


@pytest.mark.parametrize("wrong", [{"agents": 0}, {"services": 0}, {"speed": 0.0}, {"speed": float("nan")}])
def test_a_house_of_nothing_is_not_built(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must be above 0"):
        Options(**wrong)  # type: ignore[arg-type]
