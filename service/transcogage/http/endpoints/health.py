"""`GET /healthz` and `GET /readyz`, for what supervises the service."""

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from transcogage.document.answer import origin, to_json
from transcogage.document.answer_schema import Origine
from transcogage.http.problems import StoppingError
from transcogage.http.route import DirectRoute, index_of, refusals, unkept_response

router = APIRouter(route_class=DirectRoute, tags=["Exploitation"])


class Vivant(BaseModel):
    """Le service tourne."""

    statut: Literal["vivant"]


class Pret(BaseModel):
    """Le service peut répondre."""

    statut: Literal["pret"]
    donnees: Origine


@router.get(
    "/healthz",
    operation_id="verifierVie",
    summary="Le service tourne-t-il ?",
    description="Répond dès que le processus tourne, même si les données ne sont pas chargées.",
    response_model=None,
    response_description="Le service tourne",
    responses={200: {"model": Vivant}, **refusals(500)},
)
async def say_alive(_request: Request) -> Response:
    """Answer, whatever the state of the data."""
    return unkept_response(to_json({"statut": "vivant"}))


@router.get(
    "/readyz",
    operation_id="verifierDisponibilite",
    summary="Le service peut-il répondre ?",
    description="Répond 200 quand les données sont chargées ; 503 avant, et dès que le service s'arrête.",
    response_model=None,
    response_description="Le service peut répondre",
    responses={200: {"model": Pret}, **refusals(500, 503)},
)
async def say_ready(request: Request) -> Response:
    """Answer once the data are loaded, and until the service is asked to stop."""
    if request.app.state.stopping.begun:
        raise StoppingError
    return unkept_response(to_json({"statut": "pret", "donnees": origin(index_of(request).release)}))
