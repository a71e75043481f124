"""When requests go out, on a turned clock."""

import pytest

from tests.session.story import (
    FREE,
    IN_USE,
    LIVE,
    Story,
    full,
    gone,
    overload,
    refused,
    signed_out,
    timeout,
)
from wallboard import feed
from wallboard.feed import LoginInUse, NotTrusted, Unreachable
from wallboard.session import events as on
from wallboard.session.events import Event
from wallboard.session.stages import Stage


def waits(story: Story, *script: Event, times: int) -> list[float]:
    """The pauses that the machine makes after each of these repeats."""
    pauses = []
    for _ in range(times):
        story.play(*script)
        pauses.append(round(story.wait_s, 3))
    return pauses


def test_first_polls_come_soon_after_subscribing() -> None:
    story = Story(refresh_s=3.0).play(*FREE, on.Subscribed(), *[on.NotReady()] * 5)
    assert story.times(on.AskData)[1:] == [0.1, 0.3, 1.0, 4.0, 7.0]


def test_once_figures_came_polls_run_from_asking_to_asking() -> None:
    story = Story(refresh_s=3.0).play(*FREE, on.Subscribed())
    story.wait()
    story.play(0.7, on.OursCame()).wait()
    story.play(2.9, on.OursCame()).wait()
    assert story.times(on.AskData)[1:] == [0.1, 3.1, 6.1]


def test_an_answer_slower_than_the_refresh_is_followed_at_once() -> None:
    story = Story(refresh_s=3.0).play(*LIVE).wait().play(4.5, on.OursCame())
    assert isinstance(story.action, on.AskData)


@pytest.mark.parametrize("reply", [on.NotReady(), on.NothingCame()], ids=["204", "an empty answer"])
def test_an_unclear_slot_is_asked_about_each_second(reply: Event) -> None:
    assert waits(Story().play(on.SignedIn(), on.NamesFound()), reply, times=3) == [1, 1, 1]


def test_r_while_live_polls_but_not_closer_than_a_second() -> None:
    story = Story(refresh_s=30.0).play(*LIVE).wait().play(0.2, on.OursCame(), on.RetryAsked())
    assert story.wait_s == pytest.approx(0.8)
    story = Story(refresh_s=30.0).play(*LIVE).wait().play(0.2, on.OursCame(), 5.0, on.RetryAsked())
    assert isinstance(story.action, on.AskData)


def test_after_a_fault_the_first_retry_comes_within_half_a_second_and_then_slower() -> None:
    assert waits(Story(jitter=1.0).play(*LIVE), timeout(), times=8) == [0.5, 1, 2, 4, 8, 16, 30, 30]


def test_retries_keep_a_second_apart_whatever_the_dice_say() -> None:
    assert waits(Story(jitter=0.0).play(*LIVE, timeout()), timeout(), times=4) == [1, 1, 1, 1]


def test_after_an_overload_even_the_first_retry_keeps_off() -> None:
    assert waits(Story(jitter=1.0).play(*LIVE), overload(), times=7) == [1, 2, 4, 8, 16, 30, 30]
    assert Story(jitter=0.0).play(*LIVE, overload()).wait_s == 1


def test_retry_after_is_honoured_within_reason() -> None:
    assert Story(jitter=0.0).play(*LIVE, overload(retry_after_s=20.0)).wait_s == 20
    assert Story(jitter=0.0).play(*LIVE, overload(retry_after_s=1e9)).wait_s == 300


def test_a_good_answer_ends_the_back_off() -> None:
    story = Story(jitter=1.0).play(*LIVE, timeout(), timeout(), timeout(), on.OursCame(), timeout())
    assert story.wait_s == 0.5


def test_a_subscription_that_is_lost_again_and_again_is_tried_more_and_more_slowly() -> None:
    story = Story(jitter=1.0).play(*FREE)
    assert waits(story, on.Subscribed(), gone(), times=1) == [0.5]
    assert waits(story, gone(), on.Subscribed(), gone(), times=4) == [1, 2, 4, 8]


def test_nor_does_a_204_before_it_is_lost_make_it_faster() -> None:
    story = Story(jitter=1.0).play(*FREE, on.Subscribed(), on.NotReady(), gone())
    again = waits(story, gone(), on.Subscribed(), on.NotReady(), gone(), times=3)
    assert again == [1, 2, 4]


def test_a_refused_sign_in_is_tried_after_1_5_15_minutes_then_hourly() -> None:
    assert waits(Story(), refused(), times=5) == [60, 300, 900, 3600, 3600]


def test_a_missing_privilege_is_tried_as_slowly_though_the_sign_in_works() -> None:
    story = Story()
    script = (on.SignedIn(), on.NamesFound(), refused(feed.PrivilegeMissing("stats.user")))
    assert waits(story, *script, times=4) == [60, 300, 900, 3600]


def test_a_server_that_asks_to_wait_is_asked_after_ten_seconds() -> None:
    story = Story(jitter=0.0).play(refused(feed.SignInBlocked("wait_before_login")))
    assert story.wait_s == 10


def test_r_does_not_sign_in_closer_than_ten_seconds() -> None:
    story = Story().play(refused(), 4.0, on.RetryAsked())
    assert story.wait_s == pytest.approx(6.0)
    assert isinstance(Story().play(refused(), 11.0, on.RetryAsked()).action, on.SignIn)


def test_a_server_on_this_machine_needs_no_distance() -> None:
    assert isinstance(Story(gap_s=0.0).play(refused(), on.RetryAsked()).action, on.SignIn)


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(Unreachable("example.com", "refused"), id="unreachable"),
        pytest.param(NotTrusted("example.com", "expired"), id="not trusted"),
    ],
)
def test_a_sign_in_that_reached_nobody_is_repeated_soon(error: feed.LinkError) -> None:
    assert Story(jitter=1.0).play(on.Failed(error)).wait_s == 0.5


def test_a_sign_in_that_may_have_been_heard_keeps_its_distance() -> None:
    assert Story().play(timeout()).wait_s == 10


def test_a_login_in_use_is_looked_at_after_2_4_8_and_up_to_30_minutes() -> None:
    story = Story().play(*IN_USE)
    assert story.wait_s == 120
    again = waits(story, on.WaitOver(), on.NamesFound(), on.OthersCame(LoginInUse()), times=5)
    assert again == [240, 480, 960, 1800, 1800]


def test_a_rival_that_comes_back_is_given_way_longer() -> None:
    story = Story().play(*IN_USE, on.WaitOver(), on.NamesFound(), gone(), on.Subscribed(), on.OursCame())
    assert story.play(on.OthersCame(LoginInUse())).wait_s == 240


def test_after_five_quiet_minutes_a_rival_is_forgotten() -> None:
    story = Story().play(*IN_USE, on.WaitOver(), on.NamesFound(), gone(), on.Subscribed(), on.OursCame())
    assert story.play(300.0, on.OursCame(), on.OthersCame(LoginInUse())).wait_s == 120


def test_without_a_slot_it_is_tried_after_30_seconds_growing_to_5_minutes() -> None:
    story = Story(jitter=0.5).play(*FREE, full(), on.Deleted(), on.NamesFound(), full())
    assert story.wait_s == 30
    assert waits(story, on.WaitOver(), gone(), full(), times=5) == [60, 120, 240, 300, 300]


@pytest.mark.parametrize(
    ("life_s", "renew_s"),
    [
        pytest.param(3600.0, 3300.0, id="five minutes before the end of an hour"),
        pytest.param(600.0, 480.0, id="at 80 % of ten minutes"),
        pytest.param(10.0, 30.0, id="never more often than every 30 s"),
    ],
)
def test_a_token_is_renewed_before_its_end(life_s: float, renew_s: float) -> None:
    story = Story(refresh_s=1.0).play(on.SignedIn(expires_in_s=life_s), *LIVE[1:])
    while story.stage is Stage.POLL:
        if isinstance(story.action, on.AskData):
            story.play(0.01, on.OursCame())
        story.at_s += story.wait_s
        story.hear(on.WaitOver())
    assert story.stage is Stage.RENEW
    assert renew_s <= story.sent[-1][0] <= renew_s + 2


def token_about_to_end() -> Story:
    return Story().play(on.SignedIn(expires_in_s=100.0), *LIVE[1:], 81.0, on.WaitOver())


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(on.SignedIn(expires_in_s=100.0), id="renewed"),
        pytest.param(on.SignedIn(expires_in_s=19.0), id="the same token with the time that is left"),
        pytest.param(timeout(), id="no answer"),
        pytest.param(refused(), id="refused"),
        pytest.param(refused(feed.SignInBlocked("wait_before_login")), id="asked to wait"),
    ],
)
def test_while_a_token_lives_polling_goes_on_whatever_becomes_of_its_renewal(reply: Event) -> None:
    story = token_about_to_end()
    assert story.stage is Stage.RENEW
    story.play(reply, on.OursCame())
    assert (story.stage, story.phase) == (Stage.POLL, feed.Phase.LIVE)
    story.at_s += 3
    story.hear(on.WaitOver())
    assert story.stage is Stage.POLL


def test_the_end_of_a_token_costs_one_silent_401_that_is_no_rival() -> None:
    story = Story().play(on.SignedIn(expires_in_s=60.0), *LIVE[1:])
    story.play(59.0, on.WaitOver(), on.SignedIn(expires_in_s=2.0), on.OursCame(), 2.0, signed_out())
    assert (story.stage, story.phase) == (Stage.SIGN_IN_AGAIN, feed.Phase.LIVE)
    story.play(on.SignedIn(expires_in_s=3600.0), on.OursCame(), 60.0, signed_out())
    assert story.stage is Stage.SIGN_IN_AGAIN, "the first 401 that counts"
    story.play(on.SignedIn(expires_in_s=3600.0), on.OursCame(), 60.0, signed_out())
    assert story.stage is Stage.IN_USE
