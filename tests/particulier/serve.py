"""Serve the proxy in front of an upstream, without limits, to measure: `python -m tests.particulier.serve URL`."""

import sys

import uvicorn

from tests.conftest import DATABASE
from tests.particulier.application import service_with_proxy
from transcogage.database.store import open_index
from transcogage.particulier.options import Options

NO_LIMIT = 1_000_000

if __name__ == "__main__":
    options = Options(sys.argv[1], calls_per_second=NO_LIMIT, calls_per_minute=NO_LIMIT)
    app = service_with_proxy(options, open_index(DATABASE))
    uvicorn.run(app, host="127.0.0.1", port=0, http="h11", access_log=False, server_header=False)
