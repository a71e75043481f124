"""A figure's recent values as a line one row high, a column each (LOOK section 5)."""

from typing import Final

from wallboard.board.views import TrendView
from wallboard.picture.glyphs import Glyphs

LEAST: Final = 6
"""Columns that make a line; fewer say nothing."""


def sparkline(trend: TrendView, width: int, glyphs: Glyphs) -> str:
    """Exactly `width` cells with the newest column at the right; blank where the values do not reach back to.

    Needs a set with eighths (`glyphs.eighths`).
    """
    shown = trend.columns[-width:]
    height = max([trend.height, *(one for one in shown if one is not None)])
    span = height - trend.ground
    signs = (
        glyphs.gap if one is None else _eighth((one - trend.ground) / span if span > 0 else 0.0, glyphs)
        for one in shown
    )
    return "".join(signs).rjust(width)


def _eighth(share: float, glyphs: Glyphs) -> str:
    """The block of this share of a row. One eighth at least: a zero is a figure, not a gap."""
    eighths = len(glyphs.eighths)
    return glyphs.eighths[max(round(min(max(share, 0.0), 1.0) * eighths), 1) - 1]
