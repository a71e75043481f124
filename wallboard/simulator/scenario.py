"""A day as it is set up: what a scenario file says (`scenarios/` has the shipped ones).

One class is one table of the file, one field one key; a new key is one line here. `scenario_file`
says what its value may be. Times of day are texts like "10:40" or "10:40:07" in the file and seconds
after midnight here; names in `_s` are seconds.
"""

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from wallboard.simulator.events import Medium

HOUR: Final = 3600.0
DAY: Final = 24 * HOUR
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Handling: TypeAlias = Literal["lognormal", "exponential"]


@dataclass(frozen=True, slots=True)
class Curve:
    """How busy it is: at each full hour from 0:00 on, in between on a straight line; times the weekday's."""

    hours: tuple[float, ...]
    weekdays: tuple[float, ...] = (1.0,) * 7

    @property
    def peak(self) -> float:
        return max(self.hours) * max(self.weekdays)

    def at(self, day: int, clock_s: float) -> float:
        """`day`: 0 is a Monday; `clock_s`: seconds after its midnight."""
        hour, part = divmod(clock_s / HOUR, 1)
        here, there = self.hours[int(hour)], self.hours[(int(hour) + 1) % 24]
        return (here + (there - here) * part) * self.weekdays[day % 7]


FLAT: Final = Curve(hours=(1.0,) * 24)


@dataclass(frozen=True, slots=True)
class Offer:
    """[[service]]: a service as it is set up. Times in seconds; `patience_s`, `talk_s`, `after_s` are means.

    `weight`: its share of the staff. What comes in where its curve is 1: `per_hour` contacts, or else
    `load`, the work per agent on duty (above 1 the queue only lives by those who give up). `alone`: its
    agents do nothing else. `callbacks`: callback requests per contact. `outbound_per_hour`: attempts of
    its own, if an agent is ready. `holds`, `transfers`: share of talks. Patience is exponential, after-call
    work too; the talk as `handling` says, with `spread` its deviation by its mean if log-normal.
    """

    name: str
    weight: float = 1.0
    load: float = 0.0
    medium: Medium = "VOICE"
    threshold_s: float = 20
    target: float = 0.8
    talk_s: float = 210.0
    after_s: float = 35.0
    patience_s: float = 240.0
    callbacks: float = 0.03
    alone: bool = False
    per_hour: float | None = None
    outbound_per_hour: float = 0.0
    handling: Handling = "lognormal"
    spread: float = 0.7
    holds: float = 0.25
    transfers: float = 0.0
    transfers_to: str = ""
    curve: str = "usual"


@dataclass(frozen=True, slots=True)
class Shift:
    """[[shift]]: this share of the agents logs in between two times of day, most of them early in it,
    and out after `hours`, which may be past midnight.

    24 hours and more: never out. Shares that don't add up to 1 leave the rest at home. `weekdays`: the
    share of these agents that comes on each weekday, Monday first.
    """

    share: float = 1.0
    starts: tuple[float, float] = (0.0, 0.0)
    hours: float = 8.5
    weekdays: tuple[float, ...] = (1.0,) * 7


@dataclass(frozen=True, slots=True)
class Break:
    """[[break]]: a not-ready reason, for between so many `minutes`.

    Either `between` two times of day, once for this `share` of the agents; or now and then, by `weight`.
    """

    reason: str
    minutes: tuple[float, float]
    weight: float = 0.0
    between: tuple[float, float] | None = None
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class _Happening:
    at: float


@dataclass(frozen=True, slots=True)
class MoreArrivals(_Happening):
    """`times` as many contacts come to a service (without: to all), until then."""

    times: float
    until: float
    service: str = ""


@dataclass(frozen=True, slots=True)
class LongerTalks(_Happening):
    """Talks take `times` as long in a service (without: in all), until then."""

    times: float
    until: float
    service: str = ""


@dataclass(frozen=True, slots=True)
class Pauses(_Happening):
    """So many agents (of a service, if one is named) become not ready, for so many minutes."""

    agents: int
    reason: str
    minutes: float
    service: str = ""


@dataclass(frozen=True, slots=True)
class LogsOut(_Happening):
    """So many agents log out after the work in hand, and in again at `until`, if it is given."""

    agents: int
    until: float | None = None
    service: str = ""


@dataclass(frozen=True, slots=True)
class Closes(_Happening):
    """A service takes no new contacts, until it is opened again, if it is."""

    service: str
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Says(_Happening):
    """A supervisor writes."""

    text: str
    urgent: bool = False


Happening: TypeAlias = MoreArrivals | LongerTalks | Pauses | LogsOut | Closes | Says


@dataclass(frozen=True, slots=True)
class Scenario:
    """The whole file. `starts`: where the show begins unless told otherwise, on that `weekday`.

    `reset`: when the day's counters restart. `skills`: share of the agents who serve no other service
    besides their first, one other, two others … `supervisors`: who write in the chat. `chat_minutes`
    between two everyday messages, `break_hours` between two breaks of an agent.
    """

    title: str
    services: tuple[Offer, ...]
    agents: int = 186
    weekday: str = "Tuesday"
    starts: float = 10.7 * HOUR
    reset: float = 0.0
    teams: tuple[str, ...] = ("Front",)
    skills: tuple[float, ...] = (1.0,)
    supervisors: int = 5
    chat_minutes: tuple[float, float] = (3, 18)
    break_hours: tuple[float, float] = (0.4, 2.6)
    curves: dict[str, Curve] = field(default_factory=dict)
    shifts: tuple[Shift, ...] = (Shift(hours=24),)
    breaks: tuple[Break, ...] = ()
    happenings: tuple[Happening, ...] = ()

    def curve_of(self, offer: Offer) -> Curve:
        return self.curves.get(offer.curve, FLAT)

    @property
    def day(self) -> int:
        """The weekday of the show, 0 is Monday."""
        return WEEKDAYS.index(self.weekday)
