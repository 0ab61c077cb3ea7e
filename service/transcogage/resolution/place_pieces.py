"""What is written around the name of a place: a department, a postal or INSEE code, a country, France, a hospital.

In brackets, after a comma, a dash or a space; codes before the name too.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from rapidfuzz.distance import OSA

from transcogage.resolution.arrondissements import with_arrondissement_number
from transcogage.resolution.departments import ABROAD, COLLECTIVITIES, department_of, find_department
from transcogage.resolution.names import plain_words
from transcogage.resolution.registry import DIVIDED_CITIES, MAYOTTE_BEFORE_2011, PARIS, DividedCity
from transcogage.resolution.said_before import is_establishment

Piece = dict[str, Any]
"""Members of `WrittenPlace`, as one piece of the text gives them; none for what says nothing ("FRANCE")."""

MOST_PIECES = 6
"""How many pieces are read around a name, at most."""

_CODE = r"(?:F\s?-?\s?)?(\d{2}\s?\d{3}|2[AB]\s?\d{3})"
_LOST_ZERO = r"((?!1[89]|20)[1-9]\d{3})"
_DEPARTMENT = r"(2[AB]|9[78]\d|\d{2})"
_ONLY_A_CODE = re.compile(rf"{_CODE}|{_LOST_ZERO}", re.IGNORECASE)
_CODE_FIRST = re.compile(rf"\(?(?:{_CODE}|{_LOST_ZERO}(?=\W))\)?[\s,:;-]*(?=[^\W\d])", re.IGNORECASE)
_CODE_LAST = re.compile(rf"(?<=[^\s,-])[\s,-]+{_CODE}$", re.IGNORECASE)
_DEPARTMENT_FIRST = re.compile(
    rf"\(?{_DEPARTMENT}\)?[\s,:-]+(?=[^\W\d])(?!(?:er?|[èi]?[èe]me|arr\w*)\b)", re.IGNORECASE
)
_DEPARTMENT_LAST = re.compile(rf"(?<=[^\s,-])[\s,-]+{_DEPARTMENT}$", re.IGNORECASE)
_CEDEX = re.compile(r"[\s,-]+cedex\b\s*(\d{0,2})(?=\s*(?:[(,-].*)?$)", re.IGNORECASE)
_FRANCE_LAST = re.compile(r"(?<=[^\W\d])[\s,-]+france$", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[,;]\s*|\s+[-–—]\s+|\s*[–—]\s*")
_PARTS = re.compile(r"\s*[,;/]\s*|\s+(?:[-–—]|ou|et)\s+", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*")

_CITY_NAMES = "|".join(city.name for city in DIVIDED_CITIES)
_ARRONDISSEMENT_ALONE = re.compile(
    r"(?:le )?(\d{1,2}(?: ?(?:e|er|eme|ieme))?(?: arr[a-z]*)?|[a-z]+(?: [a-z]+)? arr[a-z]*)"
    rf"(?: (?:de |a )?({_CITY_NAMES}))?"
)

FRANCE_IS_CALLED = frozenset({"france", "fr", "fra", "republique francaise", "france metropolitaine", "metropole"})
_BEFORE_FRANCE = frozenset({"en", "de", "d", "l", "la", "du", "ile"})
"""A name goes on: Fort-de-France, Roissy-en-France, Île-de-France."""

_ISLANDS = frozenset({"977", "978"})


_DISPUTABLE = frozenset({"department", "postal_code", "commune_code"})
"""Kinds of pieces of which a text may hold two that disagree."""


def no_island(_: str) -> None:
    """No text is an island's name."""


class Surroundings:
    """Reads what stands around names. `is_country`: whether a text is a country's name. `department`: given beside.
    `department_of_island`: that of the island so called, if one is.
    """

    def __init__(
        self,
        text: str,
        is_country: Callable[[str], bool],
        department: str | None,
        department_of_island: Callable[[str], str | None],
    ) -> None:
        self.is_country = is_country
        self._department = department
        self._department_of_island = department_of_island
        self._cedex = "cedex" in text.lower()

    def split(self, text: str) -> tuple[str, Piece]:
        """The name, and what is said around it."""
        name, found = text, Piece()
        for _ in range(MOST_PIECES):
            for shorter, piece in self._ways_to_shorten(name):
                if piece is not None and shorter and (both := _both(found, piece)) is not None:
                    name, found = shorter, both
                    break
            else:
                break
        return name, found

    def of_code(self, text: str) -> Piece | None:
        """What a postal or INSEE code says; None when `text` is neither."""
        match = _ONLY_A_CODE.fullmatch(text)
        return self._of_code(match) if match else None

    def _ways_to_shorten(self, name: str) -> Iterator[tuple[str, Piece | None]]:
        """The name without its last or first piece, and what the piece is, None when it is not one."""
        bracket = max(name.rfind("("), name.rfind("["))
        inside = name[bracket + 1 :].rstrip(" )]")
        if bracket > 0 and not {"(", ")", "[", "]"} & set(inside):
            yield _trimmed(name[:bracket]), self._beside(inside.strip(), name[:bracket])
            if self.is_country(name[:bracket]):
                yield inside.strip(), {"country": _trimmed(name[:bracket])}
        separators = list(_SEPARATOR.finditer(name))
        if separators:
            last, first = separators[-1], separators[0]
            yield _trimmed(name[: last.start()]), self._beside(name[last.end() :], name[: last.start()])
            if self.is_country(name[: first.start()]):
                yield name[first.end() :], {"country": name[: first.start()]}
        if (slash := _SLASH.search(name)) and (
            self.is_country(name[slash.end() :]) or name[slash.end() :].strip().isdigit()
        ):
            yield name[: slash.start()], self._beside(name[slash.end() :], name[: slash.start()])
        if (match := _FRANCE_LAST.search(name)) and _last_word(name[: match.start()]) not in _BEFORE_FRANCE:
            yield name[: match.start()], Piece()
        if match := _CEDEX.search(name):
            kept = f" {match.group(1)}" if match.group(1) and city_of(name.lstrip("0123456789 -")) else ""
            yield f"{name[: match.start()]}{kept}{name[match.end() :]}", Piece()
        yield from self._without_code(name)

    def _without_code(self, name: str) -> Iterator[tuple[str, Piece | None]]:
        if match := _CODE_LAST.search(name):
            yield name[: match.start()], self._of_code(match)
        if match := _CODE_FIRST.match(name):
            yield name[match.end() :], self._of_code(match)
        if match := _DEPARTMENT_LAST.search(name):
            before = name[: match.start()]
            yield before, self._bare_department(match.group(1), before)
        if match := _DEPARTMENT_FIRST.match(name):
            after = name[match.end() :]
            number = _arrondissement(match.group(1), after)
            yield (f"{after} {number}", Piece()) if number else (after, self._department_piece(match.group(1)))

    def _beside(self, text: str, name: str) -> Piece | None:
        """What a text in brackets, after a comma or after a dash says of the name before it."""
        if _arrondissement(text, name):
            return None
        if (piece := self._piece(text, name)) is not None:
            return piece
        whole: Piece | None = Piece()
        parts = _PARTS.split(text)
        for part in parts if len(parts) > 1 else ():
            piece = self._piece(part, name)
            whole = _both(whole, piece) if whole is not None and piece is not None else None
        return whole or None

    def _piece(self, text: str, name: str) -> Piece | None:
        words = plain_words(text)
        if words in FRANCE_IS_CALLED:
            return Piece()
        if (piece := self.of_code(text)) is not None:
            return piece
        if (piece := self._department_piece(text, name)) is not None:
            return piece
        if words and self.is_country(text):
            return {"country": text}
        if words and (department := self._department_of_island(text)) is not None:
            return {"department": department, "island": text}
        return {"establishment": True} if is_establishment(text) else None

    def _department_piece(self, text: str, name: str = "") -> Piece | None:
        """A department by its code or name. Paris, Saint-Martin, Saint-Barthélemy are communes too, sooner."""
        department = find_department(text)
        if department is None:
            return None
        is_name = not any(character.isdigit() for character in text)
        if department == department_of(PARIS.code) and _last_word(text) == PARIS.name:
            return {"department": department} if city_of(name) is PARIS else None
        if is_name and department in _ISLANDS and not (self._department or "").startswith("97"):
            return None
        return {"department": department}

    def _bare_department(self, text: str, name: str) -> Piece | None:
        """After a mere space, up to 20 a number is an arrondissement of the city, also after other words ("75-Paris
        14", "Hôpital Necker Paris 15"), or of a misspelt one: "Pariss 14".
        """
        mere_number = text.isdigit() and int(text) <= PARIS.arrondissements
        of_a_city = city_of(name) or city_of(_last_word(name))
        if mere_number and (of_a_city or (text != self._department and _is_nearly_a_city(name))):
            return None
        return self._department_piece(text)

    def _of_code(self, match: re.Match[str]) -> Piece | None:
        """A code before or after a name can be either, but for those of one kind only.

        A CEDEX code is no delivery's: only its department holds. 97701, 97801 and 985.. are INSEE's; 75, but for
        its arrondissements, INSEE's for the Seine (750..) or a CEDEX's.
        """
        code = "".join((match.group(1) or match.group(2)).split()).upper().zfill(5)
        department = find_department(code)
        if department is None or code.startswith(ABROAD):
            return None if department is None else {"department": department}
        if self._cedex:
            return {"department": department}
        if any(city.arrondissement_of_postal_code(code) for city in DIVIDED_CITIES):
            return {"postal_code": code}
        insee_only = (
            not code.isdigit()
            or any(code == city.code or city.arrondissement_of_code(code) for city in DIVIDED_CITIES)
            or code.startswith(tuple({*_ISLANDS, MAYOTTE_BEFORE_2011} & COLLECTIVITIES))
        )
        if insee_only or code.startswith(PARIS.postal_prefix):
            return {"commune_code": code}
        return {"department": department} if department == department_of(PARIS.code) else {"postal_code": code}


def city_of(name: str) -> DividedCity | None:
    """Paris, Lyon or Marseille, when the name is its own, with or without more words."""
    first = plain_words(name).partition(" ")[0]
    return next((city for city in DIVIDED_CITIES if city.name == first), None)


def _is_nearly_a_city(name: str) -> bool:
    first = plain_words(name).partition(" ")[0]
    return any(OSA.distance(first, city.name) <= 1 for city in DIVIDED_CITIES)


def _arrondissement(number: str, name: str) -> int | None:
    """ "PARIS (14)", "LYON, 3": the number of an arrondissement; but "MARSEILLE (13)" is in its department."""
    city = city_of(name)
    if city is None or plain_words(name) != city.name or not number.isdigit() or len(number) > 2:
        return None
    is_department = number.zfill(2) == department_of(city.code)
    return None if is_department or not 1 <= int(number) <= city.arrondissements else int(number)


def arrondissement_of(words: str) -> tuple[DividedCity, int] | None:
    """ "paris quatorzieme" -> Paris, 14: of plain words where `arrondissements` reads the number."""
    return arrondissement_of_key(with_arrondissement_number(words))


def arrondissement_of_key(key: str) -> tuple[DividedCity, int] | None:
    """ "paris 14" -> Paris, 14."""
    return _ARRONDISSEMENTS.get(key)


_ARRONDISSEMENTS = {
    f"{city.name} {number}": (city, number) for city in DIVIDED_CITIES for number in range(1, city.arrondissements + 1)
}


def arrondissement_alone(words: str, department: str | None) -> tuple[DividedCity, int] | None:
    """ "11e arrondissement", when the department is the city's; "14e arrondissement de Paris" anywhere."""
    match = _ARRONDISSEMENT_ALONE.fullmatch(words)
    if match is None:
        return None
    number, named = match.groups()
    for city in DIVIDED_CITIES:
        if named == city.name or (named is None and department == department_of(city.code)):
            return arrondissement_of(f"{city.name} {number}")
    return None


def _both(found: Piece, piece: Piece) -> Piece | None:
    """Two pieces together. What the second says otherwise is disputed; None when it is of a kind that cannot be."""
    disputed = [
        (member, value) for member, value in piece.items() if member != "disputed" and found.get(member, value) != value
    ]
    if any(member not in _DISPUTABLE for member, _ in disputed):
        return None
    both = piece | found
    disputed = [*found.get("disputed", ()), *piece.get("disputed", ()), *disputed]
    return both | {"disputed": tuple(disputed)} if disputed else both


def _last_word(text: str) -> str:
    return plain_words(text).rpartition(" ")[2]


def _trimmed(text: str) -> str:
    return text.strip(" ,;-–—")
