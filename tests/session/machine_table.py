"""`python -m tests.session.machine_table`: the machine's moves as the table that ARCHITECTURE.md shows."""

from wallboard.session.machine import NEXT
from wallboard.session.paces import Pace
from wallboard.session.stages import Stage


def table() -> list[str]:
    """A line a stage: what may happen there, and where that leads at which pace."""
    lines = ["| stage | what happens → next stage, pace |", "| --- | --- |"]
    for stage, rows in NEXT.items():
        by_row: dict[str, list[str]] = {}
        for event, (arrived, pace) in rows.items():
            where = "stays" if arrived is stage else f"`{arrived}`"
            by_row.setdefault(f"{where}{_how(arrived, pace)}", []).append(event.__name__)
        moves = "; ".join(f"{', '.join(events)} → {row}" for row, events in by_row.items())
        lines.append(f"| `{stage}` | {moves or '–'} |")
    return lines


def _how(arrived: Stage, pace: Pace) -> str:
    """The pace where it isn't at once, and where something is left to be done."""
    if pace in (Pace.AT_ONCE, Pace.DUE) or arrived is Stage.CLOSED:
        return ""
    return f", {pace.name.lower().replace('_', ' ')}"


if __name__ == "__main__":
    print("\n".join(table()))
