"""`transcogage data fetch`: the source files of a vintage."""

from importlib.metadata import version
from pathlib import Path

import click
import httpx2
from stamina.instrumentation import RetryDetails, set_on_retry_hooks

from transcogage.cli.environment import SOURCES, environment
from transcogage.cli.french import PATH, Command, InvalidArgumentsError, decimal, say
from transcogage_data.fetch import Destination, fetch_from_local, fetch_from_network
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
    destination = Destination(sources, reference, confirmed)
    if origin is not None:
        chosen, lines = fetch_from_local(origin, destination, year)
    else:
        headers = {"User-Agent": f"transcogage/{version('transcogage')}"}
        addresses = {"data.gouv.fr": settings.datagouv_url, "insee.fr": settings.insee_url}
        set_on_retry_hooks([_say_retry])
        with httpx2.Client(timeout=settings.fetch_timeout, follow_redirects=True, headers=headers) as client:
            chosen, lines = fetch_from_network(client, addresses, destination, year)
    click.echo(f"Millésime {chosen}, dans {sources} :")
    for line in lines:
        click.echo(line)


def _year(vintage: str) -> int | None:
    if vintage == LATEST:
        return None
    if len(vintage) == 4 and vintage.isdecimal() and vintage.startswith("20"):
        return int(vintage)
    raise InvalidArgumentsError("--millesime : Donnez une année, par exemple 2027, ou latest.")


def _say_retry(details: RetryDetails) -> None:
    reason = str(details.caused_by) or type(details.caused_by).__name__
    say(f"{reason} : nouvel essai dans {decimal(details.wait_for)} s.")
