"""A row in full: every column, the rule in words, recent values, and rows that leave."""

from dataclasses import replace

from tests.board.wall import Wall, agents, columns, plan, rows
from wallboard.board.board import WidgetRef
from wallboard.board.views import DetailView, Level, RowDetailsView, Severity
from wallboard.layout.plan import Figure, Threshold
from wallboard.protocol.kinds import Kind

GRID = WidgetRef(0, 0)
BREAK = (Threshold(900, 1200, True, (("acd_state", "not_ready"),)),)
SHOWN = columns(
    ("first_last_name", Figure("Agent", Kind.TEXT)),
    ("state_duration", Figure("For", Kind.SECONDS, thresholds=BREAK)),
    ("in_calls_handled_per_day", Figure("Handled", Kind.COUNT, goal=12.0, goal_is_most=False)),
    ("service_level", Figure("Level", Kind.RATIO, unit="0-100", goal_is_most=False)),
)
TEAM = replace(
    agents(SHOWN[0], replace(SHOWN[1], runs=True), SHOWN[2], replace(SHOWN[3], goal_index=6)),
    stats=("login_id", *(column.stat for column in SHOWN), "acd_state", "service_level_target"),
)
ITO = ("mari.ito", "Ito, Mari", "1267", "14", "71", "not_ready", "80")
LEE = ("min.lee", "Lee, Min", "1000", "9", "85", "not_ready", "")
KEY = ("mari.ito", 0)


def team_wall() -> Wall:
    return Wall(plan(TEAM)).gets(rows(ITO, LEE))


def details(wall: Wall, key: tuple[str, int] = KEY) -> RowDetailsView:
    view = wall.board.details(GRID, key, wall.now)
    assert view is not None
    return view


def line(view: RowDetailsView, label: str) -> DetailView:
    return next(one for one in view.lines if one.label == label)


def test_the_row_under_the_cursor_is_opened() -> None:
    wall = team_wall()
    assert wall.board.row_under_cursor(GRID) == KEY
    wall.board.move_cursor(GRID, 1)
    assert wall.board.row_under_cursor(GRID) == ("min.lee", 0)
    assert Wall(plan(TEAM)).board.row_under_cursor(GRID) is None


def test_every_column_is_told_hidden_ones_too() -> None:
    view = details(team_wall())
    assert view.title == "Ito, Mari"
    assert [(one.label, one.text) for one in view.lines] == [
        *(("Agent", "Ito, Mari"), ("For", "21:07"), ("Handled", "14"), ("Level", "71 %")),
        *(("Login id", "mari.ito"), ("Acd state", "Not ready"), ("Service level target", "80")),
    ]


def test_a_limit_that_is_reached_is_told() -> None:
    wall = team_wall()
    ito, lee = line(details(wall), "For"), line(details(wall, ("min.lee", 0)), "For")
    assert (ito.severity, ito.rule) == (Severity.ALERT, "of 20:00")
    assert (lee.severity, lee.rule) == (Severity.WARN, "of 15:00")
    assert line(details(wall), "Handled").rule == ""


def test_a_goal_is_told_in_words_be_it_an_amount_or_a_statistic_of_the_row() -> None:
    wall = team_wall()
    assert line(details(wall), "Handled").goal == "goal at least 12"
    assert line(details(wall), "Level").goal == "goal at least 80 %"
    assert line(details(wall, ("min.lee", 0)), "Level").goal == "", "a goal that did not come is none"


def test_an_open_row_is_followed_by_its_key() -> None:
    wall = team_wall().at(3).gets(rows(LEE, (*ITO[:3], "15", *ITO[4:])))
    assert line(details(wall), "Handled").text == "15"


def test_an_open_row_counts_on() -> None:
    wall = Wall(plan(TEAM)).gets(rows((*ITO[:2], "1199", *ITO[3:])))
    assert line(details(wall), "For").rule == "of 15:00"
    assert line(details(wall.at(1)), "For") == replace(
        line(details(wall), "For"), text="20:00", severity=Severity.ALERT, rule="of 20:00"
    )


def test_a_row_that_has_left_has_no_details() -> None:
    wall = team_wall().at(3).gets(rows(LEE))
    assert wall.board.details(GRID, KEY, wall.now) is None


def test_details_age_with_the_grid() -> None:
    view = details(team_wall().at(38))
    assert (view.freshness.level, view.freshness.age) == (Level.STALE, "38 s")


def remembered(wall: Wall, minutes: range, gap: range = range(0)) -> Wall:
    for minute in minutes:
        if minute not in gap:
            runs, handled = str(1267 + 60 * minute), str(10 + minute)
            wall.at(60 * minute).gets(rows((*ITO[:2], runs, handled, *ITO[4:]), LEE))
            wall.board.remember()
    return wall


def test_recent_values_are_told_with_their_times() -> None:
    view = details(remembered(team_wall(), range(20)))
    assert view.times == ("10:45", "10:48", "10:51", "10:54", "10:57")
    assert line(view, "Handled").recent == ("14", "17", "20", "23", "26")
    assert line(view, "For").recent == (), "a time that runs has no past worth telling"
    assert line(view, "Agent").recent == ()


def test_a_gap_is_told_as_one() -> None:
    view = details(remembered(team_wall(), range(20), gap=range(6, 12)))
    assert line(view, "Handled").recent == ("14", "–", "–", "23", "26")
    assert view.times == ("10:45", "10:48", "10:51", "10:54", "10:57")


def test_nothing_is_told_of_before_the_start() -> None:
    assert details(team_wall()).times == ()
    assert details(remembered(team_wall(), range(5))).times == ("10:42",)


def test_a_frozen_picture_keeps_no_samples() -> None:
    wall = team_wall()
    wall.board.freeze(wall.now)
    view = details(remembered(wall, range(5)))
    assert view.times == ()
