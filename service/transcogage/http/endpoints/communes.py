"""`GET /v1/communes`: the communes of yesterday and today, while a name is typed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, RootModel
from starlette.responses import Response

from transcogage.document.answer import iso_day
from transcogage.document.answer_schema import CodeCommune
from transcogage.http.caching import ReleaseRoute
from transcogage.http.route import index_of, json_response, refusals
from transcogage.parameters.reading import documented, split_query_string
from transcogage.parameters.search import AT_YEAR, IN_DEPARTMENT, LIMIT, TEXT, read_search
from transcogage.resolution.model import INSEE_ORIGIN, Birthplace

router = APIRouter(route_class=ReleaseRoute, tags=["Communes"])

PARAMETERS = (TEXT, AT_YEAR, IN_DEPARTMENT, LIMIT)


class CommuneTrouvee(BaseModel):
    """Une commune proposée pendant la frappe."""

    code: CodeCommune
    nom: str
    code_departement: str
    nom_departement: str | None
    codes_postaux: Annotated[list[str], Field(description="Codes postaux d'aujourd'hui ; vide pour certains lieux")]
    date_debut: Annotated[date, Field(description="Premier jour ; 1943-01-01 si la période commence avant")]
    date_fin: Annotated[date | None, Field(description="Jour qui suit le dernier ; null si la commune existe encore")]


class CommunesTrouvees(RootModel[list[CommuneTrouvee]]):
    """Les communes proposées, la plus connue d'abord."""


@router.get(
    "/v1/communes",
    operation_id="chercherCommunes",
    summary="Communes d'hier et d'aujourd'hui, pendant la frappe",
    description="Propose les communes et arrondissements dont le nom commence par ce qui est tapé, les plus peuplés "
    "d'abord : accents, traits d'union et ordre des mots ne comptent pas, les anciennes communes sont comprises avec "
    "leur période. Un code postal entier est compris aussi.",
    response_model=None,
    response_description="Les communes, la plus connue d'abord",
    openapi_extra={"parameters": documented(PARAMETERS)},
    responses={200: {"model": CommunesTrouvees}, **refusals(422, 500, 503)},
)
async def search_communes(request: Request) -> Response:
    """Read what is typed, search, render."""
    index = index_of(request)
    search = read_search(split_query_string(request.scope["query_string"]), PARAMETERS)
    places = index.communes.search(search.text, search.period, search.department, search.limit)
    return json_response(_rows(places, index.departments))


def _rows(places: Iterable[Birthplace], departments: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows of the autocomplete."""
    return [
        {
            "code": place.code,
            "nom": place.name,
            "code_departement": place.department,
            "nom_departement": departments.get(place.department),
            "codes_postaux": sorted(place.postal_codes),
            "date_debut": iso_day(place.period.start or INSEE_ORIGIN),
            "date_fin": iso_day(place.period.end),
        }
        for place in places
    ]
