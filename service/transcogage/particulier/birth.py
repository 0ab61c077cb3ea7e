"""Reading the triplet in a call: which birth place there is to resolve, if any.

A commune code settles the matter, and a call without a commune's name or department has nothing to resolve: both pass.
Of the date, only the year is necessary; the month and the day serve when they can be read, and the upstream judges
them.
"""

from datetime import date

from transcogage.particulier.contract import BirthParameters
from transcogage.particulier.query_string import QueryString
from transcogage.particulier.refusals import RefusalCode, RefusalError
from transcogage.resolution.departments import DepartmentError, read_department
from transcogage.resolution.model import FIRST_YEAR, FRANCE, NAME_LENGTH, Period, Query


def birth_to_resolve(query: QueryString, names: BirthParameters) -> Query | None:
    """The question a call asks by its triplet; None when it asks none.

    Raises `RefusalError` when the triplet is incomplete, cannot be read, or comes with a foreign country.
    """
    if query.values(names.commune):
        return None
    name, department = query.values(names.name), query.values(names.department)
    if not name and not department:
        return None
    if any(country.strip() != FRANCE for country in query.values(names.country)):
        if name and department:
            raise _foreign_country(names)
        return None  # a town abroad, which the upstream does not read
    _refuse_incomplete(query, names)
    return Query(
        _read_name(_only(query, names.name), names),
        _read_period(query, names),
        _read_department(_only(query, names.department), names),
    )


def _refuse_incomplete(query: QueryString, names: BirthParameters) -> None:
    triplet = (names.name, names.year, names.department)
    missing = [name for name in triplet if not query.values(name)]
    if missing:
        detail = (
            f"Sans {names.commune}, le lieu de naissance se donne par {triplet[0]}, {triplet[1]} et {triplet[2]} "
            f"ensemble : ajoutez {' et '.join(missing)}."
        )
        raise RefusalError(RefusalCode.MISSING, detail, parameter=missing[0])


def _foreign_country(names: BirthParameters) -> RefusalError:
    detail = (
        f"{names.name} et {names.department} désignent une commune française : pour une naissance en France, donnez "
        f"{names.country}={FRANCE} ou retirez-le ; pour une naissance à l'étranger, retirez la commune et le "
        "département."
    )
    return RefusalError(RefusalCode.FOREIGN_COUNTRY, detail, parameter=names.country)


def _only(query: QueryString, name: str) -> str:
    values = query.values(name)
    if len(values) > 1:
        raise _invalid(name, f"{name} est donné plusieurs fois : gardez-en un seul.")
    return values[0].strip()


def _read_name(name: str, names: BirthParameters) -> str:
    if "\ufffd" in name:
        advice = f"{names.name} n'est pas écrit en UTF-8 : encodez l'adresse en UTF-8 (« é » s'y écrit %C3%A9)."
        raise _invalid(names.name, advice)
    if len(name) > NAME_LENGTH:
        raise _invalid(names.name, f"{names.name} est trop long : donnez un nom de {NAME_LENGTH} caractères au plus.")
    return name


def _read_department(department: str, names: BirthParameters) -> str:
    try:
        return read_department(department)
    except DepartmentError as error:
        raise _invalid(names.department, str(error)) from None


def _read_period(query: QueryString, names: BirthParameters) -> Period:
    this_year = date.today().year
    year = _number(_only(query, names.year), FIRST_YEAR, this_year)
    if year is None:
        advice = f"{names.year} doit être une année en quatre chiffres, de {FIRST_YEAR} à {this_year}."
        raise _invalid(names.year, advice)
    month = _number("".join(query.values(names.month)), 1, 12)
    day = _number("".join(query.values(names.day)), 1, 31)
    if month is None:
        return Period.of_year(year)
    if day is None:
        return Period.of_month(year, month)
    try:
        return Period.of_day(date(year, month, day))
    except ValueError:
        return Period.of_month(year, month)


def _number(text: str, lowest: int, highest: int) -> int | None:
    digits = text.strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) > 4:
        return None
    return int(digits) if lowest <= int(digits) <= highest else None


def _invalid(parameter: str, detail: str) -> RefusalError:
    return RefusalError(RefusalCode.INVALID, detail, parameter=parameter)
