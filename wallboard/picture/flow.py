"""Widgets without places: tiles, summaries, grids, and the ticker at the bottom (DESIGN section 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from wallboard.layout.plan import GridPlan, SummaryPlan, TilePlan, WidgetPlan
from wallboard.picture.lines import Box

LEAST_TILE: Final = (12, 2)
"""Cells of a tile's text, and its rows."""
LEAST_GRID: Final = (24, 5)
"""Rule, header and three rows."""
LEAST_SUMMARY: Final = (24, 2)
"""Rule and one row."""
SUMMARY_WIDTH: Final = 120
"""Cells in which one row holds the usual reasons too; narrower, and where rows aren't scarce, it has two."""
GRID_BESIDE: Final = 72
"""Cells that a grid needs to stand beside another."""
SECTION_FROM: Final = 40
"""Screen rows from which the ticker is a section of its own and grids stand side by side."""
TENDENCY: Final = {"service": 10, "agent": 12}
"""Rows that grids tend to have, where the layout sets no limit."""

DESK_HEIGHTS: Final = (9, 7, 2)
FREE_HEIGHTS: Final = (13, 11, 9, 7, 3, 2)
LOW_HEIGHTS: Final = (2,)
PADDED_FROM: Final = 7
"""Tiles of so many rows have pads, which keep stacked ones apart."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The screen around the widgets.

    `base` is the row where widgets begin without a banner, `top` with it, `bottom` the first row below
    them; `gap` the blank cells between tiles.
    """

    width: int
    height: int
    margin: int
    gap: int
    base: int
    top: int
    bottom: int
    wall: bool


@dataclass(frozen=True, slots=True)
class Way:
    """How much is given up: tiles of full height or low, and whether there are any, and summaries."""

    heights: tuple[int, ...] | None
    has_tiles: bool
    has_section: bool


WAYS: Final = (Way(None, True, True), Way(LOW_HEIGHTS, True, False), Way(LOW_HEIGHTS, False, False))
"""As it is meant; low tiles and a ticker of one line; then the tiles go."""


def flowed(frame: Frame, widgets: Sequence[WidgetPlan]) -> tuple[Box | None, ...]:
    """A box for each widget, None where it has no room: tiles give way before grids, the last ones first."""
    tiles_only = all(isinstance(widget, TilePlan | SummaryPlan) for widget in widgets)
    for way in WAYS[:2] if tiles_only else WAYS:
        boxes = _Flow(frame, widgets, way).boxes()
        lost = [widget for widget, box in zip(widgets, boxes, strict=True) if box is None]
        if not lost or (not way.has_tiles and not any(isinstance(widget, GridPlan) for widget in lost)):
            break
    return boxes


class _Flow:
    """One way of flowing, worked out from the top to the bottom."""

    def __init__(self, frame: Frame, widgets: Sequence[WidgetPlan], way: Way) -> None:
        self.frame = frame
        self.way = way
        self.widgets = widgets
        self.tiles = [index for index, widget in enumerate(widgets) if isinstance(widget, TilePlan)]
        self.summaries = [index for index, widget in enumerate(widgets) if isinstance(widget, SummaryPlan)]
        self.grids = {index: widget for index, widget in enumerate(widgets) if isinstance(widget, GridPlan)}
        known = {*self.tiles, *self.summaries, *self.grids}
        self.tickers = [index for index in range(len(widgets)) if index not in known]
        self.found: dict[int, Box] = {}

    def boxes(self) -> tuple[Box | None, ...]:
        top = self._place_summaries(self._place_tiles()) if self.way.has_tiles else self.frame.top
        bottom = self.frame.bottom
        columns = self._grid_columns()
        if self.tickers and columns < 2:
            bottom = self._place_ticker(0, self.frame.width, top, bottom)
        for column in range(columns):
            start = column * self.frame.width // columns
            width = (column + 1) * self.frame.width // columns - start
            own = [i for n, i in enumerate(self.grids) if n * columns // len(self.grids) == column]
            end = bottom
            if column == 0 and columns > 1 and self.tickers:
                end = self._place_ticker(start, width, top, bottom)
            self._place_grids(own, Box(start, top, width, end - top))
        return tuple(self.found.get(index) for index in range(len(self.widgets)))

    def _place_tiles(self) -> int:
        """The tiles in rows of equal ones; returns the row where the next widget may begin."""
        frame = self.frame
        if not self.tiles:
            return frame.top
        inner = frame.width - 2 * frame.margin + frame.gap
        in_a_row = max(1, inner // (LEAST_TILE[0] + frame.gap))
        rows = -(-len(self.tiles) // in_a_row)
        if frame.wall and len(self.tiles) > 3:
            rows = max(rows, 2)
        each = -(-len(self.tiles) // rows)
        height = self._tile_height(rows)
        step = height if height >= PADDED_FROM else height + 1
        for place, index in enumerate(self.tiles):
            row, column = divmod(place, each)
            y = frame.top + row * step
            if y + height > frame.bottom:
                break
            x = frame.margin + column * inner // each
            end = frame.margin + (column + 1) * inner // each - frame.gap
            self.found[index] = Box(x - 1, y, end - x + 2, height)
        return frame.top + rows * step + (1 if height >= PADDED_FROM else 0)

    def _place_summaries(self, top: int) -> int:
        """Summaries side by side where they have room; returns the row where the next widget may begin."""
        frame = self.frame
        columns = max(1, min(len(self.summaries), frame.width // GRID_BESIDE))
        narrow = frame.width // columns < (SUMMARY_WIDTH if frame.height >= SECTION_FROM else GRID_BESIDE)
        height = LEAST_SUMMARY[1] + (1 if narrow else 0)
        for place, index in enumerate(self.summaries):
            row, column = divmod(place, columns)
            y = top + row * (height + 1)
            if y + height > frame.bottom:
                break
            x = column * frame.width // columns
            self.found[index] = Box(x, y, (column + 1) * frame.width // columns - x, height)
        return top + -(-len(self.summaries) // columns) * (height + 1)

    def _tile_height(self, rows: int) -> int:
        """From the screen without a banner, so that tiles keep their height under one."""
        frame = self.frame
        body = frame.bottom - frame.base
        alone = not self.grids and not self.tickers and not self.summaries
        heights = self.way.heights or (FREE_HEIGHTS if alone or frame.wall else DESK_HEIGHTS)
        share = body if alone else body * 13 // 20 if frame.wall else body // 5
        return next((height for height in heights if rows * height <= share), heights[-1])

    def _grid_columns(self) -> int:
        if not self.grids:
            return 0
        beside = self.frame.width // GRID_BESIDE if self.frame.height >= SECTION_FROM else 1
        return max(1, min(len(self.grids), beside))

    def _place_ticker(self, x: int, width: int, top: int, bottom: int) -> int:
        """The ticker at the bottom of a column; returns the first row that grids may not take."""
        height = min(self._ticker_height(bottom - top), bottom - top)
        if height < 1:
            return bottom
        self.found[self.tickers[0]] = Box(x, bottom - height, width, height)
        return bottom - height - 1

    def _ticker_height(self, room: int) -> int:
        frame = self.frame
        if not self.grids:
            return room
        if not self.way.has_section:
            return 1
        if frame.wall:
            return 3 if frame.height >= 30 else 1
        if frame.height < SECTION_FROM:
            return 1
        return max(6, room * 13 // 36) if self._grid_columns() > 1 else 6

    def _place_grids(self, indexes: Sequence[int], room: Box) -> None:
        """Grids one below the other, sharing the rows by how many they tend to have."""
        if room.width < LEAST_GRID[0]:
            return
        fitting = list(indexes)
        while fitting and len(fitting) * (LEAST_GRID[1] + 1) - 1 > room.height:
            fitting.pop()
        weights = [_tendency(self.grids[index]) for index in fitting]
        y = room.y
        for place, index in enumerate(fitting):
            after = len(fitting) - place - 1
            left = room.y + room.height - y - after
            height = round(left * weights[place] / sum(weights[place:]))
            height = max(LEAST_GRID[1], min(height, left - after * LEAST_GRID[1]))
            self.found[index] = Box(room.x, y, room.width, height)
            y += height + 1


def _tendency(grid: GridPlan) -> int:
    """Rows that a grid tends to have, with its head."""
    rows = TENDENCY[grid.scope]
    return 2 + (min(grid.limit, 2 * rows) if grid.limit else rows)
