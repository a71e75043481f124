"""The status line: title and pages at the left, the link and the clock at the right (LOOK section 6)."""

from wallboard.board import words
from wallboard.board.views import Level, StatusView
from wallboard.picture import cells
from wallboard.picture.canvas import apart, blank, closed, width_of
from wallboard.picture.glyphs import Glyphs, plain
from wallboard.picture.lines import Line, Picture, Role, Run

GAP = "   "
LEAST_TITLE = 4


def status_rows(margin: int, wall: bool) -> int:
    """The rows of the status: a wall adds the rule below, and a blank row above where there is room."""
    if not wall:
        return 1
    return 3 if margin >= 4 else 2


def status_lines(view: StatusView, width: int, margin: int, glyphs: Glyphs, wall: bool) -> Picture:
    """`status_rows(margin, wall)` lines. Page names give way, then the title, link words; the clock never."""
    line = _status_line(view, width, margin, glyphs, wall)
    if not wall:
        return (line,)
    lines = (line, _progress(view, width, margin, glyphs))
    return (blank(width), *lines) if status_rows(margin, wall) == 3 else lines


def _status_line(view: StatusView, width: int, margin: int, glyphs: Glyphs, wall: bool) -> Line:
    inner = max(0, width - 2 * margin)
    title = plain(view.title, glyphs)
    end = _link_and_clock(view, inner, glyphs)
    room = inner - width_of(end) - len(GAP)
    ways = _pages(view, glyphs, wall)
    pages = next((way for way in ways if cells.width(title) + width_of(way) <= room), ways[-1])
    if room - width_of(pages) < LEAST_TITLE:
        pages = ()
    title = cells.cut(title, max(0, room - width_of(pages)), glyphs.cut)
    line = apart((Run(title, Role.TITLE), *pages), end, inner)
    return closed((Run(" " * margin, Role.TEXT), *line), width)


def _pages(view: StatusView, glyphs: Glyphs, wall: bool) -> tuple[Line, ...]:
    """The ways to say which page this is, the longest first."""
    count = len(view.pages)
    if count < 2:
        return ((),)
    place = f"{view.page + 1}/{count}"
    held = words.HELD if view.held else ""
    short = (Run(f"{GAP}{place}{held}", Role.MUTED),)
    name = plain(view.pages[view.page], glyphs)
    if wall:
        return (Run(f"  {name} {place}{held}", Role.MUTED),), short
    names: list[Run] = []
    for index, page in enumerate(view.pages):
        here = index == view.page
        names.append(Run(GAP, Role.TEXT))
        names.append(Run(str(index + 1), Role.ACCENT if here else Role.MUTED))
        names.append(Run(f" {plain(page, glyphs)}", Role.TITLE if here else Role.MUTED))
    if held:
        names.append(Run(held, Role.MUTED))
    return tuple(names), short


def _link_and_clock(view: StatusView, inner: int, glyphs: Glyphs) -> Line:
    clock = cells.head(plain(view.clock, glyphs), inner)
    room = inner - cells.width(clock) - len(GAP)
    sign = glyphs.link_up if view.link_up else glyphs.link_down
    words = cells.cut(plain(view.link, glyphs), room - 2, glyphs.cut)
    if room < 1:
        return (Run(clock, Role.TITLE),)
    calm = view.level in (Level.LIVE, Level.WAITING)
    return (
        Run(sign, Role.ACCENT if view.link_up else Role.TITLE),
        Run(f" {words}" if words else "", Role.TEXT if calm else Role.TITLE),
        Run(GAP, Role.TEXT),
        Run(clock, Role.TITLE),
    )


def _progress(view: StatusView, width: int, margin: int, glyphs: Glyphs) -> Line:
    """The rule under a wall's status: its elapsed part is the share of the page's time."""
    inner = max(0, width - 2 * margin)
    share = 0.0 if view.held or view.rotation is None else min(1.0, max(0.0, view.rotation))
    elapsed = int(inner * share)
    runs = (
        Run(" " * margin, Role.TEXT),
        Run(glyphs.elapsed * elapsed, Role.ACCENT),
        Run(glyphs.rule * (inner - elapsed), Role.FAINT),
    )
    return closed(runs, width)
