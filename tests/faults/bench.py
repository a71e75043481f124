"""One fault on the real feed and the real board, on a turned clock, and what a viewer sees of it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from tests.faults.turning import HELD_S, LINE_S, TurnedLoop
from wallboard.board.board import Board, WidgetRef
from wallboard.board.status import UNTROUBLED
from wallboard.board.views import Level, Severity
from wallboard.board.words import LEVELS, PHASES
from wallboard.feed import Moment
from wallboard.layout import compile as compile_layout
from wallboard.layout import read_layout
from wallboard.layout.plan import GridPlan, Plan, TilePlan
from wallboard.session.client import Account, Client, SignInWay
from wallboard.session.worker import LiveFeed, SessionOptions
from wallboard.simulator.options import Options
from wallboard.simulator.serving import Simulator

PREFIX: Final = "wb.desk-1.faults"
LAYOUT: Final = Path(__file__).with_name("board.toml")
START: Final = 1_774_735_200.0
"""Saturday, 28 March 2026, 23:00 in Berlin: the night in which the clocks there are put forward."""

HOUSE: Final = Options(agents=12, services=3, at="10:40", start=START)
LIVE_AFTER_S: Final = 36.0
"""Thirty of back-off, five of a request that hangs, one of the screen."""

SCREEN_S: Final = 1.0
"""A screen is drawn so often."""

_ON_THE_WAY: Final = {PHASES[phase] for phase in UNTROUBLED}

_AS_GOOD_AS_NONE: Final = frozenset(
    {
        "latency=2s",
        "clock-skew=2h",
        "wrong-shape=grid",
        "wrong-shape=row",
        "wrong-shape=value",
        "empty-column=acd_state",
        "daily-reset",
        "token-life=60s",
        "token-life=20s",
    }
)
"""Faults that leave an answer's figures new, but for a part."""


@dataclass(frozen=True, slots=True)
class Case:
    """What goes wrong, for how long, and what must be read then.

    `fault` as the simulator takes it, several with commas; or `wrongs`, which is done to the bench and
    gives what ends it. `begins`: "start" is before the first request, "live" when figures are there.
    `words`: some screen shows each of them. `unseen`: no screen shows anything. `live_after_s`: from the
    fault's end; None: not before somebody presses R. `marks` a widget that must be marked alone.
    """

    name: str
    fault: str = ""
    words: tuple[str, ...] = ()
    begins: str = "live"
    lasts_s: float = 90.0
    live_after_s: float | None = LIVE_AFTER_S
    why_later: str = ""
    """Whose bound is not the common one: what it waits for."""
    unseen: bool = False
    marks: str = ""
    still: bool = False
    """Answers come, and are none."""
    way: SignInWay = "oauth"
    host: str = "127.0.0.1"
    options: Options = HOUSE
    take_over_after_s: float | None = None
    kept_s: float | None = None
    """An earlier run has kept figures that are so old."""
    wrongs: "Callable[[Bench], Callable[[], None]] | None" = None


@dataclass(frozen=True, slots=True)
class Look:
    """A screen as it was drawn: when, and what a viewer reads on it. `plain`: the widgets in a plain look."""

    at: float
    level: Level
    link: str
    up: bool
    banner: str
    remark: str
    plain: frozenset[str]

    @property
    def says(self) -> str:
        """What it tells of a trouble: the age of live figures and the way to the first ones are none."""
        waits = self.level is Level.WAITING and (
            self.link in _ON_THE_WAY or self.link.startswith(LEVELS[self.level])
        )
        calm = waits or (self.level is Level.LIVE and self.up)
        return " | ".join(part for part in ("" if calm else self.link, self.banner, self.remark) if part)


class Asking(Client):
    """A client whose requests are counted, by the turned clock."""

    def __init__(self, bench: "Bench", account: Account, ca_file: Path | None) -> None:
        super().__init__(account, ca_file=ca_file)
        self.bench = bench
        self.loopback = False
        """As of a server elsewhere, so that two sign-ins keep their distance."""

    async def _exchange(self, *arguments: Any) -> Any:
        bench = self.bench
        bench.asked.append(bench.loop.time())
        bench.under_way += 1
        try:
            return await super()._exchange(*arguments)
        finally:
            bench.under_way -= 1

    async def get_data(self) -> bytes | None:
        asked_at = self.bench.now().at
        body = await super().get_data()
        self.bench.answered(asked_at, body)
        return body


class Keeper:
    """Figures of an earlier run, in memory."""

    def __init__(self, kept: tuple[bytes, float] | None) -> None:
        self.kept = kept

    def save(self, body: bytes, asked_wall: float) -> None:
        self.kept = (body, asked_wall)

    def load(self) -> tuple[bytes, float] | None:
        return self.kept


class Bench:
    """A simulator, a feed, a board and the screen before it, in one loop."""

    def __init__(self, case: Case, loop: TurnedLoop, keeper: Keeper | None = None) -> None:
        self.case = case
        self.loop = loop
        self.asked: list[float] = []
        self.under_way = 0
        self.slept_s = 0.0
        self.wall_set_by_s = 0.0
        self.figures_of: float | None = None
        """When the newest good answer that was taken over had been asked for."""
        self._good: set[float] = set()
        """When good answers were asked for, as the simulator and the line know it."""
        self.looks: list[Look] = []
        self.simulator = Simulator(case.options, loop.time)
        self.plan = _plan()
        self.board = Board(self.plan, ZoneInfo(self.plan.time_zone or "UTC"))
        self._last_body: bytes | None = None
        widgets = [(WidgetRef(0, n), each) for n, each in enumerate(self.plan.pages[0].widgets)]
        self._tiles = [ref for ref, each in widgets if isinstance(each, TilePlan)]
        self._grids = [ref for ref, each in widgets if isinstance(each, GridPlan)]
        secret = HOUSE.secret if case.way == "oauth" else HOUSE.password
        scheme, port = self.simulator.url.partition(":")[0], self.simulator.url.rpartition(":")[2]
        account = Account(f"{scheme}://{case.host}:{port}", "demo", HOUSE.user, self._read_secret, case.way)
        self.secret: str | None = secret
        """None: its file is gone."""
        self.feed = LiveFeed(
            Asking(self, account, self.simulator.ca_file),
            self.plan.subscription,
            SessionOptions(self.plan.refresh, PREFIX, case.take_over_after_s),
            clock=self.now,
            chance=lambda: 1.0,
            keeper=keeper,
        )
        loop.patience_s = self._patience_s

    def _read_secret(self) -> str:
        if self.secret is None:
            raise FileNotFoundError
        return self.secret

    def _patience_s(self) -> float:
        if not self.under_way:
            return 0.0
        return HELD_S if self.simulator._connections._held else LINE_S

    def now(self) -> Moment:
        at = self.loop.time() + self.slept_s
        return Moment(at, START - 1_000.0 + at + self.wall_set_by_s)

    def answered(self, asked_at: float, body: bytes | None) -> None:
        hit = set(self.simulator.exchanges[-1].faults)
        new = hit <= _AS_GOOD_AS_NONE or (hit == {"standing-still"} and body != self._last_body)
        if body is not None and PREFIX.encode() in body and new:
            self._last_body = body
            self._good.add(asked_at)

    async def listen(self) -> None:
        async for delivery in self.feed.deliveries():
            self.board.take(delivery)
            if delivery.asked is not None and delivery.asked.at in self._good:
                self.figures_of = delivery.asked.at
            self.draw()

    async def tick(self) -> None:
        while True:
            await asyncio.sleep(SCREEN_S)
            self.draw()

    def draw(self) -> None:
        now, board = self.now(), self.board
        status, banner = board.status(now), board.banner(now)
        plain = set()
        for ref in self._tiles:
            tile = board.tile(ref, now)
            if tile.severity is not Severity.UNKNOWN and not tile.freshness.level.is_old:
                plain.add(tile.label)
        for ref in self._grids:
            grid = board.grid(ref, now)
            if grid.total and not grid.freshness.level.is_old:
                plain.add(grid.title)
        told = "" if banner is None else "  ".join((banner.headline, *banner.facts, "/", *banner.sentences))
        self.looks.append(
            Look(
                now.at,
                status.level,
                status.link,
                status.link_up,
                told,
                board.remark(now),
                frozenset(plain),
            )
        )

    def age_s(self) -> float | None:
        return None if self.figures_of is None else self.now().at - self.figures_of

    def fault(self) -> Callable[[], None]:
        """It begins; what is given ends it."""
        if self.case.wrongs is not None:
            return self.case.wrongs(self)
        self.simulator.fault(self.case.fault)
        return self.simulator.clear

    @property
    def is_live(self) -> bool:
        look = self.looks[-1] if self.looks else None
        return look is not None and look.level is Level.LIVE and not look.banner and look.up


def _plan() -> Plan:
    return compile_layout(read_layout(LAYOUT.read_bytes(), str(LAYOUT)), PREFIX)
