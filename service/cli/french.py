"""How the command line speaks: its help in French, its messages on the standard error, its exit codes."""

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from service.errors import ToldError

EXIT_FAILURE = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130

HELP_IN_FRENCH = {
    "Usage: ": "Usage : ",
    "COMMAND [ARGS]": "COMMANDE [ARGUMENTS]",
    "Commands:": "Commandes :",
    "Options:": "Options :",
    "Arguments:": "Arguments :",
    "  [required]": "",
    " <path>": "",
    "[default:": "[par défaut :",
    "Show this message and exit.": "Affiche cette aide.",
}


class InFrench:
    """What the framework itself says in the help, in French as the rest."""

    def get_help(self, ctx: Any) -> str:
        """The help, in French."""
        text: str = super().get_help(ctx)  # type: ignore[misc]
        for english, french in HELP_IN_FRENCH.items():
            text = text.replace(english, french)
        return text


class Command(InFrench, TyperCommand):
    """A command whose help is in French."""


class Group(InFrench, TyperGroup):
    """A group of commands whose help is in French."""


class InvalidArgumentsError(ToldError):
    """The arguments of a command cannot be used; the message, in French, names each and the mend."""

    exit_code = EXIT_USAGE


def say(message: str) -> None:
    """Tell the person at the terminal, on the standard error."""
    typer.echo(message, err=True)
