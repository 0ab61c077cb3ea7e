"""What the proxy adds to a call: `python -m tests.particulier.latency [CALLS]`.

The stand-in upstream and the service run in processes of their own. Calls go in turns, directly and through the proxy,
on kept connections, so that both meet the same machine; what is told is the median of what each pair of calls differs
by.
"""

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit

from tests.conftest import ROOT
from tests.particulier.calls import BY_CODE, IDENTITY, IN_CHERBOURG, PERSON, Pairs, encoded

CALLS = 500
WARM_UP = 50
NO_LIMIT = "1000000"
LISTENING = re.compile(r"running on (http://\S+)")


@contextmanager
def server(*arguments: str) -> Iterator[str]:
    """A Python module that serves, in a process of its own; its address."""
    command = [sys.executable, "-m", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr is not None
        try:
            yield next(found[1] for line in process.stderr if (found := LISTENING.search(line)))
        finally:
            process.terminate()


def milliseconds(connection: HTTPConnection, place: Pairs) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    connection.request("GET", f"{IDENTITY}?{encoded([*PERSON, *place])}", headers={"Authorization": "Bearer duree"})
    response = connection.getresponse()
    body = response.read()
    elapsed = (time.perf_counter() - start) * 1000
    assert response.status == 200, body
    return elapsed


def measure(calls: int = CALLS) -> tuple[float, float]:
    """The median of a direct call with the code, and of what the proxy adds with the triplet, in milliseconds."""
    with (
        server("tests.upstream", "--port", "0", "--per-second", NO_LIMIT, "--per-minute", NO_LIMIT) as upstream,
        server("tests.particulier.serve", upstream) as proxy,
    ):
        direct, proxied = (
            HTTPConnection(urlsplit(url).hostname or "", urlsplit(url).port) for url in (upstream, proxy)
        )
        pairs = [(milliseconds(direct, BY_CODE), milliseconds(proxied, IN_CHERBOURG)) for _ in range(WARM_UP + calls)]
        direct.close()
        proxied.close()
    pairs = pairs[WARM_UP:]
    return statistics.median(alone for alone, _ in pairs), statistics.median(
        through - alone for alone, through in pairs
    )


if __name__ == "__main__":
    alone, added = measure(int(sys.argv[1]) if len(sys.argv) > 1 else CALLS)
    print(f"QF proxy: {added:.2f} ms added to a direct call of {alone:.2f} ms (medians)")
