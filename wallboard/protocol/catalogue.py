"""The statistics that are known by name, as in `tests/wire/statistics.tsv`.

The vendor's own list could not be obtained (API.md, top): a name that is missing here may be
valid, so nothing may fail because of it. A new statistic is one row in the TSV and one here;
a test holds them together. The table is code, since it is on the way to the first picture and
reading the TSV is not free.
"""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

from wallboard.protocol.kinds import Better, Kind, Scope

# Below this difflib's neighbours share letters, not a meaning.
_NEAR: Final = 0.6


@dataclass(frozen=True, slots=True)
class Statistic:
    """One statistic in one scope.

    `confirmed` says that the name was seen in that scope in one of the vendor's sources;
    the others are guesses, which the shipped layouts don't use.
    """

    name: str
    scope: Scope
    kind: Kind
    better: Better
    meaning: str
    confirmed: bool


RUNNING: Final = frozenset({"state_duration", "login_time"})
"""Times since something that goes on, of an agent: a second later they are a second more. Not those of the
interaction in hand, which a hold or its end stops."""

_Row: TypeAlias = tuple[str, tuple[Scope, ...], Kind, Better, bool, str]

# fmt: off
_ROWS: Final[tuple[_Row, ...]] = (
    # name, scopes, kind, better, confirmed, meaning
    ("in_calls_waiting", ("totals", "service"), Kind.COUNT, "low", True,
     "Inbound interactions waiting in queue at this moment"),
    ("in_max_wait_time", ("totals", "service"), Kind.SECONDS, "low", True,
     "Longest current wait among queued inbound interactions; 0 or empty when nobody waits"),
    ("in_calls_queued_per_day", ("totals",), Kind.COUNT, "low", True,
     "Inbound interactions that entered a queue since the daily reset"),
    ("in_calls_queued_per_day", ("service",), Kind.COUNT, "low", False,
     "Same, for one service"),
    ("in_calls_received_per_day", ("totals", "service"), Kind.COUNT, "-", True,
     "Inbound interactions that reached the service since the daily reset, queued or not"),
    ("in_calls_abandoned_in_queue_per_day", ("totals", "service"), Kind.COUNT, "low", True,
     "Abandoned in queue after the service-level threshold (long abandons) since the daily reset"),
    ("in_calls_abandoned_in_queue_ratio_per_day", ("totals", "service"), Kind.RATIO, "low", True,
     "Long abandons as a share of inbound interactions; unit per API.md section 7"),
    ("in_calls_short_abandoned_in_queue_per_day", ("totals", "service"), Kind.COUNT, "low", True,
     "Abandoned in queue within the threshold (short abandons) since the daily reset"),
    ("in_calls_short_abandoned_in_queue_ratio_per_day", ("totals", "service"), Kind.RATIO, "low", True,
     "Short abandons as a share of inbound interactions; unit per API.md section 7"),
    ("in_calls_abandoned_total_per_day", ("service",), Kind.COUNT, "low", True,
     "All abandons, short and long together, since the daily reset"),
    ("in_calls_abandoned_total_per_day", ("totals",), Kind.COUNT, "low", False,
     "Same, over all services asked for"),
    ("in_calls_abandoned_percent_per_day", ("service",), Kind.PERCENT, "low", True,
     "All abandons as a share of inbound interactions; unit per API.md section 7"),
    ("in_calls_abandoned_percent_per_day", ("totals",), Kind.PERCENT, "low", False,
     "Same, over all services asked for"),
    ("service_level", ("totals", "service"), Kind.RATIO, "high", True,
     "Share answered within the threshold, short abandons left out; unit per API.md section 7"),
    ("service_level_threshold_time", ("totals", "service"), Kind.SECONDS, "-", True,
     "Configured answer threshold of the service level (a setting, not a measurement)"),
    ("service_level_target", ("service",), Kind.RATIO, "high", True,
     "Configured goal for service_level, in the same unit as service_level (a setting)"),
    ("service_level_target", ("totals",), Kind.RATIO, "high", False,
     "Same, over all services asked for; doubtful when services differ"),
    ("in_average_speed_of_answer", ("totals",), Kind.SECONDS, "low", True,
     "Mean queue wait of answered inbound interactions since the daily reset; empty string until the first"
     " answer"),
    ("in_average_speed_of_answer", ("service",), Kind.SECONDS, "low", False,
     "Same, for one service"),
    ("in_calls_handled_per_day", ("service",), Kind.COUNT, "high", False,
     "Inbound interactions handled since the daily reset, for one service (the board names it only in a "
     "disabled line)"),
    ("in_calls_handled_per_day", ("totals",), Kind.COUNT, "high", False,
     "Inbound interactions handled since the daily reset"),
    ("out_calls_answered_per_day", ("totals",), Kind.COUNT, "high", True,
     "Outbound attempts answered by the called party since the daily reset"),
    ("out_calls_answered_per_day", ("service",), Kind.COUNT, "high", False,
     "Same, for one service"),
    ("out_calls_handled_per_day", ("service", "agent"), Kind.COUNT, "high", False,
     "Outbound interactions handled since the daily reset (name occurs in the board source, scope not "
     "shown)"),
    ("agents_logged", ("totals", "service"), Kind.COUNT, "high", True,
     "Agents logged in who have the skill for the service (may include agents of teams you do not "
     "supervise)"),
    ("agents_ready", ("totals",), Kind.COUNT, "high", True,
     "Logged-in agents free to take an interaction now"),
    ("agents_ready", ("service",), Kind.COUNT, "high", False,
     "Same, for one service"),
    ("agents_busy", ("service",), Kind.COUNT, "-", True,
     "Agents working on an interaction now, after-call work included"),
    ("agents_busy", ("totals",), Kind.COUNT, "-", False,
     "Same, over all services asked for"),
    ("agents_not_ready", ("totals", "service"), Kind.COUNT, "low", False,
     "Logged-in agents in the not-ready state now"),
    ("agents_in_acw", ("totals", "service"), Kind.COUNT, "low", False,
     "Agents in after-call work now"),
    ("in_calls_answered_per_day", ("totals", "service"), Kind.COUNT, "high", False,
     "Inbound interactions answered since the daily reset"),
    ("in_average_handling_time_per_day", ("totals", "service"), Kind.SECONDS, "low", False,
     "Mean handling time of inbound interactions since the daily reset"),
    ("callbacks_waiting", ("totals", "service"), Kind.COUNT, "low", False,
     "Callback requests waiting in queue now"),
    ("name", ("service",), Kind.TEXT, "-", True,
     "Service name; use it as the row key of a service grid (no id column is known)"),
    ("login_id", ("agent",), Kind.TEXT, "-", True,
     "Login name; best row key of an agent grid"),
    ("user_id", ("agent",), Kind.TEXT, "-", True,
     "Id (GUID) of the user"),
    ("first_last_name", ("agent",), Kind.TEXT, "-", True,
     "Full name, given name first"),
    ("last_first_name", ("agent",), Kind.TEXT, "-", True,
     "Full name, family name first"),
    ("firstname", ("agent",), Kind.TEXT, "-", True,
     "Given name"),
    ("lastname", ("agent",), Kind.TEXT, "-", True,
     "Family name"),
    ("team_name", ("agent",), Kind.TEXT, "-", True,
     "Name of the agent team"),
    ("team_id", ("agent",), Kind.TEXT, "-", True,
     "Id (GUID) of the agent team"),
    ("is_agent", ("agent",), Kind.FLAG, "-", True,
     "Whether the user is an agent (1/0 or true/false assumed)"),
    ("extension", ("agent",), Kind.TEXT, "-", True,
     "Internal phone number; text, keep leading zeros"),
    ("acd_state", ("agent",), Kind.STATE, "-", True,
     "Current state: ready, not_ready, busy, after_call_work; empty string when logged out"),
    ("acd_next_state", ("agent",), Kind.STATE, "-", True,
     "State the agent will enter after the present work; empty when none"),
    ("reason", ("agent",), Kind.TEXT, "-", True,
     "Not-ready reason as configured (Lunch, Break...); empty in other states"),
    ("state_duration", ("agent",), Kind.SECONDS, "low", True,
     "Time in the present state"),
    ("login_time", ("agent",), Kind.SECONDS, "-", True,
     "Time since log-in (the board formats it as a duration)"),
    ("active_item_talk_duration", ("agent",), Kind.SECONDS, "low", True,
     "Talk time of the interaction in hand"),
    ("active_item_hold_duration", ("agent",), Kind.SECONDS, "low", True,
     "Hold time of the interaction in hand"),
    ("active_item_media_type", ("agent",), Kind.TEXT, "-", True,
     "Medium of the interaction in hand (values not documented; VOICE, CHAT, EMAIL in the reporting "
     "tables)"),
    ("in_calls_handled_per_day", ("agent",), Kind.COUNT, "high", True,
     "Inbound interactions this agent handled since the daily reset"),
    ("calls_average_handling_time_per_day", ("agent",), Kind.SECONDS, "low", True,
     "Mean handling time of this agent since the daily reset"),
    ("calls_dispositions_per_day", ("agent",), Kind.COUNT, "high", True,
     "Interactions this agent closed with one of the dispositions named in the column (empty list: see "
     "API.md section 7)"),
    ("agent_total_break_time", ("agent",), Kind.SECONDS, "low", True,
     "Time on break since the daily reset"),
    ("agent_total_busy_time", ("agent",), Kind.SECONDS, "-", True,
     "Time busy since the daily reset"),
    ("agent_total_ACW_time", ("agent",), Kind.SECONDS, "low", True,
     "Time in after-call work since the daily reset; mind the capitals"),
    ("agent_total_ready_time", ("agent",), Kind.SECONDS, "-", True,
     "Time ready since the daily reset"),
    ("count_of_interactions", ("agent",), Kind.COUNT, "-", False,
     "Interactions in hand now (the board names it only in a disabled line)"),
    ("out_calls_answered_per_day", ("agent",), Kind.COUNT, "high", False,
     "Outbound attempts of this agent answered since the daily reset"),
    ("agent_total_not_ready_time", ("agent",), Kind.SECONDS, "low", False,
     "Time not ready since the daily reset"),
    ("agent_occupancy", ("agent",), Kind.RATIO, "high", False,
     "Share of log-in time spent on interactions"),
)
# fmt: on

STATISTICS: Final[Mapping[tuple[str, Scope], Statistic]] = MappingProxyType(
    {
        (name, scope): Statistic(name, scope, kind, better, meaning, confirmed)
        for name, scopes, kind, better, confirmed, meaning in _ROWS
        for scope in scopes
    }
)


def find(name: str, scope: Scope) -> Statistic | None:
    """The statistic of this name in this scope; None where the catalogue doesn't know it."""
    return STATISTICS.get((name, scope))


def nearest(name: str, scope: Scope) -> str | None:
    """The known name of this scope that `name` was probably meant to be; None where nothing is near."""
    names = {known.casefold(): known for known, its_scope in STATISTICS if its_scope == scope}
    near = difflib.get_close_matches(name.casefold(), names, n=1, cutoff=_NEAR)
    return names[near[0]] if near else None
