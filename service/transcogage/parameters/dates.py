"""Dates as files hold them: ISO, French, in words, with a time or without, the day or the month unknown; Excel's."""

import re
import unicodedata
from datetime import date, timedelta

from transcogage.parameters.errors import ErrorCode
from transcogage.parameters.reading import InvalidValueError

_SEPARATOR = r"[-/. ]"
_TIME = r"(?:[t ][0-9]{1,2}[:h][0-9]{2}.*)?"
_GAP = r"(?: ?[-/.] ?| *)"
_WORD = r"(?P<word>[a-z]{3,9})\.?"
_SHORT_OR_LONG = r"(?P<year>[0-9]{4}|[0-9]{2})"
_WEEKDAY = r"(?:(?:le )?(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche),? |le )?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<year>[0-9]{{4}}){_SEPARATOR}(?P<month>[0-9]{{1,2}}){_SEPARATOR}(?P<day>[0-9]{{1,2}}){_TIME}",
        rf"(?P<day>[0-9]{{1,2}}){_SEPARATOR}(?P<month>[0-9]{{1,2}}){_SEPARATOR}{_SHORT_OR_LONG}{_TIME}",
        r"(?P<year>189[0-9]|(?:19|20)[0-9]{2})(?P<month>0[0-9]|1[0-2])(?P<day>[0-3][0-9])",
        r"(?P<day>[0-3][0-9])(?P<month>0[0-9]|1[0-2])(?P<year>[0-9]{4})",
        rf"(?P<year>[0-9]{{4}}){_SEPARATOR}(?P<month>[0-9]{{1,2}})",
        rf"(?P<month>[0-9]{{1,2}}){_SEPARATOR}(?P<year>[0-9]{{4}})",
        r"(?P<year>[0-9]{4})",
        rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?: ?er)?{_GAP}{_WORD}{_GAP}{_SHORT_OR_LONG}{_TIME}",
        rf"{_WORD}{_GAP}{_SHORT_OR_LONG}",
    )
)
_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_SPACES = str.maketrans("\u00a0\u202f", "  ")

_EXCEL_DAY = re.compile(r"([1-5][0-9]{4}|60000)(?:[.,][0-9]+)?")
"""What Excel shows of a date in a column that is not of dates: its number, and of an hour its part of the day."""

_EXCEL_ORIGIN = date(1899, 12, 30)
"""The day 0 of Excel's numbers from 61 on: Excel counts a 29 February 1900 that never was."""


def split_date(text: str, pivot: int | None = None) -> tuple[str, str | None, str | None]:
    """The year, the month and the day a date is written with; those unknown (00, or not written) are None.

    `1980-06-15`, `15/06/1980`, `15.06.1980`, `19800615`, `15061980`, `1980-06`, `06/1980`, `1980`; `15 juin 1980`,
    `1er juin 1980`, `15-juin-1980`, `juin 1980`, months cut from three letters on; a time may follow a whole date.
    Eight digits are read from the year when that makes a year from 1890 on. Excel's numbers: `is_excel_day`. With
    `pivot`, a year may have two digits: those above it are of the 1900s, the others of the 2000s. Raises
    `InvalidValueError` for anything else; whether the day exists is for the caller to see.
    """
    if day := _excel_day(text):
        return f"{day:%Y}", f"{day:%m}", f"{day:%d}"
    text = _folded(text)
    for form in _FORMS:
        found = form.fullmatch(text)
        if found is not None and (month := _month(found.groupdict())) is not None:
            known = _known(month)
            return four_digits(found["year"], pivot), known, _known(found.groupdict().get("day")) if known else None
    message = "Donnez une date, par exemple 15/06/1980, 1980-06-15 ou 15 juin 1980, ou une année en quatre chiffres."
    raise InvalidValueError(ErrorCode.MALFORMED, message)


def is_excel_day(text: str) -> bool:
    """Whether a date is written as Excel's number of a day, from 10000 (18 May 1927) to 60000.

    No other date has five digits. Numbers of four are years: that a number of Excel's was so short (a birth before
    1927) cannot be seen. That a date was so read is worth telling: old files of Excel for Mac count from 1904.
    """
    return _EXCEL_DAY.fullmatch(text) is not None


def four_digits(year: str, pivot: int | None) -> str:
    """A year in four digits. Raises `InvalidValueError` for one in two when no `pivot` says its century."""
    if len(year) != 2:
        return year
    if pivot is None:
        message = (
            "L'année est en deux chiffres, qui ne disent pas le siècle : écrivez par exemple 15/06/1980. Pour un "
            "fichier, un pivot peut le dire (--siecle-pivot)."
        )
        raise InvalidValueError(ErrorCode.MALFORMED, message)
    return f"{19 if int(year) > pivot else 20}{year}"


def _excel_day(text: str) -> date | None:
    found = _EXCEL_DAY.fullmatch(text)
    return _EXCEL_ORIGIN + timedelta(days=int(found[1])) if found else None


def _folded(text: str) -> str:
    """Small letters without accents, spaces that break."""
    letters = unicodedata.normalize("NFD", text.lower().translate(_SPACES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _month(parts: dict[str, str | None]) -> str | None:
    """The month in digits, "" when it is not written; None when its word is no month's, or could be of two."""
    word = parts.get("word")
    if word is None:
        return parts.get("month") or ""
    numbers = [number for number, month in enumerate(_MONTHS, start=1) if month.startswith(word)]
    return f"{numbers[0]:02}" if len(numbers) == 1 else None


def _known(part: str | None) -> str | None:
    return part if part and part.strip("0") else None
