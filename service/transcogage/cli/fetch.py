"""`transcogage data fetch`: the source files of a vintage."""

import sys
from importlib.metadata import version
from pathlib import Path

import click
import httpx2

from transcogage.cli.environment import SOURCES, environment
from transcogage.cli.french import PATH, Command, InvalidArgumentsError
from transcogage_data.discovery import Addresses
from transcogage_data.download import Patience
from transcogage_data.fetch import Network, Place, fetch_from_local
from transcogage_data.packaged import REFERENCE

LATEST = "latest"


@click.command(cls=Command)
@click.option(
    "--millesime",
    "vintage",
    metavar="AAAA",
    default=LATEST,
    help="Millésime du COG, ou « latest » : le dernier publié.",
)
@click.option(
    "--from", "origin", metavar="CHEMIN", type=PATH, help="Dossier ou archive ZIP où prendre les fichiers, sans réseau."
)
@click.option("--sources", metavar="DOSSIER", type=PATH, default=SOURCES, help="Dossier des fichiers sources.")
@click.option(
    "--reference",
    metavar="DOSSIER",
    type=PATH,
    default=REFERENCE,
    help="Référence qui dit quels fichiers ont déjà été pris.",
)
@click.option(
    "--confirmer", "confirmed", is_flag=True, help="Accepte des fichiers qui ont changé depuis qu'ils ont été pris."
)
def fetch(*, vintage: str, origin: Path | None, sources: Path, reference: Path, confirmed: bool) -> None:
    """Prend les fichiers d'un millésime sur data.gouv.fr, sinon chez l'INSEE, ou dans un dossier (--from).

    Tout est vérifié avant que rien ne soit remplacé.
    """
    year = _year(vintage)
    settings = environment()
    place = Place(sources, reference, confirmed)
    if origin is not None:
        found, lines = fetch_from_local(place, origin, year)
    else:
        headers = {"User-Agent": f"transcogage/{version('transcogage')}"}
        addresses = Addresses(settings.datagouv_url, settings.insee_url)
        with httpx2.Client(timeout=settings.fetch_timeout, follow_redirects=True, headers=headers) as client:
            found, lines = Network(client, addresses, Patience(), _show).fetch(place, year)
    click.echo(f"Millésime {found}, dans {sources} :")
    for line in lines:
        click.echo(line)


def _year(vintage: str) -> int | None:
    if vintage == LATEST:
        return None
    if len(vintage) == 4 and vintage.isdecimal() and vintage.startswith("20"):
        return int(vintage)
    raise InvalidArgumentsError("--millesime : Donnez une année, par exemple 2027, ou latest.")


def _show(name: str, have: int, total: int | None) -> None:
    """One line, written over as bytes come; nothing when no one looks."""
    if sys.stderr.isatty():
        share = f"{have / total:4.0%}" if total else f"{have / 1e6:.1f} Mo"
        click.echo(f"\r{name} : {share}", nl=have == total, err=True)
