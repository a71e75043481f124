"""Reading a board off a screen by places: what stands in which tile, row and column.

Built from LOOK alone, and sharing no code with `picture`: a figure that is drawn in the wrong
place, or in wrong digits, must not be read right by the mistake that drew it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal, TypeAlias

from tests.big_digits import FONTS, MIDDLE, SMALL, read_digits
from tests.screen import Cell, Screen

# -- tiles (LOOK section 5) --------------------------------------------------------------------

_WORD: Final = re.compile(r"\s*(?:[■▲X!] )?\b(ALERT|warn|old)$|\s*[■▲X!]$")
_GOAL: Final = re.compile(r"\s*(?:goal )?(≤|≥|<=|>=) (.+)$")
_MARK: Final = re.compile(r"^[■▲X!] ")


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile as it is read: `value` with its unit, `word` of its severity or age, and its cells:
    from `x` up to `end`, from its label's row `y` up to `bottom`."""

    label: str
    value: str
    word: str
    goal: str
    x: int
    end: int
    y: int
    bottom: int


def tiles(screen: Screen, labels: Sequence[str]) -> dict[str, Tile]:
    """The tiles of a page by their labels, each of which stands first in its tile.

    A tile reaches to its right neighbour and down to the next row of tiles or section.
    """
    places = {label: screen.find(label) for label in labels}
    rows = sorted({y for _, y in places.values()})
    sections_at = next((y for y in range(rows[-1], screen.rows) if _RULE.search(screen.line(y))), screen.rows)
    found = {}
    for label, (x, y) in places.items():
        right = [other for other, row in places.values() if row == y and other > x]
        end = min(right) - 2 if right else screen.columns - 1
        bottom = next((row for row in rows if row > y), sections_at)
        found[label] = _read_tile(screen, label, (x, end), (y, bottom))
    return found


def _read_tile(screen: Screen, label: str, across: tuple[int, int], down: tuple[int, int]) -> Tile:
    (x, end), (y, bottom) = across, down
    word = _WORD.search(screen.between(y, x + len(label), end).rstrip())
    value = _big_value(screen, across, down) or _plain_value(screen, across, down)
    goals = (_GOAL.search(screen.between(row, x, end).rstrip(" ▁▂▃▄▅▆▇█▀·")) for row in range(y + 1, bottom))
    goal = next((f"{found[1]} {found[2].strip()}" for found in goals if found), "")
    return Tile(label, value, (word[1] or "") if word else "", goal, x, end, y, bottom)


def _plain_value(screen: Screen, across: tuple[int, int], down: tuple[int, int]) -> str:
    """The value of a tile without big digits: the first row below the label that holds any text."""
    texts = (screen.between(row, *across).rstrip() for row in range(down[0] + 1, down[1]))
    text = next((text for text in texts if text.strip(" ▀▄")), "")
    return _MARK.sub("", _GOAL.sub("", text)).strip()


def _big_value(screen: Screen, across: tuple[int, int], down: tuple[int, int]) -> str:
    """The value of a tile in big digits, with its unit; nothing where there are none.

    The longest reading counts: some digits look the same with and without half cells.
    """
    (x, end), (y, bottom) = across, down
    ground = screen.cell(x, y)
    # An alert's fill ends before the next tile; what lies between is on another ground, and no digit.
    end = next((at for at in range(x, end) if not _on_ground(screen.cell(at, y), ground)), end)
    best, value = 0, ""
    for font in FONTS:
        for top in range(y + 1, bottom - font.rows + 1):
            rows = [_shown(screen.cells[row][x:end], ground) for row in range(top, top + font.rows)]
            text, width = read_digits(rows, font)
            if width > best and (text == "–" or any(sign.isdigit() for sign in text)):
                best, value = width, f"{text} {_unit([row[width:] for row in rows])}".strip()
    return value


def _unit(rows: Sequence[str]) -> str:
    """What stands behind the digits, on their baseline: in a smaller size, behind two cells, or plain."""
    for font in (MIDDLE, SMALL):
        if len(rows) > font.rows:
            text, _ = read_digits([row[2:] for row in rows[-font.rows :]], font)
            if text:
                return text
    return rows[-1].strip()


def _on_ground(cell: Cell, ground: Cell) -> bool:
    return (cell.bg, cell.reverse) == (ground.bg, ground.reverse)


def _shown(cells: Sequence[Cell], ground: Cell) -> str:
    """A row of a tile as the fonts have it: filled, half filled or empty cells, and other text."""

    def shown(cell: Cell) -> str:
        if cell.text in ("▓", ":"):
            return "█"
        return "█" if cell.text == " " and not _on_ground(cell, ground) else cell.text or " "

    return "".join(map(shown, cells))


# -- sections and grids ------------------------------------------------------------------------

Align: TypeAlias = Literal["left", "right"]

_RULE: Final = re.compile(r" (?:─{3,}|-{3,})(?= |$)")
_ARROWS: Final = "↓↑v^"


@dataclass(frozen=True, slots=True)
class Section:
    """A rule with its title and what stands behind it; its cells from `x` up to `end`."""

    title: str
    count: str
    x: int
    end: int
    y: int


def sections(screen: Screen) -> Iterator[Section]:
    """All rules with a title, from the top; those of one row from the left.

    A section ends where one to its right begins, be that on the same row or above.
    """
    starts: list[int] = []
    for y in range(screen.rows):
        # One character a column, so that the places in the text are places on the screen.
        line = "".join(cell.text[:1] or " " for cell in screen.cells[y])
        rules = [(_title_start(line, rule.start()), rule) for rule in _RULE.finditer(line)]
        starts += [x for x, _ in rules]
        for x, rule in rules:
            end = min((start - 2 for start in starts if start >= rule.end()), default=screen.columns - 1)
            title = screen.between(y, x, rule.start())
            if title.strip():
                yield Section(title, screen.between(y, rule.end(), end).strip(), x, end, y)


def _title_start(line: str, rule: int) -> int:
    """A title has no three spaces inside, and three stand before it, or the margin."""
    before = line[:rule]
    gap = before.rfind("   ")
    return gap + 3 if gap >= 0 else len(before) - len(before.lstrip())


def section(screen: Screen, title: str) -> Section:
    found = next((each for each in sections(screen) if each.title == title), None)
    assert found is not None, f"there is no section {title!r}:\n{screen.text}"
    return found


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid as it is read. `rows` hold each row's texts by column label; `first_row` is the row
    of the screen on which the first of them stands; `sorted_by` the label with the arrow."""

    section: Section
    places: Mapping[str, tuple[int, int]]
    sorted_by: str
    arrow: str
    rows: tuple[Mapping[str, str], ...]
    first_row: int


def grid(screen: Screen, title: str, columns: Sequence[tuple[str, Align]]) -> Grid:
    """The grid below a rule. `columns` are the labels that are to be seen, in their order.

    `places` are the columns of the screen on which the labels stand.
    """
    place = section(screen, title)
    header_at = place.y + 1
    header = "".join(cell.text[:1] or " " for cell in screen.cells[header_at])
    places: dict[str, tuple[int, int]] = {}
    sorted_by = arrow = ""
    at = place.x
    for label, _ in columns:
        start = header.find(label, at, place.end)
        assert start >= 0, f"{title} has no column {label!r} from column {at} on:\n{screen.text}"
        at = start + len(label)
        places[label] = start, at
        if header[at : at + 1].strip() and header[at] in _ARROWS:
            sorted_by, arrow = label, header[at]
    rows = []
    for y in range(header_at + 1, screen.rows):
        text = screen.between(y, place.x, place.end)
        if not text.strip() or _RULE.search(text) or text.startswith("q quit"):
            break
        rows.append(_read_row(partial(screen.between, y), columns, places, place))
    return Grid(place, places, sorted_by, arrow, tuple(rows), header_at + 1)


def _read_row(
    between: Callable[[int, int], str],
    columns: Sequence[tuple[str, Align]],
    places: Mapping[str, tuple[int, int]],
    place: Section,
) -> dict[str, str]:
    """A row's texts by column. Right-aligned texts end where their label ends, others begin where it
    begins; where a right-aligned column follows another kind, two spaces part their texts."""
    row = {}
    start = place.x
    for index, (label, align) in enumerate(columns):
        following = columns[index + 1] if index + 1 < len(columns) else None
        if align == "right":
            end = places[label][1]
        elif following is None:
            end = place.end
        elif following[1] == "left":
            end = places[following[0]][0]
        else:
            shared = between(places[label][0], places[following[0]][1])
            number = re.search(r"(?:^|\s{2,})(\S+(?: \S+)*)$", shared)
            width = len(number[1]) if number else 0
            end = places[following[0]][1] - width
        row[label] = between(start, end).strip()
        start = end
    return row


# -- the status line (LOOK section 6) ----------------------------------------------------------

_STATUS: Final = re.compile(r"(?P<sign>[●○•*o‖║=]) (?P<link>\S.*?)\s{2,}(?P<clock>\d\d:\d\d:\d\d)\s*$")


@dataclass(frozen=True, slots=True)
class Status:
    sign: str
    link: str
    clock: str


def status(screen: Screen) -> Status | None:
    """The link's sign and words and the clock, in row 0 or 1; None while there are none."""
    found = next(filter(None, (_STATUS.search(screen.line(y)) for y in range(2))), None)
    return Status(*found.groups()) if found else None
