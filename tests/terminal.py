"""A program in a real pseudo-terminal, and the screen that a viewer of that terminal sees.

`Terminal` runs the program and answers its questions as a terminal does.
"""

import fcntl
import json
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.screen import Cell, Emulator, Screen, cell_of, screen_of

__all__ = ["COLOURS", "KEYS", "Cell", "Ended", "Screen", "Terminal", "environment", "screen_of"]

KEYS: Final[Mapping[str, str]] = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "ctrl+c": "\x03",
    "ctrl+l": "\x0c",
    "ctrl+z": "\x1a",
}

COLOURS: Final[Mapping[str, Mapping[str, str]]] = {
    "truecolor": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    "256": {"TERM": "xterm-256color"},
    "16": {"TERM": "xterm"},
    "console": {"TERM": "linux"},
    "none": {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"},
}

_STOCK: Final = Path(__file__).parent / "stock"
"""A folder with a `wallboard` that paints as Textual does."""

_ON_AT_START: Final = frozenset({7, 25})
"""Private modes that a terminal has on before any program runs: wrap and cursor."""

# An own session alone has no controlling terminal. This runs in the child instead of a `preexec_fn`,
# which may not be used in a process with threads. The program gets its environment as argument, for
# the interpreter would add to its own.
_LAUNCHER: Final = """
import fcntl, json, os, sys, termios
environment, controlling = json.loads(sys.argv[1])
if controlling:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
try:
    os.execvpe(sys.argv[2], sys.argv[2:], environment)
except OSError as error:
    sys.exit(f"{sys.argv[2]}: {error.strerror}")
"""


def environment(home: Path, colours: str = "truecolor", **more: str) -> dict[str, str]:
    """A clean environment for a terminal of `COLOURS`; programs of this interpreter come first in PATH.

    With TESTS_PAINT=stock in the tests' own environment `wallboard` is the one of `tests/stock`, so that
    the tests of a terminal can be run on the fallback too.
    """
    programs = [Path(sys.executable).parent]
    if os.environ.get("TESTS_PAINT") == "stock":
        programs.insert(0, _STOCK)
    return {
        "PATH": os.pathsep.join([*map(str, programs), os.defpath]),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        **COLOURS[colours],
        **more,
    }


class Ended(AssertionError):
    """The program ended, or did not, other than the test waits for."""


class _Line:
    """A line of so many bytes a second, in slices of a fiftieth of a second."""

    def __init__(self, bytes_per_s: float) -> None:
        self._bytes_per_s = bytes_per_s
        self._free_at = time.monotonic()

    def room(self) -> int:
        """How many bytes it carries next; waits until it is free."""
        time.sleep(max(0.0, self._free_at - time.monotonic()))
        return max(1, int(self._bytes_per_s / 50))

    def carry(self, size: int) -> None:
        """Busy with them; they have arrived when it is free."""
        self._free_at = max(self._free_at, time.monotonic() - 0.1) + size / self._bytes_per_s


class Terminal:
    """A program in a pseudo-terminal of its own, with its own session.

    Leaving the `with` block kills the program if it still runs. All limits are in seconds. Without
    `controlling` no SIGHUP tells the program that its terminal has gone. `bytes_per_s` is the speed of a
    slow line to the viewer.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int,
        rows: int,
        env: Mapping[str, str],
        cwd: Path | None = None,
        controlling: bool = True,
        bytes_per_s: float | None = None,
    ) -> None:
        self.raw = b""
        self.answers = True
        """Whether the terminal answers the program's questions."""
        self._line = None if bytes_per_s is None else _Line(bytes_per_s)
        self.is_hung_up = False
        self._master, self._slave = os.openpty()
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.termios_before = termios.tcgetattr(self._slave)
        self._emulator = Emulator(columns, rows, self._answer)
        self._screen: Screen | None = None
        launcher = [
            sys.executable,
            "-I",
            "-S",
            "-c",
            _LAUNCHER,
            json.dumps([dict(env), controlling]),
            *command,
        ]
        self._process = subprocess.Popen(
            launcher,
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            cwd=cwd,
            env={},
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        if not self.is_hung_up:
            self.hang_up()

    def hang_up(self) -> None:
        """The terminal is gone."""
        self.is_hung_up = True
        os.close(self._master)
        os.close(self._slave)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def screen(self) -> Screen:
        """The screen after all bytes read so far; a later one is another object."""
        if self._screen is None:
            self._screen = self._emulator.screen()
        return self._screen

    @property
    def modes(self) -> Mapping[int, bool]:
        """Private modes that were ever switched, by how they stand now."""
        return self._emulator.modes

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def left_behind(self) -> tuple[str, ...]:
        """What is not as before the program: nothing, after a program that leaves well."""
        wrong = [
            f"mode {mode} is {'on' if on else 'off'}"
            for mode, on in sorted(self.modes.items())
            if on is not (mode in _ON_AT_START)
        ]
        if self._emulator.kitty_pushes:
            wrong.append(f"{self._emulator.kitty_pushes} kitty flags are pushed")
        if cell_of(self._emulator.cursor.attrs) != Cell(" "):
            wrong.append("a style is still on")
        if termios.tcgetattr(self._slave) != self.termios_before:
            wrong.append("termios differ")
        return tuple(wrong)

    def read(self, limit: float) -> bool:
        """Take in what the program has written, waiting at most `limit` for the first byte of it.

        A frame in brackets (mode 2026) is taken in whole, as a terminal shows it.
        """
        got = self._read(limit)
        more = got
        while more and self.modes.get(2026):
            more = self._read(1.0)
        return got

    def _read(self, limit: float) -> bool:
        got = b""
        while select.select([self._master], [], [], 0 if got else limit)[0]:
            got += os.read(self._master, self._line.room() if self._line else 65536)
            if self._line or len(got) > 1_000_000:
                break
        if self._line:
            self._line.carry(len(got))
        if got:
            self.raw += got
            self._screen = None
            self._emulator.feed(got)
        return bool(got)

    def until(self, seen: Callable[[Screen], object], *, limit: float = 30) -> Screen:
        """The first screen of which `seen` is true. Raises `Ended` when there can't be one."""
        deadline = time.monotonic() + limit
        while not seen(self.screen):
            ended = self._process.poll() is not None
            if not self.read(min(0.1, max(0.0, deadline - time.monotonic()))):
                if ended:
                    raise Ended(self._story(f"the program ended with {self._process.returncode}"))
                if time.monotonic() >= deadline:
                    raise Ended(self._story(f"not seen within {limit} s"))
        return self.screen

    def settle(self, *, quiet: float = 0.25, limit: float = 30) -> Screen:
        """The screen once nothing was written for `quiet`."""
        deadline = time.monotonic() + limit
        while self.read(quiet):
            if time.monotonic() >= deadline:
                raise Ended(self._story(f"not quiet within {limit} s"))
        return self.screen

    def wait(self, *, limit: float = 30) -> int:
        """The exit status once the program has ended, negative after a signal; reads all it wrote."""
        deadline = time.monotonic() + limit
        while self._process.poll() is None:
            if time.monotonic() >= deadline:
                raise Ended(self._story(f"the program still runs after {limit} s"))
            if self.is_hung_up:
                time.sleep(0.01)
            else:
                self.read(0.05)
        if not self.is_hung_up:
            self.settle(quiet=0.1)
        return self._process.returncode

    def _answer(self, reply: str) -> None:
        if self.answers:
            self.send(reply)

    def send(self, text: str) -> None:
        os.write(self._master, text.encode())

    def press(self, *keys: str) -> None:
        """Keys by their names in `KEYS`, others as they are."""
        for key in keys:
            self.send(KEYS.get(key, key))

    def click(self, x: int, y: int) -> None:
        """The left button on a cell, as mode 1006 reports it."""
        self.send(f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m")

    def resize(self, columns: int, rows: int) -> None:
        """Another size, which the kernel tells the program by SIGWINCH."""
        self._emulator.resize(rows, columns)
        self._screen = None
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def signal(self, number: signal.Signals) -> None:
        os.kill(self._process.pid, number)

    def _story(self, what: str) -> str:
        return f"{what}; the screen:\n{self.screen.text}\nthe last bytes: {self.raw[-400:]!r}"
