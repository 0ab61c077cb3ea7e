"""`GET /v1/cog`: the code a birth place had at birth."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from transcogage.document.answer import answer_document
from transcogage.document.answer_schema import Reponse
from transcogage.http.caching import ReleaseRoute
from transcogage.http.route import index_of, json_response, metrics_of, refusals
from transcogage.parameters.fields import PARAMETERS
from transcogage.parameters.query import read_query
from transcogage.parameters.reading import documented, split_query_string
from transcogage.resolution.resolver import resolve

router = APIRouter(route_class=ReleaseRoute, tags=["Résolution"])


@router.get(
    "/v1/cog",
    operation_id="resoudreLieuNaissance",
    summary="Code COG d'un lieu de naissance",
    description="Donne le code INSEE (COG) en vigueur le jour de la naissance, à partir du nom de la commune "
    "(d'aujourd'hui ou d'alors), de l'année et du département. La réponse dit si elle est sûre, pourquoi, et quels "
    "autres lieux sont possibles. Une question bien posée reçoit toujours une réponse 200, même « introuvable ».",
    response_model=None,
    response_description="La réponse, selon son `statut`",
    openapi_extra={"parameters": documented(PARAMETERS)},
    responses={200: {"model": Reponse}, **refusals(422, 500, 503)},
)
async def resolve_birthplace(request: Request) -> Response:
    """Read the parameters, resolve, render."""
    index = index_of(request)
    query = read_query(split_query_string(request.scope["query_string"]))
    answer = resolve(index, query)
    metrics_of(request).count_answer(answer.status)
    return json_response(answer_document(answer, index.release))
