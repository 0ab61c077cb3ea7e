"""Countries and territories by date: under which code, and which name, a place abroad was known.

Source: INSEE's `pays` file. `ANI` is the year from which a code stands alone, `CRPAY` or `CAPAY` the code before; for a
former state (`ACTUAL` 2) `CRPAY` is the code after (domain.md section 3.12). French colonies had codes 982xx to 984xx,
which the QF API does not take: their country's own code is given for every date (domain.md section 3.11).
"""

from collections.abc import Iterator
from datetime import date

from transcogage.resolution.countries import Country
from transcogage.resolution.model import Period
from transcogage_data.reference import CountryRow

FORMER_STATE = "2"

FOUNDED = {"99142": date(1949, 5, 23), "99141": date(1949, 10, 7)}
"""The two German states: INSEE's file says when they ended, not when they were founded."""

YUGOSLAVIA, YUGOSLAVIA_NAME, YUGOSLAVIA_UNTIL = "99121", "YOUGOSLAVIE", date(2003, 2, 4)
"""No row is named Yougoslavie: 99121 is now Serbia's. The state took the name Serbie-et-Monténégro that day."""


def country_names(countries: list[CountryRow]) -> list[Country]:
    """Every name a country, territory or former state is known by, with the code it has at each time."""
    world = _World(countries)
    current_names = {country.name for country in countries}
    names = [Country(YUGOSLAVIA_NAME, YUGOSLAVIA, YUGOSLAVIA_NAME, Period(None, YUGOSLAVIA_UNTIL))]
    for country in countries:
        names.extend(world.periods(country, country.name))
        if country.former_name and country.former_name not in current_names:
            names.extend(world.periods(country, country.former_name))
    return names


class _World:
    """The countries, by code and by what they came from or went to."""

    def __init__(self, countries: list[CountryRow]) -> None:
        self._by_code: dict[str, CountryRow] = {}
        for country in countries:
            self._by_code.setdefault(country.code, country)
        self._countries = countries

    def periods(self, country: CountryRow, asked: str) -> Iterator[Country]:
        """What `country`, called `asked`, is written under at each time."""
        if country.status == FORMER_STATE:
            yield Country(asked, country.code, country.name, self._existence(country))
            return
        since = _first_day(country)
        if since is not None:
            yield from self._before(country, asked, since)
        yield Country(asked, country.code, country.name, Period(since, None))

    def _before(self, country: CountryRow, asked: str, since: date) -> Iterator[Country]:
        """Before its code stood alone: that of the state it was in, of the states it was made of, or its own."""
        whole = self._by_code.get(country.code_before)
        parts = [part for part in self._countries if part.status == FORMER_STATE and part.code_before == country.code]
        if whole is not None and whole.code != country.code:
            yield Country(asked, whole.code, _former_name(whole), Period(None, since))
        elif parts and not country.former_name and not country.code_before:
            periods = {part.code: self._existence(part) for part in parts}
            starts = [period.start for period in periods.values()]
            if founded := min((start for start in starts if start is not None), default=None):
                yield Country(asked, country.code, country.name, Period(None, founded))
            for part in sorted(parts, key=lambda part: str(periods[part.code].start)):
                yield Country(asked, part.code, part.name, periods[part.code])
        else:
            yield Country(asked, country.code, _former_name(country), Period(None, since))

    def _existence(self, state: CountryRow) -> Period:
        """From when to when a former state was: until the country after it stood alone, or the last it split into."""
        after = self._by_code.get(state.code_before)
        heirs = [country for country in self._countries if country.code_before == state.code]
        end = _first_day(after) if after is not None else None
        last_split = max((day for heir in heirs if (day := _first_day(heir)) is not None), default=None)
        return Period(FOUNDED.get(state.code) or _first_day(state), end or last_split)


def _former_name(country: CountryRow) -> str:
    if country.code == YUGOSLAVIA:
        return YUGOSLAVIA_NAME
    return country.former_name or country.name


def _first_day(country: CountryRow) -> date | None:
    return date(int(country.year), 1, 1) if country.year else None
