"""The painter: it knows what the terminal shows, and turns that into a frame with the fewest bytes.

It keeps a shadow of the screen: a character and a pen per cell. A frame is compared with it, the
changed cells become runs of one pen, and the runs become moves, pens and text in the order that
is shortest. Nothing here reads a clock, a file or a terminal, and nothing knows what a grid is.

A blank that is neither reversed, underlined nor struck shows its ground alone, so its ink is no
part of it: what nobody can see is not sent.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from operator import is_not, ne
from typing import Final, NamedTuple

from rich.cells import get_character_cell_size
from rich.segment import Segment
from rich.style import Style

from wallboard.ui.moves import At, Ways, move
from wallboard.ui.pens import Pen, change, cheapest_order, pen, pen_of
from wallboard.ui.theme import Depth

REFUSED: Final = "?"
"""Stands for a character that a terminal would obey, or that can't be shown."""

RESET_PEN: Final = "\x1b[m"
"""To be written before the terminal is given back: the last frame has left its pen on."""

_SECOND: Final = ""
"""The second half of a wide character."""

_NEAREST_UP_TO: Final = 150
"""Runs of a frame up to which the nearest next one is looked for, which costs their square."""

_STRAY_FROM: Final = 6
"""Bytes from which it is worth looking for another place of a run."""

_LONGEST_GAP: Final = 4
"""Unchanged cells up to which writing them can be shorter than a move over them."""

_LONG_BLANK: Final = " " * 11
_LONG_BLANKS: Final = re.compile(f"{_LONG_BLANK} *")
"""Blanks of which erasing and the move behind them are shorter than writing."""


class Piece(NamedTuple):
    """A part of a line of the screen: the cell it begins at, how many cells it has, and what is on them."""

    x: int
    y: int
    cells: int
    segments: Iterable[Segment]


@dataclass(slots=True, eq=False)
class _Run:
    """Cells side by side that one pen can write; `is_blank`: any plain pen of this ground can.

    `text` is what to write, `after` where that leaves the cursor; both stand once the run is whole.
    """

    y: int
    x: int
    end: int
    pen: Pen
    is_blank: bool
    text: str = ""
    after: At = None


class Painter:
    """Encodes frames for one terminal of a depth.

    Call `forget` whenever the terminal may show something else than the last frame.
    """

    def __init__(self, depth: Depth) -> None:
        self.depth = depth
        self.width = 0
        self.height = 0
        self._chars: list[list[str | None]] = []
        self._pens: list[list[Pen | None]] = []
        self._pen: Pen | None = None
        self._ways = Ways(0, 0)

    def forget(self, width: int, height: int) -> None:
        """Nothing is known of the terminal but its size: every cell of the next frames goes out."""
        self.width, self.height = width, height
        self._ways = Ways(width, height)
        self._chars = [[None] * width for _ in range(height)]
        self._pens = [[None] * width for _ in range(height)]
        self._pen = None

    def encode(self, pieces: Iterable[Piece]) -> str:
        """The characters to write so that the terminal shows these pieces; "" where it does already.

        They must be written: the shadow takes them for shown. The cursor is left anywhere.
        """
        changed: dict[int, set[int]] = {}
        for piece in pieces:
            if 0 <= piece.y < self.height:
                self._lay(piece, changed)
        runs = [run for y in sorted(changed) for run in self._runs(y, self._closed(y, changed[y]))]
        if not runs:
            return ""
        return self._written(min(self._orders(runs), key=self._cost))

    def _lay(self, piece: Piece, changed: dict[int, set[int]]) -> None:
        """Take a piece into the shadow and note the cells that differ."""
        chars, pens = self._cells(piece)
        x, y = piece.x, piece.y
        if x < 0:
            chars, pens, x = chars[-x:], pens[-x:], 0
        del chars[self.width - x :], pens[self.width - x :]
        end = x + len(chars)
        old_chars, old_pens = self._chars[y], self._pens[y]
        if old_chars[x:end] == chars and old_pens[x:end] == pens:
            return
        _mend(chars)
        marks = changed.setdefault(y, set())
        marks.update(compress(range(x, end), map(ne, chars, old_chars[x:end])))
        marks.update(compress(range(x, end), map(is_not, pens, old_pens[x:end])))
        old_chars[x:end] = chars
        old_pens[x:end] = pens
        self._blank_halves(y, x, end, marks)

    def _blank_halves(self, y: int, x: int, end: int, marks: set[int]) -> None:
        """What a piece has left of a wide character beside it becomes a blank, as on a terminal."""
        chars = self._chars[y]
        if x and chars[x] != _SECOND and _is_wide(chars[x - 1]):
            chars[x - 1] = " "
            marks.add(x - 1)
        if end < self.width and chars[end] == _SECOND:
            chars[end] = " "
            marks.add(end)

    def _cells(self, piece: Piece) -> tuple[list[str], list[Pen]]:
        """A piece cell by cell, in exactly as many as it has; a mark joins the cell before it."""
        chars: list[str] = []
        pens: list[Pen] = []
        depth = self.depth
        for text, style, control in piece.segments:
            if control:
                continue
            cells = _split(text, style, depth)
            if cells.lead and chars:
                at = -1 if chars[-1] != _SECOND else -2
                chars[at] += cells.lead
            chars += cells.chars
            pens += cells.pens
        missing = piece.cells - len(chars)
        if missing > 0:
            chars += [" "] * missing
            pens += [pens[-1] if pens else pen("", "", 0)] * missing
        del chars[piece.cells :], pens[piece.cells :]
        _mend(chars)
        return chars, pens

    def _closed(self, y: int, marks: set[int]) -> list[int]:
        """The changed cells of a line, wide characters whole, from the left."""
        chars = self._chars[y]
        waiting = list(marks) if _SECOND in chars else []
        while waiting:
            x = waiting.pop()
            beside = (x - 1 if chars[x] == _SECOND else x, x + 1 if chars[x + 1 : x + 2] == [_SECOND] else x)
            for other in beside:
                if other not in marks:
                    marks.add(other)
                    waiting.append(other)
        return sorted(marks)

    def _runs(self, y: int, cells: list[int]) -> list[_Run]:
        """The changed cells of a line as runs; a gap is written over where that is no longer than a move."""
        chars, pens = self._chars[y], self._pens[y]
        runs: list[_Run] = []
        run: _Run | None = None
        for x in cells:
            its = pens[x]
            if its is None:
                continue  # beside a cell that was never known: the frame that brings it writes it
            if run is not None and (
                (its is run.pen and not run.is_blank) or _takes(run, chars[x], its)
                if run.end == x
                else self._reaches(run, x)
            ):
                run.end = x + 1
                continue
            run = _Run(y, x, x + 1, its, _is_blank(chars[x], its))
            runs.append(run)
        for run in runs:
            self._finish(run)
        return runs

    def _reaches(self, run: _Run, x: int) -> bool:
        """Whether a run's pen can go on up to a cell over a gap that is no longer than a move."""
        if x - run.end > _LONGEST_GAP:
            return False
        gap = self._chars[run.y][run.end : x]
        if None in gap or len("".join(gap).encode()) > (3 if len(gap) == 1 else 4):  # type: ignore[arg-type]
            return False
        before = run.pen, run.is_blank
        chars, pens = self._chars[run.y], self._pens[run.y]
        if all(_takes(run, chars[at], pens[at]) for at in range(run.end, x + 1)):
            return True
        run.pen, run.is_blank = before
        return False

    def _finish(self, run: _Run) -> None:
        """Give a whole run its text.

        Long blanks on the terminal's own ground are erased. Other grounds are written out, since not
        every terminal erases in colour.
        """
        run.text = text = "".join(self._chars[run.y][run.x : run.end])  # type: ignore[arg-type]
        # About wide characters terminals disagree, and after the last column the cursor hangs.
        if run.end < self.width and len(text) == run.end - run.x:
            run.after = run.y, run.end
        if run.pen.ground or not run.pen.is_plain or _LONG_BLANK not in text:
            return
        shown = text.rstrip(" ")
        blanks = len(text) - len(shown)
        run.text = _erased(text)
        if blanks >= len(_LONG_BLANK):
            run.text = _erased(shown) + ("\x1b[K" if run.end == self.width else f"\x1b[{blanks}X")
            run.after = None if run.after is None else (run.y, run.end - blanks)

    def _orders(self, runs: list[_Run]) -> Iterator[list[_Run]]:
        """Orders worth trying: as they lie, and by pen, then by line, by column or by nearness."""
        yield runs
        homes = {run.pen.ground: run.pen for run in runs if not run.is_blank and run.pen.is_plain}
        groups: dict[Pen, list[_Run]] = {}
        for run in runs:
            home = homes.get(run.pen.ground, run.pen) if run.is_blank else run.pen
            groups.setdefault(home, []).append(run)
        ordered = [groups[pen] for pen in cheapest_order(self._pen, frozenset(groups))]
        yield [run for group in ordered for run in group]
        yield [run for group in ordered for run in sorted(group, key=lambda run: (run.x, run.y))]
        if len(runs) <= _NEAREST_UP_TO:
            yield _by_nearness(ordered, self._ways)

    def _cost(self, order: list[_Run]) -> int:
        """Bytes of the moves and pens of an order; the texts are the same in every order."""
        total = 0
        at: At = None
        now = self._pen
        cost = self._ways.cost
        for run in order:
            to = _pen_for(run, now)
            if to is not now:
                total += len(change(now, to))
                now = to
            total += cost(at, run.y, run.x)
            at = run.after
        return total

    def _written(self, order: list[_Run]) -> str:
        """The runs in this order as characters; takes the pen that they leave."""
        parts: list[str] = []
        at: At = None
        for run in order:
            to = _pen_for(run, self._pen)
            parts += move(at, run.y, run.x), change(self._pen, to), run.text
            self._pen = to
            at = run.after
        return "".join(parts)


def _pen_for(run: _Run, now: Pen | None) -> Pen:
    """The pen that a run needs; blanks are content with what they find, but for its ground."""
    if not run.is_blank or now is None:
        return run.pen
    return now if now.ground == run.pen.ground and now.is_plain else now.over(run.pen.ground)


def _erased(text: str) -> str:
    return _LONG_BLANKS.sub(lambda found: f"\x1b[{len(found[0])}X\x1b[{len(found[0])}C", text)


class _Split(NamedTuple):
    """A text as cells. `lead` are marks that belong to the cell before it."""

    lead: str
    chars: tuple[str, ...]
    pens: tuple[Pen, ...]


@lru_cache(maxsize=2048)
def _split(text: str, style: Style | None, depth: Depth) -> _Split:
    its = pen_of(style, depth)
    chars: list[str] = []
    lead = ""
    if text.isascii() and text.isprintable():
        chars = list(text)
    else:
        for char in text:
            if not char.isprintable():
                chars.append(REFUSED)
                continue
            cells = get_character_cell_size(char)
            if cells:
                chars += [char, _SECOND][:cells]
            elif _is_selector(char):
                continue
            elif chars:
                chars[-1 if chars[-1] != _SECOND else -2] += char
            else:
                lead += char
    bare = pen("", its.ground, 0) if its.is_plain else its
    return _Split(lead, tuple(chars), tuple(bare if char == " " else its for char in chars))


def _is_selector(char: str) -> bool:
    """A variation selector changes widths, and no two terminals agree how."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _mend(chars: list[str]) -> None:
    """Half of a wide character at an edge becomes a blank."""
    if chars and chars[0] == _SECOND:
        chars[0] = " "
    if chars and _is_wide(chars[-1]):
        chars[-1] = " "


def _is_wide(char: str | None) -> bool:
    return char is not None and char != _SECOND and get_character_cell_size(char[0]) == 2


def _is_blank(char: str | None, its: Pen) -> bool:
    return char == " " and its.is_plain


def _takes(run: _Run, char: str | None, its: Pen | None) -> bool:
    """Whether a cell can go on in a run; a run of blanks alone takes the pen of what follows."""
    if its is None:
        return False
    if its is run.pen and not run.is_blank:
        return True
    if its.ground != run.pen.ground:
        return False
    if _is_blank(char, its):
        return run.is_blank or run.pen.is_plain
    if run.is_blank and its.is_plain:
        run.pen, run.is_blank = its, False
        return True
    return False


def _by_nearness(groups: list[list[_Run]], ways: Ways) -> list[_Run]:
    """Each group's runs so that the next one is the nearest to the end of the last.

    Of equally near ones the first of the leftmost column is taken: figures change in columns.
    """
    order: list[_Run] = []
    at: At = None
    for group in groups:
        left = sorted(group, key=lambda run: (run.x, run.y))
        near: list[_Run] = []
        end = at
        while left:
            nearest = min(left, key=lambda run: ways.cost(end, run.y, run.x))
            left.remove(nearest)
            near.append(nearest)
            end = nearest.after
        order += _with_strays_moved(near, at, ways)
        at = order[-1].after
    return order


def _with_strays_moved(order: list[_Run], start: At, ways: Ways) -> list[_Run]:
    """The same runs, those that were left over to the end of a way put where they cost less."""
    for run in tuple(order):
        place = order.index(run)
        rest = order[:place] + order[place + 1 :]
        here = _detour(run, rest, place, start, ways)
        if here < _STRAY_FROM:
            continue
        place = min(range(len(order)), key=lambda at: _detour(run, rest, at, start, ways))
        if _detour(run, rest, place, start, ways) < here:
            order = [*rest[:place], run, *rest[place:]]
    return order


def _detour(run: _Run, rest: list[_Run], place: int, start: At, ways: Ways) -> int:
    """Bytes that a run costs at a place among the others."""
    before = rest[place - 1].after if place else start
    there = ways.cost(before, run.y, run.x)
    if place == len(rest):
        return there
    then = rest[place]
    return there + ways.cost(run.after, then.y, then.x) - ways.cost(before, then.y, then.x)
