"""What the board says about itself over the whole width (LOOK section 6)."""

from wallboard.board import words
from wallboard.board.views import BannerView
from wallboard.picture import cells
from wallboard.picture.canvas import apart, closed, width_of
from wallboard.picture.digits import digits, digits_width, is_drawable
from wallboard.picture.glyphs import Glyphs, plain
from wallboard.picture.lines import Line, Picture, Role, Run

GAP = "   "
EDGED = 5
"""Banners of so many rows and more end in half cells above and below."""
NARROW = 100
"""Up to this width, on a screen that is read from near, whole sentences matter more than large digits."""


def banner_lines(view: BannerView, width: int, rows: int, margin: int, glyphs: Glyphs) -> Picture:
    """The banner in exactly `rows` lines.

    One row holds the headline and the facts, as many as fit; three and more the headline, the
    sentences and the age in digits; five and more have half-cell edges, where the glyphs have them.
    """
    if rows < 3:
        return tuple(_one_row(view, width, margin, glyphs) for _ in range(rows))
    if rows < EDGED or not glyphs.has_blocks:
        return _body(view, width, rows, margin, glyphs)
    return (
        (Run(glyphs.pad_above * width, Role.EDGE, Role.BANNER),),
        *_body(view, width, rows - 2, margin, glyphs),
        (Run(glyphs.pad_below * width, Role.EDGE, Role.BANNER),),
    )


def _one_row(view: BannerView, width: int, margin: int, glyphs: Glyphs) -> Line:
    room = max(0, width - 2 * margin)
    headline = cells.cut(plain(view.headline, glyphs), room, glyphs.cut)
    runs = [Run(" " * margin, Role.BANNER), Run(headline, Role.BANNER)]
    room -= cells.width(headline)
    for fact in view.facts:
        shown = cells.cut(plain(fact, glyphs), room - len(GAP), glyphs.cut)
        if not shown:
            break
        runs.append(Run(GAP + shown, Role.BANNERSOFT))
        room -= len(GAP) + cells.width(shown)
    return closed(runs, width, Role.BANNERSOFT)


def _body(view: BannerView, width: int, rows: int, margin: int, glyphs: Glyphs) -> Picture:
    texts = [(view.headline, Role.BANNER)] + [(sentence, Role.BANNERSOFT) for sentence in view.sentences]
    texts = [(plain(text, glyphs), role) for text, role in texts[:rows]]
    top = (rows - len(texts)) // 2
    inner = max(0, width - 2 * margin)
    ages = _age_in_digits(plain(view.age, glyphs), rows, inner, glyphs)
    rooms = [inner - width_of(age) - len(GAP) for age in ages]
    is_cut = any(cells.width(text) > room for (text, _), room in zip(texts, rooms[top:], strict=False))
    if not ages or (is_cut and width <= NARROW):
        ages = _age_in_text(plain(view.age, glyphs), rows, top)
    lines: list[Line] = []
    for row, age in enumerate(ages):
        text, role = texts[row - top] if 0 <= row - top < len(texts) else ("", Role.BANNERSOFT)
        room = inner - (width_of(age) + len(GAP) if age else 0)
        start = (Run(cells.cut(text, max(0, room), glyphs.cut), role),)
        line = apart(start, age, inner, Role.BANNERSOFT)
        lines.append(closed((Run(" " * margin, Role.BANNERSOFT), *line), width, Role.BANNERSOFT))
    return tuple(lines)


def _age_in_text(age: str, rows: int, row: int) -> list[Line]:
    """The age in the headline's row."""
    lines: list[Line] = [()] * rows
    lines[row] = (Run(f"{words.OLD} ", Role.BANNERSOFT), Run(age, Role.BANNER))
    return lines


def _age_in_digits(age: str, rows: int, inner: int, glyphs: Glyphs) -> list[Line]:
    """The age's digits in each row, `old` before the last; empty where they have no shape or no room."""
    size = 5 if rows >= 5 and glyphs.has_blocks else 3
    label = f"{words.OLD}  "
    if not is_drawable(age) or digits_width(age, size) + len(label) > inner // 2:
        return []
    drawn = digits(age, size, "blocks" if glyphs.has_blocks else "drawn")
    above = (rows - size + 1) // 2
    shown: list[Line] = [
        (Run(label if row == size - 1 else " " * len(label), Role.BANNERSOFT), Run(line, Role.BANNER))
        for row, line in enumerate(drawn)
    ]
    return [()] * above + shown + [()] * (rows - size - above)
