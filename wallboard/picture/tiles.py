"""Tiles: label, figure, goal, sign and word of the severity (LOOK section 5).

A tile's box has one cell beyond its text on both sides, for the fill of an alert. Where boxes
of neighbours touch, the fill leaves the right one free, so that two alerts stay apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wallboard.board import words
from wallboard.board.views import Level, Severity, TileView
from wallboard.board.words import SEVERITIES
from wallboard.picture import cells
from wallboard.picture.canvas import apart, blank, closed, width_of
from wallboard.picture.digits import FULL, DigitStyle, digits, digits_width, is_drawable
from wallboard.picture.glyphs import Glyphs, plain
from wallboard.picture.lines import Box, Line, Picture, Role, Run
from wallboard.picture.spark import LEAST, sparkline

SIZES = (7, 5, 3)
UNIT_SIZES = {7: 5, 5: 3}
SPARK_COLUMN = 14
"""Where the line of recent values begins beside a goal, the same in every tile."""
LEAST_SPARKED = 20
"""Cells of the narrowest tile that has such a line."""
PADDED = 4
"""Rows beside the digits of a tile with both pads, label and goal."""


@dataclass(frozen=True, slots=True)
class Roles:
    """What a tile's parts look like, and the ground they stand on."""

    label: Role
    value: Role
    unit: Role
    goal: Role
    spark: Role
    sign: Role
    ground: Role | None


def tile_pieces(
    tiles: Sequence[tuple[TileView, Box]], glyphs: Glyphs, solid: bool
) -> list[tuple[Box, Picture]]:
    """Each tile's picture with its box.

    All share one digit size, the largest that fits the longest text of each to plan for. `solid` says
    that the terminal has greys: old figures are solid then, else hatched.
    """
    size = digit_size([(view, box) for view, box in tiles], glyphs)
    joined = _touching([box for _, box in tiles])
    return [(box, _Tile(view, box, size, joined, glyphs, solid).picture()) for view, box in tiles]


def digit_size(tiles: Sequence[tuple[TileView, Box]], glyphs: Glyphs) -> int:
    """Rows of the digits, 7, 5 or 3, that all tiles have room for; 1: plain text."""
    for size in SIZES:
        beside = PADDED if size > 3 else 2
        if all(
            box.height >= size + beside and _figure_width(view, size, glyphs) <= box.width - 2
            for view, box in tiles
        ):
            return size
    return 1


def _figure_width(view: TileView, size: int, glyphs: Glyphs) -> int:
    """Cells of the widest figure with its unit, at a digit size."""
    texts = [text for text in (plain(view.widest, glyphs), plain(view.text, glyphs)) if is_drawable(text)]
    widest = max((digits_width(text, size) for text in texts), default=0)
    unit = _Unit(plain(view.unit, glyphs), size, glyphs.has_blocks)
    return widest + unit.width


def _touching(boxes: Sequence[Box]) -> bool:
    """Whether two boxes in one row have no cell between them."""
    starts = {(box.x, box.y) for box in boxes}
    return any((box.x + box.width, box.y) in starts for box in boxes)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit behind digits: one size smaller on the same baseline, or plain."""

    text: str
    size: int
    blocks: bool

    @property
    def drawn_size(self) -> int:
        small = UNIT_SIZES.get(self.size, 1)
        return small if self.blocks and is_drawable(self.text) else 1

    @property
    def width(self) -> int:
        if not self.text:
            return 0
        if self.drawn_size == 1:
            return 1 + cells.width(self.text)
        return 2 + digits_width(self.text, self.drawn_size)

    def row(self, row: int) -> str:
        """The unit's cells beside the given row of the digits, with the gap before it."""
        small = self.drawn_size
        own = row - (self.size - small)
        if not self.text or own < 0:
            return ""
        if small == 1:
            return f" {self.text}"
        return "  " + digits(self.text, small, "blocks")[own]


class _Tile:
    """One tile being drawn."""

    def __init__(
        self, view: TileView, box: Box, size: int, joined: bool, glyphs: Glyphs, solid: bool
    ) -> None:
        self.view = view
        self.glyphs = glyphs
        self.box = box
        self.inner = max(0, box.width - 2)
        self.joined = joined
        self.old = view.freshness.level.is_old
        self.hatched = self.old and not solid
        self.text = plain(view.text, glyphs)
        self.unit = plain(view.unit, glyphs)
        self.size = self._own_size(size)
        self.roles = _roles(view, self.size)

    def _own_size(self, size: int) -> int:
        """The page's size, or a smaller one for a figure that outgrew what was planned."""
        if not is_drawable(self.text):
            return 1
        for own in SIZES:
            if own <= size:
                unit = _Unit(self.unit, own, self.glyphs.has_blocks)
                if digits_width(self.text, own) + unit.width <= self.inner:
                    return own
        return 1

    def picture(self) -> Picture:
        """Exactly the box's rows, each of its width."""
        height = self.box.height
        if self.inner < 1:
            return (blank(self.box.width),) * height
        if height < 3:
            rows = [self._label_row(with_sign=False), self._value_and_goal()][:height]
            return tuple(self._framed(row) for row in rows)
        figure = self._figure()
        spare = height - len(figure) - 2
        blanks: list[Line] = [()] * ((spare - 2 if spare >= 2 else spare) // 2)
        label = self._label_row(with_sign=len(figure) > 1)
        rows = [label, *blanks, *figure, *blanks, self._goal_row()]
        lines = [self._framed(row) for row in rows]
        if spare >= 2:
            lines = [self._pad(above=True), *lines, self._pad(above=False)]
        # An odd row stays free below: the figure keeps to the middle of its fill.
        return (*lines, *(blank(self.box.width) for _ in range(height - len(lines))))

    def _framed(self, row: Line) -> Line:
        """A row with the cell of fill on either side."""
        ground = self.roles.ground
        side = Run(" ", *_fill(ground))
        line = closed(row, self.inner, *_fill(ground))
        return (side, *line, Run(" ", Role.TEXT) if self.joined else side)

    def _pad(self, above: bool) -> Line:
        ground = self.roles.ground
        edge = self.glyphs.pad_above if above else self.glyphs.pad_below
        if ground is None or not edge or (ground is Role.DRAINED and self.hatched):
            return blank(self.box.width)
        width = self.box.width - (1 if self.joined else 0)
        return closed((Run(edge * width, Role.EDGE, ground),), self.box.width)

    def _run(self, text: str, role: Role) -> Run:
        ground = self.roles.ground
        return Run(text, role, None if ground is Role.ALERT else ground)

    def _label_row(self, with_sign: bool) -> Line:
        """Label left, sign and word right; the word gives way to the sign, `old` does not."""
        label = plain(self.view.label, self.glyphs)
        sign = self.glyphs.sign(self.view.severity) if with_sign else ""
        word = words.OLD if self.old else SEVERITIES[self.view.severity]
        full = " ".join(part for part in (sign, word) if part)
        if cells.width(label) + 1 + cells.width(full) > self.inner:
            full = full if self.old else sign
        room = self.inner - (cells.width(full) + 1 if full else 0)
        start = (self._run(cells.cut(label, max(0, room), self.glyphs.cut), self.roles.label),)
        return apart(start, (self._run(full, self.roles.sign),), self.inner, *_fill(self.roles.ground))

    def _signed_value(self) -> Line:
        """Sign, value and unit as plain text."""
        sign = self.glyphs.sign(self.view.severity)
        text = f"{self.text} {self.unit}" if self.unit else self.text
        shown = f"{sign} {text}" if sign else text
        return (self._run(cells.cut(shown, self.inner, self.glyphs.cut), self.roles.value),)

    def _value_and_goal(self) -> Line:
        value = self._signed_value()
        for goal in self._goals(with_word=False):
            if width_of(value) + 1 + cells.width(goal) <= self.inner:
                end = (self._run(goal, self.roles.goal),)
                return apart(value, end, self.inner, *_fill(self.roles.ground))
        if self.view.note:  # cut rather than dropped: a dash alone looks like figures that are to come
            note = cells.cut(
                plain(self.view.note, self.glyphs), self.inner - width_of(value) - 1, self.glyphs.cut
            )
            end = (self._run(note, self.roles.goal),)
            return apart(value, end, self.inner, *_fill(self.roles.ground))
        return value

    def _goals(self, with_word: bool) -> list[str]:
        """The ways to say the goal, or why there is no value; the longest first."""
        if self.view.note:
            return [plain(self.view.note, self.glyphs)]
        goal = self.view.goal
        if goal is None:
            return []
        sign = self.glyphs.at_most if goal.is_most else self.glyphs.at_least
        short = f"{sign} {plain(goal.text, self.glyphs)}"
        return [f"{words.GOAL} {short}", short] if with_word else [short]

    def _goal_row(self) -> Line:
        """The goal at the left, at the right how the figure has moved, which gives way first."""
        goals = self._goals(with_word=True)
        fitting = [goal for goal in goals if cells.width(goal) <= self.inner]
        shown = fitting[0] if fitting else cells.cut(goals[-1], self.inner, self.glyphs.cut) if goals else ""
        goal = (self._run(shown, self.roles.goal),)
        return apart(goal, (self._trend(cells.width(shown)),), self.inner, *_fill(self.roles.ground))

    def _trend(self, taken: int) -> Run:
        """A line from its column to the right edge, or its words where the set of signs has no line."""
        trend = self.view.trend
        if trend is None or self.view.note or self.inner < LEAST_SPARKED:
            return self._run("", self.roles.spark)
        if not self.glyphs.eighths:
            fits = cells.width(trend.words) < self.inner - taken
            return self._run(trend.words if fits else "", self.roles.goal)
        room = self.inner - (max(taken + 1, SPARK_COLUMN) if taken else 0)
        drawn = room >= LEAST and len(trend.columns) > 1  # one column alone is a blot
        return self._run(sparkline(trend, room, self.glyphs).lstrip() if drawn else "", self.roles.spark)

    def _figure(self) -> list[Line]:
        """The value over the rows of its digits, or in one row."""
        if self.size == 1:
            return [self._signed_value()]
        unit = _Unit(self.unit, self.size, self.glyphs.has_blocks and not self._is_filled)
        return [
            (*self._strokes(line), self._run(unit.row(row), self.roles.unit))
            for row, line in enumerate(digits(self.text, self.size, self._style))
        ]

    @property
    def _is_filled(self) -> bool:
        """Whether the digits are hatched or made of reversed spaces: then the unit is plain text."""
        return self.size > 3 and (self.hatched or not self.glyphs.has_blocks)

    @property
    def _style(self) -> DigitStyle:
        if self.size == 3:
            return "blocks" if self.glyphs.has_blocks else "drawn"
        return "fill" if self._is_filled else "blocks"

    def _strokes(self, line: str) -> list[Run]:
        """One row of digits as runs."""
        if not self._is_filled:
            return [self._run(line, self.roles.value)]
        if self.hatched:
            return [self._run(line.replace(FULL, self.glyphs.hatch), self.roles.value)]
        return _reversed_spaces(line, self.roles)


def _reversed_spaces(line: str, roles: Roles) -> list[Run]:
    """Strokes as spaces filled with the ink of the value's role, for terminals without blocks."""
    runs: list[Run] = []
    start = 0
    for index in range(1, len(line) + 1):
        if index == len(line) or line[index] != line[start]:
            blanks = " " * (index - start)
            stroke = line[start] == FULL
            runs.append(
                Run(blanks, Role.STROKE, roles.value) if stroke else Run(blanks, *_fill(roles.ground))
            )
            start = index
    return runs


def _fill(ground: Role | None) -> tuple[Role, Role | None]:
    """The look of blank cells on a ground."""
    if ground is Role.ALERT:
        return Role.ALERT, None
    return (Role.TEXT, None) if ground is None else (Role.STALE, ground)


def _roles(view: TileView, size: int) -> Roles:
    """The roles of a tile's parts by age first, then by severity; `size` is that of its digits."""
    calm = Role.TEXT if size > 3 else Role.MUTED
    if view.freshness.level.is_old:
        old = Role.LOST if view.freshness.level is Level.LOST else Role.STALE
        ground = Role.DRAINED if view.severity is Severity.ALERT else None
        return Roles(old, old, old, old, Role.SPARKOLD, old, ground)
    if view.severity is Severity.ALERT:
        soft = Role.ALERTSOFT
        return Roles(Role.ALERT, Role.ALERT, soft, soft, Role.SPARKSOFT, Role.ALERT, Role.ALERT)
    if view.severity is Severity.WARN:
        value = Role.WARN if size == 1 else Role.WARNDRAWN
        return Roles(calm, value, Role.MUTED, Role.GOAL, Role.SPARK, Role.WARN, None)
    known = Role.FROZEN if view.freshness.level is Level.FROZEN else Role.VALUE
    value = Role.MUTED if view.muted else Role.UNKNOWN if view.text == "–" else known
    return Roles(calm, value, Role.MUTED, Role.GOAL, Role.SPARK, Role.MUTED, None)
