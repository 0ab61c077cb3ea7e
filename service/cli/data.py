"""`transcogage data`: the commands of the person who makes the data."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.diff import diff
from service.cli.environment import database_setting
from service.cli.fetch import REFERENCE, SOURCES, fetch
from service.cli.french import EXIT_FAILURE, Command, Group
from service.cli.releases import Folder, publish, releases_of, rollback, status
from service.releases.folder import CURRENT, database_file, is_releases_folder
from service.releases.manifest import DATABASE, check_release

PUBLISHED = Path("data/open")

data = typer.Typer(cls=Group, help="Fabrique, vérifie et publie les données.", rich_markup_mode=None)
for command in (fetch, diff, publish, rollback, status):
    data.command(cls=Command)(command)


@data.command(cls=Command)
def derive(
    sources: Annotated[Path, typer.Option(metavar="DOSSIER", help="Dossier des fichiers sources.")] = SOURCES,
    reference: Annotated[Path, typer.Option(metavar="DOSSIER", help="Dossier à écrire.")] = REFERENCE,
    vintage: Annotated[
        int | None, typer.Option("--millesime", metavar="AAAA", help="Millésime du COG, sinon celui de la référence.")
    ] = None,
    confirmed: Annotated[
        bool, typer.Option("--confirmer", help="Accepte des nombres éloignés de ceux de la référence en place.")
    ] = False,
) -> None:
    """Tire les données de référence (texte) des fichiers de l'INSEE et de La Poste."""
    from data_pipeline.derive import derive as derive_reference  # noqa: PLC0415

    chosen = vintage or _vintage_of(reference)
    derive_reference(sources, reference, chosen, confirmed=confirmed)
    typer.echo(f"Référence du millésime {chosen} écrite dans {reference}.")


@data.command(cls=Command)
def build(
    reference: Annotated[Path, typer.Option(metavar="DOSSIER", help="Dossier de la référence.")] = REFERENCE,
    folder: Folder = None,
) -> None:
    """Construit la base à partir de la référence.

    Dans un dossier de versions (--versions, ou TRANSCOGAGE_DATABASE), ajoute une version, à publier ensuite ; sinon
    écrit la base TRANSCOGAGE_DATABASE, ou data/cog.duckdb.
    """
    from data_pipeline.build import build as build_database  # noqa: PLC0415
    from data_pipeline.publish import build_release  # noqa: PLC0415

    database = database_setting()
    if folder is None and not is_releases_folder(database):
        release = build_database(reference, database)
        typer.echo(f"Base {database} construite : COG {release.vintage}, données {release.version}.")
    else:
        releases = releases_of(folder)
        version = build_release(reference, releases).release.version
        typer.echo(f"Version {version} construite dans {releases.folder}. Pour la servir : transcogage data publish.")


@data.command(cls=Command)
def verify(
    sources: Annotated[
        Path | None, typer.Option(metavar="DOSSIER", help="Dossier des fichiers sources, pour recouper avec eux.")
    ] = None,
    reference: Annotated[Path, typer.Option(metavar="DOSSIER", help="Dossier de la référence.")] = REFERENCE,
    version: Annotated[
        str | None, typer.Option(metavar="VERSION", help="Version à vérifier, au lieu de celle qui est servie.")
    ] = None,
    folder: Folder = None,
) -> None:
    """Vérifie la référence et la base construite. Code de retour : 0 si tout est bon, 1 sinon."""
    from data_pipeline.verify import verify as verify_database  # noqa: PLC0415

    report = verify_database(_database(version, folder), sources, reference)
    for line in report.lines:
        typer.echo(line)
    raise typer.Exit(0 if report.passed else EXIT_FAILURE)


@data.command(cls=Command)
def publish_table(
    folder: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Dossier à écrire.")] = PUBLISHED,
) -> None:
    """Écrit les réponses de la base en données ouvertes : Parquet, CSV et leur dictionnaire."""
    from data_pipeline.publish_table import publish_table as write_table  # noqa: PLC0415

    version = write_table(database_file(database_setting()), folder)
    typer.echo(f"Données {version} écrites dans {folder}.")


def _database(version: str | None, folder: Path | None) -> Path:
    """The database to verify: that of a version, or what TRANSCOGAGE_DATABASE means."""
    if version is None and folder is None:
        return database_file(database_setting())
    release = releases_of(folder).find(version or CURRENT)
    check_release(release)
    return release / DATABASE


def _vintage_of(reference: Path) -> int:
    """The vintage of the reference that is there, else of the committed one."""
    from data_pipeline.reference import MANIFEST, read_manifest  # noqa: PLC0415

    return read_manifest(reference if (reference / MANIFEST).is_file() else REFERENCE)[0]
