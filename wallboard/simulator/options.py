"""What can be set on the simulator."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from wallboard.simulator.statistics import RatioUnit

Cookies: TypeAlias = Literal["statsapi", "session", "none"]
"""The three X-STATSAPI cookies, the one session cookie of 2021, or none (API.md, section 1a)."""


@dataclass(frozen=True, slots=True)
class Options:
    """The house, its one API user, and the switches for what servers do differently.

    `tenant`: "" accepts any. `start`: epoch seconds at which the house's day stands at 10:42, now
    if None. `limit`: active subscriptions of the whole tenant, 409 beyond. `cookies`: what the
    password sign-in sets. `unknown_statistics`: an empty cell instead of 400. Names in `_s`: seconds.
    """

    agents: int = 186
    services: int = 22
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
    until_stdin_closes: bool = False

    def __post_init__(self) -> None:
        if self.agents < 1 or self.services < 1 or not self.speed > 0:
            raise ValueError("agents, services and speed must be above 0")
