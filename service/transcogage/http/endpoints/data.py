"""`GET /v1/donnees`: what the answers are made from."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from transcogage.document.answers import release_document
from transcogage.document.schemas import Donnees
from transcogage.http.caching import ReleaseRoute
from transcogage.http.route import index_of, json_response, refusals

router = APIRouter(route_class=ReleaseRoute, tags=["Données"])


@router.get(
    "/v1/donnees",
    operation_id="lireDonnees",
    summary="Provenance des données",
    description="Le millésime du COG, les fichiers sources et leurs empreintes, les nombres de lignes, la date de "
    "construction.",
    response_model=None,
    response_description="Ce que la base dit d'elle-même",
    responses={200: {"model": Donnees}, **refusals(500, 503)},
)
async def read_release(request: Request) -> Response:
    """Say which release is served."""
    return json_response(release_document(index_of(request).release))
