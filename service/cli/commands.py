"""All the commands, put together."""

from typing import Any

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


def _shown_name(parameter: Any) -> str:
    """An option by its name, an argument by what the help calls it."""
    name: str = parameter.opts[0]
    return name if name.startswith("-") else parameter.metavar or name


def run() -> int:
    """Run the command of `sys.argv`; its exit code."""
    try:
        return int(app(standalone_mode=False) or 0)
    except typer.TyperException as error:
        parameter, context = getattr(error, "param", None), getattr(error, "ctx", None)
        wrong = getattr(error, "option_name", None) or (parameter and _shown_name(parameter))
        command = context.command_path if context else "transcogage"
        say(f"Commande incomplète ou mal écrite{f', à {wrong}' if wrong else ''}. L'aide : {command} --help")
        return EXIT_USAGE
    except ToldError as error:
        say(str(error))
        return error.exit_code
