"""Run the stand-in upstream: `python -m tests.upstream --port 9000 [--mocks DIR]`.

It listens on this machine only, unless another `--host` is given.
"""

import argparse
from pathlib import Path

import uvicorn

from tests.upstream.server import StandIn


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.upstream", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9000, help="0 lets the system choose")
    parser.add_argument(
        "--mocks", type=Path, help="the folder of API Particulier's staging cases, else fictional people"
    )
    parser.add_argument("--per-second", type=int, default=20, help="calls allowed each second for a token")
    parser.add_argument("--per-minute", type=int, default=1_000, help="calls allowed each minute in all")
    options = parser.parse_args()
    mocks = options.mocks if options.mocks and options.mocks.is_dir() else None
    stand_in = StandIn(mocks, options.per_second, options.per_minute)
    uvicorn.run(stand_in.app(), host=options.host, port=options.port, http="h11", ws="none", access_log=False)


if __name__ == "__main__":
    main()
