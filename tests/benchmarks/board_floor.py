"""What a start costs before anything of ours runs: the imports, each in fresh interpreters."""

import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

_TEXTUAL: Final = (
    "from textual.app import App; from textual.scroll_view import ScrollView;"
    " from textual.widgets import Static; import textual.drivers.linux_driver"
)
_PYDANTIC: Final = "from pydantic import BaseModel; M = type('M', (BaseModel,), {})"

STEPS: Final = (
    ("interpreter", "pass"),
    ("textual", _TEXTUAL),
    ("httpx", "import httpx"),
    ("what it connects with", "import httpcore, h11, anyio._backends._asyncio"),
    ("pydantic, one model", _PYDANTIC),
)
"""The floor, each step on top of those before it; pydantic loads half of itself with the first model."""

BARE: Final = f"""
{_TEXTUAL}
import httpx
{_PYDANTIC}
class Bare(App):
    def compose(self):
        yield Static("bare 1")
Bare().run()
"""
"""An app that shows one figure, as small as it can be written; the measure of memory."""

_SHOW: Final = """
import atexit, sys
def tell():
    with open(sys.argv.pop(), "w") as file:
        file.write(" ".join(name for name, module in sys.modules.items() if module))
atexit.register(tell)
from wallboard.cli import main
main(sys.argv[1:-1])
"""

_IMPORT_ALL: Final = """
import contextlib, sys
sys.modules["httpx._main"] = None  # as the program does it
for name in sys.argv[1:]:
    with contextlib.suppress(ImportError):
        __import__(name)  # importlib.import_module is not timed
"""


def floor(runs: int) -> Sequence[tuple[str, float]]:
    """CPU seconds that each step of the floor adds, the least of some interleaved runs."""
    codes = ["; ".join(code for _, code in STEPS[: count + 1]) for count in range(len(STEPS))]
    costs = [min(costs) for costs in zip(*([_cpu(code) for code in codes] for _ in range(runs)), strict=True)]
    return [
        (name, cost - before) for (name, _), cost, before in zip(STEPS, costs, [0.0, *costs], strict=False)
    ]


def launching(runs: int) -> float:
    """CPU seconds of an interpreter that starts another program, as `tests.terminal` does."""
    code = "import fcntl, json, os, sys, termios"
    return min(_cpu(code, "-I", "-S") for _ in range(runs))


def _cpu(code: str, *options: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *options, "-c", code], check=True, env=_environment())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _environment() -> Mapping[str, str]:
    """Ours, but for what keeps an interpreter from keeping its compiled modules."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def show_command(told: Path, *arguments: str) -> Sequence[str]:
    """`wallboard show` that leaves the names of its modules in a file as it ends."""
    return [sys.executable, "-c", _SHOW, "show", *arguments, str(told)]


def by_package(modules: Sequence[str]) -> Sequence[tuple[str, int, float]]:
    """Packages with their modules and what importing them takes alone, in milliseconds of -X importtime."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", _IMPORT_ALL, *modules],
        capture_output=True,
        text=True,
        check=True,
        env=_environment(),
    )
    packages: dict[str, list[float]] = {}
    for line in ran.stderr.splitlines()[1:]:
        if line.startswith("import time:"):
            own, _, name = line.removeprefix("import time:").split("|")
            package = name.strip().partition(".")[0]
            package = "the standard library" if package in sys.stdlib_module_names else package
            packages.setdefault(package, []).append(int(own) / 1000)
    costs = [(package, len(taken), sum(taken)) for package, taken in packages.items()]
    return sorted(costs, key=lambda cost: -cost[2])
