"""`GET /v1/communes`: the communes of yesterday and today, while a name is typed."""

from fastapi import APIRouter, Request
from pydantic import RootModel
from starlette.responses import Response

from transcogage.document.found_places import CommuneTrouvee, commune_row
from transcogage.http.caching import ReleaseRoute
from transcogage.http.route import index_of, json_response, refusals
from transcogage.parameters.reading import documented, split_query_string
from transcogage.parameters.search import AT_YEAR, IN_DEPARTMENT, LIMIT, TEXT, read_search

router = APIRouter(route_class=ReleaseRoute, tags=["Communes"])

PARAMETERS = (TEXT, AT_YEAR, IN_DEPARTMENT, LIMIT)


class CommunesTrouvees(RootModel[list[CommuneTrouvee]]):
    """Les communes proposées, la meilleure d'abord."""


@router.get(
    "/v1/communes",
    operation_id="chercherCommunes",
    summary="Communes d'hier et d'aujourd'hui, pendant la frappe",
    description="Propose les communes, leurs communes déléguées et associées et les arrondissements : d'abord tous "
    "ceux qui portent le nom tapé, puis ceux dont le nom commence ainsi, les plus peuplés d'abord. Accents, traits "
    "d'union et ordre des mots ne comptent pas ; les anciennes communes sont comprises, avec leur période. Un code "
    "postal entier (d'anciennes communes aussi), un code INSEE, un département à côté du nom (« Saint-Denis 93 ») et, "
    "quand rien ne commence ainsi, une faute de frappe sont compris. Avec les pays dans la même liste : `/v1/lieux`.",
    response_model=None,
    response_description="Les communes, la meilleure d'abord",
    openapi_extra={"parameters": documented(PARAMETERS)},
    responses={200: {"model": CommunesTrouvees}, **refusals(422, 500, 503)},
)
async def search_communes(request: Request) -> Response:
    """Read what is typed, search, render."""
    index = index_of(request)
    search = read_search(split_query_string(request.scope["query_string"]), PARAMETERS)
    found = index.communes.search(search.text, search.period, search.department, search.limit)
    return json_response([commune_row(row, index.departments) for row in found.rows])
