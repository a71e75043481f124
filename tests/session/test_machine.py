"""The life of a subscription as stories: what happens, and where the link stands then."""

import pytest

from tests.session.story import (
    FREE,
    IN_USE,
    LIVE,
    Story,
    full,
    gone,
    refused,
    rejected,
    signed_out,
    timeout,
)
from wallboard import feed
from wallboard.feed import LoginInUse, Phase, PrivilegeMissing, UnexpectedStatus, WrongAddress
from wallboard.session import events as on
from wallboard.session.events import Event
from wallboard.session.stages import Stage

WITHIN_TWO_MINUTES = 60.0
WITHIN_FIVE_MINUTES = 240.0
AN_HOUR = 3600.0

STORIES: dict[str, tuple[list[Event | float], Stage, Phase]] = {
    "a free slot is subscribed and polled": ([*LIVE], Stage.POLL, Phase.LIVE),
    "no figures yet is no failure": (
        [*FREE, on.Subscribed(), on.NotReady(), AN_HOUR, on.NotReady()],
        Stage.POLL,
        Phase.LIVE,
    ),
    "a left-over of ours is deleted": (
        [on.SignedIn(), on.NamesFound(), on.LeftOverCame()],
        Stage.CLEAR,
        Phase.SUBSCRIBE,
    ),
    "what an earlier run of the same layout left is deleted": (
        [on.SignedIn(), on.NamesFound(), on.OursCame()],
        Stage.CLEAR,
        Phase.SUBSCRIBE,
    ),
    "after the left-over is gone, the wanted is subscribed": (
        [on.SignedIn(), on.NamesFound(), on.LeftOverCame(), on.Deleted(), on.NamesFound()],
        Stage.SUBSCRIBE,
        Phase.SUBSCRIBE,
    ),
    "another screen's login is left alone": ([*IN_USE], Stage.IN_USE, Phase.IN_USE),
    "a slot that is not ready is asked about again": (
        [on.SignedIn(), on.NamesFound(), on.NotReady(), on.NotReady()],
        Stage.CLAIM,
        Phase.CLAIM,
    ),
    "an empty answer is asked about again": (
        [on.SignedIn(), on.NamesFound(), on.NothingCame()],
        Stage.CLAIM,
        Phase.CLAIM,
    ),
    "names that are lost before subscribing cost only their parts": (
        [on.SignedIn(), on.NamesFound(), on.OursCame(), on.Deleted(), refused(PrivilegeMissing("x"))],
        Stage.SUBSCRIBE,
        Phase.SUBSCRIBE,
    ),
    "leaving an empty slot leaves it": (
        [on.SignedIn(), on.NamesFound(), on.OursCame(), on.Deleted(), on.Left()],
        Stage.CLOSED,
        Phase.CLOSED,
    ),
    "ten seconds without a word count as another program": (
        [on.SignedIn(), on.NamesFound(), on.NotReady(), 10.0, on.NotReady()],
        Stage.IN_USE,
        Phase.IN_USE,
    ),
    "ten seconds of empty answers count as another program": (
        [on.SignedIn(), on.NamesFound(), on.NothingCame(), 10.0, on.NothingCame()],
        Stage.IN_USE,
        Phase.IN_USE,
    ),
    "a slot that speaks up in time is claimed": (
        [on.SignedIn(), on.NamesFound(), on.NotReady(), 8.0, on.LeftOverCame()],
        Stage.CLEAR,
        Phase.SUBSCRIBE,
    ),
    "names that can't be looked up cost only their parts": (
        [on.SignedIn(), on.Refused(PrivilegeMissing("stats.user"))],
        Stage.CLAIM,
        Phase.CLAIM,
    ),
    "a server without the list of names is no obstacle": (
        [on.SignedIn(), on.Failed(UnexpectedStatus(404, ""))],
        Stage.CLAIM,
        Phase.CLAIM,
    ),
    "wrong credentials": ([refused()], Stage.SIGN_IN, Phase.REFUSED),
    "the wrong address": ([refused(WrongAddress("https://x"))], Stage.SIGN_IN, Phase.REFUSED),
    "a privilege is missing": (
        [on.SignedIn(), on.NamesFound(), refused(PrivilegeMissing("stats.user"))],
        Stage.SIGN_IN,
        Phase.REFUSED,
    ),
    "corrected credentials heal": ([refused(), on.SignedIn()], Stage.LOOK_UP, Phase.LOOK_UP),
    "the server asks to wait between sign-ins": (
        [refused(feed.SignInBlocked("wait_before_login"))],
        Stage.SIGN_IN,
        Phase.WAIT,
    ),
    "a locked account is no wait of seconds": (
        [refused(feed.SignInBlocked("account_locked"))],
        Stage.SIGN_IN,
        Phase.REFUSED,
    ),
    "the server restarts and forgets us": ([*LIVE, gone()], Stage.SUBSCRIBE, Phase.SUBSCRIBE),
    "and we are live again": ([*LIVE, gone(), on.Subscribed(), on.OursCame()], Stage.POLL, Phase.LIVE),
    "someone deletes us twice": (
        [*LIVE, gone(), on.Subscribed(), on.OursCame(), WITHIN_TWO_MINUTES, gone()],
        Stage.IN_USE,
        Phase.IN_USE,
    ),
    "two restarts far apart are no rival": (
        [*LIVE, gone(), on.Subscribed(), on.OursCame(), AN_HOUR, gone()],
        Stage.SUBSCRIBE,
        Phase.SUBSCRIBE,
    ),
    "a restart long after a rival is a mere restart": (
        [
            *[*LIVE, gone(), on.Subscribed(), on.OursCame(), AN_HOUR, on.OursCame()],
            *[on.OthersCame(LoginInUse()), on.WaitOver(), on.NamesFound(), gone()],
            *[on.Subscribed(), on.OursCame(), gone()],
        ],
        Stage.SUBSCRIBE,
        Phase.SUBSCRIBE,
    ),
    "a subscription lost before its first answer backs off": (
        [*FREE, on.Subscribed(), gone()],
        Stage.CLAIM,
        Phase.WAIT,
    ),
    "one 401 while live is healed unseen": ([*LIVE, signed_out()], Stage.SIGN_IN_AGAIN, Phase.LIVE),
    "after it polling goes on": ([*LIVE, signed_out(), on.SignedIn()], Stage.POLL, Phase.LIVE),
    "a second 401 within five minutes is a rival": (
        [*LIVE, signed_out(), on.SignedIn(), on.OursCame(), WITHIN_FIVE_MINUTES, signed_out()],
        Stage.IN_USE,
        Phase.IN_USE,
    ),
    "a second 401 an hour later is not": (
        [*LIVE, signed_out(), on.SignedIn(), on.OursCame(), AN_HOUR, signed_out()],
        Stage.SIGN_IN_AGAIN,
        Phase.LIVE,
    ),
    "a sign-in that doesn't last is no loop": (
        [on.SignedIn(), on.NamesFound(), signed_out(), on.SignedIn(), on.NamesFound(), signed_out()],
        Stage.IN_USE,
        Phase.IN_USE,
    ),
    "others replace our subscription": (
        [*LIVE, on.OthersCame(LoginInUse())],
        Stage.IN_USE,
        Phase.IN_USE,
    ),
    "another run of this screen replaces our subscription": (
        [*LIVE, on.LeftOverCame()],
        Stage.IN_USE,
        Phase.IN_USE,
    ),
    "one empty answer while live is waited out": ([*LIVE, on.NothingCame()], Stage.POLL, Phase.LIVE),
    "empty answers while live mean that others subscribed to nothing": (
        [*LIVE, on.NothingCame(), 10.0, on.NothingCame()],
        Stage.IN_USE,
        Phase.IN_USE,
    ),
    "a slot that others left is taken": (
        [*IN_USE, on.WaitOver(), on.NamesFound(), gone(), on.Subscribed()],
        Stage.POLL,
        Phase.LIVE,
    ),
    "while looking again, the trouble stays on the screen": (
        [*IN_USE, on.WaitOver(), on.NamesFound()],
        Stage.CLAIM,
        Phase.IN_USE,
    ),
    "R takes over": (
        [*IN_USE, on.RetryAsked(), on.Deleted(), on.NamesFound(), on.Subscribed()],
        Stage.POLL,
        Phase.LIVE,
    ),
    "R takes over although the other signed us out": (
        [*IN_USE, on.RetryAsked(), signed_out(), on.SignedIn(), on.Deleted()],
        Stage.LOOK_UP_AGAIN,
        Phase.IN_USE,
    ),
    "a fault does not make the take-over forgotten": (
        [*IN_USE, on.RetryAsked(), timeout(), on.Deleted()],
        Stage.LOOK_UP_AGAIN,
        Phase.SUBSCRIBE,
    ),
    "a fault while live": ([*LIVE, timeout()], Stage.POLL, Phase.WAIT),
    "a fault that passes": ([*LIVE, timeout(), on.OursCame()], Stage.POLL, Phase.LIVE),
    "a fault that stays is shown while it is tried again": (
        [*LIVE, timeout(), 0.5, on.WaitOver()],
        Stage.POLL,
        Phase.WAIT,
    ),
    "whoever could not subscribe asks again whose slot it is": ([*FREE, timeout()], Stage.CLAIM, Phase.WAIT),
    "at the limit our own subscription is deleted once": ([*FREE, full()], Stage.CLEAR, Phase.SUBSCRIBE),
    "at the limit again there is no slot": (
        [*FREE, full(), on.Deleted(), on.NamesFound(), full()],
        Stage.NO_SLOT,
        Phase.NO_SLOT,
    ),
    "without a slot it is asked whose the login is, before it is tried again": (
        [*FREE, full(), on.Deleted(), on.NamesFound(), full(), on.WaitOver()],
        Stage.CLAIM,
        Phase.NO_SLOT,
    ),
    "and nothing is deleted a second time": (
        [*FREE, full(), on.Deleted(), on.NamesFound(), full(), gone(), full()],
        Stage.NO_SLOT,
        Phase.NO_SLOT,
    ),
    "a rejected subscription waits for another": ([*FREE, rejected()], Stage.REJECTED, Phase.REJECTED),
    "another subscription is tried at once": (
        [*FREE, rejected(), on.Replaced(), on.NamesFound()],
        Stage.CLAIM,
        Phase.CLAIM,
    ),
    "R tries a rejected subscription once": (
        [*FREE, rejected(), on.RetryAsked(), gone(), rejected()],
        Stage.REJECTED,
        Phase.REJECTED,
    ),
    "while live another subscription takes the place of ours": (
        [*LIVE, on.Replaced(), on.Deleted(), on.NamesFound(), on.Subscribed()],
        Stage.POLL,
        Phase.LIVE,
    ),
    "leaving deletes what is ours": ([*LIVE, on.Left()], Stage.LEAVE, Phase.CLOSED),
    "leaving does not delete what is another's": ([*IN_USE, on.Left()], Stage.CLOSED, Phase.CLOSED),
    "leaving ends even when the server doesn't answer": (
        [*LIVE, on.Left(), timeout()],
        Stage.CLOSED,
        Phase.CLOSED,
    ),
}


@pytest.mark.parametrize(("script", "stage", "phase"), STORIES.values(), ids=STORIES)
def test_story(script: list[Event | float], stage: Stage, phase: Phase) -> None:
    story = Story().play(*script)
    assert (story.stage, story.phase) == (stage, phase)


def test_told_to_take_over_a_screen_takes_the_login_once_at_its_start() -> None:
    story = Story(take_over_after_s=0.0).play(*IN_USE)
    assert story.stage is Stage.TAKE_OVER
    story.play(on.Deleted(), on.NamesFound(), on.Subscribed(), on.OursCame())
    assert story.phase is Phase.LIVE
    story.play(on.OthersCame(LoginInUse()))
    assert story.phase is Phase.IN_USE


def test_told_to_take_over_a_screen_takes_a_silent_slot_too() -> None:
    story = Story(take_over_after_s=0.0).play(
        on.SignedIn(), on.NamesFound(), on.NotReady(), 10.0, on.NotReady()
    )
    assert story.stage is Stage.TAKE_OVER


def test_a_kiosk_takes_a_login_in_use_after_a_minute_and_not_before() -> None:
    kiosk = Story(take_over_after_s=60.0).play(*IN_USE)
    assert (kiosk.phase, kiosk.wait_s) == (Phase.IN_USE, 60)
    kiosk.wait().play(0.1, on.NamesFound(), on.OthersCame(LoginInUse()))
    assert kiosk.stage is Stage.TAKE_OVER
    kiosk.play(on.Deleted(), on.NamesFound(), on.Subscribed(), on.OursCame(), on.OthersCame(LoginInUse()))
    assert (kiosk.phase, kiosk.wait_s) == (Phase.IN_USE, 240)


def test_a_kiosk_takes_nothing_that_became_free_meanwhile() -> None:
    kiosk = Story(take_over_after_s=60.0).play(*IN_USE).wait().play(on.NamesFound(), gone())
    assert kiosk.stage is Stage.SUBSCRIBE


def test_after_a_sleep_figures_are_asked_for_at_once() -> None:
    assert Story(refresh_s=300.0).play(*LIVE, 20.0, on.Woke()).action == on.AskData()
    assert Story(jitter=1.0).play(*LIVE, *[timeout()] * 8, 6.0, on.Woke()).action == on.AskData()


def test_a_sleep_takes_over_nothing_and_makes_no_refused_sign_in_sooner() -> None:
    assert Story().play(*IN_USE, 50.0, on.Woke()).wait_s == 70
    assert Story().play(refused(), 50.0, on.Woke()).wait_s == 10


def test_another_secret_is_tried_at_once() -> None:
    story = Story().play(refused(), refused(), 30.0, on.SecretChanged())
    assert story.action == on.SignIn()
    assert story.phase is Phase.REFUSED


def test_another_secret_is_tried_ten_seconds_after_the_last_sign_in_at_the_soonest() -> None:
    assert Story().play(refused(), 4.0, on.SecretChanged()).wait_s == 6


def test_a_free_slot_uses_up_the_leave_to_take_over() -> None:
    story = Story(take_over_after_s=0.0).play(
        *LIVE, gone(), on.Subscribed(), timeout(), on.OthersCame(LoginInUse())
    )
    assert story.phase is Phase.IN_USE


def test_the_viewer_is_told_who_uses_the_login_and_that_r_takes_it_over() -> None:
    link = Story().play(*IN_USE).state.link
    assert isinstance(link.reason, LoginInUse)
    assert link.reason.holder == "kiosk-2 / lobby"


def test_a_rival_seen_by_401_is_told_as_a_login_in_use() -> None:
    story = Story().play(*LIVE, signed_out(), on.SignedIn(), on.OursCame(), signed_out())
    assert isinstance(story.state.link.reason, LoginInUse)


def test_a_trouble_keeps_its_beginning_over_its_retries() -> None:
    story = Story().play(*LIVE, timeout())
    since = story.state.link.since
    story.play(timeout(), timeout())
    assert story.state.link.since == since
    assert story.state.link.tries == 3


def test_while_live_the_link_does_not_change_from_poll_to_poll() -> None:
    story = Story().play(*LIVE)
    link = story.state.link
    story.play(on.OursCame(), on.NotReady(), on.OursCame())
    assert story.state.link == link


def test_the_first_sign_of_life_ends_a_fault_before_live() -> None:
    assert Story().play(timeout(), on.SignedIn()).state.link.reason is None
