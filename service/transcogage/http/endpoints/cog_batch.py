"""`POST /v1/cog/lot`: up to 1,000 birth places in one request.

`{"demandes": [{"id": …, the parameters of /v1/cog}]}`. Only the shape of the whole can be refused; whatever is wrong
with one question is reported in its place, and spoils no other.
"""

import asyncio
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from transcogage.document.answer import answer_document, to_json
from transcogage.document.answer_schema import ReponseAmbigue, ReponseCertaine, ReponseIntrouvable, ReponseProbable
from transcogage.http.bodies import JsonInteger, JsonObject, read_json
from transcogage.http.metrics import Metrics
from transcogage.http.problems import Erreur, described
from transcogage.http.route import DirectRoute, index_of, metrics_of, refusals, settings_of, unkept_response
from transcogage.parameters.errors import ErrorCode, ErrorDetail, InvalidParametersError
from transcogage.parameters.fields import PARAMETERS
from transcogage.parameters.query import read_query
from transcogage.parameters.reading import LONGEST_NAME_SHOWN, MOST_PARAMETERS, Parameter
from transcogage.resolution.index import Index
from transcogage.resolution.model import Query
from transcogage.resolution.resolver import resolve

router = APIRouter(route_class=DirectRoute, tags=["Résolution"])

LONGEST_TURN = 0.005
"""For how long, in seconds, a batch is worked on before the requests that wait have their turn."""

QUESTIONS = "demandes"
IDENTIFIER = "id"
MOST_QUESTIONS = 1_000
LONGEST_IDENTIFIER = 100
LARGEST_IDENTIFIER = 2**53 - 1
"""The largest whole number that every JSON reader keeps as it is (RFC 8259, section 6)."""

_EXAMPLE = (
    '{"demandes": [{"id": "1", "nomCommuneNaissance": "Cherbourg", "anneeDateNaissance": 1980, '
    '"codeCogInseeDepartementNaissance": "50"}]}'
)


def batch_schema() -> dict[str, Any]:
    """The JSON schema of a batch: an item has the parameters of `/v1/cog`, digits written as texts or as numbers."""
    identifier = {
        "type": ["string", "integer", "null"],
        "description": "Ce que vous voulez : repris dans la réponse. Peut se répéter, peut manquer.",
        "maxLength": LONGEST_IDENTIFIER,
        "minimum": -LARGEST_IDENTIFIER,
        "maximum": LARGEST_IDENTIFIER,
        "examples": ["dossier-1", 1],
    }
    item = {
        "type": "object",
        "properties": {IDENTIFIER: identifier} | {parameter.name: _member(parameter) for parameter in PARAMETERS},
        "required": [parameter.name for parameter in PARAMETERS if parameter.required],
        "additionalProperties": False,
    }
    questions = {"type": "array", "minItems": 1, "maxItems": MOST_QUESTIONS, "items": item}
    return {
        "type": "object",
        "properties": {QUESTIONS: questions},
        "required": [QUESTIONS],
        "additionalProperties": False,
    }


def _member(parameter: Parameter[Any]) -> dict[str, Any]:
    numbers = {"pattern": "^[0-9]{1,4}$"} if parameter.schema["type"] == "integer" else {}
    types = ["string", "integer"] if parameter.required else ["string", "integer", "null"]
    return numbers | parameter.schema | {"type": types, "description": parameter.description}


class _DuLot(BaseModel):
    id: Annotated[str | int | None, Field(description="L'identifiant de la demande ; null si elle n'en a pas")]


class ReponseCertaineDuLot(_DuLot, ReponseCertaine):
    """Un seul lieu de naissance est possible."""


class ReponseProbableDuLot(_DuLot, ReponseProbable):
    """Un lieu se détache (score de 0,9 ou plus) ; les autres sont listés."""


class ReponseAmbigueDuLot(_DuLot, ReponseAmbigue):
    """Plusieurs lieux, aucun assez probable ; tous sont listés, le plus probable d'abord."""


class ReponseIntrouvableDuLot(_DuLot, ReponseIntrouvable):
    """Aucun lieu de ce nom ; des noms proches sont proposés."""


class DemandeACorriger(_DuLot):
    """Une demande mal écrite, avec tout ce qui est à corriger."""

    erreurs: Annotated[list[Erreur], Field(min_length=1)]


class ReponsesDuLot(BaseModel):
    """Une réponse par demande, dans le même ordre."""

    reponses: list[
        ReponseCertaineDuLot | ReponseProbableDuLot | ReponseAmbigueDuLot | ReponseIntrouvableDuLot | DemandeACorriger
    ]


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a batch: its identifier, None without one, and what it asks, or all that is wrong with it."""

    identifier: str | int | None
    asked: Query | tuple[ErrorDetail, ...]


@router.post(
    "/v1/cog/lot",
    operation_id="resoudreLieuxNaissance",
    summary="Codes COG de plusieurs lieux de naissance",
    description="De 1 à 1 000 demandes en un envoi, chacune avec les paramètres de `GET /v1/cog` ; ce qui n'a que "
    "des chiffres peut être un texte ou un nombre. Chaque demande reçoit, dans le même ordre et avec son `id`, la "
    "réponse qu'elle recevrait seule, ou ce qui est à corriger (`erreurs`) : une demande mal écrite ne gêne pas les "
    "autres.",
    response_model=None,
    response_description="Une réponse par demande",
    openapi_extra={"requestBody": {"required": True, "content": {"application/json": {"schema": batch_schema()}}}},
    responses={200: {"model": ReponsesDuLot}, **refusals(413, 415, 422, 500, 503)},
)
async def resolve_birthplaces(request: Request) -> Response:
    """Read the body, then read, resolve and render each item."""
    index, metrics = index_of(request), metrics_of(request)
    items = _items_of(await read_json(request, settings_of(request).max_body_size))
    answers = []
    turn_ends = perf_counter() + LONGEST_TURN
    for item in items:
        answers.append(to_json(_answer(index, metrics, item)))
        if perf_counter() > turn_ends:
            await asyncio.sleep(0)
            turn_ends = perf_counter() + LONGEST_TURN
    return unkept_response(b'{"reponses":[' + b",".join(answers) + b"]}")


def _answer(index: Index, metrics: Metrics, item: Item) -> dict[str, Any]:
    if not isinstance(item.asked, Query):
        return {"id": item.identifier, "erreurs": described(item.asked)}
    answer = resolve(index, item.asked)
    metrics.count_answer(answer.status)
    return {"id": item.identifier} | answer_document(answer, index.release)


def _items_of(body: Any) -> Iterator[Item]:
    """The questions of a body read by `bodies.read_json`, in order, each read when its turn comes.

    Raises `InvalidParametersError` when the body has not the shape of a batch.
    """
    return (_item(question) for question in _questions(body))


def _questions(body: Any) -> list[Any]:
    if not isinstance(body, JsonObject):
        raise _misshapen(None, ErrorCode.MALFORMED, f"Envoyez un objet JSON, par exemple {_EXAMPLE}.")
    details = [_unknown_member(name) for name in dict.fromkeys(name for name, _ in body.pairs) if name != QUESTIONS]
    given = [value for name, value in body.pairs if name == QUESTIONS]
    if not given:
        details.append(
            ErrorDetail(QUESTIONS, ErrorCode.MISSING, f"Ajoutez la liste des demandes, par exemple {_EXAMPLE}.")
        )
    elif len(given) > 1:
        details.append(
            ErrorDetail(QUESTIONS, ErrorCode.REPEATED, "Cette liste est donnée plusieurs fois : gardez-en une.")
        )
    elif not isinstance(given[0], list):
        details.append(
            ErrorDetail(QUESTIONS, ErrorCode.MALFORMED, f"Donnez une liste de demandes, par exemple {_EXAMPLE}.")
        )
    elif not 1 <= len(given[0]) <= MOST_QUESTIONS:
        message = f"Donnez de 1 à {MOST_QUESTIONS} demandes ; il y en a {len(given[0])}."
        details.append(ErrorDetail(QUESTIONS, ErrorCode.OUT_OF_RANGE, message))
    if details:
        raise InvalidParametersError(details)
    questions: list[Any] = given[0]
    return questions


def _item(question: Any) -> Item:
    if not isinstance(question, JsonObject):
        message = "Cette demande n'est pas un objet JSON : suivez l'exemple de la documentation, sur /docs."
        return Item(None, (ErrorDetail(None, ErrorCode.MALFORMED, message),))
    identifier, details = _identifier([value for name, value in question.pairs if name == IDENTIFIER])
    given = [(name, value) for name, value in question.pairs if name != IDENTIFIER and value is not None]
    if len(given) > MOST_PARAMETERS:
        message = f"Cette demande a plus de {MOST_PARAMETERS} paramètres : gardez ceux de la documentation, sur /docs."
        return Item(identifier, (*details, ErrorDetail(None, ErrorCode.TOO_MANY, message)))
    try:
        query = read_query(given)
    except InvalidParametersError as error:
        return Item(identifier, (*details, *error.details))
    return Item(identifier, details or query)


def _identifier(given: list[Any]) -> tuple[str | int | None, tuple[ErrorDetail, ...]]:
    """The identifier, None when there is none or it cannot be used, and what is wrong with it."""
    if len(given) > 1:
        message = "L'identifiant est donné plusieurs fois : gardez-en un seul."
        return None, (ErrorDetail(IDENTIFIER, ErrorCode.REPEATED, message),)
    value = given[0] if given else None
    if isinstance(value, JsonInteger):
        if len(value) <= 17 and abs(int(value)) <= LARGEST_IDENTIFIER:
            return int(value), ()
    elif value is None or (isinstance(value, str) and len(value) <= LONGEST_IDENTIFIER and "\ufffd" not in value):
        return value, ()
    message = (
        f"Donnez comme identifiant un texte de {LONGEST_IDENTIFIER} caractères au plus, ou un entier d'au plus "
        f"{LARGEST_IDENTIFIER}."
    )
    return None, (ErrorDetail(IDENTIFIER, ErrorCode.MALFORMED, message),)


def _unknown_member(name: str) -> ErrorDetail:
    names = [parameter.name for parameter in PARAMETERS]
    if name in names:
        advice = f"Placez-le dans une demande de la liste « {QUESTIONS} »."
    elif difflib.get_close_matches(name[:LONGEST_NAME_SHOWN], [QUESTIONS]):
        advice = f"Vouliez-vous écrire {QUESTIONS} ?"
    else:
        advice = f"Le corps n'a qu'un membre, {QUESTIONS}."
    return ErrorDetail(name[:LONGEST_NAME_SHOWN], ErrorCode.UNKNOWN, f"Ce membre n'existe pas. {advice}")


def _misshapen(parameter: str | None, code: ErrorCode, message: str) -> InvalidParametersError:
    return InvalidParametersError([ErrorDetail(parameter, code, message)])
