"""`GET /v1/donnees`: what the answers are made from."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from transcogage.document.answer import origin
from transcogage.document.answer_schema import Origine
from transcogage.http.caching import ReleaseRoute
from transcogage.http.route import index_of, json_response, refusals
from transcogage.resolution.release import Release

router = APIRouter(route_class=ReleaseRoute, tags=["Données"])


class Source(BaseModel):
    """Un fichier source et son empreinte."""

    fichier: str
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Donnees(Origine):
    """Ce que la base dit d'elle-même."""

    date_construction: Annotated[datetime, Field(description="Quand la base a été construite, en UTC")]
    sources: list[Source]
    nombres: Annotated[dict[str, int], Field(description="Nombre de lignes par table")]


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


def release_document(release: Release) -> dict[str, Any]:
    """All that a release says of itself."""
    return origin(release) | {
        "date_construction": release.built_at.isoformat(),
        "sources": [{"fichier": name, "sha256": digest} for name, digest in sorted(release.sources.items())],
        "nombres": dict(sorted(release.counts.items())),
    }
