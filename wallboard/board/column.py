"""What the cells of a grid's column say: each distinct one is worked out once and kept over answers.

Of an answer nine cells in ten were there before, and of a thousand rows some fifty are seen. So a pass
over all rows is a pass of look-ups, and a cell is written when somebody looks at it.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC
from operator import itemgetter
from typing import Final, Generic, TypeVar

from rich.cells import cell_len

from wallboard.board.figures import as_sent, is_misread, reader
from wallboard.board.formats import Place, shown, write
from wallboard.board.severity import judge
from wallboard.board.views import CellView, Severity
from wallboard.board.words import FLAGS, STATES
from wallboard.layout.plan import ColumnPlan, Figure, GridPlan
from wallboard.protocol.answer import Row
from wallboard.protocol.kinds import Kind, RatioUnit
from wallboard.protocol.values import Number, Raw, Unknown, Value

GLYPH_SLOT: Final = 2
"""Cells that a severity's glyph takes before a value."""

NOTHING: Final = CellView("", Severity.UNKNOWN, muted=True)

_KEPT: Final = 1000
"""Distinct cells that a column keeps in mind, besides four for each row: the seconds of an hour find room
beside a thousand rows, those of a day do not."""

_WRITTEN: Final = 250
"""Distinct cells that it keeps written: some screens full."""

T = TypeVar("T")


class Memo(dict[object, T], Generic[T]):
    """What is made of each key, made once; of a text that is known the dictionary itself gives it."""

    def __init__(self, make: Callable[[Raw], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: object) -> T:
        # A flag and 1 would be the same key, so what is no text is kept by its type too.
        kept = key if isinstance(key, str | tuple) else (type(key), key)
        made = self.get(kept)
        if made is None:
            made = self[kept] = self._make(key)
        return made


class Column:
    """One shown column of a grid, for a server that writes ratios in `unit`.

    `widest`: cells of the longest text that came so far, at least what its kind is planned for; of a column
    of a fixed width no more than that. A judged value counts without the glyph's slot where it has no
    glyph: the slot is planned anyway.
    """

    def __init__(self, grid: GridPlan, plan: ColumnPlan, unit: RatioUnit) -> None:
        self.plan = plan
        self.figure = plan.figure
        self.widest = planned_cells(plan.figure)
        named = {stat for rule in self.figure.thresholds for stat, _ in rule.when}
        self._named = {stat: itemgetter(place) for place, stat in enumerate(grid.stats) if stat in named}
        self._raw = itemgetter(plan.index)
        self._place = Place(UTC, 0.0)
        self._measured = {0: -1.0, GLYPH_SLOT: -1.0}
        self._values = Memo(reader(plan.figure, unit))
        self._severities = Memo(self._judged)
        self._cells = Memo(self._written)
        self._sent = Memo(as_sent)

    def write_for(self, place: Place, rows: int) -> bool:
        """Write cells for a place from now on, and keep in mind what so many rows may hold; says whether
        its cells are other ones now."""
        # Times are written with their day from midnight on; nothing else depends on the clock.
        turned = self.figure.kind is Kind.TIMESTAMP and place.day() != self._place.day()
        self._place = place
        for memo in (self._values, self._severities, self._sent):
            if turned or len(memo) > _KEPT + 4 * rows:
                memo.clear()
        if turned or len(self._cells) > _WRITTEN:
            self._cells.clear()
        return turned

    def values(self, rows: Sequence[Row]) -> list[Value]:
        """The value of each row's cell."""
        return list(map(self._values.__getitem__, map(self._raw, rows)))

    def severities(self, rows: Sequence[Row]) -> bytes:
        """The severity of each row's cell, a byte each."""
        return bytes(map(self._severities.__getitem__, self._keys(rows)))

    def cell(self, row: Row) -> CellView:
        """A row's cell as it is to be seen."""
        return self._cells[next(iter(self._keys((row,)))) if self._named else self._raw(row)]

    def misread(self, rows: Sequence[Row]) -> int:
        """How many rows' cells came with the wrong type."""
        return sum(map(is_misread, map(self._raw, rows), self.values(rows)))

    def _keys(self, rows: Sequence[Row]) -> Iterable[object]:
        """All that a cell's look depends on: its raw value; with a `when` also the texts that it names."""
        if not self._named:
            return map(self._raw, rows)
        texts = (map(self._sent.__getitem__, map(named, rows)) for named in self._named.values())
        return zip(map(type, map(self._raw, rows)), map(self._raw, rows), *texts, strict=True)

    def _judged(self, key: object) -> int:
        """The severity of a cell, which is measured on the way; a plain number, as bytes are made of."""
        value, severity = self._read_and_judged(*_parts(key))
        if self.plan.width is None:  # nobody asks how wide a column of a fixed width would like to be
            slot = GLYPH_SLOT if self.figure.thresholds and severity < Severity.WARN else 0
            if not self._is_no_wider(value, slot):
                text = write(value, self.figure.kind, self._place).whole
                self.widest = max(self.widest, (len(text) if text.isascii() else cell_len(text)) - slot)
        return int(severity)

    def _is_no_wider(self, value: Value, slot: int) -> bool:
        """Whether a larger figure has been measured with this slot; each answer brings new seconds."""
        kind = self.figure.kind
        if not (isinstance(value, Number) and value.value >= 0 and (kind is Kind.COUNT or kind.is_duration)):
            return False
        if value.value <= self._measured[slot]:
            return True
        self._measured[slot] = value.value
        return False

    def _written(self, key: object) -> CellView:
        raw, texts = _parts(key)
        if raw == "" and self.figure.kind is Kind.TEXT:
            return NOTHING  # such as the reason of a busy agent; a text that did not come is unknown
        value, severity = self._read_and_judged(raw, texts)
        return cell_view(value, self.figure, severity, self._place)

    def _read_and_judged(self, raw: Raw, texts: Sequence[str]) -> tuple[Value, Severity]:
        value = self._values[raw]
        row = dict(zip(self._named, texts, strict=True)) if texts else None
        return value, judge(value, self.figure, row).severity


def _parts(key: object) -> tuple[Raw, Sequence[str]]:
    """The raw value and the texts of a key."""
    return (key[1], key[2:]) if isinstance(key, tuple) else (key, ())


def cell_view(value: Value, figure: Figure, severity: Severity, place: Place) -> CellView:
    """One value as a cell; what needs no eye is muted."""
    return CellView(write(value, figure.kind, place).whole, severity, is_muted(value, figure))


def is_muted(value: Value, figure: Figure) -> bool:
    """Unknown, or a zero where zero is good (LOOK section 1), as it is shown."""
    if isinstance(value, Number):
        return figure.zero_is_good and shown(value.value, figure.kind) == 0
    return isinstance(value, Unknown)


def planned_cells(figure: Figure) -> int:
    """Cells to keep for a kind before any value came, so that columns do not jump as figures grow."""
    kind = figure.kind
    if kind.is_share:
        return len("82 %") if figure.thresholds else len("99.9 %")
    if kind.is_duration or kind is Kind.TIMESTAMP:
        return len("12:47")
    if kind is Kind.COUNT:
        return len("9999")
    if kind is Kind.STATE:
        return max(map(cell_len, STATES.values()))
    return max(map(len, FLAGS.values())) if kind is Kind.FLAG else 1
