"""All that is said in French of an answer: why this place, what deserves a second look, which other codes may serve.

No sentence holds a value of the caller's. A note that comes from a rule of domain.md cites its section.
"""

from collections.abc import Iterable
from datetime import date

from transcogage.resolution import registry
from transcogage.resolution.departments import department_of
from transcogage.resolution.model import (
    INSEE_ORIGIN,
    AlternativeCode,
    Candidate,
    Note,
    NoteCode,
    Period,
    Relation,
    Status,
)
from transcogage.resolution.policy import elsewhere_too

REASONS = {
    Relation.NAME_AT_BIRTH: "c'était déjà le nom de la commune à la naissance",
    Relation.CURRENT_NAME: "le nom donné est celui d'aujourd'hui ; à la naissance, le lieu dépendait de cette commune",
    Relation.LATER_NAME: "le nom donné est apparu après la naissance ; le lieu dépendait alors de cette commune",
    Relation.EARLIER_NAME: "le nom donné est plus ancien que la naissance ; le lieu dépendait alors de cette commune",
    Relation.DELEGATED: "le nom donné est celui d'une commune déléguée ; l'acte de naissance relève de cette commune",
    Relation.ASSOCIATED: "le nom donné est celui d'une commune associée ; l'acte de naissance relève de cette commune",
    Relation.ARRONDISSEMENT: "l'état civil y code les naissances par arrondissement",
    Relation.POSTAL_LABEL: "le nom donné est un libellé de La Poste pour cette commune",
    Relation.EVERYDAY_NAME: "le nom donné est celui, dans l'usage, de l'île ou du lieu où est cette commune",
    Relation.SHORT_NAME: "le nom donné est une forme abrégée de son nom officiel",
    Relation.SIMILAR: "son nom est le plus proche de celui qui a été donné",
    Relation.REGISTRY_RULE: "naissance en Algérie avant l'indépendance, le pays se donne sans commune",
    Relation.OTHER_DEPARTMENT: "c'est le nom d'une commune d'un autre département que celui donné",
    Relation.CURRENT_CODE: "c'est le lieu du code commune donné",
    Relation.POSTAL_CODE: "c'est un lieu du code postal donné",
    Relation.COUNTRY: "naissance à l'étranger, le pays n'a pas de code de commune",
}
"""Why the place is the answer, by the way the name leads to it."""

NEARLY_ELSEWHERE = "dans un autre département que celui donné, son nom est le plus proche de celui qui a été donné"
"""The same, when nobody bears the name to the letter."""

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
    NoteCode.NO_DEPARTMENT: "Le département n'est pas donné : il permettrait de choisir.",
    NoteCode.WRONG_DEPARTMENT: (
        "Le département donné n'est pas celui d'un lieu de ce nom, ou un autre est écrit avec le nom. Vérifiez-le."
    ),
    NoteCode.WRONG_POSTAL_CODE: "Le code postal désigne un autre lieu que le nom et le département. Vérifiez-les.",
    NoteCode.WRONG_CURRENT_CODE: "Le code commune désigne un autre lieu que le nom et le département. Vérifiez-les.",
    NoteCode.ABROAD: (
        "Le lieu est dit à l'étranger : il n'a alors pas de code de commune. Donnez le pays de naissance "
        "(nomPaysNaissance ou codeCogInseePaysNaissance), sans département français."
    ),
    NoteCode.OTHER_DEPARTMENT: "Ce nom existe dans d'autres départements : vérifiez le département de naissance.",
    NoteCode.POSTAL_CODE_IGNORED: "Le code postal ne correspond à aucun des lieux possibles : il n'a pas servi.",
    NoteCode.CURRENT_CODE_IGNORED: "Le code commune ne correspond à aucun des lieux possibles : il n'a pas servi.",
    NoteCode.ARRONDISSEMENT_NEEDED: "L'arrondissement de naissance est nécessaire : demandez-le.",
    NoteCode.MARSEILLE_BEFORE_1998: (
        f"Avant 1998, une naissance à Marseille est en général codée {registry.MARSEILLE.code}, même quand "
        "l'arrondissement est connu."
    ),
    NoteCode.MARSEILLE_1998_2000: (
        f"Entre 1998 et 2000, une naissance à Marseille peut être codée {registry.MARSEILLE.code} ou par "
        "arrondissement."
    ),
    NoteCode.MAYOTTE_2008_2011: (
        f"Entre 2008 et 2011, une naissance à Mayotte peut être codée {registry.MAYOTTE_BEFORE_2011}xx ou "
        f"{registry.MAYOTTE}xx."
    ),
    NoteCode.ANTILLES_2007_2008: (
        "En 2007, une naissance à Saint-Barthélemy ou à Saint-Martin peut être codée en 971 ou sous le nouveau code."
    ),
    NoteCode.FRENCH_ALGERIA: (
        "Jusqu'au 4 juillet 1962, les numéros 91 à 94 désignaient aussi des départements d'Algérie. Pour une naissance "
        f"en Algérie, le pays est {registry.ALGERIA}, sans commune."
    ),
    NoteCode.FORMER_TERRITORY: (
        f"Avant l'indépendance, le numéro {registry.MOROCCAN_NUMBER} désignait aussi le Maroc. Si la naissance y a eu "
        f"lieu, utilisez le pays {registry.MOROCCO}, sans commune."
    ),
    NoteCode.DELEGATED_COMMUNE: (
        "Le nom donné est celui d'une commune déléguée ou associée : l'acte porte le code de la commune entière."
    ),
    NoteCode.POSTAL_CODE_UNREAD: "Le code postal n'a pas pu être lu (cinq chiffres) : il n'a pas servi.",
    NoteCode.CURRENT_CODE_UNREAD: (
        "Le code commune n'a pas pu être lu (code INSEE de cinq caractères) : il n'a pas servi."
    ),
    NoteCode.COMMUNE_NEEDED: "La commune de naissance est nécessaire : un département ou un pays ne suffit pas.",
    NoteCode.EXCEL_DATE: (
        "La date est un nombre, lu comme celui qu'Excel donne à un jour, compté depuis 1900 : vérifiez-la."
    ),
}
"""The message of every note."""


NO_PLACE = "Aucun lieu de naissance de ce nom à cette date. Vérifiez le nom, le département et l'année."
NO_COMMUNE = (
    "Le lieu donné n'est pas une commune, mais tout un département, ou la France entière : donnez la commune de "
    "naissance."
)
NO_COUNTRY = "Naissance à l'étranger : le pays n'est pas donné, ou son nom n'est pas reconnu. Donnez-le, ou son code."


def explain(status: Status, candidates: tuple[Candidate, ...], met: frozenset[NoteCode] = frozenset()) -> str:
    """One or two sentences: the answer and the reason for it; `met`: what there is to say of the way it was found."""
    if status is Status.NOT_FOUND:
        if NoteCode.COMMUNE_NEEDED in met:
            return NO_COMMUNE
        return NO_COUNTRY if NoteCode.ABROAD in met else NO_PLACE
    place = candidates[0].place
    answer = f"{place.name} ({place.code})"
    relation = candidates[0].relation
    nearly = relation is Relation.OTHER_DEPARTMENT and NoteCode.SIMILAR_NAME in met
    reason = NEARLY_ELSEWHERE if nearly else REASONS[relation]
    if status is Status.CERTAIN:
        return f"{answer} : {reason}. Aucun autre lieu n'est possible."
    if status is Status.PROBABLE:
        return f"{answer}, très probablement : {reason}. {_others(candidates)}"
    return _ambiguous(candidates, f"{answer} : {reason}", met)


def _ambiguous(candidates: tuple[Candidate, ...], best: str, met: frozenset[NoteCode]) -> str:
    if _needs_an_arrondissement(candidates):
        return "L'état civil code cette naissance par arrondissement : demandez lequel."
    if len(candidates) == 1 and candidates[0].relation is Relation.COUNTRY:
        country = f"{candidates[0].place.name} ({candidates[0].place.code})"
        if DISPUTED.isdisjoint(met):
            return f"Un seul pays a un nom proche, {country}. Ce n'est pas assez sûr : vérifiez le nom du pays."
        return (
            f"Le lieu donné est à l'étranger : {country}. Le reste de la question est pourtant en France : vérifiez le "
            "pays, ou ôtez le département."
        )
    if len(candidates) == 1:
        what = "le département" if candidates[0].relation is Relation.OTHER_DEPARTMENT else "le nom et le département"
        return f"Un seul lieu approche, {best}. Ce n'est pas assez sûr : vérifiez {what}."
    return f"Plusieurs lieux sont possibles, d'abord {best}. {_others(candidates)}"


def _needs_an_arrondissement(candidates: Iterable[Candidate]) -> bool:
    """Three arrondissements or more: the city was named alone (domain.md section 3.3). Two are told apart by name."""
    return sum(candidate.place.kind == "ARM" for candidate in candidates) > 2


def _others(candidates: tuple[Candidate, ...]) -> str:
    count = len(candidates) - 1
    if count == 0:
        return "Vérifiez le nom."
    names = ", ".join(f"{candidate.place.name} ({candidate.place.code})" for candidate in candidates[1:4])
    return f"{'Autre lieu possible' if count == 1 else 'Autres lieux possibles'} : {names}{'…' if count > 3 else '.'}"


def notes_of(
    found: Iterable[NoteCode],
    candidates: tuple[Candidate, ...],
    status: Status,
    period: Period,
    department: str | None,
) -> tuple[Note, ...]:
    """The notes of an answer: those met while searching, and those its candidates call for."""
    codes = sorted(found)
    birth = period.start
    assert birth is not None
    if department is None and status in (Status.AMBIGUOUS, Status.PROBABLE) and _in_france(candidates):
        codes.append(NoteCode.NO_DEPARTMENT)
    if status is Status.NOT_FOUND:
        codes += _former_territories(department, birth)
    else:
        if elsewhere_too(candidates):
            here = candidates[0].relation is not Relation.OTHER_DEPARTMENT
            codes.append(NoteCode.OTHER_DEPARTMENT if here else NoteCode.WRONG_DEPARTMENT)
        codes += _notes_of_place(candidates[0], department if DISPUTED.isdisjoint(codes) else None, birth)
        if len(candidates) > 1:
            codes += _notes_of_doubt(candidates, birth)
        if NoteCode.SIMILAR_NAME in codes:
            codes += _former_territories(department, birth)
    return tuple([Note(code, MESSAGES[code]) for code in dict.fromkeys(codes)]) if codes else ()


def _in_france(candidates: Iterable[Candidate]) -> bool:
    return any(candidate.relation is not Relation.COUNTRY for candidate in candidates)


DISPUTED = frozenset({NoteCode.WRONG_DEPARTMENT, NoteCode.WRONG_POSTAL_CODE, NoteCode.WRONG_CURRENT_CODE})
"""One piece is of another place than the rest: nothing is sure, nor that the place was in another department then."""


def _former_territories(department: str | None, birth: date) -> Iterable[NoteCode]:
    if department in registry.ALGERIAN_DEPARTMENTS and birth < registry.ALGERIAN_INDEPENDENCE:
        # domain.md section 3.10
        yield NoteCode.FRENCH_ALGERIA
    if department == registry.MOROCCAN_NUMBER and birth < registry.MOROCCAN_INDEPENDENCE:
        # domain.md section 3.11
        yield NoteCode.FORMER_TERRITORY


def _notes_of_place(best: Candidate, department: str | None, birth: date) -> Iterable[NoteCode]:
    place = best.place
    if birth < INSEE_ORIGIN and (place.period.end is None or place.period.end > INSEE_ORIGIN):
        # domain.md section 2.4
        yield NoteCode.BEFORE_1943
    if place.kind == "PAYS":
        if place.code == registry.ALGERIA and birth < registry.ALGERIAN_INDEPENDENCE:
            # domain.md section 3.10
            yield NoteCode.FRENCH_ALGERIA
    elif department not in (None, place.department) and department in {*map(department_of, place.later_codes)}:
        # domain.md sections 3.1 and 3.2
        yield NoteCode.CURRENT_DEPARTMENT
    if best.part_code is not None and place.kind != "PAYS":
        # domain.md section 3.13
        yield NoteCode.DELEGATED_COMMUNE


def _notes_of_doubt(candidates: tuple[Candidate, ...], birth: date) -> Iterable[NoteCode]:
    if _needs_an_arrondissement(candidates):
        yield NoteCode.ARRONDISSEMENT_NEEDED
    codes = {candidate.place.code for candidate in candidates}
    marseille = registry.MARSEILLE
    if marseille.code in codes and any(code.startswith(marseille.arrondissement_prefix) for code in codes):
        # domain.md section 3.5
        unsure = birth >= registry.MARSEILLE_UNSURE_FROM
        yield NoteCode.MARSEILLE_1998_2000 if unsure else NoteCode.MARSEILLE_BEFORE_1998
    if {registry.MAYOTTE, registry.MAYOTTE_BEFORE_2011} <= {candidate.place.department for candidate in candidates}:
        # domain.md section 3.6
        yield NoteCode.MAYOTTE_2008_2011
    if codes & registry.ANTILLES_CODES.keys() and codes & set(registry.ANTILLES_CODES.values()):
        # domain.md section 3.7
        yield NoteCode.ANTILLES_2007_2008


def alternatives_of(best: Candidate) -> tuple[AlternativeCode, ...]:
    """Other codes under which the birth of the best candidate may be known.

    A code of Corsica that API Particulier takes (domain.md sections 3.2 and 5.3), and the code of the delegated or
    associated commune named (domain.md section 3.13). Of French Algeria, the department's (section 3.10).
    """
    place = best.place
    found = []
    if place.department == registry.CORSICA:
        accepted = next((code for code in sorted(place.later_codes) if code[:2] in registry.CORSICAN_DEPARTMENTS), None)
        if accepted is not None:
            reason = (
                f"API Particulier refuse les codes {registry.CORSICA}xxx de la Corse d'avant 1976 : envoyez celui-ci à "
                "la place."
            )
            found.append(AlternativeCode(accepted, "api_particulier", reason))
    if best.part_code is not None and place.kind == "PAYS":
        reason = "Code du département d'Algérie, que peut avoir le numéro de sécurité sociale."
        found.append(AlternativeCode(best.part_code, "numero_securite_sociale", reason))
    elif best.part_code is not None:
        reason = "Code de la commune déléguée ou associée qui porte le nom donné."
        found.append(AlternativeCode(best.part_code, "commune_deleguee", reason))
    return tuple(found)
