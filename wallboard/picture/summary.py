"""Agents by state and reason: a rule, and under it one or more rows (LOOK principles 1, 6, 8 and 9).

Each count has the room of the largest, so that no state moves when one before it grows.
Where the rows don't hold all, reasons give way first, then states; what is hidden is counted.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from wallboard.board import words
from wallboard.board.views import Level, StateView, SummaryView
from wallboard.picture import cells
from wallboard.picture.canvas import blank, closed, crop, rule, titled, width_of
from wallboard.picture.counts import old_role
from wallboard.picture.glyphs import Glyphs, plain
from wallboard.picture.grid import age_runs
from wallboard.picture.lines import Line, Picture, Role, Run

APART: Final = 3
"""Cells between two states."""
LEAST_SLOT: Final = 2
"""Cells that a count is planned for at least."""
LEAST_TITLE: Final = 11
"""Cells of the rule's title and of some rule, before which the count of all gives way."""


class _Part(NamedTuple):
    """What is not broken, and the blank cells before it where it does not begin a row."""

    runs: Line
    before: int


def summary_picture(view: SummaryView, width: int, height: int, margin: int, glyphs: Glyphs) -> Picture:
    """The summary in exactly `width` x `height` cells, `margin` of them blank on either side."""
    lines = [_rule(view, width, margin, glyphs), *_Body(view, width, height - 1, margin, glyphs).lines()]
    return (*lines[:height], *(blank(width) for _ in range(height - len(lines))))


def _rule(view: SummaryView, width: int, margin: int, glyphs: Glyphs) -> Line:
    title = [titled(view.title, glyphs)]
    if view.note:
        title.append(Run(f"  {plain(view.note, glyphs)}", Role.MUTED))
    age = age_runs(view.freshness, glyphs)
    notes: Line = age[1:]
    if view.total is not None:
        counted = (Run(f"{view.total} {words.LOGGED_IN}", Role.MUTED), *age)
        if width_of(counted) + LEAST_TITLE <= width - 2 * margin:
            notes = counted
    return rule(title, notes, width, margin, glyphs)


class _Body:
    """The rows below the rule."""

    def __init__(self, view: SummaryView, width: int, rows: int, margin: int, glyphs: Glyphs) -> None:
        self.view = view
        self.width = width
        self.rows = max(0, rows)
        self.margin = margin
        self.glyphs = glyphs
        self.inner = max(1, width - 2 * margin)
        level = view.freshness.level
        self.old = old_role(level) if level.is_old else None
        self.value = Role.FROZEN if level is Level.FROZEN else Role.VALUE
        self.slot = max(LEAST_SLOT, *(len(self._count(state)) for state in view.states), 0)

    def lines(self) -> list[Line]:
        if self.view.empty:
            sentence = cells.wrap(plain(self.view.empty, self.glyphs), self.inner)[: self.rows]
            rows: list[Line] = [(Run(line, Role.MUTED),) for line in sentence]
        else:
            rows = self._fitting()
        indent = Run(" " * self.margin, Role.TEXT)
        return [closed((indent, *row), self.width) for row in rows]

    def _fitting(self) -> list[Line]:
        """As many reasons as the rows have room for, else as many states."""
        states = self.view.states
        most = max((len(state.reasons) for state in states), default=0)
        ways = [(len(states), reasons) for reasons in range(most, -1, -1)]
        ways += [(shown, 0) for shown in range(len(states) - 1, -1, -1)]
        for shown, reasons in ways:
            rows = self._wrapped(self._parts(states[:shown], states[shown:], reasons))
            if len(rows) <= self.rows:
                return rows
        return rows[: self.rows]

    def _parts(self, shown: Sequence[StateView], hidden: Sequence[StateView], reasons: int) -> list[_Part]:
        parts: list[_Part] = []
        before = 0
        for state in shown:
            parts += self._state(state, reasons, before)
            before = APART + self.slot - len(self._count(state))
        if hidden:
            left = sum(state.count or 0 for state in hidden)
            parts.append(_Part((self._run(f"{left} {words.IN_OTHER_STATES}", Role.MUTED),), before))
        return parts

    def _state(self, state: StateView, reasons: int, before: int) -> list[_Part]:
        """A state's count and word, and its most frequent reasons in brackets, each a part of its own."""
        told = [f"{count} {plain(reason, self.glyphs)}" for reason, count in state.reasons[:reasons]]
        left = sum(count for _, count in state.reasons[reasons:])
        if told and left:
            told.append(f"{left} {words.OTHER}")
        ends = [*("," for _ in told[1:]), ")"]
        figure = self._run(self._count(state), Role.MUTED if state.muted else self.value)
        word = self._run(f" {plain(state.word, self.glyphs)}", Role.MUTED)
        return [
            _Part((figure, word), before),
            *(
                _Part((self._run(f"{'' if number else '('}{text}{end}", Role.GOAL),), 1)
                for number, (text, end) in enumerate(zip(told, ends, strict=bool(told)))
            ),
        ]

    def _count(self, state: StateView) -> str:
        return self.glyphs.unknown if state.count is None else str(state.count)

    def _run(self, text: str, role: Role) -> Run:
        return Run(text, self.old or role)

    def _wrapped(self, parts: Sequence[_Part]) -> list[Line]:
        """The parts in rows, each broken between two of them; what is wider than a row alone is cropped."""
        rows: list[Line] = []
        row: Line = ()
        for part in parts:
            if row and width_of(row) + part.before + width_of(part.runs) > self.inner:
                rows.append(row)
                row = ()
            lead = [Run(" " * part.before, Role.TEXT)] if row else []
            row = crop((*row, *lead, *part.runs), 0, self.inner)
        return [*rows, row]
