"""A board that stands still: a shipped layout, one answer of the simulator, and a clock that is turned.

The answer comes over HTTP and is read as the session reads it; house and clock are fixed, so that
the same layout shows the same screen on every machine. `draw` makes a screen of a picture, without
a terminal.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import httpx
from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from tests.screen import Cell, Screen
from wallboard import layout as layouts
from wallboard.board.board import Board
from wallboard.board.views import Level
from wallboard.feed import Delivery, LinkState, Moment, NoAnswer, Phase
from wallboard.layout.plan import GridPlan, Plan
from wallboard.picture.glyphs import UTF8, Glyphs
from wallboard.picture.lines import Line, Picture
from wallboard.picture.page import page_picture
from wallboard.protocol.answer import Answer
from wallboard.protocol.reader import Reader
from wallboard.simulator.options import Options
from wallboard.simulator.serving import running
from wallboard.ui.keys import footer_hints
from wallboard.ui.theme import Depth, Theme

SIZES: Final[Mapping[str, tuple[int, int]]] = {"desk": (160, 50), "ssh": (80, 24), "kiosk": (160, 50)}

ASKED: Final = Moment(1000.0, datetime(2026, 3, 2, 10, 41, 37, tzinfo=UTC).timestamp())
"""When the one answer was asked for: 10:41:37 on Monday, 2 March 2026."""

RUN_S: Final = 90.0
"""The house has run for so long since its show began: queues are full, and somebody cried for help."""

HOUR_S: Final = 3600.0
SILENT_MINUTES: Final = range(-18, -15)
"""Minutes of that hour, counted back from ASKED, in which nothing came."""

ON_PAGE_S: Final = 9.0
"""So long the page has been up, where pages take turns."""

_HOUSE: Final = Options(seed=1, speed=1e-9, start=ASKED.wall - RUN_S, first_data_after_s=0)
"""So slow that no second passes before it is held."""

AGES_S: Final[Mapping[Level, float]] = {
    Level.WAITING: 4,
    Level.LIVE: 1,
    Level.LATE: 18,
    Level.STALE: 38,
    Level.LOST: 847,
    Level.FROZEN: 25,
}
"""An age of each level, as in the pictures of LOOK."""

NIGHT: Final = Theme(Depth.TRUECOLOR)


def after(seconds: float) -> Moment:
    """So many seconds after ASKED, on both clocks."""
    return Moment(ASKED.at + seconds, ASKED.wall + seconds)


@functools.cache
def plan_of(layout: str) -> Plan:
    path = layouts.find_layout(layout)
    return layouts.compile(layouts.read_layout(path.read_bytes(), Path(path).name), "wb")


@functools.cache
def answer_to(layout: str) -> Answer:
    """What the house answers to a shipped layout."""
    (answer,) = _answers(layout, _HOUSE, (RUN_S,))
    return answer


@functools.cache
def answers_of_an_hour(layout: str) -> tuple[Answer, ...]:
    """What a house in trouble answers in the hour before, once a minute, and at last when ASKED."""
    house = replace(_HOUSE, scenario="outage", at="09:52", start=ASKED.wall - HOUR_S)
    return tuple(_answers(layout, house, (60.0,) * int(HOUR_S / 60)))


def _answers(layout: str, house: Options, steps: Sequence[float]) -> Iterator[Answer]:
    """The answers after each of the steps of a held house."""
    subscription = plan_of(layout).subscription
    with running(house) as simulator, httpx.Client(base_url=simulator.url, trust_env=False) as http:
        simulator.hold()
        login = {
            "grant_type": "client_credentials",
            "client_id": house.user,
            "client_secret": house.secret,
            "scope": "example.test",
        }
        token = http.post("/configapi/v2/oauth/token", data=login).json()["access_token"]
        http.headers["Authorization"] = f"Bearer {token}"
        simulator.step(steps[0])
        http.post("/statsapi/subscription", content=subscription.to_json()).raise_for_status()
        for step in (0.0, *steps[1:]):
            if step:
                simulator.step(step)
            body = http.get("/statsapi/subscription/data").raise_for_status().content
            yield Reader(subscription).read(body)


def first_delivery(layout: str) -> Delivery:
    """The good answer, with the link as it is then."""
    return Delivery(LinkState(Phase.LIVE, ASKED), answer_to(layout), ASKED)


def failing(at_s: float, *, wait_s: float = 4.0) -> LinkState:
    """The link as the session tells it when its requests have found no answer since the second one."""
    tries = 83 if at_s > 300 else max(1, int(at_s / 8))
    return LinkState(Phase.WAIT, after(3), NoAnswer(5.0), ASKED.at + at_s + wait_s, tries)


@dataclass(frozen=True)
class Still:
    """A board of a shipped layout and its age: since its one answer, or since its start without any."""

    board: Board
    layout: str
    age_s: float

    @property
    def now(self) -> Moment:
        return after(self.age_s)

    def picture(
        self, *, glyphs: Glyphs = UTF8, size: tuple[int, int] | None = None, solid: bool = True
    ) -> Picture:
        """The whole screen; the first grid has the cursor, where the layout is no wall's."""
        width, height = size or SIZES[self.layout]
        widgets = self.board.plan.pages[self.board.page].widgets
        grids = [index for index, widget in enumerate(widgets) if isinstance(widget, GridPlan)]
        return page_picture(
            self.board,
            self.now,
            width,
            height,
            glyphs,
            focus=None if self.board.plan.rotate else next(iter(grids), None),
            first_rows={},
            hints=footer_hints(
                len(self.board.plan.pages),
                grids=len(grids),
                urgent=self.board.urgent_ticker() is not None,
                stuck=self.board.is_stuck,
                frozen=self.board.is_frozen,
            ),
            solid=solid,
        )

    def screen(
        self,
        theme: Theme = NIGHT,
        *,
        glyphs: Glyphs = UTF8,
        size: tuple[int, int] | None = None,
    ) -> Screen:
        """What a terminal of this theme shows."""
        return draw(
            self.picture(glyphs=glyphs, size=size, solid=theme.depth in (Depth.TRUECOLOR, Depth.INDEXED)),
            theme,
        )


def aged(layout: str, age_s: float, *, answered: bool = True) -> Still:
    """A board whose server fell silent after one answer, or, not `answered`, before the first one.

    Times in state stand as they came, so that all that moves is the age.
    """
    board = Board(replace(plan_of(layout), tick=False), UTC)
    board.rotate(after(age_s - ON_PAGE_S))
    if not answered:
        board.take(Delivery(LinkState(Phase.LIVE, ASKED)))
        return Still(board, layout, age_s)
    board.take(first_delivery(layout))
    if age_s > plan_of(layout).refresh:
        board.take(Delivery(failing(age_s, wait_s=10.0 if age_s > 300 else 4.0)))
    return Still(board, layout, age_s)


def frozen(layout: str, age_s: float) -> Still:
    """A board that was frozen a second after its answer; the same one has come behind it, a second ago."""
    board = aged(layout, 1).board
    board.freeze(after(1))
    asked = after(age_s - 1)
    board.take(Delivery(LinkState(Phase.LIVE, asked), answer_to(layout), asked))
    return Still(board, layout, age_s)


def after_an_hour(layout: str, level: Level = Level.LIVE) -> Still:
    """A board that has been up for an hour, so that its tiles have a past, with a hole of some minutes."""
    board = Board(plan_of(layout), UTC)
    answers = answers_of_an_hour(layout)
    for minute, answer in enumerate(answers, 1 - len(answers)):
        if minute not in SILENT_MINUTES:
            board.take(Delivery(LinkState(Phase.LIVE, ASKED), answer, after(60 * minute)))
    if level is not Level.LIVE:
        board.take(Delivery(failing(AGES_S[level])))
    board.rotate(after(AGES_S[level] - ON_PAGE_S))
    return Still(board, layout, AGES_S[level])


def at_level(layout: str, level: Level) -> Still:
    if level is Level.FROZEN:
        return frozen(layout, AGES_S[level])
    return aged(layout, AGES_S[level], answered=level is not Level.WAITING)


# -- screens without a terminal ------------------------------------------------------------------

_NAMES: Final = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")


def draw(picture: Picture, theme: Theme) -> Screen:
    """What a terminal shows of a picture."""
    return Screen([cells_of(_segments(line, theme)) for line in picture])


def _segments(line: Line, theme: Theme) -> Iterable[Segment]:
    return (Segment(run.text, theme.style(run.role, run.on)) for run in line)


def cells_of(segments: Iterable[Segment]) -> list[Cell]:
    """A row of cells; a wide character's second one has no text, a combining mark stands with its letter."""
    cells: list[Cell] = []
    for segment in segments:
        look = _look(segment.style or Style.null())
        for character in segment.text:
            width = cell_len(character)
            if width == 0 and cells:
                cells[-1] = cells[-1]._replace(text=cells[-1].text + character)
            else:
                cells += [look._replace(text=character), look._replace(text="")][:width]
    return cells


@functools.lru_cache(4096)
def _look(style: Style) -> Cell:
    return Cell(
        "",
        _name(style.color),
        _name(style.bgcolor),
        *(bool(on) for on in (style.bold, style.underline, style.reverse, style.dim, style.italic)),
    )


def _name(colour: Color | None) -> str:
    """A colour as pyte names it."""
    if colour is None or colour.is_default:
        return "default"
    if colour.number is not None and colour.number < len(_NAMES):
        return _NAMES[colour.number]
    return colour.get_truecolor().hex.removeprefix("#")
