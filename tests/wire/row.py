"""A row of the coverage table, and short ways to name its tests."""

from dataclasses import dataclass
from typing import Final

CLIENT: Final = "tests/wire/test_client.py::test_the_client_keeps_to_the_exchange"
SIMULATOR: Final = "tests/wire/test_simulator.py::test_the_simulator_keeps_to_the_exchange"
ACCEPTED: Final = "tests/wire/test_simulator.py::test_the_simulator_takes_every_accepted_form"
REFUSED: Final = "tests/wire/test_simulator.py::test_the_simulator_refuses_what_the_schema_refuses"

STORY: Final = "tests/session/test_machine.py::test_story"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of API.md: its section, its first cell or cells, and the tests that cover it."""

    section: str
    row: str
    tests: tuple[str, ...]


def client(*names: str) -> tuple[str, ...]:
    return tuple(f"{CLIENT}[{name}]" for name in names)


def simulator(*names: str) -> tuple[str, ...]:
    return tuple(f"{SIMULATOR}[{name}]" for name in names)


def both(*names: str) -> tuple[str, ...]:
    return client(*names) + simulator(*names)


def accepted(*names: str) -> tuple[str, ...]:
    return tuple(f"{ACCEPTED}[{name}]" for name in names)


def refused(*names: str) -> tuple[str, ...]:
    return tuple(f"{REFUSED}[{name}]" for name in names)


def stories(*names: str) -> tuple[str, ...]:
    """Stories of the session's machine: what the client does next."""
    return tuple(f"{STORY}[{name}]" for name in names)


def statuses(*names: str) -> tuple[str, ...]:
    """Tests of what each status means."""
    return tuple(f"tests/session/test_statuses.py::test_{name}" for name in names)


def hostile(*names: str) -> tuple[str, ...]:
    """Tests of the client against servers that mean ill."""
    return tuple(f"tests/session/test_hostile_servers.py::test_{name}" for name in names)


def sessions(*names: str) -> tuple[str, ...]:
    """Tests of the live session against the simulator over HTTP."""
    return tuple(f"tests/session/test_worker.py::test_{name}" for name in names)


def paces(*names: str) -> tuple[str, ...]:
    """Tests of when the session acts."""
    return tuple(f"tests/session/test_paces.py::test_{name}" for name in names)


def server(*names: str) -> tuple[str, ...]:
    """Tests of the simulator's requests that go on where the exchanges end."""
    return tuple(f"tests/simulator/test_server.py::test_{name}" for name in names)


def protocol(file: str, *names: str) -> tuple[str, ...]:
    """Tests of one file of `tests/protocol`."""
    return tuple(f"tests/protocol/test_{file}.py::test_{name}" for name in names)


def reader(*names: str) -> tuple[str, ...]:
    """Tests of how the client reads data."""
    return protocol("reader", *names)


def tables(*names: str) -> tuple[str, ...]:
    """Tests of what the simulator makes of a subscription."""
    return tuple(f"tests/simulator/test_tables.py::test_{name}" for name in names)


EVERY_FIELD: Final = protocol("subscription", "every_field_of_the_protocol_goes_out_as_it_is_documented")
