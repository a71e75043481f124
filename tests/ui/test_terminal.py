"""Which colours and glyphs a terminal gets, and which terminals are refused."""

import pytest

from wallboard.picture.glyphs import ASCII, CONSOLE, UTF8
from wallboard.ui.terminal import prepare_environment, recognise, refusal
from wallboard.ui.theme import Depth


@pytest.mark.parametrize(
    ("environment", "colours", "depth"),
    [
        pytest.param(
            {"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "auto", Depth.TRUECOLOR, id="truecolor"
        ),
        pytest.param({"TERM": "xterm-256color"}, "auto", Depth.INDEXED, id="256"),
        pytest.param({"TERM": "xterm"}, "auto", Depth.EIGHT, id="a plain xterm"),
        pytest.param({"TERM": "linux", "COLORTERM": "truecolor"}, "auto", Depth.EIGHT, id="a console lies"),
        pytest.param({"TERM": "xterm-256color", "NO_COLOR": "1"}, "auto", Depth.NONE, id="NO_COLOR"),
        pytest.param(
            {"TERM": "xterm-256color", "NO_COLOR": ""}, "auto", Depth.INDEXED, id="an empty NO_COLOR"
        ),
        pytest.param({"TERM": "xterm", "NO_COLOR": "1"}, "16", Depth.EIGHT, id="the option goes first"),
        pytest.param({"TERM": "xterm"}, "none", Depth.NONE, id="none by option"),
    ],
)
def test_the_depth_follows_option_then_environment(
    environment: dict[str, str], colours: str, depth: Depth
) -> None:
    terminal = recognise(environment, colours, ascii_only=False, encoding="utf-8")  # type: ignore[arg-type]
    assert terminal.depth is depth


@pytest.mark.parametrize(
    ("term", "ascii_only", "encoding", "glyphs"),
    [
        pytest.param("xterm", False, "utf-8", UTF8, id="utf-8"),
        pytest.param("xterm", True, "utf-8", ASCII, id="by option"),
        pytest.param("xterm", False, "iso8859-1", ASCII, id="latin-1 would escape every glyph"),
        pytest.param("linux", False, "UTF-8", CONSOLE, id="console"),
    ],
)
def test_the_glyphs_follow_option_encoding_and_terminal(
    term: str, ascii_only: bool, encoding: str, glyphs: object
) -> None:
    assert recognise({"TERM": term}, "auto", ascii_only=ascii_only, encoding=encoding).glyphs is glyphs


def test_no_terminal_and_a_dumb_one_are_refused_with_what_is_needed() -> None:
    assert refusal({"TERM": "xterm"}, has_terminal=True) is None
    assert "run it in one" in (refusal({"TERM": "xterm"}, has_terminal=False) or "")
    assert "Set TERM" in (refusal({"TERM": "dumb"}, has_terminal=True) or "")
    assert "Set TERM" in (refusal({}, has_terminal=True) or "")


def test_textual_is_told_before_it_is_imported() -> None:
    environment = {"TERM": "linux", "NO_COLOR": "1"}
    prepare_environment(environment, recognise(environment, "auto", ascii_only=False, encoding="utf-8"))
    assert environment["TEXTUAL_COLOR_SYSTEM"] == "standard"
    assert environment["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    assert "NO_COLOR" not in environment, "Textual would grey every colour of ours"
