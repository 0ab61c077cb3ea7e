"""`transcogage resolve`: one birth place."""

import re
from datetime import date, timedelta

import click

from transcogage.cli.french import Command, InvalidArgumentsError
from transcogage.cog import QuestionError, open_cog
from transcogage.document.answer import answer_document, to_json
from transcogage.parameters.errors import message_of
from transcogage.parameters.fields import DATE, DAY, DEPARTMENT, MONTH, PARAMETERS, YEAR
from transcogage.resolution.answer import Answer
from transcogage.resolution.model import FRANCE, Birthplace, Status
from transcogage.resolution.release import Release

EXIT_CODES = {Status.CERTAIN: 0, Status.PROBABLE: 0, Status.AMBIGUOUS: 3, Status.NOT_FOUND: 4}

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAMES = {field.name: field.keyword.upper() if field.required else field.option for field in PARAMETERS}
_NAMES |= {YEAR.name: "ANNEE", DATE.name: "ANNEE", DEPARTMENT.name: "DEPARTEMENT"}
_NAMES |= {MONTH.name: DATE.option, DAY.name: DATE.option}
"""What the service's parameters are called on this command line."""


@click.command("resolve", cls=Command)
@click.argument("name", metavar="NOM", help="Nom de la commune, d'aujourd'hui ou d'alors.")
@click.argument("year", metavar="ANNEE", help="Année de naissance.")
@click.argument("department", metavar="[DEPARTEMENT]", required=False, help="Département, d'aujourd'hui ou d'alors.")
@click.option("--date", "day", metavar="AAAA-MM-JJ", help="Date de naissance.")
@click.option("--code-postal", "postal_code", metavar="CODE", help="Code postal.")
@click.option("--code-commune", "current_code", metavar="CODE", help="Code INSEE actuel de la commune.")
@click.option("--pays", "country", metavar="PAYS", help="Pays d'une naissance à l'étranger.")
@click.option("--code-pays", "country_code", metavar="CODE", help="Code INSEE de ce pays.")
@click.option("--json", "as_json", is_flag=True, help="Écrit la réponse du service HTTP.")
def resolve_birthplace(
    *, name: str, year: str, department: str | None, day: str | None, as_json: bool, **hints: str | None
) -> int:
    """Donne le code d'un lieu de naissance.

    Code de retour : 0 si un code est donné (certain ou probable), 3 si la réponse est ambiguë, 4 si le lieu est
    introuvable, 2 si la commande est mal écrite, 1 si la base n'est pas utilisable.
    """
    born = year if day is None else _day(day, year)
    cog = open_cog()
    try:
        answer = cog.resolve(name, born, department, **hints)
    except QuestionError as error:
        raise InvalidArgumentsError(message_of(error.details, _NAMES)) from None
    if as_json:
        click.echo(to_json(answer_document(answer, cog.release)))
    else:
        click.echo(_readable(answer, cog.release))
    return EXIT_CODES[answer.status]


def _day(text: str, year: str) -> date:
    if not _DATE.fullmatch(text.strip()):
        raise InvalidArgumentsError("--date : Donnez la date sous la forme AAAA-MM-JJ, par exemple 1980-06-15.")
    if text.strip()[:4] != year.strip():
        raise InvalidArgumentsError("--date : Donnez une date de l'année ANNEE.")
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidArgumentsError("--date : Cette date n'existe pas : corrigez le jour ou le mois.") from None


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
