"""Running the commands of a document as a reader would: in a folder of their own, against a real service.

The service is the one the reader is told to start, with the stand-in upstream behind its proxy; it listens elsewhere
than at `http://127.0.0.1:8000`, so the commands are given its address. `make` is asked what it would do, and does not
do it. A command that serves is started, and stopped once it listens.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import DATABASE, ROOT
from tests.docs.blocks import Command
from tests.http.running import LISTENING
from tests.waiting import PATIENCE

TOLD = "http://127.0.0.1:8000"
SERVES = re.compile(r"\btranscogage serve\b")


@dataclass(frozen=True)
class Place:
    """Where commands are run. `url`: the service's address."""

    folder: Path
    url: str

    def furnish(self) -> None:
        """What a reader has at hand: the data, the examples, a file of births."""
        (self.folder / "data").mkdir()
        (self.folder / "data" / "reference").symlink_to(ROOT / "data" / "reference")
        (self.folder / "data" / "cog.duckdb").symlink_to(DATABASE)
        (self.folder / "docs").symlink_to(ROOT / "docs")
        shutil.copy(ROOT / "docs" / "exemples" / "naissances.csv", self.folder)

    def run(self, command: Command) -> tuple[int, str]:
        """The command's exit code, and all it printed."""
        if command.text.startswith("make "):
            return self._run(command.text.replace("make ", "make --dry-run ", 1), ROOT)
        if SERVES.search(command.text):
            return self._serve(command.text)
        curl = "curl -sS" if command.output else "curl -sS --fail-with-body"
        text = re.sub(r"\bcurl(?= )", curl, command.text).replace(TOLD, self.url)
        return self._run(text, self.folder)

    def _run(self, text: str, folder: Path) -> tuple[int, str]:
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", text],
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        return done.returncode, done.stdout

    def _serve(self, text: str) -> tuple[int, str]:
        with subprocess.Popen(
            ["bash", "-c", re.sub(SERVES, "exec transcogage serve", text)],
            cwd=self.folder,
            env=environment() | {"TRANSCOGAGE_PORT": "0", "TRANSCOGAGE_STOP_DELAY": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        ) as process:
            assert process.stdout is not None
            printed = ""
            for line in process.stdout:
                printed += line
                if LISTENING.search(line):
                    process.terminate()
                    return 0, printed
            return process.wait(timeout=PATIENCE), printed


def environment() -> dict[str, str]:
    """A reader's environment: the project's commands at hand, nothing set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRANSCOGAGE_")}
    return kept | {"PATH": f"{Path(sys.executable).parent}:{kept['PATH']}", "COLUMNS": "120"}
