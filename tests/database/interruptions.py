"""Killing a command at each of its changes of the disk, one after the other: `interrupt_everywhere`.

Python tells each opening for writing, renaming, linking, deleting... to an audit hook before it is done; the process
that runs the command kills itself there, with a signal that nothing can catch, as a power cut would. It is forked from
this one, which must therefore have no threads: run this module as a program.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from tests.conftest import ROOT
from transcogage.database.manifest import check_release
from transcogage.database.releases import Releases
from transcogage.whole_files import UNFINISHED, unfinished_in
from transcogage_data.derive import derive
from transcogage_data.fetch import Destination, fetch_from_local
from transcogage_data.publish import build_release, publish, roll_back
from transcogage_data.reference import MANIFEST

CHANGES = frozenset(
    [
        "os.chmod",
        "os.link",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.symlink",
        "os.truncate",
        "shutil.rmtree",
    ]
)
DONE = 0
FAILED = 3


def interrupt_everywhere(step: Callable[[], object], check: Callable[[], None]) -> int:
    """Run `step`, killed at its first change, then at its second, and so on until it ends by itself.

    Each time, `check` sees what was left. Returns how many times it was killed.
    """
    for change in count(1):
        process = os.fork()
        if process == 0:
            _run_until(step, change)
        _, status = os.waitpid(process, 0)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == DONE, f"failed when interrupted at change {change - 1}"
            check()
            return change - 1
        assert os.WTERMSIG(status) == signal.SIGKILL
        check()
    raise AssertionError


def _run_until(step: Callable[[], object], last: int) -> None:
    changes = 0

    def kill_at_last(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal changes
        writes = (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        )
        if event in CHANGES or writes:
            changes += 1
            if changes == last:
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.addaudithook(kill_at_last)
        step()
    except BaseException as error:  # noqa: BLE001 - a forked process ends here, whatever happens
        sys.stderr.write(f"{error!r}\n")
        os._exit(FAILED)
    os._exit(DONE)


def whole(releases: Releases, *served: str) -> Callable[[], None]:
    """A check: the release served is one of these, whole; so is every release."""

    def check() -> None:
        assert releases.current().name in served, releases.current()
        for version in releases.versions():
            check_release(releases.find(version))

    return check


def interrupted(step: str, folder: Path, *arguments: str) -> int:
    """How many times a step was killed; each time, what it left was checked."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.database.interruptions", step, str(folder), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def _as_given(sources: Path, given: Path) -> None:
    for path in sources.rglob("*.csv"):
        if not any(part.startswith(UNFINISHED) for part in path.parts):
            assert path.read_bytes() == (given / path.relative_to(sources)).read_bytes()


def _text(reference: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in reference.iterdir() if path.is_file()}


def main() -> int:
    """`python -m tests.database.interruptions STEP FOLDER [VINTAGE]`: prints how often the step was killed."""
    step, folder = sys.argv[1], Path(sys.argv[2])
    releases = Releases(folder / "releases")
    if step == "publish":
        old, new = releases.versions()
        releases.switch(old)
        print(interrupt_everywhere(lambda: publish(releases, new), whole(releases, old, new)))
        assert (releases.current().name, releases.previous().name) == (new, old)
    elif step == "rollback":
        old, new = releases.versions()
        goes_back = lambda: releases.is_current(old) or roll_back(releases)  # noqa: E731
        print(interrupt_everywhere(goes_back, whole(releases, old, new)))
        assert releases.current().name == old
    elif step == "build":
        served = releases.current().name
        killed = interrupt_everywhere(lambda: build_release(folder / "reference", releases), whole(releases, served))
        assert not releases.unfinished()
        print(killed)
    elif step == "fetch":
        given, sources = folder / "given", folder / "sources"
        destination = Destination(sources, folder / "reference")
        year = int(sys.argv[3])
        fetch = lambda: fetch_from_local(given, destination, year)  # noqa: E731
        print(interrupt_everywhere(fetch, lambda: _as_given(sources, given)))
        assert not unfinished_in(sources)
    else:
        reference = folder / "reference"
        known = [_text(reference)]

        def one_or_the_other() -> None:
            found = _text(reference)
            if MANIFEST in found and found not in known:
                known.append(found)
                assert len(known) == 2, "a mixture"

        print(interrupt_everywhere(lambda: derive(folder / "sources", reference, int(sys.argv[3])), one_or_the_other))
        assert len(known) == 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
