"""The INSEE code in the path of a route."""

from typing import Any

from transcogage.parameters.errors import ErrorCode, ErrorDetail, InvalidParametersError
from transcogage.parameters.reading import Reading
from transcogage.parameters.values import COMMUNE_CODE

_PATTERN = "^([0-9]{5}|2[ABab][0-9]{3})$"
"""That of `COMMUNE_CODE` in the words of the first release, whose clients would take any other for a narrower one."""

CODE_IN_PATH: dict[str, Any] = {
    "name": "code",
    "in": "path",
    "required": True,
    "description": "Code INSEE (COG) de cinq caractères, actuel, ancien ou d'extension.",
    "schema": {"type": "string", "pattern": _PATTERN, "examples": ["50129"]},
}


def read_path_code(code: str, reading: Reading) -> str:
    """The code of a path, once the other parameters are read.

    Raises `InvalidParametersError` with everything that is wrong with them all.
    """
    if not COMMUNE_CODE.fullmatch(code):
        advice = "Donnez un code INSEE de cinq caractères, par exemple 50129 ou 2A004."
        reading.details.insert(0, ErrorDetail("code", ErrorCode.MALFORMED, advice))
    if reading.details:
        raise InvalidParametersError(reading.details)
    return code.upper()
