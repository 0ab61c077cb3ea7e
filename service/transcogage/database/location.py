"""Where the database is, when a command or a program does not say it.

1. `TRANSCOGAGE_DATABASE`: a file, or a folder of releases.
2. `data/cog.duckdb`, in the current folder, else in the clone that the program runs from.
3. Else the program makes one, in the user's data folder: see `transcogage.first_use`.
"""

import os
from pathlib import Path

VARIABLE = "TRANSCOGAGE_DATABASE"
BUILT = Path("data/cog.duckdb")
"""Where `transcogage data build` writes the database, below the current folder."""

CLONE = Path(__file__).parents[3]
"""Of the repository, for a program that runs from it; it holds no database for one that was installed."""


def database_setting() -> Path | None:
    """What `TRANSCOGAGE_DATABASE` says, in capitals or not, as all the settings; None when it says nothing."""
    settings = {name.upper(): value for name, value in os.environ.items()}
    return Path(settings[VARIABLE]) if settings.get(VARIABLE) else None


def given_database() -> Path | None:
    """The database that the environment names, whether it is there or not, else that of the folder or of the clone."""
    named = database_setting()
    if named is not None:
        return named
    return next((path for path in (BUILT, CLONE / BUILT) if path.is_file()), None)
