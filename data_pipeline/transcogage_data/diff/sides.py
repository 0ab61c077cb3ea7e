"""The two sides of a comparison, each as a built database: a release, a reference, or a vintage of the sources."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from transcogage.database.manifest import DATABASE, check_release
from transcogage.database.releases import Releases
from transcogage_data.build import build
from transcogage_data.derive import derive
from transcogage_data.errors import PipelineError
from transcogage_data.reference import MANIFEST as REFERENCE_MANIFEST


@dataclass(frozen=True, slots=True)
class Places:
    """Where the vintages' files are, and the releases."""

    sources: Path
    releases: Releases


@contextmanager
def database_of(side: str, places: Places) -> Iterator[Path]:
    """The database of a side, kept as long as it is needed: a year means the vintage, from its source files; a path, a
    reference, a release's folder or a database; anything else, a version, `current` or `previous`.

    Raises `PipelineError` or `ReleaseError` when it is none of them, or cannot be built.
    """
    path = Path(side)
    if (path / REFERENCE_MANIFEST).is_file():
        with _built(path) as database:
            yield database
    elif path.is_file():
        yield path
    elif (path / DATABASE).is_file():
        check_release(path.resolve())
        yield path / DATABASE
    elif len(side) == 4 and side.isdecimal():
        with TemporaryDirectory() as folder:
            derive(places.sources, Path(folder), int(side))
            with _built(Path(folder)) as database:
                yield database
    elif path.is_dir():
        raise PipelineError(f"{side} : ce dossier n'est ni une référence ni une version.")
    else:
        release = places.releases.find(side)
        check_release(release)
        yield release / DATABASE


@contextmanager
def _built(reference: Path) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        database = Path(folder) / DATABASE
        build(reference, database)
        yield database
