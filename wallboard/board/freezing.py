"""A picture that stands still while figures are still taken behind it (DESIGN section 7)."""

from dataclasses import dataclass, replace

from wallboard.board import words
from wallboard.board.formats import Place, duration, time_of_day
from wallboard.board.parts import Parts
from wallboard.board.views import BannerView, Level
from wallboard.feed import Moment
from wallboard.protocol.subscription import Missing


@dataclass(frozen=True, slots=True)
class Frozen:
    """What the picture showed at `since`; `newest` is when the newest of it was asked for."""

    parts: Parts
    missing: tuple[Missing, ...]
    newest: Moment
    since: Moment


def frozen_level(then: Level, behind: Level) -> Level:
    """The level of figures that stand still: stale beats frozen.

    `then` is their own level when they were frozen, `behind` that of the newest figures now.
    """
    if behind.is_old:
        return Level.LOST if then is Level.LOST else behind
    return then if then.is_old else Level.FROZEN


def frozen_banner(frozen: Frozen, stale: BannerView | None, now: Moment, place: Place) -> BannerView:
    """That the picture stands, since when and how to go on; `stale` is what the link must say over it.

    The age is always that of the figures below, not of those behind.
    """
    clock = time_of_day(frozen.newest.wall, place, seconds=True)
    age_s = max(0.0, now.at - frozen.newest.at)
    old = words.seconds_old(words.age(age_s))
    if stale is None:
        return BannerView(
            level=Level.FROZEN,
            headline=words.frozen_at(clock),
            facts=(old, words.GOES_ON),
            sentences=(),
            age=duration(age_s),
        )
    told = [fact for fact in stale.facts[1:] if fact != words.LAST_ONES]
    return replace(
        stale,
        facts=(old, words.frozen_figures(clock), *told),
        sentences=(*stale.sentences[:-1], words.do_not_act(age_s)),
        age=duration(age_s),
    )
