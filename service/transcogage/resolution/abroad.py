"""A birth abroad: the country's code as of the birth, no commune."""

from collections.abc import Sequence

from transcogage.resolution import policy
from transcogage.resolution.answer import Answer
from transcogage.resolution.countries import Country
from transcogage.resolution.departments import ABROAD
from transcogage.resolution.index import NameIndex
from transcogage.resolution.matching import Match, merge
from transcogage.resolution.model import Birthplace, Candidate, NoteCode, Period, Query, Reading, Relation, Status
from transcogage.resolution.place_text import WrittenPlace


def resolve_abroad(index: NameIndex, query: Query, written: WrittenPlace) -> Answer:
    """The country of the birth: that given by its code or its name, else that written with the place.

    Two countries that bear the name are both listed. A foreign town alone says no country: what to give is said.
    """
    if query.country_code is not None:
        found = index.countries.of_code(query.country_code, query.period)
    else:
        found = index.countries.named(query.country or written.country or written.names[0], query.period)
    country = query.country or query.country_code or written.country or (written.names[0] if found else None)
    read = Reading(written.names[0], query.department, query.postal_code, query.current_code, country)
    if not found:
        return Answer(query, Status.NOT_FOUND, (), frozenset({NoteCode.ABROAD}), read)
    candidates = _candidates(found)
    return Answer(query, Status.CERTAIN if len(candidates) == 1 else Status.AMBIGUOUS, candidates, frozenset(), read)


def or_abroad(index: NameIndex, match: Match, country: str, period: Period) -> Match:
    """The candidates in France, and the country that bears the name, or that is written with it."""
    abroad = _candidates(index.countries.named(country, period))
    if not abroad:
        return match
    merged = merge([(match.candidates, 0.5), (abroad, 0.5)])
    return match._replace(candidates=merged, exact=False, met=match.met | {NoteCode.ABROAD})


def _candidates(countries: Sequence[Country]) -> tuple[Candidate, ...]:
    alone = len(countries) == 1
    score = policy.shown_score(1 / len(countries), alone) if countries else 0.0
    return tuple([Candidate(_place(country), score, Relation.COUNTRY) for country in countries])


def _place(country: Country) -> Birthplace:
    return Birthplace(country.code, "PAYS", country.name, ABROAD, country.period, country.code)
