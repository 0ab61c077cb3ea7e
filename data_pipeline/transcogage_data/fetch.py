"""The source files of a vintage, from the network, a folder or a ZIP: checked aside, then put in their place.

Nothing is replaced before every file of the vintage has come whole and holds its contract. A file that INSEE corrected
since it was taken in, at the same address and without a word, is reported and refused until someone accepts it.
"""

import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import httpx2

from transcogage.database.manifest import digest_of
from transcogage.whole_files import unfinished_folder
from transcogage_data.discovery import SITES, find
from transcogage_data.download import LARGEST, DownloadError, download
from transcogage_data.errors import PipelineError
from transcogage_data.read import SourceError, read_table
from transcogage_data.reference import ReferenceTextError, read_manifest
from transcogage_data.sources import REQUIRED, YEARLY, Source, sources_of

MOST_LINES_SHOWN = 3

_ZIP = b"PK\x03\x04"


class ChangedSourceError(PipelineError):
    """A file is not the one that was taken in under this name; the message, in French, says what differs."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where files go (`sources`), and the reference whose manifest says which were taken in.

    `confirmed`: files that changed since are accepted.
    """

    sources: Path
    reference: Path
    confirmed: bool = False


def fetch_from_network(
    client: httpx2.Client, addresses: Mapping[str, str], destination: Destination, vintage: int | None
) -> tuple[int, list[str]]:
    """Download the files of a vintage, the latest when None; which it is, and what was done, in French.

    `addresses`: those of `SITES`. Raises `PipelineError` when the vintage is not published, does not come, breaks its
    contract or has changed: nothing in the folder is then replaced.
    """
    failures = []
    with _unfinished_sources(destination.sources) as folder:
        for site in SITES:
            try:
                chosen, urls = find(client, site, addresses[site], vintage)
                sources = sources_of(chosen)
                files = {name: _room(folder, sources[name]) for name in urls}
                for name, path in files.items():
                    path.write_bytes(download(client, urls[name]))
            except DownloadError as error:
                failures.append(str(error))
            else:
                return chosen, failures + _take_in(files, chosen, destination)
    raise DownloadError(
        "\n".join(failures) + "\nL'INSEE publie en février ou mars. Réessayez plus tard ; si vous avez les fichiers, "
        "donnez-les avec --from."
    )


def fetch_from_local(origin: Path, destination: Destination, vintage: int | None) -> tuple[int, list[str]]:
    """Take every source of a vintage that the folder or ZIP `origin` holds; the vintage, and what was done, in French.

    Raises `PipelineError` as `fetch_from_network` does.
    """
    with _unfinished_sources(destination.sources) as folder:
        if not origin.exists():
            raise SourceError(f"{origin} : ni dossier ni archive ZIP. Donnez ce que vous avez téléchargé.")
        held = _files_in(origin, folder / "origin")
        yearly = [publication for publication in YEARLY if publication.source in REQUIRED]
        years = [{year for path in held if (year := publication.vintage_of(path.name))} for publication in yearly]
        chosen = vintage or max(set.intersection(*years), default=0)
        if not all(chosen in found for found in years):
            which = f"pour {vintage}" if vintage else "d'une même année"
            raise SourceError(f"{origin} : pas de fichiers des communes et de leurs mouvements {which}.")
        files = {}
        for name, source in _files_of(chosen).items():
            path = _path_of(source, chosen, held)
            if path is not None:
                files[name] = Path(shutil.copyfile(path, _room(folder, source)))
        return chosen, _take_in(files, chosen, destination)


@contextmanager
def _unfinished_sources(sources: Path) -> Iterator[Path]:
    """As `unfinished_folder`, and what cannot be written is reported with what to do about it."""
    try:
        with unfinished_folder(sources) as folder:
            yield folder
    except OSError as error:
        raise PipelineError(
            f"Les sources n'ont pas pu être écrites dans {sources} ({error.strerror}). Faites de la place ou corrigez "
            "les droits, puis relancez la commande."
        ) from error


def _files_of(vintage: int) -> dict[str, Source]:
    """The sources of a vintage, and the older files that serve instead of some."""
    sources = sources_of(vintage)
    return sources | {source.older().name: source.older() for source in sources.values() if source.or_else}


def _room(folder: Path, source: Source) -> Path:
    """Where a source is put in `folder`, under its own name."""
    room = folder / source.name / Path(source.path).name
    room.parent.mkdir(exist_ok=True)
    return room


def _files_in(origin: Path, folder: Path) -> list[Path]:
    """The files of a folder, or of a ZIP once they are in `folder`."""
    if not origin.is_dir():
        try:
            with ZipFile(origin) as archive:
                if sum(member.file_size for member in archive.infolist()) > LARGEST:
                    raise SourceError(f"{origin.name} : archive trop grande pour ne contenir que ces fichiers.")
                archive.extractall(folder)
        except (BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
            raise SourceError(f"{origin.name} : archive ZIP coupée ou abîmée. Téléchargez-la de nouveau.") from error
        origin = folder
    return [path for path in sorted(origin.rglob("*")) if path.is_file()]


def _path_of(source: Source, vintage: int, paths: Iterable[Path]) -> Path | None:
    """Of these, that of a source: its own path, its own name, or what INSEE calls it for this vintage."""
    publication = next((one for one in YEARLY if one.source == source.name), None)
    tests: list[Callable[[Path], bool]] = [
        lambda path: str(path).endswith(f"/{source.path}"),
        lambda path: path.name == Path(source.path).name,
        lambda path: publication is not None and publication.vintage_of(path.name) == vintage,
    ]
    return next((path for test in tests for path in paths if test(path)), None)


def _unzip(path: Path, source: Source, vintage: int) -> None:
    """Have the source itself at `path`, where a ZIP may hold it."""
    with path.open("rb") as file:
        if file.read(len(_ZIP)) != _ZIP:
            return
    held = _path_of(source, vintage, _files_in(path, path.with_name("zip")))
    if held is None:
        raise SourceError(f"{path.name} : l'archive ZIP ne contient pas ce fichier.")
    held.replace(path)


def _take_in(files: Mapping[str, Path], vintage: int, destination: Destination) -> list[str]:
    """Check the file of each source, by name, then put all in their places, or none; what was done, a line each."""
    lines, changed, replaced = [], [], []
    sources = _files_of(vintage)
    try:
        taken_in = read_manifest(destination.reference)[1]
    except ReferenceTextError:  # the first reference is yet to be made
        taken_in = {}
    for name, path in files.items():
        source, there = sources[name], sources[name].under(destination.sources)
        _unzip(path, source, vintage)
        read_table(path, source.contract)
        digest = digest_of(path)
        known = digest_of(there) if there.is_file() else taken_in.get(source.path)
        if there.is_file() and known == digest:
            lines.append(f"{there.name} : inchangé.")
            continue
        replaced.append((there, path))
        if known not in (None, digest):
            changed.append(f"{there.name} a changé depuis qu'il a été pris. {_difference(there, path, source)}")
    if changed and not destination.confirmed:
        raise ChangedSourceError(
            "\n".join(changed) + "\nRien n'a été remplacé. Pour accepter ces fichiers, relancez avec --confirmer."
        )
    for there, path in replaced:
        there.parent.mkdir(parents=True, exist_ok=True)
        path.replace(there)
        lines.append(f"{there.name} : pris ({there.stat().st_size / 1e6:.1f} Mo).")
    needed = [source.held_in(destination.sources) for source in sources_of(vintage).values()]
    missing = [source.path for source in needed if not source.under(destination.sources).is_file()]
    return lines + changed + [f"{path} : manque encore dans {destination.sources}." for path in missing]


def _difference(old: Path, new: Path, source: Source) -> str:
    """What differs, for a person: the values that count, not how they are written."""
    if not old.is_file():
        return "L'ancien fichier n'est plus là pour les comparer."
    before, after = (
        set(read_table(path, source.contract).select(source.contract.columns).iter_rows()) for path in (old, new)
    )
    if before == after:
        return "Seule la façon de l'écrire diffère, ses valeurs sont les mêmes."
    shown = [f"  − {' '.join(row)}" for row in sorted(before - after)[:MOST_LINES_SHOWN]]
    shown += [f"  + {' '.join(row)}" for row in sorted(after - before)[:MOST_LINES_SHOWN]]
    return f"{len(after - before)} lignes ajoutées, {len(before - after)} retirées, dont :\n" + "\n".join(shown)
