"""The stand-in upstream: an HTTP server that behaves as API Particulier does, and fails when told to.

Any token is accepted but `jeton-expire` and `jeton-sans-droit`; on the FranceConnect route, and on v2 without an
`X-Api-Key`, the token is `fc-` and the name of a case (`fc-nee-a-cherbourg`).

`GET /_stand-in/calls` lists what was received, `PUT /_stand-in/fault` takes a `Fault` in JSON, `DELETE` forgets either.
"""

import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.upstream import errors
from tests.upstream.cases import Case, Key, cases_of, key_of, not_found_answer
from tests.upstream.contract import OPERATIONS, Operation, check_identity, check_recipient
from tests.upstream.errors import RefusedError
from tests.upstream.faults import Fault, FaultKind, faulty_answer, wait_or_leave
from tests.upstream.limits import Window

FRANCE_CONNECT_PREFIX = "fc-"
REFUSED_TOKENS = {"": errors.NO_TOKEN, "jeton-expire": errors.EXPIRED_TOKEN, "jeton-sans-droit": errors.NO_RIGHTS}


@dataclass(frozen=True)
class ReceivedCall:
    """A call as it arrived: the raw query string, and every header in order."""

    path: str
    query_string: str
    headers: list[tuple[str, str]]


@dataclass
class StandIn:
    """What the server knows and remembers. `left`: how many calls were abandoned by their caller while it was slow.

    `clock`: what its limits go by, in seconds since the epoch.
    """

    mocks: Path | None = None
    per_second: int = 20
    per_minute: int = 1_000
    calls: deque[ReceivedCall] = field(default_factory=lambda: deque(maxlen=1_000))
    faults: list[Fault] = field(default_factory=list)
    left: int = 0
    clock: Callable[[], float] = time.time

    def __post_init__(self) -> None:
        self._tokens = Window(self.per_second, 1, self.clock)
        self._addresses = Window(self.per_minute, 60, self.clock)
        self._running: set[tuple[str, str, str]] = set()
        self._cases = {operation.path: cases_of(operation, self.mocks) for operation in OPERATIONS}
        self._by_key: dict[str, dict[Key, Case]] = {
            path: {case.key: case for case in cases} for path, cases in self._cases.items()
        }

    def app(self) -> Starlette:
        """The server's application."""
        routes = [Route(operation.path, self._endpoint(operation), methods=["GET"]) for operation in OPERATIONS]
        admin = [
            Route("/_stand-in/calls", self._show_calls, methods=["GET"]),
            Route("/_stand-in/calls", self._forget_calls, methods=["DELETE"]),
            Route("/_stand-in/fault", self._set_fault, methods=["PUT"]),
            Route("/_stand-in/fault", self._clear_faults, methods=["DELETE"]),
        ]
        return Starlette(routes=routes + admin)

    def _endpoint(self, operation: Operation) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            return await self._answer(request, operation)

        return answer

    async def _answer(self, request: Request, operation: Operation) -> Response:
        raw = request.scope["query_string"].decode("latin-1")
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw]
        self.calls.append(ReceivedCall(operation.path, raw, headers))
        token = token_of(request, operation)
        fault = next((fault for fault in self.faults if fault.concerns(token)), None)
        if fault is not None:
            fault.times = fault.times and fault.times - 1
            if fault.kind is not FaultKind.SLOW:
                return faulty_answer(fault, operation.version)
        accepted, rate = self._count(token, request)
        running = (token, operation.path, raw)
        try:
            if not accepted:
                raise RefusedError(errors.TOO_MANY_CALLS)
            if running in self._running:
                raise RefusedError(errors.SAME_CALL_RUNNING)
            status, body = await self._in_turn(running, fault, request, operation)
        except RefusedError as refused:
            error = refused.error
            return JSONResponse(error.body(operation.version), error.status_in(operation.version), rate)
        return Response(body, status, {"X-Response-Cached": "false"} | rate, "application/json")

    def _count(self, token: str, request: Request) -> tuple[bool, dict[str, str]]:
        accepted, headers = self._addresses.admit(request.client.host if request.client else "")
        return self._tokens.admit(token) if accepted else (False, headers)

    async def _in_turn(
        self, running: tuple[str, str, str], fault: Fault | None, request: Request, operation: Operation
    ) -> tuple[int, bytes]:
        self._running.add(running)
        try:
            if fault is not None and not await wait_or_leave(
                request, fault.seconds or 0.0, lambda: all(fault is not other for other in self.faults)
            ):
                self.left += 1
            return self._look_up(operation, request, token=running[0])
        finally:
            self._running.discard(running)

    def _look_up(self, operation: Operation, request: Request, token: str) -> tuple[int, bytes]:
        if refusal := REFUSED_TOKENS.get(token):
            raise RefusedError(refusal)
        values: dict[str, list[str]] = {}
        for name, value in parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True):
            values.setdefault(name, []).append(value)
        check_recipient(operation, values)
        if operation.france_connect or token.startswith(FRANCE_CONNECT_PREFIX):
            return self._identified_by_france_connect(operation, token)
        check_identity(operation, values)
        known = set(operation.names.values())
        given = {name: texts for name, texts in values.items() if name in known and any(texts)}
        case = self._by_key[operation.path].get(key_of(given))
        return (case.status, case.body) if case else not_found_answer(operation, self._cases[operation.path])

    def _identified_by_france_connect(self, operation: Operation, token: str) -> tuple[int, bytes]:
        for case in self._cases[operation.path]:
            if token == FRANCE_CONNECT_PREFIX + case.name:
                return case.status, case.body
        raise RefusedError(errors.UNKNOWN_FRANCE_CONNECT)

    async def _show_calls(self, _request: Request) -> Response:
        return JSONResponse([asdict(call) for call in self.calls])

    async def _forget_calls(self, _request: Request) -> Response:
        self.calls.clear()
        return Response(status_code=204)

    async def _set_fault(self, request: Request) -> Response:
        self.faults.insert(0, Fault(**await request.json()))
        return Response(status_code=204)

    async def _clear_faults(self, _request: Request) -> Response:
        self.faults.clear()
        return Response(status_code=204)


def token_of(request: Request, operation: Operation) -> str:
    """Who calls: v3 by `Authorization: Bearer`, v2 by `X-Api-Key` or by FranceConnect's bearer."""
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    return request.headers.get("x-api-key", bearer) if operation.version == "v2" else bearer
