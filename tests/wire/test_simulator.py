"""The simulator over real HTTP, held to the typed exchanges, the accepted forms and the mutants."""

import contextlib
import copy
import dataclasses
import functools
import json
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wallboard.simulator.serving import Simulator, running

from .asker import TYPED, Reply, Subscriber, Wire
from .exchange import Exchange, exchanges, held_to
from .mutants import GOOD, MUTANTS, NOT_OBJECTS, VARIANTS, changed
from .schema import problems
from .shape import body_differences, text_fits

SWITCHES: Final[dict[str, dict[str, Any]]] = {
    "": {},
    "the session cookie": {"cookies": "session"},
    "no cookie": {"cookies": "none"},
    "the password way is retired": {"password_sign_in": False},
    "no data yet": {"first_data_after_s": 3600},
    "no free slot": {"limit": 0},
    "needless DELETE is an error": {"delete_without_subscription": 404},
    "dispositions as an array": {"dispositions_as_array": True},
}
"""The files' words for how a simulator is set."""


@pytest.fixture(scope="module")
def houses() -> Iterator[Callable[[str], Simulator]]:
    """A simulator for each switch, started when it is first wanted."""
    with contextlib.ExitStack() as stack:

        @functools.cache
        def house(switch: str) -> Simulator:
            return stack.enter_context(running(dataclasses.replace(TYPED, **SWITCHES[switch])))

        yield house


@pytest.fixture
def wire(houses: Callable[[str], Simulator], name: str) -> Iterator[Wire]:
    """A wire to a simulator that is set as the exchange of this name wants it and has no session of ours."""
    simulator = houses(exchanges()[name].switch)
    simulator.sign_out(TYPED.user)
    simulator.forget(TYPED.user)
    wire = Wire(simulator.url)
    yield wire
    wire.close()


def typed_cookies(reply: Reply) -> set[tuple[str, str]]:
    """Name and value, and the path, of each cookie that was set."""
    cookies = (cookie.split("; ") for cookie in reply.headers.get_all("Set-Cookie", []))
    return {(pair, next((one for one in rest if one.lower() == "path=/"), "")) for pair, *rest in cookies}


def cookie_differences(exchange: Exchange, reply: Reply) -> list[str]:
    wanted = [value for name, value in exchange.answer.headers if name == "Set-Cookie"]
    if not wanted:
        return []
    wanted = [value.removesuffix("; Path=/") for value in wanted if value != "<none>"]
    found = typed_cookies(reply)
    fitting = [one for one in wanted if any(text_fits(one, pair) and path for pair, path in found)]
    same = len(fitting) == len(wanted) == len(found)
    return [] if same else [f"the cookies {wanted} are wanted, not {found}"]


def header_differences(exchange: Exchange, reply: Reply) -> list[str]:
    found = []
    for name, wanted in exchange.answer.headers:
        value = reply.headers.get(name)
        if name == "Set-Cookie":
            continue
        if (wanted == "<none>" and value is not None) or (wanted != "<none>" and value != wanted):
            found.append(f"{name}: {wanted} is wanted, not {value}")
    return found


@pytest.mark.parametrize("name", held_to("simulator"))
def test_the_simulator_keeps_to_the_exchange(wire: Wire, name: str) -> None:
    exchange = exchanges()[name]
    for before in exchange.after:
        assert wire.play(exchanges()[before]).status == exchanges()[before].status
    reply = wire.play(exchange)
    assert reply.status == exchange.status
    assert header_differences(exchange, reply) == []
    assert cookie_differences(exchange, reply) == []
    assert body_differences(exchange.answer.body, reply.body) == []


def assert_refused(reply: Reply) -> None:
    """400 with error_code and error_message (API.md, sections 5 and 7)."""
    assert reply.status == 400
    assert reply.headers["Content-Type"] == "application/json"
    assert body_differences(exchanges()["2-400"].answer.body, reply.body) == []


@pytest.mark.parametrize("name", VARIANTS)
def test_the_simulator_takes_every_accepted_form(subscriber: Subscriber, name: str) -> None:
    body = changed(VARIANTS[name])
    reply = subscriber.post(json.dumps(body).encode())
    assert (reply.status, reply.body, reply.headers["Content-Type"]) == (200, b"", None)
    assert json.loads(subscriber.data().body).keys() == body.keys()


@pytest.mark.parametrize("name", MUTANTS)
def test_the_simulator_refuses_what_the_schema_refuses(subscriber: Subscriber, name: str) -> None:
    assert_refused(subscriber.post(json.dumps(changed(MUTANTS[name])).encode()))


@pytest.mark.parametrize("name", NOT_OBJECTS)
def test_the_simulator_refuses_what_is_no_object(subscriber: Subscriber, name: str) -> None:
    assert_refused(subscriber.post(NOT_OBJECTS[name]))


def test_the_simulator_refuses_an_app_id_that_comes_twice(subscriber: Subscriber) -> None:
    assert_refused(subscriber.post(b'{"wb.news": {"chat_messages": {}}, "wb.news": {"chat_messages": {}}}'))


def test_a_refused_subscription_leaves_the_active_one_alone(subscriber: Subscriber) -> None:
    subscriber.post(json.dumps(GOOD).encode())
    subscriber.post(json.dumps(changed(MUTANTS["a limit of 0"])).encode())
    assert json.loads(subscriber.data().body).keys() == GOOD.keys()


VALUES: Final[st.SearchStrategy[Any]] = st.sampled_from(
    [
        *(None, True, False, 0, 1, 5, -1, 2.5, "", "0", "1", "5", "true", [], {}, [1]),
        *("SUM", "ASC", "EQ", "name", "login", "waiting", "in_calls_waiting", "calls_dispositions_per_day"),
        *(["in_calls_waiting"], ["name"], [{"by": "name", "dir": "ASC"}]),
        *({"chat_messages": {}}, {"id": "x", "stat_name": "name"}),
    ]
)
KEYS: Final = ("id", "stat_name", "statName", "sum_stat_names", "dispositions", "order", "limit", "by", "x")


def places(value: object) -> Iterator[tuple[Any, Any]]:
    """Each container in a JSON value with each of its keys or indexes."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield value, step
        yield from places(inner)


@st.composite
def changed_anywhere(draw: st.DrawFn) -> dict[str, Any]:
    """An accepted subscription with one or two values set, dropped or added at random."""
    body = copy.deepcopy(changed(VARIANTS[draw(st.sampled_from(sorted(VARIANTS)))]))
    for _ in range(draw(st.integers(1, 2))):
        container, step = draw(st.sampled_from(list(places(body))))
        value = copy.deepcopy(draw(VALUES))
        match draw(st.sampled_from(["set", "drop", "add"])):
            case "set":
                container[step] = value
            case "drop":
                del container[step]
            case _ if isinstance(container, dict):
                container[draw(st.sampled_from(KEYS))] = value
            case _:
                container.append(value)
    return body


@settings(max_examples=60, deadline=None)
@given(body=changed_anywhere())
def test_schema_and_simulator_judge_any_change_alike(subscriber: Subscriber, body: dict[str, Any]) -> None:
    reply = subscriber.post(json.dumps(body).encode())
    if problems(body):
        assert_refused(reply)
    else:
        assert reply.status == 200
