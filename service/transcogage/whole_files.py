"""Written whole or not at all: what is being written is in a folder of its own, beside its place, and moved at the end.

A command that is killed leaves that folder; the next one that writes there removes it.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

UNFINISHED = ".unfinished-"
"""How the name of what is being made begins; the number of its process follows."""


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """Where to write the file `target`, which it replaces at the end; on any failure, `target` is what it was.

    Raises `OSError`, which names `target`, also when its folder does not exist.
    """
    for wrong, number in ((target.is_dir(), errno.EISDIR), (not target.parent.is_dir(), errno.ENOENT)):
        if wrong:
            raise OSError(number, os.strerror(number), str(target))
    try:
        with unfinished_folder(target.parent) as folder:
            path = folder / target.name
            yield path
            path.replace(target)
    except OSError as error:
        if UNFINISHED in str(error.filename):
            error.filename = str(target)
        raise


@contextmanager
def unfinished_folder(parent: Path) -> Iterator[Path]:
    """A new folder in `parent`, which is made too; what is whole is moved from it, the rest goes with it at the end."""
    parent.mkdir(parents=True, exist_ok=True)
    for path in unfinished_in(parent):
        if not _is_at_work(path):
            remove(path)
    folder = Path(mkdtemp(prefix=f"{UNFINISHED}{os.getpid()}-", dir=parent))
    try:
        yield folder
    finally:
        remove(folder)


def unfinished_in(parent: Path) -> list[Path]:
    """What is being made in `parent`, or what commands that were killed left."""
    return sorted(parent.glob(f"{UNFINISHED}*"))


def remove(path: Path) -> None:
    """Remove a file, a link, or a folder with all it holds, if it is still there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def synchronise(path: Path) -> None:
    """Have a file, or a folder's list of files, on the disk before going on: a power cut then loses nothing of it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_at_work(path: Path) -> bool:
    """Whether the process that makes `path` runs."""
    process = path.name.removeprefix(UNFINISHED).partition("-")[0]
    try:
        os.kill(int(process), 0)  # sends nothing
    except PermissionError:
        pass  # it runs, and is another user's
    except (ValueError, ProcessLookupError):
        return False
    return True
