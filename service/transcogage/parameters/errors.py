"""What is wrong with a question: a code for programs, a message in French for people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class ErrorCode(StrEnum):
    """What is wrong, for programs; part of the public contract."""

    MISSING = "PARAMETRE_MANQUANT"
    REPEATED = "PARAMETRE_REPETE"
    UNKNOWN = "PARAMETRE_INCONNU"
    TOO_MANY = "TROP_DE_PARAMETRES"
    EMPTY = "VALEUR_VIDE"
    TOO_LONG = "VALEUR_TROP_LONGUE"
    CONTROL_CHARACTER = "CARACTERE_INTERDIT"
    NOT_UTF8 = "ENCODAGE_INVALIDE"
    MALFORMED = "FORMAT_INVALIDE"
    OUT_OF_RANGE = "HORS_LIMITES"
    UNKNOWN_DEPARTMENT = "DEPARTEMENT_INCONNU"
    DAY_WITHOUT_MONTH = "JOUR_SANS_MOIS"
    IMPOSSIBLE_DATE = "DATE_IMPOSSIBLE"
    FUTURE_DATE = "DATE_FUTURE"
    UNKNOWN_CODE = "CODE_INCONNU"
    NOT_JSON = "JSON_INVALIDE"
    UNKNOWN_COLUMN = "COLONNE_INCONNUE"
    REPEATED_COLUMN = "COLONNE_REPETEE"
    RESERVED_COLUMN = "COLONNE_RESERVEE"
    EMPTY_FILE = "FICHIER_VIDE"
    UNREADABLE_FILE = "FICHIER_ILLISIBLE"
    INTERRUPTED = "DEMANDE_INTERROMPUE"
    NO_SUCH_PATH = "CHEMIN_INCONNU"
    METHOD_NOT_ALLOWED = "METHODE_NON_PERMISE"
    BODY_TOO_LARGE = "CORPS_TROP_GRAND"
    UNSUPPORTED_BODY = "TYPE_DE_CORPS_REFUSE"
    TOO_MANY_REQUESTS = "TROP_DE_DEMANDES"
    REFUSED = "DEMANDE_REFUSEE"
    INTERNAL = "ERREUR_INTERNE"
    NOT_READY = "SERVICE_NON_PRET"
    BUSY = "SERVICE_OCCUPE"
    STOPPING = "SERVICE_EN_ARRET"


@dataclass(frozen=True, slots=True)
class ErrorDetail:
    """One thing that is wrong: the parameter's name (None: no parameter is at fault), a code, a French message."""

    parameter: str | None
    code: ErrorCode
    message: str


def message_of(details: Iterable[ErrorDetail], names: Mapping[str, str]) -> str:
    """What is wrong, a line each, said once. `names`: what those who read it call the parameters, when otherwise."""
    lines = [
        f"{names.get(each.parameter, each.parameter)} : {each.message}" if each.parameter else each.message
        for each in details
    ]
    return "\n".join(dict.fromkeys(lines))


class RequestError(Exception):
    """The request cannot be answered as it is put; `details` holds everything that is wrong with it."""

    def __init__(self, details: Sequence[ErrorDetail]) -> None:
        super().__init__(f"{len(details)} errors")
        self.details = tuple(details)


class InvalidParametersError(RequestError):
    """Parameters, or members of a body, are at fault."""
