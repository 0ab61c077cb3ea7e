"""What API Particulier calls things: its two versions' paths, parameters and error shapes, and the headers it knows.

Source: domain.md sections 5.1 and 5.5, and API Particulier's OpenAPI documents (v3 and v2).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from transcogage.parameters.fields import DAY, DEPARTMENT, MONTH, NAME, YEAR
from transcogage.particulier.refusals import RefusalError

IDENTITY_PATH = "/v3/dss/quotient_familial/identite"
FRANCE_CONNECT_PATH = "/v3/dss/quotient_familial/france_connect"
FAMILY_PATH = "/api/v2/composition-familiale-v2"

FORWARDED_HEADERS = frozenset({b"authorization", b"x-api-key", b"x-delegation-id", b"cache-control", b"x-request-id"})
"""The caller's headers the upstream is sent, as received. It knows no other."""

TOKEN_HEADERS = frozenset({b"authorization", b"x-api-key"})
"""Those that say who calls."""

RETURNED_HEADERS = frozenset(
    {
        b"content-type",
        b"cache-control",
        b"deprecation",
        b"ratelimit-limit",
        b"ratelimit-remaining",
        b"ratelimit-reset",
        b"retry-after",
        b"sunset",
        b"www-authenticate",
        b"x-cache-expires-in",
        b"x-request-id",
        b"x-response-cached",
    }
)
"""The upstream's headers the caller is given, as received. Cookies, CORS and what names its servers stay here."""


@dataclass(frozen=True, slots=True)
class BirthParameters:
    """The names of the parameters that say when and where a person was born.

    `commune` is the commune's code; `name` and `department` are what may be given instead.
    """

    name: str
    department: str
    commune: str
    country: str
    year: str
    month: str
    day: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the API: its birth parameters, and the body of an error."""

    birth: BirthParameters
    error_body: Callable[[RefusalError], dict[str, Any]]


def _error_body_v3(refusal: RefusalError) -> dict[str, Any]:
    error = {
        "code": refusal.code,
        "title": refusal.title,
        "detail": refusal.detail,
        "source": {"parameter": refusal.parameter} if refusal.parameter else None,
        "meta": refusal.meta,
    }
    return {"errors": [error]}


def _error_body_v2(refusal: RefusalError) -> dict[str, Any]:
    """v2 has no `meta` nor `source` of its own: they are added, where a v2 client does not look."""
    body = {"error": refusal.code, "reason": refusal.detail, "message": refusal.detail, "meta": refusal.meta}
    if refusal.parameter:
        body["source"] = {"parameter": refusal.parameter}
    return body


V3 = Version(
    BirthParameters(
        name=NAME.name,
        department=DEPARTMENT.name,
        commune="codeCogInseeCommuneNaissance",
        country="codeCogInseePaysNaissance",
        year=YEAR.name,
        month=MONTH.name,
        day=DAY.name,
    ),
    _error_body_v3,
)
V2 = Version(
    BirthParameters(
        name=NAME.name,
        department="codeInseeDepartementNaissance",
        commune="codeInseeLieuDeNaissance",
        country="codePaysLieuDeNaissance",
        year="anneeDateDeNaissance",
        month="moisDateDeNaissance",
        day="jourDateDeNaissance",
    ),
    _error_body_v2,
)
