"""What a release says of itself, beside its database: `manifest.json`, written once, checked before each use.

A release is a folder named by its version, that holds `cog.duckdb` and this manifest, and never changes.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from transcogage.database.rules import own_rules
from transcogage.errors import TranscogageError
from transcogage.resolution.release import Release

DATABASE = "cog.duckdb"
MANIFEST = "manifest.json"


class ReleaseError(TranscogageError):
    """A release cannot be used, or the folder of releases not changed; the message, in French, says what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A release, the rules it was built by, and the SHA-256 of its database."""

    release: Release
    rules: str
    sha256: str

    def write(self, folder: Path) -> None:
        """Write it in the release's folder."""
        release = self.release
        document = {
            "millesime": release.vintage,
            "version": release.version,
            "regles": self.rules,
            "construite_le": release.built_at.isoformat(),
            "sha256": self.sha256,
            "nombres": release.counts,
            "sources": release.sources,
        }
        text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
        (folder / MANIFEST).write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the release in `folder`. Raises `ReleaseError` when it is missing or damaged."""
    try:
        document = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        release = Release(
            vintage=int(document["millesime"]),
            version=str(document["version"]),
            built_at=datetime.fromisoformat(document["construite_le"]),
            sources=dict(document["sources"]),
            counts=dict(document["nombres"]),
        )
        return Manifest(release, str(document["regles"]), str(document["sha256"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = (
            f"Version {folder.name} : manifeste absent ou illisible. Reconstruisez-la avec `transcogage data build`."
        )
        raise ReleaseError(message) from error


def check_release(folder: Path) -> Manifest:
    """The manifest of the release in `folder`, whose database is the one it describes, built by this program's rules.

    Raises `ReleaseError` otherwise.
    """
    manifest = read_manifest(folder)
    if manifest.release.version != folder.name:
        raise ReleaseError(f"Version {folder.name} : son manifeste est celui de {manifest.release.version}.")
    if manifest.rules != own_rules():
        raise ReleaseError(
            f"Version {folder.name} : elle suit d'autres règles ({manifest.rules}) que ce programme ({own_rules()}). "
            "Construisez-en une avec `transcogage data build`."
        )
    try:
        found = digest_of(folder / DATABASE)
    except OSError as error:
        raise ReleaseError(f"Version {folder.name} : base absente ou illisible.") from error
    if found != manifest.sha256:
        raise ReleaseError(
            f"Version {folder.name} : base abîmée, son empreinte n'est pas celle du manifeste. Supprimez ce dossier, "
            "puis reconstruisez-la avec `transcogage data build`."
        )
    return manifest


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
