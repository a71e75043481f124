"""The painter alone: what its bytes make of a terminal, whatever frames it is given."""

from collections.abc import Sequence
from typing import Final, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tests.screen import Cell, Emulator
from tests.ui.model_terminal import ModelTerminal, Shown, seen
from tests.ui.staged import seen_cell
from wallboard.ui.painter import Painter, Piece
from wallboard.ui.theme import Depth

WIDTH: Final = 24
HEIGHT: Final = 6

WIDE: Final = "王サ한"
MARKED: Final = ("é", "ñ̂", "x̲")
NARROW: Final = ("a", "7", " ", " ", "│", "é", "▄", "–", "?")

STYLES: Final = (
    Style(),
    Style.parse("bold"),
    Style.parse("reverse"),
    Style.parse("underline"),
    Style.parse("dim"),
    Style.parse("red"),
    Style.parse("bold red on blue"),
    Style.parse("on blue"),
    Style.parse("#ffbf47 on #0d1116"),
    Style.parse("#d3dae2 on #0d1116"),
    Style.parse("underline #d3dae2 on #0d1116"),
    Style.parse("bold reverse strike color(12) on color(200)"),
)

Grapheme: TypeAlias = tuple[str, int]
"""One cell's characters and how many cells they take."""

Written: TypeAlias = tuple[str, int, Style]


@st.composite
def pieces(draw: st.DrawFn) -> tuple[int, int, list[Written]]:
    """A part of a line of the screen as (x, y, graphemes with their styles)."""
    y = draw(st.integers(0, HEIGHT - 1))
    x = draw(st.integers(0, WIDTH - 1))
    graphemes = draw(
        st.lists(
            st.one_of(
                st.sampled_from([(char, 1) for char in (*NARROW, *MARKED)]),
                st.sampled_from([(char, 2) for char in WIDE]),
            ),
            max_size=WIDTH,
        )
    )
    style = st.sampled_from(STYLES)
    held = draw(style)
    row: list[Written] = []
    at = x
    for char, cells in graphemes:
        held = draw(st.one_of(st.just(held), st.just(held), st.just(held), style))
        if at + cells <= WIDTH:
            row.append((char, cells, held))
            at += cells
    return x, y, row


FRAMES: Final = st.lists(st.lists(pieces(), max_size=8), min_size=1, max_size=5)

Frame: TypeAlias = list[tuple[int, int, list[Written]]]


def piece_of(x: int, y: int, row: Sequence[Written]) -> Piece:
    return Piece(x, y, sum(cells for _, cells, _ in row), [Segment(char, style) for char, _, style in row])


def whole_screen() -> Frame:
    return [(0, y, [(".", 1, STYLES[0])] * WIDTH) for y in range(HEIGHT)]


def written_by_hand(terminal: ModelTerminal, x: int, y: int, row: Sequence[Written], depth: Depth) -> None:
    """The piece on a terminal without any cleverness: every cell with its whole pen."""
    for char, cells, style in row:
        terminal.feed(f"\x1b[{y + 1};{x + 1}H\x1b[0m{codes(style, depth)}{char}")
        x += cells


def codes(style: Style, depth: Depth) -> str:
    """What a style is to become, by hand for the styles of this test."""
    names = ["bold", "dim", "italic", "underline", "reverse", "strike"]
    numbers = [number for name, number in zip(names, (1, 2, 3, 4, 7, 9), strict=True) if getattr(style, name)]
    written = [f"\x1b[{number}m" for number in numbers]
    table = COLOURS[depth]
    for colour, first in ((style.color, 30), (style.bgcolor, 40)):
        code = table.get(colour.name, "") if colour is not None else ""
        if code:
            written.append(f"\x1b[{code.replace('+', str(first + 8)).replace('*', str(first // 10))}m")
    return "".join(written)


# "+" is 38 or 48, "*" is 3 or 4.
COLOURS: Final = {
    Depth.TRUECOLOR: {
        "red": "*1",
        "blue": "*4",
        "#ffbf47": "+;2;255;191;71",
        "#0d1116": "+;2;13;17;22",
        "#d3dae2": "+;2;211;218;226",
        "color(12)": "+;5;12",
        "color(200)": "+;5;200",
    },
    Depth.INDEXED: {
        "red": "*1",
        "blue": "*4",
        "#ffbf47": "+;5;215",
        "#0d1116": "+;5;16",
        "#d3dae2": "+;5;188",
        "color(12)": "+;5;12",
        "color(200)": "+;5;200",
    },
    Depth.EIGHT: {
        "red": "*1",
        "blue": "*4",
        "#ffbf47": "*3",
        "#0d1116": "*0",
        "#d3dae2": "*7",
        "color(12)": "*4",
        "color(200)": "*5",
    },
    Depth.NONE: {},
}


@pytest.mark.parametrize("depth", Depth, ids=lambda depth: depth.value)
@given(frames=FRAMES)
@settings(deadline=None)
def test_a_terminal_shows_what_the_frames_say(depth: Depth, frames: list[Frame]) -> None:
    painter = Painter(depth)
    painter.forget(WIDTH, HEIGHT)
    painted, wanted = ModelTerminal(WIDTH, HEIGHT), ModelTerminal(WIDTH, HEIGHT)
    for frame in [whole_screen(), *frames]:
        painted.feed(painter.encode(piece_of(*piece) for piece in frame))
        for piece in frame:
            written_by_hand(wanted, *piece, depth)
        assert view(painted) == view(wanted)


def view(terminal: ModelTerminal) -> list[Shown]:
    """The cells as they are seen, line by line."""
    return [seen(shown) for shown in terminal.cells.values()]


@given(frames=FRAMES)
@settings(deadline=None)
def test_an_emulator_shows_what_the_frames_say(frames: list[Frame]) -> None:
    """pyte, whose wide characters are no pairs: its screen after the frames is that of one full repaint."""
    painter, fresh = painter_of(Depth.TRUECOLOR), painter_of(Depth.TRUECOLOR)
    painted, repainted = (Emulator(WIDTH, HEIGHT, lambda answer: None) for _ in range(2))
    for emulator in (painted, repainted):
        emulator.feed(b"\x1b[?7l")  # as Textual has it
    now = {(y, x): (".", 1, STYLES[0]) for y in range(HEIGHT) for x in range(WIDTH)}
    for frame in [whole_screen(), *frames]:
        painted.feed(painter.encode(piece_of(*piece) for piece in frame).encode())
        for piece in frame:
            put(now, *piece)
    repainted.feed(fresh.encode(lines_of(now)).encode())
    assert cells_of(painted) == cells_of(repainted)


def put(screen: dict[tuple[int, int], Written], x: int, y: int, row: Sequence[Written]) -> None:
    """Write a piece into a screen whose second halves have no text; what it halves becomes blank."""
    for char, cells, style in row:
        for at in range(x, x + cells):
            if not screen[y, at][0]:
                screen[y, at - 1] = (" ", 1, screen[y, at - 1][2])
            if (y, at + 1) in screen and not screen[y, at + 1][0]:
                screen[y, at + 1] = (" ", 1, screen[y, at + 1][2])
            screen[y, at] = (char if at == x else "", cells, style)
        x += cells


def lines_of(screen: dict[tuple[int, int], Written]) -> list[Piece]:
    return [piece_of(0, y, [screen[y, x] for x in range(WIDTH) if screen[y, x][0]]) for y in range(HEIGHT)]


def cells_of(emulator: Emulator) -> list[list[Cell]]:
    return [[seen_cell(cell) for cell in line] for line in emulator.screen().cells]


@given(frame=st.lists(pieces(), max_size=8))
@settings(deadline=None)
def test_the_same_frame_again_is_not_written(frame: Frame) -> None:
    painter = painter_of(Depth.TRUECOLOR)
    before = whole_screen()
    painter.encode(piece_of(*piece) for piece in before)
    last = {(x, y): row for x, y, row in frame}  # of pieces that overlap the order would count
    lines = {y: (x, y, row) for (x, y), row in last.items()}
    painter.encode(piece_of(*piece) for piece in lines.values())
    assert painter.encode(piece_of(*piece) for piece in lines.values()) == ""


@given(frames=FRAMES)
@settings(deadline=None)
def test_no_frame_takes_more_bytes_than_a_full_repaint(frames: list[Frame]) -> None:
    painter = painter_of(Depth.TRUECOLOR)
    now = {(y, x): (".", 1, STYLES[0]) for y in range(HEIGHT) for x in range(WIDTH)}
    painter.encode(piece_of(*piece) for piece in whole_screen())
    for frame in frames:
        changed = painter.encode(piece_of(*piece) for piece in frame)
        for piece in frame:
            put(now, *piece)
        whole = painter_of(Depth.TRUECOLOR).encode(lines_of(now))
        assert len(changed.encode()) <= len(whole.encode())


# -- rules (TEXTUAL section 3), one test each ------------------------------------------------------


def painter_of(depth: Depth, width: int = WIDTH, height: int = HEIGHT) -> Painter:
    painter = Painter(depth)
    painter.forget(width, height)
    return painter


def line(text: str, style: Style | None = None, *, x: int = 0, y: int = 0) -> Piece:
    return Piece(x, y, cell_len(text), [Segment(text, style)])


def test_a_forgotten_screen_is_written_whole_and_with_its_whole_pen() -> None:
    painter = painter_of(Depth.TRUECOLOR)
    first = painter.encode([line("Waiting", STYLES[6])])
    assert painter.encode([line("Waiting", STYLES[6])]) == ""
    painter.forget(WIDTH, HEIGHT)
    assert painter.encode([line("Waiting", STYLES[6])]) == first == "\x1b[H\x1b[0;1;31;44mWaiting"


def test_the_pen_is_carried_from_frame_to_frame() -> None:
    painter = painter_of(Depth.TRUECOLOR)
    painter.encode([line("Waiting 7", STYLES[6])])
    assert painter.encode([line("Waiting 9", STYLES[6])]) == "\x1b[;9H9"


def test_a_new_size_is_kept_to() -> None:
    painter = painter_of(Depth.NONE, width=4, height=2)
    assert painter.encode([line("Waiting"), line("below", y=2)]) == "\x1b[H\x1b[mWait"


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        pytest.param("王王", "a 王", "\x1b[Ha ", id="a wide character goes"),
        pytest.param("abcd", "a王d", "\x1b[;2H王", id="a wide character comes"),
        pytest.param("王cd", "a cd", "\x1b[Ha ", id="its second half stays blank"),
        pytest.param("a王d", "王cd", "\x1b[H王c", id="it moves by one cell"),
        pytest.param("王b", "サb", "\x1b[Hサ", id="another one comes"),
        pytest.param("王abcdefgh", "サabcdefgx", "\x1b[Hサ\x1b[;10Hx", id="the cursor goes on behind it"),
    ],
)
def test_no_wide_character_is_halved(before: str, after: str, written: str) -> None:
    painter = painter_of(Depth.NONE)
    painter.encode([line(before)])
    assert painter.encode([line(after)]) == written


def test_a_piece_that_covers_half_of_a_wide_character_blanks_the_other_half() -> None:
    painter = painter_of(Depth.NONE)
    painter.encode([line("a王d")])
    assert painter.encode([line("x", x=2)]) == "\x1b[;2H x"


def test_a_wide_character_without_room_becomes_a_blank() -> None:
    assert painter_of(Depth.NONE, width=3, height=1).encode([line("ab王")]) == "\x1b[H\x1b[mab "


def test_a_mark_that_was_cut_from_its_letter_goes_back_to_it() -> None:
    painter = painter_of(Depth.NONE)
    cut = Piece(0, 0, 3, [Segment("ab"), Segment("\u0301c")])
    assert painter.encode([cut]) == "\x1b[H\x1b[mab\u0301c"
    assert painter.encode([line("ab\u0301c")]) == ""


CONTROLS: Final = "\x00\x07\x08\t\n\r\x0e\x1b\x7f\x85\x9b\u200b\u202e\u2028\ufeff\ud800"


@pytest.mark.parametrize("char", CONTROLS, ids=ascii)
def test_a_character_that_a_terminal_obeys_is_refused(char: str) -> None:
    assert painter_of(Depth.NONE).encode([Piece(0, 0, 3, [Segment(f"a{char}b")])]) == "\x1b[H\x1b[ma?b"


def test_no_line_is_ended_and_no_character_repeated() -> None:
    painter = painter_of(Depth.TRUECOLOR)
    written = painter.encode(line("=" * WIDTH, STYLES[8], y=y) for y in range(HEIGHT))
    assert "\n" not in written
    assert "\r" not in written
    assert written.count("=") == WIDTH * HEIGHT


def test_after_the_last_column_the_cursor_is_placed_anew() -> None:
    painter = painter_of(Depth.NONE, width=4, height=2)
    assert painter.encode([line("abcd"), line("efgh", y=1)]) == "\x1b[H\x1b[mabcd\x1b[2Hefgh"


@pytest.mark.parametrize(
    ("depth", "written"),
    [
        pytest.param(Depth.EIGHT, "\x1b[K", id="on the terminal's own ground it is erased"),
        pytest.param(Depth.TRUECOLOR, " " * WIDTH, id="on another ground it is written"),
    ],
)
def test_a_long_blank(depth: Depth, written: str) -> None:
    style = Style() if depth is Depth.EIGHT else STYLES[8]
    painter = painter_of(depth)
    painter.encode([line("=" * WIDTH, style)])
    assert painter.encode([line(" " * WIDTH, style)]) == f"\x1b[H{written}"


def test_the_ink_of_a_blank_is_nothing_to_be_seen() -> None:
    painter = painter_of(Depth.TRUECOLOR)
    painter.encode([line("7  ", STYLES[8])])
    assert painter.encode([line("7", STYLES[8]), line("  ", STYLES[9], x=1)]) == ""
    assert painter.encode([line("  ", STYLES[10], x=1)]) != ""
