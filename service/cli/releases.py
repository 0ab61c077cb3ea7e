"""`transcogage data publish`, `rollback`, `status`: which release is served."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.environment import database_setting
from service.cli.french import InvalidArgumentsError
from service.releases.folder import Releases, is_releases_folder
from service.releases.manifest import Manifest, ReleaseError, check_release

DEFAULT_FOLDER = Path("data/releases")

Folder = Annotated[
    Path | None,
    typer.Option(
        "--versions",
        metavar="DOSSIER",
        help="Dossier des versions, sinon TRANSCOGAGE_DATABASE si c'en est un, sinon data/releases.",
    ),
]


def releases_of(folder: Path | None) -> Releases:
    """The releases below the folder given, else that of the settings, else the default one."""
    database = database_setting()
    chosen = folder or (database if is_releases_folder(database) else DEFAULT_FOLDER)
    if not is_releases_folder(chosen) or chosen.is_file():
        raise InvalidArgumentsError(f"--versions : {chosen} n'est pas un dossier. Donnez celui des versions.")
    return Releases(chosen)


def publish(
    version: Annotated[
        str | None, typer.Argument(metavar="[VERSION]", help="Version à servir, sinon la dernière construite.")
    ] = None,
    folder: Folder = None,
) -> None:
    """Met une version en service, d'un coup : les services en marche y passent d'eux-mêmes."""
    from data_pipeline.publish import publish as publish_release  # noqa: PLC0415

    manifest = publish_release(releases_of(folder), version)
    typer.echo(f"En service : {_described(manifest)}.")


def rollback(folder: Folder = None) -> None:
    """Remet en service la version précédente."""
    from data_pipeline.publish import roll_back  # noqa: PLC0415

    manifest = roll_back(releases_of(folder))
    typer.echo(f"De nouveau en service : {_described(manifest)}.")


def status(folder: Folder = None) -> None:
    """Dit quelles versions sont construites, laquelle est servie, et ce qu'une commande interrompue a laissé."""
    releases = releases_of(folder)
    versions = releases.versions()
    if not versions:
        typer.echo(
            f"Aucune version dans {releases.folder}. Lancez `transcogage data build --versions {releases.folder}`."
        )
    for version in versions:
        mark = "→" if releases.is_current(version) else "↩" if releases.is_previous(version) else " "
        try:
            described = _described(check_release(releases.find(version)))
        except ReleaseError as error:
            described = f"inutilisable. {error}"
        typer.echo(f"{mark} {version} : {described}")
    if versions:
        typer.echo("→ en service   ↩ la précédente (`transcogage data rollback` y revient)")
    for path in releases.unfinished():
        typer.echo(f"Reste d'une commande interrompue, que la prochaine effacera : {path}")


def _described(manifest: Manifest) -> str:
    release = manifest.release
    return f"COG {release.vintage}, données {release.version}, construites le {release.built_at:%d/%m/%Y à %H:%M} UTC"
