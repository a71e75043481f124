"""The right end of a grid's rule: how many rows there are, and what wants attention out of sight."""

from collections.abc import Iterable, Sequence

from wallboard.board import words
from wallboard.board.views import GridView, Level, Severity
from wallboard.picture.glyphs import Glyphs
from wallboard.picture.lines import Line, Role, Run

WALL_MARGIN = 3
"""From this margin on a screen is read from afar, without sentences."""


def grid_counts(
    view: GridView, first_row: int, body_rows: int, margin: int, glyphs: Glyphs
) -> Iterable[Line]:
    """The ways to say it, the longest first; the last one is empty.

    "186", "1–33 of 186  below: ▲ 1"; of rows that are left out too: "2 of 186  hidden: ■ 1",
    "1–33 of 60 of 186".
    """
    if view.freshness.level is Level.WAITING or view.note:
        yield ()  # nobody knows: a 0 would be a figure
        return
    old = old_role(view.freshness.level) if view.freshness.level.is_old else None
    rows, total = len(view.rows), view.total
    last = min(rows, first_row + body_rows)
    if says_all_is_well(view, margin):
        yield (Run(words.within_goals(total), Role.MUTED),)
    elif first_row == 0 and last == rows:
        text = (
            f"{rows} {words.OF} {total}" if total > rows or view.filter or view.only_problems else str(rows)
        )
        count = Run(text, Role.MUTED)
        yield (count, *_filtered_out(view, margin, glyphs, old))
        yield (count,)
    else:
        short = margin == 1 and first_row == 0
        seen = str(last) if short else f"{first_row + 1}{glyphs.to}{last}"
        whole = f"{seen} {words.OF} {rows}{f' {words.OF} {total}' if total > rows else ''}"
        count = Run(whole, Role.MUTED if short or old else Role.GOAL)
        hidden = _out_of_sight(view, first_row, last, margin, glyphs, old)
        yield (count, *hidden, *_filtered_out(view, margin, glyphs, old))
        yield (count, *hidden)
        yield (count,)
    yield ()


def says_all_is_well(view: GridView, margin: int) -> bool:
    """Whether a wall's grid of problems has none: its rule says so, and its place stays empty."""
    well = view.only_problems and not len(view.rows) and bool(view.left_out)
    return well and not view.filter and margin >= WALL_MARGIN


def old_role(level: Level) -> Role:
    """The look of figures that are old."""
    return Role.LOST if level is Level.LOST else Role.STALE


def _out_of_sight(
    view: GridView, first_row: int, last: int, margin: int, glyphs: Glyphs, old: Role | None
) -> list[Run]:
    """The problems above and below the screen: what is hidden still speaks."""
    runs: list[Run] = []
    severities = view.severities
    for word, part in ((words.ABOVE, severities[:first_row]), (words.BELOW, severities[last:])):
        runs += _told(word, part, _lead(margin, runs), glyphs, old)
    judged = any(view.columns[index].judged for index in _shown(view))
    well = not runs and not any(severity >= Severity.WARN for severity in view.left_out)
    if well and margin == 1 and judged:
        runs.append(Run(_lead(margin, runs) + words.NO_MORE_PROBLEMS, Role.MUTED))
    return runs


def _filtered_out(view: GridView, margin: int, glyphs: Glyphs, old: Role | None) -> list[Run]:
    """The problems among the rows that a filter leaves out."""
    return _told(words.HIDDEN, view.left_out, _lead(margin, ()), glyphs, old)


def _told(word: str, severities: Sequence[int], lead: str, glyphs: Glyphs, old: Role | None) -> list[Run]:
    problems = _problems(severities, glyphs, old)
    return [Run(f"{lead}{word}", Role.MUTED), *problems] if problems else []


def _lead(margin: int, before: Sequence[Run]) -> str:
    """What parts it from what stands before; an alert's fill is a blank of its own."""
    if not before:
        return ", " if margin == 1 else "  "
    return " " if before[-1].text.endswith(" ") else "  "


def _problems(severities: Sequence[int], glyphs: Glyphs, old: Role | None) -> list[Run]:
    alerts, warnings = severities.count(Severity.ALERT), severities.count(Severity.WARN)
    runs: list[Run] = []
    if alerts:
        text = f" {glyphs.alert} {alerts}"
        runs.append(Run(text, old) if old else Run(f"{text} ", Role.ALERT))
    if warnings:
        runs.append(Run(" ", Role.MUTED))
        runs.append(Run(f"{glyphs.warn} {warnings}", old or Role.WARN))
    return runs


def _shown(view: GridView) -> Iterable[int]:
    return range(len(view.columns)) if view.shown is None else view.shown
