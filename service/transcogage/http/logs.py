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
from typing import Any

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
        line = _start(datetime.fromtimestamp(record.created, UTC), record.levelname, record.name)
        if request_id := current_request_id.get():
            line["request_id"] = request_id
        line["message"] = record.getMessage()
        failure: BaseException | None = getattr(record, "failure", None) or (record.exc_info or (None, None))[1]
        if failure is not None:
            line["error"] = type(failure).__name__
            line["trace"] = "".join(traceback.format_tb(failure.__traceback__))
        return orjson.dumps(line).decode()


class RequestLog:
    """The lines of the requests that one application answers."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def add(self, **request: str | float | None) -> None:
        """Have the line of a request written: `request_id`, `method`, `route`, `status`, `duration_ms`, `size`."""
        if not REQUESTS.isEnabledFor(logging.INFO):
            return
        if not self._waiting:
            asyncio.get_running_loop().call_later(WRITING_DELAY, self.write)
        line = _start(datetime.now(UTC), "INFO", REQUESTS.name) | request
        self._waiting.append(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))

    def write(self) -> None:
        """Write the lines that wait."""
        lines, self._waiting = self._waiting, []
        sys.stdout.buffer.write(b"".join(lines))
        sys.stdout.buffer.flush()


def _start(moment: datetime, level: str, logger: str) -> dict[str, Any]:
    return {"time": moment.isoformat(timespec="milliseconds"), "level": level, "logger": logger}
