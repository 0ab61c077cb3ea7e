"""Calls as the callers make them, sent byte for byte: no library rewrites the address or adds a header."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote, urlsplit

from tests.waiting import PATIENCE

IDENTITY = "/v3/dss/quotient_familial/identite"
FRANCE_CONNECT = "/v3/dss/quotient_familial/france_connect"
FAMILY = "/api/v2/composition-familiale-v2"
RECIPIENT = "13002526500013"

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Message
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The code of an error, in either shape."""
        document = self.json()
        code: str = document["errors"][0]["code"] if "errors" in document else document["error"]
        return code


def encoded(pairs: Iterable[tuple[str, str]]) -> str:
    """A query string as most libraries write it."""
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)


def get(base_url: str, path: str, query: str = "", headers: Iterable[tuple[str, str]] = ()) -> Reply:
    """Ask; `query` is sent as it is."""
    address = urlsplit(base_url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=PATIENCE)
    try:
        connection.putrequest("GET", f"{path}?{query}" if query else path, skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        return Reply(response.status, response.headers, response.read())
    finally:
        connection.close()


def bearer(token: str) -> tuple[str, str]:
    return "Authorization", f"Bearer {token}"


def api_key(token: str) -> tuple[str, str]:
    return "X-Api-Key", token


PERSON: Pairs = (
    ("recipient", RECIPIENT),
    ("nomNaissance", "EXEMPLE"),
    ("prenoms[]", "ALIX"),
    ("sexeEtatCivil", "F"),
    ("anneeDateNaissance", "1980"),
    ("moisDateNaissance", "6"),
    ("jourDateNaissance", "15"),
)
"""A fictional person of the stand-in, born in Cherbourg: all but her birth place."""

IN_CHERBOURG: Pairs = (("nomCommuneNaissance", "Cherbourg"), ("codeCogInseeDepartementNaissance", "50"))
BY_CODE: Pairs = (("codeCogInseeCommuneNaissance", "50129"), ("codeCogInseePaysNaissance", "99100"))
AMBIGUOUS: Pairs = (("nomCommuneNaissance", "Bors"), ("codeCogInseeDepartementNaissance", "16"))
