"""Dates as files hold them: ISO, French, with a time or without, the day or the month unknown."""

import re

from transcogage.parameters.errors import ErrorCode
from transcogage.parameters.reading import InvalidValueError

_SEPARATOR = r"[-/. ]"
_TIME = r"(?:[T ][0-9]{1,2}[:h][0-9]{2}.*)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<year>[0-9]{{4}}){_SEPARATOR}(?P<month>[0-9]{{1,2}}){_SEPARATOR}(?P<day>[0-9]{{1,2}}){_TIME}",
        rf"(?P<day>[0-9]{{1,2}}){_SEPARATOR}(?P<month>[0-9]{{1,2}}){_SEPARATOR}(?P<year>[0-9]{{4}}){_TIME}",
        r"(?P<year>189[0-9]|(?:19|20)[0-9]{2})(?P<month>0[0-9]|1[0-2])(?P<day>[0-3][0-9])",
        r"(?P<day>[0-3][0-9])(?P<month>0[0-9]|1[0-2])(?P<year>[0-9]{4})",
        rf"(?P<year>[0-9]{{4}}){_SEPARATOR}(?P<month>[0-9]{{1,2}})",
        rf"(?P<month>[0-9]{{1,2}}){_SEPARATOR}(?P<year>[0-9]{{4}})",
        r"(?P<year>[0-9]{4})",
    )
)


def split_date(text: str) -> tuple[str, str | None, str | None]:
    """The year, the month and the day a date is written with; those unknown (00, or not written) are None.

    `1980-06-15`, `15/06/1980`, `15.06.1980`, `19800615`, `15061980`, `1980-06`, `06/1980`, `1980`; a time may follow a
    whole date. Eight digits are read from the year when that makes a year from 1890 on. Raises
    `InvalidValueError` for anything else; whether the day exists is for the caller to see.
    """
    for form in _FORMS:
        found = form.fullmatch(text)
        if found is not None:
            parts = found.groupdict()
            month = _known(parts.get("month"))
            return found["year"], month, _known(parts.get("day")) if month else None
    message = "Donnez une date, par exemple 15/06/1980 ou 1980-06-15, ou une année en quatre chiffres."
    raise InvalidValueError(ErrorCode.MALFORMED, message)


def _known(part: str | None) -> str | None:
    return part if part and part.strip("0") else None
