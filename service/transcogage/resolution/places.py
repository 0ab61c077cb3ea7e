"""Communes and countries in one list, as one types: where a person may be born."""

from typing import NamedTuple

from transcogage.resolution.autocomplete import Proposal
from transcogage.resolution.countries import Country, country_key
from transcogage.resolution.departments import ABROAD
from transcogage.resolution.index import Index
from transcogage.resolution.model import Period
from transcogage.resolution.ranking import EXACT, Match

EVERY_COUNTRY = 1_000
"""More than there are, with their names of all times."""


class CountryFound(NamedTuple):
    """A country, under the name and code of then."""

    place: Country
    match: Match


class Places(NamedTuple):
    """Some of the places found, best first, and how many there are in all."""

    total: int
    rows: list[Proposal | CountryFound]


def search_places(index: Index, text: str, period: Period | None, department: str | None, limit: int) -> Places:
    """At most `limit` places that `text` may mean, in `period` (any time if None): see `Autocomplete.search`.

    Countries come after communes, but the one that is exactly so called: it comes after the communes that are. Mistakes
    are forgiven when nothing begins so, be it a commune or a country. Countries come first when the department is 99.
    """
    if not country_key(text):
        return Places(0, [])
    countries = [
        CountryFound(country, _match(text, country)) for country in index.countries.search(text, period, EVERY_COUNTRY)
    ]
    begun = [found for found in countries if found.match is not Match.SIMILAR]
    communes = index.communes.search(text, period, department, limit, forgiving=not begun)
    if any(found.match is not Match.SIMILAR for found in communes.rows):
        countries = begun
    exact = [found for found in countries if found.match in EXACT]
    others = [found for found in countries if found.match not in EXACT]
    before = next((n for n, found in enumerate(communes.rows) if found.match not in EXACT), len(communes.rows))
    rows: list[Proposal | CountryFound] = [*communes.rows[:before], *exact, *communes.rows[before:], *others]
    if department == ABROAD:
        rows = [*exact, *others, *communes.rows]
    return Places(communes.total + len(countries), rows[:limit])


def _match(text: str, country: Country) -> Match:
    """How what was typed leads to a country."""
    asked, name = country_key(text), country_key(country.asked)
    if asked == name:
        return Match.NAME
    if text.strip() == country.code:
        return Match.CODE
    if name.startswith(asked):
        return Match.BEGINNING
    return Match.WORDS if f" {asked}" in f" {name}" else Match.SIMILAR
