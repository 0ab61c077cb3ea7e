"""Real servers for the tests, in threads of their own, on ports the system chooses."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread

import uvicorn
from starlette.types import ASGIApp

from tests.upstream.server import StandIn
from tests.waiting import PATIENCE, wait_until


@dataclass
class RunningStandIn:
    """A stand-in that listens at `url`; `stand_in` is what it knows, to be read and told directly."""

    url: str
    stand_in: StandIn


@contextmanager
def listening(app: ASGIApp) -> Iterator[str]:
    """Serve `app` until the end of the block; gives its address. Its log goes where the tests' own goes."""
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, http="h11", ws="none", log_config=None, access_log=False, server_header=False
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        wait_until(lambda: server.started or not thread.is_alive())
        assert server.started, "the server did not start"
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=PATIENCE)
    assert not thread.is_alive(), "the server did not stop"


@contextmanager
def running_stand_in(stand_in: StandIn) -> Iterator[RunningStandIn]:
    """Serve `stand_in` until the end of the block."""
    with listening(stand_in.app()) as url:
        yield RunningStandIn(url, stand_in)
