"""The baselines of the HTTP measures: constant answers, served as a good engineer serves a FastAPI application.

Plain uvicorn with httptools and uvloop. Two applications, whose answer is already serialised:
- `fastapi`: a FastAPI route that declares the parameters of `/v1/cog`, hence reads and checks them;
- `starlette`: a bare Starlette route that reads nothing, the least that the framework costs.

`python -m tests.bench.constant_route fastapi PORT SIZE` serves answers of SIZE bytes.
"""

import sys
from datetime import date
from typing import Annotated

import uvicorn
from fastapi import FastAPI, Query
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from transcogage.http.app import NO_TELEMETRY
from transcogage.resolution.departments import DEPARTMENTS

DEPARTMENT = f"^({'|'.join(sorted(DEPARTMENTS))})$"


def fastapi_app(body: bytes) -> FastAPI:
    """A route that declares its parameters, and answers `body`."""
    app = FastAPI(openapi_url=None, telemetry=NO_TELEMETRY)

    @app.get("/v1/cog")
    async def answer(  # noqa: PLR0917 - a route's parameters are its interface
        nomCommuneNaissance: Annotated[str, Query(min_length=1, max_length=100)],  # noqa: ARG001, N803
        anneeDateNaissance: Annotated[int, Query(ge=1890, le=date.today().year)],  # noqa: ARG001, N803
        codeCogInseeDepartementNaissance: Annotated[str, Query(pattern=DEPARTMENT)],  # noqa: ARG001, N803
        moisDateNaissance: Annotated[int | None, Query(ge=1, le=12)] = None,  # noqa: ARG001, N803
        jourDateNaissance: Annotated[int | None, Query(ge=1, le=31)] = None,  # noqa: ARG001, N803
        codePostal: Annotated[str | None, Query(pattern="^[0-9]{5}$")] = None,  # noqa: ARG001, N803
        codeCommune: Annotated[str | None, Query(pattern="^([0-9]{2}|2[AB])[0-9]{3}$")] = None,  # noqa: ARG001, N803
    ) -> Response:
        return Response(body, media_type="application/json")

    @app.get("/readyz")
    async def say_ready() -> Response:
        return Response(b"{}", media_type="application/json")

    return app


def starlette_app(body: bytes) -> Starlette:
    """A route that reads nothing, and answers `body`."""

    async def answer(_request: Request) -> Response:
        return Response(body, media_type="application/json")

    async def say_ready(_request: Request) -> Response:
        return Response(b"{}", media_type="application/json")

    return Starlette(routes=[Route("/v1/cog", answer), Route("/readyz", say_ready)])


APPLICATIONS = {"fastapi": fastapi_app, "starlette": starlette_app}


if __name__ == "__main__":
    _, framework, port, size = sys.argv
    uvicorn.run(
        APPLICATIONS[framework](b'"' + b"x" * (int(size) - 2) + b'"'),
        host="127.0.0.1",
        port=int(port),
        http="httptools",
        loop="uvloop",
        access_log=False,
        server_header=False,
    )
