"""Small releases: those of the small sources, of a vintage and of the next."""

from pathlib import Path

from tests.pipeline.small_sources import NEXT, NEXT_VINTAGE, VINTAGE, write_sources
from transcogage.database.releases import Releases
from transcogage_data.derive import derive
from transcogage_data.publish import build_release


def small_references(folder: Path) -> list[Path]:
    """The references of both vintages, the older first."""
    sources = write_sources(folder / "sources")
    write_sources(sources, NEXT, NEXT_VINTAGE)
    references = [folder / str(vintage) for vintage in (VINTAGE, NEXT_VINTAGE)]
    for vintage, reference in zip((VINTAGE, NEXT_VINTAGE), references, strict=True):
        derive(sources, reference, vintage)
    return references


def small_releases(folder: Path) -> Path:
    """The folder of releases that holds both, none published."""
    releases = Releases(folder / "releases")
    for reference in small_references(folder):
        build_release(reference, releases)
    return releases.folder
