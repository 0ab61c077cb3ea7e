"""Where the reference that comes with the program is. This module is light: every command may look here."""

from pathlib import Path

REFERENCE = Path("data/reference")


def packaged_reference() -> Path:
    """The folder of the reference: in the installed package, or in the clone that the program runs from."""
    package = Path(__file__).parent
    installed = package / REFERENCE
    return installed if installed.is_dir() else package.parents[1] / REFERENCE
