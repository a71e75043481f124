"""Grids: rows that never jump, severities in their cells, and what is hidden still counted."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.strategies import COLUMNS
from tests.picture.views import (
    AGENT_COLUMNS,
    LIVE,
    LOST,
    SERVICE_COLUMNS,
    SERVICE_ROWS,
    STALE,
    agents,
    column,
    grid,
    row,
)
from wallboard.board.views import CellView, ColumnView, Freshness, GridView, Level, RowView, Severity
from wallboard.picture.columns import GAP, place_columns
from wallboard.picture.glyphs import ASCII, CONSOLE, UTF8, Glyphs
from wallboard.picture.grid import HEAD_ROWS, GridPicture, grid_picture
from wallboard.picture.lines import Line, Role, Run, text_of

SERVICES = grid("Services", SERVICE_COLUMNS, SERVICE_ROWS)
PEOPLE = grid("Agents", AGENT_COLUMNS, agents(186), cursor=1, cursor_column=3)


def run_with(line: Line, text: str) -> Run:
    return next(run for run in line if text in run.text)


@pytest.mark.parametrize(
    ("text", "role"),
    [("11", Role.ALERT), ("9 %", Role.WARN), ("231", Role.TEXT), ("Billing", Role.TEXT)],
    ids=["alert is filled", "warn is coloured", "a number is text", "so is the key"],
)
def test_a_cell_has_the_role_of_its_severity(text: str, role: Role) -> None:
    assert run_with(GridPicture(SERVICES, 79, 14, 2, UTF8).row(0), text).role is role


def test_an_alert_fills_one_cell_on_each_side() -> None:
    line = GridPicture(SERVICES, 79, 14, 2, UTF8).row(0)
    assert [run.text for run in line if run.role is Role.ALERT] == [" ■ 11 ", " ■ 4:12 ", " ■ 71 % "]


def test_a_zero_that_is_good_and_an_unknown_are_muted() -> None:
    line = GridPicture(SERVICES, 79, 14, 2, UTF8).row(4)
    assert run_with(line, "–").role is Role.MUTED
    assert run_with(line, "  0").role is Role.MUTED


def test_other_texts_than_the_key_are_a_little_quieter() -> None:
    line = GridPicture(PEOPLE, 82, 14, 2, UTF8).row(2)
    assert run_with(line, "O’Neill").role is Role.TEXT
    assert run_with(line, "Lunch").role is Role.GOAL


def test_the_cursor_row_has_a_mark_and_a_ground_one_cell_beyond_the_text() -> None:
    line = GridPicture(PEOPLE, 82, 14, 2, UTF8).row(1)
    assert text_of(line).startswith(" ▌Großmann")
    assert line[0].on is None
    assert line[-1] == Run(" ", Role.TEXT)
    assert all(run.on is Role.CURSOR for run in line[1:-1])


def test_an_alert_keeps_its_own_fill_in_the_cursor_row() -> None:
    view = grid("Agents", AGENT_COLUMNS, agents(9), cursor=0)
    assert run_with(GridPicture(view, 82, 14, 2, UTF8).row(0), "21:07") == Run(" ■ 21:07 ", Role.ALERT)


def test_a_grid_without_focus_shows_no_cursor() -> None:
    view = grid("Agents", AGENT_COLUMNS, agents(9))
    assert not any(run.on for line in GridPicture(view, 82, 14, 2, UTF8).lines() for run in line)


def test_the_column_under_the_cursor_is_marked_in_the_header() -> None:
    header = GridPicture(PEOPLE, 82, 14, 2, UTF8).head()[1]
    assert run_with(header, "For") == Run("For", Role.SORTED, Role.CURSOR)


@pytest.mark.parametrize(
    ("first_row", "count"),
    [
        pytest.param(0, "1–10 of 186  below: ▲ 1", id="at the top"),
        pytest.param(1, "2–11 of 186  above: ■ 1  below: ▲ 1", id="an alert above"),
        pytest.param(176, "177–186 of 186  above: ■ 1  ▲ 1", id="at the end"),
    ],
)
def test_what_is_hidden_is_counted(first_row: int, count: str) -> None:
    assert text_of(GridPicture(PEOPLE, 82, 12, 2, UTF8).head(first_row)[0]).rstrip().endswith(f" {count}")


def test_the_fill_of_hidden_alerts_reaches_one_cell_beyond_the_text() -> None:
    rows = (*agents(9)[2:8], *agents(9)[:1])
    line = GridPicture(grid("Agents", AGENT_COLUMNS, rows), 82, 6, 2, UTF8).head()[0]
    assert [run.text for run in line[-2:]] == [" ■ 1 ", " "]


def test_the_count_gives_way_before_the_title_and_the_age_never() -> None:
    view = grid("Agents", AGENT_COLUMNS, agents(186), fresh=STALE)
    assert text_of(GridPicture(view, 26, 12, 1, UTF8).head()[0]) == " Agents ──────── old 38 s "


def test_a_limit_of_the_server_stands_beside_the_title() -> None:
    view = grid("Services", SERVICE_COLUMNS, SERVICE_ROWS, limit="top 12 by Waiting")
    assert text_of(GridPicture(view, 79, 14, 2, UTF8).head()[0]).startswith(
        "  Services  top 12 by Waiting ──"
    )


def test_a_grid_without_rows_says_why() -> None:
    view = grid("Agents", AGENT_COLUMNS, (), empty="No agent is logged in.", note="no team “Front”")
    seen = [text_of(line).strip() for line in grid_picture(view, 82, 5, 0, ASCII, 2)]
    assert seen[0].startswith('Agents  no team "Front" --')
    assert seen[0].endswith("--"), "no count where nobody knows one"
    assert seen[2:] == ["No agent is logged in.", "", ""]


@pytest.mark.parametrize("fresh", [STALE, LOST], ids=["stale", "lost"])
def test_an_old_grid_has_no_hue_and_keeps_its_signs(fresh: object) -> None:
    view = grid("Services", SERVICE_COLUMNS, SERVICE_ROWS, fresh=fresh)  # type: ignore[arg-type]
    rows = GridPicture(view, 79, 14, 2, UTF8).lines()[2:]
    assert {run.role for line in rows for run in line if run.text.strip()} <= {Role.STALE, Role.LOST}
    live = GridPicture(SERVICES, 79, 14, 2, UTF8).lines()[2:]
    assert [text_of(line) for line in rows] == [text_of(line) for line in live]


def test_a_click_finds_the_column_and_its_arrow() -> None:
    picture = GridPicture(SERVICES, 79, 14, 2, UTF8)
    header = text_of(picture.head()[1])
    found = {label: picture.column_at(header.index(label)) for label in ("Service", "Waiting", "Busy")}
    assert found == {"Service": 0, "Waiting": 1, "Busy": 7}
    assert picture.column_at(header.index("↓")) == 1
    assert picture.column_at(78) is None


def labels(columns: tuple[ColumnView, ...], room: int) -> list[str]:
    return [slot.column.label for slot in place_columns(columns, room)]


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (75, ["Service", "Waiting", "Longest", "Level", "Answ.", "Aband.", "Ready", "Busy"]),
        (60, ["Service", "Waiting", "Longest", "Level", "Answ.", "Aband."]),
        (50, ["Service", "Waiting", "Longest", "Level", "Aband."]),
        (30, ["Service", "Waiting", "Longest"]),
        (16, ["Service", "Waiting"]),
    ],
)
def test_columns_give_way_from_the_right_but_judged_ones_last(room: int, shown: list[str]) -> None:
    assert labels(SERVICE_COLUMNS, room) == shown


def test_the_key_and_the_sorted_column_never_give_way() -> None:
    columns = (*AGENT_COLUMNS[:3], *AGENT_COLUMNS[4:6], column("Team", 7, text=True, sort="up"))
    assert labels(columns, 20) == ["Agent", "Team"]
    assert labels(columns, 1) == ["Agent", "Team"]


def test_a_width_that_the_layout_sets_is_kept() -> None:
    columns = (column("Service", 30, text=True, key=True, width=24), *SERVICE_COLUMNS[1:])
    assert place_columns(columns, 79)[0].width == 24


@given(st.lists(COLUMNS, min_size=1, max_size=8), st.integers(1, 160))
def test_columns_stand_in_order_and_apart(columns: list[ColumnView], room: int) -> None:
    slots = place_columns(columns, room)
    assert [slot.index for slot in slots] == sorted(slot.index for slot in slots)
    for before, after in pairwise(slots):
        assert after.start == before.start + before.width + GAP


def test_a_figure_that_changes_moves_no_column() -> None:
    calm = row("Billing", "0~", "–~", "94 %", "1", "1 %", "0", "1")
    quiet = GridPicture(grid("Services", SERVICE_COLUMNS, [calm]), 79, 5, 2, UTF8)
    loud = GridPicture(SERVICES, 79, 5, 2, UTF8)
    assert quiet.slots == loud.slots


def test_the_console_marks_the_cursor_row_with_its_own_sign() -> None:
    assert text_of(GridPicture(PEOPLE, 82, 14, 2, CONSOLE).row(1)).startswith(" ►Großmann-Feuerstein,»")


VIEWS = st.builds(
    grid,
    st.just("Agents"),
    st.sampled_from([AGENT_COLUMNS, AGENT_COLUMNS[:4]]),
    st.sampled_from([agents(9), agents(30), agents(30)[3:], agents(30)[::-1]]),
    cursor=st.integers(0, 8),
    cursor_column=st.integers(0, 3),
    fresh=st.sampled_from([LIVE, STALE, LOST]),
)


@given(VIEWS, VIEWS, st.sampled_from([80, 79]), st.integers(0, 5), st.sampled_from([UTF8, ASCII]))
def test_rows_are_drawn_the_same_whatever_was_drawn_before(
    first: GridView, then: GridView, width: int, top: int, glyphs: Glyphs
) -> None:
    before = GridPicture(first, 80, 14, 2, UTF8)
    before.lines(0)
    picture = GridPicture(then, width, 14, 2, glyphs, before=before)
    assert picture.lines(top) == GridPicture(then, width, 14, 2, glyphs).lines(top)


def test_a_row_that_looks_the_same_is_not_drawn_again() -> None:
    before = GridPicture(replace(SERVICES, focused=True, cursor=1), 82, 14, 2, UTF8)
    lines = before.lines(0)
    moved = GridPicture(replace(SERVICES, focused=True, cursor=2), 82, 14, 2, UTF8, before=before).lines(0)
    body = range(HEAD_ROWS, HEAD_ROWS + len(SERVICE_ROWS))
    assert [y - HEAD_ROWS for y in body if moved[y] is not lines[y]] == [1, 2]


TOTALS = RowView(
    ("", -1),
    tuple(CellView(text) for text in ("All 12", "19", "", "89 %", "1501", "", "", "")),
    Severity.OK,
)


def test_totals_stand_under_the_header_and_stay_while_rows_are_scrolled() -> None:
    view = grid("Services", SERVICE_COLUMNS, SERVICE_ROWS, totals=TOTALS)
    for first_row in (0, 4):
        lines = [text_of(line) for line in GridPicture(view, 79, 8, 2, UTF8).lines(first_row)]
        assert lines[1].split()[0] == "Service"
        assert lines[2].split() == ["All", "12", "19", "89", "%", "1501"]
        assert lines[3].startswith(f"  {SERVICE_ROWS[first_row].cells[0].text[:8]}")
    assert "1–5 of 12" in text_of(GridPicture(view, 79, 8, 2, UTF8).head()[0])


def test_totals_are_bold_so_that_they_are_no_row() -> None:
    view = grid("Services", SERVICE_COLUMNS, SERVICE_ROWS, totals=TOTALS)
    assert run_with(GridPicture(view, 79, 8, 2, UTF8).head()[2], "1501").role is Role.TITLE


BARRED = (column("Service", 12, text=True, key=True), column("Level", 4, judged=True, bar=True, trend=True))


@pytest.mark.parametrize(
    ("glyphs", "share", "bar"),
    [
        (UTF8, 0.71, "█████▌──"),
        (UTF8, 0.0, "────────"),
        (UTF8, 1.0, "████████"),
        (UTF8, None, "        "),
        (CONSOLE, 0.71, "█████▌──"),
        (ASCII, 0.71, "######.."),
    ],
    ids=["halves", "empty", "full", "not known", "console", "ASCII has whole cells alone"],
)
def test_a_bar_shows_how_full_a_share_is(glyphs: Glyphs, share: float | None, bar: str) -> None:
    cells_ = (CellView("Billing"), CellView("71 %", Severity.ALERT, share=share))
    view = grid("Services", BARRED, [RowView(("b", 0), cells_, Severity.ALERT)])
    line = text_of(GridPicture(view, 50, 4, 2, glyphs).row(0))
    assert f"{bar} " in line
    assert f"{glyphs.alert} 71 %" in line


def test_bars_arrows_and_values_stand_below_each_other_whatever_is_wrong() -> None:
    looks = ((Severity.ALERT, "up"), (Severity.WARN, "down"), (Severity.OK, "up"), (Severity.OK, ""))
    rows = [
        RowView((str(i), 0), (CellView("Billing"), CellView("71 %", one, share=0.5, trend=way)), one)  # type: ignore[arg-type]
        for i, (one, way) in enumerate(looks)
    ]
    picture = GridPicture(grid("Services", BARRED, rows), 50, 9, 2, UTF8)
    lines = [text_of(picture.row(index)) for index in range(len(rows))]
    assert len({line.index("71 %") for line in lines}) == 1
    assert len({line.index("████──") for line in lines}) == 1
    arrows = [(line.index("↗") if "↗" in line else line.index("↘")) for line in lines[:3]]
    assert arrows == [lines[0].index("71 %") + 5] * 3
    header = text_of(picture.head()[1])
    assert header.index("Level") + 5 == lines[0].index("71 %") + 4


def test_a_changed_cell_is_marked_unless_something_is_wrong_or_old() -> None:
    def seen(severity: Severity, fresh: Freshness = LIVE) -> Role:
        cells_ = (CellView("Billing"), CellView("71 %", severity, changed=True))
        view = grid("Services", BARRED, [RowView(("b", 0), cells_, severity)], fresh=fresh)
        return run_with(GridPicture(view, 50, 4, 2, UTF8).row(0), "71 %").role

    assert seen(Severity.OK) is Role.CHANGED
    assert seen(Severity.WARN) is Role.WARN
    assert seen(Severity.ALERT) is Role.ALERT
    assert seen(Severity.OK, STALE) is Role.STALE


@pytest.mark.parametrize(
    ("fresh", "label"),
    [(LIVE, "≈For↓"), (STALE, " For↓"), (replace(LIVE, level=Level.FROZEN), " For↓")],
    ids=["live", "stale", "frozen"],
)
def test_a_column_that_counts_on_is_marked_while_it_does(fresh: Freshness, label: str) -> None:
    columns = tuple(replace(one, ticks=one.label == "For") for one in AGENT_COLUMNS)
    picture = GridPicture(grid("Agents", columns, agents(9), fresh=fresh), 82, 9, 2, UTF8)
    assert label in text_of(picture.head()[1])
    plain_label = GridPicture(grid("Agents", AGENT_COLUMNS, agents(9)), 82, 9, 2, UTF8)
    assert picture.slots == tuple(
        replace(slot, column=column) for slot, column in zip(plain_label.slots, columns, strict=True)
    )


def test_the_mark_of_an_estimate_in_ascii() -> None:
    columns = tuple(replace(one, ticks=one.label == "For") for one in AGENT_COLUMNS)
    assert "~Forv" in text_of(GridPicture(grid("Agents", columns, agents(9)), 82, 9, 2, ASCII).head()[1])
