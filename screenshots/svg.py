"""A screen as SVG: self-contained, no font files, no foreign hosts."""

from collections.abc import Iterator
from html import escape
from typing import Final

from screenshots.looks import GROUND, Polygon, Stretch, fills, inks
from tests.screen import Screen

_WIDTH: Final = 10
_HEIGHT: Final = 20
_BASELINE: Final = 15
_FONTS: Final = "'DejaVu Sans Mono', 'Noto Sans Mono', Menlo, Consolas, monospace"


def svg_of(screen: Screen, title: str) -> str:
    """The whole document. Each text is stretched to its cells, so that columns meet in any font."""
    width, height = screen.columns * _WIDTH, screen.rows * _HEIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" font-family="{_FONTS}" font-size="16">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#{GROUND}"/>',
        '<g shape-rendering="crispEdges">',
        *(shape for stretch in fills(screen) for shape in _fill(stretch)),
        *(shape for stretch in inks(screen) if stretch.polygons for shape in _shapes(stretch)),
        "</g>",
        *(_text(stretch) for stretch in inks(screen) if not stretch.polygons),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _fill(stretch: Stretch) -> Iterator[str]:
    x, y, width = stretch.x * _WIDTH, stretch.y * _HEIGHT, stretch.cells * _WIDTH
    if stretch.style.ground != GROUND:
        yield f'<rect x="{x}" y="{y}" width="{width}" height="{_HEIGHT}" fill="#{stretch.style.ground}"/>'
    if stretch.style.underline:
        yield f'<rect x="{x}" y="{y + _HEIGHT - 3}" width="{width}" height="1" fill="#{stretch.style.ink}"/>'


def _shapes(stretch: Stretch) -> Iterator[str]:
    opacity = f' fill-opacity="{stretch.opacity}"' if stretch.opacity != 1 else ""
    for polygon in stretch.polygons:
        # What fills its cells from edge to edge is one shape over all of them.
        spans = polygon[0][0] == 0 and polygon[1][0] == 1 and len(polygon) == 4
        for index in range(1 if spans else stretch.cells):
            points = _points(stretch, polygon, index, stretch.cells if spans else 1)
            yield f'<path d="M{points}z" fill="#{stretch.style.ink}"{opacity}/>'


def _points(stretch: Stretch, polygon: Polygon, index: int, stretched: int) -> str:
    left, top = (stretch.x + index) * _WIDTH, stretch.y * _HEIGHT
    return " ".join(f"{left + x * _WIDTH * stretched:g},{top + y * _HEIGHT:g}" for x, y in polygon)


def _text(stretch: Stretch) -> str:
    style = stretch.style
    weight = ' font-weight="bold"' if style.bold else ""
    slant = ' font-style="italic"' if style.italic else ""
    return (
        f'<text x="{stretch.x * _WIDTH}" y="{stretch.y * _HEIGHT + _BASELINE}"'
        f' textLength="{stretch.cells * _WIDTH}" lengthAdjust="spacingAndGlyphs"'
        f' fill="#{style.ink}"{weight}{slant}>{escape(stretch.text)}</text>'
    )
