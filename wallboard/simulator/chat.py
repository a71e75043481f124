"""The house's internal chat: what its supervisors write, and when.

Everyday texts come in an order of the seed's, and then again. Besides, somebody watches the queues: a
service that fills up is told of, and so is that it has calmed down.
"""

from collections.abc import Sequence
from itertools import count
from typing import Final

from wallboard.simulator import events
from wallboard.simulator.house import House
from wallboard.simulator.lines import Line
from wallboard.simulator.scenario import Scenario

_FIRST_NUMBER: Final = 8801
_LOOKS_EVERY_S: Final = 30.0
_WRITES_AFTER_S: Final = (10.0, 60.0)
_SPIKE_WAITING, _SPIKE_SHARE, _SPIKE_WAITS = 5, 0.3, 3.0
"""A spike: so many wait, as a share of those logged in too, the first so many times the threshold."""
_WORTH_TELLING: Final = 3
"""As many must wait still when the message is written."""
_QUIET_FOR_S: Final = 300.0
_TELLS_AGAIN_S: Final = 900.0

_TEXTS: Final = (
    "New refund form is live, the old one is closed.",
    "Training in room 3 today: two seats are free.",
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
    "Fire alarm test some time today. Stay at your desks.",
    "ok",
    "Proszę o kontakt w sprawie reklamacji nr 4471 – klient dzwoni trzeci raz.",
    "请大家下班前补齐今天的通话记录，谢谢。",
    "Visitors from the Lisbon office tomorrow.",
)

_SPIKE: Final = (
    "{service}: {waiting} waiting, the first for {minutes} min. Breaks that can wait, please let them wait.",
    "{service} läuft voll: {waiting} in der Schlange, längste Wartezeit {minutes} min. Wer kann, bitte"
    " einspringen!",
    "{service} : {waiting} en attente, {minutes} min pour le premier. Merci de décaler les pauses.",
    "{service}: {waiting} en cola y {minutes} min de espera. ¿Quién puede ayudar?",
    "{service} — {waiting} в очереди, ждут до {minutes} мин. Кто свободен, подключайтесь.",
)
_CALM: Final = (
    "{service} is calm again. Thank you all.",
    "{service}: Schlange ist weg, danke an alle, die eingesprungen sind!",
    "{service} : retour à la normale, merci à tous 👏",
)


class Chat:
    """Who writes is drawn among the supervisors."""

    def __init__(self, house: House, scenario: Scenario, lines: Sequence[Line]) -> None:
        self._house = house
        self._rng = house.rng
        self._between_s = tuple(minutes * 60 for minutes in scenario.chat_minutes)
        self._lines = lines
        self._numbers = count(_FIRST_NUMBER)
        self._texts = house.rng.sample(_TEXTS, len(_TEXTS))
        self._senders = list(house.ledger.supervisors)
        self._spiking: dict[str, float] = {}

    def begin(self) -> None:
        self._house.plan(self._rng.uniform(*self._between_s), self._talk)
        self._house.plan(_LOOKS_EVERY_S, self._look)

    def say(self, text: str, *, urgent: bool = False) -> None:
        number, sender = next(self._numbers), self._rng.choice(self._senders)
        self._house.tell(events.MessageSent(self._house.now, number, sender, urgent, text))

    def _talk(self) -> None:
        """An everyday text, where anybody is there to read it."""
        self._house.plan(self._rng.uniform(*self._between_s), self._talk)
        if any(agent.logged_in for agent in self._house.ledger.agents.values()):
            self._texts.append(self._texts.pop(0))
            self.say(self._texts[-1])

    # Spikes

    def _look(self) -> None:
        self._house.plan(_LOOKS_EVERY_S, self._look)
        for line in self._lines:
            service, now = line.service, self._house.now
            since = self._spiking.get(service.id)
            told_long_ago = since is None or now - since > _TELLS_AGAIN_S
            if told_long_ago and self._is_spike(line):
                self._spiking[service.id] = now
                self._house.plan(self._rng.uniform(*_WRITES_AFTER_S), self._tell_of_spike, line)
            elif since is not None and not service.waiting and now - since > _QUIET_FOR_S:
                del self._spiking[service.id]
                self.say(self._rng.choice(_CALM).format(service=service.name))

    def _is_spike(self, line: Line) -> bool:
        """Of those that somebody waits for: e-mail may lie."""
        service = line.service
        if service.medium == "EMAIL" or len(service.waiting) < _SPIKE_WAITING:
            return False
        there = sum(agent.logged_in for agent in service.agents)
        return (
            there > 0
            and len(service.waiting) >= _SPIKE_SHARE * there
            and self._longest_wait_s(line) > _SPIKE_WAITS * service.threshold_s
        )

    def _tell_of_spike(self, line: Line) -> None:
        waiting, minutes = len(line.service.waiting), max(1, round(self._longest_wait_s(line) / 60))
        if waiting >= _WORTH_TELLING:
            text = self._rng.choice(_SPIKE)
            self.say(text.format(service=line.service.name, waiting=waiting, minutes=minutes))

    def _longest_wait_s(self, line: Line) -> float:
        first = next(iter(line.service.waiting.values()), None)
        return 0.0 if first is None else self._house.now - first.arrived
