"""The `transcogage` command: serve, resolve one birth place, make the data. Its help and messages are in French."""

import sys

import typer

from service.cli.data import data
from service.cli.files import resolve_file
from service.cli.french import EXIT_USAGE, Command, Group, say
from service.cli.resolve import resolve_birthplace
from service.cli.serve import serve
from service.errors import ToldError

app = typer.Typer(
    cls=Group,
    help="Le code COG d'un lieu de naissance, tel qu'il était à la naissance.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(cls=Command)(serve)
app.command("resolve", cls=Command)(resolve_birthplace)
app.command("csv", cls=Command)(resolve_file)
app.add_typer(data, name="data")


def main() -> None:
    """Run the command. Whatever goes wrong is told in French, on the standard error, and gives a non-zero exit code."""
    try:
        sys.exit(app(standalone_mode=False))
    except typer.TyperException as error:
        parameter, context = getattr(error, "param", None), getattr(error, "ctx", None)
        wrong = getattr(error, "option_name", None) or (parameter and (parameter.metavar or parameter.opts[0]))
        command = context.command_path if context else "transcogage"
        say(f"Commande incomplète ou mal écrite{f', à {wrong}' if wrong else ''}. L'aide : {command} --help")
        sys.exit(EXIT_USAGE)
    except ToldError as error:
        say(str(error))
        sys.exit(error.exit_code)
