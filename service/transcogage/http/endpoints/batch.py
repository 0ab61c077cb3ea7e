"""`POST /v1/cog/lot`: up to 1,000 birth places in one request."""

import asyncio
from time import perf_counter
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from transcogage.document.answers import answer_document, to_json
from transcogage.document.schemas_batch import ReponsesDuLot
from transcogage.http.batch import Item, batch_schema, items_of
from transcogage.http.bodies import read_json
from transcogage.http.metrics import Metrics
from transcogage.http.problems import described
from transcogage.http.route import DirectRoute, index_of, metrics_of, refusals, settings_of, unkept_response
from transcogage.resolution.index import Index
from transcogage.resolution.model import Query
from transcogage.resolution.resolver import resolve

router = APIRouter(route_class=DirectRoute, tags=["Résolution"])

LONGEST_TURN = 0.005
"""For how long, in seconds, a batch is worked on before the requests that wait have their turn."""


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
    items = items_of(await read_json(request, settings_of(request).max_body_size))
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
