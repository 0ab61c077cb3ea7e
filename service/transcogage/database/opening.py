"""From `TRANSCOGAGE_DATABASE` to an index: a database file, or the release served by a folder of releases, checked."""

import atexit
import gc
import logging
from dataclasses import dataclass
from pathlib import Path

from transcogage.database.manifest import DATABASE, ReleaseError, check_release
from transcogage.database.releases import Releases, database_file, is_releases_folder
from transcogage.database.store import DatabaseError, open_index
from transcogage.resolution.index import Index

logger = logging.getLogger(__name__)

atexit.register(gc.unfreeze)  # DuckDB complains of what the interpreter does not collect at its end

Mark = tuple[Path, int, int, int]
"""Which file is meant, and in which state: its path without links, its inode, its size, when it was last changed."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An index and the database file it was loaded from (without links), as the file was then (`mark`)."""

    index: Index
    database: Path
    mark: Mark


def open_database(path: Path) -> Opened:
    """Load the database that `path` means: a file, or a folder of releases.

    Raises `DatabaseError` when it cannot be served; of a release, also when its manifest does not describe it.
    """
    return _open(checked_database(path), path)


def checked_database(path: Path) -> Path:
    """The database file that `path` means: itself, or that of the release served there, as its manifest describes it.

    Raises `DatabaseError` when no release is served, or it is damaged; who opens the file sees whether it can be read.
    """
    try:
        database = database_file(path)
        if is_releases_folder(path):
            check_release(database.parent)
    except ReleaseError as error:
        raise DatabaseError(str(error)) from error
    return database


def open_at_start(path: Path) -> Opened:
    """As `open_database`; when the release served cannot be, the one served before is, and the journal says why.

    Raises `DatabaseError` when it cannot be either.
    """
    try:
        return open_database(path)
    except DatabaseError as error:
        try:
            opened = _open_previous(path)
        except (DatabaseError, ReleaseError):
            raise error from None
        logger.error("Version refusée, la précédente (%s) est servie. %s", opened.index.release.version, error)
        return opened


def mark_of(path: Path) -> Mark | None:
    """Which database `path` means now, None when there is none."""
    try:
        database = database_file(path)
        state = database.stat()
    except (ReleaseError, OSError):
        return None
    return database, state.st_ino, state.st_size, state.st_mtime_ns


def _open_previous(path: Path) -> Opened:
    if not is_releases_folder(path):
        raise ReleaseError
    folder = Releases(path).previous()
    check_release(folder)
    return _open(folder / DATABASE, folder / DATABASE)


def _open(database: Path, named: Path) -> Opened:
    """Load a file, called in messages as the person named it when that is a file."""
    mark = mark_of(database)
    index = open_index(database if is_releases_folder(named) else named)
    gc.freeze()  # a hundred thousand objects that stay, without a cycle: looking through them stops every request
    assert mark is not None, "what was loaded is there"
    return Opened(index, database, mark)
