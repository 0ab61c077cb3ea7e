"""`transcogage csv`: whole files, CSV or Parquet."""

import gc
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import click

from transcogage.cli.file_errors import FileError
from transcogage.cli.french import (
    EXIT_DONE,
    EXIT_INTERRUPTED,
    PATH,
    Command,
    InvalidArgumentsError,
    decimal,
    say,
    spaced,
)
from transcogage.cli.progress import shown_progress
from transcogage.cog import Cog, QuestionError
from transcogage.first_use import ready_database
from transcogage.parameters.errors import message_of
from transcogage.parameters.fields import FIELDS
from transcogage.resolution.results import RESULT_COLUMNS

_NAMES = {field.name: field.option for field in FIELDS} | {
    "data": "IN",
    "target": "OUT",
    "added": "--columns",
    "delimiter": "--delimiteur",
    "encoding": "--encodage",
    "century_pivot": "--siecle-pivot",
}
"""What the service's parameters are called on this command line."""

_STATUSES = ("certain", "probable", "ambigu", "introuvable", "erreur")


def _column_options(command: Callable[..., int]) -> Callable[..., int]:
    """An option for each field, which names its column."""
    for field in reversed(FIELDS):
        help_text = f"{field.contents[0].upper()}{field.contents[1:]}."
        command = click.option(field.option, field.member, metavar="COLONNE", help=help_text)(command)
    return command


@click.command("csv", cls=Command)
@click.argument("source", metavar="IN", type=PATH, help="Fichier .csv ou .parquet à lire, ou - (CSV).")
@click.argument("target", metavar="OUT", type=PATH, help="Fichier à écrire, du même format, ou - (CSV).")
@_column_options
@click.option("--delimiteur", "delimiter", metavar="SIGNE", help="Délimiteur du CSV, sinon deviné.")
@click.option("--encodage", "encoding", metavar="ENCODAGE", help="Encodage du CSV, sinon deviné.")
@click.option(
    "--siecle-pivot",
    "century_pivot",
    metavar="ANNEE",
    type=click.IntRange(0, 99),
    help="Lit les années en deux chiffres : au-dessus de ce nombre 19xx, sinon 20xx.",
)
@click.option(
    "--min-score",
    metavar="SCORE",
    type=click.FloatRange(0.9, 1.0),
    default=0.9,
    help="Score, de 0,9 à 1, à partir duquel un code est donné.",
)
@click.option("--columns", "added", metavar="NOMS", help="Colonnes à ajouter, séparées par des virgules, sinon toutes.")
def resolve_file(  # noqa: PLR0913 - the options of the command
    *,
    source: Path,
    target: Path,
    delimiter: str | None,
    encoding: str | None,
    century_pivot: int | None,
    min_score: float,
    added: str | None,
    **columns: str | None,
) -> int:
    """Ajoute à un fichier les codes des lieux de naissance.

    Les options nomment les colonnes du fichier ; sans elles, les colonnes doivent porter les noms des paramètres du
    service (nomCommuneNaissance, anneeDateNaissance ou dateNaissance, codeCogInseeDepartementNaissance…). Toutes les
    lignes et toutes les colonnes sont gardées ; une ligne qui ne peut pas être lue reçoit le statut « erreur ».

    Code de retour : 0 si le fichier est écrit, 2 si la commande ou les colonnes sont à corriger, 1 si un fichier ou la
    base n'est pas utilisable.
    """
    began = monotonic()
    given = {field.keyword: column for field in FIELDS if (column := columns[field.member]) is not None}
    try:
        with _ended_in_order(), _no_garbage_collection(), shown_progress(source) as progress:
            counts = Cog(ready_database()).resolve_file(
                source,
                target,
                min_score=min_score,
                delimiter=delimiter,
                encoding=encoding,
                century_pivot=century_pivot,
                added=RESULT_COLUMNS if added is None else [name.strip() for name in added.split(",")],
                progress=progress,
                **given,
            )
    except QuestionError as error:
        raise InvalidArgumentsError(message_of(error.details, _NAMES)) from None
    except KeyboardInterrupt:
        say("Interrompu : aucun fichier n'a été écrit.")
        return EXIT_INTERRUPTED
    except OSError as error:
        raise FileError(error) from None
    say(_summary(counts, monotonic() - began))
    return EXIT_DONE


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Have SIGTERM end the work as Ctrl-C does: nothing half written stays."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """What is made for a file stays until its end or has no cycle: looking for garbage takes 3 % of the time of a
    million rows, and finds none.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _summary(counts: Counter[str], seconds: float) -> str:
    rows = counts.total()
    lines = [f"{spaced(rows)} lignes en {decimal(seconds)} s"]
    for status in _STATUSES:
        share = decimal(100 * counts[status] / max(rows, 1))
        lines.append(f"  {status:<12}{spaced(counts[status]):>12}{share:>8} %")
    return "\n".join(lines)
