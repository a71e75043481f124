"""Broken answers through the whole app in a pseudo-terminal, and the raw bytes that reach it."""

import json
import re
import sys
from pathlib import Path
from typing import Final

from tests.cli.program import ROOT
from tests.fuzz.checking import Fuzz, Wrong
from tests.terminal import Terminal, environment

_OURS: Final = re.compile(
    rb"\x1b\[[0-9;]*[HABCDGdXKJm]"  # moves, erasing and pens
    rb"|\x1b[DM]"  # index and reverse index
    rb"|\x1b\[\?[0-9;]*[hl]|\x1b\[\?[0-9;]*\$p|\x1b\[[<>=][0-9;]*u|\x1b\[\?u"  # modes and keys
    rb"|\x1b\[6n"  # whether the terminal has caught up
    rb"|\x1b\]22;default\x07"  # the pointer's shape, by Textual
    rb"|\x08"
)
"""The sequences that the program itself writes."""

_CONTROL: Final = re.compile(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]")

DONE: Final = "fuzz is done"


def through_a_terminal(fuzz: Fuzz, layout: str, answers: int, folder: Path) -> int:
    """Shows so many broken answers and a sound one; gives the number of bytes that were looked at.

    Raises Wrong where a byte from outside reached the terminal as more than a letter, and Ended where the
    app ended.
    """
    path = folder / "answers"
    last = json.loads(json.dumps(fuzz.whole))
    messages = [app["chat_messages"] for app in last.values() if "chat_messages" in app]
    messages[0][0]["content"] = DONE
    bodies = [*(fuzz.break_one().body for _ in range(answers)), json.dumps(last).encode()]
    path.write_bytes(b"\n".join(bodies))
    command = [sys.executable, "-m", "tests.fuzz.program", layout, str(path)]
    with Terminal(command, columns=160, rows=50, env=environment(folder), cwd=ROOT) as terminal:
        terminal.until(lambda screen: DONE in screen.text, limit=60 + answers)
        terminal.press("q")
        if (code := terminal.wait()) != 0:
            raise Wrong(f"the app ended with {code}")
        if terminal.left_behind():
            raise Wrong(f"the app left {terminal.left_behind()}")
    found = _CONTROL.search(_OURS.sub(b"", terminal.raw))
    if found:
        around = _OURS.sub(b"", terminal.raw)[max(0, found.start() - 40) : found.end() + 40]
        raise Wrong(f"{found[0]!r} reached the terminal: {around!r}")
    return len(terminal.raw)
