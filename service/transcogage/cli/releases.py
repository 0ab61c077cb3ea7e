"""`transcogage data publish`, `rollback`, `status`: which release is served."""

from pathlib import Path

import click

from transcogage.cli.french import PATH, Command, InvalidArgumentsError
from transcogage.database.location import database_setting
from transcogage.database.manifest import Manifest, ReleaseError, check_release
from transcogage.database.releases import Releases, is_releases_folder
from transcogage_data.publish import publish as publish_release
from transcogage_data.publish import roll_back

DEFAULT_FOLDER = Path("data/releases")

folder_option = click.option(
    "--versions",
    "folder",
    metavar="DOSSIER",
    type=PATH,
    help="Dossier des versions, sinon TRANSCOGAGE_DATABASE si c'en est un, sinon data/releases.",
)


def releases_of(folder: Path | None) -> Releases:
    """The releases below the folder given, else that of the settings, else the default one."""
    database = database_setting()
    chosen = folder or (database if database is not None and is_releases_folder(database) else DEFAULT_FOLDER)
    if not is_releases_folder(chosen) or chosen.is_file():
        raise InvalidArgumentsError(f"--versions : {chosen} n'est pas un dossier. Donnez celui des versions.")
    return Releases(chosen)


@click.command(cls=Command)
@click.argument("version", metavar="[VERSION]", required=False, help="Version à servir, sinon la dernière construite.")
@folder_option
def publish(*, version: str | None, folder: Path | None) -> None:
    """Met une version en service, d'un coup : les services en marche y passent d'eux-mêmes."""
    manifest = publish_release(releases_of(folder), version)
    click.echo(f"En service : {_described(manifest)}.")


@click.command(cls=Command)
@folder_option
def rollback(*, folder: Path | None) -> None:
    """Remet en service la version précédente."""
    manifest = roll_back(releases_of(folder))
    click.echo(f"De nouveau en service : {_described(manifest)}.")


@click.command(cls=Command)
@folder_option
def status(*, folder: Path | None) -> None:
    """Dit quelles versions sont construites, laquelle est servie, et ce qu'une commande interrompue a laissé."""
    releases = releases_of(folder)
    versions = releases.versions()
    if not versions:
        click.echo(
            f"Aucune version dans {releases.folder}. Lancez `transcogage data build --versions {releases.folder}`."
        )
    for version in versions:
        mark = "→" if releases.is_current(version) else "↩" if releases.is_previous(version) else " "
        try:
            described = _described(check_release(releases.find(version)))
        except ReleaseError as error:
            described = f"inutilisable. {error}"
        click.echo(f"{mark} {version} : {described}")
    if versions:
        click.echo("→ en service   ↩ la précédente (`transcogage data rollback` y revient)")
    for path in releases.unfinished():
        click.echo(f"Reste d'une commande interrompue, que la prochaine effacera : {path}")


def _described(manifest: Manifest) -> str:
    release = manifest.release
    return f"COG {release.vintage}, données {release.version}, construites le {release.built_at:%d/%m/%Y à %H:%M} UTC"
