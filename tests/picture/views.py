"""Views typed by hand: the boards of the look's pictures, and small ones to vary."""

from collections.abc import Sequence
from typing import Literal

from wallboard.board.views import (
    BannerView,
    CellView,
    ColumnView,
    Freshness,
    GoalView,
    GridView,
    KeyHint,
    Level,
    MessageView,
    RowView,
    Severity,
    SortMark,
    StatusView,
    TickerView,
    TileView,
)
from wallboard.picture.canvas import compose
from wallboard.picture.glyphs import Glyphs
from wallboard.picture.lines import Box, Picture
from wallboard.picture.tiles import tile_pieces

LIVE = Freshness(Level.LIVE, 1.0, "1 s")
STALE = Freshness(Level.STALE, 38.0, "38 s")
LOST = Freshness(Level.LOST, 847.0, "14:07")

WORST = {"■": Severity.ALERT, "▲": Severity.WARN}


def tile(
    label: str,
    text: str,
    *,
    unit: str = "",
    widest: str = "",
    severity: Severity = Severity.OK,
    goal: str = "",
    fresh: Freshness = LIVE,
    note: str = "",
) -> TileView:
    """`goal` begins with ≤ or ≥."""
    view = GoalView(goal[2:], goal[0] == "≤") if goal else None
    return TileView(label, text, unit, widest or text, severity, view, fresh, note)


def desk_tiles(fresh: Freshness = LIVE) -> list[TileView]:
    """The six tiles of the desk and the kiosk."""
    alert, warn = Severity.ALERT, Severity.WARN
    return [
        tile("Waiting", "19", widest="100", severity=alert, goal="≤ 5", fresh=fresh),
        tile("Longest wait", "4:12", widest="12:47", severity=alert, goal="≤ 2:00", fresh=fresh),
        tile("Service level", "82", unit="%", widest="99.9", goal="≥ 80 %", fresh=fresh),
        tile("Abandoned", "5", unit="%", widest="100", goal="≤ 5 %", fresh=fresh),
        tile("Ready", "9", widest="100", severity=warn, goal="≥ 12", fresh=fresh),
        tile("Handled today", "2347", widest="9999", fresh=fresh),
    ]


def column(
    label: str,
    widest: int,
    *,
    text: bool = False,
    judged: bool = False,
    sort: SortMark = "",
    key: bool = False,
    width: int | None = None,
    **more: bool,
) -> ColumnView:
    return ColumnView(label.lower(), label, not text, judged, sort, key, width, widest, **more)


def row(*cells: str) -> RowView:
    """Cells as they are read: `■ 11` is an alert, `▲ 5` a warning; with a trailing `~` it is muted."""
    seen = tuple(cell(text) for text in cells)
    worst = max((one.severity for one in seen), default=Severity.OK)
    return RowView((cells[0], 0), seen, worst)


def cell(text: str) -> CellView:
    severity = WORST.get(text[:1], Severity.OK)
    shown = text[2:] if severity is not Severity.OK else text
    return CellView(shown.removesuffix("~"), severity, muted=text.endswith("~"))


def grid(
    title: str,
    columns: Sequence[ColumnView],
    rows: Sequence[RowView],
    *,
    cursor: int | None = None,
    cursor_column: int = 0,
    fresh: Freshness = LIVE,
    limit: str = "",
    empty: str = "",
    note: str = "",
    totals: RowView | None = None,
) -> GridView:
    severities = tuple(one.severity for one in rows)
    return GridView(
        title=title,
        columns=tuple(columns),
        rows=tuple(rows),
        cursor=cursor,
        cursor_column=cursor_column,
        focused=cursor is not None,
        freshness=fresh,
        server_limit=limit,
        empty=empty,
        note=note,
        severities=severities,
        totals=totals,
    )


SERVICE_COLUMNS = (
    column("Service", 30, text=True, key=True),
    column("Waiting", 3, judged=True, sort="down"),
    column("Longest", 4, judged=True),
    column("Level", 4, judged=True),
    column("Answ.", 3),
    column("Aband.", 3, judged=True),
    column("Ready", 1),
    column("Busy", 2),
)

SERVICE_ROWS = (
    row("Billing", "■ 11", "■ 4:12", "■ 71 %", "231", "▲ 9 %", "0", "19"),
    row("Support", "▲ 5", "▲ 2:04", "83 %", "412", "4 %", "1", "36"),
    row("Claims DE", "2", "1:11", "▲ 78 %", "64", "5 %", "0", "6"),
    row("Technical second line", "1", "0:33", "86 %", "96", "4 %", "1", "12"),
    row("Sales", "0~", "–~", "94 %", "188", "1 %", "4", "9"),
    row("Returns and refunds", "0~", "–~", "90 %", "121", "2 %", "2", "6"),
    row("Réclamations FR", "0~", "–~", "92 %", "57", "0 %~", "1", "4"),
    row("サポート日本", "0~", "–~", "96 %", "38", "0 %~", "1", "3"),
    row("Atención al cliente", "0~", "–~", "93 %", "81", "1 %", "1", "4"),
    row("Kundendienst Österreich", "0~", "–~", "90 %", "49", "2 %", "1", "3"),
    row("Partner desk", "0~", "–~", "97 %", "22", "0 %~", "1", "2"),
    row("VIP", "0~", "–~", "99.2 %", "17", "0 %~", "2", "1"),
)

AGENT_COLUMNS = (
    column("Agent", 27, text=True, key=True),
    column("State", 10, text=True),
    column("Reason", 8, text=True),
    column("For", 5, judged=True, sort="down"),
    column("Handled", 2),
    column("AHT", 5),
    column("Team", 7, text=True),
)

AGENT_ROWS = (
    row("Ito, Mari", "Not ready", "Break", "■ 21:07", "14", "4:02", "Front"),
    row("Großmann-Feuerstein, Ángela", "Not ready", "Training", "▲ 18:04", "3", "5:01", "Nord"),
    row("O’Neill, Siobhán", "Not ready", "Lunch", "14:02", "19", "3:38", "Billing"),
    row("王小明", "Busy", "", "12:13", "22", "4:15", "Front"),
    row("Nowak, Łukasz", "Busy", "", "10:11", "17", "4:23", "Line 2"),
    row("van der Westhuizen, Jacobus", "Busy", "", "9:48", "12", "5:34", "Front"),
    row("Dvořák, Jiří", "Busy", "", "9:21", "20", "3:19", "Nord"),
)


def agents(count: int) -> tuple[RowView, ...]:
    """The known agents, and quiet ones up to `count`, one warning among the last."""
    quiet = row("Weber, Lena", "Ready", "", "0:47", "19", "3:36", "Billing")
    late = row("Sato, Mei", "After call", "", "▲ 5:12", "12", "4:01", "Front")
    return (*AGENT_ROWS, *(quiet for _ in range(count - len(AGENT_ROWS) - 1)), late)


CARD_PAYMENTS = "Card payments are down. Tell callers to wait, do not take card numbers by phone."

MESSAGES = (
    MessageView("1", "10:41", "Ito, Mari", CARD_PAYMENTS, True),
    MessageView("2", "10:36", "Sato, Mei", "Evening shift: two swaps are open, see the plan.", False),
    MessageView("3", "10:21", "Ito, Mari", "Back from the dentist at 11.", False),
    MessageView("4", "09:58", "Weber, Lena", "New refund form is live. The old one is closed.", False),
    MessageView("5", "09:30", "Großmann, Ángela", "Training in room 3 until 11:00.", False),
)


def ticker(messages: Sequence[MessageView] = MESSAGES, fresh: Freshness = LIVE) -> TickerView:
    return TickerView("Messages", tuple(messages), fresh, "No messages.")


def status(
    title: str = "Support desk",
    pages: Sequence[str] = ("Today", "Queues", "Teams"),
    *,
    up: bool = True,
    level: Level = Level.LIVE,
    link: str = "live, 1 s",
    clock: str = "10:42:07",
    rotation: float | None = None,
    held: bool = False,
) -> StatusView:
    return StatusView(title, tuple(pages), 0, up, level, link, clock, rotation, held)


STALE_BANNER = BannerView(
    Level.STALE,
    "NOT LIVE since 10:41:37",
    ("38 s old", "the server does not answer", "figures below are the last ones that came"),
    (),
    "0:38",
)
LOST_BANNER = BannerView(
    Level.LOST,
    "NOT LIVE since 10:41:37",
    ("14 min old", "the server does not answer"),
    (
        "The server does not answer; asked 83 times, next try in 10 s.",
        "The figures below are 14 minutes old. Do not act on them.",
    ),
    "14:07",
)

Group = Literal["Move", "Look", "Board"]


def hints(text: str, group: Group = "Board") -> tuple[KeyHint, ...]:
    """Hints from "q quit, ? help"."""
    pairs = (pair.split(" ", 1) for pair in text.split(", "))
    return tuple(KeyHint(key, word, group) for key, word in pairs)


SSH_HINTS = hints("q quit, ? help, / filter, s sort, f freeze, tab next, 1-2 page, u seen")
DESK_HINTS = tuple(
    KeyHint(key, word)
    for key, word in (
        *(("q", "quit"), ("?", "help"), ("/", "filter"), ("s", "sort"), ("< >", "column")),
        *(("enter", "details"), ("c", "columns"), ("f", "freeze"), ("tab", "next"), ("1-3", "page")),
        (":", "go to"),
    )
)


def tiles_picture(
    tiles: Sequence[tuple[TileView, Box]], width: int, height: int, glyphs: Glyphs, solid: bool
) -> Picture:
    """All tiles of a page on one canvas; their boxes are relative to it."""
    return compose(width, height, tile_pieces(tiles, glyphs, solid))
