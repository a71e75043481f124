"""The viewer's filter: what he types, and the rows that it leaves.

Terms are parted by blanks and all must match. A term is either a comparison, `column>value`, or text.

- Text is looked for in the row's texts as they are shown (names, states, reasons; figures are compared,
  not searched). Case and accents don't count. It matches where it stands in one piece, or where its
  letters come in order so that each follows directly on the one before or begins a word, and the first
  begins one: `itm` finds "Ito, Mari", `tm` and `imr` don't.
- A comparison names a column by the start of its label, else of its id, and knows > < >= <= = !=.
  Figures are compared as they are shown: `for>5:00`, `level<80`. A text equals what it begins with
  (`state=not`), else it stands before or behind in the alphabet. An unknown value matches none of them:
  nothing is known about it.

While a comparison has no value yet, it leaves every row.
"""

import operator
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import lru_cache
from typing import Any, Final

from wallboard.board.formats import Place, shown, write
from wallboard.board.table import Table
from wallboard.layout.plan import ColumnPlan, Figure
from wallboard.protocol.kinds import Kind
from wallboard.protocol.values import Number, Text, Value

_COMPARISON: Final = re.compile(r"([^<>=!]+)(>=|<=|!=|=|>|<)(.*)")
_DURATION: Final = re.compile(r"(\d{1,4}):(\d{0,2})(?::(\d{0,2}))?", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d*)?", re.ASCII)

_OPERATORS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One `column>value`; `column` is an index of the plan, `value` as it was typed, not empty."""

    column: int
    sign: str
    value: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What was typed, and what it means. `no_column` is a name in it that no column has."""

    text: str = ""
    words: tuple[str, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    no_column: str = ""

    def __bool__(self) -> bool:
        """Whether it is on."""
        return bool(self.text)


def read_filter(text: str, columns: Sequence[ColumnPlan]) -> Filter:
    """The filter that a viewer typed. Never raises: any text is one."""
    words: list[str] = []
    comparisons: list[Comparison] = []
    no_column = ""
    for term in text.split():
        match = _COMPARISON.fullmatch(term)
        if match is None:
            words.append(fold(term))
            continue
        name, sign, value = match.groups()
        column = _named(name, columns)
        if column is None:
            no_column = no_column or name
        elif value:
            comparisons.append(Comparison(column, sign, value))
    return Filter(" ".join(text.split()), tuple(filter(None, words)), tuple(comparisons), no_column)


def passing(wanted: Filter, table: Table, shown_columns: Iterable[int]) -> list[bool]:
    """For each row of the table, whether the filter leaves it; texts are looked for in these columns."""
    if wanted.no_column:
        return [False] * len(table)
    tests = [_compared(one, table) for one in wanted.comparisons]
    texts = [column for column in shown_columns if _is_searched(table.plan.columns[column].figure)]
    for word in wanted.words:
        found = [_found(word, table, column) for column in texts]
        tests.append([any(cells) for cells in zip(*found, strict=True)] if found else [False] * len(table))
    return [all(row) for row in zip(*tests, strict=True)] if tests else [True] * len(table)


@lru_cache(maxsize=1 << 15)
def is_like(text: str, word: str) -> bool:
    """Whether a word matches a text, both folded (see above). Kept, for most rows stay."""
    if word in text:
        return True
    starts = [match.start() for match in _WORD.finditer(text)]
    places = [place for place in starts if text[place] == word[0]]
    for letter in word[1:]:
        if not places:
            return False
        first = places[0]
        following = [place + 1 for place in places if text[place + 1 : place + 2] == letter]
        begun = [place for place in starts if place > first and text[place] == letter]
        places = sorted({*following, *begun})
    return bool(places)


_WORD: Final = re.compile(r"\w+")


def fold(text: str) -> str:
    """A text without case and accents: `Großmann, Ángela` is `grossmann, angela`."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char)).translate(_STROKES)


_STROKES: Final = str.maketrans("łøđħı", "lodhi")
"""Letters whose stroke is no accent to Unicode."""


def _named(name: str, columns: Sequence[ColumnPlan]) -> int | None:
    """The column of which a name is the label or id, else the first of whose label or id it is the start."""
    wanted = fold(name)
    labels = [fold(column.figure.label) for column in columns]
    ids = [fold(column.id) for column in columns]
    for matches in (str.__eq__, str.startswith):
        for names in (labels, ids):
            found = next((index for index, one in enumerate(names) if matches(one, wanted)), None)
            if found is not None:
                return found
    return None


def _is_searched(figure: Figure) -> bool:
    return figure.kind.is_text or figure.kind is Kind.ANY


def _found(word: str, table: Table, column: int) -> list[bool]:
    kind = table.plan.columns[column].figure.kind
    texts = [value.text if isinstance(value, Text) else "" for value in table.values(column)]
    like = {text: bool(text) and is_like(_folded(text, kind), word) for text in set(texts)}
    return [like[text] for text in texts]


@lru_cache(maxsize=1 << 14)
def _folded(text: str, kind: Kind) -> str:
    """A text as it is shown, folded."""
    return fold(write(Text(text), kind, Place(UTC, 0.0)).whole)


def _compared(comparison: Comparison, table: Table) -> list[bool]:
    figure = table.plan.columns[comparison.column].figure
    values = table.values(comparison.column)
    holds = _OPERATORS[comparison.sign]
    amount = _amount(comparison.value, figure.kind)
    text = fold(comparison.value)

    def test(value: Value) -> bool:
        match value:
            case Number(number) if amount is not None:
                return holds(shown(number, figure.kind), amount)
            case Text(sent):
                return _text_holds(comparison.sign, _folded(sent, figure.kind), text)
            case _:
                return False

    verdicts = {value: test(value) for value in set(values)}
    return [verdicts[value] for value in values]


def _text_holds(sign: str, text: str, wanted: str) -> bool:
    same = text.startswith(wanted)
    return same if sign == "=" else not same if sign == "!=" else _OPERATORS[sign](text, wanted)


def _amount(typed: str, kind: Kind) -> float | None:
    """What was typed as a figure of a kind: `5:00`, `80`, `80%`; None where it is none."""
    if kind.is_duration and (match := _DURATION.fullmatch(typed)):
        parts = [int(part or 0) for part in match.groups() if part is not None]
        return float(sum(part * 60**power for power, part in enumerate(reversed(parts))))
    plain = typed.removesuffix("%") if kind.is_share else typed
    return float(plain) if _NUMBER.fullmatch(plain) else None
