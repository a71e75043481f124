"""The newest figures by part, each with its own age."""

from collections.abc import Mapping

from wallboard.feed import Moment
from wallboard.protocol.answer import Answer, GridKey, Message, Row
from wallboard.protocol.values import Raw


class Parts:
    """What the answers so far have held: totals and messages by app id, rows by grid.

    A part that an answer lacks stays as it was; `asked_*` say since when it is what it is.
    """

    def __init__(self) -> None:
        self.totals: dict[str, Mapping[str, Raw]] = {}
        self.grids: dict[GridKey, tuple[Row, ...]] = {}
        self.messages: dict[str, tuple[Message, ...]] = {}
        self.totals_asked: dict[str, Moment] = {}
        self.grids_asked: dict[GridKey, Moment] = {}
        self.messages_asked: dict[str, Moment] = {}

    def take(self, answer: Answer, asked: Moment) -> None:
        """The parts of an answer that was asked for at `asked`."""
        self.totals.update(answer.totals)
        self.grids.update(answer.grids)
        self.messages.update(answer.messages)
        self.totals_asked.update(dict.fromkeys(answer.totals, asked))
        self.grids_asked.update(dict.fromkeys(answer.grids, asked))
        self.messages_asked.update(dict.fromkeys(answer.messages, asked))

    def copy(self) -> "Parts":
        """What they are now, whatever comes later."""
        copy = Parts()
        for name, held in vars(self).items():
            setattr(copy, name, dict(held))
        return copy

    def forget_rows(self, key: GridKey) -> None:
        """A grid's rows, as if they had never come."""
        self.grids.pop(key, None)
        self.grids_asked.pop(key, None)
