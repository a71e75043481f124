"""How old figures are: the level and the words of their age (DESIGN section 7)."""

from wallboard.board.views import Freshness, Level
from wallboard.board.words import age
from wallboard.feed import Moment
from wallboard.layout.plan import FreshnessLimits


def freshness(asked: Moment | None, since: Moment, now: Moment, limits: FreshnessLimits) -> Freshness:
    """The level of figures that were asked for at `asked`; without any, waiting since `since`.

    Only `at` counts, a clock that runs during sleep and that nobody sets. Ages are never below 0.
    """
    start = since if asked is None else asked
    age_s = max(0.0, now.at - start.at)
    level = Level.WAITING if asked is None else _level(age_s, limits)
    return Freshness(level, age_s, age(age_s))


def _level(age_s: float, limits: FreshnessLimits) -> Level:
    if age_s <= limits.late:
        return Level.LIVE
    if age_s <= limits.stale:
        return Level.LATE
    return Level.STALE if age_s <= limits.lost else Level.LOST
