"""The sentence an agent reads: the answer, and the reason for it. In French, without any value of the caller's."""

from transcogage.resolution.model import Candidate, Relation, Status

_REASONS = {
    Relation.NAME_AT_BIRTH: "c'était déjà le nom de la commune à la naissance",
    Relation.CURRENT_NAME: "le nom donné est celui d'aujourd'hui ; à la naissance, le lieu dépendait de cette commune",
    Relation.LATER_NAME: "le nom donné est apparu après la naissance ; le lieu dépendait alors de cette commune",
    Relation.EARLIER_NAME: "le nom donné est plus ancien que la naissance ; le lieu dépendait alors de cette commune",
    Relation.DELEGATED: "le nom donné est celui d'une commune déléguée ; l'acte de naissance relève de cette commune",
    Relation.ASSOCIATED: "le nom donné est celui d'une commune associée ; l'acte de naissance relève de cette commune",
    Relation.ARRONDISSEMENT: "l'état civil y code les naissances par arrondissement",
    Relation.POSTAL_LABEL: "le nom donné est un libellé de La Poste pour cette commune",
    Relation.SHORT_NAME: "le nom donné est une forme abrégée de son nom officiel",
    Relation.SIMILAR: "son nom est le plus proche de celui qui a été donné",
    Relation.REGISTRY_RULE: "règle particulière de l'état civil",
}

_FRENCH_ALGERIA = (
    "Naissance en Algérie avant l'indépendance : l'année ne suffit pas à choisir le code. "
    "Pour le quotient familial, le pays est 99352 et il n'y a pas de commune."
)


def explain(status: Status, candidates: tuple[Candidate, ...]) -> str:
    """One or two sentences: the answer and the reason for it."""
    if status is Status.NOT_FOUND:
        return _not_found(elsewhere=bool(candidates))
    place = candidates[0].place
    answer = f"{place.name} ({place.code})"
    reason = _REASONS[candidates[0].relation]
    if status is Status.CERTAIN:
        return f"{answer} : {reason}. Aucun autre lieu n'est possible."
    if status is Status.PROBABLE:
        return f"{answer}, très probablement : {reason}. {_others(candidates)}"
    return _ambiguous(candidates, f"{answer} : {reason}")


def _ambiguous(candidates: tuple[Candidate, ...], best: str) -> str:
    if candidates[0].place.kind == "PAYS":
        return _FRENCH_ALGERIA
    if sum(candidate.place.kind == "ARM" for candidate in candidates) > 2:
        return "L'état civil code cette naissance par arrondissement : demandez lequel."
    if len(candidates) == 1:
        return f"Un seul lieu approche, {best}. Ce n'est pas assez sûr : vérifiez le nom."
    return f"Plusieurs lieux sont possibles, d'abord {best}. {_others(candidates)}"


def _not_found(elsewhere: bool) -> str:
    sentence = "Aucun lieu de naissance de ce nom dans ce département à cette date"
    if elsewhere:
        return f"{sentence} ; le même nom existe dans d'autres départements. Vérifiez le département."
    return f"{sentence}. Vérifiez le nom et le département."


def _others(candidates: tuple[Candidate, ...]) -> str:
    count = len(candidates) - 1
    if count == 0:
        return "Vérifiez le nom."
    names = ", ".join(f"{candidate.place.name} ({candidate.place.code})" for candidate in candidates[1:4])
    return f"{'Autre lieu possible' if count == 1 else 'Autres lieux possibles'} : {names}{'…' if count > 3 else '.'}"
