"""Where everything stands: scaled places, the flow, minima, and what a banner takes."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.views import LOST_BANNER, STALE_BANNER
from wallboard.layout.plan import (
    At,
    ColumnPlan,
    Figure,
    FreshnessLimits,
    GridPlan,
    PagePlan,
    Plan,
    SummaryPlan,
    TickerPlan,
    TilePlan,
    TotalsPart,
    WidgetPlan,
)
from wallboard.picture.lines import Box
from wallboard.picture.placement import arrange, banner_rows
from wallboard.protocol.answer import GridKey
from wallboard.protocol.kinds import Kind
from wallboard.protocol.subscription import Subscription

FIGURE = Figure("Waiting", Kind.COUNT)


def tile(*at: int) -> TilePlan:
    return TilePlan(FIGURE, TotalsPart("wb", ("in_calls_waiting",)), At(*at) if at else None)


def grid(*at: int, scope: str = "service", limit: int | None = None) -> GridPlan:
    columns = (ColumnPlan("name", "name", Figure("Name", Kind.TEXT), 0),)
    place = At(*at) if at else None
    key = GridKey("wb", "service_grids", "1")
    return GridPlan(scope, "Services", key, columns, ("name",), 0, (), limit, place)  # type: ignore[arg-type]


def summary(*at: int) -> SummaryPlan:
    place = At(*at) if at else None
    return SummaryPlan("Agents", GridKey("wb", "agent_grids", "1"), 0, 1, place)


def ticker(*at: int) -> TickerPlan:
    return TickerPlan("wb", None, At(*at) if at else None)


def plan(*widgets: WidgetPlan, rotate: int = 0) -> Plan:
    return Plan(
        title="Support",
        pages=(PagePlan("Today", widgets),),
        subscription=Subscription({}),
        refresh=3,
        freshness=FreshnessLimits(15, 30, 300),
        rotate=rotate,
    )


SSH = plan(*(tile() for _ in range(4)), grid(), grid(scope="agent"), ticker())
TEAMS = plan(summary(), grid(scope="agent"), ticker())
DESK = plan(
    *(tile(2 * i, 0, 2, 3) for i in range(6)),
    grid(0, 3, 6, 6),
    grid(6, 3, 6, 9, scope="agent"),
    ticker(0, 9, 6, 3),
)
KIOSK = plan(
    *(tile(4 * i, 0, 4, 4) for i in range(3)),
    *(tile(4 * i, 4, 4, 4) for i in range(3)),
    grid(0, 8, 12, 4),
    rotate=20,
)


def test_a_small_terminal_flows_as_in_the_look() -> None:
    seen = arrange(SSH, 0, 80, 24, 0)
    assert seen.margin == 1
    assert seen.note == ""
    assert (seen.status, seen.banner, seen.footer) == (Box(0, 0, 80, 1), None, Box(0, 23, 80, 1))
    tiles, (services, agents, messages) = seen.widgets[:4], seen.widgets[4:]
    assert tiles == (Box(0, 2, 20, 2), Box(20, 2, 20, 2), Box(40, 2, 20, 2), Box(60, 2, 20, 2))
    assert (services, agents, messages) == (Box(0, 5, 80, 7), Box(0, 13, 80, 8), Box(0, 22, 80, 1))


def test_places_are_scaled_to_the_rows_between_status_and_footer() -> None:
    seen = arrange(DESK, 0, 160, 50, 0)
    assert seen.note == ""
    assert seen.widgets == (
        *(Box(x, 2, width, 10) for x, width in ((1, 24), (27, 25), (54, 25), (81, 24), (107, 25), (134, 25))),
        Box(0, 13, 80, 23),
        Box(80, 13, 80, 35),
        Box(0, 37, 80, 11),
    )


def test_tiles_of_one_height_in_the_layout_are_of_one_height_on_the_screen() -> None:
    for height in range(40, 60):
        tiles = arrange(KIOSK, 0, 160, height, 0).widgets[:6]
        assert len({box.height for box in tiles if box is not None}) == 1


def test_a_lost_banner_takes_rows_from_the_grids_and_none_from_the_tiles() -> None:
    live, lost = arrange(KIOSK, 0, 160, 50, 0), arrange(KIOSK, 0, 160, 50, 7)
    assert lost.banner == Box(0, 3, 160, 7)
    for before, after in zip(live.widgets[:6], lost.widgets[:6], strict=True):
        assert before is not None
        assert after == before._replace(y=before.y + 6)
    assert live.widgets[6] is not None
    assert lost.widgets[6] is not None
    assert lost.widgets[6].height == live.widgets[6].height - 6


def test_the_row_of_the_banner_is_always_free() -> None:
    assert arrange(SSH, 0, 80, 24, 0).widgets == arrange(SSH, 0, 80, 24, 1).widgets


def test_a_wall_has_wider_margins_and_no_footer() -> None:
    assert arrange(KIOSK, 0, 160, 50, 0).margin == 4
    assert arrange(KIOSK, 0, 120, 33, 0).margin == 3
    assert arrange(KIOSK, 0, 160, 50, 0).footer is None


def test_places_that_do_not_fit_flow_and_say_so() -> None:
    seen = arrange(DESK, 0, 80, 40, 0)
    assert seen.note == "The layout's places don't fit this screen, so its widgets flow."
    assert all(seen.widgets)


def test_grids_stand_side_by_side_on_a_wide_screen_with_the_messages_below_the_first() -> None:
    services, agents, messages = arrange(SSH, 0, 160, 50, 0).widgets[4:]
    assert services is not None
    assert agents is not None
    assert messages is not None
    assert (services.x, agents.x, messages.x) == (0, 80, 0)
    assert agents.height == services.height + 1 + messages.height


@pytest.mark.parametrize(
    ("width", "height", "rows"),
    [
        pytest.param(160, 50, 2, id="one row holds it on a wide screen"),
        pytest.param(100, 50, 3, id="two on a narrower one with rows to spare"),
        pytest.param(80, 24, 2, id="one where rows are scarce"),
        pytest.param(60, 24, 3, id="two where one can't hold the states"),
    ],
)
def test_a_summary_stands_over_the_grids_in_full_width(width: int, height: int, rows: int) -> None:
    counts, agents, _ = arrange(TEAMS, 0, width, height, 0).widgets
    assert counts == Box(0, 2, width, rows)
    assert agents is not None
    assert agents.y == 2 + rows + 1


def test_summaries_stand_side_by_side_where_they_have_room() -> None:
    teams = plan(*(summary() for _ in range(3)), grid(scope="agent"))
    assert arrange(teams, 0, 160, 50, 0).widgets[:3] == (
        Box(0, 2, 80, 3),
        Box(80, 2, 80, 3),
        Box(0, 6, 80, 3),
    )
    assert [box and box.y for box in arrange(teams, 0, 80, 30, 0).widgets[:3]] == [2, 5, 8]


def test_a_summary_goes_before_the_grids_on_a_low_screen() -> None:
    assert [box is not None for box in arrange(TEAMS, 0, 80, 11, 0).widgets] == [False, True, True]


def test_a_summary_has_its_place_where_the_layout_gives_one() -> None:
    placed = plan(summary(0, 0, 12, 2), grid(0, 2, 12, 10))
    counts, _ = arrange(placed, 0, 160, 50, 0).widgets
    assert counts is not None
    assert (counts.x, counts.y, counts.width) == (0, 2, 160)
    assert arrange(plan(summary(0, 0, 1, 1), grid(1, 0, 11, 12)), 0, 160, 50, 0).note.startswith(
        "The layout's places don't fit"
    )


def test_tiles_go_before_grids_on_a_low_screen_and_the_note_counts_them() -> None:
    seen = arrange(SSH, 0, 80, 17, 0)
    assert seen.widgets[:4] == (None,) * 4
    assert all(seen.widgets[4:])
    assert seen.note == "This screen is too small for 4 of the page's 7 widgets."


@pytest.mark.parametrize(("width", "height"), [(10, 3), (1, 1), (23, 24), (80, 5)])
def test_a_screen_that_is_too_small_shows_one_sentence(width: int, height: int) -> None:
    seen = arrange(SSH, 0, width, height, 0)
    assert not any(seen.widgets)
    assert seen.note == "This screen is too small."


@pytest.mark.parametrize(
    ("width", "height", "rotate", "rows"),
    [(160, 50, 20, 7), (120, 33, 20, 5), (160, 50, 0, 5), (80, 24, 0, 3), (80, 15, 0, 1)],
    ids=["a wall", "a smaller wall", "a desk", "a small terminal", "a low one"],
)
def test_a_lost_banner_is_as_high_as_the_screen_allows(
    width: int, height: int, rotate: int, rows: int
) -> None:
    assert banner_rows(LOST_BANNER, plan(tile(), rotate=rotate), width, height) == rows


def test_a_stale_banner_has_one_row_and_no_banner_has_none() -> None:
    assert banner_rows(STALE_BANNER, SSH, 160, 50) == 1
    assert banner_rows(None, SSH, 160, 50) == 0


PLACES = st.builds(At, st.integers(0, 11), st.integers(0, 11), st.integers(1, 12), st.integers(1, 12))
WIDGETS = st.lists(
    st.sampled_from([tile(), summary(), grid(), grid(limit=3), grid(scope="agent")]), max_size=12
).flatmap(lambda widgets: st.sampled_from([widgets, [*widgets, ticker()]]))


@given(
    WIDGETS,
    st.integers(1, 220),
    st.integers(1, 70),
    st.sampled_from([0, 1, 3, 5, 7]),
    st.sampled_from([0, 20]),
)
def test_what_flows_stays_on_the_screen_and_apart(
    widgets: list[WidgetPlan], width: int, height: int, banner: int, rotate: int
) -> None:
    seen = arrange(plan(*widgets, rotate=rotate), 0, width, height, banner)
    boxes = [box for box in seen.widgets if box is not None]
    assert len(seen.widgets) == len(widgets)
    assert bool(seen.note) == (len(boxes) < len(widgets) or not widgets)
    taken = [box for box in (*boxes, seen.status, seen.banner, seen.footer) if box is not None and box.height]
    for box in taken:
        assert box.x >= 0
        assert box.y >= 0
        assert box.width > 0
        assert box.x + box.width <= width
        assert box.y + box.height <= height
    for one, other in combinations(taken, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        above = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert beside or above


@given(st.lists(PLACES, min_size=1, max_size=6), st.integers(24, 220), st.integers(6, 70))
def test_scaled_places_stay_on_the_screen(places: list[At], width: int, height: int) -> None:
    inside = [at for at in places if at.column + at.width <= 12 and at.row + at.height <= 12]
    widgets = [TilePlan(FIGURE, TotalsPart("wb", ("x",)), at) for at in inside]
    for box in arrange(plan(*widgets), 0, width, height, 0).widgets:
        assert box is None or (box.x >= 0 and box.x + box.width <= width and box.y + box.height < height)
