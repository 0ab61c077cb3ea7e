"""Releases: building one, publishing it, going back. On any failure the release served stays as it was.

A release is written aside, then renamed to its place: it is there whole, or not at all.
"""

from pathlib import Path

from transcogage.database.manifest import DATABASE, MANIFEST, Manifest, ReleaseError, check_release, digest_of
from transcogage.database.releases import Releases
from transcogage.database.rules import own_rules
from transcogage.whole_files import synchronise, unfinished_folder
from transcogage_data.build import build
from transcogage_data.errors import PipelineError
from transcogage_data.verify import database_faults

READ_ONLY = 0o444


def build_release(reference: Path, releases: Releases) -> Manifest:
    """Build the reference in folder `reference` into a release, which is not served yet, and return its manifest.

    The same reference and the same rules give the same version: when it is there already, and whole, it is kept.
    Raises `PipelineError` when the reference cannot be built, `ReleaseError` when a damaged release is in the way.
    """
    with releases.being_changed():
        try:
            with unfinished_folder(releases.folder) as folder:
                unfinished = folder / "release"
                unfinished.mkdir()
                release = build(reference, unfinished / DATABASE)
                place = releases.folder / release.version
                if place.exists():
                    return check_release(place)
                manifest = Manifest(release, own_rules(), digest_of(unfinished / DATABASE))
                manifest.write(unfinished)
                for name in (DATABASE, MANIFEST):
                    (unfinished / name).chmod(READ_ONLY)
                    synchronise(unfinished / name)
                synchronise(unfinished)
                unfinished.rename(place)
                synchronise(releases.folder)
        except OSError as error:
            raise PipelineError(
                f"La version n'a pas pu être écrite dans {releases.folder} ({error.strerror}). Faites de la place ou "
                "corrigez les droits, puis relancez la commande ; la version servie n'a pas changé."
            ) from error
    return manifest


def publish(releases: Releases, version: str | None) -> Manifest:
    """Serve a release from now on; without `version`, the one built last.

    Raises `ReleaseError` when it is unknown, damaged or built by other rules, `PipelineError` when it breaks an
    invariant: the release served stays.
    """
    with releases.being_changed():
        if version is None:
            versions = releases.versions()
            if not versions:
                raise ReleaseError(f"Aucune version dans {releases.folder}. Lancez `transcogage data build`.")
            version = versions[-1]
        folder = releases.find(version)
        manifest = check_release(folder)
        faults = [f"{title} : {', '.join(rows[:3])}" for title, rows in database_faults(folder / DATABASE) if rows]
        if faults:
            raise PipelineError(f"Version {version} refusée, la version servie ne change pas. {' ; '.join(faults)}.")
        releases.switch(folder.name)
    return manifest


def roll_back(releases: Releases) -> Manifest:
    """Serve again the release served before. Raises `ReleaseError` when there is none or it cannot be served."""
    with releases.being_changed():
        manifest = check_release(releases.previous())
        releases.switch_back()
    return manifest
