"""Pages of any site may read the public routes (CORS), for the answers are public data: GET, and POST of a batch.

Never with credentials: no route knows any. The header that opens an answer is the same whoever asks, so it is always
there; sent to some origins only, it would be missing from what a browser has cached for another. The other routes
(health, metrics, and all that is not under `/v1/`) stay closed to pages of other sites.
"""

from starlette.responses import Response
from starlette.types import Scope

Headers = list[tuple[bytes, bytes]]

OPENING: Headers = [
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"ETag, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-ID",
    ),
]

PREFLIGHT = Response(
    status_code=204,
    headers={
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "Content-Type, If-None-Match, X-Request-ID",
        "Access-Control-Max-Age": "86400",
    },
)
"""The answer to a browser that asks, before the request itself, whether it may send it."""


def is_open(path: str) -> bool:
    """Whether pages of other sites may read what is at `path`."""
    return path.startswith("/v1/") or path == "/openapi.yaml"


def is_preflight(scope: Scope) -> bool:
    """Whether a request is a browser's question before the request itself."""
    if scope["method"] != "OPTIONS":
        return False
    names = {name for name, _ in scope["headers"]}
    return b"origin" in names and b"access-control-request-method" in names
