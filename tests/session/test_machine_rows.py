"""Every row of the table: what each request may bring, and what may come to each wait."""

from pathlib import Path

import pytest

from tests.session.machine_table import table
from tests.session.replies import REPLIES, possible
from tests.session.story import (
    FREE,
    IN_USE,
    LIVE,
    UNWAITED,
    Story,
    full,
    refused,
    rejected,
    signed_out,
    timeout,
)
from tests.session.test_machine import STORIES
from wallboard import feed
from wallboard.feed import Moment, Phase, PrivilegeMissing
from wallboard.session import events as on
from wallboard.session.events import Event
from wallboard.session.machine import NEXT, ImpossibleMove, step
from wallboard.session.stages import SIGN_INS, STAGES, Stage

NO_SLOT = [*FREE, full(), on.Deleted(), on.NamesFound(), full()]

WAITS: dict[Stage, list[Event | float]] = {
    Stage.SIGN_IN: [refused(), 20.0],
    Stage.LOOK_UP: [on.SignedIn(), timeout()],
    Stage.CLAIM: [on.SignedIn(), on.NamesFound(), timeout(), 2.0],
    Stage.POLL: [*LIVE, 2.0],
    Stage.SIGN_IN_AGAIN: [*LIVE, signed_out(), timeout(), 10.0, timeout()],
    Stage.IN_USE: [*IN_USE],
    Stage.TAKE_OVER: [*IN_USE, on.RetryAsked(), timeout()],
    Stage.SIGN_IN_TO_TAKE_OVER: [*IN_USE, 20.0, on.RetryAsked(), signed_out(), timeout()],
    Stage.NO_SLOT: [*NO_SLOT, 2.0],
    Stage.REJECTED: [*FREE, rejected(), 2.0],
}
"""How each stage that waits comes to wait."""

AFTER_R = {
    Stage.IN_USE: Stage.TAKE_OVER,
    Stage.NO_SLOT: Stage.CLAIM,
    Stage.REJECTED: Stage.CLAIM,
}
"""Elsewhere R sends the stage's own request."""

AFTER_A_NEW_LAYOUT = {
    Stage.CLAIM: Stage.LOOK_UP,
    Stage.POLL: Stage.CLEAR,
    Stage.NO_SLOT: Stage.LOOK_UP,
    Stage.REJECTED: Stage.LOOK_UP,
}
"""What can go on at once does; elsewhere the wait goes on as it was, its beginning and end too."""

AFTER_THE_WAIT = {Stage.IN_USE: Stage.LOOK_UP, Stage.NO_SLOT: Stage.CLAIM}


@pytest.mark.parametrize("stage", WAITS)
def test_r_ends_every_wait(stage: Stage) -> None:
    story = Story().play(*WAITS[stage])
    assert (story.stage, type(story.action)) == (stage, on.Wait)
    story.play(on.RetryAsked())
    assert story.stage is AFTER_R.get(stage, stage)
    if isinstance(story.action, on.Wait):
        assert stage in SIGN_INS, "two sign-ins keep their distance even so"
        assert story.wait_s <= 10
    else:
        assert story.action == STAGES[story.stage].request


@pytest.mark.parametrize("stage", WAITS)
def test_a_new_layout_during_a_wait(stage: Stage) -> None:
    story = Story().play(*WAITS[stage])
    before = story.state
    story.play(on.Replaced())
    if stage in AFTER_A_NEW_LAYOUT:
        assert story.stage is AFTER_A_NEW_LAYOUT[stage]
        assert story.action == STAGES[story.stage].request
    else:
        assert story.stage is (Stage.SIGN_IN if stage is Stage.SIGN_IN_AGAIN else stage)
        assert (story.state.due, story.state.link) == (before.due, before.link)


@pytest.mark.parametrize("stage", [stage for stage in WAITS if stage is not Stage.REJECTED])
def test_after_a_wait_its_request_goes_out(stage: Stage) -> None:
    story = Story().play(*WAITS[stage])
    story.at_s += story.wait_s
    story.hear(on.WaitOver())
    assert story.stage is AFTER_THE_WAIT.get(stage, stage)
    assert story.action == STAGES[story.stage].request


@pytest.mark.parametrize("stage", WAITS)
def test_leaving_during_a_wait_deletes_only_what_is_ours(stage: Stage) -> None:
    story = Story().play(*WAITS[stage], on.Left())
    ours = stage is Stage.POLL
    assert story.stage is (Stage.LEAVE if ours else Stage.CLOSED)
    assert story.action == (on.DeleteSubscription() if ours else on.End())


def test_leaving_while_a_subscription_is_made_or_ours_is_deleted_deletes() -> None:
    for script in (FREE, [on.SignedIn(), on.NamesFound(), on.OursCame()]):
        assert Story().play(*script, on.Left()).action == on.DeleteSubscription()


@pytest.mark.parametrize("reply", [signed_out(), timeout(), on.Deleted()], ids=lambda e: type(e).__name__)
@pytest.mark.parametrize("signed_out_before", [False, True])
def test_leaving_ends_with_the_reply_to_the_delete(reply: Event, signed_out_before: bool) -> None:
    before = [signed_out(), on.SignedIn(), on.OursCame()] if signed_out_before else []
    story = Story().play(*LIVE, *before, on.Left(), reply)
    assert (story.stage, story.action) == (Stage.CLOSED, on.End())


BEGUN: dict[str, list[Event | float]] = {
    "looking up": [on.SignedIn()],
    "asking whose it is": [on.SignedIn(), on.NamesFound()],
    "deleting a left-over": [on.SignedIn(), on.NamesFound(), on.OursCame()],
    "looking up again": [on.SignedIn(), on.NamesFound(), on.OursCame(), on.Deleted()],
    "subscribing": [*FREE],
}


@pytest.mark.parametrize("begun", BEGUN.values(), ids=BEGUN)
def test_a_401_on_the_way_begins_anew_once(begun: list[Event | float]) -> None:
    story = Story().play(*begun, signed_out())
    assert (story.stage, story.wait_s) == (Stage.SIGN_IN, 10), "two sign-ins keep their distance"
    story.play(*begun, signed_out())
    assert (story.stage, story.phase) == (Stage.IN_USE, Phase.IN_USE)
    assert story.wait_s == 120


@pytest.mark.parametrize("begun", BEGUN.values(), ids=BEGUN)
def test_the_end_of_a_token_on_the_way_begins_anew(begun: list[Event | float]) -> None:
    story = Story().play(on.SignedIn(expires_in_s=4.0), *begun[1:], signed_out())
    assert (story.stage, story.wait_s) == (Stage.SIGN_IN, 10)
    story.play(*begun, signed_out())
    assert story.stage is Stage.SIGN_IN, "the first that counts"


FAULTY: dict[str, tuple[list[Event | float], Stage]] = {
    "looking up": (BEGUN["looking up"], Stage.LOOK_UP),
    "asking whose it is": (BEGUN["asking whose it is"], Stage.CLAIM),
    "deleting a left-over": (BEGUN["deleting a left-over"], Stage.CLAIM),
    "looking up again": (BEGUN["looking up again"], Stage.LOOK_UP),
    "subscribing": (BEGUN["subscribing"], Stage.CLAIM),
    "taking over": ([*IN_USE, on.RetryAsked()], Stage.TAKE_OVER),
}


@pytest.mark.parametrize(("begun", "stage"), FAULTY.values(), ids=FAULTY)
def test_after_a_fault_nothing_is_written_before_it_is_known_whose_the_slot_is(
    begun: list[Event | float], stage: Stage
) -> None:
    story = Story(jitter=1.0).play(*begun, timeout())
    assert (story.stage, story.phase, story.wait_s) == (stage, Phase.WAIT, 0.5)


FORBIDDEN: dict[str, list[Event | float]] = {
    "asking whose it is": BEGUN["asking whose it is"],
    "subscribing": BEGUN["subscribing"],
    "polling": [*LIVE, 3.0, on.WaitOver()],
}


@pytest.mark.parametrize("begun", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_missing_privilege_is_tried_slowly_from_the_sign_in(begun: list[Event | float]) -> None:
    story = Story().play(*begun, refused(PrivilegeMissing("stats.user")))
    assert (story.stage, story.phase, story.wait_s) == (Stage.SIGN_IN, Phase.REFUSED, 60)


@pytest.mark.parametrize("again", [Stage.SIGN_IN_AGAIN, Stage.SIGN_IN_TO_TAKE_OVER])
def test_a_sign_in_on_the_way_that_is_refused_is_tried_slowly(again: Stage) -> None:
    script = {
        Stage.SIGN_IN_AGAIN: [*LIVE, 20.0, signed_out()],
        Stage.SIGN_IN_TO_TAKE_OVER: [*IN_USE, 20.0, on.RetryAsked(), signed_out()],
    }[again]
    story = Story(jitter=0.0).play(*script)
    assert story.stage is again
    refusal = story.branch().play(refused())
    assert (refusal.stage, refusal.phase, refusal.wait_s) == (Stage.SIGN_IN, Phase.REFUSED, 60)
    too_soon = story.branch().play(refused(feed.SignInBlocked("wait_before_login")))
    assert (too_soon.stage, too_soon.phase, too_soon.wait_s) == (again, Phase.WAIT, 10)


def test_a_sign_in_on_the_way_that_fails_is_told_as_a_fault() -> None:
    story = Story().play(*LIVE, 20.0, signed_out(), timeout())
    assert (story.stage, story.phase, story.wait_s) == (Stage.SIGN_IN_AGAIN, Phase.WAIT, 10)


def test_leaving_while_the_token_is_renewed_deletes() -> None:
    story = Story().play(on.SignedIn(expires_in_s=60.0), *LIVE[1:], 48.0, on.WaitOver())
    assert story.stage is Stage.RENEW
    assert story.play(on.Left()).action == on.DeleteSubscription()


def test_the_end_of_a_token_does_not_make_the_take_over_forgotten() -> None:
    story = Story().play(on.SignedIn(expires_in_s=60.0), *IN_USE[1:], 60.0, on.RetryAsked(), signed_out())
    assert (story.stage, story.action) == (Stage.SIGN_IN_TO_TAKE_OVER, on.SignIn())


def test_a_second_401_while_taking_over_gives_way() -> None:
    story = Story().play(*IN_USE, on.RetryAsked(), signed_out(), on.SignedIn(), signed_out())
    assert (story.phase, story.wait_s) == (Phase.IN_USE, 240)


def reached() -> list[Story]:
    """The stories at each of their moments, and some of tokens that end and of take-overs."""
    token = [on.SignedIn(expires_in_s=60.0), *LIVE[1:]]
    scripts: list[list[Event | float]] = [script for script, _, _ in STORIES.values()]
    scripts += [[*token, 48.0, on.WaitOver()], [*token, 60.0], [*LIVE, *([on.OursCame()] * 2)]]
    stories = [Story().play(*script[:end]) for script in scripts for end in range(len(script) + 1)]
    return [
        *stories,
        Story(take_over_after_s=0.0).play(*IN_USE[:2]),
        Story(take_over_after_s=0.0).play(*IN_USE),
    ]


REACHED = reached()


def test_the_stories_reach_every_stage() -> None:
    assert {story.stage for story in REACHED} == set(Stage)


@pytest.mark.parametrize("stage", Stage)
def test_whatever_may_come_has_its_row(stage: Stage) -> None:
    for story in (each for each in REACHED if each.stage is stage):
        for event in possible(story):
            story.branch().play(event)
        if isinstance(story.action, on.Wait) and story.action.until is not None:
            story.branch().wait()


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.CLOSED])
def test_every_stage_can_be_left(stage: Stage) -> None:
    assert {row[0] for row in NEXT[stage].values()} - {stage}


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in (Stage.CLOSED, Stage.LEAVE)])
def test_from_every_stage_one_can_leave(stage: Stage) -> None:
    assert on.Left in NEXT[stage]


def test_every_stage_has_its_rows_and_its_doing() -> None:
    assert set(NEXT) == set(STAGES) == set(Stage)


def test_only_a_stage_that_waits_for_a_wish_has_no_row_for_the_end_of_a_wait() -> None:
    """A stage is entered after a while only where the end of that while is a row."""
    for rows in NEXT.values():
        for stage, pace in rows.values():
            if pace.name not in ("AT_ONCE", "DUE", "ON_A_WISH"):
                assert on.WaitOver in NEXT[stage], (stage, pace)


def test_what_is_not_in_the_table_raises() -> None:
    with pytest.raises(ImpossibleMove, match="Subscribed in sign_in"):
        Story().hear(on.Subscribed())


def test_a_reply_is_named_by_what_its_error_means() -> None:
    assert type(on.meaning(feed.SignedOut())) is on.LostSignIn
    assert type(on.meaning(feed.NotSubscribed())) is on.Vacant
    assert type(on.meaning(feed.Redirected(302, "https://x"))) is on.Failed


def test_wishes_and_ends_are_all_that_comes_to_a_waiting_machine() -> None:
    assert all(not issubclass(type(event), UNWAITED) for events in REPLIES.values() for event in events)


ARCHITECTURE = Path(__file__).parents[2] / "ARCHITECTURE.md"


def test_architecture_shows_the_table_as_it_is() -> None:
    """`python -m tests.session.machine_table` prints it anew."""
    assert "\n".join(table()) in ARCHITECTURE.read_text(encoding="utf-8")


EVENTS = sorted({event for rows in NEXT.values() for event in rows}, key=lambda event: event.__name__)


@pytest.mark.parametrize("stage", Stage)
def test_every_pair_of_stage_and_event_has_its_row_or_is_our_mistake(stage: Stage) -> None:
    """Each event as the table knows it, from each moment at which a story stands in the stage."""
    state = next(story for story in REACHED if story.stage is stage).state
    for event in EVENTS:
        if event in NEXT[stage]:
            arrived, _ = step(state, event(), Moment(1e9, 1e9), 0.5)
            assert arrived.stage in {row[0] for row in NEXT[stage].values()}
        else:
            with pytest.raises(ImpossibleMove, match=rf"in {stage}$"):
                step(state, event(), Moment(1e9, 1e9), 0.5)
