"""The house's internal chat: what is written, by whom, and when."""

from collections import deque
from dataclasses import dataclass
from random import Random
from typing import Final

from wallboard.simulator.actors import Agent

_KEPT: Final = 200
_FIRST_NUMBER: Final = 8801

URGENT: Final = "Card payments are down. Tell callers to wait, and take no card numbers by phone."

_TEXTS: Final = (
    "New refund form is live, the old one is closed.",
    "Training in room 3 until 11:00.",
    "Evening shift: two swaps are open, see the plan.",
    "Wer kann um 12 Uhr eine Mittagspause tauschen? Ich muss zum Zahnarzt – danke!",
    "La machine à café du 2e étage est réparée ☕",
    "今日の研修は15時からに変更になりました。会議室はBです。",
    "The knowledge base article on lost parcels was rewritten over the weekend: the carrier now answers"
    " within two working days instead of five, so please stop promising a week; for parcels above 500 €"
    " open a case with the second line at once, attach the photos the customer sent, and do not close the"
    " case before the carrier’s answer is in it.",
    "Headset left on desk 14. Whose is it?",
    "Reminder: after-call notes in full sentences, please.",
    "Por favor, no transfieran llamadas de facturación sin avisar antes.",
    "Great service level yesterday, well done everybody!",
    "Сегодня в 16:00 обновление системы, сохраните заметки заранее.",
    "Web shop: product pictures load slowly, IT knows.",
    "Fire alarm test at 11:30. Stay at your desks.",
    "ok",
    "Proszę o kontakt w sprawie reklamacji nr 4471 – klient dzwoni trzeci raz.",
    "客服系统已恢复正常，谢谢大家的耐心。",
    "Visitors from the Lisbon office this afternoon.",
)


@dataclass(frozen=True, slots=True)
class Message:
    """`sent`: seconds on the centre's clock."""

    number: int
    author: Agent
    sent: float
    urgent: bool
    content: str


class Chat:
    """The newest messages, oldest first; texts come in an order of the seed's and then again."""

    def __init__(self, rng: Random) -> None:
        self.messages: deque[Message] = deque(maxlen=_KEPT)
        self._texts = rng.sample(_TEXTS, len(_TEXTS))
        self._number = _FIRST_NUMBER

    def post(self, author: Agent, at: float, content: str = "") -> None:
        """One message; without `content` the next of the house's everyday texts."""
        text = content or self._texts[self._number % len(self._texts)]
        self.messages.append(Message(self._number, author, at, content == URGENT, text))
        self._number += 1
