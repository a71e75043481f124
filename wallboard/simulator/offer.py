"""What the made-up house offers: its services, teams, reasons and dispositions.

A new service, team, reason or disposition is one line here.
"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Medium: TypeAlias = Literal["VOICE", "CHAT", "EMAIL"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A service as it is set up.

    `weight`: its share of the staff. `load`: work that comes in on a busy morning per agent on
    duty (above 1 the queue only lives by those who give up). `alone`: its agents do nothing else.
    `callbacks`: callback requests per contact. Times in seconds; `patience_s` and `talk_s` are means.
    """

    name: str
    weight: float
    load: float
    medium: Medium = "VOICE"
    threshold_s: int = 20
    target: float = 0.8
    talk_s: float = 210.0
    after_s: float = 35.0
    patience_s: float = 240.0
    callbacks: float = 0.03
    alone: bool = False


OFFERS: Final = (
    Offer("Support", 20, 0.78),
    Offer("Billing", 13, 0.78, talk_s=240, patience_s=400, alone=True),
    Offer("Sales", 9, 0.70, target=0.85, after_s=60, callbacks=0.35),
    Offer("Technical second line", 7, 0.86, talk_s=420, after_s=80, threshold_s=60, alone=True),
    Offer("Kundenservice Österreich und Südtirol", 5, 0.74),
    Offer("Réclamations Québec", 5, 0.71),
    Offer("Chat: web shop", 6, 0.70, "CHAT", threshold_s=45, talk_s=340, after_s=15),
    Offer("Chat: app", 4, 0.75, "CHAT", threshold_s=45, talk_s=300, after_s=15),
    Offer("お客様相談室", 3, 0.68, target=0.9),
    Offer("Atención al cliente", 4, 0.73),
    Offer("VIP", 2, 0.39, threshold_s=10, target=0.95),
    Offer("Returns, refunds and lost parcels", 5, 0.74),
    Offer("E-mail", 4, 0.65, "EMAIL", threshold_s=3600, talk_s=280, patience_s=86400),
    Offer("Müşteri hizmetleri", 3, 0.70),
    Offer("Lost cards", 2, 0.48, threshold_s=10, target=0.95, talk_s=130),
    Offer("Служба поддержки", 3, 0.71),
    Offer("Switchboard", 3, 0.65, talk_s=45, after_s=4),
    Offer("客户服务", 2, 0.70),
    Offer("Obsługa klienta – zwroty", 3, 0.73),
    Offer("Snow line", 1, 0.0),
    Offer("IT", 2, 0.61),
    Offer("Reclami e rimborsi", 3, 0.72),
    Offer("고객센터", 2, 0.70),
    Offer("Hjælp til netbank", 2, 0.70),
    Offer("Travel changes and cancellations, all partners", 4, 0.77, talk_s=380),
    Offer("Onboarding", 2, 0.52, callbacks=0.5),
    Offer("Retention", 3, 0.74, callbacks=0.3),
    Offer("Εξυπηρέτηση πελατών", 2, 0.70),
    Offer("Chat: Nederland", 2, 0.68, "CHAT", threshold_s=45, talk_s=300),
    Offer("Meter readings", 2, 0.61, talk_s=90),
)

TEAMS: Final = ("Front", "Line 2", "Billing", "Nord", "Équipe Montréal", "Evening", "東京", "Backup Süd")

BREAKS: Final = frozenset({"Break", "Lunch"})
"""The reasons that count as time on break."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A not-ready reason: how often (a weight) and for how long, in seconds."""

    name: str
    weight: float
    least_s: float
    most_s: float


REASONS: Final = (
    Reason("Break", 10, 240, 900),
    Reason("Lunch", 2, 1500, 2400),
    Reason("Meeting", 2, 900, 1800),
    Reason("Training", 1, 1800, 3600),
    Reason("Coaching with team lead", 1, 600, 1500),
    Reason("Back office", 2, 300, 1200),
    Reason("", 2, 60, 240),
)


@dataclass(frozen=True, slots=True)
class Disposition:
    """How an interaction ended: a weight, and what the four URL parameters ask for (API.md, section 4)."""

    name: str
    weight: float
    agent_can_select: bool = True
    inbound: bool = True
    outbound: bool = False
    preview: bool = False


DISPOSITIONS: Final = (
    Disposition("Resolved", 12),
    Disposition("Product sold", 3, outbound=True, preview=True),
    Disposition("Call back later", 2, outbound=True, preview=True),
    Disposition("Complaint", 2),
    Disposition("Escalated to second line", 2),
    Disposition("Wrong number", 1, outbound=True),
    Disposition("Do not call again", 0.5, inbound=False, outbound=True, preview=True),
    Disposition("Kündigung zurückgenommen", 1, outbound=True),
    Disposition("Abandoned", 0, agent_can_select=False),
    Disposition("No answer", 0, agent_can_select=False, inbound=False, outbound=True),
)


def offers(count: int) -> tuple[Offer, ...]:
    """The first `count` services; past the list's end they are numbered campaigns."""
    more = (Offer(f"Campaign {number}", 2, 0.8) for number in range(len(OFFERS) + 1, count + 1))
    return (*OFFERS[:count], *more)
