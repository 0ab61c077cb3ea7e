"""`GET /v1/pays`: the code of a country or territory as of a year, former states included."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from transcogage.document.places import country_rows
from transcogage.document.schemas_places import PaysTrouves
from transcogage.http.caching import ReleaseRoute
from transcogage.http.route import index_of, json_response, refusals
from transcogage.http.searching import COUNTRY_SEARCH, documented, read_search
from transcogage.parameters.reading import split_query_string

router = APIRouter(route_class=ReleaseRoute, tags=["Pays"])


@router.get(
    "/v1/pays",
    operation_id="chercherPays",
    summary="Code d'un pays ou territoire à une date",
    description="Pour une naissance à l'étranger : le code 99xxx du pays tel qu'il était l'année de la naissance. "
    "L'Ukraine de 1980 relève de l'URSS (99123), celle de 2000 de son propre code (99155).",
    response_model=None,
    response_description="Les pays, le meilleur d'abord",
    openapi_extra={"parameters": documented(COUNTRY_SEARCH)},
    responses={200: {"model": PaysTrouves}, **refusals(422, 500, 503)},
)
async def search_countries(request: Request) -> Response:
    """Read what is typed, search, render."""
    index = index_of(request)
    search = read_search(split_query_string(request.scope["query_string"]), COUNTRY_SEARCH)
    return json_response(country_rows(index.countries.search(search.text, search.period, search.limit)))
