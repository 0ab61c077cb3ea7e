"""The settings of a command, imported when they are asked: half of what the shortest commands would cost to start."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.settings import Settings


def environment(**given: object) -> "Settings":
    """As `service.settings.read_settings`."""
    from service.settings import read_settings  # noqa: PLC0415

    return read_settings(**given)
