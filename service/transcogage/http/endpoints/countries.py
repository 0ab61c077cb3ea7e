"""`GET /v1/pays`: the code of a country or territory as of a year, former states included."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, RootModel
from starlette.responses import Response

from transcogage.document.answer import iso_day
from transcogage.http.caching import ReleaseRoute
from transcogage.http.route import index_of, json_response, refusals
from transcogage.parameters.reading import documented, split_query_string
from transcogage.parameters.search import AT_YEAR, LIMIT, TEXT, read_search
from transcogage.resolution.countries import Country

router = APIRouter(route_class=ReleaseRoute, tags=["Pays"])

COUNTRY = replace(
    TEXT,
    description="Le nom du pays ou du territoire, officiel ou d'usage, d'alors ou d'aujourd'hui, ou son début ; son "
    "code 99xxx ; son code ISO 3166 de deux ou trois lettres.",
    schema=TEXT.schema | {"examples": ["Ukraine"]},
)
PARAMETERS = (COUNTRY, AT_YEAR, LIMIT)


class PaysTrouve(BaseModel):
    """Un pays ou territoire, sous le nom qu'il avait alors."""

    code: Annotated[str, Field(pattern="^9[89][0-9]{3}$", description="Code du pays à cette date")]
    nom: str
    date_debut: Annotated[date | None, Field(description="Début de ce code pour ce nom ; null si inconnu")]
    date_fin: Annotated[date | None, Field(description="Jour qui suit le dernier ; null si toujours en vigueur")]
    correspondance: Annotated[
        Literal["exacte", "debut", "mot", "approchante"],
        Field(
            description="Comment il a été trouvé : son nom, un nom d'usage, son code ou son code ISO 3166 (exacte), un "
            "nom qui commence ainsi (debut), un mot d'un nom (mot), une orthographe proche (approchante), à confirmer"
        ),
    ]


class PaysTrouves(RootModel[list[PaysTrouve]]):
    """Les pays, le meilleur d'abord."""


@router.get(
    "/v1/pays",
    operation_id="chercherPays",
    summary="Code d'un pays ou territoire à une date",
    description="Pour une naissance à l'étranger : le code 99xxx du pays tel qu'il était l'année de la naissance. "
    "L'Ukraine de 1980 relève de l'URSS (99123), celle de 2000 de son propre code (99155). Ceux qui portent ce nom "
    "viennent tous avant ceux dont un nom commence ainsi ou comprend ce mot ; à défaut, ceux dont un nom s'écrit "
    "presque ainsi, signalés par `correspondance`.",
    response_model=None,
    response_description="Les pays, le meilleur d'abord",
    openapi_extra={"parameters": documented(PARAMETERS)},
    responses={200: {"model": PaysTrouves}, **refusals(422, 500, 503)},
)
async def search_countries(request: Request) -> Response:
    """Read what is typed, search, render."""
    index = index_of(request)
    search = read_search(split_query_string(request.scope["query_string"]), PARAMETERS)
    return json_response(_rows(index.countries.search(search.text, search.period, search.limit)))


def _rows(countries: Iterable[Country]) -> list[dict[str, Any]]:
    """Rows of the countries; unlike communes, a period without a known start says null."""
    return [
        {
            "code": country.code,
            "nom": country.name,
            "date_debut": iso_day(country.period.start),
            "date_fin": iso_day(country.period.end),
            "correspondance": str(country.found),
        }
        for country in countries
    ]
