"""`transcogage data`: the commands of the person who makes the data."""

from pathlib import Path

import click

from transcogage.cli.environment import SOURCES, reference_folder
from transcogage.cli.french import EXIT_DONE, EXIT_FAILURE, PATH, Command, spaced
from transcogage.cli.releases import folder_option, releases_of
from transcogage.database.location import BUILT, database_setting
from transcogage.database.manifest import DATABASE, check_release
from transcogage.database.releases import CURRENT, database_file, is_releases_folder
from transcogage.first_use import ready_database
from transcogage_data.build import build as build_database
from transcogage_data.deaths import count_births
from transcogage_data.derive import derive as derive_reference
from transcogage_data.open_data import publish_table as write_table
from transcogage_data.packaged import REFERENCE
from transcogage_data.publish import build_release
from transcogage_data.reference import MANIFEST, read_manifest
from transcogage_data.sources import BIRTH_COUNTS
from transcogage_data.verify import verify as verify_database

PUBLISHED = Path("data/open")

_reference_option = click.option(
    "--reference",
    metavar="DOSSIER",
    type=PATH,
    default=reference_folder,
    show_default=f"{REFERENCE}, sinon celle du programme",
    help="Dossier de la référence.",
)


@click.command(cls=Command)
@click.option("--sources", metavar="DOSSIER", type=PATH, default=SOURCES, help="Dossier des fichiers sources.")
@click.option("--reference", metavar="DOSSIER", type=PATH, default=REFERENCE, help="Dossier à écrire.")
@click.option("--millesime", "vintage", metavar="AAAA", type=int, help="Millésime du COG, sinon celui de la référence.")
@click.option(
    "--naissances",
    "deaths",
    metavar="DOSSIER",
    type=PATH,
    help=f"Dossier des fichiers des personnes décédées (INSEE) : leurs naissances sont comptées dans {BIRTH_COUNTS}.",
)
@click.option(
    "--confirmer",
    "confirmed",
    is_flag=True,
    help="Accepte des nombres éloignés de ceux de la référence en place.",
)
def derive(*, sources: Path, reference: Path, vintage: int | None, deaths: Path | None, confirmed: bool) -> None:
    """Tire les données de référence (texte) des fichiers de l'INSEE et de La Poste."""
    if deaths is not None:
        people = count_births(deaths, sources / BIRTH_COUNTS)
        click.echo(f"{spaced(people)} naissances comptées dans {sources / BIRTH_COUNTS}.")
    chosen = vintage or _vintage_of(reference)
    derive_reference(sources, reference, chosen, confirmed=confirmed)
    click.echo(f"Référence du millésime {chosen} écrite dans {reference}.")


@click.command(cls=Command)
@_reference_option
@folder_option
def build(*, reference: Path, folder: Path | None) -> None:
    """Construit la base à partir de la référence.

    Dans un dossier de versions (--versions, ou TRANSCOGAGE_DATABASE), ajoute une version, à publier ensuite ; sinon
    écrit la base TRANSCOGAGE_DATABASE, ou data/cog.duckdb.
    """
    database = database_setting() or BUILT
    if folder is None and not is_releases_folder(database):
        release = build_database(reference, database)
        click.echo(f"Base {database} construite : COG {release.vintage}, données {release.version}.")
    else:
        releases = releases_of(folder)
        version = build_release(reference, releases).release.version
        click.echo(f"Version {version} construite dans {releases.folder}. Pour la servir : transcogage data publish.")


@click.command(cls=Command)
@click.option("--sources", metavar="DOSSIER", type=PATH, help="Dossier des fichiers sources, pour recouper avec eux.")
@_reference_option
@click.option("--version", metavar="VERSION", help="Version à vérifier, au lieu de celle qui est servie.")
@folder_option
def verify(*, sources: Path | None, reference: Path, version: str | None, folder: Path | None) -> int:
    """Vérifie la référence et la base construite. Code de retour : 0 si tout est bon, 1 sinon."""
    report = verify_database(_database(version, folder), sources, reference)
    for line in report.lines:
        click.echo(line)
    return EXIT_DONE if report.passed else EXIT_FAILURE


@click.command(cls=Command)
@click.argument(
    "folder", metavar="[DOSSIER]", type=PATH, default=PUBLISHED, help=f"Dossier à écrire, sinon {PUBLISHED}."
)
def publish_table(*, folder: Path) -> None:
    """Écrit les réponses de la base en données ouvertes : Parquet, CSV et leur dictionnaire."""
    version = write_table(database_file(ready_database()), folder)
    click.echo(f"Données {version} écrites dans {folder}.")


def _database(version: str | None, folder: Path | None) -> Path:
    """The database to verify: that of a version, or the one that the other commands read."""
    if version is None and folder is None:
        return database_file(ready_database())
    release = releases_of(folder).find(version or CURRENT)
    check_release(release)
    return release / DATABASE


def _vintage_of(reference: Path) -> int:
    """The vintage of the reference that is there, else of the one that comes with the program."""
    return read_manifest(reference if (reference / MANIFEST).is_file() else reference_folder())[0]
