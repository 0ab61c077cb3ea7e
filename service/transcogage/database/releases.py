"""The folder of releases: every release built, which one is served (`current`), which one was before (`previous`).

    data/releases/2026-bfcda83313/cog.duckdb
    data/releases/2026-bfcda83313/manifest.json
    data/releases/current -> 2026-bfcda83313
    data/releases/previous -> 2025-66ee18ac43

A link is replaced by the renaming of another: whoever reads it sees the old release or the new one, never neither.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from transcogage.database.manifest import DATABASE, MANIFEST, ReleaseError, read_manifest
from transcogage.whole_files import remove, synchronise, unfinished_folder, unfinished_in

CURRENT = "current"
PREVIOUS = "previous"


def is_releases_folder(path: Path) -> bool:
    """Whether `path` (`TRANSCOGAGE_DATABASE`) means a folder of releases, to be made perhaps; else it is a database."""
    return path.is_dir() or not path.suffix


def database_file(path: Path) -> Path:
    """The database that `path` means: itself, or that of the release served, when it is a folder of releases.

    Raises `ReleaseError` when no release is served.
    """
    if not is_releases_folder(path):
        return path.resolve()
    return Releases(path).current() / DATABASE


class Releases:
    """The releases below a folder, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def versions(self) -> list[str]:
        """The version of each release, oldest built first, those without a readable manifest last."""
        found = [path.parent.name for path in self.folder.glob(f"*/{MANIFEST}") if not path.parent.is_symlink()]
        return sorted((name for name in found if not name.startswith(".")), key=self._built_at)

    def find(self, version: str) -> Path:
        """The folder of a release, also called `current` or `previous`. Raises `ReleaseError` when there is none."""
        if version == CURRENT:
            return self.current()
        if version == PREVIOUS:
            return self.previous()
        if version not in self.versions():
            known = ", ".join(self.versions()) or "aucune"
            raise ReleaseError(f"Version {version} inconnue dans {self.folder}. Versions construites : {known}.")
        return self.folder.resolve() / version

    def current(self) -> Path:
        """The folder of the release served. Raises `ReleaseError` when none is."""
        return self._target(
            CURRENT,
            f"Aucune version n'est publiée dans {self.folder}. Lancez `transcogage data build` puis "
            "`transcogage data publish`.",
        )

    def previous(self) -> Path:
        """The folder of the release that was served before. Raises `ReleaseError` when none was."""
        return self._target(PREVIOUS, f"Aucune version n'a été publiée avant celle-ci dans {self.folder}.")

    def is_current(self, version: str) -> bool:
        """Whether this is the version served."""
        return self._linked(CURRENT) == version

    def is_previous(self, version: str) -> bool:
        """Whether this is the version served before."""
        return self._linked(PREVIOUS) == version

    def switch(self, version: str) -> None:
        """Serve a release from now on, and remember the one served until now.

        Interrupted between the two, the old release is served, and the same command again does all.
        """
        before = self._linked(CURRENT)
        if before == version:
            return
        if before is not None:
            self._link(PREVIOUS, before)
        self._link(CURRENT, version)

    def switch_back(self) -> None:
        """Serve again the release served before. Raises `ReleaseError` when there is none.

        Interrupted between the two, it is served already, and the same command again changes nothing.
        """
        served, before = self._linked(CURRENT), self.previous().name
        self._link(CURRENT, before)
        if served is not None:
            self._link(PREVIOUS, served)

    @contextmanager
    def being_changed(self) -> Iterator[None]:
        """To be held while the folder is changed: one command at a time; what an interrupted one left is removed.

        Raises `ReleaseError` when another command holds it.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for path in self.unfinished():
                remove(path)
            yield
        except BlockingIOError as error:
            raise ReleaseError(
                f"Une autre commande change {self.folder} : relancez celle-ci quand elle aura fini."
            ) from error
        finally:
            os.close(descriptor)

    def unfinished(self) -> list[Path]:
        """What interrupted commands left, which the next one removes."""
        return unfinished_in(self.folder)

    def _built_at(self, version: str) -> tuple[bool, str, str]:
        try:
            return False, read_manifest(self.folder / version).release.built_at.isoformat(), version
        except ReleaseError:
            return True, "", version

    def _linked(self, link: str) -> str | None:
        try:
            return str((self.folder / link).readlink())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ReleaseError(f"{self.folder / link} n'est pas un lien vers une version : supprimez-le.") from error

    def _target(self, link: str, without: str) -> Path:
        version = self._linked(link)
        if version is None:
            raise ReleaseError(without)
        return self.folder.resolve() / version

    def _link(self, link: str, version: str) -> None:
        with unfinished_folder(self.folder) as folder:
            (folder / link).symlink_to(version)
            (folder / link).replace(self.folder / link)
        synchronise(self.folder)
