"""Where everything stands on the screen (DESIGN section 4, LOOK section 5).

Widgets with `at` are scaled from 12 x 12 cells to the rows between furniture; without, or where a
minimum doesn't hold, they flow. A banner takes rows from what stands below the tiles, never from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wallboard.board import words
from wallboard.board.views import BannerView, Level
from wallboard.layout.plan import At, GridPlan, Plan, SummaryPlan, TilePlan, WidgetPlan
from wallboard.picture.banner import EDGED, rows_to_read
from wallboard.picture.flow import LEAST_GRID, LEAST_SUMMARY, LEAST_TILE, Frame, flowed
from wallboard.picture.lines import Box
from wallboard.picture.status import status_rows

CELLS = 12
LEAST_TICKER = (20, 1)
LEAST_SCREEN = (24, 6)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The places of one page, in cells of the screen.

    A tile's box has one cell beyond its text on both sides; the boxes of grids and of the ticker have
    `margin` cells. `widgets` follows the page's widgets, None for those that have no room. `note` is
    one sentence, where something isn't as the layout wants it.
    """

    status: Box
    banner: Box | None
    footer: Box | None
    widgets: tuple[Box | None, ...]
    margin: int
    note: str


def arrange(plan: Plan, page: int, width: int, height: int, banner_rows: int) -> Arrangement:
    """The places of a page's widgets on a screen of `width` x `height` under `banner_rows` of banner."""
    frame = _frame(plan, width, height, banner_rows)
    widgets = plan.pages[page].widgets
    if width < LEAST_SCREEN[0] or height < LEAST_SCREEN[1]:
        return _nothing(frame, len(widgets))
    boxes, note = _placed(frame, widgets)
    if not any(boxes):
        return _nothing(frame, len(widgets))
    rows = status_rows(frame.margin, frame.wall)
    return Arrangement(
        status=Box(0, 0, width, rows),
        banner=Box(0, rows, width, banner_rows) if banner_rows else None,
        footer=None if frame.wall else Box(0, height - 1, width, 1),
        widgets=boxes,
        margin=frame.margin,
        note=note,
    )


def banner_rows(view: BannerView | None, plan: Plan, width: int, height: int) -> int:
    """How many rows a banner takes, its half-cell edges among them; 0: there is none."""
    if view is None:
        return 0
    wall = plan.rotate > 0
    lost = view.level is Level.LOST and height >= 16
    rows = 1 if not lost else 3 if height < 30 else 7 if wall and width >= 140 and height >= 40 else 5
    if not view.asks:
        return rows
    edges = 2 if rows >= EDGED else 0
    return min(max(rows, rows_to_read(view, width, margin_of(width, wall)) + edges), max(1, height // 2))


def margin_of(width: int, wall: bool) -> int:
    """Blank cells at both sides of the screen."""
    if wall and width > 100:
        return 4 if width >= 140 else 3
    return 1 if width <= 100 else 2


def _frame(plan: Plan, width: int, height: int, banner: int) -> Frame:
    wall = plan.rotate > 0
    margin = margin_of(width, wall)
    status = status_rows(margin, wall)
    beside = 6 if wall and width >= 140 else 4 if width > 100 else 2
    below = (1 if wall else 2) if height >= 40 else (0 if wall else 1)
    base = status + 1  # the banner's row is always kept free
    return Frame(width, height, margin, beside, base, status + max(1, banner), height - below, wall)


def _nothing(frame: Frame, count: int) -> Arrangement:
    return Arrangement(Box(0, 0, frame.width, 0), None, None, (None,) * count, 1, words.TOO_SMALL)


def _placed(frame: Frame, widgets: Sequence[WidgetPlan]) -> tuple[tuple[Box | None, ...], str]:
    places = [widget.at for widget in widgets if widget.at is not None]
    note = ""
    if places and len(places) == len(widgets):
        scaled = _scaled(frame, widgets, places)
        if all(_is_enough(widget, box) for widget, box in zip(widgets, scaled, strict=True)):
            return scaled, ""
        note = words.DOES_NOT_FIT
    boxes = flowed(frame, widgets)
    missing = boxes.count(None)
    return boxes, words.left_out(missing, len(widgets)) if missing else note


def _is_enough(widget: WidgetPlan, box: Box) -> bool:
    match widget:
        case TilePlan():
            least_width, least_height = LEAST_TILE[0] + 2, LEAST_TILE[1]
        case GridPlan():
            least_width, least_height = LEAST_GRID
        case SummaryPlan():
            least_width, least_height = LEAST_SUMMARY
        case _:
            least_width, least_height = LEAST_TICKER
    return box.width >= least_width and box.height >= least_height


def _scaled(frame: Frame, widgets: Sequence[WidgetPlan], places: Sequence[At]) -> tuple[Box, ...]:
    """12 x 12 cells on this screen: columns as tiles in a row, rows with a blank one between."""
    lower = [at.row for widget, at in zip(widgets, places, strict=True) if not isinstance(widget, TilePlan)]
    tile_rows = {at.row for widget, at in zip(widgets, places, strict=True) if isinstance(widget, TilePlan)}
    rows = _row_starts(frame, min(lower, default=CELLS))
    boxes: list[Box] = []
    for widget, at in zip(widgets, places, strict=True):
        tile = isinstance(widget, TilePlan)
        side = 1 if tile else frame.margin
        x = _column_start(frame, at.column) - side
        end = _column_start(frame, at.column + at.width) - frame.gap + side
        below = min(CELLS, at.row + at.height)
        height = rows[below] - rows[at.row] - 1
        if tile and below in tile_rows and height >= 6:
            height += 1  # pads keep stacked tiles apart
        boxes.append(Box(x, rows[at.row], end - x, height))
    return _levelled(widgets, places, boxes)


def _levelled(widgets: Sequence[WidgetPlan], places: Sequence[At], boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Tiles of one height in the layout are of one height on the screen, however rows were rounded."""
    lowest: dict[int, int] = {}
    for widget, at, box in zip(widgets, places, boxes, strict=True):
        if isinstance(widget, TilePlan):
            lowest[at.height] = min(box.height, lowest.get(at.height, box.height))
    return tuple(
        box._replace(height=lowest[at.height]) if isinstance(widget, TilePlan) else box
        for widget, at, box in zip(widgets, places, boxes, strict=True)
    )


def _column_start(frame: Frame, column: int) -> int:
    inner = frame.width - 2 * frame.margin + frame.gap
    return frame.margin + min(CELLS, column) * inner // CELLS


def _row_starts(frame: Frame, first_lower: int) -> list[int]:
    """The first screen row of each of the 13 lines; below the tiles they share what a banner leaves."""
    upper = frame.bottom + 1 - frame.base
    shift = frame.top - frame.base
    turn = frame.base + shift + first_lower * upper // CELLS
    rest = frame.bottom + 1 - turn
    return [
        frame.base + shift + row * upper // CELLS
        if row <= first_lower
        else turn + max(0, rest) * (row - first_lower) // (CELLS - first_lower)
        for row in range(CELLS + 1)
    ]
