"""Every fault that the simulator can be given, and which requests it hits unless told otherwise.

A new fault is its effect in `faulty_link`, `faulty_answers` or `faulty_logins` and one line here; the
help, the README's table and the tests walk this list. How one is written stands in `fault_text`.

The order is that from the wire to the house: where two hit one request, the one further up takes what
the other gives, so that `latency` and `503` together are a late 503 in whichever order they were given.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from wallboard.simulator import faulty_answers as answers
from wallboard.simulator import faulty_link as link
from wallboard.simulator import faulty_logins as logins
from wallboard.simulator.effects import Effect
from wallboard.simulator.fault_values import (
    OneOf,
    Reads,
    app_id,
    duration,
    http_status,
    shift,
    size,
    some_text,
)

_AUTH: Final = "POST /statsapi/auth"
_TOKEN: Final = "POST /configapi/v2/oauth/token"  # noqa: S105  a path

WHERE: Final[Mapping[str, str]] = {
    "all": ".*",
    "sign-in": f"{_AUTH}|{_TOKEN}",
    "password": _AUTH,
    "token": _TOKEN,
    "signed-in": "[A-Z]+ /statsapi/(cfg|subscription).*",
    "names": "GET /statsapi/cfg/.*",
    "subscription": "POST /statsapi/subscription",
    "delete": "DELETE /statsapi/subscription/active",
    "data": "GET /statsapi/subscription/data",
}
"""The requests that a fault can be meant for -> what their "METHOD path" is like."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`says`: what happens, for people. `where`: a word of WHERE; "" where it is about connections and not
    about requests. `make` gives the effect, with a memory of its own, from the value where there is one.
    `default`: the value of a bare name; "" with `reads`: it needs one. `fixed`: its effect knows these
    requests' answers, and it can't be meant for others.
    """

    says: str
    where: str
    make: Callable[..., Effect] | None
    reads: Reads | None = None
    default: str = ""
    fixed: bool = False

    def effect(self, value: Any) -> Effect | None:
        """None for what is about connections."""
        if self.make is None:
            return None
        return self.make() if self.reads is None else self.make(value)

    def written(self, name: str) -> str:
        """`name` as it can be given, with its default or a word for what it needs."""
        return name if self.reads is None else f"{name}={self.default or 'NAME'}"

    def told(self) -> str:
        """What it does, with the words that its value can be."""
        return self.says + (f": {', '.join(self.reads.words)}" if isinstance(self.reads, OneOf) else "")


def _is(effect: Effect) -> Callable[[], Effect]:
    return lambda: effect


# fmt: off
FAULTS: Final[Mapping[str, Kind]] = {
    "refused":      Kind("connections are refused, those that stand are reset", "", None),
    "tls":          Kind("with --tls, a certificate that is no good",
                         "", None, OneOf(("unknown-ca", "expired", "wrong-host")), "expired"),
    "silence":      Kind("no answer, the connection stays", "all", _is(link.silence)),
    "reset":        Kind("the connection is reset", "all", _is(link.reset)),
    "hang-up":      Kind("the connection is closed without a word", "all", _is(link.hang_up)),
    "not-http":     Kind("a mail server's greeting instead of HTTP", "all", _is(link.not_http)),
    "latency":      Kind("each answer comes so much later", "all", link.latency, duration, "2s"),
    "slices":       Kind("the body in pieces of so many bytes, twenty a second", "all",
                         link.slices, size, "16"),
    "cut":          Kind("the connection ends after so many bytes of the body", "all", link.cut, size, "10"),
    "clock-skew":   Kind("the server's clock, in its Date header, is ahead or behind", "all",
                         answers.clock_skew, shift, "2h"),
    "bad-gzip":     Kind("said to be gzip, and isn't", "all", answers.bad_gzip),
    "status":       Kind("this status and no body; a number alone means the same", "all",
                         answers.status, http_status, "503"),
    "204":          Kind("no data yet", "data", lambda: answers.status(204)),
    "400":          Kind("refused, with a sentence about this field", "subscription",
                         answers.rejected, some_text, "wb.stats_totals[0]"),
    "401":          Kind("not signed in", "signed-in", lambda: answers.status(401)),
    "403":          Kind("not allowed", "signed-in", lambda: answers.status(403)),
    "404":          Kind("no subscription; elsewhere: no such path", "data", lambda: answers.status(404)),
    "409":          Kind("the tenant has no free slot", "subscription", lambda: answers.status(409)),
    "retry-after":  Kind("503, to be asked again after so long", "all", answers.retry_after, duration, "20s"),
    "redirect":     Kind("sent to a log-in page elsewhere, by this status", "all",
                         answers.redirect, http_status, "302"),
    "html":         Kind("200 with the page of a guests' network", "all", answers.html),
    "not-json":     Kind("200 with a text that is no JSON", "all", answers.not_json),
    "huge":         Kind("good JSON of this size", "data", answers.huge, size, "50MB"),
    "gzip-bomb":    Kind("a thousandth of this on the line", "data", answers.gzip_bomb, size, "1GB"),
    "refuses":      Kind("400 without a reason if this statistic is asked for", "subscription",
                         answers.refuses, some_text, fixed=True),
    "wrong-secret": Kind("401, as for a wrong secret or password", "sign-in", logins.wrong_secret),
    "retired":      Kind("the sign-in by password is switched off", "password", logins.retired),
    "blocked":      Kind("the sign-in is refused with a reason", "sign-in",
                         logins.blocked, OneOf(tuple(logins.REASONS)), "account_locked"),
    "cut-json":     Kind("half of the JSON, as if that were all", "data", answers.cut_json),
    "wrong-shape":  Kind("one part of the answer is something else", "data",
                         answers.wrong_shape, OneOf(tuple(answers.SPOILT)), "grid", fixed=True),
    "empty":        Kind("an answer without any part", "data", answers.empty, fixed=True),
    "foreign":      Kind("the answer has ids of another program's", "data",
                         answers.foreign, app_id, "data", fixed=True),
    "privilege-missing": Kind("403, or no rows and no names", "signed-in",
                              logins.privilege_missing, OneOf(("api", "agents", "services")), "api",
                              fixed=True),
    "empty-column": Kind("this statistic is empty everywhere", "data",
                         answers.empty_column, some_text, fixed=True),
    "daily-reset":  Kind("counts of the day are 0, averages empty", "data",
                         answers.daily_reset, fixed=True),
    "standing-still": Kind("the same figures again and again", "data",
                           answers.standing_still, fixed=True),
    "token-life":   Kind("tokens live so long, to the last second", "all",
                         logins.token_life, duration, "20s", fixed=True),
    "session-taken": Kind("another signs in with this login, ours is over: 401", "data",
                          logins.session_taken),
    "deleted":      Kind("another deletes the subscription: 404", "data", logins.deleted),
    "slot-taken":   Kind("another subscribes with this login, under these ids", "data",
                         logins.slot_taken, app_id, "data"),
}
# fmt: on
