"""`GET /metrics`: what the service counts, for Prometheus."""

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import PlainTextResponse, Response

from transcogage.http.route import DirectRoute, metrics_of, refusals, unkept_response

EXAMPLE = """\
# HELP http_requests_total Answered requests
# TYPE http_requests_total counter
http_requests_total{method="GET",route="/v1/cog",status="200"} 1943.0
"""

router = APIRouter(route_class=DirectRoute, tags=["Exploitation"])


@router.get(
    "/metrics",
    operation_id="lireMesures",
    summary="Mesures pour Prometheus",
    description="Demandes par route, méthode et statut, leurs durées, réponses par statut, données servies, mémoire et "
    "temps des processus. Au format texte de Prometheus. Aucune mesure ne contient de valeur envoyée par un appelant.",
    response_class=PlainTextResponse,
    response_description="Les mesures",
    responses={200: {"content": {"text/plain": {"example": EXAMPLE}}}, **refusals(500)},
)
async def read_metrics(request: Request) -> Response:
    """Give the counts."""
    data = request.app.state.data
    text = metrics_of(request).exposition(data.index.release if data else None)
    return unkept_response(text, CONTENT_TYPE_LATEST)
