"""The simulator's README, as it stands: its blocks are run in order, and print what it says they print."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

import wallboard.simulator
from tests.terminal import environment

README = (Path(wallboard.simulator.__file__).parent / "README.md").read_text(encoding="utf-8")
SERVER = "http://127.0.0.1:8080"
SIMULATE = "wallboard simulate"
BETWEEN = "\x1e"
"""Printed after each block, so that its output is known from the next one's."""


class Step(NamedTuple):
    """A block of commands and the text beside it; `…` in it is anything within its line."""

    commands: str
    prints: str


STEPS = [
    Step(*found)
    for found in re.findall(r"^```sh\n(.*?)^```(?:\n\n```text\n(.*?)^```)?", README, re.DOTALL | re.MULTILINE)
]
STARTS = [step for step in STEPS if step.commands.startswith(SIMULATE)]
WALK = [step for step in STEPS if step not in STARTS]


def fits(said: str, printed: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in said.split("…"))
    return re.fullmatch(pattern, printed) is not None


@contextmanager
def started(step: Step, place: Path) -> Iterator[str]:
    """The command of the block on any free port, after it said what the README says; its URL."""
    _, *options = shlex.split(step.commands)
    with subprocess.Popen(
        [str(Path(sys.executable).with_name("wallboard")), *options, "--port", "0"],
        cwd=place,
        env=environment(place),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout
        try:
            said = [server.stdout.readline() for _ in step.prints.splitlines()]
            (url,) = re.findall(r"serves (\S+)", said[0])
            assert fits(step.prints.replace(SERVER, url), "".join(said))
            yield url
        finally:
            server.kill()


def test_nothing_but_the_toml_is_left_out_of_the_run() -> None:
    assert README.count("\n```") == 2 * (2 * len(STEPS) + README.count("\n```toml"))


@pytest.mark.skipif(
    shutil.which("curl", path=environment(Path())["PATH"]) is None,
    reason="needs curl, which the README walks with",
)
def test_the_walk_prints_what_the_readme_says(tmp_path: Path) -> None:
    with started(STARTS[0], tmp_path) as url:
        script = f"printf '{BETWEEN}'\n".join(step.commands for step in WALK).replace(SERVER, url)
        run = subprocess.run(
            ["sh", "-eu"],
            input=script,
            cwd=tmp_path,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    printed = run.stdout.split(BETWEEN)
    assert (run.returncode, run.stderr, len(printed)) == (0, "", len(WALK)), run.stdout
    for step, text in zip(WALK, printed, strict=True):
        assert fits(step.prints, text), f"{step.commands}\nprinted\n{text}\ninstead of\n{step.prints}"


def test_the_scenario_that_it_writes_starts(tmp_path: Path) -> None:
    (content,) = re.findall(r"^```toml\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    _, start = STARTS
    (name,) = re.findall(r"--scenario (\S+)", start.commands)
    (tmp_path / name).write_text(content, encoding="utf-8")
    with started(start, tmp_path) as url:
        assert url


@pytest.mark.parametrize(
    ("said", "printed", "does"),
    [
        pytest.param("a …\n", "a b\n", True, id="anything in its line"),
        pytest.param("a …\n", "a b\nc\n", False, id="not the next line"),
        pytest.param("200\n", "404\n", False, id="another status"),
        pytest.param("", "200\n", False, id="more than was said"),
    ],
)
def test_dots_stand_for_what_varies_and_all_else_is_exact(said: str, printed: str, does: bool) -> None:
    assert fits(said, printed) == does
