"""Faults of who may ask: refused sign-ins, rivals for the login, privileges, tokens that end."""

import json
from collections.abc import Callable
from typing import Any, Final

from wallboard.simulator.checker import read_subscription
from wallboard.simulator.effects import Answer, Asked, Effect, Next, answered
from wallboard.simulator.faulty_answers import JSON, changed_for, instead, replied

REASONS: Final = {
    "account_locked": 403,
    "account_disabled": 403,
    "tenant_disabled": 403,
    "wait_before_login": 403,
    "ip_address_not_allowed": 403,
    "invalid_user_name": 404,
    "invalid_domain": 404,
}
"""Why a sign-in is refused, and the status that it comes with (API.md, section 1a)."""


def wrong_secret() -> Effect:
    """As the house refuses a wrong one, whichever way it is given."""

    def refuse(asked: Asked) -> Answer:
        if not asked.path.endswith("/oauth/token"):
            return answered(401)
        said = {"error": "invalid_client", "error_description": "client_id, client_secret or scope is wrong"}
        return answered(401, json.dumps(said).encode(), JSON)

    return replied(refuse)


def retired() -> Effect:
    """As the vendor prints it, without the last brace (API.md, section 1a)."""
    return instead(lambda: answered(403, b'{"error": "illegal login attempt"', JSON))


def blocked(reason: str) -> Effect:
    body = json.dumps({"error": reason}).encode()
    return instead(lambda: answered(REASONS[reason], body, JSON))


def _before(act: Callable[[Asked], object]) -> Effect:
    """Something happens to the login just before the request is answered."""

    async def effect(asked: Asked, behind: Next) -> Answer:
        with asked.site.lock:
            act(asked)
        return await behind()

    return effect


def session_taken() -> Effect:
    return _before(lambda asked: asked.site.accounts.sign_out(asked.site.options.user))


def deleted() -> Effect:
    return _before(lambda asked: asked.site.slots.drop(asked.site.options.user))


def slot_taken(prefix: str) -> Effect:
    body = json.dumps({f"{prefix}.1": {"stats_totals": ["in_calls_waiting"]}}).encode()
    return _before(lambda asked: asked.site.slots.put(asked.site.options.user, read_subscription(body)))


def token_life(seconds: float) -> Effect:
    """Tokens, and sessions, that live so long. Who asks before the end gets the same token with the time
    that is left, and each is good to its last second. Those of before the fault are over at once.
    """
    ends = 0.0

    async def effect(asked: Asked, behind: Next) -> Answer:
        nonlocal ends
        signing_in = asked.method == "POST" and asked.path.endswith(("/auth", "/oauth/token"))
        if asked.now_s >= ends:
            with asked.site.lock:
                asked.site.accounts.sign_out(asked.site.options.user)
            if signing_in:
                ends = asked.now_s + seconds
        answer = await behind()
        if not asked.path.endswith("/oauth/token") or answer.status != 200:
            return answer
        found = json.loads(await answer.read())
        return answer.said(json.dumps(found | {"expires_in": str(round(ends - asked.now_s))}).encode())

    return effect


def privilege_missing(which: str) -> Effect:
    """Without the privilege for the API nothing is answered, without one of the others there are no rows."""
    if which == "api":
        return instead(lambda: answered(403))
    return changed_for(lambda asked, found: _unseen(asked.path, found, which))


_NAMES: Final = {"agents": ("/cfg/agents", "/cfg/teams"), "services": ("/cfg/services",)}


def _unseen(path: str, found: Any, which: str) -> Any:
    if path.endswith(_NAMES[which]):
        return []
    if not path.endswith("/data"):
        return found
    return {app_id: _without(sections, which) for app_id, sections in found.items()}


def _without(sections: dict[str, Any], which: str) -> dict[str, Any]:
    unseen = "agent_grids" if which == "agents" else "service_grids"
    result = dict(sections)
    if unseen in sections:
        result[unseen] = [grid | {"values": []} for grid in sections[unseen]]
    if which == "services" and "stats_totals" in sections:
        result["stats_totals"] = dict.fromkeys(sections["stats_totals"], "")
    return result
