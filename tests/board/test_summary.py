"""Agents counted by state and reason."""

from hypothesis import given
from hypothesis import strategies as st

from tests.board.wall import AGENTS, Wall, plan, rows
from wallboard.board.summary import counted
from wallboard.board.views import Level, StateView, SummaryView
from wallboard.layout.plan import SummaryPlan
from wallboard.protocol.answer import Answer
from wallboard.protocol.subscription import Missing
from wallboard.protocol.values import Raw

SUMMARY = SummaryPlan("Agents", AGENTS, 0, 1)


def wall() -> Wall:
    return Wall(plan(SUMMARY))


def team(*agents: tuple[Raw, Raw]) -> SummaryView:
    return wall().gets(rows(*agents)).summary()


def told(view: SummaryView) -> list[str]:
    """The states as they are read, those without agents left out."""
    return [f"{state.count} {state.word}" for state in view.states if state.count]


def test_agents_are_counted_by_state_and_reason() -> None:
    agents = (
        [("ready", "")] * 12 + [("busy", "")] * 31 + [("not_ready", "Lunch")] * 4 + [("not_ready", "")] * 5
    )
    view = team(*agents)
    assert view.total == 52
    assert told(view) == ["12 ready", "31 busy", "9 not ready"]
    assert view.states[3].reasons == (("Lunch", 4),)


def test_the_usual_states_are_there_without_agents_too() -> None:
    view = team(("busy", ""))
    assert [(state.word, state.count) for state in view.states] == [
        ("ready", 0),
        ("busy", 1),
        ("after call", 0),
        ("not ready", 0),
    ]


def test_a_zero_is_muted_unless_nobody_is_ready() -> None:
    assert [state.muted for state in team(("busy", "")).states] == [False, False, True, True]


def test_the_most_frequent_reason_comes_first_and_equal_ones_by_name() -> None:
    reasons = ["Lunch", "break", "Break", "Meeting", "Meeting"]
    view = team(*(("not_ready", reason) for reason in reasons))
    assert view.states[3].reasons == (("Meeting", 2), ("Break", 1), ("break", 1), ("Lunch", 1))


def test_states_that_nobody_expects_are_counted_as_they_come() -> None:
    view = team(
        ("ready", ""), ("supervising", ""), ("on_hold", ""), ("supervising", "x"), ("", ""), (None, None)
    )
    assert told(view) == ["1 ready", "2 without a state", "2 supervising", "1 on_hold"]


def test_nobody_logged_in_is_said() -> None:
    view = team()
    assert (view.total, view.states, view.empty) == (
        0,
        (),
        "No agent is logged in, of those that this login may see.",
    )


def test_before_the_first_answer_nobody_knows() -> None:
    view = wall().at(4).summary()
    assert (view.total, view.empty, view.freshness.level) == (None, "", Level.WAITING)
    assert {state.count for state in view.states} == {None}


def test_it_ages_by_its_own_rows() -> None:
    shown = wall().gets(rows(("ready", ""))).at(31).gets(Answer(totals={"wb": {"x": "1"}})).summary()
    assert (told(shown), shown.freshness.level) == (["1 ready"], Level.STALE)


def test_rows_that_do_not_come_are_told() -> None:
    assert wall().gets(Answer(totals={"wb": {"x": "1"}})).summary().empty == "Not in the server's answer."


def test_a_team_that_the_server_does_not_know_shows_nobody() -> None:
    seen = wall().gets(rows(("ready", "")))
    seen.gets(Answer(empty=True), missing=(Missing("team", "Front", AGENTS.app_id, AGENTS.grid_id),))
    view = seen.summary()
    assert (view.total, view.states, view.note) == (None, (), "no team “Front”")
    assert view.empty == "This server knows no team “Front”."


RAWS = st.none() | st.integers() | st.sampled_from(["ready", "busy", "not_ready", "x", ""])


@given(st.lists(st.tuples(RAWS, RAWS), max_size=40))
def test_every_agent_is_counted_once(agents: list[tuple[Raw, Raw]]) -> None:
    states = counted(SUMMARY, agents)
    assert sum(state.count or 0 for state in states) == len(agents)
    for state in states:
        assert sum(count for _, count in state.reasons) <= (state.count or 0)
    assert isinstance(states[0], StateView)
    assert states == counted(SUMMARY, list(reversed(agents)))
