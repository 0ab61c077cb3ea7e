"""From the text of one parameter to its value: what may be written, and what is said of the rest, in French."""

import re
from collections.abc import Callable
from datetime import date

from transcogage.parameters.errors import ErrorCode
from transcogage.parameters.reading import InvalidValueError
from transcogage.resolution import departments
from transcogage.resolution.model import FIRST_YEAR, NAME_LENGTH

POSTAL_CODE = re.compile("[0-9]{5}")
COMMUNE_CODE = re.compile(departments.COMMUNE_CODE_TYPED)

_YEAR = re.compile("[0-9]{4}")
_MONTH_OR_DAY = re.compile("[0-9]{1,2}")


def read_name(text: str) -> str:
    """A commune's or a country's name, `NAME_LENGTH` characters at most."""
    if len(text) > NAME_LENGTH:
        raise InvalidValueError(ErrorCode.TOO_LONG, f"Donnez un nom de {NAME_LENGTH} caractères au plus.")
    return text


def read_year(text: str) -> int:
    """A year of birth, from `FIRST_YEAR` to this one."""
    this_year = date.today().year
    if not _YEAR.fullmatch(text):
        raise InvalidValueError(ErrorCode.MALFORMED, "Donnez l'année en quatre chiffres, par exemple 1980.")
    if not FIRST_YEAR <= int(text) <= this_year:
        raise InvalidValueError(ErrorCode.OUT_OF_RANGE, f"Donnez une année de {FIRST_YEAR} à {this_year}.")
    return int(text)


def read_department(text: str) -> str:
    """The code of a department at birth or today, whatever way it is written: `1`, `42.0`, `Gironde`, `33000`."""
    try:
        return departments.read_department(text)
    except departments.DepartmentError as error:
        raise InvalidValueError(ErrorCode.UNKNOWN_DEPARTMENT, str(error)) from None


def _up_to(highest: int, what: str) -> Callable[[str], int]:
    advice = f"Donnez {what} de 1 à {highest}, ou retirez ce paramètre si vous ne savez pas."

    def read(text: str) -> int:
        if not _MONTH_OR_DAY.fullmatch(text):
            raise InvalidValueError(ErrorCode.MALFORMED, advice)
        if not 1 <= int(text) <= highest:
            raise InvalidValueError(ErrorCode.OUT_OF_RANGE, advice)
        return int(text)

    return read


read_month = _up_to(12, "un mois")
read_day = _up_to(31, "un jour")


def read_postal_code(text: str) -> str:
    """A postal code: five digits."""
    if not POSTAL_CODE.fullmatch(text):
        raise InvalidValueError(ErrorCode.MALFORMED, "Donnez le code postal en cinq chiffres, par exemple 75014.")
    return text


def read_commune_code(text: str) -> str:
    """INSEE's code of a commune, Corsica's letter a capital."""
    if not COMMUNE_CODE.fullmatch(text):
        advice = "Donnez le code INSEE de la commune en cinq caractères, par exemple 50129 ou 2A004."
        raise InvalidValueError(ErrorCode.MALFORMED, advice)
    return text.upper()
