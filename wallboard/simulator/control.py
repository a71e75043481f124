"""Faults at run time, for users and their scripts: `GET`, `POST` and `DELETE /faults`.

On a port of its own, so that no fault hits it and no path of the API is taken; on loopback, without a
secret, so that `curl` will do. A web page that the user has open could reach it too: a request that a
browser sends from a page says its `Origin`, and is refused.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from wallboard.simulator.edge import Edge, Given
from wallboard.simulator.fault_text import WrongFault


def control(edge: Edge, now_s: Callable[[], float], changed: Callable[[], Awaitable[None]]) -> Starlette:
    """`changed` is awaited before an answer says that something has."""

    async def faults(request: Request) -> Response:
        if "Origin" in request.headers:
            return PlainTextResponse("Not from a web page.\n", 403)
        try:
            if request.method == "POST":
                edge.give((await request.body()).decode("utf-8", "replace").strip())
        except WrongFault as wrong:
            return PlainTextResponse(f"{wrong}\n", 400)
        if request.method == "DELETE":
            edge.clear()
        await changed()
        return JSONResponse({"faults": [_told(each, now_s()) for each in edge.given()]})

    return Starlette(routes=[Route("/faults", faults, methods=["GET", "POST", "DELETE"])])


def _told(given: Given, now_s: float) -> dict[str, Any]:
    """`hits`: the requests it has hit; `acts`: whether it can hit one now."""
    return {"fault": given.fault.text, "hits": given.hits, "acts": given.acts(now_s)}
