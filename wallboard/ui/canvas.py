"""The page's one canvas: status line, banner, all tiles, ticker and footer; grids lie above it."""

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from wallboard.picture.lines import Picture
from wallboard.ui.strips import Lines
from wallboard.ui.theme import Theme


class Canvas(Widget):
    """Shows one picture over the whole screen (a widget a tile costs far more: TEXTUAL section 4)."""

    DEFAULT_CSS = (
        "Canvas { position: absolute; layer: below; width: 100%; height: 100%; background: transparent; }"
    )

    def __init__(self) -> None:
        super().__init__()
        self._lines = Lines()

    def show(self, picture: Picture, theme: Theme) -> None:
        self._lines.replace(picture, theme, self)

    def render_lines(self, crop: Region) -> list[Strip]:
        return self._lines.strips(crop, self.size.width)
