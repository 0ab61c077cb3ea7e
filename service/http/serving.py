"""What every route shares: how it is called, what it answers from, how it answers."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from service.http.problems import TITLES, NotReadyError
from service.http.rendering import to_json
from service.http.schemas import Probleme
from service.resolution.index import Index


class DirectRoute(APIRoute):
    """A route whose function is given the request as it is, and returns a response as it is.

    The framework then documents and matches, and neither reads parameters nor serialises: a quarter of the time of a
    route with declared parameters.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The function itself."""
        handler: Callable[[Request], Coroutine[Any, Any, Response]] = self.endpoint
        return handler


def index_of(request: Request) -> Index:
    """The data to answer from. Raises `NotReadyError` until they are loaded."""
    index: Index | None = request.app.state.index
    if index is None:
        raise NotReadyError
    return index


def json_response(document: Any) -> Response:
    """A 200 answer."""
    return Response(to_json(document), media_type="application/json")


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that document its errors."""
    return {status: {"model": Probleme, "description": TITLES[status]} for status in statuses}
