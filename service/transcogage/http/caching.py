"""What clients may keep of an answer, and for how long: until the data change.

An answer that depends on the data and the address alone carries an `ETag`: the release's version and a digest of the
body. Asked again with it (`If-None-Match`), the service answers 304, without a body, as long as both are the same. The
digest is there because the code, too, makes the answer: a corrected sentence must reach those who hold the old one. The
tag is weak (`W/`): compressed or not, it is the same answer.

For `MAX_AGE` seconds an answer may be used again without asking: a new release then shows with that delay at most.

What a caller asks in a query (a place and a date of birth, a name being typed) can point to a person: only the caller's
own cache may keep such an answer (`private`), never one shared by several people. Without a query, any cache may.
All else (errors, health, metrics, batches) says `no-store`.
"""

from hashlib import blake2b
from typing import Any

from fastapi import Request
from starlette.responses import Response

from transcogage.http.route import DirectRoute, index_of

MAX_AGE = 600

_PRIVATE = b"private, max-age=%d" % MAX_AGE
_PUBLIC = b"public, max-age=%d" % MAX_AGE


class ReleaseRoute(DirectRoute):
    """A route whose answers depend on the release and the address alone."""

    def __init__(self, path: str, *arguments: Any, **options: Any) -> None:
        held = {304: {"description": "La réponse déjà détenue, que désigne `If-None-Match`, est toujours la bonne"}}
        options["responses"] = {**(options.get("responses") or {}), **held}
        super().__init__(path, *arguments, **options)

    def finish(self, request: Request, response: Response) -> Response:
        """The answer with its tag; 304 when the caller holds it already."""
        digest = blake2b(response.body, digest_size=8).hexdigest()
        tag = f'"{index_of(request).release.version}-{digest}"'
        cache_control = _PRIVATE if request.scope["query_string"] else _PUBLIC
        if held_by(request, tag):
            response = Response(status_code=304)
        response.raw_headers += [(b"etag", f"W/{tag}".encode("ascii")), (b"cache-control", cache_control)]
        return response


def held_by(request: Request, tag: str) -> bool:
    """Whether the caller holds the answer of this tag already (`If-None-Match`)."""
    for name, value in request.scope["headers"]:
        if name == b"if-none-match":
            held = [part.strip().removeprefix("W/") for part in value.decode("latin-1").split(",")]
            if tag in held or held == ["*"]:
                return True
    return False
