"""How a board ages: the five levels, their words and banners, on a turned clock."""

import pytest

from tests.board.wall import APP, Wall, agents, message, messages, plan, rows, tickers, tile, totals
from wallboard.board.views import Level
from wallboard.feed import (
    Delivery,
    LinkError,
    LinkState,
    LoginInUse,
    NoAnswer,
    NoFreeSlot,
    NotSubscribed,
    Phase,
    ServerFault,
    SignedOut,
    SubscriptionRejected,
    WrongCredentials,
)
from wallboard.protocol.answer import Answer


def live_wall() -> Wall:
    return Wall(plan()).is_in(Phase.SIGN_IN).gets(totals(in_calls_waiting="7"))


@pytest.mark.parametrize(
    ("at_s", "level", "words"),
    [
        pytest.param(0, Level.LIVE, "live, 0 s", id="just asked"),
        pytest.param(15, Level.LIVE, "live, 15 s", id="the last live second"),
        pytest.param(16, Level.LATE, "late, 16 s: no answer", id="late"),
        pytest.param(30, Level.LATE, "late, 30 s: no answer", id="the last late second"),
        pytest.param(31, Level.STALE, "no answer, next try in 4 s", id="stale"),
        pytest.param(300, Level.STALE, "no answer, next try in 4 s", id="the last stale second"),
        pytest.param(301, Level.LOST, "no answer since 10:41:37", id="lost"),
    ],
)
def test_a_board_that_loses_its_server_goes_through_the_levels(at_s: int, level: Level, words: str) -> None:
    wall = live_wall().at(at_s)
    if at_s:
        wall.fails()
    assert (wall.status.level, wall.link_words) == (level, words)
    assert wall.tile().text == "7"
    assert wall.tile().freshness.level is level


def test_a_board_that_never_had_figures_waits_and_says_how_long() -> None:
    wall = Wall(plan()).is_in(Phase.LIVE).at(4)
    assert (wall.status.level, wall.link_words) == (Level.WAITING, "waiting for first data, 4 s")
    assert (wall.tile().text, wall.tile().note) == ("–", "")
    assert wall.banner is None
    assert not wall.status.link_up


def test_waiting_counts_from_the_start_and_not_from_the_newest_phase() -> None:
    wall = Wall(plan()).is_in(Phase.SIGN_IN).at(2).is_in(Phase.SUBSCRIBE).at(3).is_in(Phase.LIVE)
    assert wall.at(4).link_words == "waiting for first data, 4 s"


def test_a_board_that_was_told_nothing_yet_is_on_its_way() -> None:
    wall = Wall(plan())
    assert wall.link_words == "signing in"
    assert wall.at(3).status.level is Level.WAITING


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        pytest.param(Phase.SIGN_IN, "signing in", id="sign-in"),
        pytest.param(Phase.LOOK_UP, "looking up names", id="names"),
        pytest.param(Phase.CLAIM, "asking whose the slot is", id="whose slot"),
        pytest.param(Phase.SUBSCRIBE, "subscribing", id="subscribing"),
    ],
)
def test_the_way_to_the_first_figures_is_told(phase: Phase, words: str) -> None:
    assert Wall(plan()).is_in(phase).link_words == words


def test_a_hiccup_of_one_request_shows_nothing() -> None:
    wall = live_wall().at(3).fails(ServerFault(503, None, ""))
    assert wall.link_words == "live, 3 s"
    assert wall.status.link_up


@pytest.mark.parametrize("phase", [Phase.SIGN_IN, Phase.CLAIM, Phase.SUBSCRIBE])
def test_a_token_that_is_renewed_shows_nothing_either(phase: Phase) -> None:
    assert live_wall().at(6).is_in(phase, SignedOut()).link_words == "live, 6 s"


STUCK = pytest.mark.parametrize(
    ("phase", "reason", "trouble", "following"),
    [
        pytest.param(Phase.IN_USE, LoginInUse(), "login in use", ", next look in 2 min", id="login in use"),
        pytest.param(Phase.NO_SLOT, NoFreeSlot(), "no free slot", ", next try in 2 min", id="no slot"),
        pytest.param(
            Phase.REFUSED,
            WrongCredentials("u", "t"),
            "sign-in refused",
            ", next try in 2 min",
            id="refused",
        ),
        pytest.param(
            Phase.REJECTED, SubscriptionRejected("7", "no"), "subscription refused", "", id="rejected"
        ),
    ],
)


@STUCK
def test_what_no_retry_mends_is_said_at_once_beside_the_age(
    phase: Phase, reason: LinkError, trouble: str, following: str
) -> None:
    for at_s, age in ((3, "live, 3 s"), (20, "late, 20 s")):
        wall = live_wall().at(at_s).is_in(phase, reason, next_in_s=120)
        assert wall.link_words == f"{age}: {trouble}"
        assert not wall.status.link_up


@STUCK
@pytest.mark.parametrize("at_s", [40, 400])
def test_what_no_retry_mends_is_said_as_long_as_it_lasts(
    phase: Phase, reason: LinkError, trouble: str, following: str, at_s: int
) -> None:
    wall = live_wall().at(at_s).is_in(phase, reason, next_in_s=120)
    assert wall.link_words == trouble + following


def test_live_and_late_boards_have_no_banner() -> None:
    wall = live_wall()
    assert wall.at(15).banner is None
    assert wall.at(30).banner is None


def test_a_stale_board_says_since_when_how_old_and_why() -> None:
    banner = live_wall().at(38).fails().banner
    assert banner is not None
    assert (banner.level, banner.headline) == (Level.STALE, "NOT LIVE since 10:41:37")
    assert banner.facts == (
        "38 s old",
        "the server does not answer",
        "figures below are the last ones that came",
    )


def test_a_lost_board_says_what_not_to_do_and_its_age_in_digits() -> None:
    banner = live_wall().at(14 * 60 + 7).fails(next_in_s=10, tries=83).banner
    assert banner is not None
    assert (banner.level, banner.headline, banner.age) == (Level.LOST, "NOT LIVE since 10:41:37", "14:07")
    assert banner.sentences == (
        "The server does not answer; asked 83 times, next try in 10 s.",
        "The figures below are 14 minutes old. Do not act on them.",
    )


def test_a_board_that_was_lost_over_night_names_the_day() -> None:
    wall = live_wall().at(20 * 3600 + 65)
    wall.fails()
    assert wall.banner is not None
    assert (wall.banner.headline, wall.banner.age) == ("NOT LIVE since 2 Mar 10:41:37", "20:01:05")
    assert wall.link_words == "no answer since 2 Mar 10:41:37"


def test_a_stale_board_whose_login_is_taken_says_who_has_it_and_what_to_do() -> None:
    banner = live_wall().at(40).is_in(Phase.IN_USE, LoginInUse("kiosk-2 / lobby")).banner
    assert banner is not None
    assert banner.facts == (
        "40 s old",
        "this login feeds another screen: kiosk-2 / lobby",
        "stop it there, or press R to take the login over",
    )


def test_a_board_that_never_had_figures_says_why_in_a_banner() -> None:
    wall = Wall(plan()).is_in(Phase.REFUSED, WrongCredentials("stats", "example.com")).at(2)
    assert wall.banner is not None
    assert (wall.banner.level, wall.banner.headline) == (Level.WAITING, "NO FIGURES YET")
    assert wall.banner.facts == (
        "the server refused the login of stats at example.com",
        "check user, secret and tenant, then start again; wrong tries lock the account",
    )
    assert wall.banner.sentences == (
        "The server refused the login of stats at example.com. "
        "Check user, secret and tenant, then start again; wrong tries lock the account.",
    )


@pytest.mark.parametrize("phase", [Phase.SIGN_IN, Phase.SUBSCRIBE, Phase.LIVE])
def test_a_board_on_its_way_to_the_first_figures_has_no_banner(phase: Phase) -> None:
    assert Wall(plan()).is_in(phase, NotSubscribed()).banner is None


def test_a_server_that_has_nothing_new_to_say_makes_old_figures() -> None:
    wall = live_wall().at(31).is_in(Phase.LIVE)
    assert wall.link_words == "no new figures"
    assert wall.banner is not None
    assert wall.banner.facts[1] == "the server sends no new figures"


def test_figures_that_come_back_are_live_at_once() -> None:
    wall = live_wall().at(400).fails()
    assert wall.gets(totals(in_calls_waiting="8")).link_words == "live, 0 s"
    assert wall.banner is None
    assert wall.tile().text == "8"


def test_age_counts_from_asking_and_not_from_the_answers_arrival() -> None:
    wall = Wall(plan())
    asked = wall.now
    wall.at(4)
    wall.board.take(Delivery(LinkState(Phase.LIVE, wall.now), totals(in_calls_waiting="7"), asked))
    assert wall.link_words == "live, 4 s"


def test_an_answer_with_nothing_in_it_makes_nothing_fresh() -> None:
    wall = live_wall().at(20).gets(Answer(empty=True))
    assert wall.status.level is Level.LATE
    assert wall.tile().text == "7"


def test_messages_alone_do_not_make_a_board_of_figures_live() -> None:
    wall = Wall(plan(tile(), tickers())).gets(totals(in_calls_waiting="7"), messages())
    assert wall.at(20).gets(messages(message("1"))).status.level is Level.LATE


def test_messages_alone_keep_a_board_of_messages_live() -> None:
    wall = Wall(plan(tickers())).gets(messages())
    assert wall.at(20).gets(messages()).status.level is Level.LIVE


def test_a_part_that_no_longer_comes_ages_alone() -> None:
    wall = Wall(plan(tile(), agents())).gets(totals(in_calls_waiting="7"), rows(("ito", "60")))
    wall.at(31).gets(totals(in_calls_waiting="8"))
    assert wall.status.level is Level.LIVE
    assert wall.tile().freshness.level is Level.LIVE
    assert (wall.grid(1).freshness.level, wall.grid(1).freshness.age) == (Level.STALE, "31 s")
    assert len(wall.grid(1).rows) == 1


def test_a_part_that_comes_back_is_live_again() -> None:
    wall = Wall(plan(tile(), agents())).gets(totals(in_calls_waiting="7"), rows(("ito", "60")))
    wall.at(31).gets(totals(in_calls_waiting="8"))
    wall.at(34).gets(Answer(totals={APP: {"in_calls_waiting": "8"}}), rows(("ito", "94")))
    assert wall.grid(1).freshness.level is Level.LIVE


def test_a_part_that_never_came_says_so_while_the_others_are_live() -> None:
    wall = Wall(plan(tile(), agents())).gets(rows(("ito", "60")))
    assert (wall.tile().text, wall.tile().note) == ("–", "not supplied")
    wall = Wall(plan(tile(), agents())).gets(totals(in_calls_waiting="7"))
    assert wall.grid(1).empty == "Not in the server's answer."


def test_a_wall_clock_that_is_set_back_changes_no_age() -> None:
    wall = live_wall().at(31)
    wall.clock_set_by_s = -3600
    assert wall.fails().link_words == "no answer, next try in 4 s"
    assert wall.banner is not None
    assert wall.banner.headline == "NOT LIVE since 10:41:37"
    assert wall.status.clock == "09:42:08"


def test_an_age_is_never_below_zero() -> None:
    wall = live_wall().at(-5)
    assert (wall.status.level, wall.link_words) == (Level.LIVE, "live, 0 s")


@pytest.mark.parametrize("next_in_s", [pytest.param(0.0, id="due"), pytest.param(None, id="on its way")])
def test_a_try_that_is_due_or_on_its_way_is_said_to_be_made_now(next_in_s: float | None) -> None:
    wall = live_wall().at(40).is_in(Phase.WAIT, NoAnswer(5.0), next_in_s=next_in_s)
    assert wall.link_words == "no answer, trying now"


def test_figures_of_an_earlier_run_are_old_however_young_they_are() -> None:
    wall = Wall(plan()).is_in(Phase.SIGN_IN)
    kept = Delivery(wall.link, totals(in_calls_waiting="7"), wall.now, saved=True)
    wall.board.take(kept)
    wall.at(2)
    assert wall.tile().text == "7"
    assert wall.tile().freshness.level is Level.STALE
    assert wall.banner is not None
    assert wall.banner.facts[:2] == ("2 s old", "signing in")
    wall.gets(totals(in_calls_waiting="8"))
    assert wall.tile().freshness.level is Level.LIVE


def test_yesterdays_figures_do_not_make_a_new_day() -> None:
    wall = Wall(plan()).is_in(Phase.SIGN_IN)
    wall.board.take(Delivery(wall.link, totals(in_calls_received_per_day="412"), wall.now, saved=True))
    wall.at(3600).gets(totals(in_calls_received_per_day="0"))
    assert wall.board.remark(wall.now) == ""
