"""Pictures on Textual's line API: a widget that shows lines and repaints only those that changed."""

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from wallboard.picture.canvas import width_of
from wallboard.picture.lines import Line, Picture
from wallboard.ui.theme import Theme


def to_strip(line: Line, theme: Theme, width: int) -> Strip:
    """A picture's line in the theme's colours; `width` is its own, in cells."""
    return Strip([Segment(text, theme.style(role, on)) for text, role, on in line], width)


class Lines:
    """What a line-API widget shows now: its lines, their strips, and which of them differ from before."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._strips: list[Strip] = []
        self._theme: Theme | None = None

    def replace(self, picture: Picture, theme: Theme, widget: Widget) -> None:
        """Show another picture; asks for a repaint of the lines that differ, and of no more."""
        cells = width_of(picture[0]) if picture else 0
        if theme != self._theme or len(picture) != len(self._lines):
            self._lines = list(picture)
            self._strips = [to_strip(line, theme, cells) for line in picture]
            self._theme = theme
            widget.refresh()
            return
        changed = [y for y, line in enumerate(picture) if line != self._lines[y]]
        for y in changed:
            self._lines[y] = picture[y]
            self._strips[y] = to_strip(picture[y], theme, cells)
        if changed:
            widget.refresh(*(Region(0, y, widget.size.width, 1) for y in changed))

    def strips(self, crop: Region, width: int) -> list[Strip]:
        """What Textual asks a widget of `width` cells for: the strips of a region of it.

        They are whole and in the screen's own colours, so that there is nothing for Textual's styles to
        add, which would make each changed one anew.
        """
        strips = [self.strip(y, width) for y in crop.line_range]
        if crop.column_span == (0, width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def strip(self, y: int, width: int) -> Strip:
        """The strip of line `y`; a blank one while the picture is of another height."""
        if y < len(self._strips):
            return self._strips[y]
        style = None if self._theme is None else self._theme.blank
        return Strip.blank(width, style)
