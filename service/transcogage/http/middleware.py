"""The one middleware around every request, each of its ideas in a file of its own.

It names the request (`request_id`), opens its answer to pages of other sites (`cross_origin`), closes the connection
when the service stops (`shutdown`), answers what no one foresaw (`problems`), writes the line of the log (`logs`) and
counts (`metrics`). One and not six: each layer costs its own call and its own wrapping of `send` at every request.
"""

from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from transcogage.http import cross_origin, problems
from transcogage.http.logs import METHODS, OTHER_METHOD, RequestLog, current_request_id
from transcogage.http.metrics import Metrics
from transcogage.http.request_id import HEADER, request_id
from transcogage.http.shutdown import CLOSE, Stopping

INTERRUPTED = 499
"""The status of a request whose caller left before the answer began, in the log and the counts (nginx's convention)."""


class AroundEveryRequest:
    """Names, opens, logs and counts each request."""

    def __init__(self, app: ASGIApp, log: RequestLog, metrics: Metrics, stopping: Stopping) -> None:
        self._app = app
        self._log = log
        self._metrics = metrics
        self._stopping = stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start = perf_counter()
        identifier = request_id(scope["headers"])
        current_request_id.set(identifier)
        opened = cross_origin.is_open(scope["path"])
        status, size = INTERRUPTED, 0

        async def watched_send(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = [*message["headers"], *cross_origin.OPENING] if opened else list(message["headers"])
                if self._stopping.begun:
                    headers.append(CLOSE)
                if HEADER not in [name for name, _ in headers]:  # the proxy passes on its upstream's
                    headers.append((HEADER, identifier.encode("ascii")))
                message["headers"] = headers
            else:
                size += len(message.get("body", b""))
            await send(message)

        answer = cross_origin.PREFLIGHT if opened and cross_origin.is_preflight(scope) else self._app
        try:
            await answer(scope, receive, watched_send)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is logged and answered
            problems.log_unforeseen(error)
            if status == INTERRUPTED:
                await problems.answer_to(error)(scope, receive, watched_send)
        finally:
            seconds = perf_counter() - start
            method = scope["method"] if scope["method"] in METHODS else OTHER_METHOD
            route = getattr(scope.get("route"), "path_format", None)
            self._metrics.count_request(route, method, status, seconds)
            self._log.add(identifier, method, route, status, seconds, size)
