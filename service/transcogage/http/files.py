"""The form of `POST /v1/cog/csv`: which fields it has, and what they ask of the file."""

from collections.abc import Iterable
from typing import Any

from transcogage.bulk.columns import DATE_NAME, PARAMETER_NAMES, AskedColumns
from transcogage.bulk.dialect import ENCODING_NAMES, read_delimiter, read_encoding
from transcogage.bulk.options import CsvOptions
from transcogage.http.uploads import FILE
from transcogage.parameters.errors import ErrorCode, Fault, InvalidParametersError
from transcogage.parameters.fields import CURRENT_CODE, DAY, DEPARTMENT, MONTH, NAME, POSTAL_CODE, YEAR
from transcogage.parameters.reading import Parameter, Reading

_KIND_OF_COLUMN = {
    NAME.name: "le nom de la commune de naissance",
    DEPARTMENT.name: "le département de naissance",
    DATE_NAME: "la date de naissance : 15/06/1980, 1980-06-15, 06/1980, ou l'année seule",
    YEAR.name: "l'année de naissance",
    MONTH.name: "le mois de naissance",
    DAY.name: "le jour de naissance",
    POSTAL_CODE.name: "le code postal (`postcode` d'API Adresse)",
    CURRENT_CODE.name: "le code INSEE actuel de la commune (`citycode` d'API Adresse)",
}


def _column(name: str) -> Parameter[str]:
    description = f"Nom de la colonne qui contient {_KIND_OF_COLUMN[name]}."
    return Parameter(name, description, {"type": "string", "minLength": 1, "examples": [name]}, str)


COLUMNS = {member: _column(name) for member, name in PARAMETER_NAMES.items()}
DELIMITER = Parameter(
    "delimiter",
    "Délimiteur : « ; », « , », « | » ou « \\t ». Deviné s'il est absent.",
    {"type": "string", "minLength": 1, "maxLength": 3, "examples": [";"]},
    read_delimiter,
)
ENCODING = Parameter(
    "encoding",
    "Encodage : utf-8, windows-1252, iso-8859-1 ou iso-8859-15. Deviné s'il est absent.",
    {"type": "string", "enum": list(ENCODING_NAMES), "examples": ["utf-8"]},
    read_encoding,
)
FIELDS: tuple[Parameter[Any], ...] = (*COLUMNS.values(), DELIMITER, ENCODING)


def form_schema() -> dict[str, Any]:
    """The schema of the form, in the OpenAPI specification."""
    file = {"type": "string", "format": "binary", "description": "Le fichier CSV, avec une ligne d'en-tête."}
    fields = {field.name: field.schema | {"description": field.description} for field in FIELDS}
    return {"type": "object", "properties": {FILE: file} | fields, "required": [FILE], "additionalProperties": False}


def read_options(fields: Iterable[tuple[str, str]], has_file: bool) -> CsvOptions:
    """What the fields of a form ask. Raises `InvalidParametersError` with everything that is wrong with them."""
    reading = Reading((name, "\\t" if value == "\t" else value) for name, value in fields if has_file or name != FILE)
    asked = AskedColumns(**{member: reading.value(parameter) for member, parameter in COLUMNS.items()})
    delimiter, encoding = reading.value(DELIMITER), reading.value(ENCODING)
    reading.refuse_unknown_names(FIELDS)
    if not has_file:
        message = f"Joignez le fichier, par exemple avec curl -F {FILE}=@naissances.csv."
        reading.faults.insert(0, Fault(FILE, ErrorCode.MISSING, message))
    if reading.faults:
        raise InvalidParametersError(reading.faults)
    return CsvOptions(None if asked == AskedColumns() else asked, delimiter, encoding)
