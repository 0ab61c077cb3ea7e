"""The parameters of the searches: `q`, `annee`, `departement`, `limit`, and the `date` of a code."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from transcogage.parameters.errors import ErrorCode, Fault, InvalidParametersError
from transcogage.parameters.fields import DEPARTMENT, NAME, YEAR
from transcogage.parameters.reading import Parameter, Reading, UnreadableError
from transcogage.resolution.model import Period

MOST_RESULTS = 50
DEFAULT_RESULTS = 10

_LIMIT = re.compile("[0-9]{1,3}")
_CODE = re.compile("[0-9]{2}[0-9]{3}|2[ABab][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Search:
    """What is being typed, when, where, and how many rows are wanted."""

    text: str
    period: Period | None
    department: str | None
    limit: int


def _read_limit(text: str) -> int:
    if not _LIMIT.fullmatch(text) or not 1 <= int(text) <= MOST_RESULTS:
        raise UnreadableError(ErrorCode.OUT_OF_RANGE, f"Donnez un nombre de 1 à {MOST_RESULTS}.")
    return int(text)


def _read_date(text: str) -> date:
    try:
        return date.fromisoformat(text) if len(text) == 10 else date(int(text) if len(text) == 4 else 0, 1, 1)
    except ValueError:
        advice = "Donnez une date AAAA-MM-JJ, par exemple 1980-06-15, ou une année."
        raise UnreadableError(ErrorCode.MALFORMED, advice) from None


TEXT = Parameter("q", "Le début du nom, ou un code postal entier.", NAME.schema, NAME.read, required=True)
COUNTRY_TEXT = Parameter(
    "q",
    "Le nom du pays ou du territoire, ou son début.",
    NAME.schema | {"examples": ["Ukraine"]},
    NAME.read,
    required=True,
)
AT_YEAR = Parameter("annee", "Année de naissance : ne donne que ce qui existait alors.", YEAR.schema, YEAR.read)
IN_DEPARTMENT = Parameter("departement", "Département, d'alors ou d'aujourd'hui.", DEPARTMENT.schema, DEPARTMENT.read)
LIMIT = Parameter(
    "limit",
    f"Nombre de lignes au plus, {DEFAULT_RESULTS} si rien n'est dit.",
    {"type": "integer", "minimum": 1, "maximum": MOST_RESULTS, "examples": [5]},
    _read_limit,
)
AT_DATE = Parameter(
    "date",
    "Date de naissance (AAAA-MM-JJ), ou année seule ; aujourd'hui si rien n'est dit.",
    {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$", "examples": ["1980-06-15"]},
    _read_date,
)
COMMUNE_SEARCH: tuple[Parameter[Any], ...] = (TEXT, AT_YEAR, IN_DEPARTMENT, LIMIT)
COUNTRY_SEARCH: tuple[Parameter[Any], ...] = (COUNTRY_TEXT, AT_YEAR, LIMIT)
CODE_CHECK: tuple[Parameter[Any], ...] = (AT_DATE,)

CODE_IN_PATH: dict[str, Any] = {
    "name": "code",
    "in": "path",
    "required": True,
    "description": "Code INSEE (COG) de cinq caractères, actuel, ancien ou d'extension.",
    "schema": {"type": "string", "pattern": "^([0-9]{5}|2[ABab][0-9]{3})$", "examples": ["50129"]},
}


def documented(parameters: Iterable[Parameter[Any]]) -> list[dict[str, Any]]:
    """The `parameters` of an operation, in the OpenAPI specification."""
    return [parameter.documented() for parameter in parameters]


def read_search(pairs: Iterable[tuple[str, str]], parameters: tuple[Parameter[Any], ...]) -> Search:
    """A search asked by parameters. Raises `InvalidParametersError` with everything that is wrong with them."""
    reading = Reading(pairs)
    text = reading.value(TEXT)
    year = reading.value(AT_YEAR)
    department = reading.value(IN_DEPARTMENT) if IN_DEPARTMENT in parameters else None
    limit = reading.value(LIMIT)
    reading.refuse_unknown_names(parameters)
    if reading.faults or text is None:
        raise InvalidParametersError(reading.faults)
    period = Period.of_year(year) if year is not None else None
    return Search(text, period, department, limit or DEFAULT_RESULTS)


def read_code_and_date(code: str, pairs: Iterable[tuple[str, str]]) -> tuple[str, date]:
    """The code of a path and the date of its check. Raises `InvalidParametersError`."""
    reading = Reading(pairs)
    day = reading.value(AT_DATE)
    reading.refuse_unknown_names(CODE_CHECK)
    faults = [*_faults_of_code(code), *reading.faults]
    if faults:
        raise InvalidParametersError(faults)
    return code.upper(), day or date.today()


def read_code(code: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The code of a path that takes no other parameter. Raises `InvalidParametersError`."""
    reading = Reading(pairs)
    reading.refuse_unknown_names(())
    faults = [*_faults_of_code(code), *reading.faults]
    if faults:
        raise InvalidParametersError(faults)
    return code.upper()


def _faults_of_code(code: str) -> list[Fault]:
    if _CODE.fullmatch(code):
        return []
    advice = "Donnez un code INSEE de cinq caractères, par exemple 50129 ou 2A004."
    return [Fault("code", ErrorCode.MALFORMED, advice)]
