"""Running `wallboard` without a terminal, and what its processes leave behind."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.terminal import environment

ROOT = Path(__file__).parents[2]
WALLBOARD = str(Path(sys.executable).with_name("wallboard"))


def run(*arguments: str, home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The ended command, with what it wrote; it runs in its home, and nobody answers its questions."""
    return subprocess.run(
        [WALLBOARD, *arguments],
        cwd=home,
        env=environment(home, **variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def children(pid: int) -> list[int]:
    """The running children of a process."""
    return [
        int(status.parent.name) for status in Path("/proc").glob("[0-9]*/status") if _parent(status) == pid
    ]


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def _parent(status: Path) -> int:
    return int(_field(status, "PPid") or 0) if _field(status, "State") != "Z" else 0


def _field(status: Path, name: str) -> str:
    try:
        lines = status.read_text().splitlines()
    except OSError:  # it has ended meanwhile
        return ""
    return next((line.split()[1] for line in lines if line.startswith(f"{name}:")), "")


@contextmanager
def ending(pid: int) -> Iterator[None]:
    """The process, which may be anybody's child, has to end in the block or within ten seconds of it."""
    process = os.pidfd_open(pid)
    try:
        yield
        assert select.select([process], [], [], 10)[0], f"process {pid} still runs"
    finally:
        os.close(process)
