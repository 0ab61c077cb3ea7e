"""What deserves a second look in an answer, and the other codes the same birth may be known by.

Each rule is a line of domain.md (sections 2, 3 and 5), said in French to an agent, without any value of the caller's.
"""

from collections.abc import Iterable
from datetime import date

from transcogage.resolution.model import (
    INSEE_ORIGIN,
    AlternativeCode,
    Candidate,
    Note,
    NoteCode,
    Query,
    Status,
)

ALGERIA_UNTIL = date(1962, 7, 5)
ALGERIAN_DEPARTMENTS = frozenset({"91", "92", "93", "94"})
MOROCCO_UNTIL = date(1956, 3, 2)
MOROCCAN_DEPARTMENT = "95"
MARSEILLE_UNSURE_FROM = date(1998, 1, 1)

MESSAGES = {
    NoteCode.CURRENT_DEPARTMENT: (
        "À la naissance, ce lieu dépendait d'un autre département que celui donné : le code est celui de l'époque."
    ),
    NoteCode.BEFORE_1943: (
        "Les communes d'avant 1943 ne sont pas décrites par l'INSEE : la réponse est celle valable au 1er janvier 1943."
    ),
    NoteCode.CHANGE_DURING_PERIOD: (
        "Le code a changé pendant la période donnée : précisez le mois et le jour de naissance."
    ),
    NoteCode.SIMILAR_NAME: "Aucun lieu ne porte exactement ce nom : la réponse repose sur un nom proche. Vérifiez-le.",
    NoteCode.SIMPLIFIED_NAME: "Le nom a été simplifié ou complété pour être reconnu. Vérifiez-le.",
    NoteCode.OTHER_DEPARTMENT: "Ce nom existe dans d'autres départements : vérifiez le département de naissance.",
    NoteCode.POSTAL_CODE_IGNORED: "Le code postal ne correspond à aucun des lieux possibles : il n'a pas servi.",
    NoteCode.CURRENT_CODE_IGNORED: "Le code commune ne correspond à aucun des lieux possibles : il n'a pas servi.",
    NoteCode.ARRONDISSEMENT_NEEDED: "L'arrondissement de naissance est nécessaire : demandez-le.",
    NoteCode.MARSEILLE_BEFORE_1998: (
        "Avant 1998, une naissance à Marseille est en général codée 13055, même quand l'arrondissement est connu."
    ),
    NoteCode.MARSEILLE_1998_2000: (
        "Entre 1998 et 2000, une naissance à Marseille peut être codée 13055 ou par arrondissement."
    ),
    NoteCode.MAYOTTE_2008_2011: "Entre 2008 et 2011, une naissance à Mayotte peut être codée 985xx ou 976xx.",
    NoteCode.ANTILLES_2007_2008: (
        "En 2007, une naissance à Saint-Barthélemy ou à Saint-Martin peut être codée en 971 ou sous le nouveau code."
    ),
    NoteCode.FRENCH_ALGERIA: (
        "Jusqu'au 4 juillet 1962, les numéros 91 à 94 désignaient aussi des départements d'Algérie. Si la naissance a "
        "eu lieu en Algérie, utilisez le pays 99352, sans commune."
    ),
    NoteCode.FORMER_TERRITORY: (
        "Avant l'indépendance, le numéro 95 désignait aussi le Maroc. Si la naissance y a eu lieu, utilisez le pays "
        "99350, sans commune."
    ),
    NoteCode.DELEGATED_COMMUNE: (
        "Le nom donné est celui d'une commune déléguée ou associée : l'acte porte le code de la commune entière."
    ),
}
"""The French message of every note."""


def notes_of(
    found: Iterable[NoteCode], candidates: tuple[Candidate, ...], status: Status, query: Query
) -> tuple[Note, ...]:
    """The notes of an answer: those met while searching, and those its candidates call for."""
    codes = sorted(found)
    birth = query.period.start
    assert birth is not None
    if status is Status.NOT_FOUND:
        if candidates:
            codes.append(NoteCode.OTHER_DEPARTMENT)
        codes += _former_territories(query.department, birth)
    else:
        codes += _notes_of_candidates(candidates, query, birth)
        if NoteCode.SIMILAR_NAME in codes:
            codes += _former_territories(query.department, birth)
    return tuple([Note(code, MESSAGES[code]) for code in dict.fromkeys(codes)]) if codes else ()


def _former_territories(department: str, birth: date) -> Iterable[NoteCode]:
    if department in ALGERIAN_DEPARTMENTS and birth < ALGERIA_UNTIL:
        yield NoteCode.FRENCH_ALGERIA
    if department == MOROCCAN_DEPARTMENT and birth < MOROCCO_UNTIL:
        yield NoteCode.FORMER_TERRITORY


def _notes_of_candidates(candidates: tuple[Candidate, ...], query: Query, birth: date) -> Iterable[NoteCode]:
    best = candidates[0]
    place = best.place
    if birth < INSEE_ORIGIN and (place.period.end is None or place.period.end > INSEE_ORIGIN):
        yield NoteCode.BEFORE_1943
    if place.kind == "PAYS":
        yield NoteCode.FRENCH_ALGERIA
    elif place.department != query.department:
        yield NoteCode.CURRENT_DEPARTMENT
    if best.part_code is not None:
        yield NoteCode.DELEGATED_COMMUNE
    if len(candidates) == 1:
        return
    codes = {candidate.place.code for candidate in candidates}
    if sum(candidate.place.kind == "ARM" for candidate in candidates) > 2:
        yield NoteCode.ARRONDISSEMENT_NEEDED
    if "13055" in codes and any(code.startswith("132") for code in codes):
        before = birth < MARSEILLE_UNSURE_FROM
        yield NoteCode.MARSEILLE_BEFORE_1998 if before else NoteCode.MARSEILLE_1998_2000
    if any(code.startswith("985") for code in codes) and any(code.startswith("976") for code in codes):
        yield NoteCode.MAYOTTE_2008_2011
    if codes & {"97701", "97801"} and codes & {"97123", "97127"}:
        yield NoteCode.ANTILLES_2007_2008


def alternatives_of(best: Candidate) -> tuple[AlternativeCode, ...]:
    """Other codes under which the birth of the best candidate may be known."""
    place = best.place
    found = []
    if place.code.startswith("20"):
        accepted = next((code for code in sorted(place.later_codes) if code.startswith(("2A", "2B"))), None)
        if accepted is not None:
            reason = "API Particulier refuse les codes 20xxx de la Corse d'avant 1976 : envoyez celui-ci à la place."
            found.append(AlternativeCode(accepted, "api_particulier", reason))
    if best.part_code is not None:
        reason = "Code de la commune déléguée ou associée qui porte le nom donné."
        found.append(AlternativeCode(best.part_code, "commune_deleguee", reason))
    return tuple(found)
