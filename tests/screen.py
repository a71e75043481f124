"""What a viewer of a terminal sees: cells with their colours, and the emulator that makes them of bytes.

pyte keeps the screen. What pyte 0.8.2 gets wrong is put right in `Emulator`: the alternate screen, dim, and
every sequence with a private mark, some of which it prints (TEXTUAL section 8).
"""

import copy
import functools
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import pyte
from pyte.screens import Char, StaticDefaultDict


class Cell(NamedTuple):
    """One cell. The second cell of a wide character has no text.

    `fg` and `bg` are pyte's: `default`, one of the 16 names (yellow is `brown`, bright ones begin
    with `bright`) or six hexadecimal digits, for the 256 as for true colour.
    """

    text: str
    fg: str = "default"
    bg: str = "default"
    bold: bool = False
    underline: bool = False
    reverse: bool = False
    dim: bool = False
    italic: bool = False


class Screen:
    """What was to be seen at one moment; x and y count cells from 0."""

    def __init__(self, cells: Sequence[Sequence[Cell]]) -> None:
        self.cells = cells
        self.rows = len(cells)
        self.columns = len(cells[0])

    def cell(self, x: int, y: int) -> Cell:
        return self.cells[y][x]

    def between(self, y: int, start: int, end: int) -> str:
        """The text that stands on the columns from `start` up to `end`."""
        return "".join(cell.text for cell in self.cells[y][max(start, 0) : end])

    def line(self, y: int) -> str:
        return self.between(y, 0, self.columns)

    @property
    def text(self) -> str:
        return "\n".join(self.line(y).rstrip() for y in range(self.rows))

    def find_all(self, wanted: str) -> list[tuple[int, int]]:
        """Where a text begins, as (x, y), from the top and from the left."""
        places = []
        for y in range(self.rows):
            columns = [x for x, cell in enumerate(self.cells[y]) for _ in cell.text]
            places += [(columns[at.start()], y) for at in re.finditer(re.escape(wanted), self.line(y))]
        return places

    def find(self, wanted: str) -> tuple[int, int]:
        """The first place of a text that must be there."""
        places = self.find_all(wanted)
        assert places, f"{wanted!r} is not on the screen:\n{self.text}"
        return places[0]


def screen_of(text: str, columns: int = 160) -> Screen:
    """A screen that shows `text` as it is, without any colour."""
    lines = text.split("\n")
    emulator = Emulator(columns, len(lines), lambda answer: None)
    emulator.feed("\r\n".join(lines).encode())
    return emulator.screen()


_ALTERNATE: Final = 1049

_PRIVATE: Final = re.compile(rb"\x1b\[([<=>?])([0-9;]*)(\$?[A-Za-z])")
_UNFINISHED: Final = re.compile(rb"\x1b(?:\[(?:[<=>?][0-9;]*\$?)?)?\Z")


class _Dim(Char):
    """A dim cell. pyte copies cells together with their type, so the type can hold what no field can."""


class Emulator(pyte.Screen):
    """pyte's screen with its stream, and what pyte leaves out: `modes` and `kitty_pushes` tell how
    the private sequences have left the terminal; `answer` sends what a terminal replies."""

    def __init__(self, columns: int, rows: int, answer: Callable[[str], None]) -> None:
        self.modes: dict[int, bool] = {}
        self.kitty_pushes = 0
        self._answer = answer
        self._behind: tuple[dict[int, StaticDefaultDict[int, Char]], pyte.screens.Cursor] | None = None
        self._rest = b""
        super().__init__(columns, rows)
        self._stream = pyte.ByteStream(self)

    def feed(self, data: bytes) -> None:
        """Take bytes in pieces of any size. Sequences with a private mark never reach pyte's parser."""
        data = self._rest + data
        unfinished = _UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        data, self._rest = data[:end], data[end:]
        start = 0
        for sequence in _PRIVATE.finditer(data):
            self._stream.feed(data[start : sequence.start()])
            self._private(*(part.decode() for part in sequence.groups()))
            start = sequence.end()
        self._stream.feed(data[start:])

    def write_process_input(self, data: str) -> None:
        self._answer(data)

    def _private(self, mark: str, numbers: str, final: str) -> None:
        parameters = [int(number) for number in numbers.split(";") if number]
        match mark, final:
            case "?", "h" | "l":
                for mode in parameters:
                    self._switch(mode, on=final == "h")
            case "?", "$p":
                self.write_process_input(f"\x1b[?{numbers};{2 if numbers == '2026' else 0}$y")
            case ">", "u":
                self.kitty_pushes += 1
            case "<", "u":
                self.kitty_pushes -= parameters[0] if parameters else 1

    def _switch(self, mode: int, *, on: bool) -> None:
        if mode == _ALTERNATE and on and self._behind is None:
            self._behind = self.buffer, copy.copy(self.cursor)
            self.buffer = defaultdict(lambda: StaticDefaultDict[int, Char](self.default_char))
        elif mode == _ALTERNATE and not on and self._behind is not None:
            self.buffer, cursor = self._behind
            self.cursor.x, self.cursor.y = cursor.x, cursor.y
            self._behind = None
        else:
            (self.set_mode if on else self.reset_mode)(mode, private=True)
        self.modes[mode] = on

    def select_graphic_rendition(self, *attrs: int) -> None:
        super().select_graphic_rendition(*attrs)
        dim = isinstance(self.cursor.attrs, _Dim)
        numbers = iter(attrs or (0,))
        for number in numbers:
            if number in (38, 48):
                for _ in range({5: 1, 2: 3}.get(next(numbers, 0), 0)):
                    next(numbers, 0)
            elif number in (0, 2, 22):
                dim = number == 2
        self.cursor.attrs = (_Dim if dim else Char)(*self.cursor.attrs)

    def screen(self) -> Screen:
        lines = (self.buffer[y] for y in range(self.lines))
        return Screen([[cell_of(line[x]) for x in range(self.columns)] for line in lines])


@functools.lru_cache(4096)
def _cell(char: Char, dim: bool) -> Cell:
    colours = char.fg, char.bg.replace("bfight", "bright")  # sic: pyte's name of SGR 105
    return Cell(char.data, *colours, char.bold, char.underscore, char.reverse, dim, char.italics)


def cell_of(char: Char) -> Cell:
    return _cell(char, isinstance(char, _Dim))
