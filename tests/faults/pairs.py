"""Two faults that overlap, on the pure machine and board: no clock but ours, no socket."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from typing import Final

from tests.board.wall import AGENTS, APP, START, agents, columns, plan, subscription, tile
from tests.faults.model import FAULTS, Fault, Server
from wallboard.board.board import Board, WidgetRef
from wallboard.board.views import Level
from wallboard.feed import Delivery, Moment
from wallboard.layout.plan import Figure
from wallboard.protocol.answer import Answer, GridKey, Row
from wallboard.protocol.kinds import Kind
from wallboard.session import events as on
from wallboard.session.events import Action, Event
from wallboard.session.facts import Facts
from wallboard.session.machine import State, start, step
from wallboard.session.stages import Stage

FIRST_S: Final = (20.0, 60.0)
SECOND_S: Final = (40.0, 80.0)
LIVE_AFTER_S: Final = 36.0
A_MINUTE: Final = 40
SCREEN_S: Final = 1.0
REFRESH_S: Final = 3.0

TILE: Final = WidgetRef(0, 0)
GRID: Final = WidgetRef(0, 1)
PLAN: Final = plan(
    tile(), agents(*columns(("state_duration", Figure("For", Kind.SECONDS)))), asked=subscription()
)


@dataclass
class Pair:
    """A board before a server with two faults, one after the other; `wrong` says what broke a bound."""

    first: str
    second: str
    server: Server = field(default_factory=Server)
    wrong: list[str] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    live_s: float | None = None
    """After the end of both."""

    def __post_init__(self) -> None:
        self.board = Board(PLAN, UTC)
        self._at_s = 0.0
        self._slept_s = 0.0
        self._wall_set_by_s = 0.0
        self._tick_s = 0.0
        self._figures_of: float | None = None
        self._grid_of: float | None = None
        self._grid: Mapping[GridKey, tuple[Row, ...]] = {}
        self._figure = 0
        self._faults: tuple[tuple[Fault, tuple[float, float]], ...] = (
            (FAULTS[self.first], FIRST_S),
            (FAULTS[self.second], SECOND_S),
        )
        self._may_be_still = any(fault.still for fault, _ in self._faults)
        self._jumps: deque[tuple[float, Fault]] = deque((begin, fault) for fault, (begin, _) in self._faults)
        self._state, self._action = start(Facts(REFRESH_S, 10.0, None), self.now)
        self._tell(self._state)

    @property
    def now(self) -> Moment:
        at = 5_000.0 + self._at_s + self._slept_s
        return Moment(at, START + at + self._wall_set_by_s)

    def run(self) -> list[str]:
        """The bounds that were broken."""
        ended_s = SECOND_S[1]
        self._until(ended_s)
        if self.server.slot == "others":
            self.server.slot = ""
        if self._state.stage is Stage.REJECTED:
            self._hear(on.RetryAsked())
        bound_s = LIVE_AFTER_S + max(fault.own_s for fault, _ in self._faults)
        while self.live_s is None and self._at_s < ended_s + bound_s:
            self._until(self._at_s + 0.5)
            if self._is_live(ended_s):
                self.live_s = self._at_s - ended_s
        if self.live_s is None:
            self.wrong.append(f"not live within {bound_s:.0f} s: {self.board.status(self.now).link}")
        self._until(self._at_s + 10.0)
        self._leave()
        busiest = max(sum(at <= other < at + 60 for other in self.sent) for at in self.sent)
        if busiest > A_MINUTE:
            self.wrong.append(f"{busiest} requests in one minute")
        return self.wrong

    def _is_live(self, since_s: float) -> bool:
        figures_of, status = self._figures_of, self.board.status(self.now)
        new = figures_of is not None and figures_of >= 5_000.0 + since_s + self._slept_s - REFRESH_S
        return new and status.link_up and status.level is Level.LIVE

    def _leave(self) -> None:
        """The subscription goes with the board."""
        self._finish_request()
        self._hear(on.Left())
        while not isinstance(self._action, on.End):
            self._hear(self.server.ask(self._action).event)
        if self.server.slot == "ours":
            self.wrong.append("the subscription is left")

    def _finish_request(self) -> None:
        while not isinstance(self._action, on.Wait):
            self._request(self._action)

    def _until(self, end_s: float) -> None:
        while self._at_s < end_s:
            if not isinstance(self._action, on.Wait):
                self._request(self._action)
                continue
            due = self._action.until
            due_s = end_s if due is None else due - 5_000.0 - self._slept_s
            self._pass(max(self._at_s, min(due_s, end_s)))
            if due is not None and isinstance(self._action, on.Wait) and self.now.at >= due:
                self._hear(on.WaitOver())

    def _request(self, request: Action) -> None:
        asked = self.now
        self.sent.append(self._at_s)
        self.server.now_s = self._at_s
        self.server.faults = [fault for fault, (begin, end) in self._faults if begin <= self._at_s < end]
        reply = self.server.ask(request)
        self._pass(self._at_s + reply.took_s)
        self._hear(reply.event, self._answer(reply.figures), asked)

    def _answer(self, figures: str) -> Answer:
        """Counters of the day, and how long an agent has been in his state."""
        if figures != "same":
            self._figure += 1
        day = 0 if figures == "reset" else 1_000 + self._figure
        totals = {APP: {"in_calls_waiting": 3, "in_calls_queued_per_day": day}}
        grids = {} if figures == "without a grid" else {AGENTS: (("ada", self._figure),)}
        return Answer(totals=totals, grids=grids)

    def _hear(self, event: Event, answer: Answer | None = None, asked: Moment | None = None) -> None:
        before = self._state
        self._state, self._action = step(before, event, self.now, 1.0)
        if isinstance(event, on.OursCame) and before.stage is Stage.POLL and answer and asked:
            self.board.take(Delivery(self._state.link, answer, asked))
            self._note(asked, answer)
        elif self._state.link != before.link:
            self._tell(self._state)

    def _note(self, asked: Moment, answer: Answer) -> None:
        """What is true: of when the figures are that the board has now."""
        if self._grid != answer.grids or not answer.grids:
            self._figures_of = asked.at
        if answer.grids and self._grid != answer.grids:
            self._grid, self._grid_of = answer.grids, asked.at

    def _tell(self, state: State) -> None:
        self.board.take(Delivery(state.link))

    def _pass(self, to_s: float) -> None:
        """Time goes by; the screen is looked at each second, and when a clock has jumped, a second later."""
        while self._tick_s <= to_s or (self._jumps and self._jumps[0][0] <= to_s):
            if self._jumps and self._jumps[0][0] <= self._tick_s:
                self._jump(self._jumps.popleft()[1])
                continue
            self._at_s = self._tick_s
            self._tick_s += SCREEN_S
            self._look()
        self._at_s = max(self._at_s, to_s)

    def _jump(self, fault: Fault) -> None:
        slept_s, set_by_s = fault.jumps
        self._slept_s += slept_s
        self._wall_set_by_s += set_by_s
        until = self._action.until if isinstance(self._action, on.Wait) else None
        if slept_s and until is not None and self.now.at < until:
            self._hear(on.Woke())

    def _look(self) -> None:
        if self._figures_of is None or self._grid_of is None:
            return
        now, limits = self.now, PLAN.freshness
        age_s, grid_age_s = now.at - self._figures_of, now.at - self._grid_of
        status = self.board.status(now)
        if age_s > limits.late + SCREEN_S and (status.level is Level.LIVE or not status.link):
            self.wrong.append(f"{self._at_s:.0f}: {age_s:.0f} s old, and said is {status.link}")
        tile_level, grid_level = (
            self.board.tile(TILE, now).freshness.level,
            self.board.grid_freshness(GRID, now).level,
        )
        if age_s > limits.stale + SCREEN_S and not (tile_level.is_old and self.board.banner(now)):
            self.wrong.append(f"{self._at_s:.0f}: {age_s:.0f} s old, and the tile is {tile_level.value}")
        if grid_age_s > limits.stale + SCREEN_S and not grid_level.is_old:
            self.wrong.append(f"{self._at_s:.0f}: {grid_age_s:.0f} s old, and the grid is {grid_level.value}")
        if age_s < limits.late - SCREEN_S and status.level is not Level.LIVE and not self._may_be_still:
            self.wrong.append(f"{self._at_s:.0f}: {age_s:.0f} s young, and called {status.link}")
