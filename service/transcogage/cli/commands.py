"""All the commands, put together."""

import sys

import click

from transcogage.cli.file_errors import FileError
from transcogage.cli.french import EXIT_DONE, EXIT_FAILURE, EXIT_INTERRUPTED, EXIT_USAGE, Group, say
from transcogage.cli.version import version_option
from transcogage.errors import TranscogageError

app = version_option(
    Group(
        "transcogage",
        "Le code COG d'un lieu de naissance, tel qu'il était à la naissance.",
        {
            "serve": "transcogage.cli.serve:serve",
            "resolve": "transcogage.cli.resolve:resolve_birthplace",
            "csv": "transcogage.cli.files:resolve_file",
            "data": "transcogage.cli.commands:data",
        },
    )
)

data = Group(
    "data",
    "Fabrique, vérifie et publie les données.",
    {
        "fetch": "transcogage.cli.fetch:fetch",
        "derive": "transcogage.cli.data:derive",
        "diff": "transcogage.cli.diff:diff",
        "build": "transcogage.cli.data:build",
        "verify": "transcogage.cli.data:verify",
        "publish": "transcogage.cli.releases:publish",
        "rollback": "transcogage.cli.releases:rollback",
        "status": "transcogage.cli.releases:status",
        "publish-table": "transcogage.cli.data:publish_table",
    },
)


def run() -> int:
    """Run the command of `sys.argv`; its exit code. What it has said is written when it ends."""
    try:
        code = int(app(prog_name="transcogage", standalone_mode=False) or EXIT_DONE)
        sys.stdout.flush()
    except click.UsageError as error:
        return _report_usage(error)
    except click.Abort:
        say("Interrompu.")
        return EXIT_INTERRUPTED
    except TranscogageError as error:
        say(str(error))
        return error.exit_code
    except OSError as error:
        say(str(FileError(error)))
        return EXIT_FAILURE
    return code


def _report_usage(error: click.UsageError) -> int:
    parameter = getattr(error, "param", None)
    wrong = getattr(error, "option_name", None) or (parameter and _shown_name(parameter))
    command = error.ctx.command_path if error.ctx else "transcogage"
    say(f"Commande incomplète ou mal écrite{f', à {wrong}' if wrong else ''}. L'aide : {command} --help")
    return EXIT_USAGE


def _shown_name(parameter: click.Parameter) -> str:
    """An option by its name, an argument by what the help calls it."""
    name = parameter.opts[0]
    return name if name.startswith("-") else parameter.metavar or name
