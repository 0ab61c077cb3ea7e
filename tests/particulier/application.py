"""The service with its proxy turned on, as the tests run it."""

from fastapi import FastAPI

from transcogage.http.app import create_app
from transcogage.particulier.options import Options
from transcogage.resolution.index import Index
from transcogage.settings import Settings


def service_with_proxy(options: Options, index: Index | None) -> FastAPI:
    settings = Settings(
        qf_url=options.url,
        qf_connect_timeout=options.connect_timeout,
        qf_read_timeout=options.read_timeout,
        qf_largest_answer=options.largest_answer,
        qf_calls_per_second=options.calls_per_second,
        qf_calls_per_minute=options.calls_per_minute,
        workers=options.workers,
    )
    return create_app(settings, index)
