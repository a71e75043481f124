"""The keys: one line at the bottom, and the help over the page, both from the same hints (LOOK section 6)."""

from collections.abc import Sequence

from wallboard.board import words
from wallboard.board.views import KeyHint, Level, Severity
from wallboard.board.words import SEVERITIES
from wallboard.picture import cells
from wallboard.picture.canvas import blank, closed, width_of
from wallboard.picture.glyphs import Glyphs, plain
from wallboard.picture.lines import Line, Picture, Role, Run

APART = 3
STAYING = ("q", "?")
HELP_WIDTH = 72
GROUPS = ("Move", "Look", "Board")


def footer_line(hints: Sequence[KeyHint], width: int, margin: int, glyphs: Glyphs) -> Line:
    """The hints that fit, in their order; from the right they give way, but `q` and `?` stay."""
    shown = list(hints)
    while _footer_width(shown) > width - 2 * margin:
        victim = next((hint for hint in reversed(shown) if hint.key not in STAYING), None)
        if victim is None:
            break
        shown.remove(victim)
    runs = [Run(" " * margin, Role.TEXT)]
    for index, hint in enumerate(shown):
        if index:
            runs.append(Run(" " * APART, Role.TEXT))
        runs.append(Run(plain(hint.key, glyphs), Role.TITLE))
        runs.append(Run(f" {plain(hint.word, glyphs)}", Role.MUTED))
    return closed(runs, width)


def _footer_width(hints: Sequence[KeyHint]) -> int:
    words = (cells.width(hint.key) + 1 + cells.width(hint.word) for hint in hints)
    return sum(words) + APART * max(0, len(hints) - 1)


def help_picture(hints: Sequence[KeyHint], width: int, height: int, glyphs: Glyphs) -> Picture:
    """The help as a box of its own, at most 72 wide and at most `width` x `height`.

    Three columns under rules, and the legend of the signs below; where it is too high, keys go before
    the legend.
    """
    wide = min(HELP_WIDTH, width)
    inner = wide - 4
    if inner < len(GROUPS) or height < 1:
        return ()
    each = (inner - 2 * 2) // len(GROUPS)
    columns = [_group(name, hints, each, glyphs) for name in GROUPS]
    rows = max(len(column) for column in columns)
    body = [_side_by_side(columns, row, each) for row in range(rows)]
    legend = _legend(inner, glyphs)
    foot = [(), *legend, ()] if height > len(legend) + 4 else []
    body = body[: max(1, height - len(foot) - 1)]
    framed: list[Line] = [(), *body, *foot]
    return tuple(_grounded(closed((Run("  ", Role.TEXT), *line), wide)) for line in framed[:height])


def _grounded(line: Line) -> Line:
    """The line on the help's own ground, so that it stands off the page it covers."""
    return tuple(run if run.role is Role.ALERT else run._replace(on=Role.DRAINED) for run in line)


def _group(name: str, hints: Sequence[KeyHint], width: int, glyphs: Glyphs) -> list[Line]:
    """One group's rule and its keys, each line of the column's width."""
    dashes = glyphs.rule * max(0, width - len(name) - 1)
    lines: list[Line] = [closed((Run(f"{name} ", Role.TITLE), Run(dashes, Role.FAINT)), width)]
    own = [hint for hint in hints if hint.group == name]
    key_width = max((cells.width(plain(hint.key, glyphs)) for hint in own), default=0)
    for hint in own:
        key = cells.left(plain(hint.key, glyphs), min(key_width, width), glyphs.cut)
        word = cells.cut(plain(hint.word, glyphs), max(0, width - cells.width(key) - 2), glyphs.cut)
        lines.append(closed((Run(key, Role.TITLE), Run(f"  {word}", Role.MUTED)), width))
    return lines


def _side_by_side(columns: Sequence[Sequence[Line]], row: int, each: int) -> Line:
    runs: list[Run] = []
    for index, column in enumerate(columns):
        if index:
            runs.append(Run("  ", Role.TEXT))
        runs += column[row] if row < len(column) else blank(each)
    return tuple(runs)


def _legend(width: int, glyphs: Glyphs) -> list[Line]:
    """What the signs mean, in as many lines as they take."""
    warn, alert = (SEVERITIES[severity] for severity in (Severity.WARN, Severity.ALERT))
    entries: list[Line] = [
        (Run(f"{glyphs.warn} {warn}", Role.WARN),),
        (Run(f" {glyphs.alert} {alert} ", Role.ALERT),),
        (Run(f"{glyphs.unknown} {words.LEGEND_UNKNOWN}", Role.UNKNOWN),),
        (Run(glyphs.sorted_down, Role.ACCENT), Run(f" {words.LEGEND_SORTED}", Role.MUTED)),
        (Run("12", Role.CHANGED), Run(f" {words.LEGEND_CHANGED}", Role.MUTED)),
        (Run(glyphs.estimated, Role.HEADER), Run(f" {words.LEGEND_ESTIMATED}", Role.MUTED)),
        (Run(glyphs.link_up, Role.ACCENT), Run(f" {words.LEVELS[Level.LIVE]}", Role.MUTED)),
        (Run("esc", Role.TITLE), Run(f" {words.CLOSES}", Role.MUTED)),
    ]
    lines: list[Line] = []
    line: Line = ()
    for entry in entries:
        joined = (*line, Run("  ", Role.TEXT), *entry) if line else entry
        if line and width_of(joined) > width:
            lines.append(line)
            joined = entry
        line = joined
    return [*lines, line]
