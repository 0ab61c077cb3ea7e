"""Serve the proxy in front of an upstream, without limits, for the measures: `python -m tests.qf.serve URL`."""

import sys

import uvicorn

from service.qf.options import Options
from service.reference.store import open_index
from tests.conftest import DATABASE
from tests.qf.application import service_with_proxy

NO_LIMIT = 1_000_000

if __name__ == "__main__":
    options = Options(sys.argv[1], calls_per_second=NO_LIMIT, calls_per_minute=NO_LIMIT)
    app = service_with_proxy(options, open_index(DATABASE))
    uvicorn.run(app, host="127.0.0.1", port=0, http="h11", access_log=False, server_header=False)
