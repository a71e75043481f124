"""What is loaded before the first paint, seen by a fresh interpreter (TEXTUAL section 9)."""

import subprocess
import sys

import pytest


def loaded(program: str) -> set[str]:
    """The modules that a program has loaded in the end."""
    told = "import sys\nprint('loaded', *sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", f"{program}\n{told}"], capture_output=True, text=True, check=True
    )
    return set(ran.stdout.splitlines()[-1].split()[1:])


@pytest.mark.parametrize("module", ["httpx", "wallboard.settings", "starlette", "uvicorn"])
def test_the_screen_opens_without_the_network_the_settings_and_the_simulator(module: str) -> None:
    modules = loaded("import wallboard.ui.app")
    assert "textual" in modules
    assert module not in modules


def test_the_terminal_is_recognised_before_textual_reads_its_variables() -> None:
    assert "textual" not in loaded("import wallboard.ui.terminal")


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_an_answer_in_one_line_loads_no_screen_and_no_network(option: str) -> None:
    modules = loaded(f"from wallboard.cli import main\nmain([{option!r}], standalone_mode=False)")
    assert "click" in modules
    assert modules.isdisjoint({"textual", "rich", "httpx", "pydantic", "starlette", "uvicorn"})
