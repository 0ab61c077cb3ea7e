"""Where the commands work: folders by default, and what they take of the environment."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transcogage.settings import Settings

SOURCES = Path("data/sources")
REFERENCE = Path("data/reference")


def database_setting() -> Path:
    """`TRANSCOGAGE_DATABASE`, as `environment().database`, without the tenth of a second that all of them take."""
    given = {name.upper(): value for name, value in os.environ.items()}
    return Path(given.get("TRANSCOGAGE_DATABASE", "data/cog.duckdb"))


def environment(**given: object) -> "Settings":
    """As `transcogage.settings.read_settings`."""
    from transcogage.settings import read_settings  # noqa: PLC0415

    return read_settings(**given)
