"""`transcogage serve`."""

import os

import click

from transcogage.cli.environment import environment
from transcogage.cli.french import Command
from transcogage.database.location import VARIABLE
from transcogage.first_use import ready_database


@click.command(cls=Command)
@click.option("--host", metavar="ADRESSE", help="Adresse d'écoute, sinon TRANSCOGAGE_HOST ou 127.0.0.1.")
@click.option("--port", metavar="PORT", type=int, help="Port d'écoute, sinon TRANSCOGAGE_PORT ou 8000.")
@click.option("--workers", metavar="NOMBRE", type=int, help="Processus, sinon TRANSCOGAGE_WORKERS ou 1.")
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Lance le service HTTP.

    La base est ouverte avant d'écouter : si elle n'est pas utilisable, la commande dit quoi lancer et s'arrête avec le
    code 1.
    """
    from transcogage.http import server  # noqa: PLC0415 - the help need not wait for the web framework

    os.environ[VARIABLE] = str(ready_database())  # where each worker process reads it
    server.serve(environment(host=host, port=port, workers=workers))
