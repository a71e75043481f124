"""A terminal in as few lines as tell whether bytes are right; it shares nothing with the painter.

It knows the sequences that a text console knows and refuses every other one. A wide character that
loses a half loses the other one too, as on real terminals.
"""

import re
from typing import Final, NamedTuple

import wcwidth  # type: ignore[import-untyped]

_TOKEN: Final = re.compile(
    r"\x1b\[(?P<numbers>[0-9;]*)(?P<final>[A-Za-z])|\x1b(?P<index>[DM])|(?P<char>[\s\S])"
)
_ATTRIBUTES: Final = {1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "reverse", 9: "strike"}
_OFF: Final = {22: ("bold", "dim"), 23: ("italic",), 24: ("underline",), 27: ("reverse",), 29: ("strike",)}


class Look(NamedTuple):
    """How a cell looks: codes of ink and ground as they came, and the attributes that are on."""

    ink: str = ""
    ground: str = ""
    attributes: frozenset[str] = frozenset()


class Shown(NamedTuple):
    char: str
    look: Look


class ModelTerminal:
    """`cells` by (y, x); at first they hold rubbish that no frame may leave standing."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.cells = {(y, x): Shown("#", Look("35")) for y in range(height) for x in range(width)}
        self.look = Look("33", "44", frozenset({"italic", "reverse"}))
        self.y = self.x = 0
        self.hangs = False

    def feed(self, text: str) -> None:
        end = 0
        for token in _TOKEN.finditer(text):
            assert token.start() == end, f"no sequence: {text[end:]!r}"
            end = token.end()
            if token["index"] is not None:
                self._obey({"D": "B", "M": "A"}[token["index"]], [1], "")
            elif token["char"] is None:
                numbers = [int(number) if number else 0 for number in token["numbers"].split(";")]
                self._obey(token["final"], numbers, token["numbers"])
            elif token["char"] == "\b":
                assert self.x
                assert not self.hangs
                self.x -= 1
            else:
                self._write(token["char"])
        assert end == len(text)

    def _obey(self, final: str, numbers: list[int], written: str) -> None:
        count = numbers[0] or 1
        if final == "m":
            self._pen(numbers, written)
            return
        match final:
            case "H":
                self.y, self.x = count - 1, (numbers[1] or 1) - 1 if len(numbers) > 1 else 0
            case "d":
                assert not self.hangs
                self.y = count - 1
            case "G":
                self.x = count - 1
            case "A" | "B" | "C" | "D":
                assert not self.hangs, "a step from a cursor that hangs"
                down, right = {"A": (-1, 0), "B": (1, 0), "C": (0, 1), "D": (0, -1)}[final]
                self.y, self.x = self.y + down * count, self.x + right * count
            case "X" | "K":
                cells = self.width - self.x if final == "K" else count
                for x in range(self.x, self.x + cells):
                    self._put(x, Shown(" ", Look("", self.look.ground)))
            case _:
                raise AssertionError(f"a console has no {final}")
        self.hangs = False
        assert 0 <= self.y < self.height
        assert 0 <= self.x < self.width

    def _pen(self, numbers: list[int], written: str) -> None:
        ink, ground, attributes = self.look
        left = list(numbers)
        while left:
            number = left.pop(0)
            assert not (90 <= number <= 107), f"a bright code: {written}"
            if number == 0:
                ink, ground, attributes = "", "", frozenset()
            elif number in _ATTRIBUTES:
                attributes |= {_ATTRIBUTES[number]}
            elif number in _OFF:
                attributes -= set(_OFF[number])
            elif number in (38, 48):
                taken = [number, *(left.pop(0) for _ in range({5: 2, 2: 4}[left[0]]))]
                code = ";".join(map(str, taken))
                ink, ground = (code, ground) if number == 38 else (ink, code)
            elif 30 <= number <= 39:
                ink = str(number) if number < 38 else ""
            elif 40 <= number <= 49:
                ground = str(number) if number < 48 else ""
            else:
                raise AssertionError(f"no such pen: {written}")
        self.look = Look(ink, ground, attributes)

    def _write(self, char: str) -> None:
        assert char.isprintable(), f"a control character: {char!r}"
        width = wcwidth.wcwidth(char)
        if width == 0:
            self._mark(char)
            return
        assert not self.hangs, "written where the cursor hangs"
        assert self.x + width <= self.width, "a wide character over the edge"
        self._put(self.x, Shown(char, self.look))
        if width == 2:
            self._put(self.x + 1, Shown("", self.look))
            self.cells[self.y, self.x] = Shown(char, self.look)
        self.hangs = self.x + width == self.width
        self.x = min(self.x + width, self.width - 1)

    def _mark(self, char: str) -> None:
        x = self.x if self.hangs else self.x - 1
        if not self.cells[self.y, x].char:
            x -= 1
        base = self.cells[self.y, x]
        self.cells[self.y, x] = base._replace(char=base.char + char)

    def _put(self, x: int, shown: Shown) -> None:
        """Write a cell; what it halves becomes blank."""
        y = self.y
        if not self.cells[y, x].char:
            self.cells[y, x - 1] = self.cells[y, x - 1]._replace(char=" ")
        if (y, x + 1) in self.cells and not self.cells[y, x + 1].char:
            self.cells[y, x + 1] = self.cells[y, x + 1]._replace(char=" ")
        self.cells[y, x] = shown


def seen(shown: Shown) -> Shown:
    """A cell as an eye sees it: a blank without underline, reverse or strike shows its ground alone."""
    if shown.char == " " and not shown.look.attributes & {"underline", "reverse", "strike"}:
        return Shown(" ", Look("", shown.look.ground))
    return shown
