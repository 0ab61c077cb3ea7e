"""The code instead of the name: from a call and the answer to its triplet, what the upstream is sent.

The name and the department give way to the code, at the same place; the country is added when absent; nothing else
moves. Staging answers by exact match of the parameters, and a name left beside the code would no longer match
(domain.md section 5.4).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from transcogage.particulier.contract import BirthParameters
from transcogage.particulier.query_string import QueryString
from transcogage.particulier.refusals import RefusalCode, RefusalError
from transcogage.resolution.answer import Answer
from transcogage.resolution.model import FRANCE, NoteCode, Status

ACCEPTED_BY_UPSTREAM = "api_particulier"
"""The usage of an alternative code that replaces one the upstream refuses: 2A004 for 20004, Ajaccio before 1976
(domain.md section 5.3).
"""

MAY_BE_ABROAD = frozenset({NoteCode.FRENCH_ALGERIA, NoteCode.FORMER_TERRITORY})

Render = Callable[[Answer], Mapping[str, Any]]
"""How an answer is shown to a caller, in `meta`: as `GET /v1/cog` answers."""

READING = "lecture"
"""What was read of the question is left out: an error holds no value of the caller's, for errors are logged."""


class IfAmbiguous(StrEnum):
    """What the caller may prefer to a refusal, of a place that is not sure (header `X-Transcogage-Si-Ambigu`)."""

    OMIT = "omettre"
    BEST = "meilleur"


@dataclass(frozen=True, slots=True)
class Substitution:
    """What the upstream is sent, and what the caller reads of it in headers."""

    query_string: bytes
    headers: dict[str, str]


def substitute(
    query: QueryString, names: BirthParameters, answer: Answer, if_ambiguous: IfAmbiguous | None, render: Render
) -> Substitution:
    """Put the code of `answer` in the call.

    Raises `RefusalError` when there is none to send, or when the birth place is no longer French.
    """
    headers = {"X-Transcogage-Statut": answer.status.value, "X-Transcogage-Score": str(round(answer.score, 4))}
    try:
        code = _code_to_use(answer, names, if_ambiguous)
    except RefusalError as refusal:
        refusal.meta |= {member: value for member, value in render(answer).items() if member != READING}
        refusal.headers |= headers
        raise
    country_given = bool(query.values(names.country))
    replaced, replacements = {names.name, names.department, names.commune}, []
    if code is None:
        _refuse_doubtful_country(answer, names, country_given)
    else:
        sent = next((other.code for other in answer.alternatives if other.usage == ACCEPTED_BY_UPSTREAM), code)
        headers |= {"X-Transcogage-Code": code, "X-Transcogage-Code-Transmis": sent}
        replacements.append((names.commune, sent))
    if not country_given:
        replaced.add(names.country)
        replacements.append((names.country, FRANCE))
    return Substitution(query.with_replaced(replaced, replacements), headers)


def _code_to_use(answer: Answer, names: BirthParameters, if_ambiguous: IfAmbiguous | None) -> str | None:
    """The code to call with; None to call without."""
    if answer.country not in (None, FRANCE):
        detail = (
            f"{answer.explanation} Remplacez {names.name} et {names.department} par {names.country}={answer.country}."
        )
        raise RefusalError(RefusalCode.FORMER_TERRITORY, detail, parameter=names.country)
    if answer.code is not None:
        return answer.code
    if if_ambiguous is IfAmbiguous.OMIT:
        return None
    if answer.status is Status.NOT_FOUND:
        raise RefusalError(RefusalCode.NOT_FOUND, answer.explanation, parameter=names.name)
    best = answer.candidates[0].place
    if if_ambiguous is IfAmbiguous.BEST and best.country == FRANCE:
        return best.code
    raise RefusalError(RefusalCode.AMBIGUOUS, answer.explanation, parameter=names.name)


def _refuse_doubtful_country(answer: Answer, names: BirthParameters, country_given: bool) -> None:
    """Without the commune, the country is all that is left of the place: it is not guessed when it may be another
    (domain.md section 5.2).
    """
    doubts = [note.message for note in answer.notes if note.code in MAY_BE_ABROAD]
    if doubts and not country_given:
        raise RefusalError(RefusalCode.MISSING, f"{doubts[0]} Sinon, donnez {FRANCE}.", parameter=names.country)
