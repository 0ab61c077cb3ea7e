"""How the command line speaks: its help in French, its messages on the standard error, its exit codes."""

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from transcogage.errors import TranscogageError

EXIT_DONE = 0
EXIT_FAILURE = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130

PATH = click.Path(path_type=Path)
"""A file or a folder, given to the command as a `Path`; what uses it reports when it is not there."""

HELP_IN_FRENCH = {
    "Usage: ": "Usage : ",
    "COMMAND [ARGS]": "COMMANDE [ARGUMENTS]",
    "Commands:": "Commandes :",
    "Options:": "Options :",
    "Positional arguments:": "Arguments :",
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


class Command(InFrench, click.Command):
    """A command whose help is in French."""


class Group(InFrench, click.Group):
    """A group of commands whose help is in French. `modules`: their names, in the order of the help, and where each is
    ("module:member"), imported when it is asked: a command does not wait for what the others need.
    """

    def __init__(self, name: str, help: str, modules: dict[str, str]) -> None:
        super().__init__(name, help=help, context_settings={"show_default": True})
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the framework's name
        """Their names."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name."""
        if cmd_name not in self._modules:
            return None
        module, _, member = self._modules[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), member)
        return command


class InvalidArgumentsError(TranscogageError):
    """The arguments of a command cannot be used; the message, in French, names each and what to do."""

    exit_code = EXIT_USAGE


def say(message: str) -> None:
    """Write a message to the person at the terminal, on the standard error."""
    click.echo(message, err=True)


def spaced(number: int) -> str:
    """1 234 567."""
    return f"{number:,}".replace(",", " ")


def decimal(number: float) -> str:
    """To one decimal: 12,5."""
    return f"{number:.1f}".replace(".", ",")
