"""What the board says about itself over the whole width (LOOK section 6)."""

from wallboard.board import words
from wallboard.board.views import BannerView, Level
from wallboard.picture import cells
from wallboard.picture.canvas import apart, closed, width_of
from wallboard.picture.digits import digits, digits_width, is_drawable
from wallboard.picture.glyphs import Glyphs, plain
from wallboard.picture.lines import Line, Picture, Role, Run

GAP = "   "
EDGED = 5
"""Banners of so many rows and more end in half cells above and below."""


def rows_to_read(view: BannerView, width: int, margin: int) -> int:
    """The rows in which all of a banner can be read: one if it fits, else the headline and the sentences."""
    inner = max(1, width - 2 * margin)
    if sum(cells.width(text) for text in (view.headline, *view.facts)) + len(GAP) * len(view.facts) <= inner:
        return 1
    return len(_texts(view, inner))


def banner_lines(view: BannerView, width: int, rows: int, margin: int, glyphs: Glyphs) -> Picture:
    """The banner in exactly `rows` lines.

    One row holds the headline and the facts, as many as fit; more rows the headline, the sentences
    and the age, in digits where figures are lost; then five and more have half-cell edges, where the
    glyphs have them.
    """
    if rows < 2:
        return tuple(_one_row(view, width, margin, glyphs) for _ in range(rows))
    if rows < EDGED or not glyphs.has_blocks or view.level is not Level.LOST:
        return _body(view, width, rows, margin, glyphs)
    return (
        (Run(glyphs.pad_above * width, Role.EDGE, Role.BANNER),),
        *_body(view, width, rows - 2, margin, glyphs),
        (Run(glyphs.pad_below * width, Role.EDGE, Role.BANNER),),
    )


def _one_row(view: BannerView, width: int, margin: int, glyphs: Glyphs) -> Line:
    room = max(0, width - 2 * margin)
    headline = cells.cut(plain(view.headline, glyphs), room, glyphs.cut)
    frozen = view.level is Level.FROZEN
    strong, soft = (Role.FBANNER, Role.FBANNERSOFT) if frozen else (Role.BANNER, Role.BANNERSOFT)
    runs = [Run(" " * margin, strong), Run(headline, strong)]
    room -= cells.width(headline)
    for fact in view.facts:
        shown = cells.cut(plain(fact, glyphs), room - len(GAP), glyphs.cut)
        if not shown:
            break
        runs.append(Run(GAP + shown, soft))
        room -= len(GAP) + cells.width(shown)
    return closed(runs, width, soft)


def _texts(view: BannerView, room: int) -> list[tuple[str, Role]]:
    """The headline and the sentences, in lines that fit."""
    lines = [line for sentence in view.sentences for line in cells.wrap(sentence, max(1, room))]
    return [(view.headline, Role.BANNER), *((line, Role.BANNERSOFT) for line in lines)]


def _body(view: BannerView, width: int, rows: int, margin: int, glyphs: Glyphs) -> Picture:
    inner = max(0, width - 2 * margin)
    ages = _age_in_digits(plain(view.age, glyphs), rows, inner, glyphs) if view.level is Level.LOST else []
    taken = max((width_of(age) + len(GAP) for age in ages), default=0)
    texts = _texts(view, inner - taken)
    if not ages or len(texts) > rows:
        texts = _texts(view, inner)
        ages = []
    texts = [(plain(text, glyphs), role) for text, role in texts[:rows]]
    top = (rows - len(texts)) // 2
    ages = ages or _age_in_text(view, rows, top, glyphs)
    lines: list[Line] = []
    for row, age in enumerate(ages):
        text, role = texts[row - top] if 0 <= row - top < len(texts) else ("", Role.BANNERSOFT)
        room = inner - (width_of(age) + len(GAP) if age else 0)
        start = (Run(cells.cut(text, max(0, room), glyphs.cut), role),)
        line = apart(start, age, inner, Role.BANNERSOFT)
        lines.append(closed((Run(" " * margin, Role.BANNERSOFT), *line), width, Role.BANNERSOFT))
    return tuple(lines)


def _age_in_text(view: BannerView, rows: int, row: int, glyphs: Glyphs) -> list[Line]:
    """The age in the headline's row; none where there never were figures."""
    lines: list[Line] = [()] * rows
    if view.level.is_old:
        lines[row] = (Run(f"{words.OLD} ", Role.BANNERSOFT), Run(plain(view.age, glyphs), Role.BANNER))
    return lines


def _age_in_digits(age: str, rows: int, inner: int, glyphs: Glyphs) -> list[Line]:
    """The age's digits in each row, `old` before the last; empty where they have no shape or no room."""
    size = 5 if rows >= 5 and glyphs.has_blocks else 3
    label = f"{words.OLD}  "
    if rows < size or not is_drawable(age) or digits_width(age, size) + len(label) > inner // 2:
        return []
    drawn = digits(age, size, "blocks" if glyphs.has_blocks else "drawn")
    above = (rows - size + 1) // 2
    shown: list[Line] = [
        (Run(label if row == size - 1 else " " * len(label), Role.BANNERSOFT), Run(line, Role.BANNER))
        for row, line in enumerate(drawn)
    ]
    return [()] * above + shown + [()] * (rows - size - above)
