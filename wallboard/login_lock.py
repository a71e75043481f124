"""One board a login on this computer: a lock in the runtime folder, taken before the first sign-in.

The server throws out the older of two programs without a word (DESIGN section 10); two on one computer
can be told apart before that. The lock's file also remembers the last sign-in, by its time of change, so
that sign-ins keep their distance over restarts of the program.
"""

import fcntl
import json
import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

_log = logging.getLogger("wallboard.login_lock")

_LONGEST: Final = 4096
"""Bytes of a lock's file; ours has a hundred."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a login: a layout's name, a process, since when in epoch seconds; empty where not known."""

    layout: str = ""
    pid: int = 0
    since: float = 0.0


class LoginHeld(Exception):
    """Another board on this computer shows figures with this login."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(holder)
        self.holder = holder


class LoginLock:
    """The login of a user on a server, as this computer's boards share it.

    Where the folder can't be written there is no lock: a board without one is better than no board.
    """

    def __init__(self, folder: Path, url: str, tenant: str, user: str) -> None:
        login = blake2b(json.dumps([url, tenant, user]).encode(), digest_size=8).hexdigest()
        self.path = folder / f"login-{login}.lock"

    def take(self, layout: str, now: float) -> None:
        """Hold the login for a board of `layout` until the process ends.

        Raises LoginHeld.
        """
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            _log.warning("no lock: %s", error.strerror)
            return
        changed = os.fstat(file).st_mtime
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = _read_holder(file)
            os.close(file)
            raise LoginHeld(holder) from None
        with suppress(OSError):  # a full disk: the lock holds without words
            os.ftruncate(file, 0)
            os.pwrite(file, json.dumps({"layout": layout, "pid": os.getpid(), "since": now}).encode(), 0)
            os.utime(file, (changed, changed))

    def note_sign_in(self) -> None:
        """A sign-in goes out now."""
        with suppress(OSError):
            os.utime(self.path)

    def seconds_since_sign_in(self, now: float) -> float | None:
        """How long ago the last sign-in of this login was; None where nobody knows."""
        try:
            ago = now - self.path.stat().st_mtime
        except OSError:
            return None
        return ago if ago >= 0 else None


def _read_holder(file: int) -> Holder:
    try:
        read: Any = json.loads(os.pread(file, _LONGEST, 0))
        return Holder(str(read["layout"]), int(read["pid"]), float(read["since"]))
    except (OSError, ValueError, LookupError, TypeError):
        return Holder()
