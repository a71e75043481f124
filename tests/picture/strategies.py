"""Any view: what hypothesis draws pictures of. Texts are anything a server may send, cleaned or not."""

from dataclasses import replace

from hypothesis import strategies as st

from wallboard.board.views import (
    BannerView,
    CellView,
    ColumnChoice,
    ColumnsView,
    ColumnView,
    Freshness,
    GoalView,
    GridView,
    KeyHint,
    Level,
    MessageView,
    RowView,
    Severity,
    StatusView,
    TickerView,
    TileView,
)
from wallboard.picture.glyphs import ASCII, CONSOLE, UTF8

GLYPHS = st.sampled_from([UTF8, CONSOLE, ASCII])
WIDTHS = st.integers(1, 170)
HEIGHTS = st.integers(0, 24)
MARGINS = st.integers(1, 4)

HARD = st.sampled_from(
    [
        *("", " ", "–", "19", "4:12", "82", "99.2", "12 345", "1:02:03", "x" * 99, "ß", "Łø"),
        *("王小明", "サポート日本", "é" * 3, "e\u0301\u0323", "\u0301", "👩\u200d👩", "☎\ufe0f"),
        *("a\tb", "\x1b[2J", "\u202eabc", "\ud800", "12\u202f345"),
    ]
)
TEXTS = HARD | st.text(max_size=12)
LONG_TEXTS = HARD | st.text(max_size=200) | st.lists(HARD, max_size=30).map(" ".join)

SEVERITIES = st.sampled_from(Severity)
LEVELS = st.sampled_from(Level)
FRESHNESS = st.builds(Freshness, LEVELS, st.just(38.0), TEXTS)

TILES = st.builds(
    TileView,
    label=TEXTS,
    text=TEXTS,
    unit=st.sampled_from(["", "%", "calls", "王"]),
    widest=TEXTS,
    severity=SEVERITIES,
    goal=st.none() | st.builds(GoalView, TEXTS, st.booleans()),
    freshness=FRESHNESS,
    note=st.just("") | TEXTS,
    muted=st.booleans(),
)

ANY_COLUMNS = st.builds(
    ColumnView,
    id=st.just("id"),
    label=TEXTS,
    right=st.booleans(),
    judged=st.booleans(),
    sort=st.sampled_from(["", "up", "down"]),
    is_key=st.booleans(),
    width=st.none() | st.integers(1, 30),
    widest=st.integers(0, 40),
    pinned=st.booleans(),
    extra=st.integers(-30, 60),
)
FIGURE_COLUMNS = st.builds(
    replace, ANY_COLUMNS, right=st.just(True), bar=st.booleans(), trend=st.booleans(), ticks=st.booleans()
)
COLUMNS = ANY_COLUMNS | FIGURE_COLUMNS
CELLS = st.builds(
    CellView,
    TEXTS,
    SEVERITIES,
    muted=st.booleans(),
    changed=st.booleans(),
    share=st.none() | st.floats(0, 1),
    trend=st.sampled_from(["", "up", "down"]),
)


@st.composite
def grids(draw: st.DrawFn) -> GridView:
    columns = draw(st.lists(COLUMNS, max_size=8))
    cells = st.tuples(*(CELLS for _ in columns))
    rows = draw(st.lists(st.builds(RowView, st.just(("key", 0)), cells, SEVERITIES), max_size=30))
    return GridView(
        title=draw(TEXTS),
        columns=tuple(columns),
        rows=tuple(rows),
        cursor=draw(st.integers(0, len(rows) - 1)) if rows else None,
        cursor_column=draw(st.integers(0, max(0, len(columns) - 1))),
        focused=draw(st.booleans()),
        freshness=draw(FRESHNESS),
        server_limit=draw(st.just("") | TEXTS),
        empty=draw(LONG_TEXTS),
        note=draw(st.just("") | TEXTS),
        severities=tuple(row.severity for row in rows),
        totals=draw(st.none() | st.builds(RowView, st.just(("", -1)), cells, st.just(Severity.OK))),
        shown=draw(st.none() | st.permutations(range(len(columns))).map(lambda order: tuple(order[:5]))),
        filter=draw(st.just("") | TEXTS),
        left_out=tuple(draw(st.lists(SEVERITIES, max_size=5))),
        only_problems=draw(st.booleans()),
        worst_first=draw(st.booleans()),
    )


CHOICES = st.lists(
    st.builds(ColumnChoice, TEXTS, st.booleans(), st.booleans(), st.booleans(), st.integers(-30, 60)),
    min_size=1,
    max_size=30,
)
COLUMNS_VIEWS = st.builds(
    lambda title, choices, at: ColumnsView(title, tuple(choices), at % len(choices)),
    TEXTS,
    CHOICES,
    st.integers(0, 40),
)


MESSAGES = st.builds(
    MessageView,
    id=st.just("1"),
    time=st.sampled_from(["10:41", "3 Oct 10:41", "–"]),
    sender=TEXTS,
    text=LONG_TEXTS,
    urgent=st.booleans(),
)
TICKERS = st.builds(TickerView, TEXTS, st.lists(MESSAGES, max_size=8).map(tuple), FRESHNESS, TEXTS)

STATUSES = st.builds(
    StatusView,
    title=TEXTS,
    pages=st.lists(TEXTS, min_size=1, max_size=4).map(tuple),
    page=st.just(0),
    link_up=st.booleans(),
    level=LEVELS,
    link=LONG_TEXTS,
    clock=st.just("10:42:07"),
    rotation=st.none() | st.floats(0, 1),
    held=st.booleans(),
)
BANNERS = st.builds(
    BannerView,
    level=LEVELS,
    headline=LONG_TEXTS,
    facts=st.lists(TEXTS, max_size=4).map(tuple),
    sentences=st.lists(LONG_TEXTS, max_size=3).map(tuple),
    age=st.sampled_from(["14:07", "2 h 5 m", "0:38", "3 days", ""]),
)
HINTS = st.lists(st.builds(KeyHint, TEXTS, TEXTS, st.sampled_from(["Move", "Look", "Board"])), max_size=20)
