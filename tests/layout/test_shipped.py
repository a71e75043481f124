"""The layouts that come with the program."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wire import schema
from wallboard import layout as room
from wallboard.layout import Layout, NoSuchLayout, find_layout, read_layout, shipped
from wallboard.layout.models import AgentGrid
from wallboard.layout.plan import GridPlan, TickerPlan, TilePlan
from wallboard.protocol.catalogue import find
from wallboard.protocol.kinds import Scope


def layout_of(name: str) -> Layout:
    return read_layout(find_layout(name).read_text("utf-8"), name)


def asked_for(layout: Layout) -> Iterator[tuple[str, Scope]]:
    """Every statistic that goes out, in its scope, taken from the subscription."""
    for one in room.compile(layout, "wb").subscription.body().values():
        yield from ((stat, "totals") for stat in one.get("stats_totals", []))
        scopes: tuple[tuple[str, Scope], ...] = (("service_grids", "service"), ("agent_grids", "agent"))
        for section, scope in scopes:
            for grid in one.get(section, []):
                for column in grid["columns"]:
                    yield from ((stat, scope) for stat in column.get("sum_stat_names", [column["stat_name"]]))


def test_three_layouts_are_shipped() -> None:
    assert shipped() == ("desk", "kiosk", "ssh")


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_layout_asks_only_for_statistics_that_were_seen(name: str) -> None:
    for stat, scope in asked_for(layout_of(name)):
        statistic = find(stat, scope)
        assert statistic is not None, (stat, scope)
        assert statistic.confirmed, (stat, scope)
    assert room.compile(layout_of(name), "wb").notes == ()


@pytest.mark.parametrize("name", shipped())
def test_a_strict_server_takes_a_shipped_layout(name: str) -> None:
    assert schema.problems(room.compile(layout_of(name), "wb").subscription.body()) == []


@pytest.mark.parametrize("name", shipped())
def test_agent_grids_of_shipped_layouts_show_who_does_what_for_how_long(name: str) -> None:
    shown = {"first_last_name", "acd_state", "reason", "state_duration", "in_calls_handled_per_day"}
    shown |= {"calls_average_handling_time_per_day", "team_name"}
    for page in layout_of(name).pages:
        for grid in page.agent_grids:
            assert shown <= {column.stat for column in grid.columns}
            assert grid.logged_in_only is True
            (state,) = (column for column in grid.columns if column.stat == "state_duration")
            assert [spec.when["acd_state"] for spec in state.thresholds] == ["not_ready", "after_call_work"]


@pytest.mark.parametrize("name", shipped())
def test_service_grids_of_shipped_layouts_show_the_queue_and_its_agents(name: str) -> None:
    shown = {"name", "in_calls_waiting", "in_max_wait_time", "service_level", "agents_logged", "agents_busy"}
    for page in layout_of(name).pages:
        for grid in page.service_grids:
            assert shown <= {column.stat for column in grid.columns}
            assert any("abandoned" in column.name for column in grid.columns)


def test_the_desk_has_six_tiles_both_grids_and_messages_and_two_pages_more() -> None:
    desk = room.compile(layout_of("desk"), "wb")
    assert [page.name for page in desk.pages] == ["Today", "Queues", "Teams"]
    today = desk.pages[0].widgets
    labels = [widget.figure.label for widget in today if isinstance(widget, TilePlan)]
    assert labels == ["Waiting", "Longest wait", "Service level", "Abandoned", "Ready", "Received today"]
    assert [type(widget) for widget in today[6:]] == [GridPlan, GridPlan, TickerPlan]
    assert "login_id" in [column.stat for column in layout_of("desk").pages[2].agent_grids[0].columns]


def test_the_small_terminal_has_four_tiles_and_lets_its_widgets_flow() -> None:
    ssh = room.compile(layout_of("ssh"), "wb")
    assert ssh.screen == (80, 24)
    assert [page.name for page in ssh.pages] == ["Today", "Teams"]
    assert [type(widget) for widget in ssh.pages[0].widgets] == [TilePlan] * 4 + [
        GridPlan,
        GridPlan,
        TickerPlan,
    ]
    assert all(widget.at is None for page in ssh.pages for widget in page.widgets)


def test_the_kiosk_turns_its_pages_and_names_no_agent() -> None:
    kiosk = layout_of("kiosk")
    assert kiosk.rotate == 20
    assert all(not page.agent_grids and page.ticker for page in kiosk.pages)
    assert not any(isinstance(widget, AgentGrid) for page in kiosk.pages for _, widget in page.widgets())


def test_a_shipped_name_means_the_same_in_every_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("desk").write_text("", "utf-8")
    assert find_layout("desk").name == "desk.toml"
    assert find_layout("./desk") == Path("desk")


def test_a_layout_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(NoSuchLayout) as caught:
        find_layout("dsek")
    assert str(caught.value) == (
        "There is no layout 'dsek': give a file, or one of desk, kiosk, ssh. Did you mean desk?"
    )


def test_a_folder_is_no_layout(tmp_path: Path) -> None:
    with pytest.raises(NoSuchLayout):
        find_layout(str(tmp_path))
