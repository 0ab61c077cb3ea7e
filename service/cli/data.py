"""`transcogage data`: the commands of the person who makes the data."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.environment import environment
from service.cli.french import EXIT_FAILURE, Command, Group

CURRENT_VINTAGE = 2026
REFERENCE = Path("data/reference")
PUBLISHED = Path("data/open")

data = typer.Typer(cls=Group, help="Fabrique et vérifie les données.", rich_markup_mode=None)


@data.command(cls=Command)
def derive(
    sources: Annotated[Path, typer.Option(metavar="DOSSIER", help="Dossier des fichiers sources.")],
    reference: Annotated[Path, typer.Option(metavar="DOSSIER", help="Dossier à écrire.")] = REFERENCE,
    vintage: Annotated[int, typer.Option("--millesime", help="Millésime du COG.")] = CURRENT_VINTAGE,
) -> None:
    """Tire les données de référence (texte) des fichiers de l'INSEE et de La Poste."""
    from data_pipeline.derive import derive as derive_reference  # noqa: PLC0415

    derive_reference(sources, reference, vintage)
    typer.echo(f"Référence du millésime {vintage} écrite dans {reference}.")


@data.command(cls=Command)
def build(
    reference: Annotated[Path, typer.Option(metavar="DOSSIER", help="Dossier de la référence.")] = REFERENCE,
) -> None:
    """Construit la base (TRANSCOGAGE_DATABASE, sinon data/cog.duckdb) à partir de la référence."""
    from data_pipeline.build import build as build_database  # noqa: PLC0415

    database = environment().database
    release = build_database(reference, database)
    typer.echo(f"Base {database} construite : COG {release.vintage}, données {release.version}.")


@data.command(cls=Command)
def verify(
    sources: Annotated[
        Path | None, typer.Option(metavar="DOSSIER", help="Dossier des fichiers sources, pour recouper avec eux.")
    ] = None,
) -> None:
    """Vérifie la base construite. Code de retour : 0 si tout est bon, 1 sinon."""
    from data_pipeline.verify import verify as verify_database  # noqa: PLC0415

    report = verify_database(environment().database, sources)
    for line in report.lines:
        typer.echo(line)
    raise typer.Exit(0 if report.passed else EXIT_FAILURE)


@data.command(cls=Command)
def publish_table(
    folder: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Dossier à écrire.")] = PUBLISHED,
) -> None:
    """Écrit les réponses de la base en données ouvertes : Parquet, CSV et leur dictionnaire."""
    from data_pipeline.publish_table import publish_table as publish  # noqa: PLC0415

    version = publish(environment().database, folder)
    typer.echo(f"Données {version} écrites dans {folder}.")
