"""`transcogage --version`."""

from importlib.metadata import version

import click

from transcogage.errors import TranscogageError


def _show(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if not asked:
        return
    from transcogage.database.releases import database_file  # noqa: PLC0415 - the other commands need not wait for it
    from transcogage.database.store import read_release  # noqa: PLC0415
    from transcogage.first_use import expected_database  # noqa: PLC0415

    click.echo(f"transcogage {version('transcogage')}")
    database = expected_database()
    try:
        release = read_release(database_file(database))
        click.echo(f"COG {release.vintage}, données {release.version}, dans {database}")
    except TranscogageError:
        pass  # there are none yet, or they cannot be used: the command that needs them says why
    context.exit()


version_option = click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show,
    help="Affiche la version du programme, et celle des données si elles sont là.",
)
