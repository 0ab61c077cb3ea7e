"""Which columns of a file hold the question, and where they are."""

from collections.abc import Mapping, Sequence

from transcogage.parameters.errors import ErrorCode, ErrorDetail, InvalidParametersError
from transcogage.parameters.fields import DATE, FIELDS, NAME, YEAR
from transcogage.resolution.results import RESULT_COLUMNS

MOST_COLUMNS_SHOWN = 50
LONGEST_COLUMN_SHOWN = 60

AskedColumns = Mapping[str, str]
"""Member of a field (`parameters.fields`) -> the file's name for the column that holds it."""

_NEEDED = (
    ((NAME,), "le nom de la commune"),
    ((YEAR, DATE), "l'année ou la date de naissance"),
)
"""What a file must have: one of these fields; without a department, the whole of France is asked. Of a year and a date,
the date is read first, the year where it is blank.
"""


def locate_columns(asked: AskedColumns, header: Sequence[str]) -> dict[str, int]:
    """Member -> position of its column in `header`, for the members that have one.

    Raises `InvalidParametersError`, which lists the real columns, when one is missing, is there twice, or when the file
    already has a column that would be added.
    """
    header = [column.strip() for column in header]
    details: list[ErrorDetail] = []
    positions: dict[str, int] = {}
    for field in FIELDS:
        column = asked.get(field.member)
        if column is None:
            continue
        count = header.count(column.strip())
        if count == 1:
            positions[field.member] = header.index(column.strip())
        elif count == 0:
            details.append(ErrorDetail(field.name, ErrorCode.UNKNOWN_COLUMN, _unknown(column, header)))
        else:
            message = f"Le fichier a {count} colonnes « {shown(column)} » : renommez celle qui ne sert pas."
            details.append(ErrorDetail(field.name, ErrorCode.REPEATED_COLUMN, message))
    details += _missing(asked, header) + _reserved(header)
    if details:
        raise InvalidParametersError(details)
    return positions


def asked_by_keyword(columns: Mapping[str, str]) -> AskedColumns:
    """The columns that are named by the keyword of their field. Raises `InvalidParametersError` for another keyword."""
    keywords = [field.keyword for field in FIELDS]
    unknown = [keyword for keyword in columns if keyword not in keywords]
    if unknown:
        message = f"Cet argument n'existe pas. Ceux qui existent : {', '.join(keywords)}."
        raise InvalidParametersError([ErrorDetail(unknown[0], ErrorCode.UNKNOWN, message)])
    return {field.member: str(columns[field.keyword]) for field in FIELDS if field.keyword in columns}


def default_columns(header: Sequence[str]) -> AskedColumns:
    """The columns that already bear the names of the parameters."""
    names = {column.strip() for column in header}
    return {field.member: field.name for field in FIELDS if field.name in names}


def _missing(asked: AskedColumns, header: Sequence[str]) -> list[ErrorDetail]:
    return [
        ErrorDetail(fields[0].name, ErrorCode.MISSING, f"Dites quelle colonne contient {what}. {_columns(header)}")
        for fields, what in _NEEDED
        if not any(field.member in asked for field in fields)
    ]


def _reserved(header: Sequence[str]) -> list[ErrorDetail]:
    found = [column for column in header if column in RESULT_COLUMNS]
    if not found:
        return []
    message = f"Le fichier a déjà une colonne {found[0]}, qui serait ajoutée : renommez-la ou retirez-la."
    return [ErrorDetail(None, ErrorCode.RESERVED_COLUMN, message)]


def _unknown(column: str, header: Sequence[str]) -> str:
    return f"La colonne « {shown(column)} » n'est pas dans le fichier. {_columns(header)}"


def _columns(header: Sequence[str]) -> str:
    names = ", ".join(shown(column) for column in header[:MOST_COLUMNS_SHOWN])
    return f"Ses colonnes sont : {names}{'…' if len(header) > MOST_COLUMNS_SHOWN else '.'}"


def shown(column: str) -> str:
    """The name of a column, as it can be shown: on one line, not too long."""
    text = "".join(letter if letter.isprintable() else "�" for letter in column)
    return text if len(text) <= LONGEST_COLUMN_SHOWN else f"{text[:LONGEST_COLUMN_SHOWN]}…"
