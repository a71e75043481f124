"""The simulator's README, as it stands: its blocks are run in order, and print what it says they print."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

import wallboard.simulator
from tests.terminal import environment
from wallboard.simulator.faults import FAULTS, WHERE

README = (Path(wallboard.simulator.__file__).parent / "README.md").read_text(encoding="utf-8")
SERVER, CONTROL = "http://127.0.0.1:8080", "http://127.0.0.1:8081"
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
STARTS = [number for number, step in enumerate(STEPS) if step.commands.startswith(SIMULATE)]
WALKS = {
    STEPS[start].commands.strip(): (STEPS[start], STEPS[start + 1 : end])
    for start, end in zip(STARTS, [*STARTS[1:], len(STEPS)], strict=True)
}
"""The command that starts a simulator -> itself, and what is walked through with that one."""


def fits(said: str, printed: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in said.split("…"))
    return re.fullmatch(pattern, printed) is not None


@contextmanager
def started(step: Step, place: Path) -> Iterator[Callable[[str], str]]:
    """The command of the block on any free ports, after it said what the README says; what is yielded
    puts these ports in the place of the README's.
    """
    _, *options = shlex.split(step.commands)
    if "--control" in options:
        options += ["--control", "0"]
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
            found = re.findall(r"(?:serves|DELETE) (http://[\d.:]+)", "".join(said))
            ports = dict(zip((SERVER, CONTROL)[: len(found)], found, strict=True))

            def here(text: str) -> str:
                for theirs, ours in ports.items():
                    text = text.replace(theirs, ours)
                return text

            assert fits(here(step.prints), "".join(said))
            yield here
        finally:
            server.kill()


def test_nothing_but_the_toml_is_left_out_of_the_run() -> None:
    assert README.count("\n```") == 2 * (2 * len(STEPS) + README.count("\n```toml"))


@pytest.mark.skipif(
    shutil.which("curl", path=environment(Path())["PATH"]) is None,
    reason="needs curl, which the README walks with",
)
@pytest.mark.parametrize(
    ("start", "walk"),
    [each for each in WALKS.values() if each[1]],
    ids=[name for name, each in WALKS.items() if each[1]],
)
def test_the_walk_prints_what_the_readme_says(tmp_path: Path, start: Step, walk: list[Step]) -> None:
    with started(start, tmp_path) as here:
        script = here(f"printf '{BETWEEN}'\n".join(step.commands for step in walk))
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
    assert (run.returncode, run.stderr, len(printed)) == (0, "", len(walk)), run.stdout
    for step, text in zip(walk, printed, strict=True):
        assert fits(step.prints, text), f"{step.commands}\nprinted\n{text}\ninstead of\n{step.prints}"


def test_the_scenario_that_it_writes_starts(tmp_path: Path) -> None:
    (content,) = re.findall(r"^```toml\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    start = STEPS[STARTS[-1]]
    (name,) = re.findall(r"--scenario (\S+)", start.commands)
    (tmp_path / name).write_text(content, encoding="utf-8")
    with started(start, tmp_path) as here:
        assert here(SERVER) != SERVER


def test_the_table_of_faults_is_the_simulators() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| ([a-z-]+) \| (.*) \|$", README, re.MULTILINE)
    assert rows == [
        (kind.written(name), kind.where or "connections", kind.told()) for name, kind in FAULTS.items()
    ]


def test_every_word_for_requests_is_named() -> None:
    assert ", ".join(f"`{word}`" for word in WHERE) in " ".join(README.split())


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
