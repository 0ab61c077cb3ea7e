"""Source files on the disk, wherever they are: in a folder, in a ZIP, as INSEE called them in their year."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from transcogage_data.read import SourceError
from transcogage_data.sources import YEARLY, Source

LARGEST = 200_000_000
"""Bytes a source has at most: more in an archive is not one of them."""

_ZIP = b"PK\x03\x04"


def files_in(origin: Path, room: Path) -> dict[str, Path]:
    """The files of a folder or a ZIP: path in it -> path on the disk."""
    if origin.is_dir():
        return {str(path.relative_to(origin)): path for path in sorted(origin.rglob("*")) if path.is_file()}
    if not origin.is_file():
        raise SourceError(f"{origin} : ni dossier ni archive ZIP. Donnez ce que vous avez téléchargé.")
    held = {}
    with _opened(origin) as archive:
        for number, member in enumerate(item for item in archive.infolist() if not item.is_dir()):
            held[member.filename] = room / f"member-{number}"
            _extract(archive, member.filename, held[member.filename])
    return held


def matching(source: Source, vintage: int, held: Mapping[str, Path]) -> str | None:
    """The file that is this source: at its own path, under its own name, or as INSEE calls it for this vintage."""
    name = Path(source.path).name
    publication = next((one for one in YEARLY if one.source == source.name), None)
    tests: list[Callable[[str], bool]] = [
        lambda path: path == source.path,
        lambda path: path.endswith(f"/{source.path}"),
        lambda path: Path(path).name == name,
        lambda path: publication is not None and publication.vintage_of(Path(path).name) == vintage,
    ]
    return next((path for test in tests for path in held if test(path)), None)


def unzipped(path: Path, source: Source, vintage: int) -> Path:
    """The file itself, or what the archive holds in its name."""
    with path.open("rb") as file:
        if file.read(len(_ZIP)) != _ZIP:
            return path
    with _opened(path) as archive:
        name = matching(source, vintage, dict.fromkeys(archive.namelist(), path))
        if name is None:
            raise SourceError(f"{path.name} : l'archive ZIP ne contient pas ce fichier.")
        _extract(archive, name, path.with_name(f"{path.name}.unzipped"))
    return path.with_name(f"{path.name}.unzipped").replace(path)


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    try:
        with ZipFile(path) as archive:
            yield archive
    except (BadZipFile, EOFError, NotImplementedError) as error:
        raise SourceError(f"{path.name} : archive ZIP coupée ou abîmée. Téléchargez-la de nouveau.") from error


def _extract(archive: ZipFile, name: str, target: Path) -> None:
    if archive.getinfo(name).file_size > LARGEST:
        raise SourceError(f"{name} : trop grand pour être un de ces fichiers.")
    with archive.open(name) as member, target.open("wb") as file:
        shutil.copyfileobj(member, file)
