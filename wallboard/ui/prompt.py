"""The line in which the viewer types a filter, over the footer's row; the board keeps running above it.

No `Input`: its blinking cursor costs bytes for nothing (TEXTUAL section 4), and its borders are not ours.
Nor a screen or a focus of its own: Textual hands the keys of a burst to the widget with the focus before
it acts on the first of them, so that what is typed quickly after the `/` would be lost. The app, where all
keys come by in their order, gives them to the grid instead; this line only shows them.
"""

from typing import Final

from textual.strip import Strip
from textual.widget import Widget

from wallboard.picture.glyphs import Glyphs
from wallboard.picture.prompt import prompt_line
from wallboard.ui.strips import Lines
from wallboard.ui.theme import Theme

SIGN: Final = "/"
LONGEST: Final = 200
"""Characters that a filter may have: a slip of the mouse pastes whole files."""


class Prompt(Widget):
    """Shows what is typed, while something is."""

    DEFAULT_CSS = """
    Prompt { dock: bottom; layer: top; width: 100%; height: 1; display: none; background: transparent; }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self.glyphs = glyphs
        self._shown: tuple[str, int, Theme] | None = None
        self._lines = Lines()

    def show(self, typed: str, margin: int, theme: Theme) -> None:
        self._shown = (typed, margin, theme)
        self.display = True
        self._draw()

    def hide(self) -> None:
        self.display = False

    def on_resize(self) -> None:
        self._draw()

    def render_line(self, y: int) -> Strip:
        return self._lines.strip(y, self.size.width)

    def _draw(self) -> None:
        if self._shown is not None and self.size.width:
            typed, margin, theme = self._shown
            line = prompt_line(SIGN, typed, self.size.width, margin, self.glyphs)
            self._lines.replace((line,), theme, self)


def typed_after(typed: str, key: str, character: str | None) -> str | None:
    """The text after a key, by Textual's name of it and what it writes; None: it is no key of text."""
    match key:
        case "backspace" | "ctrl+h":
            return typed[:-1]
        case "ctrl+u":
            return ""
        case "ctrl+w":
            return typed.rstrip().rpartition(" ")[0]
        case _ if character is not None and character.isprintable():
            return with_text(typed, character)
        case _:
            return None


def with_text(typed: str, text: str) -> str:
    """More text behind it, in one line and without control characters."""
    flat = " ".join(text.split()) if text.strip() else text
    return "".join(char for char in typed + flat if char.isprintable())[:LONGEST]
