"""Every sentence a viewer reads, in one file: a second language is then one more file.

A new link error: one line in REASONS. A new phase: one line in PHASES. A new state: one line
in STATES. Times and ages come in as they are to be read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wallboard.board.views import Level, Severity
from wallboard.feed import (
    LinkError,
    LoginInUse,
    NoAnswer,
    NoFreeSlot,
    NotAnAnswer,
    NotSubscribed,
    NotTrusted,
    PasswordRetired,
    Phase,
    PrivilegeMissing,
    Redirected,
    SecretUnreadable,
    ServerFault,
    SignedOut,
    SignInBlocked,
    SignInMalformed,
    SubscriptionRejected,
    UnexpectedStatus,
    Unreachable,
    WrongAddress,
    WrongCredentials,
)
from wallboard.protocol.subscription import Missing

UNKNOWN: Final = "–"

STATES: Final[Mapping[str, str]] = {
    "ready": "Ready",
    "not_ready": "Not ready",
    "busy": "Busy",
    "after_call_work": "After call",
}
"""An agent's state on the wire (API.md, section 3) in our words; others are shown as they come."""

FLAGS: Final[Mapping[str, str]] = {"1": "yes", "true": "yes", "0": "no", "false": "no"}

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

SEVERITIES: Final[Mapping[Severity, str]] = {
    Severity.UNKNOWN: "",
    Severity.OK: "",
    Severity.WARN: "warn",
    Severity.ALERT: "ALERT",
}

LEVELS: Final[Mapping[Level, str]] = {
    Level.WAITING: "waiting for first data",
    Level.LIVE: "live",
    Level.LATE: "late",
    Level.STALE: "old",
    Level.LOST: "old",
    Level.FROZEN: "frozen",
}

PHASES: Final[Mapping[Phase, str]] = {
    Phase.SIGN_IN: "signing in",
    Phase.LOOK_UP: "looking up names",
    Phase.CLAIM: "asking whose the slot is",
    Phase.SUBSCRIBE: "subscribing",
    Phase.LIVE: "no new figures",
    Phase.WAIT: "no answer",
    Phase.REFUSED: "sign-in refused",
    Phase.IN_USE: "login in use",
    Phase.NO_SLOT: "no free slot",
    Phase.REJECTED: "subscription refused",
    Phase.CLOSED: "closed",
}
"""The status line's words where the figures are not live and the error says nothing nearer."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One link error in words, its facts in braces.

    `short` for the status line; `happened` and `to_do` are clauses without capital or full stop,
    so that they stand in a banner's row and, put together, make the sentence.
    """

    short: str
    happened: str
    to_do: str


BY_ITSELF: Final = "it is asked again by itself"
NO_REASON: Final = "no reason given"

BLOCKED: Final[Mapping[str, str]] = {
    "account_locked": "the account is locked",
    "account_disabled": "the account is disabled",
    "tenant_disabled": "the tenant is disabled",
    "ip_address_not_allowed": "this machine's address is not allowed",
    "invalid_user_name": "it does not know the user",
    "invalid_domain": "it does not know the tenant",
}
"""Reasons of API.md, section 1a, in our words; others are shown as they come."""


REASONS: Final[Mapping[type[LinkError], Reason]] = {
    WrongCredentials: Reason(
        "sign-in refused",
        "the server refused the login of {user} at {tenant}",
        "check user, secret and tenant, then start again; wrong tries lock the account",
    ),
    SecretUnreadable: Reason(
        "no secret",
        "the secret can not be read",
        "check the file that secret_file names; it is read again by itself",
    ),
    PasswordRetired: Reason(
        "sign-in refused",
        "this server no longer takes passwords",
        "have an API secret made for the user, give it in place of the password "
        "and set WALLBOARD_SIGN_IN=oauth",
    ),
    SignInBlocked: Reason(
        "sign-in refused",
        "the server does not let this login in: {reason}",
        "ask its administrator, then press R",
    ),
    SignInMalformed: Reason(
        "sign-in refused",
        "the server does not understand the sign-in: {excerpt}",
        "check user, secret and tenant",
    ),
    WrongAddress: Reason(
        "wrong address",
        "there is no statistics server at {url}",
        "check the URL in the settings and start again",
    ),
    PrivilegeMissing: Reason(
        "privilege missing",
        "{user} may not read the statistics",
        "have the user given the privileges Access Realtime Stats API, View real-time agent metrics "
        "and View real-time service metrics, then press R",
    ),
    LoginInUse: Reason(
        "login in use",
        "this login feeds {holder}",
        "stop it there, or press R to take the login over",
    ),
    SignedOut: Reason(
        "signed out",
        "the server has signed this login out",
        "it signs in again by itself",
    ),
    NotSubscribed: Reason(
        "no subscription",
        "the server has dropped this screen's subscription",
        "it subscribes again by itself",
    ),
    SubscriptionRejected: Reason(
        "subscription refused",
        "the server refused what this layout asks for: {message}",
        "correct {where} and start again",
    ),
    NoFreeSlot: Reason(
        "no free slot",
        "the server has no free place for another screen",
        "close a screen that nobody needs, then press R",
    ),
    NoAnswer: Reason(
        "no answer",
        "the server does not answer",
        BY_ITSELF,
    ),
    Unreachable: Reason(
        "no connection",
        "the server {host} can not be reached: {detail}",
        f"check the network and the URL; {BY_ITSELF}",
    ),
    NotTrusted: Reason(
        "not trusted",
        "the certificate of {host} is not trusted: {detail}",
        "check the URL and this machine's clock, or name your own authority with --ca-file",
    ),
    ServerFault: Reason(
        "server fault {status}",
        "the server is out of order or overloaded: it answers {status}",
        BY_ITSELF,
    ),
    Redirected: Reason(
        "sent elsewhere",
        "the server sends us on to {location}, and our secret does not go there",
        "check the URL in the settings and start again",
    ),
    UnexpectedStatus: Reason(
        "answer {status}",
        "the server answers {status}, which it should not",
        f"check the URL; {BY_ITSELF}",
    ),
    NotAnAnswer: Reason(
        "unreadable answer",
        "the server's answer can not be read: {detail}",
        f"check the URL and the proxy; {BY_ITSELF}",
    ),
}

ASKED_TO_WAIT: Final = Reason(
    "asked to wait",
    "this login signed in a moment ago, and the server wants a pause between",
    "it signs in again by itself",
)
"""The one reason of `SignInBlocked` that nobody need do anything about."""


def capitalised(clause: str) -> str:
    """The first letter large, the others as they are."""
    return clause[:1].upper() + clause[1:]


def sentence(error: LinkError) -> str:
    """What happened, then what to do."""
    reason = _reason(error)
    return _told(error, f"{capitalised(reason.happened)}. {capitalised(reason.to_do)}.")


def short(error: LinkError) -> str:
    """A few words for the status line."""
    return _told(error, _reason(error).short)


def happened(error: LinkError) -> str:
    """A clause without capital or full stop."""
    return _told(error, _reason(error).happened)


def to_do(error: LinkError) -> str:
    """An order without capital or full stop."""
    return _told(error, _reason(error).to_do)


def _reason(error: LinkError) -> Reason:
    if isinstance(error, SignInBlocked) and error.reason == "wait_before_login":
        return ASKED_TO_WAIT
    return REASONS[type(error)]


def advice_once(error: LinkError) -> str:
    """What to do, without what only a board does: ask again by itself, know keys."""
    clauses = to_do(error).replace(", then", ";").split("; ")
    ours = [clause for clause in clauses if "by itself" not in clause and "press R" not in clause]
    return f"{capitalised('; '.join(ours) or 'try again later')}."


def _told(error: LinkError, clause: str) -> str:
    return clause.format_map(_facts(error))


def _facts(error: LinkError) -> dict[str, str]:
    facts = {name: str(fact).rstrip(". ") or NO_REASON for name, fact in vars(error).items()}
    match error:
        case LoginInUse(holder=holder):
            facts["holder"] = f"another screen: {holder}" if holder else "another program"
        case SignInBlocked(reason=reason):
            facts["reason"] = BLOCKED.get(reason, reason)
        case SubscriptionRejected(code=code, message=message, where=where):
            facts["message"] = message or code or NO_REASON
            facts["where"] = where or "the layout"
        case Redirected(location=""):
            facts["location"] = "another address"
        case _:
            pass
    return facts


def place_in_layout(line: int, widget: str) -> str:
    """Which place of the layout's file: `line 41 of the layout (“Agents”)`."""
    return f"line {line} of the layout (“{widget}”)"


def age(seconds: float) -> str:
    """An age in words: "38 s", "4 min", "2 h 5 m". Rounded down, as clocks are read."""
    whole = int(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min"
    return f"{whole // 3600} h {whole % 3600 // 60} m"


def age_in_sentence(seconds: float) -> str:
    """An age within a sentence: "14 minutes", "1 hour 5 minutes"."""
    whole = int(seconds)
    if whole < 60:
        return _counted(whole, "second")
    hours, minutes = divmod(whole // 60, 60)
    parts = ([_counted(hours, "hour")] if hours else []) + ([_counted(minutes, "minute")] if minutes else [])
    return " ".join(parts)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def next_try(wait_s: float, what: str = "try") -> str:
    """When it is tried again: "next try in 4 s", "next look in 5 min"."""
    return f"next {what} in {age(wait_s)}" if wait_s >= 1 else "trying now"


# The status line.

BEHIND: Final = " behind"


def link_age(level: Level, age_words: str, trouble: str, *, behind: bool) -> str:
    """ "live, 1 s", "late, 18 s: no answer"; of the figures `behind` a frozen picture "live behind, 1 s"."""
    told = f"{LEVELS[level]}{BEHIND if behind else ''}, {age_words}"
    return f"{told}: {trouble}" if trouble else told


def link_waiting(age_words: str) -> str:
    return f"{LEVELS[Level.WAITING]}, {age_words}"


def link_trouble(trouble: str, next_words: str) -> str:
    return f"{trouble}, {next_words}" if next_words else trouble


def link_lost(trouble: str, clock: str) -> str:
    return f"{trouble} since {clock}"


# The banner.

NO_FIGURES_YET: Final = "NO FIGURES YET"
NO_NEW_FIGURES: Final = "the server sends no new figures"
STANDING_STILL: Final = "figures stand still"
LAST_ONES: Final = "figures below are the last ones that came"
GOES_ON: Final = "f shows the live board again"


def not_moved_since(clock: str) -> str:
    return f"figures have not moved since {clock}"


def counters_began(clock: str) -> str:
    """Said quietly for a minute after the daily reset."""
    return f"The counters of the day started anew at {clock}."


def not_live_since(clock: str) -> str:
    return f"NOT LIVE since {clock}"


def frozen_at(clock: str) -> str:
    return f"FROZEN at {clock}"


def frozen_figures(clock: str) -> str:
    """In place of LAST_ONES, where newer ones came behind the frozen picture."""
    return f"figures below are frozen at {clock}"


def seconds_old(age_words: str) -> str:
    return f"{age_words} old"


def still_trying(clause: str, tries: int, next_words: str) -> str:
    """ "The server does not answer; asked 83 times, next try in 10 s."."""
    times = [f"asked {tries} times"] if tries > 1 else []
    after = ", ".join([*times, *([next_words] if next_words else [])])
    return f"{capitalised(clause)}; {after}." if after else f"{capitalised(clause)}."


def do_not_act(age_s: float) -> str:
    return f"The figures below are {age_in_sentence(age_s)} old. Do not act on them."


# Widgets.

NOT_SUPPLIED: Final = "not supplied"
NOT_IN_ANSWER: Final = "Not in the server's answer."
WAITING_FOR_DATA: Final = "Waiting for first data."
NO_MESSAGES: Final = "No messages."
MESSAGES: Final = "Messages"
NO_AGENT_MATCHES: Final = "No agent matches."
NO_AGENT_LOGGED_IN: Final = "No agent is logged in, of those that this login may see."
NO_AGENT: Final = "The server lists no agent: a login sees the teams that it supervises."
NO_SERVICE_MATCHES: Final = "No service matches."
NO_SERVICE: Final = "The server lists no service: a login sees those that it supervises."
WITHOUT_STATE: Final = "without a state"
FILTER_CLEARS: Final = "esc clears it."


def no_match(thing: str, typed: str) -> str:
    """A viewer's filter leaves no row: `No agent matches "itoo". esc clears it.`"""
    return f'No {thing} matches "{typed}". {FILTER_CLEARS}'


def no_column(name: str) -> str:
    """A viewer's filter compares a column that isn't there."""
    return f'No column\'s name begins with "{name}". {FILTER_CLEARS}'


def no_problem(thing: str) -> str:
    """Where only problems are shown and there is none."""
    return f"No {thing} is outside its goals."


def within_goals(rows: int) -> str:
    """The same on a wall, where the rows' place stays empty: "22 of 22 within goals"."""
    return f"{rows} of {rows} within goals"


def missing_note(missing: Sequence[Missing]) -> str:
    """Beside a widget's title: `no team “Front”`."""
    return ", ".join(
        f"no {one.kind} “{one.name}”" if one.told else f"“{one.name}” unknown" for one in missing
    )


def missing_sentence(missing: Sequence[Missing]) -> str:
    """In place of a widget's rows: `This server knows no team “Front”.`"""
    if all(one.told for one in missing):
        return f"This server knows {missing_note(missing)}."
    names = ", ".join(f"“{one.name}”" for one in missing)
    return f"The server does not tell its teams and services, so {names} is left out. Check the privileges."


def server_limit(rows: int, label: str, *, falling: bool) -> str:
    """What the server cut: "top 20 by Waiting"."""
    return f"{'top' if falling else 'first'} {rows}{f' by {label}' if label else ''}"


def unit_turned(scope: str, statistic: str, figure: float) -> str:
    """Said once, when a share over 1.5 shows how this server writes shares."""
    return f"This server writes shares in {scope} as 0-100: {statistic} is {figure:g}."


def state_counted(state: str) -> str:
    """An agent's state behind a number: "12 ready"; unknown ones as they come, no state in words."""
    ours = STATES.get(state)
    return ours[:1].lower() + ours[1:] if ours else state or WITHOUT_STATE


def in_minutes(change: str, minutes: int) -> str:
    """How a figure has moved: "+14 in 15 min"."""
    return f"{change} in {minutes} min"


# The picture's own words.

OLD: Final = "old"
GOAL: Final = "goal"
OF: Final = "of"
ABOVE: Final = "above:"
BELOW: Final = "below:"
HIDDEN: Final = "hidden:"
WORST_FIRST: Final = "worst first"
NO_MORE_PROBLEMS: Final = "no more problems"
HELD: Final = ", held"
URGENT: Final = "URGENT"
LOGGED_IN: Final = "logged in"
OTHER: Final = "other"
IN_OTHER_STATES: Final = "in other states"
SEEN_KEY: Final = "u: seen"
LEGEND_UNKNOWN: Final = "unknown"
LEGEND_SORTED: Final = "sorted"
LEGEND_CHANGED: Final = "changed"
LEGEND_ESTIMATED: Final = "counts on: estimated"
CLOSES: Final = "closes"

ESC_CLEARS: Final = "clears"
ENTER_KEEPS: Final = "keeps"
COLUMNS_OF: Final = "Columns of"
STAYS: Final = "always shown"
PINNED: Final = "pinned"

TOO_SMALL: Final = "This screen is too small."
DOES_NOT_FIT: Final = "The layout's places don't fit this screen, so its widgets flow."


def more_columns(count: int) -> str:
    """Beside a grid's title, where so many of its columns have no room."""
    return f"+{_counted(count, 'column')}"


def left_out(count: int, total: int) -> str:
    """Said where a page's last widgets have no room."""
    return f"This screen is too small for {count} of the page's {total} widgets."


# The totals row.


def totalled(rows: int, came: int, *, limited: bool) -> str:
    """Of which rows: "All 22", "4 of 22" where others are filtered out, "These 12" where the server cut."""
    if rows < came:
        return f"{rows} {OF} {came}"
    return f"These {rows}" if limited else f"All {rows}"


def average(text: str) -> str:
    return f"avg {text}"


def worst(text: str) -> str:
    return f"worst {text}"


# A row's details.

ENTER_CLOSES: Final = "enter closes"
ROW_HAS_LEFT: Final = "This row is no longer in the answer; these are its last figures."
BEFORE: Final = "Before"


def of_limit(limit: str) -> str:
    """Behind a value that has reached a limit: "21:07 of 20:00"."""
    return f"of {limit}"


def goal_in_words(goal: str, *, is_most: bool) -> str:
    """ "goal at most 5", "goal at least 80 %"."""
    return f"{GOAL} at {'most' if is_most else 'least'} {goal}"


def statistic(name: str) -> str:
    """A statistic's name as a label, where the layout gives none."""
    return name.replace("_", " ").capitalize()


# The keys.

KEYS: Final[Mapping[str, str]] = {
    "leave": "quit",
    "help": "help",
    "app.focus_next": "next grid",
    "app.focus_previous": "previous",
    "next_page(1)": "pages",
    "rotation": "stop, start",
    "seen": "urgent seen",
    "retry": "try again",
    "theme": "night, day",
    "freeze": "freeze",
    "repaint": "repaint",
    "suspend_process": "suspend",
    "page": "page",
    "thaw": "go on",
    "rows(-1)": "row",
    "column(-1)": "column",
    "screens(-1)": "screen",
    "rows(-1000000)": "ends",
    "app.details": "details",
    "sort": "sort",
    "turn_sort": "turn sort",
    "choose_sort(-1)": "sort column",
    "next_problem": "to problem",
    "filter": "filter",
    "clear_filter": "clear filter",
    "worst_first": "worst first",
    "app.choose_columns": "columns",
    "show_hide": "show, hide",
    "shift(-1)": "move",
    "widen(1)": "width",
    "pin": "pin",
    "reset": "reset",
    "close": "closes",
}
"""What a key does, by its action, as footer and help say it."""
