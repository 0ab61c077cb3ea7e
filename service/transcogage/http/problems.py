"""The one error shape, `application/problem+json` (RFC 9457), and the one table from exception to status.

Every error of our own routes has the RFC's members and `erreurs`, a list that is never empty: each says which parameter
is at fault (null when none is), a stable code, and in French what to do about it.
"""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import FastAPI, Request
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from transcogage.document.answer import to_json
from transcogage.parameters.errors import ErrorCode, ErrorDetail, InvalidParametersError, RequestError
from transcogage.resolution.codes import UnknownCodeError

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
NOT_KEPT = {"Cache-Control": "no-store"}


class Erreur(BaseModel):
    """Une chose à corriger."""

    parametre: Annotated[str | None, Field(description="Le paramètre en cause ; null si aucun ne l'est")]
    code: Annotated[ErrorCode, Field(description="Pour les programmes : ne change pas")]
    message: Annotated[str, Field(description="Ce qu'il faut corriger, en français")]


class Probleme(BaseModel):
    """Une erreur (RFC 9457), avec tout ce qui est à corriger."""

    type: str
    title: str
    status: int
    detail: str
    erreurs: Annotated[list[Erreur], Field(min_length=1)]


class BodyTooLargeError(RequestError):
    """The body is larger than `largest` bytes."""

    def __init__(self, largest: int) -> None:
        message = f"Le corps dépasse {largest} octets : répartissez les demandes en plusieurs envois."
        super().__init__([ErrorDetail(None, ErrorCode.BODY_TOO_LARGE, message)])


COMMAND_LINE = "utilisez la commande `transcogage csv`, qui n'a pas de limite"


class FileTooLargeError(RequestError):
    """The file is larger than `largest` bytes."""

    def __init__(self, largest: int) -> None:
        message = f"L'envoi dépasse {largest} octets : coupez le fichier, ou {COMMAND_LINE}."
        super().__init__([ErrorDetail("data", ErrorCode.BODY_TOO_LARGE, message)])


class TooManyRowsError(RequestError):
    """The file has more than `most` rows."""

    def __init__(self, most: int) -> None:
        message = f"Le fichier dépasse {most} lignes : coupez-le, ou {COMMAND_LINE}."
        super().__init__([ErrorDetail("data", ErrorCode.BODY_TOO_LARGE, message)])


class NotAFormError(RequestError):
    """The body is not a form with a file."""

    def __init__(self) -> None:
        message = (
            "Envoyez un formulaire (multipart/form-data), non compressé, par exemple avec "
            "curl -F data=@naissances.csv -F nomCommuneNaissance=commune."
        )
        super().__init__([ErrorDetail(None, ErrorCode.UNSUPPORTED_BODY, message)])


class BusyError(RequestError):
    """As many files as can be are being worked on."""

    def __init__(self) -> None:
        message = "D'autres fichiers sont en cours de traitement : renvoyez celui-ci dans quelques secondes."
        super().__init__([ErrorDetail(None, ErrorCode.BUSY, message)])


class UnsupportedBodyError(Exception):
    """The body is not of the kind this route reads."""


class NotReadyError(Exception):
    """The data are not loaded yet."""


class StoppingError(RequestError):
    """The process is stopping."""

    def __init__(self) -> None:
        super().__init__(
            [ErrorDetail(None, ErrorCode.STOPPING, "Le service s'arrête : adressez-vous à une autre instance.")]
        )


STATUS_OF: dict[type[Exception], int] = {
    ClientDisconnect: 400,
    BodyTooLargeError: 413,
    FileTooLargeError: 413,
    TooManyRowsError: 413,
    NotAFormError: 415,
    BusyError: 503,
    UnsupportedBodyError: 415,
    UnknownCodeError: 404,
    InvalidParametersError: 422,
    NotReadyError: 503,
    StoppingError: 503,
}
"""The table: our exceptions, and what reading a body raises, to their status. The framework's own carry theirs."""

TITLES = {
    400: "Demande interrompue",
    408: "Demande interrompue",
    404: "Ressource introuvable",
    405: "Méthode non permise",
    413: "Corps trop grand",
    415: "Type de corps refusé",
    422: "Paramètres à corriger",
    429: "Trop de demandes",
    500: "Erreur interne",
    503: "Service pas prêt",
}
DETAILS = {
    400: ErrorDetail(
        None, ErrorCode.INTERRUPTED, "La demande s'est interrompue avant la fin de son corps : renvoyez-la."
    ),
    404: ErrorDetail(
        None, ErrorCode.NO_SUCH_PATH, "Il n'y a rien à cette adresse : les adresses du service sont sur /docs."
    ),
    405: ErrorDetail(
        None, ErrorCode.METHOD_NOT_ALLOWED, "Cette adresse n'accepte pas cette méthode : voir l'en-tête Allow."
    ),
    413: ErrorDetail(
        None, ErrorCode.BODY_TOO_LARGE, "Le corps est trop grand : répartissez les demandes en plusieurs envois."
    ),
    415: ErrorDetail(
        None,
        ErrorCode.UNSUPPORTED_BODY,
        "Envoyez du JSON en UTF-8, non compressé, avec l'en-tête « Content-Type: application/json ».",
    ),
    429: ErrorDetail(
        None,
        ErrorCode.TOO_MANY_REQUESTS,
        "Vous avez atteint le nombre de demandes permises par minute : attendez le nombre de secondes que donne "
        "l'en-tête Retry-After, ou groupez vos demandes (POST /v1/cog/lot).",
    ),
    500: ErrorDetail(None, ErrorCode.INTERNAL, "Le service a rencontré une erreur ; elle est dans son journal."),
    503: ErrorDetail(None, ErrorCode.NOT_READY, "Les données se chargent : réessayez dans quelques secondes."),
}
"""What is said of a status when no parameter is at fault."""

UNKNOWN_CODE = ErrorDetail("code", ErrorCode.UNKNOWN_CODE, f"{UnknownCodeError()} Pour un pays (99xxx), voir /v1/pays.")

RETRY_SOON = {"Retry-After": "5"}

_OTHER_TITLE = "Demande refusée"
_OTHER_DETAIL = ErrorDetail(
    None, ErrorCode.REFUSED, "Cette demande ne peut pas être traitée : voir la documentation, sur /docs."
)


def problem(status: int, details: Sequence[ErrorDetail]) -> dict[str, Any]:
    """The body of an error answer."""
    names = dict.fromkeys(detail.parameter for detail in details if detail.parameter)
    several = f"{len(details)} erreurs à corriger : {', '.join(names)}."
    return {
        "type": "about:blank",
        "title": TITLES.get(status, _OTHER_TITLE),
        "status": status,
        "detail": details[0].message if len(details) == 1 else several,
        "erreurs": described(details),
    }


def described(details: Sequence[ErrorDetail]) -> list[dict[str, str | None]]:
    """What is wrong, as every error answer lists it (`erreurs`)."""
    return [{"parametre": detail.parameter, "code": detail.code.value, "message": detail.message} for detail in details]


def problem_response(status: int, details: Sequence[ErrorDetail], headers: Mapping[str, str] | None = None) -> Response:
    """An error answer."""
    return Response(to_json(problem(status, details)), status, {**NOT_KEPT, **(headers or {})}, MEDIA_TYPE)


CONNECTION_DETAILS = {
    400: ErrorDetail(
        None, ErrorCode.REFUSED, "Ce qui est reçu n'est pas du HTTP/1.1 correct : vérifiez le logiciel qui l'envoie."
    ),
    408: ErrorDetail(None, ErrorCode.INTERRUPTED, "La demande n'est pas arrivée entière à temps : renvoyez-la."),
    414: ErrorDetail(None, ErrorCode.REFUSED, "L'adresse est trop longue : gardez les paramètres de /docs."),
    431: ErrorDetail(None, ErrorCode.REFUSED, "Les en-têtes sont trop longs, ou trop nombreux : gardez l'utile."),
    503: ErrorDetail(None, ErrorCode.BUSY, "Le service a trop de connexions : réessayez dans quelques secondes."),
}
"""What is said of a connection that is refused before any request is read (`protocol`)."""


def refused_connection(status: int) -> bytes:
    """The whole HTTP/1.1 answer to a connection that is refused; the connection is then to be closed."""
    body = to_json(problem(status, [CONNECTION_DETAILS[status]]))
    headers = {**NOT_KEPT, "Content-Type": MEDIA_TYPE, "Content-Length": str(len(body)), "Connection": "close"}
    if status == 503:
        headers |= RETRY_SOON
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode("ascii") + b"\r\n\r\n" + body


def install(app: FastAPI) -> None:
    """Have whatever the routes of `app` raise answered in the one shape."""
    for exception in (*STATUS_OF, HTTPException, Exception):
        app.add_exception_handler(exception, _answer)


async def _answer(_request: Request, error: Exception) -> Response:
    return answer_to(error)


def answer_to(error: Exception) -> Response:
    """The answer to an error: ours (`STATUS_OF`), the framework's, or any other, that no one foresaw (500)."""
    if isinstance(error, HTTPException):
        return problem_response(error.status_code, [DETAILS.get(error.status_code, _OTHER_DETAIL)], error.headers)
    status = STATUS_OF.get(type(error), 500)
    return problem_response(status, _details(error, status), RETRY_SOON if status == 503 else None)


def _details(error: Exception, status: int) -> Sequence[ErrorDetail]:
    if isinstance(error, RequestError):
        return error.details
    return [UNKNOWN_CODE if isinstance(error, UnknownCodeError) else DETAILS[status]]


def log_unforeseen(error: Exception) -> None:
    """Say in the log where an error that no one foresaw happened.

    Raised further, it would be logged by the server with its message, which may quote a value of the caller's. Only the
    kind of error and the lines of code go to the log.
    """
    logger.error("unexpected %s", type(error).__name__, extra={"failure": error})
