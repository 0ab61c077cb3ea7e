"""The application factory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp

from transcogage.database.opening import Opened, open_at_start
from transcogage.document.answer import answer_document
from transcogage.http import problems
from transcogage.http.endpoints import (
    cog,
    cog_batch,
    cog_csv,
    commune_code,
    commune_lineage,
    communes,
    countries,
    documentation,
    health,
    metrics,
    page,
    places,
    release,
)
from transcogage.http.file_work import FileWork
from transcogage.http.fixed_paths import FixedPaths
from transcogage.http.logs import RequestLog
from transcogage.http.metrics import Metrics
from transcogage.http.middleware import AroundEveryRequest
from transcogage.http.rate_limit import RateLimit
from transcogage.http.reload import Following
from transcogage.http.shutdown import Stopping
from transcogage.particulier.routes import router as qf_router
from transcogage.settings import Settings, read_settings

ENDPOINTS = (
    cog,
    cog_batch,
    cog_csv,
    communes,
    places,
    commune_code,
    commune_lineage,
    countries,
    release,
    health,
    metrics,
    documentation,
    page,
)

NO_TELEMETRY = TelemetryConfig(tracing=False, metrics=False, logs=False)
"""What the framework would send to a collector holds the query string: identity data never leave the service."""


def create_app(settings: Settings, data: Opened | None = None) -> FastAPI:
    """The application, answering from `data`, or from `settings.database`, loaded when the application starts.

    Until then `/readyz` and the routes that need data answer 503. At start-up, `DatabaseError` is raised when the
    database cannot be served. Later on, the application follows `settings.database` (`reload`).
    """

    @asynccontextmanager
    async def load_data(app: FastAPI) -> AsyncIterator[None]:
        if app.state.data is None:
            app.state.data = await run_in_threadpool(open_at_start, settings.database)
        app.state.stopping.begin_at_sigterm(settings.stop_delay)
        following = asyncio.create_task(Following(app, settings.database).run(settings.release_check))
        yield
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
    app.state.data = data
    app.state.metrics = Metrics()
    app.state.stopping = Stopping()
    app.state.file_work = FileWork(settings.files_at_once)
    problems.install(app)
    for endpoint in ENDPOINTS:
        app.router.routes += endpoint.router.routes  # `include_router` would match each request twice
    app.include_router(qf_router(settings, answer_document))
    app.mount("/docs", documentation.assets())
    answer: ASGIApp = FixedPaths(app.build_middleware_stack(), app.routes)
    if settings.rate_limit:
        answer = RateLimit(answer, settings.rate_limit)
    app.middleware_stack = AroundEveryRequest(answer, log, app.state.metrics, app.state.stopping)
    return app


def create_app_from_environment() -> FastAPI:
    """The application as the environment sets it: what each worker process runs."""
    return create_app(read_settings())
