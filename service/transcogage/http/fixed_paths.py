"""Paths without a variable are found in a dictionary, before the framework tries its routes one after the other.

The route's own function then answers: what the framework puts around it (four layers that catch errors, two stacks of
what is to be closed) costs more than the answer, and its routes need none of it. Whatever the dictionary does not know
(paths with a code, other methods, unknown paths) goes to the framework; errors have the same shape either way.
"""

from collections.abc import Iterable

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from transcogage.http.problems import STATUS_OF, answer_to
from transcogage.http.route import DirectRoute

_EXPECTED: tuple[type[Exception], ...] = (*STATUS_OF, HTTPException)


class FixedPaths:
    """Answers what is asked at the fixed paths of `routes`, and passes all else on."""

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute]) -> None:
        self._app = app
        direct = [route for route in routes if isinstance(route, DirectRoute) and not route.param_convertors]
        self._routes = {(method, route.path): route for route in direct for method in route.methods or ()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on (ASGI)."""
        route = self._routes.get((scope["method"], scope["path"])) if scope["type"] == "http" else None
        if route is None:
            await self._app(scope, receive, send)
            return
        scope["route"] = route
        try:
            response = await route.answer(Request(scope, receive, send))
        except _EXPECTED as error:
            response = answer_to(error)
        await response(scope, receive, send)
