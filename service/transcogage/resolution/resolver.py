"""A query -> an answer, on an index. Nothing else: no web, no database, no clock.

What is written is read; the name is looked up where the department says, or in the whole of France (domain.md section
7.4); what else the question says is weighed; the policy decides.
"""

from transcogage.resolution import policy
from transcogage.resolution.abroad import born_abroad, or_abroad
from transcogage.resolution.answer import Answer
from transcogage.resolution.departments import ABROAD, OVERSEAS_GROUPS
from transcogage.resolution.evidence import (
    Hint,
    both_departments,
    in_overseas_group,
    or_commune_needed,
    or_elsewhere,
    or_nearer_elsewhere,
    places_of_code,
    with_hints,
)
from transcogage.resolution.index import NameIndex
from transcogage.resolution.islands import department_of_island, on_island
from transcogage.resolution.matching import NOTHING, Match, matching, unchanged
from transcogage.resolution.model import NATIONWIDE, Query, Reading, Relation, Status
from transcogage.resolution.names import key
from transcogage.resolution.place_text import WrittenPlace, has_signs, read_place
from transcogage.resolution.registry import DIVIDED_CITIES, UNKNOWN_COMMUNE
from transcogage.resolution.sentences import DISPUTED

_NOTHING_BESIDE = (None, None, None, None)
"""No postal code, no current code, no country."""


def resolve(index: NameIndex, query: Query, asked: str | None = None) -> Answer:
    """The birth place code for `query`: how sure, why, and who else it could be. Never raises for a well-formed query.

    `asked`: the key of the name, for who has it already.
    """
    if asked is None:
        asked = key(query.name)
    return _as_it_is(index, query, asked) or _as_read(index, query, asked)


def _as_it_is(index: NameIndex, query: Query, asked: str) -> Answer | None:
    """The answer to most questions: a name known in the department given, the same over the days asked, with nothing
    to read in it but an arrondissement, nor beside it. The same as by the long way, in a third of the time.
    """
    names = index.names.get(query.department or NATIONWIDE)
    if names is None or query.department is None or query[3:7] != _NOTHING_BESIDE or has_signs(query.name):
        return None
    candidates = unchanged(names.spans(asked), query.period)
    if not candidates:
        return None
    return Answer(query, policy.decide(candidates, exact=True), candidates, asked=asked)


def _as_read(index: NameIndex, query: Query, asked: str) -> Answer:
    """The answer by what is written and what is given, weighed."""
    written = read_place(query.name, index.is_country, query.department, lambda text: department_of_island(index, text))
    if written.names[0] != query.name:
        asked = key(written.names[0])
    abroad = born_abroad(index, query, written)
    if abroad is not None and abroad.alone:
        return _answer(query, written, with_hints(index, abroad.match, _hints_given(query), asked, query.period))
    match = _with_codes(index, _named(index, query, written, asked), query, written)
    if abroad is not None and not (abroad.in_the_name and (query.department or written.department) and match.exact):
        match = or_abroad(match, abroad)
    return _answer(query, written, match)


def _answer(query: Query, written: WrittenPlace, match: Match) -> Answer:
    """The status, and what was read. A commune may be called as an establishment: "L'Hôpital"."""
    candidates = match.candidates
    status = policy.decide(
        candidates,
        match.exact and not (written.establishment and (match.name or len(written.names) == 1)),
        contradicted=match.homonyms or bool(match.met & DISPUTED),
        nationwide=query[2:5] == (None, None, None) and written[1:4] == (None, None, None),
    )
    if len(candidates) == 1 and status is not Status.CERTAIN:
        candidates = policy.in_doubt(candidates)
    return Answer(query, status, candidates, match.met, _reading(query, written, match))


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


def _named(index: NameIndex, query: Query, written: WrittenPlace, asked: str) -> Match:
    """What the name means where the departments, that given and those written, say it is."""
    disputed = [value for member, value in written.disputed if member == "department"]
    departments = [each for each in dict.fromkeys((query.department, written.department, *disputed)) if each]
    match = _in_department(index, query, written, departments[0] if departments else None, asked)
    for other in departments[1:]:
        match = both_departments(match, _in_department(index, query, written, other, asked), query.period)
    if written.island is not None:
        match = on_island(index, match, written.island, query.period)
    return match if match.exact else or_commune_needed(index, match, written.names, query)


def _in_department(index: NameIndex, query: Query, written: WrittenPlace, department: str | None, asked: str) -> Match:
    if not asked:
        return NOTHING
    if department is None:
        return matching(index.names[NATIONWIDE], written, asked, query.period)
    if department in OVERSEAS_GROUPS:
        return in_overseas_group(matching(index.names[NATIONWIDE], written, asked, query.period), department)
    names = index.names.get(department)
    match = matching(names, written, asked, query.period) if names is not None else NOTHING
    if match.exact:
        return match
    readings = (*written.names, *written.opened)
    match = or_elsewhere(index, match, readings, asked, query.period)
    is_abroad = department == ABROAD or written.country or query.country or query.country_code
    if is_abroad or any(each.relation is Relation.OTHER_DEPARTMENT for each in match.candidates):
        return match
    return or_nearer_elsewhere(index, match, readings, query.period)


def _with_codes(index: NameIndex, match: Match, query: Query, written: WrittenPlace) -> Match:
    """The codes given beside the name, and those written with it. Five figures written may be a postal code or INSEE's;
    those that say the arrondissement are already in the name.
    """
    hints = _hints_given(query)
    code = written.commune_code or written.postal_code
    if not match.candidates:
        if code is None or code != written.names[0] or code.endswith(UNKNOWN_COMMUNE):
            return match
        match = places_of_code(
            index,
            code,
            query.period,
            may_be_postal=code == written.postal_code,
            department=query.department or written.department,
        )
    elif code is not None and not _says_arrondissement(code, written):
        is_postal = code == written.postal_code and not any(code in each.place.later_codes for each in match.candidates)
        hints.append(Hint(code, is_postal, of_the_address=False))
    for member, value in written.disputed:
        if member != "department":
            hints.append(Hint(value, member == "postal_code", of_the_address=False))
    return with_hints(index, match, hints, key(written.names[0]), query.period) if hints else match


def _hints_given(query: Query) -> list[Hint]:
    hints = []
    if query.current_code is not None:
        hints.append(Hint(query.current_code, is_postal=False, of_the_address=True))
    if query.postal_code is not None:
        hints.append(Hint(query.postal_code, is_postal=True, of_the_address=True))
    return hints


def _says_arrondissement(code: str, written: WrittenPlace) -> bool:
    return written.arrondissement is not None and any(
        written.arrondissement in (city.arrondissement_of_code(code), city.arrondissement_of_postal_code(code))
        for city in DIVIDED_CITIES
    )
