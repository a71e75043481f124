"""How old the figures are, and what the answers themselves say of it (DESIGN section 7)."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from wallboard.board import words
from wallboard.board.formats import Place, time_of_day
from wallboard.board.freshness import freshness
from wallboard.board.new_day import Totals, has_begun
from wallboard.board.stillness import Pulse
from wallboard.board.views import Freshness, Level
from wallboard.feed import Moment
from wallboard.layout.plan import FreshnessLimits, GridPlan
from wallboard.protocol.answer import Answer

REMARK_S: Final = 60.0
"""How long a remark stays."""


class Ages:
    """Since when the figures are what they are.

    Figures that stand still are as old as when they last moved, however new the answer is; those of an
    earlier run are old however young they are.
    """

    def __init__(self, limits: FreshnessLimits, grids: Iterable[GridPlan]) -> None:
        self.newest: Moment | None = None
        """When the newest figures were asked for."""
        self.is_still = False
        """Answers come, but what must move in them doesn't."""
        self._limits = limits
        self._pulse = Pulse(grids)
        self._since: Moment | None = None
        self._moved: Moment | None = None
        self._saved: Moment | None = None
        self._day_began: Moment | None = None

    def begin(self, now: Moment) -> None:
        """The first moment counts: from it on a board waits for figures."""
        self._since = self._since or now

    def take(self, answer: Answer, asked: Moment, before: Totals, *, saved: bool) -> Moment:
        """An answer after the totals `before`; gives the moment since when its figures are what they are."""
        if self.newest != self._saved and has_begun(before, answer.totals):
            self._day_began = asked
        if saved:
            self._saved = asked
        moves = self._pulse.moves(answer)
        if moves or self._moved is None:
            self._moved = asked
        self.is_still = not moves
        return self._moved

    def of(self, asked: Moment | None, now: Moment) -> Freshness:
        """Of figures that were asked for then; None: there never were any."""
        self.begin(now)
        fresh = freshness(asked, self._since or now, now, self._limits)
        if asked is not None and asked == self._saved and not fresh.level.is_old:
            return replace(fresh, level=Level.STALE)
        return fresh

    def remark(self, now: Moment, place: Place) -> str:
        """What is said quietly for a while: that the counters of the day started anew; else empty."""
        began = self._day_began
        if began is None or now.at - began.at > REMARK_S:
            return ""
        return words.counters_began(time_of_day(began.wall, place))
