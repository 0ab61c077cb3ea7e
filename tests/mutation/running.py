"""One mutation at a time, in a copy of the project: its tests are run until one fails, which holds what was changed."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from transcogage.database.rules import own_rules

MOST_SECONDS = 600
"""A change that makes the tests endless is reported as one that no test holds."""

COPIED = ("data", "service", "data_pipeline", "tests", "docs", "pyproject.toml", "openapi.yaml")
DIGEST_OF_RULES = Path("service", "transcogage", "database", "rules.py")
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+?)(?:\[| - |$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`held_by`: the test that failed, None when all passed. `broken`: what was printed, when no test could be run."""

    held_by: str | None
    broken: str = ""


NOT_HELD = Outcome(None)


class Copy:
    """A copy of the project in `folder`, its database too.

    It takes the rules that its database was built by for its own, whatever is broken: what acts when a question is
    asked is then broken alone, and what acts when a database is built is seen by the tests that build one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in COPIED:
            source = ROOT / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, folder / name)
        (folder / DIGEST_OF_RULES).write_text(
            f'def own_rules() -> str:\n    return "{own_rules()}"\n', encoding="utf-8"
        )

    def outcome(self, module: Path, mutated: str, tests: tuple[str, ...]) -> Outcome:
        """What `tests` say when the text of `module` is `mutated`."""
        path = self._folder / module.relative_to(ROOT)
        original = path.read_text(encoding="utf-8")
        path.write_text(mutated, encoding="utf-8")
        try:
            return self.run(tests)
        finally:
            path.write_text(original, encoding="utf-8")

    def run(self, tests: tuple[str, ...]) -> Outcome:
        """What `tests` say of the copy as it is."""
        command = [
            sys.executable,
            "-m",
            "pytest",
            "--exitfirst",
            "--quiet",
            "--tb=no",
            "-rfE",
            "--override-ini=addopts=",
        ]
        try:
            done = subprocess.run(
                [*command, "-p", "no:cacheprovider", *tests],
                cwd=self._folder,
                env=self._environment(),
                capture_output=True,
                encoding="utf-8",
                timeout=MOST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Outcome(None, f"no end in {MOST_SECONDS} s")
        failed = FAILED.search(done.stdout)
        if done.returncode == 0:
            return NOT_HELD
        return Outcome(failed[1]) if failed else Outcome(None, done.stdout + done.stderr)

    def _environment(self) -> dict[str, str]:
        """The copy's packages before those installed, and no plugin: they take longer to start than the tests."""
        packages = os.pathsep.join(str(self._folder / name) for name in ("service", "data_pipeline"))
        return os.environ | {
            "PYTHONPATH": packages,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        }
