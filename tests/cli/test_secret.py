"""The secret stands nowhere but in its source and on the wire."""

import sys
from pathlib import Path

import pytest

from tests.cli.program import ROOT
from tests.journeys.program import is_live
from tests.journeys.test_link import says
from tests.terminal import Terminal, environment
from wallboard.simulator.options import Options
from wallboard.simulator.serving import running

SECRETS = {"oauth": "demo-secret", "password": "demo-password"}


def written_below(folder: Path, but: Path) -> dict[Path, bytes]:
    """Every file that stands in a folder, with what it holds."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path != but}


@pytest.mark.parametrize("way", SECRETS)
@pytest.mark.parametrize("wrong", [False, True], ids=["a board that crashes", "a secret that is refused"])
def test_no_file_no_screen_and_no_argument_has_it(way: str, wrong: bool, tmp_path: Path) -> None:
    secret = f"{SECRETS[way]}-and-more" if wrong else SECRETS[way]
    source = tmp_path / "secret"
    source.write_text(secret)
    options = ("--secret-file", str(source), "--sign-in", way, "--user", "stats.user")
    with running(Options()) as simulator:
        command = [
            sys.executable,
            "-m",
            "tests.cli.faulty",
            "leaving",
            "show",
            "ssh",
            "--url",
            simulator.url,
        ]
        program = ["wallboard", "show", "ssh", "--url", simulator.url] if wrong else command
        env = environment(tmp_path, XDG_RUNTIME_DIR=str(tmp_path / "run"))
        with Terminal([*program, *options], columns=80, rows=24, env=env, cwd=ROOT) as terminal:
            terminal.until(says("sign-in refused") if wrong else is_live)
            assert secret.encode() not in Path(f"/proc/{terminal.pid}/cmdline").read_bytes()
            terminal.press("q")
            assert terminal.wait() == (0 if wrong else 1)
            seen = terminal.raw
        assert any(secret.encode() in each.request_body for each in simulator.exchanges), "it was used"
    files = written_below(tmp_path, source)
    assert any(path.suffix == ".log" for path in files)
    assert wrong or any(path.name.startswith("crash-") for path in files)
    assert wrong or any(path.name.startswith("figures-") for path in files)
    assert [path for path, content in files.items() if secret.encode() in content] == []
    assert secret.encode() not in seen
