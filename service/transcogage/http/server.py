"""Serving the application: uvicorn, set for this service."""

import os
import signal
import sys
from functools import partial
from tempfile import TemporaryDirectory

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from transcogage.database.opening import open_at_start
from transcogage.http import logs
from transcogage.http.app import create_app
from transcogage.http.connections import Bounds, Connections, most_connections
from transcogage.http.metrics import SHARED_COUNTS
from transcogage.http.protocol import BoundedProtocol
from transcogage.settings import Settings

WORKERS_APP = "transcogage.http.app:create_app_from_environment"
KEEP_ALIVE = 75
"""For how long, in seconds, an idle connection is kept: longer than proxies keep theirs (60 s for nginx and most load
balancers), or they would send requests on connections that are being closed."""

MEMORY_OF_FILES = "narenas:1,tcache:false,dirty_decay_ms:50,muzzy_decay_ms:0"
"""What Polars' allocator (jemalloc) keeps of the memory of a file that is done: little, and not for each thread. Ten
files take 11 MB less, and no more time.
"""


def serve(settings: Settings) -> None:
    """Serve until told to stop. Raises `DatabaseError`, before listening, when the database cannot be served."""
    os.environ.setdefault("POLARS_MAX_THREADS", "1")  # a file is worked on beside other requests, not before them
    os.environ["_RJEM_MALLOC_CONF"] = MEMORY_OF_FILES
    app = create_app(settings, open_at_start(settings.database))
    if settings.workers == 1:
        _run(app, settings)
        return
    with TemporaryDirectory(prefix="transcogage-") as shared:
        os.environ[SHARED_COUNTS] = shared
        _run(WORKERS_APP, settings)  # each process loads the data; this one has only checked them


class Workers(Multiprocess):
    """The worker processes. On SIGHUP, each looks at the data to serve by itself; none is restarted."""

    def handle_hup(self) -> None:
        """Pass the signal on."""
        for worker in self.processes:
            if worker.pid is not None:
                os.kill(worker.pid, signal.SIGHUP)


def _run(app: object, settings: Settings) -> None:
    bounds = Bounds(most_connections(settings.max_connections), settings.client_timeout, KEEP_ALIVE)
    config = uvicorn.Config(
        app,  # type: ignore[arg-type]
        factory=settings.workers > 1,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        http=partial(BoundedProtocol, Connections(bounds)),  # type: ignore[arg-type]
        loop="uvloop",
        ws="none",
        lifespan="on",
        log_config=logs.CONFIGURATION,
        access_log=False,  # it would write the query strings
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_graceful_shutdown=settings.stop_grace,
    )
    if settings.workers > 1:
        Workers(config, sockets=[config.bind_socket()]).run()
        return
    server = uvicorn.Server(config)
    try:
        server.run()
    except KeyboardInterrupt:
        return  # the server has stopped in good order before it raised the signal again
    if not server.started:
        sys.exit(STARTUP_FAILURE)
