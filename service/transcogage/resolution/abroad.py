"""A birth abroad: the country's code as of the birth, no commune."""

from transcogage.resolution import policy
from transcogage.resolution.answer import Answer
from transcogage.resolution.countries import Country
from transcogage.resolution.departments import ABROAD
from transcogage.resolution.index import NameIndex
from transcogage.resolution.model import Birthplace, Candidate, NoteCode, Query, Reading, Relation, Status
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
    alone = len(found) == 1
    candidates = tuple(
        [Candidate(_place(country), policy.shown_score(1 / len(found), alone), Relation.COUNTRY) for country in found]
    )
    return Answer(query, Status.CERTAIN if alone else Status.AMBIGUOUS, candidates, frozenset(), read)


def _place(country: Country) -> Birthplace:
    return Birthplace(country.code, "PAYS", country.name, ABROAD, country.period, country.code)
