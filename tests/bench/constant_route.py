"""The baseline of the HTTP measures: a FastAPI route that declares the parameters of `/v1/cog` and returns a constant.

Its answer is already serialised, and it is served as `transcogage serve` serves: the same server, the same options.
`python -m tests.bench.constant_route PORT SIZE` serves answers of SIZE bytes.
"""

import sys
from datetime import date
from typing import Annotated

import uvicorn
from fastapi import FastAPI, Query, Response

from transcogage.http.app import NO_TELEMETRY
from transcogage.resolution.departments import DEPARTMENTS

DEPARTMENT = f"^({'|'.join(sorted(DEPARTMENTS))})$"


def create_app(size: int) -> FastAPI:
    """The application; its answers hold `size` bytes."""
    body = b'"' + b"x" * (size - 2) + b'"'
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


if __name__ == "__main__":
    uvicorn.run(
        create_app(size=int(sys.argv[2])),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        http="h11",
        access_log=False,
        server_header=False,
    )
