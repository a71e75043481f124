"""The stages of a link's life: finer than the phases that the viewer is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wallboard.feed import Phase
from wallboard.session.events import Action, AskData, DeleteSubscription, LookUp, SignIn, Subscribe


class Stage(StrEnum):
    """Where the machine stands. Each stage is a request, under way or due, or a wait of its own."""

    SIGN_IN = "sign_in"
    LOOK_UP = "look_up"
    CLAIM = "claim"
    """Whose is the login's slot?"""
    CLEAR = "clear"
    """Our own subscription, or a left-over of ours, makes room for the wanted one."""
    LOOK_UP_AGAIN = "look_up_again"
    """The slot is ours and empty: the wanted subscription may have changed meanwhile."""
    SUBSCRIBE = "subscribe"
    POLL = "poll"
    RENEW = "renew"
    """A new token before the old one ends."""
    SIGN_IN_AGAIN = "sign_in_again"
    """A sign-in after which polling goes on."""
    IN_USE = "in_use"
    TAKE_OVER = "take_over"
    """Another's subscription makes room, as the user asked."""
    SIGN_IN_TO_TAKE_OVER = "sign_in_to_take_over"
    NO_SLOT = "no_slot"
    REJECTED = "rejected"
    LEAVE = "leave"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Doing:
    """What the viewer is told of a stage while there is no trouble, and what the stage sends, if anything."""

    shown: Phase
    request: Action | None


STAGES: Final[Mapping[Stage, Doing]] = {
    Stage.SIGN_IN: Doing(Phase.SIGN_IN, SignIn()),
    Stage.LOOK_UP: Doing(Phase.LOOK_UP, LookUp()),
    Stage.CLAIM: Doing(Phase.CLAIM, AskData()),
    Stage.CLEAR: Doing(Phase.SUBSCRIBE, DeleteSubscription()),
    Stage.LOOK_UP_AGAIN: Doing(Phase.SUBSCRIBE, LookUp()),
    Stage.SUBSCRIBE: Doing(Phase.SUBSCRIBE, Subscribe()),
    Stage.POLL: Doing(Phase.LIVE, AskData()),
    Stage.RENEW: Doing(Phase.LIVE, SignIn()),
    Stage.SIGN_IN_AGAIN: Doing(Phase.LIVE, SignIn()),
    Stage.IN_USE: Doing(Phase.IN_USE, None),
    Stage.TAKE_OVER: Doing(Phase.SUBSCRIBE, DeleteSubscription()),
    Stage.SIGN_IN_TO_TAKE_OVER: Doing(Phase.SIGN_IN, SignIn()),
    Stage.NO_SLOT: Doing(Phase.NO_SLOT, None),
    Stage.REJECTED: Doing(Phase.REJECTED, None),
    Stage.LEAVE: Doing(Phase.CLOSED, DeleteSubscription()),
    Stage.CLOSED: Doing(Phase.CLOSED, None),
}

SIGN_INS: Final = frozenset(stage for stage, doing in STAGES.items() if isinstance(doing.request, SignIn))
LOOK_UPS: Final = frozenset(stage for stage, doing in STAGES.items() if isinstance(doing.request, LookUp))
