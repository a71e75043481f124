"""Messages in the order they are to be read: what is urgent and not yet seen, then the newest."""

from collections.abc import Collection, Iterable

from wallboard.board.formats import Place, time_of_day
from wallboard.board.views import MessageView
from wallboard.protocol.answer import Message


def in_reading_order(messages: Iterable[Message], seen: Collection[str]) -> list[Message]:
    """Urgent messages whose id is not in `seen` first; within both kinds the newest first.

    A message without a readable time comes last; equal times keep the order of the answer.
    """
    return sorted(messages, key=lambda message: (not is_waiting(message, seen), -(message.sent or 0.0)))


def is_waiting(message: Message, seen: Collection[str]) -> bool:
    """Urgent, and nobody has said that it was seen."""
    return message.urgent and message.id not in seen


def message_view(message: Message, seen: Collection[str], place: Place) -> MessageView:
    """One message in words: its time in the board's zone, "Last, First" or the login, its text."""
    return MessageView(
        id=message.id,
        time="" if message.sent is None else time_of_day(message.sent, place),
        sender=sender(message),
        text=message.content,
        urgent=is_waiting(message, seen),
    )


def sender(message: Message) -> str:
    """ "Last, First", what there is of it, else the login."""
    return ", ".join(filter(None, (message.last_name, message.first_name))) or message.login_id
