"""The rival: Textual's `DataTable` with the same rows in the same colours."""

from typing import Final

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import DataTable

from tests.benchmarks.grid_work import ALERT, FIGURES, WARN, Work
from wallboard.picture.lines import Role
from wallboard.ui.frames import PaintedApp
from wallboard.ui.theme import Depth, Theme

_WORDS: Final = {"ready": "Ready", "not_ready": "Not ready", "busy": "Busy", "after_call_work": "After call"}


class TableApp(PaintedApp):
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [("S", "sort", ""), ("q", "quit", "")]

    def __init__(self, work: Work, depth: Depth, *, painted: bool) -> None:
        super().__init__(ansi_color=True)
        self.work = work
        self.colours = Theme(depth)
        self.table: DataTable[Text] = DataTable(cursor_type="row")
        self.falling = False
        if painted:
            self.paint(depth)

    def compose(self) -> ComposeResult:
        yield self.table

    def on_mount(self) -> None:
        self.table.add_column("Agent", width=24, key="0")
        self.table.add_column("State", width=12, key="1")
        for figure in range(FIGURES):
            self.table.add_column(f"Calls {figure}", width=9, key=str(2 + figure))
        for index, row in enumerate(self.work.rows):
            self.table.add_row(*map(self.cell, row), key=str(index))
        self.table.focus()

    def cell(self, value: object) -> Text:
        if isinstance(value, str):
            return Text(_WORDS.get(value, value), style=self.colours.style(Role.TEXT))
        figure = int(str(value))
        role = Role.ALERT if figure >= ALERT else Role.WARN if figure >= WARN else Role.TEXT
        return Text(str(figure), style=self.colours.style(role), justify="right")

    def update(self, changed: list[tuple[int, int]]) -> None:
        for row, column in changed:
            self.table.update_cell(str(row), str(column), self.cell(self.work.rows[row][column]))

    def action_sort(self) -> None:
        self.falling = not self.falling
        self.table.sort("4", key=lambda text: int(text.plain), reverse=self.falling)
