"""All the commands, put together."""

import sys

import click

from service.cli.file_errors import FileError
from service.cli.french import EXIT_DONE, EXIT_FAILURE, EXIT_INTERRUPTED, EXIT_USAGE, Group, say
from service.errors import ToldError

app = Group(
    "transcogage",
    "Le code COG d'un lieu de naissance, tel qu'il était à la naissance.",
    {
        "serve": "service.cli.serve:serve",
        "resolve": "service.cli.resolve:resolve_birthplace",
        "csv": "service.cli.files:resolve_file",
        "data": "service.cli.commands:data",
    },
)

data = Group(
    "data",
    "Fabrique, vérifie et publie les données.",
    {
        "fetch": "service.cli.fetch:fetch",
        "derive": "service.cli.data:derive",
        "diff": "service.cli.diff:diff",
        "build": "service.cli.data:build",
        "verify": "service.cli.data:verify",
        "publish": "service.cli.releases:publish",
        "rollback": "service.cli.releases:rollback",
        "status": "service.cli.releases:status",
        "publish-table": "service.cli.data:publish_table",
    },
)


def run() -> int:
    """Run the command of `sys.argv`; its exit code. What it has said is written when it ends."""
    try:
        code = int(app(prog_name="transcogage", standalone_mode=False) or EXIT_DONE)
        sys.stdout.flush()
    except click.UsageError as error:
        return _told_usage(error)
    except click.Abort:
        say("Interrompu.")
        return EXIT_INTERRUPTED
    except ToldError as error:
        say(str(error))
        return error.exit_code
    except OSError as error:
        say(str(FileError(error)))
        return EXIT_FAILURE
    return code


def _told_usage(error: click.UsageError) -> int:
    parameter = getattr(error, "param", None)
    wrong = getattr(error, "option_name", None) or (parameter and _shown_name(parameter))
    command = error.ctx.command_path if error.ctx else "transcogage"
    say(f"Commande incomplète ou mal écrite{f', à {wrong}' if wrong else ''}. L'aide : {command} --help")
    return EXIT_USAGE


def _shown_name(parameter: click.Parameter) -> str:
    """An option by its name, an argument by what the help calls it."""
    name = parameter.opts[0]
    return name if name.startswith("-") else parameter.metavar or name
