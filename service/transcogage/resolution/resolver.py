"""A query -> an answer, on an index. Nothing else: no web, no database, no clock.

What is written is read; the name is looked up where the department says, or in the whole of France; what else the
question says is weighed; the policy decides.
"""

from transcogage.resolution import policy
from transcogage.resolution.abroad import born_abroad, or_abroad
from transcogage.resolution.answer import Answer
from transcogage.resolution.departments import OVERSEAS_GROUPS
from transcogage.resolution.evidence import (
    Elsewhere,
    both_departments,
    in_overseas_group,
    or_elsewhere,
    or_where_codes_say,
    with_current_code,
    with_postal_code,
)
from transcogage.resolution.index import NameIndex
from transcogage.resolution.matching import NOTHING, Match, matching
from transcogage.resolution.model import NATIONWIDE, Query, Reading, Status
from transcogage.resolution.names import key
from transcogage.resolution.place_text import WrittenPlace, read_place
from transcogage.resolution.sentences import DISPUTED


def resolve(index: NameIndex, query: Query, asked: str | None = None) -> Answer:
    """The birth place code for `query`: how sure, why, and who else it could be. Never raises for a well-formed query.

    `asked`: the key of the name, for who has it already.
    """
    written = read_place(query.name, index.is_country, query.department)
    abroad = born_abroad(index, query, written)
    if abroad is not None and abroad.alone:
        return _answer(query, written, abroad.match)
    match = _with_codes(index, _named(index, query, written, asked), query, written)
    if abroad is not None and not (abroad.in_the_name and (query.department or written.department) and match.exact):
        match = or_abroad(match, abroad)
    return _answer(query, written, match)


def _answer(query: Query, written: WrittenPlace, match: Match) -> Answer:
    candidates = match.candidates
    status = policy.decide(
        candidates,
        match.exact and not written.establishment,
        contradicted=bool(match.met & DISPUTED),
        confirmed=match.confirmed,
        nationwide=query[2:5] == (None, None, None) and written[1:4] == (None, None, None),
    )
    if len(candidates) == 1 and status is not Status.CERTAIN:
        candidates = policy.in_doubt(candidates)
    is_plain = written.names == (query.name,) and not any(written[1:])
    return Answer(query, status, candidates, match.met, None if is_plain else _reading(query, written, match))


def _reading(query: Query, written: WrittenPlace, match: Match) -> Reading:
    """What was read: the name as it was found, what is given beside it, else what is written with it."""
    return Reading(
        match.name or written.names[0 if match.exact else -1],
        query.department or written.department,
        query.postal_code or written.postal_code,
        query.current_code or written.commune_code,
        query.country or query.country_code or written.country,
        written.arrondissement,
    )


def _named(index: NameIndex, query: Query, written: WrittenPlace, asked: str | None) -> Match:
    """What the name means where the departments, that given and that written, say it is."""
    if asked is None or written.names[0] != query.name:
        asked = key(written.names[0])
    match = _in_department(index, query, written, query.department or written.department, asked)
    if query.department is None or written.department in (None, query.department):
        return match
    return both_departments(match, _in_department(index, query, written, written.department, asked))


def _in_department(index: NameIndex, query: Query, written: WrittenPlace, department: str | None, asked: str) -> Match:
    if not asked:
        return NOTHING
    if department is None:
        return matching(index.names[NATIONWIDE], written, asked, query.period)
    if department in OVERSEAS_GROUPS:
        return in_overseas_group(matching(index.names[NATIONWIDE], written, asked, query.period), department)
    names = index.names.get(department)
    match = matching(names, written, asked, query.period) if names is not None else NOTHING
    return match if match.exact else or_elsewhere(index, match, (*written.names, *written.opened), query.period)


def _with_codes(index: NameIndex, match: Match, query: Query, written: WrittenPlace) -> Match:
    """The codes given beside the name, then those written with it. Five figures may be a postal code or INSEE's."""
    asked = key(written.names[0])
    current_code, postal_code = written.commune_code, written.postal_code
    if postal_code is not None and any(postal_code in each.place.later_codes for each in match.candidates):
        current_code, postal_code = postal_code, None
    elsewhere: list[Elsewhere] = []
    for code in (query.current_code, current_code):
        if code is not None and match.candidates:
            match = with_current_code(index, match, code, asked, query.period, elsewhere)
    for code, of_the_address in ((query.postal_code, True), (postal_code, False)):
        if code is not None and match.candidates:
            match = with_postal_code(index, match, code, asked, query.period, elsewhere, of_the_address=of_the_address)
    return or_where_codes_say(match, elsewhere) if elsewhere else match
