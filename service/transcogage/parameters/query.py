"""From parameters to the question they ask, everything that is wrong with them reported at once."""

from collections.abc import Iterable
from datetime import date

from transcogage.parameters.dates import is_excel_day
from transcogage.parameters.errors import ErrorCode, ErrorDetail, InvalidParametersError
from transcogage.parameters.fields import (
    COUNTRY,
    COUNTRY_CODE,
    CURRENT_CODE,
    DATE,
    DAY,
    DEPARTMENT,
    MONTH,
    NAME,
    PARAMETERS,
    POSTAL_CODE,
    YEAR,
)
from transcogage.parameters.reading import Parameter, Reading
from transcogage.resolution.model import FRANCE, NoteCode, Period, Query
from transcogage.resolution.names import plain_words

UNREAD = {
    POSTAL_CODE.member: NoteCode.POSTAL_CODE_UNREAD,
    CURRENT_CODE.member: NoteCode.CURRENT_CODE_UNREAD,
}
"""What is remarked of a hint that cannot be read."""

_PLACES = {parameter.name: place for place, parameter in enumerate(PARAMETERS)}


def read_query(pairs: Iterable[tuple[str, object]]) -> Query:
    """The question asked by parameters, given as (name, value). Abroad, the country is enough: no town is coded there.

    Raises `InvalidParametersError` with everything that is wrong with them.
    """
    reading = Reading(pairs)
    country, country_code = (abroad(reading.value(field)) for field in (COUNTRY, COUNTRY_CODE))
    name = country or country_code
    if name is None or not reading.is_blank(NAME):
        name = reading.value(NAME)
    period = read_period(reading)
    department = reading.value(DEPARTMENT)
    postal_code = reading.hint(POSTAL_CODE, UNREAD[POSTAL_CODE.member])
    current_code = reading.hint(CURRENT_CODE, UNREAD[CURRENT_CODE.member])
    reading.refuse_unknown_names(PARAMETERS)
    if reading.details or name is None or period is None:
        raise InvalidParametersError(sorted(reading.details, key=_place_of_parameter))
    remarks = frozenset(reading.remarks)
    return Query(name, period, department, postal_code, current_code, country, country_code, remarks)


def abroad(country: str | None) -> str | None:
    """A country by its name or its code; None for France, which says nothing that the commune does not."""
    if country is None or country == FRANCE or plain_words(country) == "france":
        return None
    return country


def _place_of_parameter(detail: ErrorDetail) -> int:
    return _PLACES.get(detail.parameter or "", len(_PLACES))


def read_period(reading: Reading) -> Period | None:
    """The span of the birth: a year, a month or a day; None when it is at fault, or its parts are."""
    if DATE.name in reading.texts:
        return _period_of_date(reading)
    if YEAR.name not in reading.texts:
        message = f"Ajoutez ce paramètre, par exemple {YEAR.name}=1980, ou {DATE.name}=15/06/1980."
        reading.add_error(YEAR, ErrorCode.MISSING, message)
    year, month, day = reading.value(YEAR), reading.value(MONTH), reading.value(DAY)
    if DAY.name in reading.texts and MONTH.name not in reading.texts:
        reading.add_error(DAY, ErrorCode.DAY_WITHOUT_MONTH, f"Donnez aussi le mois ({MONTH.name}), ou retirez le jour.")
        return None
    if year is None or month is None:
        return None if year is None else Period.of_year(year)
    if day is None:
        return _not_future(reading, MONTH, Period.of_month(year, month))
    try:
        return _not_future(reading, DAY, Period.of_day(date(year, month, day)))
    except ValueError:
        message = f"Le {day:02d}/{month:02d}/{year} n'existe pas : corrigez le jour ou le mois."
        reading.add_error(DAY, ErrorCode.IMPOSSIBLE_DATE, message)
        return None


def _period_of_date(reading: Reading) -> Period | None:
    """The span of a birth whose date is one text, which comes instead of the year, the month and the day."""
    if any(field.name in reading.texts for field in (YEAR, MONTH, DAY)):
        message = f"Donnez {DATE.name}, ou l'année, le mois et le jour à part ({YEAR.name}…), et non les deux."
        reading.add_error(DATE, ErrorCode.REPEATED, message)
        return None
    parts = reading.value(DATE)
    if parts is None:
        return None
    given = zip((YEAR, MONTH, DAY), parts, strict=True)
    read = Reading((field.name, part) for field, part in given if part is not None)
    period = read_period(read)
    for detail in read.details:
        reading.add_error(DATE, detail.code, detail.message)
    if is_excel_day(str(reading.texts[DATE.name][0]).strip()):
        reading.remarks.add(NoteCode.EXCEL_DATE)
    return period


def _not_future(reading: Reading, parameter: Parameter[int], period: Period) -> Period | None:
    if period.start is not None and period.start > date.today():
        reading.add_error(parameter, ErrorCode.FUTURE_DATE, "Cette date est à venir : donnez une date passée.")
        return None
    return period
