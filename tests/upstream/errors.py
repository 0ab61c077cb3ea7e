"""API Particulier's error bodies, v3 and v2, for the refusals the stand-in can give.

Source: the examples of its OpenAPI documents, and domain.md section 5.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class UpstreamError:
    """`status` is v3's; v2 has its own for parameters at fault. `kind` is what v2 says in `error`."""

    status: int
    code: str
    title: str
    detail: str
    kind: str = "bad_request"
    parameter: str | None = None
    provider: str | None = None

    def body(self, version: str) -> dict[str, Any]:
        if version == "v2":
            return {"error": self.kind, "reason": self.detail, "message": self.detail}
        meta = {"provider": self.provider} if self.provider else {}
        source = {"parameter": self.parameter} if self.parameter else None
        return {
            "errors": [{"code": self.code, "title": self.title, "detail": self.detail, "source": source, "meta": meta}]
        }

    def status_in(self, version: str) -> int:
        return 400 if version == "v2" and self.status == 422 else self.status


class RefusedError(Exception):
    """The call is refused."""

    def __init__(self, error: UpstreamError) -> None:
        super().__init__(error.code)
        self.error = error


def malformed(code: str, detail: str, parameter: str | None = None) -> RefusedError:
    return RefusedError(UpstreamError(422, code, "Entité non traitable", detail, parameter=parameter))


NO_TOKEN = UpstreamError(
    401, "00101", "Interdit", "Votre token n'est pas valide ou n'est pas renseigné", "access_denied", "token"
)
EXPIRED_TOKEN = UpstreamError(
    401, "00103", "Jeton expiré", "Votre token est expiré. Vous devez refaire une demande", "access_denied", "token"
)
NO_RIGHTS = UpstreamError(
    403,
    "00100",
    "Privilèges insuffisants",
    "Votre token est valide mais vos privilèges sont insuffisants. Listez vos privilèges sur /api/introspect",
    "access_denied",
    "token",
)
UNKNOWN_FRANCE_CONNECT = UpstreamError(
    401, "50002", "Accès non autorisé", "Le jeton d'accès n'a pas été trouvé ou est expiré.", "unauthorized"
)
SAME_CALL_RUNNING = UpstreamError(
    409,
    "00015",
    "Conflit",
    "Une requête associé à votre jeton est déjà en cours de traitement pour ces paramètres. Veuillez attendre la fin "
    "du traitement avant d'effectuer une nouvelle requête.",
    "conflict",
)
TOO_MANY_CALLS = UpstreamError(
    429, "00429", "Trop de requêtes", "Vous avez effectué trop de requêtes", "too_many_requests"
)
NO_FILE = UpstreamError(
    404,
    "37003",
    "Dossier allocataire absent CNAV",
    "Le dossier allocataire n'a pas été trouvé auprès de la CNAV.",
    "not_found",
    provider="CNAV",
)
NOT_IDENTIFIED = UpstreamError(
    422,
    "35560",
    "Allocataire non identifié",
    "Les paramètres fournis ne permettent pas d'identifier un allocataire.",
    "not_found",
    provider="CNAF & MSA",
)
REFUSED_BY_PROVIDER = UpstreamError(
    422,
    "35561",
    "Paramètre refusé par le fournisseur",
    "Le fournisseur de données refuse un paramètre : commune inconnue (40013).",
    provider="CNAF & MSA",
)
INTERNAL = UpstreamError(500, "00500", "Erreur interne", "Une erreur interne a été détectée.", "internal_error")
PROVIDER_FAILED = UpstreamError(
    502,
    "37999",
    "Erreur inconnue du fournisseur de données",
    "La réponse retournée par le fournisseur de données est invalide et inconnue de notre service.",
    "provider_unknown_error",
    provider="CNAV",
)
UNAVAILABLE = UpstreamError(
    503, "37001", "Service non disponible", "Service temporairement indisponible.", "network_error", provider="CNAV"
)
