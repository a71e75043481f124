"""One board a login on this computer."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from wallboard.login_lock import Holder, LoginHeld, LoginLock

NOON = 1_800_000_000.0
LOGIN = ("https://stats.example.test", "demo", "stats.user")

HOLD = """
import sys
from pathlib import Path
from wallboard.login_lock import LoginLock
LoginLock(Path(sys.argv[1]), *sys.argv[2:]).take("desk", 1800000000.0)
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_holds(folder: Path, *login: str) -> Iterator[int]:
    """Another process that holds a login; gives its number."""
    command = [sys.executable, "-c", HOLD, str(folder), *login]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process.pid


def test_who_holds_a_login_is_told_to_the_next(tmp_path: Path) -> None:
    with another_holds(tmp_path, *LOGIN) as pid, pytest.raises(LoginHeld) as caught:
        LoginLock(tmp_path, *LOGIN).take("ssh", NOON)
    assert caught.value.holder == Holder("desk", pid, NOON)


def test_another_login_is_free(tmp_path: Path) -> None:
    with another_holds(tmp_path, *LOGIN):
        LoginLock(tmp_path, LOGIN[0], LOGIN[1], "another.user").take("ssh", NOON)


def test_a_login_is_free_again_when_its_process_has_ended_however_it_ended(tmp_path: Path) -> None:
    with another_holds(tmp_path, *LOGIN) as pid:
        os.kill(pid, 9)
    LoginLock(tmp_path, *LOGIN).take("ssh", NOON)


def test_a_holder_whose_words_cannot_be_read_holds_all_the_same(tmp_path: Path) -> None:
    with another_holds(tmp_path, *LOGIN):
        LoginLock(tmp_path, *LOGIN).path.write_text("{nonsense")
        with pytest.raises(LoginHeld) as caught:
            LoginLock(tmp_path, *LOGIN).take("ssh", NOON)
    assert caught.value.holder == Holder()


def test_the_last_sign_in_is_remembered_over_a_restart_and_not_made_by_taking_the_login(
    tmp_path: Path,
) -> None:
    first = LoginLock(tmp_path, *LOGIN)
    assert first.seconds_since_sign_in(NOON) is None
    with another_holds(tmp_path, *LOGIN):
        first.note_sign_in()
        os.utime(first.path, (NOON, NOON))
    second = LoginLock(tmp_path, *LOGIN)
    second.take("ssh", NOON + 4)
    assert second.seconds_since_sign_in(NOON + 4) == pytest.approx(4)


def test_a_sign_in_that_the_clock_puts_into_the_future_is_not_believed(tmp_path: Path) -> None:
    lock = LoginLock(tmp_path, *LOGIN)
    lock.take("ssh", NOON)
    os.utime(lock.path, (NOON, NOON))
    assert lock.seconds_since_sign_in(NOON - 1) is None


def test_without_a_folder_to_write_there_is_a_board_without_a_lock(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    lock = LoginLock(tmp_path / "file" / "folder", *LOGIN)
    lock.take("ssh", NOON)
    lock.note_sign_in()
    assert lock.seconds_since_sign_in(NOON) is None


def test_the_file_holds_no_login_and_is_its_owners_alone(tmp_path: Path) -> None:
    lock = LoginLock(tmp_path, *LOGIN)
    lock.take("ssh", NOON)
    assert "stats.user" not in lock.path.name + lock.path.read_text()
    assert lock.path.stat().st_mode & 0o777 == 0o600
