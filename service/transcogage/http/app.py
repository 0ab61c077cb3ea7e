"""The application factory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.concurrency import run_in_threadpool

from transcogage.database.opening import Opened, open_at_start
from transcogage.document.answers import answer_document
from transcogage.http import problems
from transcogage.http.endpoints import (
    batch,
    communes,
    countries,
    data,
    documentation,
    files,
    health,
    metrics,
    page,
    resolution,
)
from transcogage.http.file_work import FileWork
from transcogage.http.logs import RequestLog
from transcogage.http.metrics import Metrics
from transcogage.http.middleware import AroundEveryRequest
from transcogage.http.rate_limit import RateLimit
from transcogage.http.reload import Following, answer_from
from transcogage.http.shutdown import Stopping
from transcogage.particulier.options import Options
from transcogage.particulier.routes import router as qf_router
from transcogage.resolution.index import Index
from transcogage.settings import Settings, read_settings

NO_TELEMETRY = TelemetryConfig(tracing=False, metrics=False, logs=False)
"""What the framework would tell a collector holds the query string: identity data never leave the service."""


def create_app(settings: Settings, given: Index | Opened | None = None) -> FastAPI:
    """The application, answering from what is `given`, or from `settings.database`, loaded when the application starts.

    Until then `/readyz` and the routes that need data answer 503. At start-up, `DatabaseError` is raised when the
    database cannot be served. Later on, the application follows `settings.database` (`switching`); an `Index` is kept
    as it is.
    """

    @asynccontextmanager
    async def load_data(app: FastAPI) -> AsyncIterator[None]:
        if app.state.index is None:
            answer_from(app, await run_in_threadpool(open_at_start, settings.database))
        app.state.stopping.begin_at_sigterm(settings.stop_delay)
        following = None
        if app.state.opened is not None:
            following = asyncio.create_task(Following(app, settings.database).run(settings.release_check))
        yield
        if following is not None:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
        log.write()

    log = RequestLog()
    app = FastAPI(
        lifespan=load_data,
        openapi_url=None,
        redirect_slashes=False,
        telemetry=NO_TELEMETRY,
    )
    app.state.settings = settings
    app.state.index = given if not isinstance(given, Opened) else None
    app.state.opened = None
    if isinstance(given, Opened):
        answer_from(app, given)
    app.state.metrics = Metrics()
    app.state.stopping = Stopping()
    app.state.specification = None
    app.state.file_work = FileWork(settings.files_at_once)
    problems.install(app)
    if settings.rate_limit:
        app.add_middleware(RateLimit, limit=settings.rate_limit)
    app.add_middleware(AroundEveryRequest, log=log, metrics=app.state.metrics, stopping=app.state.stopping)
    for routes in (resolution, batch, files, communes, countries, data, health, metrics, documentation, page):
        app.router.routes += routes.router.routes  # `include_router` would match each request twice
    app.include_router(qf_router(_qf_options(settings), answer_document))
    app.mount("/docs", documentation.assets())
    return app


def _qf_options(settings: Settings) -> Options:
    return Options(
        url=settings.qf_url or None,
        connect_timeout=settings.qf_connect_timeout,
        read_timeout=settings.qf_read_timeout,
        largest_answer=settings.qf_largest_answer,
        calls_per_second=settings.qf_calls_per_second,
        calls_per_minute=settings.qf_calls_per_minute,
        workers=settings.workers,
    )


def create_app_from_environment() -> FastAPI:
    """The application as the environment sets it: what each worker process runs."""
    return create_app(read_settings())
