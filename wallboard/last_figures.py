"""The newest answer in the state folder, so that a board that starts again has figures, with their true age.

They hold people's names: the file is its owner's alone, and a setting switches it off.
"""

import json
import logging
import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

_log = logging.getLogger("wallboard.last_figures")

LARGEST: Final = 8 * 2**20
"""Bytes of an answer that is worth keeping; 5,000 agents have 1.4 MB."""


class LastFigures:
    """One screen's newest answer: `screen` names it, `asks` is its subscription as sent.

    A file that can't be written or read is no trouble of a board's: it starts without figures.
    """

    def __init__(self, folder: Path, screen: tuple[str, ...], asks: object) -> None:
        self.path = folder / f"figures-{_digest(screen)}"
        self._asks = _digest(asks)

    def save(self, body: bytes, asked_wall: float) -> None:
        """Keep an answer that was asked for at this epoch second; in one move, so never half of it."""
        if len(body) > LARGEST:
            return
        head = json.dumps({"asked": asked_wall, "subscription": self._asks}).encode()
        new = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(head + b"\n" + body)
            new.replace(self.path)
        except OSError as error:
            _log.info("the newest figures can't be kept: %s", error.strerror)
            with suppress(OSError):
                new.unlink(missing_ok=True)

    def load(self) -> tuple[bytes, float] | None:
        """The answer that was kept of this very subscription, and when it was asked for."""
        try:
            if self.path.stat().st_size > 2 * LARGEST:
                return None
            head, _, body = self.path.read_bytes().partition(b"\n")
            read: Any = json.loads(head)
            return (body, float(read["asked"])) if read["subscription"] == self._asks else None
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None

    def forget(self) -> None:
        """Keep nothing any longer."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def _digest(facts: object) -> str:
    return blake2b(json.dumps(facts, sort_keys=True).encode(), digest_size=8).hexdigest()
