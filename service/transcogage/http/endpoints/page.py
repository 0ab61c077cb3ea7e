"""`GET /` and `GET /accessibilite`: the page; and the files it loads, under an address that names their version.

The page asks nothing of any other server, runs no script and applies no style but its files', and cannot be framed: its
policy says so to the browser. HTML is asked again each time (304 when unchanged); the files it names are kept for good.
"""

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from transcogage.http.caching import held_by
from transcogage.http.route import DirectRoute
from transcogage.web.files import WebFile, web_files

router = APIRouter(route_class=DirectRoute, include_in_schema=False)

READ = ["GET", "HEAD"]
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    ]
)
SAFEGUARDS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
ASKED_AGAIN = "no-cache"
KEPT_FOR_GOOD = "public, max-age=31536000, immutable"


@router.api_route("/", methods=READ, response_model=None)
async def show_page(request: Request) -> Response:
    """The page."""
    return _answer(request, web_files().pages["index"], ASKED_AGAIN)


@router.api_route("/accessibilite", methods=READ, response_model=None)
async def show_accessibility(request: Request) -> Response:
    """What was tested of the page's accessibility, and what was not."""
    return _answer(request, web_files().pages["accessibilite"], ASKED_AGAIN)


@router.api_route("/page/{version}/{path:path}", methods=READ, response_model=None)
async def show_file(request: Request) -> Response:
    """A style or a module. Asked for under another version than this one's, it is not to be kept."""
    files = web_files()
    file = files.assets.get(request.path_params["path"])
    if file is None:
        raise HTTPException(404)
    current = request.path_params["version"] == files.version
    return _answer(request, file, KEPT_FOR_GOOD if current else ASKED_AGAIN)


def _answer(request: Request, file: WebFile, cache_control: str) -> Response:
    tag = f'"{file.digest}"'
    headers = {**SAFEGUARDS, "ETag": f"W/{tag}", "Cache-Control": cache_control}
    if held_by(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(file.body, headers=headers, media_type=file.media_type)
