"""What `explain` says beside the subscription."""

from wallboard.layout import compile as compiled
from wallboard.layout import read_layout

HEAD = 'title = "x"\n[[page]]\nname = "p"\n'


def notes(text: str) -> tuple[str, ...]:
    return compiled(read_layout(HEAD + text, "test"), "wb").notes


def test_names_that_the_server_must_look_up_are_told_once_and_ids_are_not() -> None:
    assert notes(
        '[[page.tile]]\nstat = "in_calls_waiting"\nservices = ["Sales"]\n'
        '[[page.agent_grid]]\ncolumns = [{ stat = "login_id" }]\nteams = ["Front"]\n'
        'services = ["Sales", "6F9619FF-8B86-D011-B42D-00C04FC964FF"]\n'
        '[[page.agent_summary]]\nteams = ["Front", "Nord"]\n'
    ) == (
        "service `Sales` is looked up on the server",
        "team `Front` is looked up on the server",
        "team `Nord` is looked up on the server",
    )


def test_statistics_that_are_unknown_or_guessed_are_told_wherever_they_stand() -> None:
    assert notes(
        '[[page.tile]]\nstat = "in_calls_waitin"\n'
        '[[page.tile]]\nsum = ["made_up_by_us"]\n'
        '[[page.tile]]\nstat = "service_level"\ngoal = "service_level_target"\n'
        '[[page.service_grid]]\ncolumns = [{ stat = "acd_state" }]\n'
        "[[page.agent_grid]]\ncolumns = ["
        '  { stat = "login_time", warn = 5, when = { in_max_wait_time = "1" } }]\n'
    ) == (
        "statistic `in_calls_waitin` is not known in totals, did you mean `in_calls_waiting`?",
        "statistic `made_up_by_us` is not known in totals: the server may know it",
        "statistic `service_level_target` in totals is a guess: the server may not know it",
        "statistic `acd_state` is known in agent grids, not in service grids",
        "statistic `in_max_wait_time` is known in totals and service grids, not in agent grids",
    )


def test_a_layout_of_confirmed_statistics_has_nothing_to_tell() -> None:
    assert notes('[[page.tile]]\nstat = "in_calls_waiting"\n') == ()
