"""`--colors` and `--ascii` as bytes: what is sent to a terminal that can't take more."""

import re
from pathlib import Path

import pytest

from tests.journeys.program import is_live, showing
from wallboard.simulator.options import Options
from wallboard.simulator.serving import running

EXTENDED = {"38", "48"}
COLOURS = {str(code) for code in (*range(30, 39), *range(40, 49), *range(90, 108))}
"""Without 39 and 49, which are the terminal's own text and background."""


def sent(home: Path, *options: str, colours: str = "truecolor") -> bytes:
    """All bytes of a board, its help and its second page."""
    with (
        running(Options()) as simulator,
        showing(simulator, "desk", home, *options, colours=colours) as terminal,
    ):
        terminal.until(is_live)
        simulator.step(900)
        terminal.press("?")
        terminal.settle()
        terminal.press("escape")
        terminal.settle()
        terminal.press("2")
        terminal.settle()
        terminal.press("q")
        assert terminal.wait() == 0
        return terminal.raw


def styles(raw: bytes) -> list[list[str]]:
    return [match.decode().replace(":", ";").split(";") for match in re.findall(rb"\x1b\[([0-9;:]*)m", raw)]


def codes(raw: bytes) -> set[str]:
    return {code for style in styles(raw) for code in style}


def depths(raw: bytes) -> set[str]:
    """How colours beyond 16 are written: `2` is true colour, `5` one of 256."""
    return {
        style[at + 1]
        for style in styles(raw)
        for at, code in enumerate(style[:-1])
        if code in EXTENDED and style[at + 1] in ("2", "5")
    }


@pytest.mark.parametrize(("choice", "depth"), [("truecolor", "2"), ("256", "5")])
def test_many_colours_are_written_in_the_way_that_was_chosen(choice: str, depth: str, tmp_path: Path) -> None:
    assert depths(sent(tmp_path, "--colors", choice, colours="16")) == {depth}


@pytest.mark.parametrize("choice", ["16", "8"])
def test_few_colours_are_the_terminals_own(choice: str, tmp_path: Path) -> None:
    found = codes(sent(tmp_path, "--colors", choice))
    assert not found & EXTENDED
    assert found & COLOURS


def test_none_is_no_colour_at_all(tmp_path: Path) -> None:
    found = codes(sent(tmp_path, "--colors", "none"))
    assert not found & COLOURS
    assert {"1", "7"} <= found


def test_an_option_goes_before_no_color(tmp_path: Path) -> None:
    assert depths(sent(tmp_path, "--colors", "truecolor", colours="none")) == {"2"}


def test_ascii_sends_seven_bits(tmp_path: Path) -> None:
    assert max(sent(tmp_path, "--ascii")) < 128
