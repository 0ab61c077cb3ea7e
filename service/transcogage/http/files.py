"""The form of `POST /v1/cog/csv`: which fields it has, and what they ask of the file."""

from collections.abc import Iterable
from typing import Any

from transcogage.bulk.dialect import ENCODING_NAMES, read_delimiter, read_encoding
from transcogage.bulk.options import CsvOptions
from transcogage.http.uploads import FILE
from transcogage.parameters.errors import ErrorCode, Fault, InvalidParametersError
from transcogage.parameters.fields import FIELDS, Field
from transcogage.parameters.reading import Parameter, Reading


def _column(field: Field[Any]) -> Parameter[str]:
    description = f"Nom de la colonne qui contient {field.contents}."
    return Parameter(field.name, description, {"type": "string", "minLength": 1, "examples": [field.name]}, str)


COLUMNS = {field.member: _column(field) for field in FIELDS}
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
FORM_FIELDS: tuple[Parameter[Any], ...] = (*COLUMNS.values(), DELIMITER, ENCODING)


def form_schema() -> dict[str, Any]:
    """The schema of the form, in the OpenAPI specification."""
    file = {"type": "string", "format": "binary", "description": "Le fichier CSV, avec une ligne d'en-tête."}
    fields = {field.name: field.schema | {"description": field.description} for field in FORM_FIELDS}
    return {"type": "object", "properties": {FILE: file} | fields, "required": [FILE], "additionalProperties": False}


def read_options(fields: Iterable[tuple[str, str]], has_file: bool) -> CsvOptions:
    """What the fields of a form ask. Raises `InvalidParametersError` with everything that is wrong with them."""
    reading = Reading((name, "\\t" if value == "\t" else value) for name, value in fields if has_file or name != FILE)
    named = {member: reading.value(parameter) for member, parameter in COLUMNS.items()}
    delimiter, encoding = reading.value(DELIMITER), reading.value(ENCODING)
    reading.refuse_unknown_names(FORM_FIELDS)
    if not has_file:
        message = f"Joignez le fichier, par exemple avec curl -F {FILE}=@naissances.csv."
        reading.faults.insert(0, Fault(FILE, ErrorCode.MISSING, message))
    if reading.faults:
        raise InvalidParametersError(reading.faults)
    asked = {member: column for member, column in named.items() if column is not None}
    return CsvOptions(asked, delimiter, encoding)
