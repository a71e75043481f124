"""The painter alone: what its bytes make of a terminal, whatever frames it is given."""

from collections.abc import Sequence
from typing import Final, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style

from tests.ui.model_terminal import ModelTerminal, seen
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


def piece_of(x: int, y: int, row: Sequence[Written]) -> Piece:
    return Piece(x, y, sum(cells for _, cells, _ in row), [Segment(char, style) for char, _, style in row])


def whole_screen() -> list[tuple[int, int, list[Written]]]:
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
def test_a_terminal_shows_what_the_frames_say(
    depth: Depth, frames: list[list[tuple[int, int, list[Written]]]]
) -> None:
    painter = Painter(depth)
    painter.forget(WIDTH, HEIGHT)
    painted, wanted = ModelTerminal(WIDTH, HEIGHT), ModelTerminal(WIDTH, HEIGHT)
    for frame in [whole_screen(), *frames]:
        painted.feed(painter.encode(piece_of(*piece) for piece in frame))
        for piece in frame:
            written_by_hand(wanted, *piece, depth)
        assert view(painted) == view(wanted)


def view(terminal: ModelTerminal) -> list[str]:
    """The cells, a line each, so that a failure reads well."""
    return [f"{place}: {seen(shown)}" for place, shown in terminal.cells.items()]
