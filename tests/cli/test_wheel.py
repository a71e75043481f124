"""The wheel, installed where nothing of the checkout is: the layouts are in it, and the board is live."""

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.cli.program import ROOT, run
from tests.journeys.program import is_live
from tests.terminal import Terminal, environment


def pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "-q", *arguments], check=True, cwd=ROOT)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of a virtual environment that takes only the other libraries from this one."""
    folder = tmp_path_factory.mktemp("elsewhere")
    pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (wheel,) = folder.glob("wallboard-*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")], check=True)
    python = folder / "venv" / "bin" / "python"
    pip("--python", str(python), "install", "--no-deps", str(wheel))
    (site,) = (folder / "venv" / "lib").glob("python*/site-packages")
    # A line of a .pth file adds a folder without the .pth files in it, and so without the editable checkout.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    found = subprocess.run(
        [str(python), "-c", "import wallboard; print(wallboard.__file__)"],
        capture_output=True,
        text=True,
        cwd=folder,
    )
    assert found.stdout.startswith(str(site))
    return python.with_name("wallboard")


def test_explain_knows_the_shipped_layouts(program: Path, tmp_path: Path) -> None:
    told = subprocess.run(
        [program, "explain", "desk"], cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == json.loads(run("explain", "desk", home=tmp_path).stdout)


def test_demo_is_live(program: Path, tmp_path: Path) -> None:
    env = environment(tmp_path)
    with Terminal([str(program), "demo"], columns=160, rows=50, env=env, cwd=tmp_path) as terminal:
        terminal.until(is_live)
        terminal.press("q")
        assert terminal.wait() == 0
        assert terminal.left_behind() == ()
