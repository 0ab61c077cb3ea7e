"""Checking a code the caller already holds: what it was on a day, whether a birth then can bear it, what to use.

A code copied from digits 6 to 10 of a social-security number may be an extension code (domain.md section 3.14); one
kept from a commune's address today may be a successor's, or not yet be in force at the birth (domain.md section 1.1).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from transcogage.resolution.index import Index
from transcogage.resolution.model import Birthplace, Candidate, PlaceEvent, Relation

BEARS_THE_CODE = frozenset({Relation.NAME_AT_BIRTH, Relation.ARRONDISSEMENT})
"""Relations of a place that bore the code itself on the day."""


class CodeNature(StrEnum):
    """What a code is."""

    COMMUNE = "commune"
    ARRONDISSEMENT = "arrondissement"
    DELEGATED = "commune_deleguee"
    ASSOCIATED = "commune_associee"
    FORMER_TERRITORY = "ancien_territoire"
    EXTENSION = "code_extension"


_NATURE_OF_KIND = {
    "COM": CodeNature.COMMUNE,
    "ARM": CodeNature.ARRONDISSEMENT,
    "COMD": CodeNature.DELEGATED,
    "COMA": CodeNature.ASSOCIATED,
    "PAYS": CodeNature.FORMER_TERRITORY,
}


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """What is known of `code` on `day`.

    `valid`: a birth that day can bear it. `place`: what it designated then, if anything. `instead`: the code to use,
    when there is one (itself if valid). `others`: other places that the code may have been taken for, best first.
    `periods`: all that the code ever designated, oldest first.
    """

    code: str
    day: date
    nature: CodeNature
    valid: bool
    place: Birthplace | None
    instead: str | None
    others: tuple[Candidate, ...]
    periods: tuple[Birthplace, ...]
    explanation: str


class UnknownCodeError(ValueError):
    """No place ever had this code; the message says so in French."""

    def __init__(self) -> None:
        super().__init__("Ce code n'a jamais désigné de commune.")


def check_code(index: Index, code: str, day: date) -> CodeCheck:
    """Check `code` on `day`. Raises `UnknownCodeError` for a code that never designated anything."""
    if code in index.extension_codes:
        return _check_extension(index, code, day)
    periods = periods_of(index, code)
    place = _place_on(periods, day)
    candidates = _candidates(index, code, place, day)
    valid = place is not None and _is_borne_by_births(code, candidates)
    others = tuple(candidate for candidate in candidates if candidate.place.code != code)
    instead = code if valid else _instead(candidates, code)
    nature = _NATURE_OF_KIND[(place or periods[-1]).kind]
    return CodeCheck(code, day, nature, valid, place, instead, others, periods, _explain(code, place, valid, instead))


def _check_extension(index: Index, code: str, day: date) -> CodeCheck:
    commune = check_code(index, index.extension_codes[code], day)
    explanation = (
        f"Le {code} est un code d'extension, employé dans les numéros de sécurité sociale quand les naissances d'une "
        f"commune dépassent 999 par mois : ce n'est pas un code de commune. {commune.explanation}"
    )
    return CodeCheck(
        code, day, CodeNature.EXTENSION, False, None, commune.instead, commune.others, commune.periods, explanation
    )


def periods_of(index: Index, code: str) -> tuple[Birthplace, ...]:
    """All that a code ever designated, communes before their parts, oldest first. Raises `UnknownCodeError`."""
    places = index.places_of(code)
    if not places:
        raise UnknownCodeError
    ranks = list(_NATURE_OF_KIND)
    return tuple(sorted(places, key=lambda place: (place.period.start or date.min, ranks.index(place.kind))))


def _place_on(periods: tuple[Birthplace, ...], day: date) -> Birthplace | None:
    there = [place for place in periods if day in place.period]
    communes = [place for place in there if place.kind in ("COM", "ARM", "PAYS")]
    return next(iter(communes or there), None)


def _candidates(index: Index, code: str, place: Birthplace | None, day: date) -> tuple[Candidate, ...]:
    spans = index.spans_of(code)
    if spans is None:
        return (Candidate(place, 1.0, Relation.NAME_AT_BIRTH),) if place is not None else ()
    ordinal = day.toordinal()
    return next((span.candidates for span in spans if span.start <= ordinal < span.end), ())


def _is_borne_by_births(code: str, candidates: tuple[Candidate, ...]) -> bool:
    """Whether births of the day are written under the code: an arrondissement only when no other code may be."""
    bearer = next((candidate for candidate in candidates if candidate.place.code == code), None)
    if bearer is None or bearer.relation not in BEARS_THE_CODE:
        return False
    return bearer.relation is not Relation.ARRONDISSEMENT or len(candidates) == 1


def _instead(candidates: tuple[Candidate, ...], code: str) -> str | None:
    """The one code to use: the only candidate, or the commune of an arrondissement that births did not bear."""
    others = [candidate.place for candidate in candidates if candidate.place.code != code]
    return others[0].code if len(others) == 1 else None


def _explain(code: str, place: Birthplace | None, valid: bool, instead: str | None) -> str:
    if valid and place is not None:
        return f"Le {code} désigne bien {place.name} à cette date."
    if place is None:
        reason = f"Le {code} n'était pas en vigueur à cette date"
    elif place.kind in ("COMD", "COMA"):
        reason = f"Le {code} est à cette date celui d'une commune déléguée ou associée ({place.name})"
    else:
        reason = f"L'état civil n'emploie pas le {code} ({place.name}) pour une naissance à cette date"
    return f"{reason}. " + (
        f"Utilisez le {instead}." if instead else "Plusieurs codes sont possibles : précisez le lieu."
    )


def lineage_of(index: Index, code: str) -> tuple[PlaceEvent, ...]:
    """The events that led to the places of a code, and those that followed, oldest first.

    Raises `UnknownCodeError`. From the code's own events, backwards through those it came from, and forwards through
    those that took its ground.
    """
    if not index.places_of(code):
        raise UnknownCodeError
    found = dict.fromkeys(index.events_of(code))
    _follow(index, found, {code}, forwards=True)
    _follow(index, found, {code}, forwards=False)
    return tuple(sorted(found, key=lambda event: event.date))


def _follow(index: Index, found: dict[PlaceEvent, None], codes: set[str], forwards: bool) -> None:
    """Add the events of the communes that come after (or before) `codes`, from one to the next."""
    pending: list[tuple[str, date | None]] = [(code, None) for code in codes]
    seen = set(codes)
    while pending:
        code, since = pending.pop()
        for event in index.events_of(code):
            side, other = (event.before, event.after) if forwards else (event.after, event.before)
            if (
                side is None
                or other is None
                or side.code != code
                or (since is not None and _passed(event, since, forwards))
            ):
                continue
            found[event] = None
            if other.code not in seen and other.kind == "COM":
                seen.add(other.code)
                pending.append((other.code, event.date))


def _passed(event: PlaceEvent, since: date, forwards: bool) -> bool:
    return event.date < since if forwards else event.date > since
