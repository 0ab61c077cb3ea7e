"""The parameters of a resolution: from the query string to a `Query`, and how they are documented.

Read by our own code rather than by the framework: every error of a request is reported at once, in French, by the
parameter's public name; a repeated or unknown parameter is an error and never silently ignored (a misspelt
`moisDateNaissance` would otherwise give a less precise answer without a word). The names are those of API Particulier.
"""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl

from service.http.problems import ErrorCode, Fault, InvalidParametersError
from service.resolution.departments import DepartmentError, read_department
from service.resolution.places import Period, Query

FIRST_YEAR = 1890
NAME_LENGTH = 100
MOST_PARAMETERS = 100

_CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
_CONTROL_CHARACTER = re.compile(f"[{_CONTROL}]")
_UNDECODABLE = "\ufffd"
_YEAR = re.compile("[0-9]{4}")
_MONTH_OR_DAY = re.compile("[0-9]{1,2}")
_POSTAL_CODE = re.compile("[0-9]{5}")
_COMMUNE_CODE = re.compile("([0-9]{2}|2[ABab])[0-9]{3}")

T = TypeVar("T")


class UnreadableError(Exception):
    """A value that cannot be read: the code of the fault, and its French message."""

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Parameter(Generic[T]):
    """A parameter: how it is documented, and how its value is read (`UnreadableError` when it cannot be)."""

    name: str
    description: str
    schema: dict[str, Any]
    read: Callable[[str], T]
    required: bool = False

    def documented(self) -> dict[str, Any]:
        """Its description in the OpenAPI specification."""
        return {
            "name": self.name,
            "in": "query",
            "required": self.required,
            "description": self.description,
            "schema": self.schema,
        }


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
        "pattern": r"^[^@]*[^@\s][^@]*$".replace("@", _CONTROL + r"\ufffd"),
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


def split_query_string(query_string: bytes) -> list[tuple[str, str]]:
    """The names and values of a query string, in order, blank values kept.

    Raw UTF-8 is read as well as percent-encoding; what is not UTF-8 becomes U+FFFD, which `read_query` refuses.
    """
    text = query_string.decode("utf-8", "replace")
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        message = f"La demande a plus de {MOST_PARAMETERS} paramètres : gardez ceux de la documentation, sur /docs."
        raise InvalidParametersError([Fault(None, ErrorCode.TOO_MANY, message)]) from None


def read_query(pairs: Iterable[tuple[str, str]]) -> Query:
    """The question asked by parameters, given as (name, value).

    Raises `InvalidParametersError` with everything that is wrong with them.
    """
    reading = _Reading(pairs)
    name = reading.value(NAME)
    year = reading.value(YEAR)
    department = reading.value(DEPARTMENT)
    month = reading.value(MONTH)
    day = reading.value(DAY)
    postal_code = reading.value(POSTAL_CODE)
    current_code = reading.value(CURRENT_CODE)
    period = reading.period(year, month, day)
    reading.refuse_unknown_names()
    if reading.faults or name is None or department is None or period is None:
        raise InvalidParametersError(reading.faults)
    return Query(name, period, department, postal_code, current_code)


class _Reading:
    """One request being read: the texts given by name, and the faults found so far."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._texts: dict[str, list[str]] = {}
        for name, text in pairs:
            self._texts.setdefault(name, []).append(text)
        self.faults: list[Fault] = []

    def value(self, parameter: Parameter[T]) -> T | None:
        """The value of a parameter; None when it is absent, or at fault."""
        texts = self._texts.get(parameter.name)
        if texts is None:
            if parameter.required:
                example = f"{parameter.name}={parameter.schema['examples'][0]}"
                self._fault(parameter, ErrorCode.MISSING, f"Ajoutez ce paramètre, par exemple {example}.")
            return None
        try:
            return parameter.read(_only_clean_text(texts))
        except UnreadableError as error:
            self._fault(parameter, error.code, error.message)
            return None

    def period(self, year: int | None, month: int | None, day: int | None) -> Period | None:
        """The span of the birth: a year, a month or a day; None when it is at fault, or its parts are."""
        if DAY.name in self._texts and MONTH.name not in self._texts:
            self._fault(DAY, ErrorCode.DAY_WITHOUT_MONTH, f"Donnez aussi le mois ({MONTH.name}), ou retirez le jour.")
            return None
        if year is None:
            return None
        if month is None:
            return Period.of_year(year)
        if day is None:
            return self._not_future(MONTH, Period.of_month(year, month))
        try:
            return self._not_future(DAY, Period.of_day(date(year, month, day)))
        except ValueError:
            message = f"Le {day:02d}/{month:02d}/{year} n'existe pas : corrigez le jour ou le mois."
            self._fault(DAY, ErrorCode.IMPOSSIBLE_DATE, message)
            return None

    def refuse_unknown_names(self) -> None:
        """Fault every name that is no parameter's, with the nearest one that is."""
        names = [parameter.name for parameter in PARAMETERS]
        for name in self._texts:
            if name in names:
                continue
            shown = name[:NAME_LENGTH]
            nearest = difflib.get_close_matches(shown, names, n=1)
            advice = f"Vouliez-vous écrire {nearest[0]} ?" if nearest else f"Les paramètres sont {', '.join(names)}."
            self.faults.append(Fault(shown, ErrorCode.UNKNOWN, f"Ce paramètre n'existe pas. {advice}"))

    def _not_future(self, parameter: Parameter[int], period: Period) -> Period | None:
        if period.start is not None and period.start > date.today():
            self._fault(parameter, ErrorCode.FUTURE_DATE, "Cette date est à venir : donnez une date passée.")
            return None
        return period

    def _fault(self, parameter: Parameter[Any], code: ErrorCode, message: str) -> None:
        self.faults.append(Fault(parameter.name, code, message))


def _only_clean_text(texts: list[str]) -> str:
    if len(texts) > 1:
        raise UnreadableError(ErrorCode.REPEATED, "Ce paramètre est donné plusieurs fois : gardez-en un seul.")
    text = texts[0]
    if _UNDECODABLE in text:
        advice = "Cette valeur n'est pas écrite en UTF-8 : encodez l'adresse en UTF-8 (« é » s'y écrit %C3%A9)."
        raise UnreadableError(ErrorCode.NOT_UTF8, advice)
    if _CONTROL_CHARACTER.search(text):
        advice = "Cette valeur contient un caractère de contrôle (tabulation, saut de ligne…) : retirez-le."
        raise UnreadableError(ErrorCode.CONTROL_CHARACTER, advice)
    text = text.strip()
    if not text:
        raise UnreadableError(ErrorCode.EMPTY, "Ce paramètre est vide : donnez-lui une valeur, ou retirez-le.")
    return text
