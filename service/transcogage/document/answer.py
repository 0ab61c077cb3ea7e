"""The JSON of an answer, the same for every route, the command line and the proxy; `answer_schema` documents it."""

from datetime import date
from typing import Any

import orjson

from transcogage.resolution.answer import Answer
from transcogage.resolution.events import event_label
from transcogage.resolution.model import INSEE_ORIGIN, Birthplace, Candidate, Event, Reading
from transcogage.resolution.release import Release

SCORE_DECIMALS = 4


def to_json(document: Any) -> bytes:
    """Compact JSON in UTF-8."""
    return orjson.dumps(document)


def answer_document(answer: Answer, release: Release) -> dict[str, Any]:
    """An answer, under the public names. `commune` is the first candidate when it is the answer, and null otherwise."""
    code = answer.code
    places = [place_document(candidate.place) for candidate in answer.candidates]
    return {
        "statut": answer.status,
        "code_cog_insee_commune_naissance": code,
        "code_cog_insee_pays_naissance": answer.country,
        "score": round(answer.score, SCORE_DECIMALS),
        "commune": places[0] if code else None,
        "candidats": [_candidate(candidate, place) for candidate, place in zip(answer.candidates, places, strict=True)],
        "codes_alternatifs": [
            {"code": other.code, "usage": other.usage, "motif": other.reason} for other in answer.alternatives
        ],
        "explication": answer.explanation,
        "lecture": _reading(answer.reading),
        "avertissements": [{"code": note.code, "message": note.message} for note in answer.notes],
        "donnees": origin(release),
    }


def origin(release: Release) -> dict[str, Any]:
    """The release an answer comes from."""
    return {"millesime": release.vintage, "version": release.version}


def _reading(read: Reading) -> dict[str, Any]:
    """What was read of the question."""
    return {
        "nom": read.name,
        "departement": read.department,
        "code_postal": read.postal_code,
        "code_commune": read.current_code,
        "pays": read.country,
        "arrondissement": read.arrondissement,
    }


def _candidate(candidate: Candidate, place: dict[str, Any]) -> dict[str, Any]:
    """A candidate: its place's document, and what leads to it."""
    return place | {
        "score": round(candidate.score, SCORE_DECIMALS),
        "relation": candidate.relation,
        "filiation": [_event(event) for event in candidate.place.lineage],
    }


def place_document(place: Birthplace) -> dict[str, Any]:
    """A place, without what leads to it."""
    return {
        "code": place.code,
        "nom": place.name,
        "type": place.kind,
        "code_departement": place.department,
        "date_debut": iso_day(place.period.start or INSEE_ORIGIN),
        "date_fin": iso_day(place.period.end),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "date": iso_day(event.date),
        "evenement": event.kind,
        "libelle": event_label(event.kind),
        "vers": {"code": event.code, "nom": event.name},
    }


def iso_day(day: date | None) -> str | None:
    """A day as AAAA-MM-JJ."""
    return day.isoformat() if day else None
