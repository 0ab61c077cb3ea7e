"""`GET /docs` and `GET /openapi.yaml`: the specification, to read and to try, or as text.

The page asks nothing of any other server, and is forbidden to: Swagger UI comes from an installed package.
"""

import re
from datetime import date
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

from transcogage.http.route import DirectRoute

router = APIRouter(route_class=DirectRoute, include_in_schema=False)

ASSETS = Path(__file__).parents[1] / "swagger"
ONLY_FROM_HERE = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
YAML = "application/yaml"
READ = ["GET", "HEAD"]

SPECIFICATION = Path(__file__).parents[1] / "openapi.yaml"
"""In an installed package; a clone has it at its root."""

CURRENT_YEAR = re.compile(r"maximum: 20\d\d")
"""The one thing in the specification that changes by itself: births are accepted up to this year."""


@router.api_route("/docs", methods=READ, response_model=None)
async def show_documentation(_request: Request) -> Response:
    """The page."""
    return FileResponse(ASSETS / "page.html", headers={"Content-Security-Policy": ONLY_FROM_HERE})


@router.api_route("/openapi.yaml", methods=READ, response_model=None)
async def show_specification(_request: Request) -> Response:
    """The specification: `make check` compares it with the routes."""
    return Response(_specification(date.today().year), media_type=YAML)


@cache
def _specification(year: int) -> bytes:
    """The specification, as it is that year."""
    path = SPECIFICATION if SPECIFICATION.is_file() else SPECIFICATION.parents[3] / SPECIFICATION.name
    return CURRENT_YEAR.sub(f"maximum: {year}", path.read_text(encoding="utf-8")).encode()


def assets() -> StaticFiles:
    """The page's files: ours, and Swagger UI's."""
    return StaticFiles(directory=ASSETS, packages=[("fastapi_offline", "static")])
