"""`GET /docs` and `GET /openapi.yaml`: the specification, to read and to try, or as text.

The page asks nothing of any other server, and is forbidden to: Swagger UI comes from an installed package.
"""

from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

from transcogage.http.openapi import describe, to_yaml
from transcogage.http.route import DirectRoute

router = APIRouter(route_class=DirectRoute, include_in_schema=False)

ASSETS = Path(__file__).parents[1] / "swagger"
ONLY_FROM_HERE = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
YAML = "application/yaml"
READ = ["GET", "HEAD"]


@router.api_route("/docs", methods=READ, response_model=None)
async def show_documentation(_request: Request) -> Response:
    """The page."""
    return FileResponse(ASSETS / "page.html", headers={"Content-Security-Policy": ONLY_FROM_HERE})


@router.api_route("/openapi.yaml", methods=READ, response_model=None)
async def show_specification(request: Request) -> Response:
    """The specification, written once, when first asked for."""
    state = request.app.state
    if state.specification is None:
        state.specification = to_yaml(describe(request.app.routes)).encode()
    return Response(state.specification, media_type=YAML)


def assets() -> StaticFiles:
    """The page's files: ours, and Swagger UI's."""
    return StaticFiles(directory=ASSETS, packages=[("fastapi_offline", "static")])
