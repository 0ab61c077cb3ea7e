"""The ways the stand-in can be told to fail: slow, unavailable, limited, and answers that are none."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from enum import StrEnum

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from tests.upstream.errors import (
    INTERNAL,
    NO_FILE,
    PROVIDER_FAILED,
    SAME_CALL_RUNNING,
    TOO_MANY_CALLS,
    UNAVAILABLE,
    UpstreamError,
)

HUGE = 100_000_000
BLOCK = b"a" * 65_536


class FaultKind(StrEnum):
    SLOW = "slow"  # answers after `seconds`, or once the fault is withdrawn
    DRIP = "drip"  # a byte every tenth of a second, for ever
    CUT = "cut"  # closes the connection in the middle of the answer
    LIMITED = "429"
    LIMITED_IN_HTML = "429-html"
    CONFLICT = "409"
    NO_FILE = "404"
    INTERNAL = "500"
    PROVIDER_FAILED = "502"
    UNAVAILABLE = "503"
    HTML = "html"
    HTML_UNAVAILABLE = "503-html"
    GARBAGE = "garbage"  # says it is JSON, and is not
    EMPTY = "empty"
    HUGE = "huge"  # 100 MB of JSON, its length announced
    HUGE_UNANNOUNCED = "huge-chunked"
    REDIRECT = "redirect"
    COMPRESSED = "compressed"  # though nobody asked
    CACHEABLE = "cacheable"  # a good answer, that may be stored, with headers of many kinds


@dataclass
class Fault:
    """A fault, for the calls of `token` (None: for all), `times` times (None: until told otherwise).

    `seconds`: how slow, or what `Retry-After` says (None: no such header). `headers`: more of them.
    """

    kind: FaultKind
    token: str | None = None
    seconds: float | None = None
    times: int | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kind = FaultKind(self.kind)

    def concerns(self, token: str) -> bool:
        return self.times != 0 and self.token in (None, token)


ERRORS: dict[FaultKind, UpstreamError] = {
    FaultKind.LIMITED: TOO_MANY_CALLS,
    FaultKind.CONFLICT: SAME_CALL_RUNNING,
    FaultKind.NO_FILE: NO_FILE,
    FaultKind.INTERNAL: INTERNAL,
    FaultKind.PROVIDER_FAILED: PROVIDER_FAILED,
    FaultKind.UNAVAILABLE: UNAVAILABLE,
}
MANY_HEADERS = {
    "Cache-Control": "private, max-age=60",
    "X-Request-ID": "1",
    "Set-Cookie": "session=1",
    "Access-Control-Allow-Origin": "*",
    "Server": "secret/1.0",
    "X-Runtime": "0.1",
    "Via": "1.1 front",
    "Strict-Transport-Security": "max-age=1",
}
PAGES = {FaultKind.LIMITED_IN_HTML: 429, FaultKind.HTML: 200, FaultKind.HTML_UNAVAILABLE: 503}


async def wait_or_leave(request: Request, seconds: float, withdrawn: Callable[[], bool]) -> bool:
    """Wait, until the fault is `withdrawn` at most; False as soon as the caller closes the connection."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while loop.time() < end and not withdrawn():
        if await request.is_disconnected():
            return False
        await asyncio.sleep(0.01)
    return True


def faulty_answer(fault: Fault, version: str) -> Response:
    """The answer of a fault that does not let the call through."""
    headers = fault.headers if fault.seconds is None else fault.headers | {"Retry-After": f"{fault.seconds:.0f}"}
    if error := ERRORS.get(fault.kind):
        return JSONResponse(error.body(version), error.status, headers)
    if status := PAGES.get(fault.kind):
        return Response("<html><body>Maintenance</body></html>", status, headers, "text/html")
    return ODD_ANSWERS[fault.kind]()


async def _long_text() -> AsyncIterator[bytes]:
    yield b'"'
    for start in range(2, HUGE, len(BLOCK)):
        yield BLOCK[: HUGE - start]
    yield b'"'


async def _drops() -> AsyncIterator[bytes]:
    while True:
        yield b" "
        await asyncio.sleep(0.1)


async def _half() -> AsyncIterator[bytes]:
    yield b'{"data": {"alloc'
    raise ConnectionAbortedError


ODD_ANSWERS: dict[FaultKind, Callable[[], Response]] = {
    FaultKind.REDIRECT: lambda: JSONResponse({}, 302, {"Location": "http://127.0.0.1:1/ailleurs"}),
    FaultKind.COMPRESSED: lambda: Response(b"\x1f\x8b", 200, {"Content-Encoding": "gzip"}, "application/json"),
    FaultKind.CACHEABLE: lambda: JSONResponse({"data": {}}, 200, MANY_HEADERS),
    FaultKind.GARBAGE: lambda: Response(b'{"data": \xff\xfe oops', media_type="application/json"),
    FaultKind.EMPTY: lambda: Response(b"", media_type="application/json"),
    FaultKind.HUGE: lambda: StreamingResponse(_long_text(), 200, {"Content-Length": str(HUGE)}, "application/json"),
    FaultKind.HUGE_UNANNOUNCED: lambda: StreamingResponse(_long_text(), media_type="application/json"),
    FaultKind.DRIP: lambda: StreamingResponse(_drops(), media_type="application/json"),
    FaultKind.CUT: lambda: StreamingResponse(_half(), 200, {"Content-Length": "1000"}, "application/json"),
}
