"""Ask again for the documented examples of the proxy: `python -m tests.particulier.record_examples`.

Each is a real answer, of the real proxy in front of the stand-in upstream, which is told to fail where the example is
of a failure.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import DATABASE
from tests.particulier.calls import (
    AMBIGUOUS,
    FAMILY,
    FRANCE_CONNECT,
    IDENTITY,
    IN_CHERBOURG,
    PERSON,
    Pairs,
    api_key,
    bearer,
    encoded,
    get,
)
from tests.upstream.faults import Fault, FaultKind
from tests.upstream.running import listening, running_stand_in
from tests.upstream.server import StandIn
from transcogage.database.opening import Opened, open_database
from transcogage.http.app import create_app
from transcogage.particulier import documentation
from transcogage.settings import Settings

FILE = Path(documentation.__file__).with_name("examples.json")


@dataclass(frozen=True)
class Example:
    name: str
    summary: str
    path: str
    pairs: Pairs
    token: str = ""
    fault: FaultKind | None = None


V2_NAMES = {
    "sexeEtatCivil": "sexe",
    "anneeDateNaissance": "anneeDateDeNaissance",
    "moisDateNaissance": "moisDateDeNaissance",
    "jourDateNaissance": "jourDateDeNaissance",
    "codeCogInseeDepartementNaissance": "codeInseeDepartementNaissance",
    "codeCogInseePaysNaissance": "codePaysLieuDeNaissance",
    "codeCogInseeCommuneNaissance": "codeInseeLieuDeNaissance",
}
NANTES: Pairs = (("nomCommuneNaissance", "Nantes"), ("codeCogInseeDepartementNaissance", "44"))
UNKNOWN: Pairs = (("nomCommuneNaissance", "Vandôvre"), ("codeCogInseeDepartementNaissance", "45"))
ALGIERS: Pairs = (("nomCommuneNaissance", "Alger"), ("codeCogInseeDepartementNaissance", "91"))
ABROAD: Pairs = (*IN_CHERBOURG, ("codeCogInseePaysNaissance", "99127"))
OLD_CORSICAN: Pairs = (("codeCogInseePaysNaissance", "99100"), ("codeCogInseeCommuneNaissance", "20004"))


def born_in(year: str) -> Pairs:
    return [(name, year if name == "anneeDateNaissance" else value) for name, value in PERSON]


def examples() -> Iterator[Example]:
    """Every code of ours on the first route; on each, one example of every status."""
    yield Example("introuvable", "Un nom que personne ne porte", IDENTITY, (*PERSON, *UNKNOWN))
    yield Example("ancienTerritoire", "En Algérie avant 1962", IDENTITY, (*born_in("1950"), *ALGIERS))
    yield Example("paysEtranger", "Commune et pays en désaccord", IDENTITY, (*PERSON, *ABROAD))
    yield Example("incomplet", "Sans le département", IDENTITY, (*PERSON, IN_CHERBOURG[0]))
    yield Example("limite", "Trop d'appels à ce service", IDENTITY, (*PERSON, *IN_CHERBOURG))
    yield Example("invalide", "Réponse inutilisable", IDENTITY, (*PERSON, *IN_CHERBOURG), fault=FaultKind.HTML)
    yield Example("inactif", "Proxy inactif", IDENTITY, (*PERSON, *IN_CHERBOURG))
    for path in (IDENTITY, FAMILY):
        yield Example("triplet", "Par le nom de la commune", path, (*PERSON, *IN_CHERBOURG))
        yield Example("ambigu", "Deux communes de ce nom", path, (*PERSON, *AMBIGUOUS))
        yield Example("codeRefuse", "Code refusé par API Particulier", path, (*PERSON, *OLD_CORSICAN))
        yield Example("sansDossier", "Personne sans dossier", path, (*PERSON, *NANTES))
    yield Example("franceConnect", "Par FranceConnect", FRANCE_CONNECT, PERSON[:1], "fc-nee-a-cherbourg")
    yield Example("sansDestinataire", "Sans destinataire", FRANCE_CONNECT, ())
    yield Example("sansDossier", "Personne sans dossier", FRANCE_CONNECT, PERSON[:1], fault=FaultKind.NO_FILE)
    for path in (IDENTITY, FRANCE_CONNECT, FAMILY):
        pairs = PERSON[:1] if path == FRANCE_CONNECT else (*PERSON, *IN_CHERBOURG)
        yield Example("jeton", "Jeton expiré", path, pairs, "jeton-expire")
        yield Example("enCours", "Même appel en cours", path, pairs, fault=FaultKind.CONFLICT)
        yield Example("limiteAmont", "Trop d'appels à API Particulier", path, pairs, fault=FaultKind.LIMITED)
        yield Example("fournisseur", "Échec du fournisseur", path, pairs, fault=FaultKind.PROVIDER_FAILED)
        yield Example("injoignable", "API Particulier injoignable", path, pairs)
        yield Example("lente", "API Particulier trop lente", path, pairs, fault=FaultKind.SLOW)


def record(data: Opened) -> list[dict[str, Any]]:
    """Every example, as `examples.json` holds it."""
    with ExitStack() as servers:
        running = servers.enter_context(running_stand_in(StandIn(per_second=1_000)))
        settings = {
            "": Settings(qf_url=running.url),
            "lente": Settings(qf_url=running.url, qf_read_timeout=1),
            "limite": Settings(qf_url=running.url, qf_calls_per_minute=1),
            "injoignable": Settings(qf_url="http://127.0.0.1:1"),
            "inactif": Settings(qf_url=None),
        }
        proxies = {
            name: servers.enter_context(listening(create_app(wanted, data))) for name, wanted in settings.items()
        }
        return [_recorded(example, proxies.get(example.name, proxies[""]), running.stand_in) for example in examples()]


def _recorded(example: Example, proxy: str, stand_in: StandIn) -> dict[str, Any]:
    token = example.token or f"exemple-{example.path}-{example.name}"  # limits and pauses go by token
    header = api_key(token) if example.path == FAMILY else bearer(token)
    pairs = [(V2_NAMES.get(name, name) if example.path == FAMILY else name, value) for name, value in example.pairs]
    stand_in.faults = [Fault(example.fault, seconds=5)] if example.fault else []
    if example.name == "limite":
        get(proxy, example.path)  # the one call it may send
    reply = get(proxy, example.path, encoded(pairs), [header])
    return {
        "operation": documentation.OPERATIONS[example.path]["operation_id"],
        "name": example.name,
        "summary": example.summary,
        "url": f"{example.path}?{encoded(pairs)}",
        "status": reply.status,
        "body": reply.json(),
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(record(open_database(DATABASE)), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
