"""A grid: a rule with title and count, the header, and a line a row (LOOK section 5)."""

from collections.abc import Iterable

from wallboard.board import words
from wallboard.board.views import CellView, ColumnView, Freshness, GridView, Level, RowView, Severity
from wallboard.picture import cells
from wallboard.picture.canvas import blank, closed, rule, titled, width_of
from wallboard.picture.columns import BAR, GAP, Slot, place_columns
from wallboard.picture.counts import grid_counts, old_role, says_all_is_well
from wallboard.picture.glyphs import Glyphs, plain
from wallboard.picture.lines import Line, Picture, Role, Run

HEAD_ROWS = 2
TOTALS_ROWS = 1
CALM = frozenset({Role.TEXT, Role.GOAL})
LEAST_TITLE = 8
SLASH = " / "
"""Between a grid's title and what it is filtered by."""


class GridPicture:
    """One view of a grid in a box of `width` x `height` cells, `margin` of them blank on either side.

    Its geometry is worked out once; `row` then costs tens of microseconds. Rows that the picture `before`
    drew just so are taken over.
    """

    def __init__(
        self,
        view: GridView,
        width: int,
        height: int,
        margin: int,
        glyphs: Glyphs,
        before: "GridPicture | None" = None,
    ) -> None:
        self.view = view
        self.width = width
        self.height = height
        self.margin = margin
        self.glyphs = glyphs
        room = max(1, width - 2 * margin)
        self.slots = place_columns(view.columns, room, view.shown, view.cursor_column)
        self.head_rows = HEAD_ROWS + (TOTALS_ROWS if view.totals is not None else 0)
        self.body_rows = max(0, height - self.head_rows)
        level = view.freshness.level
        self._old = old_role(level) if level.is_old else None
        frozen = level is Level.FROZEN
        self._roles = [Role.FROZEN if frozen else _calm_role(slot.column) for slot in self.slots]
        last = self.slots[-1] if self.slots else None
        self._end_of_text = margin + (last.start + last.width if last else 0)
        self._fits = last is not None and self._end_of_text + margin <= width
        self._look = self.slots, tuple(self._roles), width, margin, glyphs, self._old
        self._known = before._drawn if before is not None and before._look == self._look else {}
        self._drawn: dict[tuple[str, int], tuple[RowView, Role | None, Line]] = {}

    def lines(self, first_row: int = 0) -> Picture:
        """The grid in exactly its box, its rows from `first_row` on."""
        rows = [*self.head(first_row), *self._body(first_row)][: self.height]
        return (*rows, *(blank(self.width) for _ in range(self.height - len(rows))))

    def _body(self, first_row: int) -> list[Line]:
        view = self.view
        if len(view.rows):
            last = min(len(view.rows), first_row + self.body_rows)
            return [self.row(index) for index in range(first_row, last)]
        if says_all_is_well(view, self.margin):
            return []
        sentence = plain(view.empty, self.glyphs)
        inner = max(1, self.width - 2 * self.margin)
        return [
            closed((Run(" " * self.margin + line, Role.MUTED),), self.width)
            for line in cells.wrap(sentence, inner)[: self.body_rows]
        ]

    def head(self, first_row: int = 0) -> Picture:
        """The rule with title, count and age, the header, and the totals, where there are any: all stay
        while rows are scrolled. `first_row` is the first one in sight."""
        totals = () if self.view.totals is None else (self._totals(self.view.totals),)
        return self._rule(first_row), self._header(), *totals

    def column_at(self, x: int) -> int | None:
        """The index of the column at a cell of the line, for a click on the header."""
        cell = x - self.margin
        for slot in self.slots:
            if slot.start - 1 <= cell <= slot.start + slot.width:
                return slot.index
        return None

    def _rule(self, first_row: int) -> Line:
        """Title, filter and notes at the left; the count, hidden problems and age at the right."""
        view = self.view
        inner = self.width - 2 * self.margin
        age = age_runs(view.freshness, self.glyphs)
        title = [titled(view.title, self.glyphs)]
        least = min(LEAST_TITLE, width_of(title)) + 3
        typed = plain(view.filter, self.glyphs)
        if typed:
            least += min(LEAST_TITLE, cells.width(typed)) + len(SLASH)
        notes: Line = ()
        for count in grid_counts(view, first_row, self.body_rows, self.margin, self.glyphs):
            notes = (*count, *age)
            if width_of(notes) + least <= inner:
                break
        room = inner - width_of(notes) - 3
        if typed:
            typed = cells.cut(typed, max(1, room - width_of(title) - len(SLASH)), self.glyphs.cut)
            title += [Run(SLASH, Role.MUTED), Run(typed, Role.ACCENT)]
        title += self._notes(room - width_of(title))
        return rule(title, _without_lead(notes), self.width, self.margin, self.glyphs)

    def _notes(self, room: int) -> list[Run]:
        """What is special about the rows, beside the title; what matters less goes where room is short."""
        view = self.view
        away = len(view.columns if view.shown is None else view.shown) - len(self.slots)
        parts = [part for part in (view.note, view.server_limit) if part]
        minor = [
            *([words.WORST_FIRST] if view.worst_first and not view.only_problems else []),
            *([words.more_columns(away)] if away else []),
        ]
        for part in minor:
            if cells.width(plain(", ".join([*parts, part]), self.glyphs)) + 2 <= room:
                parts.append(part)
        return [Run(f"  {plain(', '.join(parts), self.glyphs)}", Role.MUTED)] if parts else []

    def _header(self) -> Line:
        runs = [Run(" " * self.margin, Role.TEXT)]
        x = 0
        for slot in self.slots:
            column = slot.column
            label = cells.cut(self._label(column), slot.width - slot.after, self.glyphs.cut)
            taken = cells.width(label)
            start = slot.start + (slot.width - slot.after - taken if column.right else 0)
            runs.append(Run(" " * (start - x), Role.TEXT))
            here = self.view.focused and slot.index == self.view.cursor_column
            role = Role.SORTED if column.sort else Role.HEADER
            runs.append(Run(label, role, Role.CURSOR if here else None))
            x = start + taken
            if column.sort:
                arrow = self.glyphs.sorted_down if column.sort == "down" else self.glyphs.sorted_up
                runs.append(Run(arrow, Role.ACCENT))
                x += 1
        return closed(runs, self.width)

    def _label(self, column: ColumnView) -> str:
        """A column's label, with the sign of an estimate while it counts on."""
        sign = self.glyphs.estimated if column.ticks and self.view.freshness.level.is_fresh else ""
        return sign + plain(column.label, self.glyphs)

    def _totals(self, row: RowView) -> Line:
        """The totals in bold, so that they are not taken for a row."""
        line = self._row(row, None)
        return tuple(run._replace(role=Role.TITLE) if run.role in CALM else run for run in line)

    def row(self, index: int) -> Line:
        """The line of one row of the view."""
        row = self.view.rows[index]
        on = Role.CURSOR if self.view.focused and index == self.view.cursor else None
        drawn = self._known.get(row.key)
        if drawn is None or drawn[:2] != (row, on):
            drawn = row, on, self._row(row, on)
        self._drawn[row.key] = drawn
        return drawn[2]

    def _row(self, row: RowView, on: Role | None) -> Line:
        runs = self._start(on)
        blanks = 0
        for slot, calm, cell in self._cells(row):
            text, role = self._shown(cell, calm)
            room = slot.room
            if slot.before:
                runs += (Run(" " * blanks, Role.TEXT, on), *self._bar(cell.share, on))
                blanks = slot.before - BAR
            length = len(text) if text.isascii() else cells.width(text)
            if length > room:
                text = cells.cut(text, room, self.glyphs.cut)
                length = cells.width(text)
            pad = room - length
            if slot.column.right:
                blanks += pad
                pad = 0
            if role is Role.ALERT:
                before = " " if blanks else ""  # a first column has its fill from the margin on
                runs += (Run(" " * (blanks - 1), Role.TEXT, on), Run(f"{before}{text} ", Role.ALERT))
                blanks = pad + GAP - 1 + slot.after
            elif role is Role.WARN or role is Role.CHANGED:  # underlined, which blanks must not be
                runs += (Run(" " * blanks, Role.TEXT, on), Run(text, role, on))
                blanks = pad + GAP + slot.after
            else:
                runs.append(Run(" " * blanks + text, role, on))
                blanks = pad + GAP + slot.after
            if slot.after and cell.trend:
                arrow = self.glyphs.risen if cell.trend == "up" else self.glyphs.fallen
                runs += (Run(" " * (blanks - GAP - 1), Role.TEXT, on), Run(arrow, Role.MUTED, on))
                blanks = GAP
        return self._end(runs, blanks - GAP, on)

    def _bar(self, share: float | None, on: Role | None) -> Iterable[Run]:
        """How full a share is, over the track; blank where it is not known."""
        if share is None:
            return (Run(" " * BAR, Role.TEXT, on),)
        halves = round(share * 2 * BAR) if self.glyphs.half_bar else 2 * round(share * BAR)
        full = self.glyphs.bar * (halves // 2) + (self.glyphs.half_bar if halves % 2 else "")
        return Run(full, self._old or Role.BAR, on), Run(
            self.glyphs.track * (BAR - len(full)), Role.FAINT, on
        )

    def _cells(self, row: RowView) -> Iterable[tuple[Slot, Role, CellView]]:
        slots = zip(self.slots, self._roles, strict=True)
        return ((slot, calm, row.cells[slot.index]) for slot, calm in slots)

    def _shown(self, cell: CellView, calm: Role) -> tuple[str, Role]:
        """A cell's text with its sign, and its role."""
        text = plain(cell.text, self.glyphs)
        severity = cell.severity
        if severity is Severity.ALERT or severity is Severity.WARN:
            role = Role.ALERT if severity is Severity.ALERT else Role.WARN
            return f"{self.glyphs.sign(severity)} {text}", self._old or role
        if self._old:
            return text, self._old
        if cell.changed:
            return text, Role.CHANGED
        return text, Role.MUTED if cell.muted or cell.text == "–" else calm

    def _start(self, on: Role | None) -> list[Run]:
        if on is None:
            return [Run(" " * self.margin, Role.TEXT)]
        return [Run(" " * (self.margin - 1), Role.TEXT), Run(self.glyphs.cursor, Role.ACCENT, on)]

    def _end(self, runs: list[Run], blanks: int, on: Role | None) -> Line:
        """The row filled up; the cursor's ground ends one cell beyond the text.

        `blanks` are the cells up to the end of the last column; -1 where an alert's fill passed it.
        """
        if not self._fits:
            return closed(runs, self.width)
        rest = self.width - self._end_of_text + blanks
        if on is not None:
            reach = rest - self.margin + 1
            runs.append(Run(" " * reach, Role.TEXT, on))
            rest -= reach
        runs.append(Run(" " * rest, Role.TEXT))
        return tuple(run for run in runs if run[0])


def grid_picture(
    view: GridView, width: int, height: int, first_row: int, glyphs: Glyphs, margin: int
) -> Picture:
    """A grid in exactly `width` x `height` cells, its rows from `first_row` on."""
    return GridPicture(view, width, height, margin, glyphs).lines(first_row)


def age_runs(freshness: Freshness, glyphs: Glyphs) -> Line:
    """`old 38 s`, three cells apart from what stands before it; nothing while the figures are fresh."""
    if not freshness.level.is_old:
        return ()
    return Run("   ", Role.TEXT), Run(f"{words.OLD} {plain(freshness.age, glyphs)}", Role.TEXT)


def _without_lead(notes: Line) -> Line:
    """The notes without blanks in front, where the count had to go."""
    return notes[1:] if notes and not notes[0].text.strip() else notes


def _calm_role(column: ColumnView) -> Role:
    return Role.TEXT if column.is_key or column.right else Role.GOAL
