"""Killing a command at each of its changes of the disk, one after the other: `interrupt_everywhere`.

Python tells each opening for writing, renaming, linking, deleting... to an audit hook before it is done; the process
that runs the command kills itself there, with a signal that nothing can catch, as a power cut would. It is forked from
this one, which must therefore have no threads: run this module as a program.
"""

import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from data_pipeline.derive import derive
from data_pipeline.publish import build_release, publish, roll_back
from service.releases.folder import Releases
from service.releases.manifest import check_release

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


def main() -> int:
    """`python -m tests.releases.interruptions publish|rollback|build|derive FOLDER`: prints how often it was killed."""
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
    else:
        reference = folder / "reference"
        print(interrupt_everywhere(lambda: derive(folder / "sources", reference, int(sys.argv[3])), lambda: None))
    return 0


if __name__ == "__main__":
    sys.exit(main())
