"""The line in which the viewer types a filter, over the footer's row; the board keeps running above it.

No `Input`: its blinking cursor costs bytes for nothing (TEXTUAL section 4), and its borders are not ours.
"""

from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from wallboard.picture.prompt import prompt_line
from wallboard.ui.canvas import Canvas

if TYPE_CHECKING:
    from wallboard.ui.grid import GridWidget

SIGN: Final = "/"
LONGEST: Final = 200
"""Characters that a filter may have: a slip of the mouse pastes whole files."""

MOVES: Final = {"up": -1, "down": 1}


class PromptScreen(ModalScreen[None]):
    """Every key is text but these: enter keeps the filter, esc clears it, arrows move in the grid.

    It has no bindings, so that no letter does anything else; ctrl+c leaves, as it does everywhere.
    """

    DEFAULT_CSS = """
    PromptScreen { align: left bottom; background: transparent; }
    PromptScreen Canvas { position: relative; width: 100%; height: 1; }
    """

    def __init__(self, grid: "GridWidget") -> None:
        super().__init__()
        self.grid = grid
        self.typed = grid.board.live_grid(grid.ref).filter.text
        self.canvas = Canvas()

    def compose(self) -> ComposeResult:
        yield self.canvas

    def on_resize(self) -> None:
        self._show()

    def on_key(self, event: events.Key) -> None:
        match event.key:
            case "enter":
                self.dismiss()
            case "escape":
                self._type("")
                self.dismiss()
            case "backspace" | "ctrl+h":
                self._type(self.typed[:-1])
            case "ctrl+u":
                self._type("")
            case "ctrl+w":
                self._type(self.typed.rstrip().rpartition(" ")[0])
            case "up" | "down":
                self.grid.action_rows(MOVES[event.key])
            case _ if event.is_printable and event.character:
                self._type(self.typed + event.character)

    def on_paste(self, event: events.Paste) -> None:
        self._type(self.typed + " ".join(event.text.split()))

    def _type(self, text: str) -> None:
        self.typed = "".join(char for char in text if char.isprintable())[:LONGEST]
        self.grid.show_only(self.typed)
        self._show()

    def _show(self) -> None:
        grid = self.grid
        line = prompt_line(SIGN, self.typed, self.app.size.width, grid.margin, grid.glyphs)
        self.canvas.show((line,), grid.theme_used)
