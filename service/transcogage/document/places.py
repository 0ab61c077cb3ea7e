"""From communes, codes, events and countries to the JSON of the contract."""

from collections.abc import Iterable, Mapping
from typing import Any

from transcogage.document.answers import SCORE_DECIMALS, origin, place_document, rendered_day
from transcogage.resolution.codes import CodeCheck
from transcogage.resolution.countries import Country
from transcogage.resolution.events import event_label
from transcogage.resolution.model import INSEE_ORIGIN, Birthplace, PlaceEvent, PlaceName
from transcogage.resolution.release import Release


def commune_rows(places: Iterable[Birthplace], departments: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows of the autocomplete."""
    return [
        {
            "code": place.code,
            "nom": place.name,
            "code_departement": place.department,
            "nom_departement": departments.get(place.department),
            "codes_postaux": sorted(place.postal_codes),
            "date_debut": rendered_day(place.period.start or INSEE_ORIGIN),
            "date_fin": rendered_day(place.period.end),
        }
        for place in places
    ]


def country_rows(countries: Iterable[Country]) -> list[dict[str, Any]]:
    """Rows of the countries; unlike communes, a period without a known start says null."""
    return [
        {
            "code": country.code,
            "nom": country.name,
            "date_debut": rendered_day(country.period.start),
            "date_fin": rendered_day(country.period.end),
        }
        for country in countries
    ]


def check_document(check: CodeCheck, release: Release) -> dict[str, Any]:
    """What a code was on a date."""
    return {
        "code": check.code,
        "date": rendered_day(check.day),
        "nature": check.nature,
        "valide": check.valid,
        "lieu": place_document(check.place) if check.place is not None else None,
        "code_a_utiliser": check.instead,
        "autres_lieux": [
            place_document(candidate.place) | {"score": round(candidate.score, SCORE_DECIMALS)}
            for candidate in check.others
        ],
        "explication": check.explanation,
        "periodes": [place_document(place) for place in check.periods],
        "donnees": origin(release),
    }


def lineage_document(
    code: str, periods: Iterable[Birthplace], events: Iterable[PlaceEvent], release: Release
) -> dict[str, Any]:
    """The history of a code."""
    return {
        "code": code,
        "periodes": [place_document(place) for place in periods],
        "evenements": [
            {
                "date": rendered_day(event.date),
                "evenement": event.kind,
                "libelle": event_label(event.kind),
                "avant": _side(event.before),
                "apres": _side(event.after),
            }
            for event in events
        ],
        "donnees": origin(release),
    }


def _side(name: PlaceName | None) -> dict[str, str] | None:
    return {"type": name.kind, "code": name.code, "nom": name.name} if name is not None else None
