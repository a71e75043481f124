"""A row in full: a line a column, nothing cut, and what it said before (LOOK section 6)."""

from collections.abc import Iterator

from wallboard.board import words
from wallboard.board.views import DetailView, Level, RowDetailsView, Severity
from wallboard.picture import cells
from wallboard.picture.canvas import closed, width_of
from wallboard.picture.glyphs import Glyphs, plain
from wallboard.picture.lines import Line, Picture, Role, Run

MARGIN = 2
FRAME = 3
"""Rows around the body: a blank one and the title above it, one below."""
LABEL = 13
"""Cells of a label with the gap behind it."""
BESIDE = "   "
"""Between a value and its goal."""


def details_picture(view: RowDetailsView, width: int, height: int, first: int, glyphs: Glyphs) -> Picture:
    """The details as a box of `width` and at most `height` lines, from line `first` of their body on.

    The title and how it closes stay; what is above and below is counted there.
    """
    inner = width - 2 * MARGIN
    if inner < 1 or height < 1:
        return ()
    body = details_body(view, inner, glyphs)
    rows = max(0, height - FRAME)
    shown = body[first : first + rows]
    hidden = len(body) - len(shown)
    foot = (Run(f"+{hidden}", Role.MUTED),) if hidden else ()
    lines: list[Line] = [(), _title(view, inner, glyphs), *shown, foot]
    return tuple(_grounded(closed((Run(" " * MARGIN, Role.TEXT), *line), width)) for line in lines[:height])


def details_body(view: RowDetailsView, inner: int, glyphs: Glyphs) -> list[Line]:
    """All lines below the title, each of at most `inner` cells."""
    lines: list[Line] = []
    if view.note:
        lines += [(Run(line, Role.TITLE),) for line in cells.wrap(plain(view.note, glyphs), inner)]
    level = view.freshness.level
    if level.is_old:
        age = plain(f"{words.OLD} {view.freshness.age}", glyphs)
        lines.append((Run(cells.cut(age, inner, glyphs.cut), Role.TITLE),))
    for one in view.lines:
        lines += _detail(one, level, inner, glyphs)
    return [*lines, *_before(view, inner, glyphs)]


def _title(view: RowDetailsView, inner: int, glyphs: Glyphs) -> Line:
    """The row's name in a rule that ends in how it closes."""
    closes = f" {words.ENTER_CLOSES}"
    name = cells.cut(plain(view.title, glyphs), max(0, inner - len(closes) - 2), glyphs.cut)
    dashes = glyphs.rule * max(0, inner - cells.width(name) - 1 - len(closes))
    return (Run(name, Role.TITLE), Run(f" {dashes}", Role.FAINT), Run(closes, Role.MUTED))


def _detail(one: DetailView, level: Level, inner: int, glyphs: Glyphs) -> Iterator[Line]:
    """Label and value side by side, each wrapped within its own column; the goal behind or below."""
    label_room = min(LABEL, max(1, inner // 2))
    room = max(1, inner - label_room)
    labels = cells.wrap(plain(one.label, glyphs), max(1, label_room - 1))
    values = _value(one, level, room, glyphs)
    for row in range(max(len(labels), len(values))):
        label = labels[row] if row < len(labels) else ""
        value = values[row] if row < len(values) else ()
        # The fill of an alert begins a cell before the values, which stand below each other.
        filled = 1 if value and value[0].role is Role.ALERT else 0
        pad = " " * (label_room - cells.width(label) - filled)
        yield (Run(label + pad, Role.MUTED), *value)


def _value(one: DetailView, level: Level, room: int, glyphs: Glyphs) -> list[Line]:
    sign = glyphs.sign(one.severity)
    told = " ".join(part for part in (sign, one.text, one.rule) if part)
    role = _role(one, level)
    lines: list[Line] = [(Run(line, role),) for line in cells.wrap(plain(told, glyphs), room)]
    if role is Role.ALERT:
        lines = [(Run(f" {line} ", role),) for line in cells.wrap(plain(told, glyphs), max(1, room - 1))]
    if one.goal:
        goal = plain(one.goal, glyphs)
        if width_of(lines[-1]) + len(BESIDE) + cells.width(goal) <= room:
            lines[-1] = (*lines[-1], Run(BESIDE + goal, Role.GOAL))
        else:
            lines += [(Run(line, Role.GOAL),) for line in cells.wrap(goal, room)]
    return lines


def _role(one: DetailView, level: Level) -> Role:
    if level.is_old:
        return Role.LOST if level is Level.LOST else Role.STALE
    if one.severity is Severity.ALERT:
        return Role.ALERT
    if one.severity is Severity.WARN:
        return Role.WARN
    if level is Level.FROZEN:
        return Role.FROZEN
    return Role.MUTED if one.muted or one.severity is Severity.UNKNOWN else Role.TEXT


def _before(view: RowDetailsView, inner: int, glyphs: Glyphs) -> Iterator[Line]:
    """What the columns said at earlier times, as many of the newest as fit side by side."""
    kept = [one for one in view.lines if one.recent]
    room = inner - LABEL
    texts = [*view.times, *(text for one in kept for text in one.recent)]
    each = max((cells.width(plain(text, glyphs)) for text in texts), default=0) + 2
    count = min(len(view.times), room // each if each else 0)
    if not kept or count < 1:
        return
    yield ()
    yield _in_columns(words.BEFORE, view.times[-count:], each, Role.HEADER, glyphs)
    for one in kept:
        yield _in_columns(one.label, one.recent[-count:], each, Role.TEXT, glyphs)


def _in_columns(label: str, texts: tuple[str, ...], each: int, role: Role, glyphs: Glyphs) -> Line:
    runs = [Run(cells.left(plain(label, glyphs), LABEL - 1, glyphs.cut) + " ", Role.MUTED)]
    for text in texts:
        shown = plain(text, glyphs)
        known = Role.MUTED if text == words.UNKNOWN else role
        runs.append(Run(" " * (each - 2 - cells.width(shown)) + shown + "  ", known))
    return tuple(runs)


def _grounded(line: Line) -> Line:
    """The line on the box's own ground, so that it stands off the page it covers."""
    return tuple(run if run.role is Role.ALERT else run._replace(on=Role.DRAINED) for run in line)
