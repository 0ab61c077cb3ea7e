"""A small ASGI application served by our protocol, in a thread: what a connection does is seen from both ends."""

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import Any, TypeVar

import uvicorn
from starlette.types import ASGIApp
from uvicorn.server import ServerState

from transcogage.http.connections import Bounds, Connections
from transcogage.http.protocol import BoundedProtocol

LONG = 600.0
"""In seconds: a time that no test waits for."""
MOST_SECONDS = 30
"""A test fails after that, rather than wait for ever."""
PATIENT = Bounds(most=1_000, patience=LONG, keep_alive=LONG, look_every=0.05)
HURRIED = Bounds(most=1_000, patience=0.3, keep_alive=0.3, look_every=0.05)

T = TypeVar("T")


@dataclass
class Served:
    """The server, seen from the test's thread."""

    port: int
    loop: asyncio.AbstractEventLoop
    state: ServerState

    def connect(self) -> socket.socket:
        """A new connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=MOST_SECONDS)

    def in_loop(self, function: Callable[[], T]) -> T:
        """What `function` returns, called in the event loop."""

        async def call() -> T:
            return function()

        return asyncio.run_coroutine_threadsafe(call(), self.loop).result(MOST_SECONDS)

    @property
    def protocols(self) -> list[Any]:
        """The connections, as they are now."""
        return self.in_loop(lambda: list(self.state.connections))

    def look_as_if(self, seconds: float) -> None:
        """Look at the connections as if so many seconds had passed."""

        def look() -> None:
            for protocol in list(self.state.connections):
                protocol.check(self.loop.time() + seconds)  # type: ignore[union-attr]

        self.in_loop(look)


@contextmanager
def serving(app: ASGIApp, bounds: Bounds = PATIENT) -> Iterator[Served]:
    """Serve `app` within `bounds`, on a port the system chooses."""
    config = uvicorn.Config(
        app,
        port=0,
        http=partial(BoundedProtocol, Connections(bounds)),  # type: ignore[arg-type]
        loop="uvloop",
        ws="none",
        lifespan="off",
        log_config=None,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    loops: list[asyncio.AbstractEventLoop] = []
    met: list[object] = []

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: met.append(context))
        loops.append(loop)
        await server.serve()

    loop_factory = config.get_loop_factory()
    thread = Thread(target=lambda: asyncio.Runner(loop_factory=loop_factory).run(serve()), daemon=True)
    thread.start()
    wait_until(lambda: server.started)
    try:
        yield Served(server.servers[0].sockets[0].getsockname()[1], loops[0], server.server_state)
    finally:
        server.should_exit = True
        thread.join(MOST_SECONDS)
    assert not met, "errors in the event loop"


def wait_until(true: Callable[[], bool]) -> None:
    """Return when it is so."""
    deadline = time.monotonic() + MOST_SECONDS
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def all_received(connection: socket.socket) -> bytes:
    """What comes until the server closes."""
    received = bytearray()
    try:
        while part := connection.recv(65_536):
            received += part
    except ConnectionResetError:
        pass  # closed while there was something left to read
    return bytes(received)
