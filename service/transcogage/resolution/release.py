"""What a built database says of itself."""

from dataclasses import dataclass
from datetime import datetime


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
