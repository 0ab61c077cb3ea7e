"""The `transcogage` command: serve, resolve one birth place or a whole file, make the data. It speaks French."""

import sys


def main() -> None:
    """Run the command. Whatever goes wrong is said in French, on the standard error, and gives a non-zero exit code."""
    from transcogage.cli.commands import run  # noqa: PLC0415 - the processes that the command starts come by here too

    sys.exit(run())
