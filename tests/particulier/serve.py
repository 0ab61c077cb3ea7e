"""Serve the proxy in front of an upstream, without limits, to measure: `python -m tests.particulier.serve URL`."""

import sys

import uvicorn

from tests.conftest import DATABASE
from tests.particulier.conftest import unlimited
from transcogage.database.opening import open_database
from transcogage.http.app import create_app

if __name__ == "__main__":
    app = create_app(unlimited(sys.argv[1]), open_database(DATABASE))
    uvicorn.run(app, host="127.0.0.1", port=0, http="h11", access_log=False, server_header=False)
