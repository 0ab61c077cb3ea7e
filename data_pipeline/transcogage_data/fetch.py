"""Sources -> the folder of sources: from the network, a local folder or a ZIP; checked aside, then put in their place.

Nothing is replaced before every file of the vintage has come whole and holds its contract. A file that INSEE corrected
since it was taken in, at the same address and without a word, is told and refused until someone accepts it.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx2

from transcogage_data.discovery import Addresses, NotPublishedError, Search, on_datagouv, on_insee_pages
from transcogage_data.download import Download, DownloadError, Patience
from transcogage_data.errors import PipelineError
from transcogage_data.local_files import files_in, matching, unzipped
from transcogage_data.read import SourceError, read_table
from transcogage_data.reference import MANIFEST
from transcogage_data.sources import REQUIRED, YEARLY, Source, sources_of

UNFINISHED = ".unfinished"
"""Where, in the folder of sources, files wait until all are there and checked."""

MOST_LINES_SHOWN = 3

Progress = Callable[[str, int, int | None], None]
"""Told the name of a file, how many bytes are there, of how many (None: unknown)."""


class ChangedSourceError(PipelineError):
    """A file is not the one that was taken in under this name; the message, in French, says what differs."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where files go (`sources`), and the reference whose manifest tells which were taken in.

    `confirmed`: files that changed since are accepted.
    """

    sources: Path
    reference: Path
    confirmed: bool = False


class Network:
    """The sites where INSEE's files are, and how long to insist."""

    def __init__(self, client: httpx2.Client, addresses: Addresses, patience: Patience, progress: Progress) -> None:
        self._client = client
        self._addresses = addresses
        self._patience = patience
        self._progress = progress

    def fetch(self, place: Place, vintage: int | None) -> tuple[int, list[str]]:
        """Download the files of a vintage, the latest when None; which it is, and what was done, in French.

        Raises `PipelineError` when it is not published, does not come, breaks its contract or has changed: nothing in
        the folder is then replaced.
        """
        failures = []
        with _waiting_room(place.sources) as room:
            for search in (on_datagouv, on_insee_pages):
                try:
                    found, staged = self._received(search, vintage, room)
                except (NotPublishedError, DownloadError) as error:
                    failures.append(str(error))
                else:
                    return found, failures + take_in(staged, sources_of(found), place)
        raise DownloadError(
            "\n".join(failures)
            + "\nL'INSEE publie en février ou mars. Réessayez plus tard ; si vous avez les fichiers, "
            "donnez-les avec --from."
        )

    def _received(self, search: Search, vintage: int | None, room: Path) -> tuple[int, dict[str, Path]]:
        """The vintage that one site publishes, and its files in the waiting room."""
        found = search(self._client, self._addresses, vintage)
        files = sources_of(found.vintage)
        staged = {}
        for name, urls in found.files.items():
            target = room / Path(files[name].path).name
            self._download_first(urls, target)
            staged[name] = unzipped(target, files[name], found.vintage)
        return found.vintage, staged

    def _download_first(self, urls: list[str], target: Path) -> None:
        """The file at the first address that gives it."""
        failures = []
        for url in urls:
            try:
                Download(self._client, url, target, partial(self._progress, target.name)).run(self._patience)
            except DownloadError as error:
                failures.append(str(error))
            else:
                return
        raise DownloadError("\n".join(failures))


def fetch_from_local(place: Place, origin: Path, vintage: int | None) -> tuple[int, list[str]]:
    """Take every source of a vintage that the folder or ZIP `origin` holds; the vintage, and what was done, in French.

    Raises `PipelineError` as `Network.fetch` does.
    """
    with _waiting_room(place.sources) as room:
        held = files_in(origin, room)
        years = [
            {year for path in held if (year := publication.vintage_of(Path(path).name))}
            for publication in YEARLY
            if publication.source in REQUIRED
        ]
        chosen = vintage or max(set.intersection(*years), default=0)
        if not all(chosen in found for found in years):
            asked = f"pour {vintage}" if vintage else "d'une même année"
            raise SourceError(f"{origin} : pas de fichiers des communes et de leurs mouvements {asked}.")
        files = sources_of(chosen)
        staged = {}
        for name, source in files.items():
            path = matching(source, chosen, held)
            if path is not None:
                target = room / f"{name}.d" / Path(source.path).name
                target.parent.mkdir()
                shutil.copyfile(held[path], target)
                staged[name] = unzipped(target, source, chosen)
        return chosen, take_in(staged, files, place)


@contextmanager
def _waiting_room(sources: Path) -> Iterator[Path]:
    """A folder for what is not checked yet; of what remains in it, only what a download can resume is kept."""
    room = sources / UNFINISHED
    try:
        room.mkdir(parents=True, exist_ok=True)
        _tidy(room)
        yield room
    except OSError as error:
        raise PipelineError(
            f"Les sources n'ont pas pu être écrites dans {sources} ({error.strerror}). Faites de la place ou corrigez "
            "les droits, puis relancez la commande : elle reprendra."
        ) from error
    finally:
        if room.is_dir() and not _tidy(room):
            room.rmdir()


def _tidy(room: Path) -> bool:
    """Delete all but what a download can resume; whether there is any."""
    resumable = {path.name.removesuffix(".json") for path in room.glob("*.part.json")}
    for path in room.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name.removesuffix(".json") not in resumable:
            path.unlink()
    return bool(resumable)


def take_in(staged: Mapping[str, Path], files: Mapping[str, Source], place: Place) -> list[str]:
    """Check all the files, then put each in its place; what was done, a line each."""
    lines, changed, new = [], [], []
    taken = _taken_in(place.reference)
    for name, path in staged.items():
        source = files[name]
        read_table(path, source.contract)
        digest, there = _sha256(path), source.under(place.sources)
        known = _sha256(there) if there.is_file() else taken.get(source.path)
        if known == digest and there.is_file():
            lines.append(f"{there.name} : inchangé.")
        elif known not in (None, digest):
            changed.append(f"{there.name} a changé depuis qu'il a été pris. {_difference(there, path, source)}")
        if known != digest or not there.is_file():
            new.append((there, path))
    if changed and not place.confirmed:
        raise ChangedSourceError(
            "\n".join(changed) + "\nRien n'a été remplacé. Pour accepter ces fichiers, relancez avec --confirmer."
        )
    for there, path in new:
        there.parent.mkdir(parents=True, exist_ok=True)
        path.replace(there)
        lines.append(f"{there.name} : pris ({there.stat().st_size / 1e6:.1f} Mo).")
    missing = [source.path for source in files.values() if not source.under(place.sources).is_file()]
    lines += changed + [f"{path} : manque encore dans {place.sources}." for path in missing]
    return lines


def _taken_in(reference: Path) -> dict[str, str]:
    """The SHA-256 of the sources of the reference, empty when there is none."""
    try:
        return dict(json.loads((reference / MANIFEST).read_text(encoding="utf-8"))["sources"])
    except (OSError, ValueError, KeyError):
        return {}


def _difference(old: Path, new: Path, source: Source) -> str:
    """What differs, for a person: the values that count, not how they are written."""
    if not old.is_file():
        return "L'ancien fichier n'est plus là pour les comparer."
    before = set(read_table(old, source.contract).select(source.contract.columns).iter_rows())
    after = set(read_table(new, source.contract).select(source.contract.columns).iter_rows())
    if before == after:
        return "Seule la façon de l'écrire diffère, ses valeurs sont les mêmes."
    shown = [f"  − {' '.join(row)}" for row in sorted(before - after)[:MOST_LINES_SHOWN]]
    shown += [f"  + {' '.join(row)}" for row in sorted(after - before)[:MOST_LINES_SHOWN]]
    return f"{len(after - before)} lignes ajoutées, {len(before - after)} retirées, dont :\n" + "\n".join(shown)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
