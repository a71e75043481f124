"""A day that has everything at once, in a house small enough to be recounted often.

The counters restart at 11:00, amid contacts that wait and are being served; some give up at the very
threshold, since it is half a second and times come in 64 parts of one; contacts are transferred on and back,
from voice to chat too; agents come and go twice, on every kind of break, and are sent home in talks.
"""

from typing import Final

from wallboard.simulator.scenario import (
    HOUR,
    Break,
    Closes,
    Curve,
    LogsOut,
    LongerTalks,
    MoreArrivals,
    Offer,
    Pauses,
    Says,
    Scenario,
    Shift,
)

_SERVICES: Final = (
    Offer("Calls", 3, 1.1, threshold_s=1, patience_s=20, talk_s=90, transfers=0.3, transfers_to="Second"),
    Offer("Second", 2, 0.9, threshold_s=20, target=0.9, talk_s=120, transfers=0.3, transfers_to="Chat"),
    Offer("Chat", 2, 0.8, medium="CHAT", threshold_s=5, patience_s=30, transfers=0.2, transfers_to="Calls"),
    Offer("Back", 1, 0.5, callbacks=1.5, outbound_per_hour=20, after_s=60, holds=0.8),
    Offer("Letters", 1, 0.7, medium="EMAIL", threshold_s=600, patience_s=3600, talk_s=300),
    Offer("Impatient", 1, 3.0, threshold_s=0.5, patience_s=1),
    Offer("Nobody calls", 1, 0.0),
)

ROUGH: Final = Scenario(
    title="Everything at once",
    services=_SERVICES,
    agents=14,
    starts=9 * HOUR,
    reset=11 * HOUR,
    teams=("Front", "Back", "Évening"),
    skills=(1, 2, 1),
    curves={"usual": Curve(hours=(0,) * 8 + (1,) * 6 + (0,) * 10)},
    break_hours=(0.2, 0.8),
    chat_minutes=(1, 9),
    shifts=(
        Shift(0.6, (8 * HOUR, 9 * HOUR), 4),
        Shift(0.3, (10 * HOUR, 11.5 * HOUR), 3),
    ),
    breaks=(
        Break("Break", (2, 20), weight=3),
        Break("", (1, 5), weight=1),
        Break("Lunch", (10, 30), between=(10.5 * HOUR, 12 * HOUR), share=0.8),
        Break("Training", (10, 30), weight=1),
    ),
    happenings=(
        MoreArrivals(9.5 * HOUR, times=3, until=10 * HOUR),
        LongerTalks(10 * HOUR, times=2, until=10.5 * HOUR, service="Second"),
        Pauses(10.2 * HOUR, agents=5, reason="Meeting", minutes=20),
        LogsOut(10.9 * HOUR, agents=4, until=11.2 * HOUR),
        Closes(11.5 * HOUR, "Chat", until=12 * HOUR),
        Says(9.2 * HOUR, "Les paiements sont en panne", urgent=True),
    ),
)
