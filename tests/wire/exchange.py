"""Reads `exchanges/*.http`: a comment, a request as on the wire, its answer as on the wire.

The comment names the section of API.md and may hold three lines that the tests obey::

    # After: 1b-200, 2-200      what the simulator has been asked before, by the names of exchanges
    # Switch: no data yet       how the simulator is set
    # Client only: reason       or "Simulator only": the other side is not held to this file

`<...>` stands for a value that is not fixed; `shape.py` lists them all.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

FOLDER: Final = Path(__file__).parent / "exchanges"
_ANSWER: Final = re.compile(r"^HTTP/1\.1 (\d{3})(.*)$", re.MULTILINE)

Side = Literal["client", "simulator"]


@dataclass(frozen=True, slots=True)
class Message:
    """One side of an exchange: its headers as typed, in their order, and its body as typed."""

    headers: tuple[tuple[str, str], ...]
    body: str

    def header(self, name: str) -> str | None:
        """The value as typed, None where the file says nothing about this header."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One file. `after` and `switch` arrange the simulator; `held` are the sides that must keep to it."""

    name: str
    source: str
    method: str
    path: str
    request: Message
    status: int
    answer: Message
    after: tuple[str, ...]
    switch: str
    held: frozenset[Side]


def _message(text: str) -> Message:
    head, _, body = f"\n{text}".partition("\n\n")
    pairs = (line.split(": ", 1) for line in head.splitlines() if line)
    return Message(tuple((name, value) for name, value in pairs), body.strip("\n"))


def _note(comment: str, key: str) -> str:
    found = re.search(rf"^# {key}: (.+)$", comment, re.MULTILINE)
    return found[1] if found else ""


def parse(name: str, text: str) -> Exchange:
    """The exchange that a file's text holds; ValueError where it isn't one."""
    comment, _, rest = text.partition("\n\n")
    answer = _ANSWER.search(rest)
    if not comment.startswith("# API.md, section") or answer is None:
        raise ValueError(f"{name}: a comment with the section, a request and an answer are wanted")
    line, _, request = rest[: answer.start()].partition("\n")
    method, path, _version = line.split(" ")
    held: set[Side] = {"client", "simulator"}
    if _note(comment, "Client only"):
        held.remove("simulator")
    if _note(comment, "Simulator only"):
        held.remove("client")
    after = _note(comment, "After")
    return Exchange(
        name=name,
        source=comment,
        method=method,
        path=path,
        request=_message(request),
        status=int(answer[1]),
        answer=_message(rest[answer.end() + 1 :]),
        after=tuple(after.split(", ")) if after else (),
        switch=_note(comment, "Switch"),
        held=frozenset(held),
    )


@cache
def exchanges() -> dict[str, Exchange]:
    """All exchanges by name, such as `1b-200`."""
    files = sorted(FOLDER.glob("*.http"))
    return {file.stem: parse(file.stem, file.read_text("utf-8")) for file in files}


def held_to(side: Side) -> list[str]:
    """The names of the exchanges that one side must keep to."""
    return [name for name, exchange in exchanges().items() if side in exchange.held]
