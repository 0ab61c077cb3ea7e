"""HTTP/1.1 on one connection: uvicorn's protocol over httptools, within bounds of size and of time.

httptools keeps a request line or a header without an end in memory, and uvicorn waits for ever for the rest of a
request. Here the head of a request is bounded (`LARGEST_HEAD`, `MOST_HEADERS`), and a client has so long to send it, to
send its body and to read its answer (`connections.Bounds`). What cannot be read is refused in the one error shape, and
the connection closed; what was asked before it on the same connection is answered first.
"""

import asyncio
import logging
from math import inf
from typing import Any
from urllib.parse import unquote, urlsplit

import httptools
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from transcogage.http.connections import Connections
from transcogage.http.exchange import Exchange
from transcogage.http.problems import refused_connection

logger = logging.getLogger(__name__)

LARGEST_HEAD = 16 * 1024
"""Of the target, the names and the values of the headers together, in bytes: as with h11."""
MOST_HEADERS = 100
"""As with Apache."""
MOST_WAITING = 32
"""Requests sent while another is answered: clients that send any send few."""
SLOWEST = 20_000
"""In bytes a second: a client that sends or reads more slowly is given up. A file of 50 MB then takes 40 minutes."""


class RefusedError(Exception):
    """What is received cannot be accepted; `status` is that of the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class BoundedProtocol(HttpToolsProtocol):
    """One connection. The parser calls the `on_` methods as it reads, several requests in a row if so they come."""

    def __init__(
        self,
        among: Connections,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._among = among
        self._bounds = among.bounds
        self._began_waiting = 0.0
        self._send_by = inf  # when the client must have sent what is waited for
        self._read_by = inf  # when it must have read what is written
        self._undelivered = 0  # bytes received since the parser last gave something: it may hold them
        self._in_head = False
        self._head_size = 0
        self._hosts = 0
        self._answering: RequestResponseCycle | None = None
        self._refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection, or refuse it when there are too many."""
        super().connection_made(transport)
        self._wait(self._bounds.patience)
        if not self._among.add(self):
            self._refuse(503)

    def connection_lost(self, exc: Exception | None) -> None:
        """Interrupt every request of the connection, and not the last alone as uvicorn does."""
        self._among.remove(self)
        for cycle in (self._answering, *(queued for queued, _ in self.pipeline)):
            if cycle is not None and not cycle.response_complete:
                _interrupt(cycle)
        super().connection_lost(exc)

    # What is received

    def data_received(self, data: bytes) -> None:
        """Read."""
        if self._refused:
            return
        self._undelivered += len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            self._read_without_upgrade(data[upgrade.args[0] :])
        except httptools.HttpParserError as error:
            cause = error.__context__
            self._refuse(cause.status if isinstance(cause, RefusedError) else 400)
        else:
            if self._undelivered > LARGEST_HEAD:
                self._refuse(431)

    def _read_without_upgrade(self, rest: bytes) -> None:
        """Read again, without what asks for another protocol, a request that asks for one: httptools leaves its body
        out, and Java's client asks for HTTP/2 by default.
        """
        line = f"{self.scope['method']} {self.url.decode('ascii')} HTTP/{self.scope['http_version']}\r\n"
        kept = b"".join([b"%s: %s\r\n" % header for header in self.headers if header[0] != b"upgrade"])
        self.parser = httptools.HttpRequestParser(self)
        self.data_received(line.encode("ascii") + kept + b"\r\n" + rest)

    def on_message_begin(self) -> None:
        """A request begins: the client has so long to send it."""
        super().on_message_begin()
        self._in_head = True
        self._head_size = self._hosts = 0
        self._wait(self._bounds.patience)

    def on_url(self, url: bytes) -> None:
        """A part of the target."""
        self._undelivered = 0
        self.url += url
        self._head_size += len(url)
        if self._head_size > LARGEST_HEAD:
            raise RefusedError(414)

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header. Those that follow a body are counted, and ignored."""
        self._undelivered = 0
        self._head_size += len(name) + len(value)
        if self._head_size > LARGEST_HEAD or len(self.headers) >= MOST_HEADERS:
            raise RefusedError(431)
        if not self._in_head:
            return
        name = name.lower()
        if name == b"host":
            self._hosts += 1
        elif name == b"expect":
            self.expect_100_continue = value.lower() == b"100-continue"
        self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        """The head is whole: have the request answered, in its turn."""
        self._in_head = False
        self._head_size = 0
        scope = self.scope
        method = self.parser.get_method()
        scope["method"] = method.decode("ascii")
        version = self.parser.get_http_version()
        # RFC 9112, section 3.2: HTTP/1.1 has one host; two could mean two things to two readers.
        if version not in ("1.1", "1.0") or self._hosts > 1 or (version == "1.1" and not self._hosts):
            raise RefusedError(400)
        scope["http_version"] = version
        if self.parser.should_upgrade():
            if method == b"CONNECT":
                raise RefusedError(400)
            return
        path, _, query = self._origin_form().partition(b"?")
        scope["raw_path"] = path
        scope["path"] = unquote(path.decode("ascii"))
        scope["query_string"] = query
        self.cycle = Exchange(
            scope=scope,
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=False,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=self.expect_100_continue,
            keep_alive=version == "1.1" and self.parser.should_keep_alive(),
            on_response=self.on_response_complete,
        )
        if not self._busy:
            self._answer(self.cycle)
            return
        self.flow.pause_reading()
        self.pipeline.appendleft((self.cycle, self.app))
        if len(self.pipeline) > MOST_WAITING:
            raise RefusedError(400)

    def _origin_form(self) -> bytes:
        """The path and the query of the target, also when it is a whole address, as for a proxy."""
        if self.url.startswith(b"/"):
            return self.url
        address = urlsplit(self.url)
        if not address.netloc:
            raise RefusedError(400)
        return b"%b?%b" % (address.path or b"/", address.query)

    def on_body(self, body: bytes) -> None:
        """A part of the body; that of a request already answered is ignored."""
        self._undelivered = 0
        if not self.cycle.response_complete:
            now = self.loop.time()
            self._send_by = min(self._send_by + len(body) / SLOWEST, now + self._bounds.patience)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole: it is for the service to act."""
        self._undelivered = 0
        if self.parser.should_upgrade():
            return
        if self.cycle.response_complete:
            self._wait(self._bounds.keep_alive)
        self.cycle.more_body = False
        self.cycle.message_event.set()

    # What is answered

    @property
    def _busy(self) -> bool:
        return self._answering is not None and not self._answering.response_complete

    def _answer(self, cycle: RequestResponseCycle) -> None:
        self._answering = cycle
        self._start_asgi_task(cycle, self.app)

    def on_response_complete(self) -> None:
        """An answer is whole: the next request's turn, here or to come."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:
            self._wait(self._bounds.patience)
            self._answer(self.pipeline.pop()[0])
        elif self._in_head or self.cycle.more_body:
            self._wait(self._bounds.patience)
        else:
            self._wait(self._bounds.keep_alive)

    def pause_writing(self) -> None:
        """The client reads more slowly than the service writes: it has so long."""
        super().pause_writing()
        self._read_by = self._time_to_read()

    def resume_writing(self) -> None:
        """It has read."""
        super().resume_writing()
        self._read_by = inf

    def _time_to_read(self) -> float:
        return self.loop.time() + self._bounds.patience + self.transport.get_write_buffer_size() / SLOWEST

    def _refuse(self, status: int) -> None:
        """Answer that what is received is refused, and close."""
        self._refused = True
        answering = self._answering
        if answering is not None and not answering.response_complete:
            if answering is not self.cycle or not answering.more_body:
                self._close_after_what_was_asked()
                return
            _interrupt(answering)
            if answering.response_started:
                self.transport.close()
                return
        if status != 503:  # when there is no room, `Connections` says so, once for all
            logger.info("connection refused: %d", status)
        self.transport.write(refused_connection(status))
        self.transport.close()

    def _close_after_what_was_asked(self) -> None:
        if self.cycle.more_body:
            self.pipeline.popleft()
        last = self.pipeline[0][0] if self.pipeline else self._answering
        assert last is not None
        last.keep_alive = False

    # Time

    def _wait(self, seconds: float) -> None:
        self._began_waiting = self.loop.time()
        self._send_by = self._began_waiting + seconds

    @property
    def waiting_since(self) -> float:
        """Since when there is nothing to do but wait for the client (`Connection`)."""
        if self._busy or self.transport.is_closing() or self.transport.get_write_buffer_size():
            return inf
        return self._began_waiting

    def check(self, now: float) -> None:
        """Close if the client has let the time pass (`Connection`)."""
        if now >= self._read_by:
            self.abort()
        elif self.transport.is_closing():
            if self._read_by == inf:
                self._read_by = self._time_to_read()
        elif now >= self._send_by:
            self._give_up(now)

    def _give_up(self, now: float) -> None:
        if self.flow.read_paused:
            self._send_by = now + self._bounds.patience
        elif self._busy:
            if self._answering is self.cycle and self.cycle.more_body:
                self._refuse(408)
        elif self._in_head:
            self._refuse(408)
        else:
            self.transport.close()

    def abort(self) -> None:
        """Close now (`Connection`)."""
        self.transport.abort()


def _interrupt(cycle: RequestResponseCycle) -> None:
    """Have the application know that it answers nobody."""
    cycle.disconnected = True
    cycle.message_event.set()
