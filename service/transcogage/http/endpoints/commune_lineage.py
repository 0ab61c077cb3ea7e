"""`GET /v1/communes/{code}/filiation`: the history of a code since 1943."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from transcogage.document.answer import iso_day, origin, place_document
from transcogage.document.answer_schema import CodeCommune, Lieu, Origine
from transcogage.http.caching import ReleaseRoute
from transcogage.http.route import index_of, json_response, refusals
from transcogage.parameters.path_code import CODE_IN_PATH, read_path_code
from transcogage.parameters.reading import Reading, split_query_string
from transcogage.resolution.codes import lineage_of, periods_of
from transcogage.resolution.events import event_label
from transcogage.resolution.model import Birthplace, PlaceEvent, PlaceName
from transcogage.resolution.release import Release

router = APIRouter(route_class=ReleaseRoute, tags=["Communes"])


class CoteEvenement(BaseModel):
    """Un côté d'un événement."""

    type: str
    code: CodeCommune
    nom: str


class EvenementHistoire(BaseModel):
    """Un événement de l'histoire d'une commune."""

    date: date
    evenement: Annotated[str, Field(description="Code INSEE de l'événement (MOD)")]
    libelle: str
    avant: CoteEvenement | None
    apres: CoteEvenement | None


class Filiation(BaseModel):
    """L'histoire d'un code."""

    code: CodeCommune
    periodes: list[Lieu]
    evenements: list[EvenementHistoire]
    donnees: Origine


@router.get(
    "/v1/communes/{code}/filiation",
    operation_id="lireFiliation",
    summary="L'histoire d'un code depuis 1943",
    description="Les noms qu'un code a désignés, et les événements (fusions, scissions, changements de nom ou de "
    "département) qui ont mené à ses communes et qui les ont suivies.",
    response_model=None,
    response_description="Les périodes et les événements, du plus ancien au plus récent",
    openapi_extra={"parameters": [CODE_IN_PATH]},
    responses={200: {"model": Filiation}, **refusals(404, 422, 500, 503)},
)
async def describe_lineage(request: Request) -> Response:
    """List the periods and events of the code."""
    index = index_of(request)
    reading = Reading(split_query_string(request.scope["query_string"]))
    reading.refuse_unknown_names([])
    code = read_path_code(request.path_params["code"], reading)
    return json_response(_document(code, periods_of(index, code), lineage_of(index, code), index.release))


def _document(
    code: str, periods: Iterable[Birthplace], events: Iterable[PlaceEvent], release: Release
) -> dict[str, Any]:
    """The history of a code."""
    return {
        "code": code,
        "periodes": [place_document(place) for place in periods],
        "evenements": [
            {
                "date": iso_day(event.date),
                "evenement": event.kind,
                "libelle": event_label(event.kind),
                "avant": _side(event.before),
                "apres": _side(event.after),
            }
            for event in events
        ],
        "donnees": origin(release),
    }


def _side(name: PlaceName | None) -> dict[str, str] | None:
    return {"type": name.kind, "code": name.code, "nom": name.name} if name is not None else None
