"""What holds on every walk through the table, whatever happens in whatever order."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from tests.session.replies import possible
from tests.session.story import LIVE, Story
from wallboard.feed import NoAnswer, Phase, ServerFault, Unreachable
from wallboard.session import events as on
from wallboard.session.events import Event
from wallboard.session.paces import FIRST_POLLS_S
from wallboard.session.stages import Stage

PAUSES_S = (0.0, 0.05, 0.9, 5.0, 11.0, 61.0, 130.0, 301.0, 3600.0)
ROUNDING_S = 2e-3


@dataclass
class Walk:
    """A walk, and what an onlooker at the wire knows of it."""

    story: Story
    happened: list[Event] = field(default_factory=list)
    slot_is_others: bool = False
    told_to_take: bool = False
    faults_in_a_row: int = 0

    def go(self, event: Event, pause_s: float) -> None:
        before = self.story.branch()
        if isinstance(self.story.action, on.Wait):
            if self.story.action.until is not None:
                pause_s = min(pause_s, self.story.wait_s)
                if pause_s == self.story.wait_s:
                    event = on.WaitOver()
        else:
            pause_s = min(pause_s, 5.0)
        self.story.at_s += pause_s
        self.story.hear(event)
        self.happened.append(event)
        self._watch(before, event)

    def _watch(self, before: Story, event: Event) -> None:
        fault = isinstance(event.error, NoAnswer | ServerFault)
        if fault and before.stage is not Stage.RENEW:
            self.faults_in_a_row += 1
        elif not isinstance(event, on.WaitOver):
            self.faults_in_a_row = 0
        if isinstance(event, on.OthersCame):
            self.slot_is_others = True
        if isinstance(event, on.Vacant | on.Deleted | on.OursCame | on.LeftOverCame):
            self.slot_is_others = False
        if before.stage is Stage.IN_USE and isinstance(event, on.RetryAsked):
            self.told_to_take = True
        if self.story.stage in (Stage.IN_USE, Stage.POLL):
            self.told_to_take = False

    def check(self) -> None:
        self._no_write_to_what_is_others()
        self._requests_keep_their_distance()
        link = self.story.state.link
        assert link.since.at <= self.story.at_s
        if link.phase in (Phase.WAIT, Phase.REFUSED, Phase.IN_USE, Phase.NO_SLOT, Phase.REJECTED):
            assert link.reason is not None, link
            assert link.tries or link.phase is Phase.REJECTED
        elif link.reason is not None:
            raise AssertionError(link)

    def _no_write_to_what_is_others(self) -> None:
        if self.slot_is_others and not self.told_to_take:
            assert not isinstance(self.story.action, on.Subscribe | on.DeleteSubscription)

    def _requests_keep_their_distance(self) -> None:
        unheard = isinstance(self._newest_fault(), Unreachable)
        sign_ins = self.story.times(on.SignIn)[-2:]
        if isinstance(self.story.action, on.SignIn) and len(sign_ins) == 2 and not unheard:
            assert sign_ins[1] - sign_ins[0] >= 10 - ROUNDING_S
        if self.faults_in_a_row > 1 and not isinstance(self.story.action, on.Wait):
            assert self.story.sent[-1][0] - self.story.sent[-2][0] >= 1 - ROUNDING_S
        polls = self.story.times(on.AskData)[-2:]
        facts = self.story.state.facts
        if isinstance(self.story.action, on.AskData) and len(polls) == 2:
            early = facts.polls <= len(FIRST_POLLS_S)
            first_retry = facts.faults == 1
            assert early or first_retry or polls[1] - polls[0] >= 1 - ROUNDING_S

    def _newest_fault(self) -> object:
        return next((each.error for each in reversed(self.happened) if isinstance(each, on.Failed)), None)


@given(st.data())
def test_no_walk_breaks_the_rules(data: st.DataObject) -> None:
    story = Story(
        refresh_s=data.draw(st.sampled_from([1.0, 3.0, 300.0])),
        take_over_after_s=None,
        jitter=data.draw(st.sampled_from([0.0, 0.3, 1.0])),
    )
    if data.draw(st.booleans()):
        story.play(*LIVE)
    walk = Walk(story)
    for _ in range(data.draw(st.integers(1, 40))):
        events = possible(walk.story)
        if not events:
            break
        walk.go(data.draw(st.sampled_from(events)), data.draw(st.sampled_from(PAUSES_S)))
        walk.check()


@given(st.data())
def test_from_wherever_a_walk_led_leaving_ends_it_with_at_most_one_request(data: st.DataObject) -> None:
    walk = Walk(Story(take_over_after_s=data.draw(st.sampled_from([None, 0.0, 60.0]))))
    for _ in range(data.draw(st.integers(0, 25))):
        events = [event for event in possible(walk.story) if not isinstance(event, on.Left)]
        walk.go(data.draw(st.sampled_from(events)), data.draw(st.sampled_from(PAUSES_S)))
    owned = walk.story.stage in (Stage.POLL, Stage.RENEW)
    requests = len(walk.story.sent)
    walk.story.play(on.Left())
    assert len(walk.story.sent) - requests <= 1
    assert isinstance(walk.story.action, on.DeleteSubscription) or not owned
    if isinstance(walk.story.action, on.DeleteSubscription):
        walk.story.play(on.Deleted())
    assert walk.story.stage is Stage.CLOSED
