"""The work that grids are measured by: N rows of 12 columns, of which a tenth of the cells change each time.

A name, a state out of six, and ten figures that walk at random; the same seed gives the same walk.
"""

import random
from typing import Final

STATES: Final = ("ready", "not_ready", "busy", "after_call_work", "logged_out", "supervising")
FIGURES: Final = 10
COLUMNS: Final = 2 + FIGURES
SHARE: Final = 0.1
MOST: Final = 999
WARN: Final = 700
ALERT: Final = 900

_FIRST: Final = ("Maria", "Tom", "Ana", "Mari", "Chidi", "Siobhan", "Deniz", "Lukas")
_LAST: Final = ("Lopez", "Reed", "Silva", "Ito", "van der Berg", "Okafor", "Yilmaz", "Costa")


class Work:
    """`rows` hold a name, a state and the figures, all as a server sends them."""

    def __init__(self, rows: int, seed: int = 1) -> None:
        self._dice = dice = random.Random(seed)
        self.rows = [
            [
                f"{dice.choice(_FIRST)} {dice.choice(_LAST)} {index}",
                dice.choice(STATES[:4]),
                *(dice.randrange(MOST + 1) for _ in range(FIGURES)),
            ]
            for index in range(rows)
        ]

    def change(self) -> list[tuple[int, int]]:
        """Walk on; gives the cells that now hold another value, as (row, column)."""
        dice = self._dice
        changed = []
        for cell in dice.sample(range(len(self.rows) * (COLUMNS - 1)), int(len(self.rows) * COLUMNS * SHARE)):
            row, column = divmod(cell, COLUMNS - 1)
            column += 1
            old = self.rows[row][column]
            self.rows[row][column] = self._next(old)
            if self.rows[row][column] != old:
                changed.append((row, column))
        return changed

    def _next(self, old: object) -> object:
        if isinstance(old, str):
            return self._dice.choice([state for state in STATES[:4] if state != old])
        step = self._dice.choice((-30, -9, -3, -2, -1, 1, 2, 3, 9, 30))
        return min(max(int(str(old)) + step, 0), MOST)
