"""Pens: every look of the theme as its depth has it, whatever else comes clamped, and short changes."""

import re
from itertools import product

import pytest
from rich.color import Color
from rich.style import Style

from wallboard.picture.lines import GROUNDS, Role
from wallboard.ui.pens import BOLD, DIM, REVERSE, UNDERLINE, Pen, change, cheapest_order, pen_of
from wallboard.ui.theme import Depth, Theme

HUES = ("night", "day")

INKS = [Color.parse(name) for name in ("red", "bright_red", "color(200)", "#ffbf47", "default")]


def codes_of(written: str) -> list[str]:
    return re.findall(r"38;5;\d+|48;5;\d+|[34]8;2;\d+;\d+;\d+|\d+", written)


def of_the_theme(depth: Depth) -> set[Pen]:
    grounds = [(role, None) for role in Role]
    grounds += [(role, ground) for ground, roles in GROUNDS.items() for role in roles]
    styles = [Theme(depth, hue).style(role, on) for hue in HUES for role, on in grounds]  # type: ignore[arg-type]
    return {pen_of(style, depth) for style in styles}


@pytest.mark.parametrize("depth", Depth, ids=lambda depth: depth.value)
def test_the_theme_is_written_in_codes_of_its_depth(depth: Depth) -> None:
    allowed = {
        Depth.TRUECOLOR: r"[34]8;[25];.+|[1247]|22|24|27|0",
        Depth.INDEXED: r"[34]8;5;\d+|[1247]|22|24|27|0",
        Depth.EIGHT: r"[34][0-79]|[1247]|22|24|27|0",
        Depth.NONE: r"[1247]|22|24|27|0",
    }[depth]
    pens = of_the_theme(depth)
    for before, after in product([None, *pens], pens):
        written = change(before, after)
        assert all(re.fullmatch(allowed, code) for code in codes_of(written)), written


@pytest.mark.parametrize("depth", Depth, ids=lambda depth: depth.value)
def test_no_colour_becomes_a_bright_code_or_one_of_another_depth(depth: Depth) -> None:
    for ink, ground in product(INKS, INKS):
        written = change(None, pen_of(Style.from_color(ink, ground), depth))
        codes = codes_of(written)
        assert not any(re.fullmatch(r"9\d|10[0-7]", code) for code in codes), written
        if depth is Depth.EIGHT:
            assert not any(code.startswith(("38", "48")) for code in codes), written
        if depth is Depth.NONE:
            assert codes in ([], ["0"]), written


@pytest.mark.parametrize(
    ("colour", "depth", "ink"),
    [
        pytest.param("#ffbf47", Depth.TRUECOLOR, "38;2;255;191;71", id="true colour"),
        pytest.param("color(221)", Depth.INDEXED, "38;5;221", id="an index"),
        pytest.param("bright_red", Depth.INDEXED, "38;5;9", id="a bright colour by its index"),
        pytest.param("bright_red", Depth.EIGHT, "31", id="a bright colour without its brightness"),
        pytest.param("#ffbf47", Depth.EIGHT, "33", id="amber is yellow, not red"),
        pytest.param("yellow", Depth.NONE, "", id="no colour"),
    ],
)
def test_a_colour(colour: str, depth: Depth, ink: str) -> None:
    assert pen_of(Style(color=colour), depth).ink == ink


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        pytest.param(Pen("31"), Pen("31"), "", id="the same"),
        pytest.param(None, Pen(), "\x1b[m", id="a pen that nobody knows"),
        pytest.param(Pen("31", "44", BOLD), Pen(), "\x1b[m", id="plain"),
        pytest.param(Pen("31", "44"), Pen("32", "44"), "\x1b[32m", id="another ink"),
        pytest.param(Pen("31", "44"), Pen("", "44"), "\x1b[39m", id="the terminal's own ink"),
        pytest.param(
            Pen("31", "44", BOLD), Pen("31", "44", DIM), "\x1b[22;2m", id="bold and dim go together"
        ),
        pytest.param(
            Pen("31", "44", BOLD | REVERSE), Pen("31", "44", BOLD), "\x1b[27m", id="an attribute goes"
        ),
        pytest.param(
            Pen("38;5;200", "", BOLD | UNDERLINE | REVERSE), Pen("", "", BOLD), "\x1b[0;1m", id="all anew"
        ),
    ],
)
def test_the_way_from_pen_to_pen(before: Pen | None, after: Pen, written: str) -> None:
    assert change(before, after) == written


def test_pens_are_ordered_so_that_they_cost_little() -> None:
    now, far, near = Pen("31", "44"), Pen("38;2;1;2;3", "48;2;1;2;3"), Pen("32", "44")
    assert cheapest_order(now, frozenset({far, near, now})) == (now, near, far)
    many = frozenset(Pen(str(ink), str(ground)) for ink in (31, 32, 33) for ground in (41, 42, 43))
    assert set(cheapest_order(now, many)) == many
