"""What must hold of a board that got a broken answer."""

import json
import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from tests.fuzz.breaking import Broken, Path, broken, sound
from wallboard.assembly import load_plan
from wallboard.board.board import Board, WidgetRef
from wallboard.feed import Delivery, LinkState, Moment, Phase
from wallboard.layout.plan import GridPlan, Plan, TilePlan
from wallboard.picture.glyphs import ASCII, UTF8
from wallboard.picture.lines import text_of
from wallboard.picture.page import page_picture
from wallboard.protocol.answer import Answer, GridKey
from wallboard.protocol.decoding import Unreadable
from wallboard.protocol.reader import Reader

W = TypeVar("W", TilePlan, GridPlan)

PREFIX = "wb.fuzz.board"

NOW = Moment(1000.0, 1_800_000_000.0)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Wrong(AssertionError):
    """A broken answer cost more than its broken part."""


def board_after(plan: Plan, answer: Answer) -> Board:
    board = Board(plan, ZoneInfo("UTC"))
    board.take(Delivery(LinkState(Phase.LIVE, NOW), answer, NOW))
    return board


class Fuzz:
    """Breaks answers to one layout by a seed and looks at what the board makes of them."""

    def __init__(self, layout: str, seed: int) -> None:
        self.plan = load_plan(layout, PREFIX)
        self.reader = Reader(self.plan.subscription)
        self.random = Random(seed)
        self.whole = sound(self.plan.subscription, self.random)
        self.reference = board_after(self.plan, self.reader.read(json.dumps(self.whole).encode()))

    def break_one(self) -> Broken:
        return broken(self.whole, self.random)

    def check(self, one: Broken) -> None:
        """Raises Wrong, or whatever the program raised."""
        try:
            answer = self.reader.read(one.body)
        except Unreadable:
            raise Wrong(f"an object was refused, broken at {one.at}") from None
        board = board_after(self.plan, answer)
        self._unbroken_parts_are_shown(board, one.at)
        for page in range(len(self.plan.pages)):
            board.turn_page(page)
            for glyphs in (UTF8, ASCII):
                picture = page_picture(board, NOW, 160, 50, glyphs, focus=None, first_rows={}, hints=())
                _harmless("\n".join(map(text_of, picture)).replace("\n", ""))

    def _unbroken_parts_are_shown(self, board: Board, at: Sequence[Path]) -> None:
        for ref, tile in _widgets(self.plan, TilePlan):
            places = [(tile.part.app_id, "stats_totals", stat) for stat in tile.part.stats]
            goal = tile.figure.goal
            places += (
                []
                if goal is None or isinstance(goal, float)
                else [(goal.app_id, "stats_totals", s) for s in goal.stats]
            )
            if not any(_touched(place, at) for place in places):
                shown, wanted = board.tile(ref, NOW), self.reference.tile(ref, NOW)
                if (shown.text, shown.severity) != (wanted.text, wanted.severity):
                    raise Wrong(f"{tile.part.stats}: {shown.text} and not {wanted.text}, broken at {at}")
        for ref, grid in _widgets(self.plan, GridPlan):
            for key, cells in self._rows_unbroken(ref, grid.part, at):
                rows = {row.key: row.cells for row in board.grid(ref, NOW).rows}
                if rows.get(key) != cells:
                    raise Wrong(f"{grid.title} {key}: {rows.get(key)} and not {cells}, broken at {at}")

    def _rows_unbroken(
        self, ref: WidgetRef, part: GridKey, at: Sequence[Path]
    ) -> Iterator[tuple[object, object]]:
        grids = self.whole[part.app_id][part.section]
        place = next(n for n, grid in enumerate(grids) if grid["id"] == part.grid_id)
        view = self.reference.grid(ref, NOW)
        above: Path = (part.app_id, part.section, place)
        if any(path in (above[:1], above[:2], above, (*above, "id"), (*above, "values")) for path in at):
            return
        rows = {row.key: row.cells for row in view.rows}
        named = "Service " if part.section == "service_grids" else "agent"
        for number in range(len(grids[place]["values"])):
            key = (f"{named}{number}", 0)
            if key in rows and not any(path[:5] == (*above, "values", number) for path in at):
                yield key, rows[key]


def _touched(place: Path, at: Sequence[Path]) -> bool:
    """Whether a break is at the place or above it."""
    return any(place[: len(path)] == path for path in at)


def _widgets(plan: Plan, kind: type[W]) -> Iterator[tuple[WidgetRef, W]]:
    for page, one in enumerate(plan.pages):
        for number, widget in enumerate(one.widgets):
            if isinstance(widget, kind):
                yield WidgetRef(page, number), widget


def _harmless(text: str) -> None:
    found = _CONTROL.search(text)
    if found:
        raise Wrong(f"{found[0]!r} reached the picture")
