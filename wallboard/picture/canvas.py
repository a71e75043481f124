"""Lines of an exact width, and pictures put together from pieces."""

from collections.abc import Iterable, Sequence

from wallboard.picture import cells
from wallboard.picture.glyphs import Glyphs, plain
from wallboard.picture.lines import Box, Line, Picture, Role, Run


def blank(width: int) -> Line:
    """An empty line."""
    return (Run(" " * width, Role.TEXT),) if width > 0 else ()


def width_of(line: Iterable[Run]) -> int:
    """How many cells a line takes."""
    return sum(cells.width(run.text) for run in line)


def closed(runs: Iterable[Run], width: int, role: Role = Role.TEXT, on: Role | None = None) -> Line:
    """The runs as a line of exactly `width` cells: filled up with blanks of the look given, or cropped."""
    line = tuple(run for run in runs if run.text)
    missing = width - width_of(line)
    if missing > 0:
        return (*line, Run(" " * missing, role, on))
    return line if missing == 0 else crop(line, 0, width)


def apart(
    start: Sequence[Run], end: Sequence[Run], width: int, role: Role = Role.TEXT, on: Role | None = None
) -> Line:
    """`start` at the left and `end` at the right of exactly `width` cells; `start` is cropped first."""
    end = crop(end, 0, width)
    return (*closed(start, width - width_of(end), role, on), *(run for run in end if run.text))


def crop(line: Iterable[Run], start: int, stop: int) -> Line:
    """The cells from `start` to `stop`; of a wide character that is cut in two a blank is left."""
    kept: list[Run] = []
    x = 0
    for run in line:
        end = x + cells.width(run.text)
        if end > start and x < stop:
            text = _slice(run.text, start - x, stop - x) if x < start or end > stop else run.text
            kept.append(run._replace(text=text))
        x = end
    return tuple(kept)


def _slice(text: str, start: int, stop: int) -> str:
    if text.isascii():
        return text[max(0, start) : stop]
    parts: list[str] = []
    x = 0
    for char in text:
        end = x + cells.width(char)
        if x >= start and end <= stop and (end > x or x > start):
            parts.append(char)
        else:
            parts.append(" " * max(0, min(end, stop) - max(x, start)))
        x = end
    return "".join(parts)


def compose(width: int, height: int, pieces: Iterable[tuple[Box, Picture]]) -> Picture:
    """A picture of `width` x `height` with the pieces on it; the first piece on a cell keeps it."""
    rows: list[list[tuple[int, int, Line]]] = [[] for _ in range(height)]
    for box, picture in pieces:
        for y, line in enumerate(picture[: box.height], box.y):
            if 0 <= y < height:
                rows[y].append((box.x, box.width, line))
    return tuple(_composed(row, width) for row in rows)


def _composed(row: list[tuple[int, int, Line]], width: int) -> Line:
    runs: list[Run] = []
    x = 0
    for start, length, line in sorted(row, key=lambda piece: piece[0]):
        stop = min(start + length, width)
        if stop <= x:
            continue
        if start > x:
            runs.append(Run(" " * (start - x), Role.TEXT))
            x = start
        runs.extend(line if start == x and stop == start + length else crop(line, x - start, stop - start))
        x = stop
    return closed(runs, width)


def rule(title: Sequence[Run], notes: Sequence[Run], width: int, margin: int, glyphs: Glyphs) -> Line:
    """A section's rule: the title at its left, notes at its right, between the margins.

    A fill that ends the notes reaches one cell beyond.
    """
    beyond = 1 if notes and notes[-1].role is Role.ALERT else 0
    inner = width - 2 * margin + beyond
    room = inner - width_of(notes) - 2
    start = closed(title, min(width_of(title), max(0, room)))
    dashes = inner - width_of(start) - width_of(notes) - (1 if start else 0) - (1 if notes else 0)
    runs = [Run(" " * margin, Role.TEXT), *start]
    if start:
        runs.append(Run(" ", Role.TEXT))
    runs.append(Run(glyphs.rule * max(0, dashes), Role.FAINT))
    if notes:
        runs.append(Run(" ", Role.TEXT))
    return closed((*runs, *notes), width)


def titled(text: str, glyphs: Glyphs) -> Run:
    """A section's title."""
    return Run(plain(text, glyphs), Role.TITLE)
