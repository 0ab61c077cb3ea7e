"""The `transcogage` command: serve, resolve one birth place, make the data. Its help and messages are in French."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from service.http import parameters, server
from service.http.problems import InvalidParametersError
from service.http.rendering import answer_document, to_json
from service.reference.store import DatabaseError, open_index
from service.resolution.places import FRANCE, Answer, Birthplace, Status
from service.resolution.release import Release
from service.resolution.resolver import resolve
from service.settings import SettingsError, read_settings

EXIT_FAILURE = 1
EXIT_USAGE = 2
EXIT_CODES = {Status.CERTAIN: 0, Status.PROBABLE: 0, Status.AMBIGUOUS: 3, Status.NOT_FOUND: 4}
CURRENT_VINTAGE = 2026
REFERENCE = Path("data/reference")

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NAMES = {
    parameters.NAME.name: "NOM",
    parameters.YEAR.name: "ANNEE",
    parameters.DEPARTMENT.name: "DEPARTEMENT",
    parameters.MONTH.name: "--date",
    parameters.DAY.name: "--date",
    parameters.POSTAL_CODE.name: "--code-postal",
    parameters.CURRENT_CODE.name: "--code-commune",
}
"""The names of the service's parameters on the command line."""


_HELP_IN_FRENCH = {
    "Usage: ": "Usage : ",
    "COMMAND [ARGS]": "COMMANDE [ARGUMENTS]",
    "Commands:": "Commandes :",
    "Options:": "Options :",
    "Arguments:": "Arguments :",
    "  [required]": "",
    "[default: ": "[par défaut : ",
    "Show this message and exit.": "Affiche cette aide.",
}


class _InFrench:
    """What the framework itself says in the help, in French as the rest."""

    def get_help(self, ctx: Any) -> str:
        text: str = super().get_help(ctx)  # type: ignore[misc]
        for english, french in _HELP_IN_FRENCH.items():
            text = text.replace(english, french)
        return text


class _Command(_InFrench, TyperCommand):
    pass


class _Group(_InFrench, TyperGroup):
    pass


app = typer.Typer(
    cls=_Group,
    help="Le code COG d'un lieu de naissance, tel qu'il était à la naissance.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
data = typer.Typer(cls=_Group, help="Fabrique et vérifie les données.", rich_markup_mode=None)
app.add_typer(data, name="data")


def main() -> None:
    """Run the command. Whatever goes wrong is told in French, on the standard error, and gives a non-zero exit code."""
    try:
        sys.exit(app(standalone_mode=False))
    except typer.TyperException as error:
        parameter, context = getattr(error, "param", None), getattr(error, "ctx", None)
        wrong = getattr(error, "option_name", None) or (parameter and (parameter.metavar or parameter.opts[0]))
        command = context.command_path if context else "transcogage"
        _say(f"Commande incomplète ou mal écrite{f', à {wrong}' if wrong else ''}. L'aide : {command} --help")
        sys.exit(EXIT_USAGE)
    except (SettingsError, InvalidArgumentsError) as error:
        _say(str(error))
        sys.exit(EXIT_USAGE)
    except DatabaseError as error:
        _say(str(error))
        sys.exit(EXIT_FAILURE)


class InvalidArgumentsError(Exception):
    """The arguments of a command cannot be used; the message, in French, names each and the mend."""


@app.command(cls=_Command)
def serve(
    host: Annotated[str | None, typer.Option(help="Adresse d'écoute, sinon TRANSCOGAGE_HOST ou 127.0.0.1.")] = None,
    port: Annotated[int | None, typer.Option(help="Port d'écoute, sinon TRANSCOGAGE_PORT ou 8000.")] = None,
    workers: Annotated[int | None, typer.Option(help="Nombre de processus, sinon TRANSCOGAGE_WORKERS ou 1.")] = None,
) -> None:
    """Lance le service HTTP.

    La base est ouverte avant d'écouter : si elle manque ou n'est pas utilisable, la commande dit quoi lancer et
    s'arrête avec le code 1.
    """
    server.serve(read_settings(host=host, port=port, workers=workers))


@app.command("resolve", cls=_Command)
def resolve_birthplace(  # noqa: PLR0913, PLR0917 - a command's parameters are its interface
    name: Annotated[str, typer.Argument(metavar="NOM", help="Nom de la commune, d'aujourd'hui ou d'alors.")],
    year: Annotated[str, typer.Argument(metavar="ANNEE", help="Année de naissance.")],
    department: Annotated[str, typer.Argument(metavar="DEPARTEMENT", help="Département, d'aujourd'hui ou d'alors.")],
    date: Annotated[str | None, typer.Option(metavar="AAAA-MM-JJ", help="Date de naissance.")] = None,
    postal_code: Annotated[str | None, typer.Option("--code-postal", metavar="CODE", help="Code postal.")] = None,
    current_code: Annotated[
        str | None, typer.Option("--code-commune", metavar="CODE", help="Code INSEE actuel de la commune.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Écrit la réponse du service HTTP.")] = False,
) -> None:
    """Donne le code d'un lieu de naissance.

    Code de retour : 0 si un code est donné (certain ou probable), 3 si la réponse est ambiguë, 4 si le lieu est
    introuvable, 2 si la commande est mal écrite, 1 si la base n'est pas utilisable.
    """
    given = [
        (parameters.NAME.name, name),
        (parameters.YEAR.name, year),
        (parameters.DEPARTMENT.name, department),
        *_month_and_day(date, year),
        (parameters.POSTAL_CODE.name, postal_code),
        (parameters.CURRENT_CODE.name, current_code),
    ]
    try:
        query = parameters.read_query((name, text) for name, text in given if text is not None)
    except InvalidParametersError as error:
        lines = dict.fromkeys(f"{_NAMES[fault.parameter or '']} : {fault.message}" for fault in error.faults)
        raise InvalidArgumentsError("\n".join(lines)) from None
    index = open_index(read_settings().database)
    answer = resolve(index, query)
    if as_json:
        typer.echo(to_json(answer_document(answer, index.release)))
    else:
        typer.echo(_readable(answer, index.release))
    raise typer.Exit(EXIT_CODES[answer.status])


@data.command(cls=_Command)
def derive(
    sources: Annotated[Path, typer.Option(metavar="DOSSIER", help="Dossier des fichiers sources.")],
    reference: Annotated[Path, typer.Option(metavar="DOSSIER", help="Dossier à écrire.")] = REFERENCE,
    vintage: Annotated[int, typer.Option("--millesime", help="Millésime du COG.")] = CURRENT_VINTAGE,
) -> None:
    """Tire les données de référence (texte) des fichiers de l'INSEE et de La Poste."""
    from data_pipeline.derive import derive as derive_reference  # noqa: PLC0415

    with _data_errors():
        derive_reference(sources, reference, vintage)
    typer.echo(f"Référence du millésime {vintage} écrite dans {reference}.")


@data.command(cls=_Command)
def build(
    reference: Annotated[Path, typer.Option(metavar="DOSSIER", help="Dossier de la référence.")] = REFERENCE,
) -> None:
    """Construit la base (TRANSCOGAGE_DATABASE, sinon data/cog.duckdb) à partir de la référence."""
    from data_pipeline.build import build as build_database  # noqa: PLC0415

    database = read_settings().database
    with _data_errors():
        release = build_database(reference, database)
    typer.echo(f"Base {database} construite : COG {release.vintage}, données {release.version}.")


@data.command(cls=_Command)
def verify(
    sources: Annotated[
        Path | None, typer.Option(metavar="DOSSIER", help="Dossier des fichiers sources, pour recouper avec eux.")
    ] = None,
) -> None:
    """Vérifie la base construite. Code de retour : 0 si tout est bon, 1 sinon."""
    from data_pipeline.verify import verify as verify_database  # noqa: PLC0415

    with _data_errors():
        report = verify_database(read_settings().database, sources)
    for line in report.lines:
        typer.echo(line)
    raise typer.Exit(0 if report.passed else EXIT_FAILURE)


@contextmanager
def _data_errors() -> Iterator[None]:
    """Tell an error in the data, and end."""
    from data_pipeline.errors import PipelineError  # noqa: PLC0415

    try:
        yield
    except PipelineError as error:
        _say(str(error))
        raise typer.Exit(EXIT_FAILURE) from None


def _month_and_day(date: str | None, year: str) -> list[tuple[str, str]]:
    if date is None:
        return []
    parts = _DATE.fullmatch(date.strip())
    if parts is None:
        raise InvalidArgumentsError("--date : Donnez la date sous la forme AAAA-MM-JJ, par exemple 1980-06-15.")
    if parts[1] != year.strip():
        raise InvalidArgumentsError("--date : Donnez une date de l'année ANNEE.")
    return [(parameters.MONTH.name, parts[2]), (parameters.DAY.name, parts[3])]


def _readable(answer: Answer, release: Release) -> str:
    lines = [f"{answer.status.capitalize()} : {answer.code or 'pas de code'}", answer.explanation]
    if answer.country and answer.country != FRANCE:
        lines.append(f"Code du pays : {answer.country}")
    if answer.candidates:
        lines += ["", "Lieux possibles :"]
        lines += [f"  {candidate.score:6.1%}  {_described(candidate.place)}" for candidate in answer.candidates]
    if answer.alternatives:
        lines += ["", "Autres codes :"]
        lines += [f"  {other.code} ({other.usage}) : {other.reason}" for other in answer.alternatives]
    if answer.notes:
        lines += ["", "À savoir :", *(f"  {note.message}" for note in answer.notes)]
    return "\n".join([*lines, "", f"Source : COG {release.vintage}, données {release.version}"])


def _described(place: Birthplace) -> str:
    start, end = place.period.start, place.period.end
    since = f"depuis le {start:%d/%m/%Y}" if start else "depuis 1943 ou avant"
    until = f" jusqu'au {end - timedelta(days=1):%d/%m/%Y}" if end else ""
    return f"{place.code} {place.name}, {since}{until}"


def _say(message: str) -> None:
    typer.echo(message, err=True)
