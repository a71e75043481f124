"""What may come of each request (API.md, sections 1 to 5), and what may come to a machine that waits."""

from tests.session.story import Story, full, gone, overload, refused, rejected, signed_out, timeout
from wallboard import feed
from wallboard.feed import LoginInUse, PrivilegeMissing, UnexpectedStatus, Unreachable, WrongAddress
from wallboard.session import events as on
from wallboard.session.events import Action, Event
from wallboard.session.stages import Stage

REPLIES: dict[type[Action], tuple[Event, ...]] = {
    on.SignIn: (
        on.SignedIn(),
        on.SignedIn(expires_in_s=3600.0),
        refused(),
        refused(feed.SignInBlocked("wait_before_login")),
        timeout(),
        overload(),
        on.Failed(Unreachable("example.com", "connection refused")),
    ),
    on.LookUp: (
        on.NamesFound(),
        signed_out(),
        refused(PrivilegeMissing("stats.user")),
        on.Failed(UnexpectedStatus(404, "")),
        timeout(),
    ),
    on.AskData: (
        on.OursCame(),
        on.LeftOverCame(),
        on.OthersCame(LoginInUse("kiosk-2 / lobby")),
        on.NothingCame(),
        on.NotReady(),
        gone(),
        signed_out(),
        refused(PrivilegeMissing("stats.user")),
        timeout(),
        overload(7.0),
    ),
    on.Subscribe: (
        on.Subscribed(),
        rejected(),
        full(),
        signed_out(),
        refused(PrivilegeMissing("stats.user")),
        refused(WrongAddress("https://x")),
        timeout(),
    ),
    on.DeleteSubscription: (on.Deleted(), signed_out(), timeout()),
}

WISHES = (on.RetryAsked(), on.Replaced())


def possible(story: Story) -> tuple[Event, ...]:
    """What may happen to the link as it stands."""
    match story.action:
        case on.End():
            return ()
        case on.Wait() if story.stage is Stage.SIGN_IN and story.phase is feed.Phase.REFUSED:
            return (*WISHES, on.Woke(), on.SecretChanged(), on.Left())
        case on.Wait(until=None):
            return (*WISHES, on.Left())
        case on.Wait():
            return (*WISHES, on.Woke(), on.Left())
        case request if story.stage is Stage.LEAVE:
            return REPLIES[type(request)]
        case request:
            return (*REPLIES[type(request)], on.Left())
