"""What can be set on the simulator."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from wallboard.simulator.scenario_file import DEFAULT, read_time_of_day
from wallboard.simulator.statistics import RatioUnit

Cookies: TypeAlias = Literal["statsapi", "session", "none"]
"""The three X-STATSAPI cookies, the one session cookie of 2021, or none (API.md, section 1a)."""


@dataclass(frozen=True, slots=True)
class Options:
    """The house, its one API user, and the switches for what servers do differently.

    `scenario`: the name of a shipped one, or a file's path. `agents`, `services`: None is as many as the
    scenario has. `at`: the time of its day at which the show starts, like "10:40"; None: as the scenario
    says. `start`: epoch seconds at that moment, now if None. `tenant`: "" accepts any. `limit`: active
    subscriptions of the whole tenant, 409 beyond. `cookies`: what the password sign-in sets.
    `unknown_statistics`: an empty cell instead of 400. `tls`: https, with certificates of its own.
    `faults`: from the start on, each as in `fault_text`. `control`: the port on which faults can be given
    and taken at run time, 0 is any free one; None: there is none. Names in `_s`: seconds.
    """

    agents: int | None = None
    services: int | None = None
    scenario: str = DEFAULT
    at: str | None = None
    seed: int = 1
    speed: float = 1.0
    start: float | None = None
    port: int = 0
    user: str = "stats.user"
    secret: str = "demo-secret"  # noqa: S105  the demo's own, good for loopback only
    password: str = "demo-password"  # noqa: S105
    tenant: str = ""
    password_sign_in: bool = True
    cookies: Cookies = "statsapi"
    token_life_s: float = 3600
    session_idle_s: float = 15 * 60
    subscription_idle_s: float = 5 * 60
    first_data_after_s: float = 0.3
    limit: int | None = None
    dispositions_as_array: bool = False
    delete_without_subscription: Literal[200, 404] = 200
    ratio_unit: RatioUnit = "0-1"
    unknown_statistics: bool = False
    tls: bool = False
    faults: tuple[str, ...] = ()
    control: int | None = None
    until_stdin_closes: bool = False

    def __post_init__(self) -> None:
        sizes = (size for size in (self.agents, self.services) if size is not None)
        if any(size < 1 for size in sizes) or not self.speed > 0:
            raise ValueError("agents, services and speed must be above 0")

    @property
    def at_s(self) -> float | None:
        """Seconds after midnight; raises WrongScenario."""
        return None if self.at is None else read_time_of_day(self.at)
