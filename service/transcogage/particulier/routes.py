"""The three routes of the proxy: same paths as API Particulier's, so that a caller changes only the host."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import Response

from transcogage.particulier import contract
from transcogage.particulier.documentation import OPERATIONS
from transcogage.particulier.proxy import Proxy, Render, Route
from transcogage.settings import Settings

ROUTES = (
    Route(contract.IDENTITY_PATH, contract.V3, with_triplet=True),
    Route(contract.FRANCE_CONNECT_PATH, contract.V3, with_triplet=False),
    Route(contract.FAMILY_PATH, contract.V2, with_triplet=True),
)


def router(settings: Settings, render: Render) -> APIRouter:
    """The routes, to include in an application whose `state.data` holds the data.

    `render` shows an answer as `GET /v1/cog` does: refusals carry it in `meta`. Connections to the upstream are closed
    when the application stops.
    """
    proxy = Proxy(settings, render)

    @asynccontextmanager
    async def until_the_end(_app: FastAPI) -> AsyncIterator[None]:
        yield
        await proxy.aclose()

    routes = APIRouter(lifespan=until_the_end, tags=["Quotient familial"])
    for route in ROUTES:
        _add(routes, proxy, route)
    return routes


def _add(routes: APIRouter, proxy: Proxy, route: Route) -> None:
    async def serve(request: Request) -> Response:
        return await proxy.serve(request, route)

    documented: dict[str, Any] = OPERATIONS[route.path]
    routes.add_api_route(route.path, serve, methods=["GET"], response_model=None, **documented)
