"""Status line, banner, footer and help: what gives way, and what never does."""

import pytest

from tests.picture.views import DESK_HINTS, LOST_BANNER, STALE_BANNER, hints, status
from wallboard.board.views import Level
from wallboard.picture.banner import banner_lines
from wallboard.picture.footer import footer_line, help_picture
from wallboard.picture.glyphs import ASCII, UTF8
from wallboard.picture.lines import Line, Role, text_of
from wallboard.picture.status import status_lines


def seen(line: Line) -> str:
    return text_of(line).strip()


@pytest.mark.parametrize(
    ("width", "text"),
    [
        pytest.param(
            70, "Support desk   1 Today   2 Queues   3 Teams   ● live, 1 s   10:42:07", id="all of it"
        ),
        pytest.param(
            69, "Support desk   1/3                           ● live, 1 s   10:42:07", id="names go first"
        ),
        pytest.param(40, "Suppor…   1/3   ● live, 1 s   10:42:07", id="then the title"),
        pytest.param(32, "Supp…   ● live, 1 s   10:42:07", id="then the page"),
        pytest.param(20, "● live…   10:42:07", id="then the link's words"),
        pytest.param(12, "10:42:07", id="the clock never"),
    ],
)
def test_the_status_line_gives_way_in_order(width: int, text: str) -> None:
    line = seen(status_lines(status(), width, 1, UTF8, wall=False)[0])
    assert " ".join(line.split()) == " ".join(text.split())


def test_the_clock_never_moves() -> None:
    live, late = status(), status(up=False, level=Level.LATE, link="late, 18 s: no answer")
    ends = {text_of(status_lines(view, 80, 1, UTF8, wall=False)[0])[-12:] for view in (live, late)}
    assert ends == {"   10:42:07 "}


def test_the_page_that_is_shown_has_its_number_in_the_accent() -> None:
    line = status_lines(status(), 80, 1, UTF8, wall=False)[0]
    assert [run.text for run in line if run.role is Role.ACCENT] == ["1", "●"]


def test_a_single_page_is_not_named() -> None:
    line = status_lines(status(pages=["Today"]), 80, 1, UTF8, wall=False)[0]
    assert "Today" not in text_of(line)


def test_a_held_rotation_says_so_and_its_rule_is_all_thin() -> None:
    lines = status_lines(status("Support", rotation=0.5, held=True), 120, 3, ASCII, wall=True)
    assert seen(lines[0]).startswith("Support  Today 1/3, held  ")
    assert seen(lines[1]) == "-" * 114


def test_a_banner_of_one_row_keeps_the_age_and_cuts_the_rest() -> None:
    line = banner_lines(STALE_BANNER, 50, 1, 1, UTF8)[0]
    assert seen(line) == "NOT LIVE since 10:41:37   38 s old   the server…"
    assert {run.role for run in line} == {Role.BANNER, Role.BANNERSOFT}


def test_a_banner_covers_the_whole_width() -> None:
    for rows in (1, 3, 5, 7):
        for line in banner_lines(LOST_BANNER, 120, rows, 3, UTF8):
            assert all({run.role, run.on} & {Role.BANNER, Role.BANNERSOFT} for run in line)


def test_a_banner_without_blocks_has_drawn_digits_and_no_edges() -> None:
    lines = [seen(line) for line in banner_lines(LOST_BANNER, 120, 3, 3, ASCII)]
    assert lines[0].startswith("NOT LIVE since 10:41:37")
    assert lines[2].startswith("The figures below are 14 minutes old. Do not act on them.")
    assert lines[2].endswith("|    | . |__|    |")


def test_on_a_narrow_screen_whole_sentences_matter_more_than_large_digits() -> None:
    assert [seen(line) for line in banner_lines(LOST_BANNER, 80, 3, 1, UTF8)] == [
        "NOT LIVE since 10:41:37" + " " * 46 + "old 14:07",
        "The server does not answer; asked 83 times, next try in 10 s.",
        "The figures below are 14 minutes old. Do not act on them.",
    ]


@pytest.mark.parametrize(
    ("width", "keys"),
    [(160, "q ? / s < > enter c f tab 1-3 :"), (80, "q ? / s < > enter c"), (20, "q ?")],
    ids=["all of them", "from the right they give way", "quit and help stay"],
)
def test_footer_keys(width: int, keys: str) -> None:
    line = footer_line(DESK_HINTS, width, 2, UTF8)
    assert " ".join(run.text for run in line if run.role is Role.TITLE) == keys


def test_quit_and_help_stay_even_where_they_stand_last() -> None:
    assert seen(footer_line(hints("s sort, f freeze, ? help, q quit"), 20, 1, UTF8)) == "? help   q quit"


HELP = (
    hints("up up, down down", "Move") + hints("s sort, f freeze", "Look") + hints("q quit, ? help", "Board")
)


def test_the_help_has_three_groups_and_the_legend() -> None:
    assert [text_of(line).rstrip() for line in help_picture(HELP, 160, 50, UTF8)] == [
        "",
        "  Move ────────────────  Look ────────────────  Board ───────────────",
        "  up    up               s  sort                q  quit",
        "  down  down             f  freeze              ?  help",
        "",
        "  ▲ warn   ■ ALERT   – unknown  ↓ sorted  12 changed",
        "  ≈ counts on: estimated  ● live  esc closes",
        "",
    ]


def test_a_low_screen_keeps_the_help_within_itself() -> None:
    assert len(help_picture(HELP, 80, 3, ASCII)) == 3
    assert help_picture(HELP, 80, 0, ASCII) == ()
