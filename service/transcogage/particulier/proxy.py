"""One call through the proxy, from the caller's request to the caller's answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

import orjson
from fastapi import Request
from starlette.responses import Response

from transcogage.database.opening import Opened
from transcogage.particulier.birth import birth_to_resolve
from transcogage.particulier.client import Call, Client
from transcogage.particulier.contract import FORWARDED_HEADERS, RETURNED_HEADERS, Version
from transcogage.particulier.query_string import QueryString
from transcogage.particulier.quota import Quota, share
from transcogage.particulier.refusals import RefusalCode, RefusalError
from transcogage.particulier.substitution import IfAmbiguous, Substitution, substitute
from transcogage.particulier.upstream_call import CallerLeftError, ask, unless_caller_leaves
from transcogage.resolution.answer import Answer
from transcogage.resolution.index import Index
from transcogage.resolution.release import Release
from transcogage.resolution.resolver import resolve
from transcogage.settings import Settings

IF_AMBIGUOUS_HEADER = "X-Transcogage-Si-Ambigu"
RETRY_HEADER = "X-Transcogage-Reessayer"

CLIENT_CLOSED_REQUEST = 499
"""What a log may count when the caller left; no one receives it."""

HOW_TO_TURN_ON = (
    "Ce service n'est relié à aucune API Particulier : indiquez son adresse dans TRANSCOGAGE_QF_URL "
    "(https://particulier.api.gouv.fr ou https://staging.particulier.api.gouv.fr), puis relancez-le."
)

Render = Callable[[Answer, Release], Mapping[str, Any]]
"""How `GET /v1/cog` shows an answer."""

Choice = TypeVar("Choice", bound=StrEnum)


class Retry(StrEnum):
    """What the caller may ask after a failed connection, a 502 or a 503 (header `X-Transcogage-Reessayer`)."""

    YES = "oui"


@dataclass(frozen=True, slots=True)
class Route:
    """A path of the upstream: its version, and whether a birth place may be given by its triplet there."""

    path: str
    version: Version
    with_triplet: bool


class Proxy:
    """Resolves, calls, answers. Holds nothing of a call once it is answered."""

    def __init__(self, settings: Settings, render: Render) -> None:
        self._client = Client(settings.qf_url, settings) if settings.qf_url else None
        self._quota = Quota(
            share(settings.qf_calls_per_second, settings.workers), share(settings.qf_calls_per_minute, settings.workers)
        )
        self._render = render

    async def serve(self, request: Request, route: Route) -> Response:
        """The upstream's answer to what was asked, or a refusal in the upstream's shape."""
        try:
            return await self._serve(request, route)
        except RefusalError as refusal:
            refusal.with_traceback(None)  # its frames hold the call, and some hold the refusal: neither would go
            body = orjson.dumps(route.version.error_body(refusal))
            headers = {"Cache-Control": "no-store"} | refusal.headers
            return Response(body, refusal.status, headers, "application/json")
        except CallerLeftError:
            return Response(status_code=CLIENT_CLOSED_REQUEST)

    async def aclose(self) -> None:
        """Close the connections to the upstream."""
        if self._client is not None:
            await self._client.aclose()

    async def _serve(self, request: Request, route: Route) -> Response:
        if self._client is None:
            raise RefusalError(RefusalCode.OFF, HOW_TO_TURN_ON)
        if_ambiguous = _chosen(request, IF_AMBIGUOUS_HEADER, IfAmbiguous)
        retry = _chosen(request, RETRY_HEADER, Retry) is Retry.YES
        sent = self._to_send(request, route, if_ambiguous)
        headers = [(name, value) for name, value in request.headers.raw if name in FORWARDED_HEADERS]
        call = Call(route.path, sent.query_string, headers)
        answer = await unless_caller_leaves(request.receive, ask(self._client, self._quota, call, retry))
        response = Response(answer.body, answer.status)
        if "cache-control" not in answer.headers:
            response.headers["Cache-Control"] = "no-store"
        for name, value in answer.headers.raw:
            if name.lower() in RETURNED_HEADERS:
                response.raw_headers.append((name.lower(), value))
        response.headers.update(sent.headers)
        return response

    def _to_send(self, request: Request, route: Route, if_ambiguous: IfAmbiguous | None) -> Substitution:
        raw: bytes = request.scope["query_string"]
        if not route.with_triplet:
            return Substitution(raw, {})
        query, names = QueryString(raw), route.version.birth
        asked = birth_to_resolve(query, names)
        if asked is None:
            return Substitution(raw, {})
        index = _index_of(request)
        answer = resolve(index, asked)
        return substitute(query, names, answer, if_ambiguous, lambda given: self._render(given, index.release))


def _index_of(request: Request) -> Index:
    data: Opened | None = request.app.state.data
    if data is None:
        raise RefusalError(
            RefusalCode.NOT_READY, "Les données se chargent : réessayez dans quelques secondes.", retry_after=5
        )
    return data.index


def _chosen(request: Request, header: str, choices: type[Choice]) -> Choice | None:
    """What a header of ours says; None when it is absent."""
    values = request.headers.getlist(header)
    if not values:
        return None
    for choice in choices:
        if [value.strip().lower() for value in values] == [choice.value]:
            return choice
    detail = f"L'en-tête {header} ne peut valoir que {' ou '.join(choices)} : corrigez-le, ou retirez-le."
    raise RefusalError(RefusalCode.INVALID, detail, parameter=header)
