"""What a walk's board is given: a shipped layout's plan, and one answer after another by the dice of a seed.

A scene can be pickled: the program in its terminal and the reference beside it draw the same answers.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from tests.still import answer_to, plan_of
from wallboard.board.board import WidgetRef
from wallboard.layout.plan import GridPlan, Plan
from wallboard.protocol.answer import Answer, GridKey, Message, Row
from wallboard.protocol.values import Raw

LAYOUTS: Final = ("desk", "ssh", "desk", "kiosk")

TAG: Final = "0123456789abcdefghijklmnopqrstuvwxyz"

_NAMES: Final = ("Ito, Mari", "王小明", "Großmann-Feuerstein, Ångström", "Zoe\u0301 Çelik", "O", "李 Lee, 四")


@dataclass
class Scene:
    """A plan, the rows that may come, and the dice. A row's name begins with the tag of its identity."""

    layout: str
    plan: Plan
    dice: random.Random
    rows: dict[GridKey, list[Row]]
    newest: Answer
    count: int = 0

    def answer(self) -> Answer:
        """The next one: figures moved, rows gone and come back, now and then a part missing."""
        self.count += 1
        share = self.dice.choice((0.0, 0.05, 0.05, 0.3, 0.9))
        grids: dict[GridKey, tuple[Row, ...]] = {}
        for key, rows in self.rows.items():
            rows[:] = [self._moved_row(key, row) for row in rows]
            came = [row for row in rows if self.dice.random() >= share]
            if self.dice.random() < 0.2:
                self.dice.shuffle(came)
            if self.dice.random() > 0.03:
                grids[key] = tuple(came)
        totals = {
            part: {name: self._moved(value) for name, value in figures.items()}
            for part, figures in self.newest.totals.items()
        }
        messages = self.newest.messages
        if self.dice.random() < 0.1:
            messages = {app: (self._urgent(), *known) for app, known in messages.items()}
        self.newest = replace(self.newest, grids=grids, totals=totals, messages=messages)
        return self.newest

    def grid(self, ref: WidgetRef) -> GridPlan:
        """The plan of one grid."""
        widget = self.plan.pages[ref.page].widgets[ref.widget]
        assert isinstance(widget, GridPlan)
        return widget

    def _moved_row(self, key: GridKey, row: Row) -> Row:
        if self.dice.random() < 0.5:
            return row
        named = _named_by(self.plan, key)
        name = row[named]
        if key.section == "agent_grids":  # a service's name is its identity, an agent's is not
            name = f"{str(name)[:3]} {self.dice.choice(_NAMES)}"
        return tuple(name if index == named else self._moved(cell) for index, cell in enumerate(row))

    def _moved(self, cell: Raw) -> Raw:
        if isinstance(cell, str) and cell.isdigit() and self.dice.random() < 0.3:
            return str(max(0, int(cell) + self.dice.choice((-140, -1, 1, 7, 140))))
        return cell

    def _urgent(self) -> Message:
        return Message(
            f"urgent-{self.count}", "ito", "Mari", "Ito", None, True, f"Nr. {self.count} 王 is down"
        )


def scene(seed: int) -> Scene:
    """The scene of a seed; walks of a whole run take the layouts in turn."""
    layout = LAYOUTS[seed % len(LAYOUTS)]
    plan, answer = plan_of(layout), answer_to(layout)
    dice = random.Random(seed)
    most = dice.choice((5, 40, 90))
    rows = {key: list(_with_tags(plan, key, came[:most])) for key, came in answer.grids.items()}
    return Scene(layout, plan, dice, rows, answer)


def grid_plans(plan: Plan) -> Iterator[GridPlan]:
    for page in plan.pages:
        yield from (widget for widget in page.widgets if isinstance(widget, GridPlan))


def _named_by(plan: Plan, key: GridKey) -> int:
    """The cell that names a row of a grid on the screen."""
    grid = next(grid for grid in grid_plans(plan) if grid.part == key)
    return grid.stats.index("first_last_name" if grid.scope == "agent" else "name")


def _with_tags(plan: Plan, key: GridKey, rows: tuple[Row, ...]) -> Iterator[Row]:
    named = _named_by(plan, key)
    for number, row in enumerate(rows):
        tag = TAG[number // len(TAG)] + TAG[number % len(TAG)]
        yield (*row[:named], f"#{tag} {row[named]}", *row[named + 1 :])
