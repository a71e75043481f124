"""A board that starts again: the last figures, as old as they are, until the first answer."""

import os
from pathlib import Path

from tests.journeys.program import is_live, showing
from tests.journeys.test_link import says
from wallboard.simulator.options import Options
from wallboard.simulator.serving import running


def kept(home: Path) -> list[Path]:
    return sorted((home / ".local" / "state" / "wallboard").glob("figures-*"))


def test_after_a_crash_without_a_server_the_last_figures_are_there_and_never_look_live(
    tmp_path: Path,
) -> None:
    with running(Options()) as simulator, showing(simulator, "desk", tmp_path) as terminal:
        terminal.until(is_live)
        os.kill(terminal.pid, 9)
        terminal.wait()
    with showing(simulator, "desk", tmp_path) as terminal:
        screen = terminal.until(says("NOT LIVE since", "Billing"))
        assert not is_live(screen)
        terminal.until(says("the server 127.0.0.1 can not be reached"))


def test_once_the_server_answers_they_are_live(tmp_path: Path) -> None:
    with running(Options()) as simulator:
        for _ in range(2):
            with showing(simulator, "desk", tmp_path) as terminal:
                terminal.until(is_live)
                terminal.press("q")
                assert terminal.wait() == 0
            assert len(kept(tmp_path)) == 1


def test_a_setting_keeps_no_figures_and_removes_those_that_were_kept(tmp_path: Path) -> None:
    with running(Options()) as simulator:
        with showing(simulator, "desk", tmp_path) as terminal:
            terminal.until(is_live)
        config = tmp_path / ".config" / "wallboard" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text("keep_figures = false\n")
        with showing(simulator, "desk", tmp_path) as terminal:
            terminal.until(is_live)
            terminal.press("q")
            terminal.wait()
        assert kept(tmp_path) == []
