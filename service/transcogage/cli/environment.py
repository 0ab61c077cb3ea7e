"""Where the commands work: folders by default, and what they take of the environment."""

from pathlib import Path
from typing import TYPE_CHECKING

from transcogage_data.packaged import REFERENCE, packaged_reference

if TYPE_CHECKING:
    from transcogage.settings import Settings

SOURCES = Path("data/sources")


def reference_folder() -> Path:
    """The reference of the current folder, where there is one, else the one that comes with the program."""
    return REFERENCE if REFERENCE.is_dir() else packaged_reference()


def environment(**given: object) -> "Settings":
    """As `transcogage.settings.read_settings`."""
    from transcogage.settings import read_settings  # noqa: PLC0415

    return read_settings(**given)
