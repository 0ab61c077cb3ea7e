"""`GET /v1/lieux`: communes and countries in one list, while a birth place is typed."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from transcogage.document.found_places import LieuxTrouves, places_document
from transcogage.http.caching import ReleaseRoute
from transcogage.http.endpoints.communes import PARAMETERS
from transcogage.http.route import index_of, json_response, refusals
from transcogage.parameters.reading import documented, split_query_string
from transcogage.parameters.search import read_search
from transcogage.resolution.places import search_places

router = APIRouter(route_class=ReleaseRoute, tags=["Communes"])


@router.get(
    "/v1/lieux",
    operation_id="chercherLieux",
    summary="Communes et pays en une liste, pendant la frappe",
    description="Pour saisir un lieu de naissance, en France ou à l'étranger : les communes comme `/v1/communes`, avec "
    "les pays. D'abord tous les lieux qui portent le nom tapé, les communes avant les pays ; puis les communes dont le "
    "nom commence ainsi, et les pays ; les pays d'abord quand le département est 99 (étranger). "
    "`total` dit combien il y en a en tout.",
    response_model=None,
    response_description="Les lieux, le meilleur d'abord",
    openapi_extra={"parameters": documented(PARAMETERS)},
    responses={200: {"model": LieuxTrouves}, **refusals(422, 500, 503)},
)
async def search_any_place(request: Request) -> Response:
    """Read what is typed, search, render."""
    index = index_of(request)
    search = read_search(split_query_string(request.scope["query_string"]), PARAMETERS)
    found = search_places(index, search.text, search.period, search.department, search.limit)
    return json_response(places_document(found, index.departments))
