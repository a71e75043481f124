"""How an interaction may end; a new disposition is one line here."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Disposition:
    """How an interaction ended: a weight, and what the four URL parameters ask for (API.md, section 4)."""

    name: str
    weight: float
    agent_can_select: bool = True
    inbound: bool = True
    outbound: bool = False
    preview: bool = False


NO_ANSWER: Final = "No answer"
ESCALATED: Final = "Escalated to second line"

DISPOSITIONS: Final = (
    Disposition("Resolved", 12),
    Disposition("Product sold", 3, outbound=True, preview=True),
    Disposition("Call back later", 2, outbound=True, preview=True),
    Disposition("Complaint", 2),
    Disposition(ESCALATED, 2),
    Disposition("Wrong number", 1, outbound=True),
    Disposition("Do not call again", 0.5, inbound=False, outbound=True, preview=True),
    Disposition("Kündigung zurückgenommen", 1, outbound=True),
    Disposition("Abandoned", 0, agent_can_select=False),
    Disposition(NO_ANSWER, 0, agent_can_select=False, inbound=False, outbound=True),
)
