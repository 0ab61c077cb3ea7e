"""What is written as a birth place -> its parts, before any look-up: the one place where this is done.

| Written | Read as |
|---|---|
| BORDEAUX (33), Besançon (Doubs), Saint-Denis - Réunion, 33 - Bordeaux | a department |
| 33000 Bordeaux, Lyon (69008), 75014 PARIS, Nice 6000 | a postal code, or an INSEE code: it can be either |
| 69388 Lyon 08, 2A004 Ajaccio | an INSEE code |
| 33077 BORDEAUX CEDEX | its department |
| BORDEAUX FRANCE, Bordeaux (France) | nothing more; Fort-de-France is a name |
| Papeete (Tahiti), Saint-Louis, Marie-Galante | an island, and its department |
| Bordeaux (33) (34) | two departments, one of which is wrong |
| Rabat, Maroc; LISBONNE (PORTUGAL); ALGERIE | a country |
| PARIS (14), Lyon 3e, 11e arrondissement (in 75, 69, 13) | an arrondissement; MARSEILLE (13) is a department |
| né à Bordeaux, Mairie de Dole, Ville du Havre | the name after |
| Maternité de Lille, Clinique Pasteur, Toulouse; Lyon (Hôtel-Dieu) | an establishment: its commune is meant |
| NEUILLY/SEINE, VITRY S SEINE, Clermont-Fd, N.D. de Bondeville | a name to open |
| Villefranche s/s | the beginning of a name |
| BesanÃ§on, Orl&eacute;ans, T0ULOUSE | a damaged text (`damaged_text`) |

Source: domain.md section 4.8; section 4.4 for arrondissements.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from transcogage.resolution.abbreviations import SHORT_WORDS, opened
from transcogage.resolution.damaged_text import mended, with_letters_for_figures
from transcogage.resolution.names import key, plain_words
from transcogage.resolution.place_pieces import (
    Piece,
    Surroundings,
    arrondissement_alone,
    arrondissement_of,
    city_of,
    no_island,
)
from transcogage.resolution.registry import DIVIDED_CITIES
from transcogage.resolution.said_before import ESTABLISHMENT_WORDS, FIRST_WORDS, without_what_is_said

MOST_NAMES = 12
"""How many names are read in a text, at most."""


class WrittenPlace(NamedTuple):
    """What is written as a birth place, in parts.

    `names`: the text without the pieces below, then without the words said before; never empty. `opened`: those it can
    be read as with its abbreviations opened, at most `MOST_NAMES`. In this order the first that somebody bore is meant,
    the others are then to be left. `beginnings`: where a name is cut at an initial ("Villefranche sur
    s"), the known names that begin so are meant, failing `names`.
    `postal_code` may be an INSEE code where both are possible: both are to be tried. A postal code says no department
    here. `commune_code`: only an INSEE code. `country`: as written, never France. `arrondissement`: of Paris, Lyon or
    Marseille; then the name has it too. `establishment`: a hospital, when the first name is no commune's. `island`: an
    everyday name of a place that holds communes, as written; its department is `department`. `disputed`: what another
    piece of the same kind says, as (member, value): "Bordeaux (33) (34)".
    """

    names: tuple[str, ...]
    department: str | None = None
    postal_code: str | None = None
    commune_code: str | None = None
    country: str | None = None
    arrondissement: int | None = None
    establishment: bool = False
    opened: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    island: str | None = None
    disputed: tuple[tuple[str, str], ...] = ()


_SIGNS = "()[],;:/.–—"
_SIGN = re.compile(rf"[{re.escape(_SIGNS)}]| -|- ")
_MARKS = frozenset(_SIGNS + "0123456789")
_WORDS = SHORT_WORDS | ESTABLISHMENT_WORDS | {"arrondissement", "cedex", "france"} | {c.name for c in DIVIDED_CITIES}


def read_place(
    text: str,
    is_country: Callable[[str], bool],
    department: str | None = None,
    department_of_island: Callable[[str], str | None] = no_island,
) -> WrittenPlace:
    """The parts of what is written; `department` is what was given beside, as `departments.read_department` gives it.

    Never fails; a plain name is only looked at.
    """
    text = mended(text)
    if _is_plain(text):
        return WrittenPlace((text,), country=text.strip() if is_country(text) else None)
    text = " ".join(text.split())
    if is_country(text):
        return WrittenPlace((text,), country=text)
    around = Surroundings(text, is_country, department, department_of_island)
    if (found := around.of_code(text)) is not None:
        return WrittenPlace((text,), **found)
    name, found = around.split(text)
    return _with_names(name, found, around, department, whole=text)


def has_signs(text: str) -> bool:
    """Whether a text holds brackets or other signs, which a plain name has not."""
    return _SIGN.search(text) is not None


def is_looked_up_as_it_is(text: str) -> bool:
    """Whether nothing in a text forbids to look up its key in the department given: with a department that knows the
    name, it is not a country's.
    """
    return not has_signs(text) or is_only_a_name(text, lambda _: False)


def is_only_a_name(text: str, is_country: Callable[[str], bool]) -> bool:
    """Whether no other part is read in a text than a name of the same key: what was compiled of the key then holds."""
    text = text.strip()
    names, department, postal_code, commune_code, country, _, establishment, *_ = read_place(text, is_country)
    said = department or postal_code or commune_code or country or establishment
    return not said and (names[0] == text or key(names[0]) == key(text))


def _is_plain(text: str) -> bool:
    """Whether nothing is to be read in a text but a name, at the least cost."""
    lower = text.lower()
    if not _MARKS.isdisjoint(text) or " -" in text or "- " in text or " l " in lower:
        return False
    words = lower.replace("-", " ").replace("'", " ").replace("’", " ").split()
    if len(words) == 1:
        return True
    return (
        bool(words) and _WORDS.isdisjoint(words) and len(words[-1]) > 1 and lower.split(None, 1)[0] not in FIRST_WORDS
    )


def _with_names(name: str, found: Piece, around: Surroundings, department: str | None, whole: str) -> WrittenPlace:
    """`name`: what stays of the `whole` text without its pieces. When only "France" is left out, the whole may yet be a
    name, misspelt ("Fort-dee-France"). After an establishment, pieces may stand around the name: "Hôpital Pellegrin,
    33000 Bordeaux".
    """
    is_country = around.is_country
    said, is_establishment = without_what_is_said(name)
    if is_establishment:
        parts = [around.split(way) for way in said]
        said = tuple(shorter for shorter, _ in parts)
        found = next((piece for _, piece in parts if piece), Piece()) | found
    names = [_with_arrondissement(way, found, department) for way in (name, *said)]
    if is_establishment:
        found = found | {"establishment": True}
    if "country" not in found and (country := next(filter(is_country, (name, *said)), None)):
        found = found | {"country": country}
    others: list[str] = []
    beginnings: list[str] = []
    for way in names:
        if not city_of(way):
            ways, cut = opened(way)
            others.extend(ways)
            beginnings.extend(cut)
        others.extend(with_letters_for_figures(way))
    if not found:
        others.append(whole)
    read = next(filter(None, (arrondissement_of(plain_words(way)) for way in dict.fromkeys((*names, *others)))), None)
    if read is not None:
        found = found | {"arrondissement": read[1]}
    return WrittenPlace(
        tuple(dict.fromkeys(names)),
        **found,
        opened=tuple([way for way in dict.fromkeys(others) if way not in names])[:MOST_NAMES],
        beginnings=tuple(dict.fromkeys(beginnings))[:MOST_NAMES],
    )


def _with_arrondissement(name: str, found: Piece, department: str | None) -> str:
    """ "Paris", where a code says the arrondissement, and "11e arrondissement", in the department: -> "Paris 11"."""
    words = plain_words(name)
    for city in DIVIDED_CITIES:
        if words == city.name:
            number = city.arrondissement_of_code(found.get("commune_code", "")) or city.arrondissement_of_postal_code(
                found.get("postal_code", "")
            )
            return f"{name} {number}" if number else name
    alone = arrondissement_alone(words, found.get("department", department))
    return f"{alone[0].name.title()} {alone[1]}" if alone else name
