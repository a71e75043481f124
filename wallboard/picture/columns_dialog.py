"""The columns of a grid to choose from, as a box over the page (LOOK section 6: as the help)."""

from collections.abc import Sequence

from wallboard.board import words
from wallboard.board.views import ColumnChoice, ColumnsView, KeyHint
from wallboard.picture import cells
from wallboard.picture.canvas import apart, closed, rule, titled, width_of
from wallboard.picture.glyphs import Glyphs, plain
from wallboard.picture.lines import Line, Picture, Role, Run

WIDTH = 46
MARGIN = 2
CHROME = 3
"""Rows of the box that are neither columns nor keys: above the rule, the rule, at the bottom."""


def columns_picture(
    view: ColumnsView, hints: Sequence[KeyHint], width: int, height: int, glyphs: Glyphs
) -> Picture:
    """At most WIDTH x `height` cells, at most `width` wide.

    A line a column, in the viewer's order: a cross where it is shown, its label, whether it stays, and how
    much wider it was made; below them the keys. Where it is too high, the columns scroll with the cursor.
    """
    wide = min(WIDTH, width)
    inner = wide - 2 * MARGIN
    if inner < 4 or height < CHROME + 1:
        return ()
    keys = _keys(hints, inner, glyphs)
    if height < CHROME + len(keys) + 4:
        keys = []
    rows = min(len(view.choices), height - CHROME - len(keys))
    first = min(max(0, view.cursor - rows // 2), len(view.choices) - rows)
    shown = sum(choice.shown for choice in view.choices)
    count = Run(f"{shown} {words.OF} {len(view.choices)}", Role.MUTED)
    title = titled(f"{words.COLUMNS_OF} {view.title}", glyphs)
    lines: list[Line] = [
        closed((), wide),
        rule((title,), (count,), wide, MARGIN, glyphs),
        *(
            _choice(choice, index == view.cursor, wide, glyphs)
            for index, choice in enumerate(view.choices[first : first + rows], first)
        ),
        *(closed((Run(" " * MARGIN, Role.TEXT), *line), wide) for line in keys),
        closed((), wide),
    ]
    return tuple(_grounded(line) for line in lines)


def _choice(choice: ColumnChoice, at: bool, wide: int, glyphs: Glyphs) -> Line:
    mark = "[x]" if choice.shown else "[ ]"
    about = [words.STAYS] if choice.is_key else [words.PINNED] if choice.pinned else []
    if choice.extra:
        about.append(f"{choice.extra:+}")
    label = plain(choice.label, glyphs)
    notes = plain(", ".join(about), glyphs)
    room = wide - 2 * MARGIN - len(mark) - 1 - (cells.width(notes) + 2 if notes else 0)
    ink = Role.TITLE if choice.shown else Role.MUTED
    sign = Run(glyphs.cursor, Role.ACCENT) if at else Run(" ", Role.TEXT)
    start = (
        Run(" " * (MARGIN - 1), Role.TEXT),
        sign,
        Run(f"{mark} ", ink if at or not choice.shown else Role.ACCENT),
        Run(cells.cut(label, max(0, room), glyphs.cut), ink),
    )
    end = (Run(notes, Role.MUTED), Run(" " * MARGIN, Role.TEXT))
    line = apart(start, end, wide)
    return tuple(run._replace(on=Role.CURSOR) for run in line) if at else line


def _keys(hints: Sequence[KeyHint], room: int, glyphs: Glyphs) -> list[Line]:
    """The keys below the columns, in as many lines as they take, a blank one above them."""
    lines: list[Line] = [(), ()]
    for hint in hints:
        entry = (
            Run(plain(hint.key, glyphs), Role.TITLE),
            Run(f" {plain(hint.word, glyphs)}", Role.MUTED),
        )
        joined = (*lines[-1], Run("   ", Role.TEXT), *entry) if lines[-1] else entry
        if lines[-1] and width_of(joined) > room:
            lines.append(entry)
        else:
            lines[-1] = joined
    return lines


def _grounded(line: Line) -> Line:
    """On the ground of dialogs, so that it stands off the page; the cursor's line has its own."""
    return tuple(run if run.on else run._replace(on=Role.DRAINED) for run in line)
