"""The database of a program that was installed and nothing more: made when it is first needed, and again after the
rules or the reference of the program have changed.

It is in the user's data folder, named by the fingerprint of what it is made of: it is there, and right, or it is not.
"""

import fcntl
import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import platformdirs

from transcogage.database.location import given_database
from transcogage.database.rules import own_rules
from transcogage.errors import TranscogageError
from transcogage_data.packaged import packaged_reference

STEPS = 100


class FirstUseError(TranscogageError):
    """The database cannot be made; the message, in French, says why and what to do."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"La base ne peut pas être construite dans {folder} : accès refusé, ou disque plein. Construisez-la "
            "ailleurs, par `TRANSCOGAGE_DATABASE=DOSSIER/cog.duckdb transcogage data build`, puis gardez ce réglage."
        )


def ready_database() -> Path:
    """The database to open: the one given (see `database.location`), else our own, made first when it is not there.

    Making it takes some ten seconds; the person is informed on the standard error, with a bar on a terminal. One
    process makes it, the others wait for it. A given database is never made, nor looked at: to open it says what is
    wrong with it. Raises `FirstUseError` when ours cannot be written.
    """
    database = expected_database()
    if given_database() is None and not database.is_file():
        try:
            with _one_process_at_a_time(database.parent):
                if not database.is_file():
                    _make(database)
        except OSError as error:
            raise FirstUseError(database.parent) from error
    return database


def expected_database() -> Path:
    """The same, without making it: it may not be there."""
    given = given_database()
    if given is not None:
        return given
    folder = platformdirs.user_data_path("transcogage", appauthor=False)
    return folder / f"cog-{_fingerprint()}.duckdb"


def _fingerprint() -> str:
    """Ten digits (hexadecimal), the same for the same rules and the same reference."""
    digest = hashlib.sha256(own_rules().encode())
    for path in sorted(packaged_reference().iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:10]


@contextmanager
def _one_process_at_a_time(folder: Path) -> Iterator[None]:
    """Held by one process; the system frees it when the process ends, whichever way it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("Un autre processus construit la base : attendons-le.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make(database: Path) -> None:
    """Make our database, then remove those of other rules or facts, and what a process that was killed left."""
    from transcogage_data.build import build  # noqa: PLC0415 - slow, and needed once

    folder = database.parent
    if any(folder.glob("cog-*.duckdb")):
        _say(f"Le programme a changé : la base est reconstruite dans {folder}, en quelques secondes.")
    else:
        _say(f"Première utilisation : la base est construite dans {folder}, en quelques secondes.")
    with _bar() as progress:
        build(packaged_reference(), database, progress)
    for other in set(folder.glob("cog-*")) - {database}:
        other.unlink(missing_ok=True)


@contextmanager
def _bar() -> Iterator[Callable[[float], None]]:
    """A bar on the terminal, if there is one; what is yielded moves it to the share of the work that is done."""
    if not sys.stderr.isatty():
        yield lambda _share: None
        return
    with click.progressbar(length=STEPS, label="Construction", file=sys.stderr) as bar:
        yield lambda share: bar.update(round(STEPS * share) - bar.pos)


def _say(message: str) -> None:
    click.echo(message, err=True)
