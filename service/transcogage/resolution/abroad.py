"""A birth abroad: the country's code as of the birth, no commune."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from rapidfuzz.distance import OSA

from transcogage.resolution import policy
from transcogage.resolution.countries import Country, Found, country_key
from transcogage.resolution.departments import ABROAD
from transcogage.resolution.index import NameIndex
from transcogage.resolution.matching import Match, during, merge
from transcogage.resolution.model import FRANCE, NATIONWIDE, Birthplace, Candidate, NoteCode, Query, Relation
from transcogage.resolution.names import key, plain_words
from transcogage.resolution.place_pieces import FRANCE_IS_CALLED
from transcogage.resolution.place_text import WrittenPlace
from transcogage.resolution.registry import ALGERIA, ALGERIAN_DEPARTMENTS, ALGERIAN_INDEPENDENCE

MOST_NEAR = 10
"""How many countries a name that none bears may stand for."""


class BornAbroad(NamedTuple):
    """What a question says of a country: the candidates, one for each that bears the name.

    `alone`: nothing in the question is in France. `in_the_name`: the name of the place is that of a country, and
    nothing else says one.
    """

    match: Match
    alone: bool
    in_the_name: bool


def born_abroad(index: NameIndex, query: Query, written: WrittenPlace) -> BornAbroad | None:
    """The country given by its code or its name, else written with the place; None when no piece says one.

    Two countries that bear the name are both listed. A foreign town alone says no country: what to give is said.
    """
    country = _country_given(query) or written.country
    department = query.department or written.department
    if country is None and department != ABROAD:
        return None
    there = during(index.names[NATIONWIDE].spans(key(written.names[0])), query.period).candidates
    countries = _countries(index, query, written)
    found = [
        *map(_candidate, countries),
        *(each for each in there if each.place.country != FRANCE),  # a town of French Algeria
    ]
    exact = all(country.found is Found.EXACT for country in countries)
    candidates = merge([(found, _trust(query, countries) / len(found))]) if found else ()
    match = Match(candidates, exact, met=_met(countries, found))
    in_the_name = _country_given(query) is None and country in written.names
    in_france = department not in (None, ABROAD) and not _is_of_algeria(query, department, candidates)
    bears_it = in_the_name and department is None and any(each.place.country == FRANCE for each in there)
    alone = not in_france and not bears_it and bool(found or country)
    return BornAbroad(match, alone, in_the_name)


def _trust(query: Query, countries: Sequence[Country]) -> float:
    """How surely a name that no country bears is one of these: as a commune's, by its wrong letters."""
    edits = [
        OSA.distance(country_key(query.country), country_key(country.asked))
        for country in countries
        if query.country is not None and country.found is Found.NEAR
    ]
    return policy.MISSPELT_TRUST[max(edits)] if edits else 1.0


def _met(countries: Sequence[Country], found: Sequence[Candidate]) -> frozenset[NoteCode]:
    if not found:
        return frozenset({NoteCode.ABROAD})
    near = any(country.found is Found.NEAR for country in countries)
    return frozenset({NoteCode.SIMILAR_NAME}) if near else frozenset()


def _countries(index: NameIndex, query: Query, written: WrittenPlace) -> list[Country]:
    """The countries that the pieces say, its code, its name, what is written with the place; else, of a place that is
    said to be abroad, the one its last words are. Pieces that agree say the same country; else each is possible.
    """
    countries, period = index.countries, query.period
    said: list[list[Country]] = []
    if query.country_code is not None:
        said.append(countries.of_code(query.country_code, period))
    if query.country is not None:
        near = countries.named(query.country, period) or countries.search(query.country, period, MOST_NEAR)
        said.append([each for each in near if each.found is Found.EXACT] or near)
    if written.country is not None or _country_given(query) is None:
        said.append(countries.named(written.country or written.names[0], period))
    said = [found for found in said if found]
    if not said and _country_given(query) is None:
        words = written.names[0].split()
        endings = (" ".join(words[first:]) for first in range(1, len(words)))
        said = [*islice(filter(None, (countries.named(ending, period) for ending in endings)), 1)]
    agreed = set.intersection(*({each.code for each in found} for found in said)) if said else set()
    found = {each.code: each for countries_said in said for each in countries_said}
    return [each for code, each in found.items() if code in agreed or not agreed]


def or_abroad(match: Match, abroad: BornAbroad) -> Match:
    """The places in France, and the country: the question says both."""
    met = match.met | {NoteCode.ABROAD}
    groups = [(each.candidates, 0.5) for each in (match, abroad.match) if each.candidates]
    if groups and (not abroad.in_the_name or not match.candidates):
        met |= {NoteCode.WRONG_DEPARTMENT}
    return match._replace(candidates=merge(groups), exact=False, met=met)


def _country_given(query: Query) -> str | None:
    """What is given of a country beside the place, when it is not France."""
    if query.country_code is not None:
        return query.country_code if query.country_code != FRANCE else None
    return query.country if query.country is not None and plain_words(query.country) not in FRANCE_IS_CALLED else None


def _is_of_algeria(query: Query, department: str | None, candidates: Sequence[Candidate]) -> bool:
    """The departments of Algeria had numbers that are now of others (domain.md section 3.10)."""
    born = query.period.start
    assert born is not None
    is_algeria = {candidate.place.code for candidate in candidates} == {ALGERIA}
    return is_algeria and department in ALGERIAN_DEPARTMENTS and born < ALGERIAN_INDEPENDENCE


def _candidate(country: Country) -> Candidate:
    place = Birthplace(country.code, "PAYS", country.name, ABROAD, country.period, country.code)
    return Candidate(place, 1.0, Relation.COUNTRY)
