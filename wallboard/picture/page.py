"""The whole screen, put together from the pieces; the only place that asks the board for views."""

from collections.abc import Iterable, Mapping, Sequence

from wallboard.board.board import Board, WidgetRef
from wallboard.board.views import KeyHint
from wallboard.feed import Moment
from wallboard.layout.plan import GridPlan, SummaryPlan, TickerPlan, TilePlan, WidgetPlan
from wallboard.picture import cells
from wallboard.picture.banner import banner_lines
from wallboard.picture.canvas import closed, compose
from wallboard.picture.footer import footer_line
from wallboard.picture.glyphs import Glyphs, plain
from wallboard.picture.grid import grid_picture
from wallboard.picture.lines import Box, Picture, Role, Run
from wallboard.picture.placement import Arrangement, arrange, banner_rows
from wallboard.picture.status import status_lines
from wallboard.picture.summary import summary_picture
from wallboard.picture.ticker import ticker_picture
from wallboard.picture.tiles import tile_pieces

__all__ = ["Arrangement", "arrange", "banner_rows", "canvas_picture", "page_picture", "urgent_is_shown"]

TURN_S = 6
"""How long a part of a long message stays: some twenty words."""

Piece = tuple[Box, Picture]


def page_picture(
    board: Board,
    now: Moment,
    width: int,
    height: int,
    glyphs: Glyphs,
    *,
    focus: int | None,
    first_rows: Mapping[int, int],
    hints: Sequence[KeyHint],
    solid: bool = True,
) -> Picture:
    """The board's page on a screen of `width` x `height`.

    `focus` is the index of the widget with the cursor, `first_rows` the first row in sight of each grid,
    by the widget's index; `solid` says that the terminal has greys.
    """
    rows = banner_rows(board.banner(now), board.plan, width, height)
    arrangement = arrange(board.plan, board.page, width, height, rows)
    pieces = _canvas_pieces(board, now, glyphs, arrangement, hints, Box(0, 0, width, height), solid)
    grids = (
        (box, grid_picture(view, box.width, box.height, first_rows.get(index, 0), glyphs, arrangement.margin))
        for index, box in _boxes(board, arrangement, GridPlan)
        for view in (board.grid(WidgetRef(board.page, index), now, focused=index == focus),)
    )
    return compose(width, height, [*pieces, *grids])


def canvas_picture(
    board: Board,
    now: Moment,
    width: int,
    height: int,
    glyphs: Glyphs,
    arrangement: Arrangement,
    hints: Sequence[KeyHint],
    *,
    solid: bool = True,
) -> Picture:
    """All of the page but its grids, whose places stay blank; arguments as for `page_picture`."""
    screen = Box(0, 0, width, height)
    return compose(width, height, _canvas_pieces(board, now, glyphs, arrangement, hints, screen, solid))


def _boxes(board: Board, arrangement: Arrangement, kind: type[WidgetPlan]) -> Iterable[tuple[int, Box]]:
    """The widgets of one kind that have a place on the page, by index."""
    for index, box in enumerate(arrangement.widgets):
        if box is not None and isinstance(board.plan.pages[board.page].widgets[index], kind):
            yield index, box


def _canvas_pieces(
    board: Board,
    now: Moment,
    glyphs: Glyphs,
    arrangement: Arrangement,
    hints: Sequence[KeyHint],
    screen: Box,
    solid: bool,
) -> list[Piece]:
    if not any(arrangement.widgets):
        return [_sentence(arrangement.note, screen, glyphs)]
    margin = arrangement.margin
    wall = board.plan.rotate > 0
    status = arrangement.status
    pieces = [(status, status_lines(board.status(now), status.width, margin, glyphs, wall))]
    tiles = [
        (board.tile(WidgetRef(board.page, index), now), box)
        for index, box in _boxes(board, arrangement, TilePlan)
    ]
    pieces += tile_pieces(tiles, glyphs, solid)
    for index, box in _boxes(board, arrangement, SummaryPlan):
        summary = board.summary(WidgetRef(board.page, index), now)
        pieces.append((box, summary_picture(summary, box.width, box.height, margin, glyphs)))
    turn = int(now.at / TURN_S)
    tickers = [(box, WidgetRef(board.page, index)) for index, box in _boxes(board, arrangement, TickerPlan)]
    for box, ref in [*_urgent_elsewhere(board, arrangement), *tickers]:
        view = board.ticker(ref, now)
        pieces.append((box, ticker_picture(view, box.width, box.height, margin, glyphs, turn)))
    pieces += _banner(board, now, glyphs, arrangement)
    if arrangement.footer is not None:
        footer = arrangement.footer
        pieces.append((footer, (footer_line(hints, footer.width, margin, glyphs),)))
    return pieces


def urgent_is_shown(board: Board, arrangement: Arrangement) -> bool:
    """Whether an urgent message waits and can be seen on this page, so that it may be marked seen."""
    ref = board.urgent_ticker()
    if ref is None:
        return False
    here = ref.page == board.page and arrangement.widgets[ref.widget] is not None
    return here or arrangement.banner is None


def _urgent_elsewhere(board: Board, arrangement: Arrangement) -> Iterable[tuple[Box, WidgetRef]]:
    """The banner's free row, for an urgent message whose ticker is not on this page."""
    ref = board.urgent_ticker()
    if ref is None or arrangement.banner is not None:
        return
    if ref.page != board.page or arrangement.widgets[ref.widget] is None:
        yield _free_row(arrangement), ref


def _free_row(arrangement: Arrangement) -> Box:
    return Box(0, arrangement.status.height, arrangement.status.width, 1)


def _banner(board: Board, now: Moment, glyphs: Glyphs, arrangement: Arrangement) -> list[Piece]:
    """The banner; while there is none, its free row says what isn't as the layout wants it."""
    view, box = board.banner(now), arrangement.banner
    if view is not None and box is not None:
        return [(box, banner_lines(view, box.width, box.height, arrangement.margin, glyphs))]
    if not arrangement.note:
        return []
    free = _free_row(arrangement)
    indent = " " * arrangement.margin
    room = free.width - 2 * arrangement.margin
    text = cells.cut(plain(arrangement.note, glyphs), room, glyphs.cut)
    return [(free, (closed((Run(indent + text, Role.MUTED),), free.width),))]


def _sentence(note: str, screen: Box, glyphs: Glyphs) -> Piece:
    """One sentence on an otherwise empty screen."""
    lines = cells.wrap(plain(note, glyphs), max(1, screen.width))
    return screen, tuple(closed((Run(line, Role.TEXT),), screen.width) for line in lines)
