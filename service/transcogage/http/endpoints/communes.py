"""`GET /v1/communes`, `/v1/communes/{code}` and its `/filiation`: the communes of yesterday and today."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from transcogage.document.places import check_document, commune_rows, lineage_document
from transcogage.document.schemas_places import CommunesTrouvees, Filiation, VerificationCode
from transcogage.http.caching import ReleaseRoute
from transcogage.http.problems import UnknownPlaceCodeError
from transcogage.http.route import index_of, json_response, refusals
from transcogage.http.searching import (
    CODE_CHECK,
    CODE_IN_PATH,
    COMMUNE_SEARCH,
    documented,
    read_code,
    read_code_and_date,
    read_search,
)
from transcogage.parameters.reading import split_query_string
from transcogage.resolution.codes import UnknownCodeError, check_code, lineage_of, periods_of

router = APIRouter(route_class=ReleaseRoute, tags=["Communes"])


@router.get(
    "/v1/communes",
    operation_id="chercherCommunes",
    summary="Communes d'hier et d'aujourd'hui, pendant la frappe",
    description="Propose les communes et arrondissements dont le nom commence par ce qui est tapé, les plus peuplés "
    "d'abord : accents, traits d'union et ordre des mots ne comptent pas, les anciennes communes sont comprises avec "
    "leur période. Un code postal entier est compris aussi.",
    response_model=None,
    response_description="Les communes, la plus connue d'abord",
    openapi_extra={"parameters": documented(COMMUNE_SEARCH)},
    responses={200: {"model": CommunesTrouvees}, **refusals(422, 500, 503)},
)
async def search_communes(request: Request) -> Response:
    """Read what is typed, search, render."""
    index = index_of(request)
    search = read_search(split_query_string(request.scope["query_string"]), COMMUNE_SEARCH)
    places = index.communes.search(search.text, search.period, search.department, search.limit)
    return json_response(commune_rows(places, index.departments))


@router.get(
    "/v1/communes/{code}",
    operation_id="verifierCode",
    summary="Ce qu'un code désignait à une date",
    description="Pour un code déjà connu (relevé dans un numéro de sécurité sociale, ou gardé de l'an dernier) : dit "
    "ce qu'il est, s'il pouvait être celui d'une naissance à cette date, et sinon lequel utiliser. Reconnaît les codes "
    "d'extension, ceux des communes déléguées, des successeurs et ceux qui n'étaient pas encore en vigueur.",
    response_model=None,
    response_description="Ce que le code désignait",
    openapi_extra={"parameters": [CODE_IN_PATH, *documented(CODE_CHECK)]},
    responses={200: {"model": VerificationCode}, **refusals(404, 422, 500, 503)},
)
async def describe_code(request: Request) -> Response:
    """Check the code on the date."""
    index = index_of(request)
    code, day = read_code_and_date(request.path_params["code"], split_query_string(request.scope["query_string"]))
    try:
        check = check_code(index, code, day)
    except UnknownCodeError:
        raise UnknownPlaceCodeError from None
    return json_response(check_document(check, index.release))


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
    code = read_code(request.path_params["code"], split_query_string(request.scope["query_string"]))
    try:
        periods, events = periods_of(index, code), lineage_of(index, code)
    except UnknownCodeError:
        raise UnknownPlaceCodeError from None
    return json_response(lineage_document(code, periods, events, index.release))
