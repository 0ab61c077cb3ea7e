"""The real command, `transcogage serve`, in a process of its own, on a port the system chooses."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import httpx2

from tests.waiting import PATIENCE, wait_until

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
        code = self.process.wait(timeout=PATIENCE)
        if self.reader is not None:
            self.reader.join(timeout=PATIENCE)
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


def listens(url: str) -> bool:
    """Whether a service accepts connections at `url`: one that it closes while it stops is reset, not refused."""
    try:
        httpx2.get(f"{url}/healthz", timeout=PATIENCE)
    except (httpx2.ConnectError, httpx2.ReadError, httpx2.RemoteProtocolError):
        return False
    return True


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
        wait_until(lambda: listens(service.url))  # of several workers, the first may not listen yet
        service.reader = Thread(target=lambda: service.log.extend(output), daemon=True)
        service.reader.start()
        yield service
    finally:
        if service.process.poll() is None:
            service.stop()
        output.close()
