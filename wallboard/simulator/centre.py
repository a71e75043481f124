"""The model: a contact centre as a queue of events on a clock of its own.

Everything is a function of the scenario and the seed: `advance(to)` carries out what happens until then,
and the same seed gives the same day however it is cut into steps. `house` keeps the clock and tells the
log; `staffing` opens it; `arrivals`, `work`, `shifts`, `happenings` and `chat` make things happen by
events; `ledger` is what they amount to.
"""

from collections import deque
from random import Random

from wallboard.simulator.actors import Agent, Service, Team
from wallboard.simulator.arrivals import Arrivals
from wallboard.simulator.chat import Chat
from wallboard.simulator.events import DayReset
from wallboard.simulator.happenings import Stage, stage
from wallboard.simulator.house import House, Witness
from wallboard.simulator.ledger import Message
from wallboard.simulator.scenario import DAY, Scenario
from wallboard.simulator.scenario_file import DEFAULT, load_scenario
from wallboard.simulator.shifts import Shifts
from wallboard.simulator.staffing import open_house
from wallboard.simulator.work import Work


class Centre:
    """The house and its day, from midnight on; `time` 0 is when the show starts.

    `agents`, `services`: None is as many as the scenario has. `at_s`: seconds after midnight at which
    the show starts, None: as the scenario says. `witness` is shown the whole log, event by event.
    """

    def __init__(
        self,
        agents: int | None = None,
        services: int | None = None,
        seed: int = 1,
        *,
        scenario: Scenario | None = None,
        at_s: float | None = None,
        witness: Witness | None = None,
    ) -> None:
        scenario = scenario or load_scenario(DEFAULT)
        show_at_s = scenario.starts if at_s is None else at_s
        self._house = House(show_at_s, scenario.day, Random(seed), witness)
        lines = open_house(
            self._house, scenario, agents or scenario.agents, services or len(scenario.services)
        )
        ledger = self._house.ledger
        self.services: tuple[Service, ...] = tuple(ledger.services.values())
        self.teams: tuple[Team, ...] = tuple(ledger.teams.values())
        self.agents: tuple[Agent, ...] = tuple(ledger.agents.values())
        shifts = Shifts(self._house, scenario)
        shifts.work = Work(self._house, {line.service.id: line for line in lines}, shifts.elsewhere)
        arrivals = Arrivals(self._house, shifts.work.comes, shifts.work.calls_back, shifts.work.goes_out)
        chat = Chat(self._house, scenario, lines)
        self._house.plan_at(scenario.reset, self._reset_day)
        stage(scenario.happenings, Stage(self._house, lines, arrivals, shifts, chat))
        shifts.begin(self.agents)
        for line in lines:
            arrivals.begin(line)
        chat.begin()
        self.advance(0.0)

    @property
    def time(self) -> float:
        return self._house.now

    @property
    def messages(self) -> deque[Message]:
        """The newest of the chat, oldest first."""
        return self._house.ledger.messages

    def advance(self, to: float) -> None:
        """Everything that happens until `to` (seconds on this clock), which is now the time."""
        self._house.advance(to)

    def _reset_day(self) -> None:
        self._house.tell(DayReset(self._house.now))
        self._house.plan(DAY, self._reset_day)
