"""The server's requests: API.md, sections 1 to 4 but the board storage.

A new request is one function here and one line in ROUTES.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, Final, TypeAlias
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from wallboard.simulator.accounts import Session
from wallboard.simulator.checker import read_subscription
from wallboard.simulator.dispositions import DISPOSITIONS
from wallboard.simulator.fields import Code, Refused, need, read_json, read_object, read_text
from wallboard.simulator.options import Cookies
from wallboard.simulator.site import Site

Answer: TypeAlias = Callable[[Site, Request], Awaitable[Response]]

_SEEN_HEADERS: Final = {
    "Cache-Control": "no-store, no-cache, must-revalidate, post-check=0, pre-check=0",
    "Expires": "Mon, 26 Jul 1997 05:00:00 GMT",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, Authorization",
}
_OAUTH_FIELDS: Final = ("grant_type", "client_id", "client_secret", "scope")
# As the vendor prints it, without the last brace (API.md, section 1a).
_RETIRED: Final = '{"error": "illegal login attempt"'


def application(site: Site) -> Starlette:
    """The requests of one tenant, as an ASGI application."""
    return Starlette(routes=[Route(path, _endpoint(site, answer), methods=[m]) for m, path, answer in ROUTES])


def _endpoint(site: Site, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return await answer(site, request)
        except Refused as refused:
            return _json({"error_code": int(refused.code), "error_message": refused.message}, 400)
        except _NotSignedIn:
            return _empty(401)

    return endpoint


class _NotSignedIn(Exception):
    pass


def _user(site: Site, request: Request) -> str:
    """Who asks; 401 for nobody."""
    with site.lock:
        user = site.accounts.user_of(request.headers.get("Authorization", ""), request.cookies)
    if user is None:
        raise _NotSignedIn
    return user


async def sign_in(site: Site, request: Request) -> Response:
    """`POST /statsapi/auth`: section 1a."""
    body = await request.body()
    if not site.options.password_sign_in:
        return _text(_RETIRED, 403)
    fields = read_object(read_json(body), "the body")
    need(fields, ("tenant_url", "username", "password"), "the body")
    tenant, user, password = (
        read_text(fields[name], name) for name in ("tenant_url", "username", "password")
    )
    with site.lock:
        session = site.accounts.by_password(tenant, user, password)
    if session is None:
        return _empty(401)
    response = _json({"token": session.token})
    for name, value in _cookies(session, site.options.cookies).items():
        response.set_cookie(name, value, path="/", httponly=True, samesite=None)
    return response


def _cookies(session: Session, which: Cookies) -> Mapping[str, str]:
    match which:
        case "statsapi":
            return session.cookies()
        case "session":
            return {"X-BP-SESSION-ID": session.token}
        case "none":
            return {}


async def sign_out(site: Site, request: Request) -> Response:
    """`DELETE /statsapi/auth`: section 1a."""
    with site.lock:
        site.accounts.end_session(_user(site, request))
    return _empty(200)


async def give_token(site: Site, request: Request) -> Response:
    """`POST /configapi/v2/oauth/token`: section 1b."""
    body = await request.body()
    content_type = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if content_type != "application/x-www-form-urlencoded":
        return _oauth_error(400, "invalid_request", "Content-Type must be application/x-www-form-urlencoded")
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    fields = dict(pairs)
    for name in _OAUTH_FIELDS:
        if not fields.get(name) or [key for key, _ in pairs].count(name) > 1:
            return _oauth_error(400, "invalid_request", f"{name} must be given once")
    if fields["grant_type"] != "client_credentials":
        return _oauth_error(401, "unsupported_grant_type", "grant_type must be client_credentials")
    with site.lock:
        found = site.accounts.by_secret(fields["scope"], fields["client_id"], fields["client_secret"])
    if found is None:
        return _oauth_error(401, "invalid_client", "client_id, client_secret or scope is wrong")
    token, left = found
    return _json(
        {
            "access_token": token.text,
            "token_type": "Bearer",
            "expires_in": str(round(left)),
            "scope": fields["scope"],
        }
    )


async def subscribe(site: Site, request: Request) -> Response:
    """`POST /statsapi/subscription`: section 2."""
    user = _user(site, request)
    body = await request.body()
    subscription = read_subscription(body, unknown_statistics=site.options.unknown_statistics)
    with site.lock:
        taken = site.slots.put(user, subscription)
    return _empty(200 if taken else 409)


async def give_data(site: Site, request: Request) -> Response:
    """`GET /statsapi/subscription/data`: section 3."""
    user = _user(site, request)
    with site.lock:
        active = site.slots.ask(user)
        if active is None:
            return _empty(404)
        if site.clock.accounts_s() - active.made < site.options.first_data_after_s:
            return _empty(204)
        return _json(site.answer(active.subscription))


async def unsubscribe(site: Site, request: Request) -> Response:
    """`DELETE /statsapi/subscription/active`: section 4."""
    user = _user(site, request)
    with site.lock:
        dropped = site.slots.drop(user)
    return _empty(200 if dropped else site.options.delete_without_subscription)


async def give_dispositions(site: Site, request: Request) -> Response:
    """`GET /statsapi/cfg/dispositions`: section 4; filters combine by "and"."""
    _user(site, request)
    wanted = {name for name, value in request.query_params.items() if value == "1"}
    names = [
        each.name
        for each in DISPOSITIONS
        if ("agentCanSelect" not in wanted or each.agent_can_select)
        and ("inbound" not in wanted or each.inbound)
        and ("outbound" not in wanted or each.outbound)
        and ("preview" not in wanted or each.preview)
    ]
    return _json(names if site.options.dispositions_as_array else {"dispositions": names})


async def give_teams(site: Site, request: Request) -> Response:
    """`GET /statsapi/cfg/teams`: section 4; the user supervises them all."""
    _user(site, request)
    return _json([{"id": team.id, "name": team.name} for team in site.centre.teams])


async def give_services(site: Site, request: Request) -> Response:
    """`GET /statsapi/cfg/services`: section 4; the user supervises them all."""
    _user(site, request)
    return _json([{"id": service.id, "name": service.name} for service in site.centre.services])


async def give_agents(site: Site, request: Request) -> Response:
    """`GET /statsapi/cfg/agents`: section 4; logins, not sorted, with a user that no agent grid shows."""
    _user(site, request)
    named = [{"id": agent.id, "name": agent.login} for agent in site.centre.agents]
    return _json([*named, {"id": site.accounts.admin_id, "name": "admin"}])


async def check_available_agents(site: Site, request: Request) -> Response:
    """`GET /statsapi/info/check_available_agents?service=NAME`, without a sign-in."""
    name = request.query_params.get("service")
    if not name:
        raise Refused(Code.MISSING_KEY, "service: is missing")
    return _json({"availability": site.ready_for(name)})


ROUTES: Final[tuple[tuple[str, str, Answer], ...]] = (
    ("POST", "/statsapi/auth", sign_in),
    ("DELETE", "/statsapi/auth", sign_out),
    ("POST", "/configapi/v2/oauth/token", give_token),
    ("POST", "/statsapi/subscription", subscribe),
    ("GET", "/statsapi/subscription/data", give_data),
    ("DELETE", "/statsapi/subscription/active", unsubscribe),
    ("GET", "/statsapi/cfg/dispositions", give_dispositions),
    ("GET", "/statsapi/cfg/teams", give_teams),
    ("GET", "/statsapi/cfg/services", give_services),
    ("GET", "/statsapi/cfg/agents", give_agents),
    ("GET", "/statsapi/info/check_available_agents", check_available_agents),
)


def _json(content: Any, status: int = 200) -> Response:
    return _text(json.dumps(content, ensure_ascii=False), status)


def _text(body: str, status: int) -> Response:
    return Response(body, status, _headers(), "application/json")


def _empty(status: int) -> Response:
    """No body and no Content-Type: captured on create (API.md, section 2)."""
    return Response(None, status, _headers())


def _oauth_error(status: int, error: str, description: str) -> Response:
    return _json({"error": error, "error_description": description}, status)


def _headers() -> dict[str, str]:
    """What was seen on a lab server; its Last-Modified is 12 hours behind its Date (API.md, section 1)."""
    wrong = datetime.now(UTC) - timedelta(hours=12)
    return _SEEN_HEADERS | {"Last-Modified": format_datetime(wrong, usegmt=True)}
