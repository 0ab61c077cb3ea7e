"""The real command, `transcogage serve`, in a process of its own, on a port the system chooses."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import httpx2

COMMAND = Path(sys.executable).with_name("transcogage")
LISTENING = re.compile(r"running on (http://127\.0\.0\.1:\d+)")


@dataclass
class RunningService:
    """`url`: where it listens. `log`: the lines it has written so far on both outputs; whole once stopped."""

    process: subprocess.Popen[str]
    url: str = ""
    log: list[str] = field(default_factory=list)
    reader: Thread | None = None

    def stop(self) -> int:
        """Ask it to stop, as a supervisor does; its exit code."""
        self.process.terminate()
        code = self.process.wait(timeout=20)
        if self.reader is not None:
            self.reader.join(timeout=20)
        return code


def command(*arguments: str, descriptors: str | None = None, **environment: str) -> subprocess.Popen[str]:
    """Start `transcogage` with `arguments`, both outputs in one pipe; unless told otherwise, it stops at once.

    `descriptors`: how many files it may open, as `ulimit -n` sets it.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("TRANSCOGAGE_")}
    limited = [] if descriptors is None else ["sh", "-c", f'ulimit -n {descriptors}; exec "$0" "$@"']
    return subprocess.Popen(
        [*limited, COMMAND, *arguments],
        env=inherited | {"TRANSCOGAGE_STOP_DELAY": "0"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def _wait_until_it_listens(url: str) -> None:
    """With several workers, the address is announced before the first of them listens."""
    deadline = time.monotonic() + 20
    while True:
        try:
            httpx2.get(f"{url}/healthz")
        except httpx2.ConnectError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


@contextmanager
def running_service(*arguments: str, descriptors: str | None = None, **environment: str) -> Iterator[RunningService]:
    """The service, ready; stopped at the end if it still runs."""
    service = RunningService(command("serve", "--port", "0", *arguments, descriptors=descriptors, **environment))
    output = service.process.stdout
    assert output is not None
    try:
        for line in output:
            service.log.append(line)
            if found := LISTENING.search(line):
                service.url = found[1]
                break
        assert service.url, "".join(service.log)
        _wait_until_it_listens(service.url)
        service.reader = Thread(target=lambda: service.log.extend(output), daemon=True)
        service.reader.start()
        yield service
    finally:
        if service.process.poll() is None:
            service.stop()
        output.close()
