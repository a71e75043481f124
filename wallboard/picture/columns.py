"""Where a grid's columns stand: from the columns alone, never from the figures, so that nothing jumps."""

from collections.abc import Sequence
from dataclasses import dataclass

from wallboard.board.views import ColumnView
from wallboard.picture import cells

GAP = 2
BAR = 8
"""Cells of the bar of a share."""
TREND = 2
"""Cells of a trend's arrow and the blank before it."""
SIGN = 2
"""Cells of a severity's glyph and the space behind it."""
LEAST = 3
"""A viewer makes no column narrower than this."""
KEY_STEP = 4
"""The key column grows by steps, so that a slightly longer name doesn't move the others."""
SQUEEZES = ((True, 16), (False, 8), (True, 12))
"""In which order texts are squeezed, the key or the others, and to how many cells."""
LAST_SQUEEZES = ((True, 4), (False, 4))
"""The same where no column is left that may go."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one shown column: its index in the view, its first cell in the row, its width."""

    index: int
    start: int
    width: int
    column: ColumnView

    @property
    def before(self) -> int:
        """Cells before the value's: of a bar, and the gap behind it."""
        return BAR + GAP if self.column.bar else 0

    @property
    def after(self) -> int:
        """Cells behind the value's: of a trend's arrow."""
        return TREND if self.column.trend else 0

    @property
    def room(self) -> int:
        """Cells for the value and its sign."""
        return max(0, self.width - self.before - self.after)


def place_columns(
    columns: Sequence[ColumnView],
    room: int,
    shown: Sequence[int] | None = None,
    cursor: int | None = None,
) -> tuple[Slot, ...]:
    """The columns that fit into `room` cells, left to right, of those `shown` (all, where None).

    Where room is short, texts are squeezed, then columns go from the right: never the key, pinned and the
    sorted one, judged ones last. The column under the `cursor` is always in sight: where it would have to
    go, the columns left of it are scrolled away instead, but for the key and pinned ones. Where there is
    more than enough, all columns share it.
    """
    wanted = list(range(len(columns)) if shown is None else shown)
    fitting, widths = _fitting(columns, wanted, room)
    if cursor in wanted and cursor not in fitting:
        fitting, widths = _scrolled_to(columns, wanted, wanted.index(cursor), room)
    widths = _shared(columns, fitting, widths, room)
    slots: list[Slot] = []
    start = 0
    for index, width in zip(fitting, widths, strict=True):
        slots.append(Slot(index, start, width, columns[index]))
        start += width + GAP
    return tuple(slots)


def _fitting(columns: Sequence[ColumnView], wanted: Sequence[int], room: int) -> tuple[list[int], list[int]]:
    """Those that stay where room is short, and their widths."""
    shown = list(wanted)
    widths = _widths(columns, shown)
    while _total(widths) > room:
        widths = _squeezed(columns, shown, widths, room, SQUEEZES)
        if _total(widths) <= room:
            break
        victim = _first_to_go(columns, shown)
        if victim is None:
            widths = _squeezed(columns, shown, widths, room, LAST_SQUEEZES)
            break
        shown.remove(victim)
        widths = _widths(columns, shown)
    return shown, widths


def _scrolled_to(
    columns: Sequence[ColumnView], wanted: Sequence[int], place: int, room: int
) -> tuple[list[int], list[int]]:
    """The key, pinned columns, and as many in one piece as fit with the one at `place` the last of them.

    At the end of the columns there may be room for more behind it.
    """
    window = {wanted[place]}
    staying = {index for index in wanted if columns[index].is_key or columns[index].pinned}

    def shown() -> list[int]:
        return [index for index in wanted if index in window or index in staying]

    for further in (*reversed(wanted[:place]), *wanted[place + 1 :]):
        window.add(further)
        if _total(_widths(columns, shown())) > room:
            window.discard(further)
            break
    widths = _squeezed(columns, shown(), _widths(columns, shown()), room, (*SQUEEZES, *LAST_SQUEEZES))
    return shown(), widths


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * max(0, len(widths) - 1)


def _widths(columns: Sequence[ColumnView], shown: Sequence[int]) -> list[int]:
    """What each column would like.

    A judged column has a slot for the sign; behind another judged one, a cell more, so that the
    fills of two alerts side by side never touch.
    """
    widths: list[int] = []
    before = False
    for index in shown:
        column = columns[index]
        wanted = column.widest
        if column.is_key:
            wanted = -(-wanted // KEY_STEP) * KEY_STEP
        if column.judged:
            wanted += SIGN + (1 if before else 0)
        # The sign of an estimate comes and goes before the label, which keeps its place.
        label = cells.width(column.label) + (1 if column.ticks else 0)
        beside = (BAR + GAP if column.bar else 0) + (TREND if column.trend else 0)
        width = column.width or max(1, wanted, label)
        widths.append((max(LEAST, width + column.extra) if column.extra else width) + beside)
        before = column.judged
    return widths


def _squeezed(
    columns: Sequence[ColumnView],
    shown: Sequence[int],
    widths: Sequence[int],
    room: int,
    squeezes: Sequence[tuple[bool, int]],
) -> list[int]:
    """Texts cut down step by step until the row fits."""
    squeezed = list(widths)
    for is_key, least in squeezes:
        for place, index in enumerate(shown):
            column = columns[index]
            excess = _total(squeezed) - room
            fixed = column.right or column.width is not None or column.extra > 0
            if excess > 0 and column.is_key == is_key and not fixed:
                squeezed[place] -= min(excess, max(0, squeezed[place] - least))
    return squeezed


def _first_to_go(columns: Sequence[ColumnView], shown: Sequence[int]) -> int | None:
    """Unjudged ones before judged ones; where nothing else is left, even pinned ones."""
    free = [index for index in shown if not columns[index].is_key and not columns[index].sort]
    loose = [index for index in free if not columns[index].pinned]
    plain = [index for index in loose if not columns[index].judged]
    return next((some[-1] for some in (plain, loose, free) if some), None)


def _shared(
    columns: Sequence[ColumnView], shown: Sequence[int], widths: Sequence[int], room: int
) -> list[int]:
    """Cells left over, shared equally; the remainder goes to the key."""
    spare = room - _total(widths)
    if spare <= 0 or not shown:
        return list(widths)
    share = spare // len(shown)
    shared = [width + share for width in widths]
    key = next((place for place, index in enumerate(shown) if columns[index].is_key), 0)
    shared[key] += spare - share * len(shown)
    return shared
