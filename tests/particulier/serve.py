"""Serve the proxy in front of an upstream, without limits, to measure: `python -m tests.particulier.serve URL`."""

import sys

import uvicorn

from tests.conftest import DATABASE
from transcogage.database.opening import open_database
from transcogage.http.app import create_app
from transcogage.settings import Settings

NO_LIMIT = 1_000_000

if __name__ == "__main__":
    settings = Settings(qf_url=sys.argv[1], qf_calls_per_second=NO_LIMIT, qf_calls_per_minute=NO_LIMIT)
    app = create_app(settings, open_database(DATABASE))
    uvicorn.run(app, host="127.0.0.1", port=0, http="h11", access_log=False, server_header=False)
