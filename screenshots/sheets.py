"""Sheets of the large digits: every size in one set of signs, fresh and old, as tiles draw them."""

from dataclasses import dataclass
from typing import Final

from tests.screen import Screen
from tests.still import draw
from wallboard.board.views import Freshness, Level, Severity, TileView
from wallboard.picture.canvas import compose
from wallboard.picture.digits import SIGNS
from wallboard.picture.glyphs import Glyphs
from wallboard.picture.lines import Box
from wallboard.picture.tiles import tile_pieces
from wallboard.ui.theme import Depth, Theme

DIGITS: Final = "0123456789"
WIDTHS: Final = (114, 78)
"""Cells of the tile with the digits and of that with the signs, each at the largest size."""
HEIGHTS: Final = {7: 11, 5: 9, 3: 7}
"""Rows of a tile whose digits are of a size."""

_AGES: Final = (Freshness(Level.LIVE, 1.0, "1 s"), Freshness(Level.STALE, 38.0, "38 s"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The digits in one set of signs at one depth."""

    glyphs: Glyphs
    depth: Depth

    def screen(self) -> Screen:
        """Tiles of seven, five and three rows below one another, fresh ones and then old ones."""
        solid = self.depth in (Depth.TRUECOLOR, Depth.INDEXED)
        pieces = []
        y = 0
        for fresh in _AGES:
            for size, height in HEIGHTS.items():
                x = 0
                for text, width in zip((DIGITS, SIGNS), WIDTHS, strict=True):
                    label = f"{self.glyphs.charset}, {size} rows"
                    view = TileView(label, text, "", text, Severity.OK, None, fresh)
                    pieces += tile_pieces([(view, Box(x, y, width, height))], self.glyphs, solid)
                    x += width
                y += height
        return draw(compose(sum(WIDTHS), y, pieces), Theme(self.depth))
