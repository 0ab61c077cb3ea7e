"""What every route shares: how it is called, what it answers from, how it answers."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from transcogage.database.opening import Opened
from transcogage.document.answer import to_json
from transcogage.http.compression import compressed
from transcogage.http.metrics import Metrics
from transcogage.http.problems import NOT_KEPT, TITLES, NotReadyError, Probleme
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
        """What the framework calls."""
        return self.answer

    async def answer(self, request: Request) -> Response:
        """What the function answers, and what is done with it."""
        return await compressed(request, self.finish(request, await self.endpoint(request)))

    def finish(self, request: Request, response: Response) -> Response:  # noqa: ARG002
        """What is done with an answer before it is compressed: nothing, but in the kinds of routes that say what."""
        return response


_DATA = "transcogage.http.data"
"""Where a request keeps the data it is answered from (ASGI scope)."""


def data_of(request: Request) -> Opened:
    """The data to answer from: the same for the whole of a request, even when they are replaced meanwhile.

    Raises `NotReadyError` until they are loaded.
    """
    data: Opened | None = request.scope.get(_DATA)
    if data is None:
        data = request.app.state.data
        if data is None:
            raise NotReadyError
        request.scope[_DATA] = data
    return data


def index_of(request: Request) -> Index:
    """The index of the data to answer from. Raises `NotReadyError` until they are loaded."""
    return data_of(request).index


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
    return ReadyResponse(to_json(document))


class ReadyResponse(Response):
    """A 200 answer in JSON, whose headers are known: the framework would work them out each time."""

    def __init__(self, body: bytes) -> None:
        self.status_code = 200
        self.background = None
        self.body = body
        self.raw_headers = [(b"content-length", b"%d" % len(body)), (b"content-type", b"application/json")]


def unkept_response(body: bytes, media_type: str = "application/json") -> Response:
    """A 200 answer that no one may keep: it is true of this moment, or of this caller, alone."""
    return Response(body, headers=NOT_KEPT, media_type=media_type)


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that document its errors."""
    return {status: {"model": Probleme, "description": TITLES[status]} for status in statuses}
