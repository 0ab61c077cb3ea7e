"""What the proxy itself refuses or reports: a code that starts with TRANSCOGAGE_, so that no one takes it for an answer
of API Particulier, a status, and a French sentence that says what to do. docs/qf.md lists them for the callers.
"""

from enum import StrEnum
from typing import Any

PROVIDER = "Transcogage"
"""In `meta.provider`, where API Particulier names the provider that refused."""


class RefusalCode(StrEnum):
    """Why; part of the public contract."""

    AMBIGUOUS = "TRANSCOGAGE_AMBIGU"
    NOT_FOUND = "TRANSCOGAGE_INTROUVABLE"
    FORMER_TERRITORY = "TRANSCOGAGE_ANCIEN_TERRITOIRE"
    FOREIGN_COUNTRY = "TRANSCOGAGE_PAYS_ETRANGER"
    MISSING = "TRANSCOGAGE_PARAMETRE_MANQUANT"
    INVALID = "TRANSCOGAGE_PARAMETRE_INVALIDE"
    TOO_MANY_CALLS = "TRANSCOGAGE_LIMITE"
    ASKED_TO_WAIT = "TRANSCOGAGE_PAUSE"
    UPSTREAM_INVALID = "TRANSCOGAGE_AMONT_INVALIDE"
    UPSTREAM_UNREACHABLE = "TRANSCOGAGE_AMONT_INJOIGNABLE"
    UPSTREAM_SLOW = "TRANSCOGAGE_AMONT_LENT"
    OFF = "TRANSCOGAGE_PROXY_INACTIF"
    NOT_READY = "TRANSCOGAGE_NON_PRET"


STATUSES_AND_TITLES = {
    RefusalCode.AMBIGUOUS: (422, "Lieu de naissance ambigu"),
    RefusalCode.NOT_FOUND: (422, "Lieu de naissance introuvable"),
    RefusalCode.FORMER_TERRITORY: (422, "Lieu de naissance dans un ancien territoire"),
    RefusalCode.FOREIGN_COUNTRY: (422, "Commune française et pays étranger"),
    RefusalCode.MISSING: (422, "Paramètre manquant"),
    RefusalCode.INVALID: (422, "Paramètre à corriger"),
    RefusalCode.TOO_MANY_CALLS: (429, "Trop d'appels"),
    RefusalCode.ASKED_TO_WAIT: (429, "Pause demandée par API Particulier"),
    RefusalCode.UPSTREAM_INVALID: (502, "Réponse inutilisable d'API Particulier"),
    RefusalCode.UPSTREAM_UNREACHABLE: (503, "API Particulier injoignable"),
    RefusalCode.UPSTREAM_SLOW: (504, "API Particulier trop lente"),
    RefusalCode.OFF: (503, "Proxy inactif"),
    RefusalCode.NOT_READY: (503, "Service pas encore prêt"),
}


class RefusalError(Exception):
    """The call ends here, with a code, a French sentence, and the parameter at fault if one is.

    `retry_after`, in seconds, is set when the same call may succeed later. `meta` and `headers` may be added to: the
    candidates of an ambiguous place. As an exception, its text is its code: nothing of the caller's.
    """

    def __init__(
        self, code: RefusalCode, detail: str, *, parameter: str | None = None, retry_after: int | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status, self.title = STATUSES_AND_TITLES[code]
        self.detail = detail
        self.parameter = parameter
        self.meta: dict[str, Any] = {"provider": PROVIDER}
        self.headers: dict[str, str] = {}
        if retry_after is not None:
            self.meta["retry_in"] = retry_after
            self.headers["Retry-After"] = str(retry_after)
