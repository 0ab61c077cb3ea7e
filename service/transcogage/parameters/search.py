"""The parameters of the searches: `q`, `annee`, `departement`, `limit`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from transcogage.parameters.errors import ErrorCode, InvalidParametersError
from transcogage.parameters.fields import DEPARTMENT, NAME, YEAR
from transcogage.parameters.reading import InvalidValueError, Parameter, Reading
from transcogage.resolution.model import Period

MOST_RESULTS = 100
DEFAULT_RESULTS = 10

_LIMIT = re.compile("[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Search:
    """What is being typed, when, where, and how many rows are wanted."""

    text: str
    period: Period | None
    department: str | None
    limit: int


def _read_limit(text: str) -> int:
    if not _LIMIT.fullmatch(text) or not 1 <= int(text) <= MOST_RESULTS:
        raise InvalidValueError(ErrorCode.OUT_OF_RANGE, f"Donnez un nombre de 1 à {MOST_RESULTS}.")
    return int(text)


TEXT = Parameter(
    "q",
    "Le début du nom, ou un code entier : code postal, code INSEE, département. Un département ou un code peut "
    "accompagner le nom : « Saint-Denis 93 », « Valence (Drôme) ». "
    "« né à Valence », « clermont fd », « 6000 », « tahiti » sont compris.",
    NAME.schema,
    NAME.read,
    required=True,
)
AT_YEAR = Parameter(
    "annee",
    "Année de naissance : ne donne que ce qui existait alors, et ce qui porte aujourd'hui le nom tapé.",
    YEAR.schema,
    YEAR.read,
)
IN_DEPARTMENT = Parameter(
    "departement",
    "Département, d'alors ou d'aujourd'hui : ses communes viennent d'abord, sans cacher celles d'ailleurs.",
    DEPARTMENT.schema,
    DEPARTMENT.read,
)
LIMIT = Parameter(
    "limit",
    f"Nombre de lignes au plus, {DEFAULT_RESULTS} si rien n'est dit.",
    {"type": "integer", "minimum": 1, "maximum": MOST_RESULTS, "examples": [5]},
    _read_limit,
)


def read_search(pairs: Iterable[tuple[str, str]], parameters: tuple[Parameter[Any], ...]) -> Search:
    """A search asked by parameters. Raises `InvalidParametersError` with everything that is wrong with them."""
    reading = Reading(pairs)
    text = reading.value(TEXT)
    year = reading.value(AT_YEAR)
    department = reading.value(IN_DEPARTMENT) if IN_DEPARTMENT in parameters else None
    limit = reading.value(LIMIT)
    reading.refuse_unknown_names(parameters)
    if reading.details or text is None:
        raise InvalidParametersError(reading.details)
    period = Period.of_year(year) if year is not None else None
    return Search(text, period, department, limit or DEFAULT_RESULTS)
