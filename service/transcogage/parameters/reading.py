"""Reading parameters: from the query string to values, everything wrong with a request reported at once.

Read by our own code rather than by the framework: every error is reported in French, by the parameter's public name; a
repeated or unknown parameter is an error and never silently ignored (a misspelt `moisDateNaissance` would otherwise
give a less precise answer without a word).
"""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import unquote_plus

from transcogage.parameters.errors import ErrorCode, ErrorDetail, InvalidParametersError
from transcogage.resolution.model import NoteCode

MOST_PARAMETERS = 100
LONGEST_NAME_SHOWN = 100

CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
"""Control characters and line ends, for a regular expression's class."""

_CONTROL_CHARACTER = re.compile(f"[{CONTROL}]")
_UNDECODABLE = "\ufffd"

T = TypeVar("T")


class InvalidValueError(Exception):
    """A value that cannot be read: the code of the error, and its French message."""

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Parameter(Generic[T]):
    """A parameter: how it is documented, and how its value is read (`InvalidValueError` when it cannot be)."""

    name: str
    description: str
    schema: dict[str, Any]
    read: Callable[[str], T]
    required: bool = False

    def documented(self) -> dict[str, Any]:
        """Its description in the OpenAPI specification."""
        return {
            "name": self.name,
            "in": "query",
            "required": self.required,
            "description": self.description,
            "schema": self.schema,
        }


def documented(parameters: Iterable[Parameter[Any]]) -> list[dict[str, Any]]:
    """The `parameters` of an operation, in the OpenAPI specification."""
    return [parameter.documented() for parameter in parameters]


def split_query_string(query_string: bytes) -> list[tuple[str, str]]:
    """The names and values of a query string, in order, blank values kept.

    Raw UTF-8 is read as well as percent-encoding; what is not UTF-8 becomes U+FFFD, which `read_query` refuses.
    """
    parts = query_string.decode("utf-8", "replace").split("&")
    if len(parts) > MOST_PARAMETERS:
        message = f"La demande a plus de {MOST_PARAMETERS} paramètres : gardez ceux de la documentation, sur /docs."
        raise InvalidParametersError([ErrorDetail(None, ErrorCode.TOO_MANY, message)])
    pairs = []
    for part in parts:
        name, _, value = part.partition("=")
        if "%" in part or "+" in part:
            name, value = unquote_plus(name), unquote_plus(value)
        if part:
            pairs.append((name, value))
    return pairs


class Reading:
    """One request being read: the texts given by name, what is wrong, and what is worth telling of those read, so far.

    From a body, something else than a text may be given: it is kept, and refused when it is read.
    """

    def __init__(self, pairs: Iterable[tuple[str, object]]) -> None:
        self.texts: dict[str, list[object]] = {}
        for name, text in pairs:
            self.texts.setdefault(name, []).append(text)
        self.details: list[ErrorDetail] = []
        self.remarks: set[NoteCode] = set()

    def is_blank(self, parameter: Parameter[Any]) -> bool:
        """Whether it is absent, or empty."""
        return not any(str(text).strip() for text in self.texts.get(parameter.name, ()))

    def value(self, parameter: Parameter[T]) -> T | None:
        """The value of a parameter; None when it is absent, or at fault."""
        texts = self.texts.get(parameter.name)
        if texts is None:
            if parameter.required:
                example = f"{parameter.name}={parameter.schema['examples'][0]}"
                self.add_error(parameter, ErrorCode.MISSING, f"Ajoutez ce paramètre, par exemple {example}.")
            return None
        try:
            return parameter.read(_clean(_only_text(texts)))
        except InvalidValueError as error:
            self.add_error(parameter, error.code, error.message)
            return None

    def hint(self, parameter: Parameter[T], unread: NoteCode) -> T | None:
        """The value of a parameter that only helps: what cannot be read in it spoils no question, and is remarked as
        `unread`; what is empty is absent. Several values are an error, as of any parameter.
        """
        texts = self.texts.get(parameter.name)
        if texts is None:
            return None
        try:
            text = _only_text(texts)
        except InvalidValueError as error:
            self.add_error(parameter, error.code, error.message)
            return None
        try:
            return parameter.read(_clean(text))
        except InvalidValueError as error:
            if error.code is not ErrorCode.EMPTY:
                self.remarks.add(unread)
            return None

    def refuse_unknown_names(self, parameters: Iterable[Parameter[Any]]) -> None:
        """Add every name that is no parameter's, with the nearest one that is."""
        names = [parameter.name for parameter in parameters]
        for name in self.texts:
            if name in names:
                continue
            shown = name[:LONGEST_NAME_SHOWN]
            nearest = difflib.get_close_matches(shown, names, n=1)
            advice = f"Vouliez-vous écrire {nearest[0]} ?" if nearest else f"Les paramètres sont {', '.join(names)}."
            self.details.append(ErrorDetail(shown, ErrorCode.UNKNOWN, f"Ce paramètre n'existe pas. {advice}"))

    def add_error(self, parameter: Parameter[Any], code: ErrorCode, message: str) -> None:
        """Add what is wrong with a parameter."""
        self.details.append(ErrorDetail(parameter.name, code, message))


def _only_text(texts: list[object]) -> str:
    if len(texts) > 1:
        raise InvalidValueError(ErrorCode.REPEATED, "Ce paramètre est donné plusieurs fois : gardez-en un seul.")
    text = texts[0]
    if not isinstance(text, str):
        raise InvalidValueError(ErrorCode.MALFORMED, "Donnez un texte ou un nombre entier, ou retirez ce paramètre.")
    return text


def _clean(text: str) -> str:
    if text.isalnum():
        return text
    if _UNDECODABLE in text:
        advice = "Cette valeur n'est pas écrite en UTF-8 : encodez-la en UTF-8 (dans l'adresse, « é » s'écrit %C3%A9)."
        raise InvalidValueError(ErrorCode.NOT_UTF8, advice)
    if _CONTROL_CHARACTER.search(text):
        advice = "Cette valeur contient un caractère de contrôle (tabulation, saut de ligne…) : retirez-le."
        raise InvalidValueError(ErrorCode.CONTROL_CHARACTER, advice)
    text = text.strip()
    if not text:
        raise InvalidValueError(ErrorCode.EMPTY, "Ce paramètre est vide : donnez-lui une valeur, ou retirez-le.")
    return text
