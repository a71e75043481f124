"""A fault from its begin to its end and beyond, held against the bounds."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from tests.faults.bench import HOUSE, LIVE_AFTER_S, SCREEN_S, START, Bench, Case, Keeper, Look
from tests.faults.turning import TurnedLoop
from wallboard.board.views import Level
from wallboard.feed import RetryNow

A_MINUTE: Final = 40
"""Requests that a server may be asked."""

LOOK_S: Final = 0.25
WIDGETS: Final = 4
"""With figures, on the bench's board."""

QUIET_S: Final = 12.0
"""Before a fault begins, and after its end."""

TOLD: Final = 6
"""So many broken bounds are told; more of them are the same."""


@dataclass(slots=True)
class Outcome:
    """`noticed_s`, `live_s`: seconds after the fault's begin and end, None: never. `a_minute`: requests in
    the busiest one. `said`: words, ages as N, with the seconds after the begin at which they were first
    read. `wrong`: which bounds were broken.
    """

    case: Case
    noticed_s: float | None = None
    live_s: float | None = None
    a_minute: int = 0
    said: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def tell(self, wrong: str) -> None:
        if len(self.wrong) < TOLD:
            self.wrong.append(wrong)


class Judge:
    """Looks at the screen four times a second and holds it against what is true."""

    def __init__(self, bench: Bench, outcome: Outcome) -> None:
        self._bench = bench
        self._tell = outcome.tell
        self._limits = bench.plan.freshness

    async def watch(self, seconds: float, until: Callable[[], bool] = lambda: False) -> float | None:
        """The seconds until then; None: not within these."""
        loop = self._bench.loop
        began = loop.time()
        while not until():
            if loop.time() - began >= seconds:
                return None
            await asyncio.sleep(LOOK_S)
            self._look()
        return loop.time() - began

    def _look(self) -> None:
        bench = self._bench
        if not bench.looks or bench.now().at - bench.looks[-1].at > SCREEN_S + LOOK_S:
            return  # the clock has jumped this moment: nothing could be drawn since
        look, age_s = bench.looks[-1], bench.age_s()
        if age_s is None:
            if look.plain and not bench.case.still:
                self._tell(f"figures of nobody's look plain: {sorted(look.plain)}")
            return
        if age_s > self._limits.late + SCREEN_S and not look.says:
            self._tell(f"{age_s:.1f} s old, and nothing is said")
        if age_s > self._limits.stale + SCREEN_S:
            self._look_at_old(look, age_s)
        if age_s < self._limits.late - SCREEN_S and not bench.case.still:
            self._look_at_new(look, age_s)

    def _look_at_old(self, look: Look, age_s: float) -> None:
        if look.plain:
            self._tell(f"{age_s:.1f} s old, and plain are {sorted(look.plain)}")
        if "NOT LIVE since" not in look.banner:
            self._tell(f"{age_s:.1f} s old without a banner: {look.says or look.link}")

    def _look_at_new(self, look: Look, age_s: float) -> None:
        """Neither sooner than at its limit."""
        if look.level is not Level.LIVE:
            self._tell(f"{age_s:.1f} s young, and called {look.level.value}: {look.says}")
        marked = WIDGETS - len(look.plain)
        if marked > bool(self._bench.case.marks):
            self._tell(f"{age_s:.1f} s young, and plain are only {sorted(look.plain)}")


class Run:
    """One case on a bench."""

    def __init__(self, case: Case, loop: TurnedLoop, keeper: Keeper | None) -> None:
        self.outcome = Outcome(case)
        self._case = case
        self._bench = Bench(case, loop, keeper)
        self._judge = Judge(self._bench, self.outcome)

    async def go(self) -> Outcome:
        bench = self._bench
        tasks = [asyncio.create_task(bench.simulator.serve_here())]
        ends = bench.fault() if self._case.begins == "start" else None
        tasks += [asyncio.create_task(each) for each in (bench.listen(), bench.tick())]
        try:
            if ends is None:
                if await self._judge.watch(30.0, lambda: bench.is_live) is None:
                    self.outcome.tell("never live before the fault")
                await self._judge.watch(QUIET_S)
                ends = bench.fault()
            await self._live_through(ends)
            await bench.feed.close()
            if bench.simulator.is_subscribed(HOUSE.user):
                self.outcome.tell("the subscription is left")
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return self.outcome

    async def _live_through(self, ends: Callable[[], None]) -> None:
        case, bench, outcome = self._case, self._bench, self.outcome
        first, began, slept_s = len(bench.looks), bench.loop.time(), bench.slept_s
        await self._judge.watch(case.lasts_s)
        ends()
        if case.live_after_s is None:
            await self._judge.watch(2 * LIVE_AFTER_S)
            bench.feed.send(RetryNow())
        outcome.live_s = await self._live_again(
            LIVE_AFTER_S if case.live_after_s is None else case.live_after_s
        )
        await self._judge.watch(QUIET_S)
        for look in bench.looks[first:]:
            if look.says:
                at_s = max(0.0, look.at - slept_s - began)
                outcome.said.setdefault(_without_ages(look.says), at_s)
        outcome.noticed_s = next(iter(outcome.said.values()), None)
        self._check_words(bench.looks[first:])
        outcome.a_minute = _busiest_minute(bench.asked)
        if outcome.a_minute > A_MINUTE:
            outcome.tell(f"{outcome.a_minute} requests in one minute")

    async def _live_again(self, bound_s: float) -> float | None:
        bench = self._bench
        ended_at = bench.now().at

        def over() -> bool:
            newest = bench.figures_of or 0.0
            return bench.is_live and newest >= ended_at - bench.plan.refresh

        live_s = await self._judge.watch(bound_s, over)
        if live_s is None:
            self.outcome.tell(f"not live within {bound_s:.0f} s: {bench.looks[-1].says}")
        return live_s

    def _check_words(self, looks: list[Look]) -> None:
        case, said = self._case, self.outcome.said
        for words in case.words:
            if not any(
                words in _without_ages(f"{look.link} | {look.banner} | {look.remark}") for look in looks
            ):
                self.outcome.tell(f"nobody read “{words}”")
        if case.unseen and said:
            self.outcome.tell(f"seen, though it heals by itself: {next(iter(said))}")
        if not (case.words or case.unseen or case.marks):
            self.outcome.tell("nothing must be said")
        if case.marks and not any(look.plain and case.marks not in look.plain for look in looks):
            self.outcome.tell(f"{case.marks} was never marked")


def _without_ages(words: str) -> str:
    return re.sub(r"\b\d+( (?:s|min|h|m|seconds?|minutes?|hours?|times)\b)", r"N\1", words)


def _busiest_minute(asked: list[float]) -> int:
    return max((sum(at <= other < at + 60 for other in asked) for at in asked), default=0)


def run(case: Case) -> Outcome:
    """The whole life of one case."""
    kept = None if case.kept_s is None else Keeper((_an_answer(), START - case.kept_s))
    return _run(case, kept).outcome


def _run(case: Case, keeper: Keeper | None) -> Run:
    with asyncio.Runner(loop_factory=TurnedLoop) as runner:
        loop = runner.get_loop()
        assert isinstance(loop, TurnedLoop)
        ran = Run(case, loop, keeper)
        runner.run(ran.go())
        return ran


@cache
def _an_answer() -> bytes:
    """As an earlier run kept it."""
    keeper = Keeper(None)
    _run(Case("an earlier run", wrongs=lambda _: lambda: None, unseen=True, lasts_s=1.0), keeper)
    assert keeper.kept is not None
    return keeper.kept[0]
