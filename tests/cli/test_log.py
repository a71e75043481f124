"""The log as a file: it turns over and stays small."""

import subprocess
import sys
from pathlib import Path

WRITES = """
import logging, sys
from pathlib import Path
from wallboard.cli.screen import log_to
log_to(Path(sys.argv[1]))
for number in range(8_000):
    logging.getLogger("wallboard").info("%d %s", number, "x" * 1_000)
"""


def test_five_files_of_a_megabyte_are_kept(tmp_path: Path) -> None:
    written = subprocess.run(
        [sys.executable, "-c", WRITES, str(tmp_path / "wallboard.log")], capture_output=True, check=True
    )
    assert written.stdout == written.stderr == b""
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["wallboard.log", *(f"wallboard.log.{n}" for n in range(1, 5))]
    assert all(file.stat().st_size <= 1_000_000 for file in files)
    assert "wallboard 7999 x" in files[0].read_text()
