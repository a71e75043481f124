"""Pages that turn by themselves: when the next turn is due, and what holds it."""

from dataclasses import dataclass, replace
from typing import Final

HOLD_S: Final = 60.0
"""So long a page stays after any key: someone is reading (DESIGN section 4)."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """A page's time, in seconds of `Moment.at`. A page has its whole time again after a hold.

    `period_s` 0: pages are turned by hand. `since` is when the page's time began, None before the first look.
    """

    period_s: float
    since: float | None = None
    held_until: float = 0.0
    stopped: bool = False

    def begun(self, at: float) -> "Rotation":
        """Its time runs from the first look at it."""
        return replace(self, since=at) if self.since is None else self

    def turned(self, at: float) -> "Rotation":
        """Another page came up."""
        return replace(self, since=at)

    def held(self, at: float) -> "Rotation":
        """A key was pressed: the page stays for HOLD_S and then for its time."""
        return replace(self, since=at + HOLD_S, held_until=at + HOLD_S)

    def toggled(self, at: float) -> "Rotation":
        """Stopped by hand until toggled again; a start begins at once."""
        return replace(self, stopped=not self.stopped, since=at, held_until=at)

    def is_held(self, at: float) -> bool:
        return self.stopped or at < self.held_until

    def is_due(self, at: float) -> bool:
        return self.share(at) >= 1.0

    def share(self, at: float) -> float:
        """The part of the page's time that has passed, 0 to 1; 0 while it is held or turned by hand."""
        if not self.period_s or self.since is None or self.is_held(at):
            return 0.0
        return min(1.0, max(0.0, (at - self.since) / self.period_s))
