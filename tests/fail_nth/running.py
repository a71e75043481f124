"""A session of the whole program in a pseudo-terminal, in which one call fails."""

import json
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.cli.program import ROOT
from tests.journeys.program import is_live, quick
from tests.screen import Screen
from tests.terminal import Ended, Terminal, environment
from wallboard.simulator.options import Options
from wallboard.simulator.serving import Simulator, running

STALE_S: Final = 8.0
"""Of `quick` layouts."""

SLACK_S: Final = 3.0
"""For the screen's second, and for a loaded machine."""

LIVE_S: Final = 3.0
"""How long a session is looked at once its figures are there."""

LONGEST_S: Final = 25.0
OLD: Final = ("NOT LIVE since", "NO FIGURES YET")


@dataclass(frozen=True, slots=True)
class Failure:
    """The call that fails: which one of its edge, once or with all after it. `number` 0: none does."""

    edge: str
    number: int
    forever: bool

    def __str__(self) -> str:
        return f"{self.edge} {self.number}, {'and all after it' if self.forever else 'once'}"


@dataclass(slots=True)
class Outcome:
    """`ended`: how the program did. `calls` of each edge. `wrong`: what was not as it must be."""

    failure: Failure
    ended: str = ""
    calls: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def run(failure: Failure) -> Outcome:
    """Start, look on until figures are there and are seen to be true, quit."""
    with tempfile.TemporaryDirectory() as folder, running(Options()) as simulator:
        home = Path(folder) / "home"
        home.mkdir()
        session = _Session(failure, simulator, home, Path(folder) / "report")
        return session.play()


class _Session:
    def __init__(self, failure: Failure, simulator: Simulator, home: Path, report: Path) -> None:
        self._outcome = Outcome(failure)
        self._failure = failure
        self._simulator = simulator
        self._home = home
        self._report = report

    def play(self) -> Outcome:
        env = environment(self._home, XDG_RUNTIME_DIR=str(self._home / "run"))
        with Terminal(self._command(), columns=160, rows=50, env=env, cwd=ROOT) as terminal:
            try:
                self._look_on(terminal)
                terminal.press("q")
                status = terminal.wait(limit=15)
                self._outcome.ended = f"status {status}"
                if status not in ((0, 129) if self._blind else (0,)):
                    self._tell(f"exit status {status}")
            except Ended:
                self._judge_end(terminal)
            self._judge_terminal(terminal)
        if self._report.exists():
            self._outcome.calls = json.loads(self._report.read_text())
        elif self._report.parent.exists():
            self._tell("no report of the calls")
        lost = self._failure.edge == "http"
        if self._simulator.is_subscribed("stats.user") and not lost:
            self._tell("the subscription is left")
        return self._outcome

    @property
    def _blind(self) -> bool:
        """The terminal takes nothing any more."""
        return self._failure.edge == "terminal write" and self._failure.forever

    def _command(self) -> list[str]:
        layout = quick("desk", self._home)
        secret = self._home / "secret"
        secret.write_text("demo-secret")
        config = self._home / ".config" / "wallboard" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text(f'url = "{self._simulator.url}"\nuser = "stats.user"\nsecret_file = "{secret}"\n')
        plan = {
            "home": str(self._home),
            "edge": self._failure.edge,
            "number": self._failure.number,
            "forever": self._failure.forever,
            "report": str(self._report),
        }
        return [sys.executable, "-m", "tests.fail_nth.program", json.dumps(plan), "show", layout]

    def _look_on(self, terminal: Terminal) -> None:
        """Until figures are live and have been for a while, or are said to be old or missing."""
        began = time.monotonic()
        live_since: float | None = None
        while time.monotonic() - began < LONGEST_S:
            if not terminal.read(0.1) and terminal.has_ended:
                raise Ended("it ended by itself")
            screen = terminal.screen
            self._judge(screen)
            if any(words in screen.text for words in OLD) and self._failure.forever:
                return
            if not is_live(screen):
                live_since = None
            elif live_since is None:
                live_since = time.monotonic()
            elif time.monotonic() - live_since > LIVE_S and not self._must_get_old:
                return
        if not self._blind:
            self._tell(f"neither live nor old after {LONGEST_S:.0f} s:\n{terminal.screen.text}")

    @property
    def _must_get_old(self) -> bool:
        """No figures will come any more."""
        return self._failure.edge == "http" and self._failure.forever

    def _judge(self, screen: Screen) -> None:
        if "Traceback" in screen.text:
            self._tell(f"a traceback:\n{screen.text}")
        age_s = self._age_s()
        if age_s is None or age_s < STALE_S + SLACK_S or self._blind:
            return
        if is_live(screen) or ("Billing" in screen.text and "NOT LIVE since" not in screen.text):
            self._tell(f"{age_s:.1f} s old and plain:\n{screen.text}")

    def _age_s(self) -> float | None:
        """Of the newest figures that were given to the board."""
        given = [
            each.at
            for each in self._simulator.exchanges
            if each.path.endswith("/data") and each.status == 200
        ]
        return time.time() - given[-1] if given else None

    def _judge_end(self, terminal: Terminal) -> None:
        """It ended before it was asked to: with a sentence then, and a code that says so."""
        if not terminal.has_ended:
            self._tell("it can not be left")
            return
        status = terminal.wait()
        said = " ".join(terminal.screen.text.split())
        self._outcome.ended = f"status {status}: {said[:160]}"
        if self._blind:
            return
        if status not in (1, 2, 3, 4, 5) or not said.endswith("."):
            self._tell(f"ended with {status}, saying {said[-300:]!r}")

    def _judge_terminal(self, terminal: Terminal) -> None:
        if b"Traceback" in terminal.raw:
            self._tell("a traceback was written")
        left = terminal.left_behind()
        if self._failure.edge == "terminal write":  # what was to reset the modes may have been what failed
            left = tuple(each for each in left if each == "termios differ")
        if left:
            self._tell(f"left behind: {', '.join(left)}")

    def _tell(self, wrong: str) -> None:
        if len(self._outcome.wrong) < 3:
            self._outcome.wrong.append(wrong)
