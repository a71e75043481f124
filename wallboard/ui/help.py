"""The help over the page, made from the bindings; the page keeps running behind it."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from wallboard.board.views import KeyHint
from wallboard.picture.footer import help_picture
from wallboard.picture.glyphs import Glyphs
from wallboard.picture.lines import text_of
from wallboard.ui.canvas import Canvas
from wallboard.ui.theme import Theme


class HelpScreen(ModalScreen[None]):
    """All keys; any of esc, enter, ? and q closes it."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: transparent; }
    HelpScreen Canvas { position: relative; width: 0; height: 0; }
    """
    BINDINGS = [Binding("escape,question_mark,q,enter", "dismiss", show=False)]

    def __init__(self, hints: Sequence[KeyHint], glyphs: Glyphs, theme: Theme) -> None:
        super().__init__()
        self.hints = hints
        self.glyphs = glyphs
        self.theme_used = theme
        self.canvas = Canvas()

    def compose(self) -> ComposeResult:
        yield self.canvas

    def on_resize(self) -> None:
        picture = help_picture(self.hints, self.app.size.width, self.app.size.height, self.glyphs)
        self.canvas.styles.width = len(text_of(picture[0])) if picture else 0
        self.canvas.styles.height = len(picture)
        self.canvas.show(picture, self.theme_used)
