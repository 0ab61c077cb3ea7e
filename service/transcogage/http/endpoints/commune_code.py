"""`GET /v1/communes/{code}`: what a code was on a date."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from transcogage.document.answer import SCORE_DECIMALS, iso_day, origin, place_document
from transcogage.document.answer_schema import CodeCommune, Lieu, Origine, Score
from transcogage.http.caching import ReleaseRoute
from transcogage.http.route import index_of, json_response, refusals
from transcogage.parameters.errors import ErrorCode
from transcogage.parameters.path_code import CODE_IN_PATH, read_path_code
from transcogage.parameters.reading import InvalidValueError, Parameter, Reading, split_query_string
from transcogage.resolution.codes import CodeCheck, CodeNature, check_code
from transcogage.resolution.release import Release

router = APIRouter(route_class=ReleaseRoute, tags=["Communes"])


def _read_date(text: str) -> date:
    try:
        return date.fromisoformat(text) if len(text) == 10 else date(int(text) if len(text) == 4 else 0, 1, 1)
    except ValueError:
        advice = "Donnez une date AAAA-MM-JJ, par exemple 1980-06-15, ou une année."
        raise InvalidValueError(ErrorCode.MALFORMED, advice) from None


AT_DATE = Parameter(
    "date",
    "Date de naissance (AAAA-MM-JJ), ou année seule ; aujourd'hui si rien n'est dit.",
    {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$", "examples": ["1980-06-15"]},
    _read_date,
)


class AutreLieu(Lieu):
    """Un autre lieu auquel le code a pu faire penser."""

    score: Score


class VerificationCode(BaseModel):
    """Ce qu'un code désignait à une date."""

    code: CodeCommune
    date: date
    nature: CodeNature
    valide: Annotated[bool, Field(description="Le code peut être celui d'une naissance à cette date")]
    lieu: Annotated[Lieu | None, Field(description="Ce que le code désignait alors ; null s'il n'existait pas")]
    code_a_utiliser: Annotated[CodeCommune | None, Field(description="Lui-même, un autre, ou null si plusieurs")]
    autres_lieux: list[AutreLieu]
    explication: str
    periodes: Annotated[list[Lieu], Field(description="Tout ce que le code a désigné")]
    donnees: Origine


@router.get(
    "/v1/communes/{code}",
    operation_id="verifierCode",
    summary="Ce qu'un code désignait à une date",
    description="Pour un code déjà connu (relevé dans un numéro de sécurité sociale, ou gardé de l'an dernier) : dit "
    "ce qu'il est, s'il pouvait être celui d'une naissance à cette date, et sinon lequel utiliser. Reconnaît les codes "
    "d'extension, ceux des communes déléguées, des successeurs et ceux qui n'étaient pas encore en vigueur.",
    response_model=None,
    response_description="Ce que le code désignait",
    openapi_extra={"parameters": [CODE_IN_PATH, AT_DATE.documented()]},
    responses={200: {"model": VerificationCode}, **refusals(404, 422, 500, 503)},
)
async def describe_code(request: Request) -> Response:
    """Check the code on the date."""
    index = index_of(request)
    reading = Reading(split_query_string(request.scope["query_string"]))
    day = reading.value(AT_DATE) or date.today()
    reading.refuse_unknown_names([AT_DATE])
    check = check_code(index, read_path_code(request.path_params["code"], reading), day)
    return json_response(_document(check, index.release))


def _document(check: CodeCheck, release: Release) -> dict[str, Any]:
    """What a code was on a date."""
    return {
        "code": check.code,
        "date": iso_day(check.day),
        "nature": check.nature,
        "valide": check.valid,
        "lieu": place_document(check.place) if check.place is not None else None,
        "code_a_utiliser": check.instead,
        "autres_lieux": [
            place_document(candidate.place) | {"score": round(candidate.score, SCORE_DECIMALS)}
            for candidate in check.others
        ],
        "explication": check.explanation,
        "periodes": [place_document(place) for place in check.periods],
        "donnees": origin(release),
    }
