"""The log: one JSON object a line, on the standard output, whoever writes it (the service, the server, a library).

A request gives one line: when, which request (`request_id`), its method, the template of its route, the status of the
answer, how long it took and how many bytes its body has. Never the path, the query, a header, an address or a body:
identity data are in them. Of an error, its kind and the lines of code, never its message, which may quote a value.
"""

import asyncio
import logging
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from time import time

import orjson

REQUESTS = logging.getLogger("transcogage.http.requests")
"""At level INFO, each request has its line."""

WRITING_DELAY = 0.1
"""The lines of requests are written together, at most this long after, in seconds: alone, each would cost as much to
write as an answer costs to find."""

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER_METHOD = "OTHER"
"""What stands for any other method: a caller may write anything there."""

CONFIGURATION = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "transcogage.http.logs.JsonFormatter"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
    "root": {"handlers": ["stdout"], "level": "WARNING"},
    "loggers": {"transcogage": {"level": "INFO"}, "uvicorn": {"level": "INFO"}},
}
"""For `logging.config`. Of libraries, only warnings are written: at level INFO some tell the addresses they call."""

current_request_id: ContextVar[str | None] = ContextVar("current_request_id", default=None)
"""The request being answered, so that whatever is logged meanwhile names it."""


class JsonFormatter(logging.Formatter):
    """A record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line = {"time": _written(record.created), "level": record.levelname, "logger": record.name}
        if request_id := current_request_id.get():
            line["request_id"] = request_id
        line["message"] = record.getMessage()
        failure: BaseException | None = getattr(record, "failure", None) or (record.exc_info or (None, None))[1]
        if failure is not None:
            line["error"] = type(failure).__name__
            line["trace"] = "".join(traceback.format_tb(failure.__traceback__))
        return orjson.dumps(line).decode()


class RequestLog:
    """The lines of the requests that one application answers.

    They are written by hand: no value is a caller's, none needs escaping, and a JSON library takes four times as long.
    """

    def __init__(self) -> None:
        self._waiting: list[str] = []
        self._second = 0
        self._second_written = ""

    def add(self, request_id: str, method: str, route: str | None, status: int, seconds: float, size: int) -> None:
        """Have the line of a request written. `route`: its template, None when there is none; `seconds`: how long it
        took; `size`: of the body sent, in bytes.
        """
        if not REQUESTS.isEnabledFor(logging.INFO):
            return
        if not self._waiting:
            asyncio.get_running_loop().call_later(WRITING_DELAY, self.write)
        template = f'"{route}"' if route else "null"
        took = f"{seconds * 1000:.2f}"
        self._waiting.append(
            f'{{"time":"{self._now()}","level":"INFO","logger":"{REQUESTS.name}","request_id":"{request_id}",'
            f'"method":"{method}","route":{template},"status":{status},"duration_ms":{took},"size":{size}}}\n'
        )

    def write(self) -> None:
        """Write the lines that wait."""
        lines, self._waiting = self._waiting, []
        sys.stdout.buffer.write("".join(lines).encode("ascii"))
        sys.stdout.buffer.flush()

    def _now(self) -> str:
        """As `_written`; the second, the same for many requests, is written once."""
        now = time()
        second = int(now)
        if second != self._second:
            self._second, self._second_written = second, datetime.fromtimestamp(second, UTC).isoformat()[:19]
        return f"{self._second_written}.{int((now - second) * 1000):03d}+00:00"


def _written(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
