"""A layout becomes one subscription, and each widget finds its part of the answer."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.layout.strategies import layouts
from tests.wire import schema
from wallboard import layout as room
from wallboard.layout import Layout, read_layout
from wallboard.layout.models import AgentGrid, AgentSummary, Column, ServiceGrid, Tile
from wallboard.layout.plan import (
    At,
    GridPlan,
    PagePlan,
    Plan,
    SortKey,
    SummaryPlan,
    Threshold,
    TickerPlan,
    TilePlan,
    TotalsPart,
    WidgetPlan,
)
from wallboard.protocol.answer import Answer, GridKey
from wallboard.protocol.kinds import Kind
from wallboard.protocol.reader import Reader

anything = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)


class Server:
    """Answers any subscription with values that stand for what was asked; knows nothing of plans."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self._asked: list[Any] = []
        self.answer = json.dumps({app_id: self._part(one) for app_id, one in body.items()}).encode()

    def asked(self, value: object) -> Any:
        """What was asked for where this value came."""
        assert isinstance(value, str)
        return self._asked[int(value)]

    def _value(self, asked: Any) -> str:
        self._asked.append(asked)
        return str(len(self._asked) - 1)

    def _part(self, one: Mapping[str, Any]) -> dict[str, Any]:
        part: dict[str, Any] = {}
        scope = (one.get("stats_totals_service_ids"), one.get("stats_totals_dispositions"))
        if "stats_totals" in one:
            part["stats_totals"] = {stat: self._value((*scope, stat)) for stat in one["stats_totals"]}
        for section in ("service_grids", "agent_grids"):
            if section in one:
                part[section] = [self._grid(section, grid) for grid in reversed(one[section])]
        if "chat_messages" in one:
            chat = one["chat_messages"]
            part["chat_messages"] = [
                {"id": "1", "content": self._value((chat.get("filter"), chat.get("limit")))}
            ]
        return part

    def _grid(self, section: str, grid: Mapping[str, Any]) -> dict[str, Any]:
        meant = {column["id"]: without_id(column) for column in grid["columns"]}
        facts = {name: grid[name] for name in grid if name not in ("id", "columns")} | {"section": section}
        for name in ("order_by", "filter_by"):
            if name in facts:
                facts[name] = meant[facts[name]]
        if "order" in facts:
            facts["order"] = [(meant[key["by"]], key["dir"]) for key in facts["order"]]
        return {"id": grid["id"], "values": [{id_: self._value((facts, one)) for id_, one in meant.items()}]}


def without_id(column: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in column.items() if name != "id"}


def wanted_column(column: Column) -> dict[str, Any]:
    wanted: dict[str, Any] = {"stat_name": column.stat or "SUM"}
    if column.sum:
        wanted["sum_stat_names"] = list(column.sum)
    if column.dispositions:
        wanted["dispositions"] = list(column.dispositions)
    return wanted


def wanted_grid(grid: ServiceGrid) -> dict[str, Any]:
    """What the wire must say about a grid, from the layout alone."""
    columns = {column.id or column.stat or "+".join(column.sum or ()): column for column in grid.columns}
    agents = isinstance(grid, AgentGrid)
    wanted = {
        "section": "agent_grids" if agents else "service_grids",
        "limit": None if grid.limit is None else str(grid.limit),
        "order_by": wanted_column(columns[grid.order_by]) if grid.order_by else None,
        "order_dir": (grid.order_dir or "DESC") if grid.order_by else None,
        "order": [(wanted_column(columns[key.by or ""]), key.dir) for key in grid.order] or None,
        "filter_by": wanted_column(columns[grid.filter_by]) if grid.filter_by else None,
        "filter_operation": grid.filter_operation,
        "filter_value": grid.filter_value,
        "service_ids": list(grid.services) or None,
    }
    if isinstance(grid, AgentGrid):
        flag = {True: "true", False: "false", None: None}[grid.logged_in_only]
        wanted |= {"team_ids": list(grid.teams) or None, "logged_in_agents_only": flag}
        wanted["my_subteam_only"] = grid.my_subteam_only
    return {name: value for name, value in wanted.items() if value is not None}


def pairs(layout: Layout, plan: Plan) -> Iterator[tuple[Any, WidgetPlan]]:
    """Each widget of the layout with its plan."""
    for page, planned in zip(layout.pages, plan.pages, strict=True):
        ticker = [page.ticker] if page.ticker else []
        widgets = [*page.tiles, *page.agent_summaries, *page.service_grids, *page.agent_grids, *ticker]
        yield from zip(widgets, planned.widgets, strict=True)


def assert_tile(tile: Tile, plan: TilePlan, answer: Answer, server: Server) -> None:
    scope = (list(tile.services) or None, list(tile.dispositions) or None)
    got = [server.asked(answer.totals[plan.part.app_id][stat]) for stat in plan.part.stats]
    assert got == [(*scope, stat) for stat in (tile.sum or (tile.stat,))]
    if isinstance(plan.figure.goal, TotalsPart):
        (stat,) = plan.figure.goal.stats
        assert server.asked(answer.totals[plan.figure.goal.app_id][stat]) == (*scope, tile.goal)


def assert_grid(grid: ServiceGrid, plan: GridPlan, answer: Answer, server: Server) -> None:
    (row,) = answer.grids[plan.part]
    facts = wanted_grid(grid)
    for column, shown in zip(grid.columns, plan.columns, strict=True):
        assert server.asked(row[shown.index]) == (facts, wanted_column(column))
    key = "login_id" if isinstance(grid, AgentGrid) else "name"
    assert server.asked(row[plan.key_index]) == (facts, {"stat_name": key})
    assert [server.asked(cell)[1]["stat_name"] for cell in row] == list(plan.stats)
    for shown in plan.columns:
        for threshold in shown.figure.thresholds:
            assert {stat for stat, _ in threshold.when} <= set(plan.stats)


def assert_summary(summary: AgentSummary, plan: SummaryPlan, answer: Answer, server: Server) -> None:
    """Its rows may be a grid's, sorted somehow, but they are all of the teams' agents."""
    (row,) = answer.grids[plan.part]
    for index, stat in ((plan.state_index, "acd_state"), (plan.reason_index, "reason")):
        facts, column = server.asked(row[index])
        assert column["stat_name"] == stat
        wanted = {"team_ids": list(summary.teams) or None, "logged_in_agents_only": "true"}
        limits = ("team_ids", "logged_in_agents_only", "service_ids", "limit", "filter_by")
        assert {name: facts.get(name) for name in limits} == dict.fromkeys(limits) | wanted
        assert not facts.get("my_subteam_only")


@given(layouts())
@anything
def test_each_widget_finds_its_part_of_an_answer_built_from_the_subscription_alone(layout: Layout) -> None:
    plan = room.compile(layout, "wb.host.desk")
    server = Server(plan.subscription.body())
    answer = Reader(plan.subscription).read(server.answer)
    assert answer.unread == ()
    for widget, planned in pairs(layout, plan):
        match planned:
            case TilePlan():
                assert_tile(widget, planned, answer, server)
            case SummaryPlan():
                assert_summary(widget, planned, answer, server)
            case GridPlan():
                assert_grid(widget, planned, answer, server)
            case TickerPlan():
                (message,) = answer.messages[planned.app_id]
                limit = None if widget.limit is None else str(widget.limit)
                assert server.asked(message.content) == (widget.filter, limit)


@given(layouts())
@anything
def test_a_strict_server_takes_the_subscription_of_every_layout(layout: Layout) -> None:
    assert schema.problems(room.compile(layout, "wb").subscription.body()) == []


@given(layouts())
@anything
def test_nothing_is_asked_twice_and_all_app_ids_are_ours(layout: Layout) -> None:
    body = room.compile(layout, "wb.host.desk").subscription.body()
    assert all(app_id.startswith("wb.host.desk.") for app_id in body)
    asked: list[Any] = []
    for one in body.values():
        scope = (one.get("stats_totals_service_ids"), one.get("stats_totals_dispositions"))
        asked += [("totals", scope, stat) for stat in one.get("stats_totals", [])]
        asked += [(section, without_id(grid)) for section in one for grid in grids_of(one, section)]
        asked += [("chat", one["chat_messages"])] if "chat_messages" in one else []
    assert not [one for number, one in enumerate(asked) if one in asked[:number]]


def grids_of(one: Mapping[str, Any], section: str) -> list[Any]:
    return list(one[section]) if section.endswith("_grids") else []


HEAD = 'title = "x"\n[[page]]\nname = "p"\n'


def compiled(text: str) -> Plan:
    return room.compile(read_layout(HEAD + text, "test"), "wb")


def widgets(text: str) -> tuple[WidgetPlan, ...]:
    (page,) = compiled(text).pages
    return page.widgets


def figure_of(text: str) -> Any:
    (tile,) = widgets(f"[[page.tile]]\n{text}\n")
    assert isinstance(tile, TilePlan)
    return tile.figure


def test_what_has_no_scope_stands_under_one_app_id_and_each_other_scope_under_its_own() -> None:
    plan = compiled(
        '[[page.tile]]\nstat = "in_calls_waiting"\n'
        '[[page.tile]]\nstat = "in_calls_waiting"\nservices = ["Sales"]\n'
        '[[page.tile]]\nstat = "agents_logged"\nservices = ["Sales"]\n'
        '[[page.tile]]\nstat = "agents_logged"\nservices = ["Sales"]\ndispositions = ["Sold"]\n'
        '[[page.service_grid]]\nservices = ["Sales"]\ncolumns = [{ stat = "in_calls_waiting" }]\n'
        "[page.ticker]\n"
    )
    assert plan.subscription.body() == {
        "wb.all": {
            "stats_totals": ["in_calls_waiting"],
            "service_grids": [
                {
                    "id": "service1",
                    "columns": [
                        {"id": "1", "stat_name": "in_calls_waiting"},
                        {"id": "2", "stat_name": "name"},
                    ],
                    "service_ids": ["Sales"],
                }
            ],
            "chat_messages": {},
        },
        "wb.scope1": {
            "stats_totals": ["in_calls_waiting", "agents_logged"],
            "stats_totals_service_ids": ["Sales"],
        },
        "wb.scope2": {
            "stats_totals": ["agents_logged"],
            "stats_totals_service_ids": ["Sales"],
            "stats_totals_dispositions": ["Sold"],
        },
    }


def test_every_field_of_the_protocol_can_be_reached() -> None:
    grid = (
        "columns = [\n"
        '  { stat = "first_last_name" },\n'
        '  { stat = "calls_dispositions_per_day", dispositions = ["Sale"] },\n'
        '  { id = "sold", sum = ["calls_dispositions_per_day"], dispositions = ["Sale"] },\n'
        "]\n"
        'limit = 20\nfilter_by = "sold"\nfilter_operation = "GE"\nfilter_value = "1"\n'
        'teams = ["Front"]\nservices = ["Sales"]\nlogged_in_only = true\nmy_subteam_only = false\n'
    )
    plan = compiled(
        f'[[page.agent_grid]]\n{grid}order_by = "sold"\norder_dir = "ASC"\n'
        f'[[page.agent_grid]]\n{grid}order = [{{ by = "sold", dir = "ASC" }}, {{ by = "first_last_name" }}]\n'
        '[page.ticker]\nfilter = "all:"\nlimit = 5\n'
    )
    asked = {
        "columns": [
            {"id": "1", "stat_name": "first_last_name"},
            {"id": "2", "stat_name": "calls_dispositions_per_day", "dispositions": ["Sale"]},
            {
                "id": "3",
                "stat_name": "SUM",
                "sum_stat_names": ["calls_dispositions_per_day"],
                "dispositions": ["Sale"],
            },
            {"id": "4", "stat_name": "login_id"},
        ],
        "limit": "20",
        "filter_by": "3",
        "filter_value": "1",
        "filter_operation": "GE",
        "team_ids": ["Front"],
        "service_ids": ["Sales"],
        "logged_in_agents_only": "true",
        "my_subteam_only": False,
    }
    order = [{"by": "3", "dir": "ASC"}, {"by": "1", "dir": "DESC"}]
    assert plan.subscription.body() == {
        "wb.all": {
            "agent_grids": [
                {"id": "agent1", **asked, "order_by": "3", "order_dir": "ASC"},
                {"id": "agent2", **asked, "order": order},
            ],
            "chat_messages": {"filter": "all:", "limit": "5"},
        }
    }


def test_grids_that_ask_the_same_are_asked_once_however_they_look() -> None:
    plan = compiled(
        '[[page.agent_grid]]\ntitle = "A"\ncolumns = [{ stat = "login_id", label = "Login" }]\n'
        '[[page.agent_grid]]\ntitle = "B"\ncolumns = [{ stat = "login_id", width = 9 }]\n'
    )
    first, second = plan.pages[0].widgets
    assert isinstance(first, GridPlan)
    assert isinstance(second, GridPlan)
    assert first.part == second.part
    assert (first.title, second.title) == ("A", "B")
    assert len(plan.subscription.root["wb.all"].agent_grids or ()) == 1


SUMMARY = "[[page.agent_summary]]\n"
ROSTER = 'columns = [{ stat = "reason" }, { stat = "login_time" }, { stat = "acd_state" }]\n'


def summary_of(text: str) -> tuple[SummaryPlan, Plan]:
    plan = compiled(text)
    (summary,) = (one for one in plan.pages[0].widgets if isinstance(one, SummaryPlan))
    return summary, plan


def test_a_summary_asks_for_state_and_reason_of_the_agents_who_are_logged_in() -> None:
    summary, plan = summary_of(SUMMARY + 'teams = ["Front"]\n')
    assert plan.subscription.body() == {
        "wb.all": {
            "agent_grids": [
                {
                    "id": "agent1",
                    "columns": [{"id": "1", "stat_name": "acd_state"}, {"id": "2", "stat_name": "reason"}],
                    "team_ids": ["Front"],
                    "logged_in_agents_only": "true",
                }
            ]
        }
    }
    assert summary == SummaryPlan("Agents", GridKey("wb.all", "agent_grids", "agent1"), 0, 1)


def test_a_summary_counts_the_rows_of_a_grid_that_has_its_agents_and_asks_for_nothing_more() -> None:
    grid = f"[[page.agent_grid]]\nlogged_in_only = true\n{ROSTER}"
    summary, plan = summary_of(SUMMARY + grid)
    assert plan.subscription == compiled(grid).subscription
    assert (summary.part.grid_id, summary.state_index, summary.reason_index) == ("agent1", 2, 0)


def test_it_counts_those_of_a_later_page_too() -> None:
    later = f'[[page]]\nname = "Teams"\n[[page.agent_grid]]\nlogged_in_only = true\n{ROSTER}'
    assert len(summary_of(SUMMARY + later)[1].subscription.root["wb.all"].agent_grids or ()) == 1


@pytest.mark.parametrize(
    "limits",
    [
        pytest.param("", id="all agents, logged in or not"),
        pytest.param('logged_in_only = true\nteams = ["Nord"]', id="another team"),
        pytest.param("logged_in_only = true\nlimit = 20", id="the first twenty"),
        pytest.param('logged_in_only = true\nservices = ["Sales"]', id="those of one service"),
        pytest.param("logged_in_only = true\nmy_subteam_only = true", id="the user's own subteam"),
        pytest.param(
            'logged_in_only = true\nfilter_by = "reason"\nfilter_operation = "EQ"\nfilter_value = "Break"',
            id="filtered ones",
        ),
    ],
)
def test_a_summary_never_counts_a_grid_of_other_agents(limits: str) -> None:
    summary, plan = summary_of(f"{SUMMARY}[[page.agent_grid]]\n{limits}\n{ROSTER}")
    grids = plan.subscription.root["wb.all"].agent_grids or ()
    assert [grid.id for grid in grids] == ["agent1", "agent2"]
    assert summary.part.grid_id == "agent2"


def test_equal_summaries_are_asked_once() -> None:
    plan = compiled(f'{SUMMARY}{SUMMARY}title = "Again"\n')
    assert len(plan.subscription.root["wb.all"].agent_grids or ()) == 1


def test_the_statistics_that_when_names_are_asked_for_and_not_shown() -> None:
    (grid,) = widgets(
        '[[page.agent_grid]]\ncolumns = [{ stat = "state_duration", thresholds = [\n'
        '  { when = { acd_state = "not_ready", reason = "Lunch" }, alert = "60:00" },\n'
        '  { when = { acd_state = "not_ready" }, alert = "20:00" } ], warn = "30:00" }]\n'
    )
    assert isinstance(grid, GridPlan)
    assert [column.id for column in grid.columns] == ["state_duration"]
    assert grid.stats == ("state_duration", "login_id", "acd_state", "reason")
    assert grid.columns[0].figure.thresholds == (
        Threshold(None, 3600, True, (("acd_state", "not_ready"), ("reason", "Lunch"))),
        Threshold(None, 1200, True, (("acd_state", "not_ready"),)),
        Threshold(1800, None, True),
    )


def test_order_and_columns_keep_the_layouts_ids_in_the_plan() -> None:
    (grid,) = widgets(
        '[[page.service_grid]]\ncolumns = [{ id = "who", stat = "name" }, { stat = "in_calls_waiting" }]\n'
        'order = [{ by = "in_calls_waiting" }, { by = "who", dir = "ASC" }]\nlimit = 5\nat = [0, 1, 2, 3]\n'
    )
    assert isinstance(grid, GridPlan)
    assert [(column.id, column.stat) for column in grid.columns] == [
        ("who", "name"),
        ("in_calls_waiting", "in_calls_waiting"),
    ]
    assert grid.order == (SortKey("in_calls_waiting", "DESC"), SortKey("who", "ASC"))
    assert (grid.limit, grid.at, grid.key_index) == (5, At(0, 1, 2, 3), 0)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param('stat = "in_calls_waiting"\nwarn = 5\nalert = 10', Threshold(5, 10, True), id="rising"),
        pytest.param(
            'stat = "in_calls_waiting"\nwarn = 10\nalert = 5', Threshold(10, 5, False), id="falling"
        ),
        pytest.param('stat = "in_calls_waiting"\nwarn = 5', Threshold(5, None, True), id="low is better"),
        pytest.param('stat = "service_level"\nalert = 70', Threshold(None, 70, False), id="high is better"),
        pytest.param(
            'stat = "in_calls_received_per_day"\nwarn = 9', Threshold(9, None, True), id="neither is better"
        ),
        pytest.param('stat = "made_up"\nwarn = 9', Threshold(9, None, True), id="unknown"),
        pytest.param(
            'stat = "in_max_wait_time"\nwarn = "2:00"\nalert = "1:00:00"',
            Threshold(120, 3600, True),
            id="durations in seconds",
        ),
    ],
)
def test_thresholds_are_in_the_units_of_values_and_know_which_way_is_worse(
    fields: str, expected: Threshold
) -> None:
    assert figure_of(fields).thresholds == (expected,)


def test_a_goal_is_an_amount_or_the_totals_of_the_tiles_own_scope() -> None:
    assert figure_of('stat = "in_max_wait_time"\ngoal = "2:00"').goal == 120
    assert figure_of('stat = "service_level"\ngoal = 80').goal == 80
    scoped = figure_of('stat = "service_level"\ngoal = "service_level_target"\nservices = ["Sales"]')
    assert scoped.goal == TotalsPart("wb.scope1", ("service_level_target",))


@pytest.mark.parametrize(
    ("fields", "is_most"),
    [
        pytest.param('stat = "in_calls_waiting"', True, id="low is better"),
        pytest.param('stat = "service_level"', False, id="high is better"),
        pytest.param('stat = "agents_logged"\nwarn = 5\nalert = 9', True, id="the thresholds say otherwise"),
    ],
)
def test_a_goal_is_a_bound_from_the_side_that_is_good(fields: str, is_most: bool) -> None:
    assert figure_of(f"{fields}\ngoal = 3").goal_is_most is is_most


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        pytest.param('stat = "service_level"', Kind.RATIO, id="by the catalogue"),
        pytest.param('stat = "service_level"\nformat = "percent"', Kind.RATIO, id="a share keeps its unit"),
        pytest.param('stat = "made_up"', Kind.ANY, id="unknown"),
        pytest.param('stat = "made_up"\nformat = "seconds"', Kind.SECONDS, id="unknown, with a format"),
        pytest.param('sum = ["in_calls_waiting", "callbacks_waiting"]', Kind.COUNT, id="a sum of counts"),
        pytest.param('sum = ["in_calls_waiting", "made_up"]', Kind.ANY, id="a sum with an unknown"),
    ],
)
def test_the_kind_of_a_value_is_the_catalogues_or_the_formats(fields: str, kind: Kind) -> None:
    assert figure_of(fields).kind is kind


def test_zero_is_good_where_fewer_is_better() -> None:
    assert figure_of('stat = "in_calls_waiting"').zero_is_good
    assert figure_of('stat = "in_max_wait_time"').zero_is_good
    assert figure_of('stat = "in_calls_abandoned_in_queue_ratio_per_day"').zero_is_good
    assert not figure_of('stat = "agents_logged"').zero_is_good
    assert not figure_of('stat = "in_calls_received_per_day"').zero_is_good


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param('stat = "in_calls_received_per_day"', True, id="a count of the day"),
        pytest.param('stat = "made_up_per_day"\nformat = "count"', True, id="unknown, by its name"),
        pytest.param(
            'sum = ["in_calls_abandoned_in_queue_per_day", "in_calls_short_abandoned_in_queue_per_day"]',
            True,
            id="a sum of such",
        ),
        pytest.param('stat = "in_calls_waiting"', False, id="a count of this moment"),
        pytest.param('stat = "in_calls_abandoned_in_queue_ratio_per_day"', False, id="a share of the day"),
        pytest.param('sum = ["in_calls_waiting", "in_calls_received_per_day"]', False, id="a sum of both"),
    ],
)
def test_a_tally_is_a_count_since_the_daily_reset(fields: str, expected: bool) -> None:
    assert figure_of(fields).is_tally is expected


def test_texts_of_the_layout_are_cleaned_before_they_can_reach_a_terminal() -> None:
    layout = read_layout(
        'title = "a\\u001bb"\n[[page]]\nname = "c\\u0007"\n[[page.tile]]\nstat = "in_calls_waiting"\n'
        'label = "d\\u009b"\n[[page.agent_grid]]\ntitle = "e\\nf"\ncolumns = [{ stat = "login_id" }]\n',
        "x",
    )
    plan = room.compile(layout, "wb")
    tile, grid = plan.pages[0].widgets
    assert isinstance(tile, TilePlan)
    assert isinstance(grid, GridPlan)
    for text in (plan.title, plan.pages[0].name, tile.figure.label, grid.title):
        assert text.isprintable()


def test_a_label_that_is_not_given_is_made_of_the_statistics_names() -> None:
    assert figure_of('stat = "in_calls_waiting"').label == "In calls waiting"
    assert (
        figure_of('sum = ["in_calls_waiting", "callbacks_waiting"]').label
        == "In calls waiting + Callbacks waiting"
    )
    assert figure_of('stat = "in_calls_waiting"\nlabel = ""').label == ""


def test_the_plan_carries_what_the_layout_says_about_the_whole_board() -> None:
    plan = room.compile(
        read_layout(
            'title = "Desk"\nscreen = "80x24"\nrefresh = 10\ntime_zone = "Europe/Berlin"\nrotate = 20\n'
            'theme = "day"\n[freshness]\nlate = 40\nstale = 70\n'
            '[[page]]\nname = "p"\n[page.ticker]\nlimit = 3\n',
            "x",
        ),
        "wb",
    )
    assert (plan.title, plan.screen, plan.refresh, plan.rotate) == ("Desk", (80, 24), 10, 20)
    assert (plan.time_zone, plan.theme) == ("Europe/Berlin", "day")
    assert (plan.freshness.late, plan.freshness.stale, plan.freshness.lost) == (40, 70, 300)
    assert plan.pages == (PagePlan("p", (TickerPlan("wb.all", 3),)),)
