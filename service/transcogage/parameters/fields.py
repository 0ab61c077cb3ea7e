"""The parameters of a resolution: how they are documented, and read into a `Query`. Names as in API Particulier."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from transcogage.parameters.errors import ErrorCode, Fault, InvalidParametersError
from transcogage.parameters.reading import CONTROL, Parameter, Reading, UnreadableError
from transcogage.resolution.departments import DepartmentError, read_department
from transcogage.resolution.model import FIRST_YEAR, NAME_LENGTH, Period, Query

_YEAR = re.compile("[0-9]{4}")
_MONTH_OR_DAY = re.compile("[0-9]{1,2}")
_POSTAL_CODE = re.compile("[0-9]{5}")
_COMMUNE_CODE = re.compile("([0-9]{2}|2[ABab])[0-9]{3}")


def _read_name(text: str) -> str:
    if len(text) > NAME_LENGTH:
        raise UnreadableError(ErrorCode.TOO_LONG, f"Donnez un nom de {NAME_LENGTH} caractères au plus.")
    return text


def _read_year(text: str) -> int:
    this_year = date.today().year
    if not _YEAR.fullmatch(text):
        raise UnreadableError(ErrorCode.MALFORMED, "Donnez l'année en quatre chiffres, par exemple 1980.")
    if not FIRST_YEAR <= int(text) <= this_year:
        raise UnreadableError(ErrorCode.OUT_OF_RANGE, f"Donnez une année de {FIRST_YEAR} à {this_year}.")
    return int(text)


def _read_department(text: str) -> str:
    try:
        return read_department(text)
    except DepartmentError as error:
        raise UnreadableError(ErrorCode.UNKNOWN_DEPARTMENT, str(error)) from None


def _up_to(highest: int, what: str) -> Callable[[str], int]:
    advice = f"Donnez {what} de 1 à {highest}, ou retirez ce paramètre si vous ne savez pas."

    def read(text: str) -> int:
        if not _MONTH_OR_DAY.fullmatch(text):
            raise UnreadableError(ErrorCode.MALFORMED, advice)
        if not 1 <= int(text) <= highest:
            raise UnreadableError(ErrorCode.OUT_OF_RANGE, advice)
        return int(text)

    return read


def _read_postal_code(text: str) -> str:
    if not _POSTAL_CODE.fullmatch(text):
        raise UnreadableError(ErrorCode.MALFORMED, "Donnez le code postal en cinq chiffres, par exemple 75014.")
    return text


def _read_commune_code(text: str) -> str:
    if not _COMMUNE_CODE.fullmatch(text):
        advice = "Donnez le code INSEE de la commune en cinq caractères, par exemple 50129 ou 2A004."
        raise UnreadableError(ErrorCode.MALFORMED, advice)
    return text.upper()


NAME = Parameter(
    "nomCommuneNaissance",
    "Nom de la commune de naissance : celui d'aujourd'hui (API Adresse) ou celui du jour de la naissance (pièce "
    "d'identité). La casse, les accents, les traits d'union et les abréviations (St, Ste) ne comptent pas.",
    {
        "type": "string",
        "minLength": 1,
        "maxLength": NAME_LENGTH,
        "pattern": r"^[^@]*[^@\s][^@]*$".replace("@", CONTROL + r"\ufffd"),
        "examples": ["Cherbourg-en-Cotentin"],
    },
    _read_name,
    required=True,
)
YEAR = Parameter(
    "anneeDateNaissance",
    f"Année de naissance, de {FIRST_YEAR} à l'année en cours.",
    {"type": "integer", "minimum": FIRST_YEAR, "maximum": date.today().year, "examples": [1980]},
    _read_year,
    required=True,
)
DEPARTMENT = Parameter(
    "codeCogInseeDepartementNaissance",
    "Département de naissance, tel qu'il était à la naissance ou tel qu'il est aujourd'hui : 01 à 95, 2A, 2B, 20, "
    "971 à 978, 985 à 988. « 1 » et « 2a » sont lus 01 et 2A.",
    {"type": "string", "pattern": "^(0?[1-9]|[1-8][0-9]|9[0-5]|2[ABab]|97[1-8]|98[5-8])$", "examples": ["50"]},
    _read_department,
    required=True,
)
MONTH = Parameter(
    "moisDateNaissance",
    "Mois de naissance : départage les lieux quand un code a changé dans l'année.",
    {"type": "integer", "minimum": 1, "maximum": 12, "examples": [6]},
    _up_to(12, "un mois"),
)
DAY = Parameter(
    "jourDateNaissance",
    "Jour de naissance ; le mois est alors nécessaire.",
    {"type": "integer", "minimum": 1, "maximum": 31, "examples": [15]},
    _up_to(31, "un jour"),
)
POSTAL_CODE = Parameter(
    "codePostal",
    "Code postal (`postcode` d'API Adresse) : départage les homonymes et les arrondissements.",
    {"type": "string", "pattern": f"^{_POSTAL_CODE.pattern}$", "examples": ["50100"]},
    _read_postal_code,
)
CURRENT_CODE = Parameter(
    "codeCommune",
    "Code INSEE actuel de la commune (`citycode` d'API Adresse) : départage les homonymes et les fusions.",
    {"type": "string", "pattern": f"^{_COMMUNE_CODE.pattern}$", "examples": ["50129"]},
    _read_commune_code,
)
PARAMETERS: tuple[Parameter[Any], ...] = (NAME, YEAR, DEPARTMENT, MONTH, DAY, POSTAL_CODE, CURRENT_CODE)


def documented_parameters() -> list[dict[str, Any]]:
    """The `parameters` of the operation, in the OpenAPI specification."""
    return [parameter.documented() for parameter in PARAMETERS]


def read_query(pairs: Iterable[tuple[str, object]]) -> Query:
    """The question asked by parameters, given as (name, value).

    Raises `InvalidParametersError` with everything that is wrong with them.
    """
    reading = Reading(pairs)
    name = reading.value(NAME)
    period = read_period(reading)
    department = reading.value(DEPARTMENT)
    postal_code = reading.value(POSTAL_CODE)
    current_code = reading.value(CURRENT_CODE)
    reading.refuse_unknown_names(PARAMETERS)
    if reading.faults or name is None or department is None or period is None:
        raise InvalidParametersError(sorted(reading.faults, key=_place_of_parameter))
    return Query(name, period, department, postal_code, current_code)


def _place_of_parameter(fault: Fault) -> int:
    names = [parameter.name for parameter in PARAMETERS]
    return names.index(fault.parameter) if fault.parameter in names else len(names)


def read_period(reading: Reading) -> Period | None:
    """The span of the birth: a year, a month or a day; None when it is at fault, or its parts are."""
    year, month, day = reading.value(YEAR), reading.value(MONTH), reading.value(DAY)
    if DAY.name in reading.texts and MONTH.name not in reading.texts:
        reading.fault(DAY, ErrorCode.DAY_WITHOUT_MONTH, f"Donnez aussi le mois ({MONTH.name}), ou retirez le jour.")
        return None
    if year is None:
        return None
    if month is None:
        return Period.of_year(year)
    if day is None:
        return _not_future(reading, MONTH, Period.of_month(year, month))
    try:
        return _not_future(reading, DAY, Period.of_day(date(year, month, day)))
    except ValueError:
        message = f"Le {day:02d}/{month:02d}/{year} n'existe pas : corrigez le jour ou le mois."
        reading.fault(DAY, ErrorCode.IMPOSSIBLE_DATE, message)
        return None


def _not_future(reading: Reading, parameter: Parameter[int], period: Period) -> Period | None:
    if period.start is not None and period.start > date.today():
        reading.fault(parameter, ErrorCode.FUTURE_DATE, "Cette date est à venir : donnez une date passée.")
        return None
    return period
