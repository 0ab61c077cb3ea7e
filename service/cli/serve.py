"""`transcogage serve`."""

from typing import Annotated

import typer

from service.cli.environment import environment


def serve(
    host: Annotated[str | None, typer.Option(help="Adresse d'écoute, sinon TRANSCOGAGE_HOST ou 127.0.0.1.")] = None,
    port: Annotated[int | None, typer.Option(help="Port d'écoute, sinon TRANSCOGAGE_PORT ou 8000.")] = None,
    workers: Annotated[int | None, typer.Option(help="Nombre de processus, sinon TRANSCOGAGE_WORKERS ou 1.")] = None,
) -> None:
    """Lance le service HTTP.

    La base est ouverte avant d'écouter : si elle manque ou n'est pas utilisable, la commande dit quoi lancer et
    s'arrête avec le code 1.
    """
    from service.http import server  # noqa: PLC0415 - the other commands need no web framework

    server.serve(environment(host=host, port=port, workers=workers))
