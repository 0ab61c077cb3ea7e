"""`transcogage csv`: whole files, CSV or Parquet."""

import errno
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.environment import database_setting
from service.cli.french import EXIT_INTERRUPTED, InvalidArgumentsError, say
from service.errors import ToldError

if TYPE_CHECKING:
    from service.bulk.convert import Progress

_OPTIONS = {
    "nomCommuneNaissance": "--nom",
    "anneeDateNaissance": "--annee",
    "dateNaissance": "--date",
    "moisDateNaissance": "--mois",
    "jourDateNaissance": "--jour",
    "codeCogInseeDepartementNaissance": "--departement",
    "codePostal": "--code-postal",
    "codeCommune": "--code-commune",
    "delimiter": "--delimiteur",
    "encoding": "--encodage",
    "data": "IN",
}
"""The names of the service's parameters on this command line."""

_STATUSES = ("certain", "probable", "ambigu", "introuvable", "erreur")


def resolve_file(  # noqa: PLR0913, PLR0917 - a command's parameters are its interface
    source: Annotated[Path, typer.Argument(metavar="IN", help="Fichier .csv ou .parquet à lire, ou - (CSV).")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="Fichier à écrire, du même format, ou - (CSV).")],
    name: Annotated[str | None, typer.Option("--nom", metavar="COLONNE", help="Nom de la commune.")] = None,
    year: Annotated[str | None, typer.Option("--annee", metavar="COLONNE", help="Année de naissance.")] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar="COLONNE", help="Date de naissance : 15/06/1980, 1980-06-15, ou l'année seule."),
    ] = None,
    month: Annotated[str | None, typer.Option("--mois", metavar="COLONNE", help="Mois de naissance.")] = None,
    day: Annotated[str | None, typer.Option("--jour", metavar="COLONNE", help="Jour de naissance.")] = None,
    department: Annotated[
        str | None, typer.Option("--departement", metavar="COLONNE", help="Département de naissance.")
    ] = None,
    postal_code: Annotated[
        str | None, typer.Option("--code-postal", metavar="COLONNE", help="Code postal (API Adresse).")
    ] = None,
    current_code: Annotated[
        str | None, typer.Option("--code-commune", metavar="COLONNE", help="Code INSEE actuel (API Adresse).")
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option("--delimiteur", metavar="SIGNE", help="Délimiteur du CSV, sinon deviné.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encodage", metavar="ENCODAGE", help="Encodage du CSV, sinon deviné.")
    ] = None,
    min_score: Annotated[
        float,
        typer.Option(min=0.9, max=1.0, metavar="SCORE", help="Score, de 0,9 à 1, à partir duquel un code est donné."),
    ] = 0.9,
    columns: Annotated[
        str | None,
        typer.Option(metavar="NOMS", help="Colonnes à ajouter, séparées par des virgules, sinon toutes."),
    ] = None,
) -> None:
    """Ajoute à un fichier les codes des lieux de naissance.

    Les options nomment les colonnes du fichier ; sans elles, les colonnes doivent porter les noms des paramètres du
    service (nomCommuneNaissance, anneeDateNaissance ou dateNaissance, codeCogInseeDepartementNaissance…). Toutes les
    lignes et toutes les colonnes sont gardées ; une ligne qui ne peut pas être lue reçoit le statut « erreur ».

    Code de retour : 0 si le fichier est écrit, 2 si la commande ou les colonnes sont à corriger, 1 si un fichier ou la
    base n'est pas utilisable.
    """
    from service.bulk.columns import AskedColumns  # noqa: PLC0415 - the other commands need none of these
    from service.bulk.dialect import read_delimiter, read_encoding  # noqa: PLC0415
    from service.bulk.leftovers import suited_to  # noqa: PLC0415
    from service.bulk.options import CsvOptions, is_parquet  # noqa: PLC0415
    from service.questions.faults import InvalidParametersError  # noqa: PLC0415
    from service.questions.reading import UnreadableError  # noqa: PLC0415
    from service.reference.store import no_garbage_collection  # noqa: PLC0415
    from service.releases.folder import database_file  # noqa: PLC0415

    asked = AskedColumns(name, department, date, year, month, day, postal_code, current_code)
    began = monotonic()
    if is_parquet(source) != is_parquet(target):
        raise InvalidArgumentsError("OUT : Donnez un fichier du même format que IN, .csv ou .parquet.")
    try:
        options = CsvOptions(
            asked=None if asked == AskedColumns() else asked,
            delimiter=None if delimiter is None else read_delimiter(delimiter),
            encoding=None if encoding is None else read_encoding(encoding),
            **_chosen(columns),
        )
        database = database_file(database_setting())
        with (
            no_garbage_collection(),
            suited_to(source, database) as leftovers,
            _ended_in_order(),
            _progress(source) as progress,
        ):
            from service.bulk.convert import Conversion, convert  # noqa: PLC0415 - slow: meanwhile, others get ready

            counts = convert(source, target, Conversion(database, leftovers, options, min_score, progress))
    except UnreadableError as error:
        raise InvalidArgumentsError(f"--delimiteur, --encodage : {error.message}") from None
    except InvalidParametersError as error:
        lines = (
            f"{_OPTIONS[fault.parameter]} : {fault.message}" if fault.parameter else fault.message
            for fault in error.faults
        )
        raise InvalidArgumentsError("\n".join(lines)) from None
    except KeyboardInterrupt:
        say("Interrompu : aucun fichier n'a été écrit.")
        raise typer.Exit(EXIT_INTERRUPTED) from None
    except OSError as error:
        told = FileError(error)
        if told.number == errno.EPIPE:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left will be flushed
        raise told from None
    say(_summary(counts, monotonic() - began))


_ENGINE_ERROR = re.compile(r"(?:\(os error |\[Errno )([0-9]+)")
_REASONS = {
    errno.ENOENT: "fichier ou dossier introuvable",
    errno.ENOTDIR: "fichier ou dossier introuvable",
    errno.EISDIR: "c'est un dossier, donnez un fichier",
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EROFS: "accès refusé",
    errno.EPIPE: "la sortie a été fermée avant la fin",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "la place permise sur le disque est prise",
    errno.EFBIG: "le fichier à écrire dépasse la taille permise",
}


class FileError(ToldError):
    """A file cannot be read or written. `number`: the system's, for the reason (errno)."""

    def __init__(self, error: OSError) -> None:
        told = _ENGINE_ERROR.search(str(error))  # the table engine gives the number in the message only
        self.number = int(told[1]) if told else error.errno or 0
        reason = _REASONS.get(self.number, f"erreur {self.number} de lecture ou d'écriture")
        super().__init__(f"{error.filename or 'Fichier'} : {reason}.")


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Have SIGTERM end the work as Ctrl-C does: nothing half written stays."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _chosen(columns: str | None) -> dict[str, tuple[str, ...]]:
    from service.resolution.results import RESULT_COLUMNS  # noqa: PLC0415

    if columns is None:
        return {}
    chosen = tuple(name.strip() for name in columns.split(","))
    unknown = [name for name in chosen if name not in RESULT_COLUMNS]
    if unknown or len(set(chosen)) < len(chosen):
        raise InvalidArgumentsError(f"--columns : Choisissez parmi {', '.join(RESULT_COLUMNS)}, chacune une fois.")
    return {"columns": chosen}


@contextmanager
def _progress(source: Path) -> "Iterator[Progress]":
    """A bar on the terminal, with the rows done and how many a second; nothing when there is none."""
    if not sys.stderr.isatty():
        yield lambda _rows, _share: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn  # noqa: PLC0415

    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[told]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(source.name, total=1.0, told="")
        began = monotonic()

        def tell(rows: int, share: float | None) -> None:
            rate = rows / max(monotonic() - began, 0.001)
            bar.update(task, completed=share or 0, told=f"{_spaced(rows)} lignes, {_spaced(round(rate))} par seconde")

        yield tell


def _summary(counts: Counter[str], seconds: float) -> str:
    rows = counts.total()
    lines = [f"{_spaced(rows)} lignes en {_decimal(seconds)} s"]
    for status in _STATUSES:
        share = _decimal(100 * counts[status] / max(rows, 1))
        lines.append(f"  {status:<12}{_spaced(counts[status]):>12}{share:>8} %")
    return "\n".join(lines)


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
