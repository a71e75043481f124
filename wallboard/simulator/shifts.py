"""The agents' day: who comes when, who takes which break, who leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from wallboard.simulator import events
from wallboard.simulator.actors import Agent, State
from wallboard.simulator.house import House
from wallboard.simulator.scenario import DAY, HOUR, Break, Scenario, Shift
from wallboard.simulator.work import Work

_MINUTE: Final = 60.0
_LATER_S: Final = 600.0
"""An agent whose planned break comes while he is not ready takes it so much later."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A break that an agent has to take, or is in. `recurs`: after it the next one is planned."""

    reason: str
    length_s: float
    recurs: bool = False


class Shifts:
    """Who is free for contacts is asked of `elsewhere`; `work` is told who is free again."""

    def __init__(self, house: House, scenario: Scenario) -> None:
        self._house = house
        self._rng = house.rng
        self._scenario = scenario
        self._now_and_then = [each for each in scenario.breaks if each.between is None and each.weight]
        self._planned = [each for each in scenario.breaks if each.between is not None]
        self._pauses: dict[int, Pause] = {}
        self._leaving: set[int] = set()
        self._on_shift: set[int] = set()
        self.work: Work

    def begin(self, agents: Sequence[Agent]) -> None:
        """Each agent gets his shift; shares that leave a rest leave it at home."""
        shifts = self._scenario.shifts
        for agent in agents:
            drawn = self._rng.random()
            for shift in shifts:
                drawn -= shift.share
                if drawn < 0:
                    self._begin_shifts(agent, shift)
                    break

    def _begin_shifts(self, agent: Agent, shift: Shift) -> None:
        """He logs in at the same time each day; one whose shift is past midnight is in the midst of it."""
        first, last = shift.starts
        start = self._rng.triangular(first, last, first + (last - first) / 4)
        self._house.plan_at(start, self._shift_begins, agent, shift)
        left_s = start + shift.hours * HOUR - DAY
        if left_s > 0 and shift.hours < 24 and self._comes(shift, self._house.day - 1):
            self._house.plan(0, self._work_begins, agent, left_s)

    def _shift_begins(self, agent: Agent, shift: Shift) -> None:
        self._house.plan(DAY, self._shift_begins, agent, shift)
        if self._comes(shift, self._house.day):
            self._work_begins(agent, shift.hours * HOUR)

    def _comes(self, shift: Shift, day: int) -> bool:
        return self._rng.random() < shift.weekdays[day % 7]

    def _work_begins(self, agent: Agent, length_s: float) -> None:
        if length_s < DAY:
            self._house.plan(length_s, self._shift_ends, agent)
        self._on_shift.add(agent.number)
        self.come_again(agent)
        for each in self._planned:
            self._expect_planned(agent, each, length_s)

    def _shift_ends(self, agent: Agent) -> None:
        self._on_shift.discard(agent.number)
        self.send_home(agent)

    # In and out

    def come_again(self, agent: Agent) -> None:
        """He logs in, if his shift is on and he has gone."""
        if agent.number not in self._on_shift:
            return
        self._leaving.discard(agent.number)
        if agent.logged_in:
            return
        self._house.tell(events.AgentLoggedIn(self._house.now, agent.id))
        self._expect_break(agent)
        self.work.free(agent)

    def send_home(self, agent: Agent) -> None:
        """He logs out, after the contact in hand."""
        if not agent.logged_in:
            return
        if agent.contact:
            self._leaving.add(agent.number)
        else:
            self._log_out(agent)

    def _log_out(self, agent: Agent) -> None:
        self._leaving.discard(agent.number)
        self._pauses.pop(agent.number, None)
        self._house.tell(events.AgentLoggedOut(self._house.now, agent.id))

    def elsewhere(self, agent: Agent) -> bool:
        """Now that nothing is in hand: he leaves or takes his break, and True; or stays for contacts."""
        if agent.number in self._leaving:
            self._log_out(agent)
            return True
        pause = self._pauses.pop(agent.number, None)
        if pause:
            self._pause(agent, pause)
        return pause is not None

    # Breaks

    def send_on_break(self, agent: Agent, pause: Pause) -> bool:
        """At once or after the contact in hand; False for who can't go, being away or about to."""
        if agent.number in self._pauses or agent.number in self._leaving:
            return False
        if agent.state is State.READY:
            self._pause(agent, pause)
        elif agent.contact:
            self._pauses[agent.number] = pause
            self._house.tell(
                events.NextStateChosen(self._house.now, agent.id, State.NOT_READY.value, pause.reason)
            )
        else:
            return False
        return True

    def _expect_break(self, agent: Agent) -> None:
        if not self._now_and_then:
            return
        taken = self._rng.choices(self._now_and_then, [each.weight for each in self._now_and_then])[0]
        wait = self._rng.uniform(*self._scenario.break_hours) * HOUR
        self._house.plan(wait, self._break_comes, agent, self._pause_of(taken), agent.logged_in_at)

    def _break_comes(self, agent: Agent, pause: Pause, logged_in_at: float | None) -> None:
        """Unless he has logged out since."""
        if agent.logged_in_at == logged_in_at and not self.send_on_break(agent, pause):
            self._expect_break(agent)

    def _expect_planned(self, agent: Agent, each: Break, within_s: float) -> None:
        if each.between and self._rng.random() < each.share:
            pause = self._pause_of(each)
            wait = (self._rng.uniform(*each.between) - self._house.clock_s) % DAY
            if wait < within_s:
                self._house.plan(wait, self._planned_comes, agent, pause)

    def _planned_comes(self, agent: Agent, pause: Pause) -> None:
        if agent.logged_in and not self.send_on_break(agent, pause):
            self._house.plan(_LATER_S, self._planned_comes, agent, pause)

    def _pause_of(self, each: Break) -> Pause:
        length = self._rng.uniform(*each.minutes) * _MINUTE
        return Pause(each.reason, length, recurs=each.between is None)

    def _pause(self, agent: Agent, pause: Pause) -> None:
        self.work.become(agent, "not_ready", pause.reason)
        self._house.plan(pause.length_s, self._come_back, agent, self._house.now, pause.recurs)

    def _come_back(self, agent: Agent, went: float, recurs: bool) -> None:
        """Unless the shift has ended meanwhile."""
        if agent.state is State.NOT_READY and agent.since == went:
            if recurs:
                self._expect_break(agent)
            self.work.free(agent)
