"""A picture: lines of runs of text, each with a role. What colour a role has, `ui/theme.py` knows."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final, NamedTuple, TypeAlias


class Role(Enum):
    """The roles of LOOK section 2; the same names there, here and in the theme."""

    TEXT = "text"
    MUTED = "muted"
    FAINT = "faint"
    ACCENT = "accent"
    TITLE = "title"
    HEADER = "header"
    VALUE = "value"
    GOAL = "goal"
    OK = "ok"
    WARN = "warn"
    WARNDRAWN = "warndrawn"
    """A warning's figure in large digits: as WARN, but never underlined, since that strikes through them."""
    ALERT = "alert"
    ALERTSOFT = "alertsoft"
    UNKNOWN = "unknown"
    URGENT = "urgent"
    URGENTINK = "urgentink"
    STALE = "stale"
    LOST = "lost"
    FROZEN = "frozen"
    CURSOR = "cursor"
    SORTED = "sorted"
    CHANGED = "changed"
    BAR = "bar"
    SPARK = "spark"
    SPARKSOFT = "sparksoft"
    """A tile's line inside the fill of an alert."""
    SPARKOLD = "sparkold"
    """A tile's line whose figures are old."""
    BANNER = "banner"
    BANNERSOFT = "bannersoft"
    """The banner's reason: as the banner, not bold."""
    FBANNER = "fbanner"
    FBANNERSOFT = "fbannersoft"
    """The same of a frozen picture's banner."""
    EDGE = "edge"
    """Half-cell edge of a fill: drawn in the colour of the fill `on` which it borders."""
    DRAINED = "drained"
    """A quiet fill: of an alert tile whose figures are old, and of the help."""
    STROKE = "stroke"
    """Reversed spaces of a digit, where there are no blocks: filled with the ink of the role `on`."""

    # Roles are looked up for every run of every line, and an Enum's own hash is a call of Python's.
    __hash__ = object.__hash__


class Run(NamedTuple):
    """Text of one look. `on` is the ground it stands on: CURSOR, ALERT, DRAINED, BANNER or URGENT; else none.

    A role with a fill of its own (ALERT, URGENT, BANNER …) needs no `on`.
    """

    text: str
    role: Role
    on: Role | None = None


GROUNDS: Final[Mapping[Role, frozenset[Role]]] = {
    Role.CURSOR: frozenset(
        {
            *(Role.TEXT, Role.GOAL, Role.MUTED, Role.WARN, Role.ACCENT, Role.STALE, Role.LOST),
            *(Role.HEADER, Role.SORTED, Role.TITLE, Role.FROZEN, Role.CHANGED, Role.BAR, Role.FAINT),
        }
    ),
    Role.DRAINED: frozenset(
        {
            *(Role.STALE, Role.LOST, Role.SPARKOLD, Role.EDGE),
            *(Role.TEXT, Role.TITLE, Role.MUTED, Role.FAINT, Role.WARN, Role.UNKNOWN, Role.ACCENT),
            *(Role.CHANGED, Role.HEADER, Role.GOAL, Role.FROZEN),
        }
    ),
    Role.ALERT: frozenset({Role.EDGE, Role.STROKE}),
    Role.URGENT: frozenset({Role.EDGE}),
    Role.BANNER: frozenset({Role.EDGE}),
    **{
        ink: frozenset({Role.STROKE})
        for ink in (
            *(Role.VALUE, Role.WARNDRAWN, Role.MUTED, Role.UNKNOWN, Role.STALE, Role.LOST),
            Role.FROZEN,
        )
    },
}
"""Which roles a picture puts on a ground, so that a theme can be complete; without one any may stand."""

Line: TypeAlias = tuple[Run, ...]

Picture: TypeAlias = tuple[Line, ...]
"""Lines of equal width in cells, top to bottom."""


def text_of(line: Iterable[Run]) -> str:
    """The characters of a line alone, as pipes and tests read it."""
    return "".join(run.text for run in line)


class Box(NamedTuple):
    """A place on the screen, in cells."""

    x: int
    y: int
    width: int
    height: int
