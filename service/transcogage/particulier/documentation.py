"""The three operations, as the OpenAPI specification documents them.

`EXAMPLES` are real answers, recorded by `python -m tests.particulier.record_examples` against the stand-in upstream.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import Security
from fastapi.security import APIKeyHeader, HTTPBearer

from transcogage.document.answer_schema import COMMUNE_CODE_PATTERN
from transcogage.particulier import contract
from transcogage.particulier.contract import V2, V3, BirthParameters
from transcogage.particulier.proxy import IF_AMBIGUOUS_HEADER, RETRY_HEADER
from transcogage.particulier.schemas import (
    CompositionFamiliale,
    ErreurCompositionFamiliale,
    ErreursQuotientFamilial,
    QuotientFamilial,
)

TAG = {
    "name": "Quotient familial",
    "description": "API Particulier (quotient familial CAF et MSA), avec le nom de la commune de naissance au lieu de "
    "son code. Ces adresses sont celles d'API Particulier : seul l'hôte change.",
}

EXAMPLES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))
"""Real calls and answers: `operation`, `name`, `summary`, `url`, `status`, `body`."""

_BEARER = HTTPBearer(
    scheme_name="jeton", description="Le jeton d'API Particulier, ou celui de FranceConnect.", auto_error=False
)
_API_KEY = APIKeyHeader(
    name="X-Api-Key", scheme_name="cle", description="Le jeton d'API Particulier, pour la v2.", auto_error=False
)

_STATUSES = {
    400: "API Particulier refuse un paramètre, ou n'identifie personne",
    401: "API Particulier refuse le jeton",
    404: "API Particulier a identifié la personne, qui n'a pas de dossier",
    409: "Le même appel est déjà en cours : attendez sa réponse",
    422: "Un paramètre est à corriger, ou personne n'est identifié : `code` dit qui le refuse",
    429: "Trop d'appels : attendez le nombre de secondes de `Retry-After`",
    502: "API Particulier a échoué, ou sa réponse ne peut pas être transmise",
    503: "API Particulier est indisponible, ou ce service n'y est pas relié",
    504: "API Particulier n'a pas répondu à temps",
}
_OURS_500 = {
    "description": "Erreur interne",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Probleme"}}},
}


def _responses(answer: type, error: type, resolved: bool, *statuses: int) -> dict[int | str, dict[str, Any]]:
    responses: dict[int | str, dict[str, Any]] = {200: {"model": answer}}
    if resolved:
        responses[200]["headers"] = _RESOLUTION_HEADERS
    for status in statuses:
        responses[status] = {"model": error, "description": _STATUSES[status]}
    return responses | {500: _OURS_500}


def _header(description: str, pattern: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string", "pattern": pattern}}


_RESOLUTION_HEADERS = {
    "X-Transcogage-Statut": _header(
        "Absent si l'appel contenait déjà le code", "^(certain|probable|ambigu|introuvable)$"
    ),
    "X-Transcogage-Score": _header("Probabilité que le lieu trouvé soit le bon", r"^[01](\.[0-9]+)?$"),
    "X-Transcogage-Code": _header("Le code à la naissance", COMMUNE_CODE_PATTERN),
    "X-Transcogage-Code-Transmis": _header(
        "Le code envoyé à API Particulier, qui refuse les codes corses d'avant 1976 : 20004 y est envoyé 2A004",
        COMMUNE_CODE_PATTERN,
    ),
}


def _query(name: str, description: str, example: Any, required: bool = False, **schema: Any) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": description,
        "schema": {"type": "string"} | schema | {"examples": [example]},
    }


def _request_header(name: str, description: str, example: str, **schema: Any) -> dict[str, Any]:
    return _query(name, description, example, **schema) | {"in": "header"}


_RECIPIENT = "SIRET de l'administration destinataire des données."
_PERIOD = [
    _query("annee", "Année du quotient familial recherché.", 2026, type="integer"),
    _query("mois", "Mois du quotient familial recherché.", 5, type="integer"),
]
_FORWARDED = [
    _request_header("X-Delegation-Id", "Délégation d'un éditeur ; transmis tel quel.", "5f0c9f3e"),
    _request_header("Cache-Control", "`no-cache` : sans le cache d'API Particulier.", "no-cache"),
    _request_header("X-Request-ID", "Transmis tel quel.", "2f7a"),
]
_RETRY = _request_header(
    RETRY_HEADER,
    "`oui` : un second essai si la connexion échoue, ou sur 502 ou 503.",
    "oui",
    enum=["oui"],
)
_IF_AMBIGUOUS = _request_header(
    IF_AMBIGUOUS_HEADER,
    "Que faire d'un lieu ambigu, plutôt que le refuser : `omettre` appelle sans commune (d'un lieu introuvable aussi), "
    "`meilleur` avec le lieu le plus probable.",
    "omettre",
    enum=["omettre", "meilleur"],
)


def _identity(birth: BirthParameters, sex: str, first_names_required: bool) -> list[dict[str, Any]]:
    return [
        _query("nomNaissance", "Nom de naissance.", "EXEMPLE", required=True),
        _query("nomUsage", "Nom d'usage.", "FICTIF"),
        _query(
            "prenoms[]",
            "Un prénom ; répété pour chacun, trois au plus.",
            ["ALIX", "CAMILLE"],
            required=first_names_required,
            type="array",
            items={"type": "string"},
            minItems=1,
            maxItems=3,
        ),
        _query(sex, "Sexe à l'état civil.", "F", required=True, enum=["M", "F"]),
        _query(birth.year, "Année de naissance ; nécessaire avec le nom de la commune.", 1980, type="integer"),
        _query(birth.month, "Mois de naissance ; sert aussi à trouver le code.", 6, type="integer"),
        _query(birth.day, "Jour de naissance ; sert aussi à trouver le code.", 15, type="integer"),
        _query(
            birth.country,
            "Code du pays de naissance ; 99100 est ajouté avec le code de la commune trouvée.",
            "99100",
        ),
        _query(
            birth.commune, "Code de la commune à la naissance ; s'il est donné, l'appel est transmis tel quel.", "50129"
        ),
        _query(
            birth.name,
            f"Nom de la commune de naissance, d'aujourd'hui ou d'alors, avec {birth.department} et {birth.year}, au "
            f"lieu de {birth.commune}.",
            "Cherbourg",
        ),
        _query(birth.department, "Département de la commune, d'aujourd'hui ou d'alors.", "50"),
    ]


_DETAILS = (
    "Ce qui est reçu d'API Particulier est rendu tel quel. Les refus de ce service ont la même forme, et un code qui "
    "commence par TRANSCOGAGE_. Rien n'est conservé d'un appel."
)
_BY_NAME = (
    "Quand le nom de la commune et le département sont donnés à la place du code, le code en vigueur à la naissance "
    "est cherché, puis envoyé à leur place à API Particulier ; le reste de l'appel ne change pas. "
)

OPERATIONS: Mapping[str, dict[str, Any]] = {
    contract.IDENTITY_PATH: {
        "operation_id": "lireQuotientFamilialIdentite",
        "summary": "Quotient familial, par l'identité (v3)",
        "description": _BY_NAME + _DETAILS,
        "response_description": "Le quotient familial et la famille",
        "responses": _responses(
            QuotientFamilial, ErreursQuotientFamilial, True, 401, 404, 409, 422, 429, 502, 503, 504
        ),
        "dependencies": [Security(_BEARER)],
        "openapi_extra": {
            "parameters": [
                _query("recipient", _RECIPIENT, "13002526500013", required=True),
                *_identity(V3.birth, "sexeEtatCivil", first_names_required=True),
                *_PERIOD,
                _IF_AMBIGUOUS,
                _RETRY,
                *_FORWARDED,
            ]
        },
    },
    contract.FRANCE_CONNECT_PATH: {
        "operation_id": "lireQuotientFamilialFranceConnect",
        "summary": "Quotient familial, par FranceConnect (v3)",
        "description": f"L'appel est transmis tel quel : FranceConnect donne déjà le code. {_DETAILS}",
        "response_description": "Le quotient familial et la famille",
        "responses": _responses(
            QuotientFamilial, ErreursQuotientFamilial, False, 401, 404, 409, 422, 429, 502, 503, 504
        ),
        "dependencies": [Security(_BEARER)],
        "openapi_extra": {
            "parameters": [
                _query("recipient", _RECIPIENT, "13002526500013", required=True),
                *_PERIOD,
                _RETRY,
                *_FORWARDED,
            ]
        },
    },
    contract.FAMILY_PATH: {
        "operation_id": "lireCompositionFamilialeV2",
        "summary": "Quotient familial et composition de la famille (v2)",
        "description": f"La version 2 d'API Particulier, dépréciée mais en service. {_BY_NAME}{_DETAILS}",
        "response_description": "Le quotient familial et la famille",
        "deprecated": True,
        "responses": _responses(
            CompositionFamiliale, ErreurCompositionFamiliale, True, 400, 401, 404, 409, 422, 429, 502, 503, 504
        ),
        "dependencies": [Security(_API_KEY), Security(_BEARER)],
        "openapi_extra": {
            "parameters": [
                _query("recipient", _RECIPIENT, "13002526500013"),
                *_identity(V2.birth, "sexe", first_names_required=False),
                *_PERIOD,
                _IF_AMBIGUOUS,
                _RETRY,
                *_FORWARDED,
            ]
        },
    },
}
"""By path: what FastAPI needs to document each operation."""
