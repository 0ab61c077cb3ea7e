"""Large answers are compressed for the callers that accept it (gzip): a batch, a long list, the specification.

Small ones are not: under a few network packets, compressing takes longer than sending.
"""

import gzip
import re

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

SMALLEST = 4 * 1024
SMALLEST_FOR_A_THREAD = 64 * 1024
"""From this size on, in bytes, compressing is long enough to be done beside the event loop."""
LEVEL = 5

_GZIP = re.compile(r"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(0(?:\.\d*[1-9]\d*)|1(?:\.0*)?)\s*)?(?=,|$)")


async def compressed(request: Request, response: Response) -> Response:
    """`response`, compressed when it is large and `request` accepts it."""
    body = getattr(response, "body", b"")  # a file or a stream has none yet
    if len(body) < SMALLEST:
        return response
    response.headers["Vary"] = "Accept-Encoding"
    if _GZIP.search(",".join(request.headers.getlist("accept-encoding")).lower()):
        shorter = await run_in_threadpool(_gzip, body) if len(body) >= SMALLEST_FOR_A_THREAD else _gzip(body)
        response.body = shorter
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(shorter))
    return response


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, LEVEL, mtime=0)
