"""What `wallboard show` has loaded when its figures stand, seen in `sys.modules` of a real run."""

import sys
from pathlib import Path

import pytest

from tests.benchmarks.board_floor import show_command
from tests.journeys.program import is_live
from tests.terminal import Terminal, environment
from wallboard.simulator.options import Options
from wallboard.simulator.serving import running

MOST = 370
"""Modules of others: 362 with textual 8.2.8, httpx 0.28.1 and pydantic 2.14.4."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The names of the modules of one run."""
    home = tmp_path_factory.mktemp("home")
    told = Path(home) / "modules"
    env = environment(home, WALLBOARD_SECRET="demo-secret")
    with running(Options(agents=5)) as simulator:
        command = show_command(told, "desk", "--url", simulator.url, "--user", "stats.user")
        with Terminal(command, columns=160, rows=50, env=env) as terminal:
            terminal.until(is_live)
            terminal.press("q")
            assert terminal.wait() == 0
    return frozenset(told.read_text().split())


@pytest.mark.parametrize("package", ["textual", "httpx", "pydantic"])
def test_it_has_what_it_shows_asks_and_checks_with(package: str, loaded: frozenset[str]) -> None:
    assert package in loaded


@pytest.mark.parametrize(
    "module",
    [
        pytest.param("wallboard.simulator", id="the simulator"),
        pytest.param("starlette", id="the simulator's requests"),
        pytest.param("uvicorn", id="the simulator's server"),
        pytest.param("wallboard.cli.demo", id="another command"),
        pytest.param("wallboard.layout.writing", id="the writer of layouts"),
        pytest.param("tomlkit", id="what it writes with"),
        pytest.param("tomli_w", id="the writer of settings"),
        pytest.param("textual.widgets._data_table", id="a widget of others"),
    ],
)
def test_it_has_nothing_that_only_others_need(module: str, loaded: frozenset[str]) -> None:
    assert module not in loaded


def test_httpx_came_without_its_command_line(loaded: frozenset[str]) -> None:
    assert {"rich.progress", "pygments"}.isdisjoint(loaded)


def test_it_has_no_more_modules_of_others_than_it_needs(loaded: frozenset[str]) -> None:
    known = {*sys.stdlib_module_names, "wallboard"}
    others = {name for name in loaded if name.partition(".")[0] not in known}
    assert len(others) <= MOST, sorted(others)


SOON = """
import atexit, gc, sys
from wallboard.cli import main, screen
screen.SETTLED_S = 0.1
told = sys.argv.pop()
atexit.register(lambda: open(told, "w").write(f"{gc.isenabled()} {gc.get_freeze_count() > 0}"))
main(sys.argv[1:])
"""


def test_garbage_is_collected_again_once_the_board_stands(tmp_path: Path) -> None:
    told = tmp_path / "told"
    env = environment(tmp_path, WALLBOARD_SECRET="demo-secret")
    with running(Options(agents=5)) as simulator:
        login = ("--url", simulator.url, "--user", "stats.user")
        command = [sys.executable, "-c", SOON, "show", "desk", *login, str(told)]
        with Terminal(command, columns=160, rows=50, env=env) as terminal:
            terminal.until(is_live)
            terminal.press("q")
            assert terminal.wait() == 0
    assert told.read_text() == "True True"
