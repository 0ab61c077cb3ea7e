"""Which columns of a file hold the question, and where they are."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from transcogage.parameters.errors import ErrorCode, Fault, InvalidParametersError
from transcogage.parameters.fields import CURRENT_CODE, DAY, DEPARTMENT, MONTH, NAME, POSTAL_CODE, YEAR
from transcogage.resolution.results import RESULT_COLUMNS

DATE_NAME = "dateNaissance"
MOST_COLUMNS_SHOWN = 50
LONGEST_COLUMN_SHOWN = 60

PARAMETER_NAMES = {
    "name": NAME.name,
    "department": DEPARTMENT.name,
    "date": DATE_NAME,
    "year": YEAR.name,
    "month": MONTH.name,
    "day": DAY.name,
    "postal_code": POSTAL_CODE.name,
    "current_code": CURRENT_CODE.name,
}
"""Member of `AskedColumns` -> the parameter by which its column is named in a request."""


@dataclass(frozen=True, slots=True)
class AskedColumns:
    """The file's names for the columns that hold the question; None for those it has not.

    `date`, or `year` (and `month`, `day`), is needed; of both, the date is read first and the year where it is blank.
    """

    name: str | None = None
    department: str | None = None
    date: str | None = None
    year: str | None = None
    month: str | None = None
    day: str | None = None
    postal_code: str | None = None
    current_code: str | None = None

    def located_in(self, header: Sequence[str]) -> dict[str, int]:
        """Member -> position of its column in `header`, for the members that have one.

        Raises `InvalidParametersError`, which lists the real columns, when one is missing, is there twice, or when the
        file already has a column that would be added.
        """
        header = [column.strip() for column in header]
        faults: list[Fault] = []
        positions: dict[str, int] = {}
        for field in fields(self):
            column = getattr(self, field.name)
            if column is None:
                continue
            count = header.count(column.strip())
            parameter = PARAMETER_NAMES[field.name]
            if count == 1:
                positions[field.name] = header.index(column.strip())
            elif count == 0:
                faults.append(Fault(parameter, ErrorCode.UNKNOWN_COLUMN, _unknown(column, header)))
            else:
                message = f"Le fichier a {count} colonnes « {shown(column)} » : renommez celle qui ne sert pas."
                faults.append(Fault(parameter, ErrorCode.REPEATED_COLUMN, message))
        faults += _missing(self, header) + _reserved(header)
        if faults:
            raise InvalidParametersError(faults)
        return positions


def default_columns(header: Sequence[str]) -> AskedColumns:
    """The columns that already bear the names of the parameters."""
    names = {column.strip() for column in header}
    return AskedColumns(**{member: name if name in names else None for member, name in PARAMETER_NAMES.items()})


def _missing(asked: AskedColumns, header: Sequence[str]) -> list[Fault]:
    faults = []
    for parameter, given, what in (
        (NAME.name, asked.name, "le nom de la commune"),
        (DEPARTMENT.name, asked.department, "le département"),
        (YEAR.name, asked.year or asked.date, "l'année ou la date de naissance"),
    ):
        if given is None:
            message = f"Dites quelle colonne contient {what}. {_columns(header)}"
            faults.append(Fault(parameter, ErrorCode.MISSING, message))
    return faults


def _reserved(header: Sequence[str]) -> list[Fault]:
    found = [column for column in header if column in RESULT_COLUMNS]
    if not found:
        return []
    message = f"Le fichier a déjà une colonne {found[0]}, qui serait ajoutée : renommez-la ou retirez-la."
    return [Fault(None, ErrorCode.RESERVED_COLUMN, message)]


def _unknown(column: str, header: Sequence[str]) -> str:
    return f"La colonne « {shown(column)} » n'est pas dans le fichier. {_columns(header)}"


def _columns(header: Sequence[str]) -> str:
    names = ", ".join(shown(column) for column in header[:MOST_COLUMNS_SHOWN])
    return f"Ses colonnes sont : {names}{'…' if len(header) > MOST_COLUMNS_SHOWN else '.'}"


def shown(column: str) -> str:
    """The name of a column, as it can be told: on one line, not too long."""
    text = "".join(letter if letter.isprintable() else "�" for letter in column)
    return text if len(text) <= LONGEST_COLUMN_SHOWN else f"{text[:LONGEST_COLUMN_SHOWN]}…"
