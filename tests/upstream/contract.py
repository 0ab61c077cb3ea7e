"""What API Particulier requires of a call, parameter by parameter. Source: domain.md section 5.

Written apart from the proxy's own code on purpose: the stand-in must catch its mistakes, not share them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.upstream.errors import RefusedError, malformed

COMMUNE = re.compile(r"(0[1-9]|[13-9]\d|2[AB1-9])\d{3}")
DEPARTMENT = re.compile(r"0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[12346]")
COUNTRY = re.compile(r"99\d{3}")
SIRET = re.compile(r"\d{14}")
FRANCE = "99100"

Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Operation:
    """A route: its version, the folder of its staging cases, its parameters' names by what they mean."""

    path: str
    version: str
    cases: str
    names: Mapping[str, str]
    france_connect: bool = False


V3_NAMES = {
    "family_name": "nomNaissance",
    "use_name": "nomUsage",
    "first_names": "prenoms[]",
    "sex": "sexeEtatCivil",
    "year": "anneeDateNaissance",
    "month": "moisDateNaissance",
    "day": "jourDateNaissance",
    "country": "codeCogInseePaysNaissance",
    "commune": "codeCogInseeCommuneNaissance",
    "commune_name": "nomCommuneNaissance",
    "department": "codeCogInseeDepartementNaissance",
    "for_year": "annee",
    "for_month": "mois",
}
V2_NAMES = V3_NAMES | {
    "sex": "sexe",
    "year": "anneeDateDeNaissance",
    "month": "moisDateDeNaissance",
    "day": "jourDateDeNaissance",
    "country": "codePaysLieuDeNaissance",
    "commune": "codeInseeLieuDeNaissance",
    "department": "codeInseeDepartementNaissance",
}
OPERATIONS = (
    Operation(
        "/v3/dss/quotient_familial/identite",
        "v3",
        "api_particulier_v3_cnav_quotient_familial_with_civility",
        V3_NAMES,
    ),
    Operation(
        "/v3/dss/quotient_familial/france_connect",
        "v3",
        "api_particulier_v3_cnav_quotient_familial_with_france_connect",
        V3_NAMES,
        france_connect=True,
    ),
    Operation(
        "/api/v2/composition-familiale-v2",
        "v2",
        "api_particulier_v2_cnav_quotient_familial_v2",
        V2_NAMES,
    ),
)
_GENERAL = "Un ou plusieurs paramètres de civilité ne sont pas correctement formatés"


def check_recipient(operation: Operation, values: Values) -> None:
    """v3 requires the SIRET of the administration; v2 checks it when it is there. Raises `RefusedError`."""
    recipient = _first(values, "recipient")
    if not recipient and operation.version == "v3":
        raise malformed("00203", "Le paramètre recipient est obligatoire", "recipient")
    if recipient and not SIRET.fullmatch(recipient):
        raise malformed("00210", "Le paramètre recipient n'est pas un siret valide", "recipient")


def check_identity(operation: Operation, values: Values) -> None:
    """Raises `RefusedError` for the first parameter of a person that is missing or malformed."""
    names = operation.names

    def given(meaning: str) -> str:
        return _first(values, names[meaning])

    def refuse(code: str, detail: str, meaning: str) -> RefusedError:
        return malformed(code, detail, names[meaning])

    first_names = [text for text in values.get(names["first_names"], ()) if text]
    if not given("family_name"):
        raise refuse("00361", "Le nom de famille est manquant", "family_name")
    if len(first_names) > 3 or (operation.version == "v3" and not first_names):
        raise refuse("00367", "Le ou les prénoms sont manquants.", "first_names")
    if given("sex").upper() not in ("M", "F"):
        raise refuse("00364", "Le sexe n'est pas correctement formaté (m ou f)", "sex")
    if not COUNTRY.fullmatch(given("country")):
        raise refuse("00366", _GENERAL, "country")
    for meaning, highest in (("year", 9999), ("month", 12), ("day", 31)):
        if given(meaning) and not (given(meaning).isdigit() and 0 < int(given(meaning)) <= highest):
            raise refuse("00363", "La date de naissance n'est pas correctement formatté", meaning)
    if given("country") == FRANCE:
        _check_birthplace(given("commune"), given("commune_name"), given("department"), names)


def _check_birthplace(commune: str, name: str, department: str, names: Mapping[str, str]) -> None:
    if commune and not COMMUNE.fullmatch(commune):
        raise malformed("00365", "Le lieu de naissance n'est pas correctement formaté", names["commune"])
    if not commune and name and department and not DEPARTMENT.fullmatch(department):
        raise malformed("00428", "Le code du département n'est pas correctement formaté", names["department"])


def _first(values: Values, name: str) -> str:
    return next(iter(values.get(name, ())), "").strip()
