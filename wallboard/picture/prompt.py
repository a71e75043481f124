"""The line in which a viewer types: it takes the footer's row while it is open (LOOK section 6)."""

from wallboard.board import words
from wallboard.picture import cells
from wallboard.picture.canvas import apart, width_of
from wallboard.picture.glyphs import Glyphs, plain
from wallboard.picture.lines import Line, Role, Run

LEAST_TYPED = 8
"""Cells that what is typed has at least, before the words about keys go."""


def prompt_line(sign: str, typed: str, width: int, margin: int, glyphs: Glyphs) -> Line:
    """`/ ito▌` and, at the right, how it ends; of a text that is too long the end is in sight."""
    lead = (Run(" " * margin, Role.TEXT), Run(f"{sign} ", Role.ACCENT))
    ends = _ends(margin)
    shown = plain(typed, glyphs)
    room = width - width_of(lead) - 1 - margin
    if room - width_of(ends) < max(LEAST_TYPED, cells.width(shown)):
        ends = (Run(" " * margin, Role.TEXT),)
    else:
        room -= width_of(ends)
    text = _end_of(shown, max(0, room), glyphs.cut)
    return apart((*lead, Run(text, Role.TITLE), Run(glyphs.caret, Role.ACCENT)), ends, width)


def _ends(margin: int) -> Line:
    """`esc clears, enter keeps`."""
    return (
        Run("   esc", Role.TITLE),
        Run(f" {words.ESC_CLEARS}, ", Role.MUTED),
        Run("enter", Role.TITLE),
        Run(f" {words.ENTER_KEEPS}", Role.MUTED),
        Run(" " * margin, Role.TEXT),
    )


def _end_of(text: str, room: int, mark: str) -> str:
    """The end of a text in at most so many cells, with a mark where something stands before it."""
    if cells.width(text) <= room:
        return text
    room -= cells.width(mark)
    if room < 0:
        return ""
    kept = text
    while kept and cells.width(kept) > room:
        kept = kept[1:]
    return mark + kept
