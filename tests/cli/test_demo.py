"""`wallboard demo`: a live board of nothing but itself, and nothing left of it afterwards."""

import re
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.program import WALLBOARD, children, command_of, ending, run
from tests.journeys.program import is_live
from tests.terminal import Terminal, environment
from wallboard.cli.options import LIVELY
from wallboard.simulator.centre import Centre
from wallboard.simulator.statistics import GROUP, Figure, Group

linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")


def demo(home: Path, *arguments: str, columns: int = 160, rows: int = 50) -> Terminal:
    command = [WALLBOARD, "demo", *arguments]
    return Terminal(command, columns=columns, rows=rows, env=environment(home), cwd=home)


@linux
@pytest.mark.parametrize(
    "way",
    [
        pytest.param("q", id="q"),
        pytest.param(signal.SIGTERM, id="SIGTERM"),
        pytest.param(signal.SIGKILL, id="SIGKILL"),
    ],
)
def test_the_simulator_ends_with_the_board(way: str | signal.Signals, tmp_path: Path) -> None:
    with demo(tmp_path) as terminal:
        terminal.until(is_live)
        (simulator,) = children(terminal.pid)
        assert "wallboard.simulator" in command_of(simulator)
        with ending(simulator):
            if isinstance(way, signal.Signals):
                terminal.signal(way)
            else:
                terminal.press(way)
            terminal.wait()


@linux
def test_a_layout_and_the_size_of_the_house_can_be_given(tmp_path: Path) -> None:
    options = ("--agents", "7", "--services", "3", "--seed", "4", "--speed", "60")
    with demo(tmp_path, "ssh", *options, columns=80, rows=24) as terminal:
        terminal.until(lambda screen: re.search(r"Services ─+ 3", screen.text) is not None)
        (simulator,) = children(terminal.pid)
        command = command_of(simulator)
        assert all(
            f"{name}={number}" in command
            for name, number in zip(options[::2], ("7", "3", "4", "60.0"), strict=True)
        )


def test_the_folder_it_is_started_in_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('this is the json of the folder')")
    with demo(tmp_path) as terminal:
        terminal.until(is_live)


@pytest.mark.parametrize("option", ["--agents=0", "--services=201", "--seed=x", "--speed=0"])
def test_a_house_that_can_not_be_is_refused(option: str, tmp_path: Path) -> None:
    refused = run("demo", option, home=tmp_path)
    assert refused.returncode == 2
    assert f"Invalid value for '{option.split('=')[0]}'" in refused.stderr


def test_a_scenario_and_a_time_of_its_day_can_be_given(tmp_path: Path) -> None:
    with demo(tmp_path, "desk", "--scenario", "outage", "--at", "10:38") as terminal:
        terminal.until(lambda screen: "Payments" in screen.text)


def test_an_unknown_scenario_is_told_before_the_screen_opens(tmp_path: Path) -> None:
    with demo(tmp_path, "--scenario", "storm") as terminal:
        assert terminal.wait() == 2
        assert "There is no scenario storm." in terminal.screen.text
        assert b"\x1b" not in terminal.raw


def test_an_unknown_layout_is_told_before_the_screen_opens(tmp_path: Path) -> None:
    with demo(tmp_path, "dsk") as terminal:
        assert terminal.wait() == 2
        assert "There is no layout 'dsk'" in terminal.screen.text
        assert "Did you mean desk?" in terminal.screen.text
        assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize("command", [("demo",), ("show", "desk")], ids=["demo", "show"])
def test_without_a_terminal_it_is_refused_without_an_escape(command: tuple[str, ...], tmp_path: Path) -> None:
    refused = run(*command, home=tmp_path)
    assert refused.returncode == 3
    assert refused.stdout == ""
    assert "run it in one" in refused.stderr
    assert "\x1b" not in refused.stderr


@pytest.mark.parametrize("command", [("demo",), ("show", "desk")], ids=["demo", "show"])
def test_a_dumb_terminal_is_refused(command: tuple[str, ...], tmp_path: Path) -> None:
    env = environment(tmp_path, TERM="dumb")
    with Terminal(["wallboard", *command], columns=80, rows=24, env=env) as terminal:
        assert terminal.wait() == 3
        assert "TERM is dumb" in terminal.screen.text
        assert b"\x1b" not in terminal.raw


DESK_TILES = (
    "in_calls_waiting",
    "in_max_wait_time",
    "service_level",
    "in_calls_abandoned_in_queue_ratio_per_day",
    "agents_ready",
    "in_calls_received_per_day",
)


def test_on_its_first_minute_three_tiles_of_the_desk_move_within_any_ten_seconds() -> None:
    """Else it looks like a picture. Where the model or the scenario has changed, another seed may do."""
    centre = Centre(seed=LIVELY)
    shown = []
    for second in range(61):
        centre.advance(float(second))
        group = Group(centre.services, centre.time)
        shown.append(
            [_shown(GROUP[name].of(group), is_share=GROUP[name].kind == "ratio") for name in DESK_TILES]
        )
    for second in range(51):
        tiles = zip(*shown[second : second + 11], strict=True)
        assert sum(len(set(values)) > 1 for values in tiles) >= 3, f"from second {second} on"


def _shown(figure: Figure, *, is_share: bool) -> int:
    """As a tile rounds it."""
    assert isinstance(figure, int | float)
    return round(figure * 100) if is_share else int(figure)
