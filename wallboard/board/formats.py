"""Values as they are read: text and unit, by kind (DESIGN section 8).

What is shown and what is judged are the same figure: `shown` rounds a value to what its text
says, `write` writes that and `severity.judge` compares it. So two equal texts never have two
colours: with warn at 80 or less, both 79.6 and 80.4 are shown as "80 %", and both are a warning.
"""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from math import floor
from typing import Final

from wallboard.board.words import FLAGS, MONTHS, STATES, UNKNOWN
from wallboard.protocol.kinds import Kind
from wallboard.protocol.values import Number, Text, Value

GROUPED_FROM: Final = 10_000
ONE_DECIMAL_FROM: Final = 99.0
"""From here to 100 % a share has a decimal: that is where 99.2 and 99.9 differ to a reader."""


@dataclass(frozen=True, slots=True)
class Written:
    """A value's text and its unit, which tiles draw apart."""

    text: str
    unit: str = ""

    @property
    def whole(self) -> str:
        """Both in one text: "82 %"."""
        return f"{self.text} {self.unit}" if self.unit else self.text


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a time of day is read: the board's zone and its wall clock in epoch seconds."""

    zone: tzinfo
    wall: float

    def day(self) -> int:
        """The day's number, which changes at midnight in the zone."""
        return datetime.fromtimestamp(self.wall, self.zone).toordinal()


def shown(value: float, kind: Kind) -> float:
    """The figure that the text of `value` says; never decreasing in `value`.

    Half goes up. A share short of 100 is never shown as 100, since "100 %" says that none is missing.
    """
    if kind.is_share:
        if ONE_DECIMAL_FROM <= value < 100:
            return min(floor(value * 10 + 0.5) / 10, 99.9)
        return float(floor(value + 0.5))
    if kind.is_duration:
        return float(max(0, floor(value)))
    return floor(value * 10 + 0.5) / 10


def write(value: Value, kind: Kind, place: Place) -> Written:
    """A value in the form of its kind. Never raises."""
    match value:
        case Number(figure) if kind is Kind.TIMESTAMP:
            return Written(time_of_day(figure, place))
        case Number(figure) if kind.is_duration:
            return Written(duration(figure))
        case Number(figure) if kind.is_share:
            return Written(_share(figure, shown(figure, kind)), "%")
        case Number(figure):
            return Written(_count(shown(figure, kind)))
        case Text(text) if kind is Kind.STATE:
            return Written(STATES.get(text, text))
        case Text(text) if kind is Kind.FLAG:
            return Written(FLAGS.get(text, text))
        case Text(text):
            return Written(text)
        case _:
            return Written(UNKNOWN)


def duration(seconds: float) -> str:
    """m:ss below an hour, h:mm:ss above; whole seconds, never below 0."""
    whole = max(0, floor(seconds))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def time_of_day(epoch_s: float, place: Place, *, seconds: bool = False) -> str:
    """HH:MM (or HH:MM:SS) in the board's zone, with the day where it isn't today's; `–` beyond year 9999."""
    try:
        at = datetime.fromtimestamp(epoch_s, place.zone)
        today = datetime.fromtimestamp(place.wall, place.zone)
    except (OverflowError, ValueError, OSError):
        return UNKNOWN
    clock = f"{at:%H:%M:%S}" if seconds else f"{at:%H:%M}"
    if at.date() == today.date():
        return clock
    year = "" if at.year == today.year else f" {at.year}"
    return f"{at.day} {MONTHS[at.month - 1]}{year} {clock}"


def clock(place: Place) -> str:
    """The board's own time, HH:MM:SS."""
    return time_of_day(place.wall, place, seconds=True)


def _count(figure: float) -> str:
    whole = figure == int(figure)
    text = f"{figure:,.0f}" if whole else f"{figure:,.1f}"
    return text.replace(",", " " if abs(figure) >= GROUPED_FROM else "")


def _share(points: float, points_shown: float) -> str:
    return f"{points_shown:.1f}" if ONE_DECIMAL_FROM <= points < 100 else f"{points_shown:.0f}"
