"""What a built database says of itself, and which rules it must have been built by."""

from dataclasses import dataclass
from datetime import datetime

from transcogage.resolution.names import NORMALISATION_VERSION
from transcogage.resolution.policy import POLICY_VERSION

SCHEMA_VERSION = 4
"""To be raised with any change of the database's tables."""

RULES = f"schema {SCHEMA_VERSION}, normalisation {NORMALISATION_VERSION}, policy {POLICY_VERSION}"
"""The rules this code reads and resolves by. A database that carries other ones is refused."""


@dataclass(frozen=True, slots=True)
class Release:
    """The release an answer comes from.

    `vintage`: INSEE's millésime, a year. `version`: a short digest of the reference and of the rules it was compiled
    with, so two databases of one version answer alike. `built_at`: in UTC. `sources`: file name -> SHA-256 of each
    source file. `counts`: rows by table.
    """

    vintage: int
    version: str
    built_at: datetime
    sources: dict[str, str]
    counts: dict[str, int]
