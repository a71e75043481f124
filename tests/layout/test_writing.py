"""A layout goes out as TOML and comes back as it was."""

from hypothesis import HealthCheck, given, settings

from tests.layout.strategies import layouts
from wallboard.layout import Layout, find_layout, read_layout, shipped
from wallboard.layout.models import AgentGrid, Column, Page, Ticker
from wallboard.layout.writing import write_layout


@given(layouts())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
def test_a_layout_that_is_written_and_read_again_is_the_same(layout: Layout) -> None:
    assert read_layout(write_layout(layout), "written") == layout


def test_the_shipped_layouts_are_the_same_after_being_written_and_read() -> None:
    for name in shipped():
        layout = read_layout(find_layout(name).read_text("utf-8"), name)
        assert read_layout(write_layout(layout), name) == layout


def test_a_column_is_one_line_and_defaults_are_not_written() -> None:
    columns = (
        Column(stat="first_last_name", label="Agent"),
        Column(stat="state_duration", warn="5:00", when={"acd_state": "after_call_work"}),
    )
    page = Page(name="Today", agent_grid=(AgentGrid(columns=columns, logged_in_only=True),), ticker=Ticker())
    assert write_layout(Layout(title="Desk", page=(page,))) == (
        'title = "Desk"\n'
        "\n"
        "[[page]]\n"
        'name = "Today"\n'
        "\n"
        "[[page.agent_grid]]\n"
        "columns = [\n"
        '    {stat = "first_last_name", label = "Agent"},\n'
        '    {stat = "state_duration", warn = "5:00", when = {acd_state = "after_call_work"}},\n'
        "]\n"
        "logged_in_only = true\n"
        "\n"
        "[page.ticker]\n"
    )
