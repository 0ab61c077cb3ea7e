"""The `transcogage` command: serve, resolve one birth place or a whole file, make the data. It speaks French."""

import os


def main() -> None:
    """Run the command. Whatever goes wrong is said in French, on the standard error, and gives a non-zero exit code."""
    from transcogage.cli.commands import run  # noqa: PLC0415 - the processes that the command starts come by here too

    os._exit(run())  # the system frees all at once: object by object, it takes 3 % of the time of a million rows
