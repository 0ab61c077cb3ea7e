"""What every route shares: how it is called, what it answers from, how it answers."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from transcogage.database.opening import Opened
from transcogage.database.releases import database_file
from transcogage.document.answers import to_json
from transcogage.document.schemas import Probleme
from transcogage.http.compression import compressed
from transcogage.http.metrics import Metrics
from transcogage.http.problems import NOT_KEPT, TITLES, NotReadyError
from transcogage.resolution.index import Index
from transcogage.settings import Settings


class DirectRoute(APIRoute):
    """A route whose function is given the request as it is, and returns a response as it is; large ones are compressed.

    The framework then documents and matches, and neither reads parameters nor serialises: a quarter of the time of a
    route with declared parameters.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        if path.startswith("/v1/"):
            options["responses"] = {**(options.get("responses") or {}), **refusals(429)}
        super().__init__(path, endpoint, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The function itself, and what is done with its answer."""
        answer: Callable[[Request], Coroutine[Any, Any, Response]] = self.endpoint

        async def handle(request: Request) -> Response:
            return await compressed(request, self.finish(request, await answer(request)))

        return handle

    def finish(self, request: Request, response: Response) -> Response:  # noqa: ARG002
        """What is done with an answer before it is compressed: nothing, but in the kinds of routes that say what."""
        return response


_INDEX = "transcogage.http.index"
"""Where a request keeps the index it is answered from (ASGI scope)."""


def index_of(request: Request) -> Index:
    """The data to answer from: the same for the whole of a request, even when they are replaced meanwhile.

    Raises `NotReadyError` until they are loaded.
    """
    index: Index | None = request.scope.get(_INDEX)
    if index is None:
        index = request.app.state.index
        if index is None:
            raise NotReadyError
        request.scope[_INDEX] = index
    return index


def database_of(request: Request) -> Path:
    """The database file the data to answer from were loaded from; to be asked just after `index_of`."""
    opened: Opened | None = request.app.state.opened
    return opened.database if opened is not None else database_file(settings_of(request).database)


def settings_of(request: Request) -> Settings:
    """The settings of the application."""
    settings: Settings = request.app.state.settings
    return settings


def metrics_of(request: Request) -> Metrics:
    """The counts of the application."""
    metrics: Metrics = request.app.state.metrics
    return metrics


def json_response(document: Any) -> Response:
    """A 200 answer."""
    return Response(to_json(document), media_type="application/json")


def unkept_response(body: bytes, media_type: str = "application/json") -> Response:
    """A 200 answer that no one may keep: it is true of this moment, or of this caller, alone."""
    return Response(body, headers=NOT_KEPT, media_type=media_type)


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that document its errors."""
    return {status: {"model": Probleme, "description": TITLES[status]} for status in statuses}
