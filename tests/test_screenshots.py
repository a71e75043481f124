"""Pictures of screens: what is drawn where. The scenes themselves are `python -m screenshots`."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from screenshots.looks import GROUND, INK, SHADES, SHAPES, inks, style_of
from screenshots.make import DRAWINGS, SCENES, Drawing, save
from screenshots.sheets import DIGITS, HEIGHTS, WIDTHS, Sheet
from screenshots.svg import svg_of
from tests.big_digits import DRAWN, LARGE, MIDDLE, SMALL, Font, read_digits
from tests.screen import Cell, Screen, screen_of
from tests.still import plan_of
from tests.terminal import COLOURS
from wallboard.layout import shipped
from wallboard.picture.glyphs import ASCII, CONSOLE, UTF8, Glyphs
from wallboard.ui.theme import Depth

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("cell", "ink", "ground"),
    [
        pytest.param(Cell("x"), INK, GROUND, id="the terminal's own colours"),
        pytest.param(Cell("x", "ff8000", "102030"), "ff8000", "102030", id="true colour"),
        pytest.param(Cell("x", "brown", bold=True), "ffff00", GROUND, id="bold yellow is bright"),
        pytest.param(Cell("x", "white", "red"), "e5e5e5", "cd0000", id="xterm's palette"),
        pytest.param(Cell("x", reverse=True), GROUND, INK, id="reverse"),
        pytest.param(Cell("x", "000000", "808080", dim=True), "404040", "808080", id="dim is half way"),
    ],
)
def test_a_cell_has_the_colours_that_a_terminal_gives_it(cell: Cell, ink: str, ground: str) -> None:
    style = style_of(cell)
    assert (style.ink, style.ground) == (ink, ground)


def test_all_block_elements_are_shapes() -> None:
    assert {chr(code) for code in range(0x2580, 0x25A0)} <= SHAPES.keys() | SHADES.keys()


def test_the_shapes_of_a_half_and_of_its_other_half_make_a_whole() -> None:
    corners = {corner for sign in "▀▄" for polygon in SHAPES[sign] for corner in polygon}
    assert {(0, 0), (1, 0), (0, 0.5), (1, 0.5), (0, 1), (1, 1)} == corners


def test_texts_end_at_double_spaces_shapes_and_wide_characters() -> None:
    stretches = [(each.x, each.cells, each.text) for each in inks(screen_of("In call  ▲ 5 王a", 20))]
    assert stretches == [(0, 7, "In call"), (9, 1, "▲"), (11, 1, "5"), (13, 2, "王"), (15, 1, "a")]


def test_an_svg_puts_each_text_on_its_columns_whatever_the_font() -> None:
    root = ElementTree.fromstring(svg_of(screen_of("王 <&>", 10), "a <title>"))
    texts = [(each.get("x"), each.get("textLength"), each.text) for each in root.iter(f"{SVG}text")]
    assert texts == [("0", "20", "王"), ("30", "30", "<&>")]


def test_an_svg_names_no_host_but_its_own_format() -> None:
    assert re.findall(r"\w+://[^\"]+", svg_of(screen_of("█ x"), "x")) == ["http://www.w3.org/2000/svg"]


def test_neighbouring_blocks_are_one_shape() -> None:
    assert svg_of(screen_of("████ ──── ■■", 20), "x").count("<path") == 4


def test_a_png_fills_cells_to_their_edges(tmp_path: Path) -> None:
    save(Screen([[Cell("▀", "ff0000", "0000ff"), Cell(" ", bg="00ff00")]]), tmp_path / "blocks")
    with Image.open(tmp_path / "blocks.png") as image:
        pixels = image.convert("RGB")
    assert pixels.size == (20, 20)
    assert [pixels.getpixel(at) for at in ((0, 0), (9, 9), (0, 10), (9, 19), (10, 0), (19, 19))] == [
        *((255, 0, 0),) * 2,
        *((0, 0, 255),) * 2,
        *((0, 255, 0),) * 2,
    ]
    assert (tmp_path / "blocks.svg").exists()


def test_a_png_keeps_the_exact_colour_of_a_small_sign_among_many_soft_edges(tmp_path: Path) -> None:
    texts = [[Cell("x", f"{red:02x}{blue:02x}80") for red in range(0, 256, 8)] for blue in range(0, 256, 16)]
    save(Screen([*texts, [Cell("▪", "5fb8d9"), *[Cell("x")] * 31]]), tmp_path / "signs")
    with Image.open(tmp_path / "signs.png") as image:
        assert (0x5F, 0xB8, 0xD9) in {colour for _, colour in image.convert("RGB").getcolors(100_000) or []}


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_runs_the_demo_in_a_terminal_that_there_is(name: str) -> None:
    assert SCENES[name].colours in COLOURS
    assert SCENES[name].command[:2] == ("wallboard", "demo")


@pytest.mark.parametrize("name", [name for name, one in DRAWINGS.items() if isinstance(one, Drawing)])
def test_a_drawing_is_of_a_page_that_a_shipped_layout_has(name: str) -> None:
    drawing = DRAWINGS[name]
    assert isinstance(drawing, Drawing)
    assert drawing.layout in shipped()
    assert drawing.page < len(plan_of(drawing.layout).pages)


@pytest.mark.parametrize(
    ("glyphs", "fonts"),
    [
        pytest.param(UTF8, {7: LARGE, 5: MIDDLE, 3: SMALL}, id="utf-8"),
        pytest.param(CONSOLE, {7: LARGE, 5: MIDDLE, 3: SMALL}, id="console"),
        pytest.param(ASCII, {3: DRAWN}, id="ascii: the larger ones are reversed spaces"),
    ],
)
def test_a_sheet_shows_all_digits_in_every_size(glyphs: Glyphs, fonts: dict[int, Font]) -> None:
    lines = [line[1:] for line in Sheet(glyphs, Depth.TRUECOLOR).screen().text.split("\n")]
    y, shown = 0, {}
    for size, height in HEIGHTS.items():
        if size in fonts:
            shown[size], _ = read_digits(
                [line[: WIDTHS[0] - 2] for line in lines[y + 2 : y + 2 + size]], fonts[size]
            )
        y += height
    assert shown == dict.fromkeys(fonts, DIGITS)
