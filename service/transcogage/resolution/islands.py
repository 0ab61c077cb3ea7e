"""An island written with the name: "Papeete (Tahiti)", "Saint-Louis, Marie-Galante".

It is an everyday name that stands for communes (domain.md section 4.7), and says their department too.
"""

from transcogage.resolution import policy
from transcogage.resolution.departments import department_of
from transcogage.resolution.evidence import rescaled, total
from transcogage.resolution.index import NameIndex
from transcogage.resolution.matching import Match, during
from transcogage.resolution.model import NATIONWIDE, NoteCode, Period, Relation
from transcogage.resolution.names import key


def department_of_island(index: NameIndex, text: str) -> str | None:
    """Today's department of the communes that only people call so; None for any other text."""
    spans = index.names[NATIONWIDE].spans(key(text))
    candidates = spans[-1].candidates if spans else ()
    if any(each.relation is not Relation.EVERYDAY_NAME for each in candidates):
        return None
    departments = {department_of(each.place.code) for each in candidates}
    return departments.pop() if len(departments) == 1 else None


def on_island(index: NameIndex, match: Match, island: str, period: Period) -> Match:
    """Of the places found, those that are on the island, when there are some. A name that nobody bore to the letter is
    that of a hamlet of one of its communes; a commune that is elsewhere contradicts it.
    """
    there = during(index.names[NATIONWIDE].spans(key(island)), period).candidates
    codes = {each.place.code for each in there}
    kept = [each for each in match.candidates if each.place.code in codes]
    if kept:
        return match._replace(candidates=rescaled(kept, total(match.candidates)))
    if match.exact:
        return match._replace(met=match.met | {NoteCode.WRONG_DEPARTMENT})
    met = frozenset({NoteCode.SIMPLIFIED_NAME})
    return Match(rescaled(there, policy.SIMPLIFIED_TRUST), exact=False, met=met, prior=policy.SIMPLIFIED_PRIOR)
