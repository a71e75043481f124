"""What a person who knows nothing is told."""

import importlib
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.cli.program import WALLBOARD, run
from wallboard import __version__
from wallboard.cli import COMMANDS
from wallboard.simulator.faults import FAULTS

OPTIONS = {
    "demo": {
        "--scenario",
        "--at",
        "--agents",
        "--services",
        "--seed",
        "--speed",
        "--colors",
        "--ascii",
        "--log",
    },
    "show": {
        *(
            "--url",
            "--tenant",
            "--user",
            "--secret-file",
            "--sign-in",
            "--ca-file",
            "--profile",
            "--take-over",
        ),
        *("--colors", "--ascii", "--log"),
    },
    "explain": set(),
    "doctor": {
        *("--url", "--tenant", "--user", "--secret-file", "--sign-in", "--ca-file", "--profile"),
    },
    "dispositions": {
        *("--url", "--tenant", "--user", "--secret-file", "--sign-in", "--ca-file", "--profile"),
        *("--agent-can-select", "--inbound", "--outbound", "--preview"),
    },
    "simulate": {
        *("--scenario", "--at", "--port", "--agents", "--services", "--seed", "--speed"),
        *("--fault", "--tls", "--control", "--limit", "--dispositions-as-array"),
    },
}

IMPORTS = """
import sys
from wallboard.cli import main
main(sys.argv[1:], standalone_mode=False)
large = {"textual", "rich", "pydantic", "httpx", "starlette", "uvicorn", "asyncio"}
print(*large.intersection(sys.modules), file=sys.stderr)
"""


def test_the_program_names_every_command(tmp_path: Path) -> None:
    told = run("--help", home=tmp_path)
    assert told.returncode == 0
    assert set(COMMANDS) == set(OPTIONS)
    assert all(f"\n  {name} " in told.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_exactly_its_options_and_explains_each(name: str) -> None:
    command = getattr(importlib.import_module(f"wallboard.cli.{name}"), name)
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert {each.opts[0] for each in options} == OPTIONS[name]
    assert all(each.help for each in options)
    told = command.get_help(click.Context(command))
    assert all(each.opts[0] in told for each in options)


def test_the_help_of_simulate_names_every_fault(tmp_path: Path) -> None:
    told = run("simulate", "--help", home=tmp_path).stdout
    assert all(f"\n  {kind.written(name)} " in told for name, kind in FAULTS.items())


def test_no_option_takes_a_secret() -> None:
    assert not any(
        "secret" in option or "password" in option
        for o in OPTIONS.values()
        for option in o - {"--secret-file"}
    )


def test_the_package_runs_as_the_program(tmp_path: Path) -> None:
    told = [
        subprocess.run(
            [*program, "--version"], capture_output=True, text=True, check=True, cwd=tmp_path
        ).stdout
        for program in ([sys.executable, "-m", "wallboard"], [WALLBOARD])
    ]
    assert told[0] == told[1] == f"wallboard, version {__version__}\n"


def test_an_unknown_command_is_told_where_to_look(tmp_path: Path) -> None:
    refused = run("shwo", home=tmp_path)
    assert refused.returncode == 2
    assert "Try 'wallboard --help' for help." in refused.stderr
    assert "No such command 'shwo'." in refused.stderr


def test_an_unknown_option_is_told_with_the_nearest(tmp_path: Path) -> None:
    refused = run("show", "desk", "--urll", "x", home=tmp_path)
    assert refused.returncode == 2
    assert "No such option '--urll'" in refused.stderr
    assert "'--url'" in refused.stderr


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["show", "--help"], ["demo", "--help"]], ids=" ".join
)
def test_what_needs_no_board_imports_no_large_library(arguments: list[str]) -> None:
    told = subprocess.run(
        [sys.executable, "-c", IMPORTS, *arguments], capture_output=True, text=True, check=True
    )
    assert told.stderr == "\n"
