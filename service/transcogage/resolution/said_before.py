"""What is said before a place: "né à Bordeaux", "Mairie de Dole", "Maternité de Lille", "Clinique X, Toulouse".

The place stands after; with "du" or "au" its name begins with "Le". Of an establishment, the commune is meant.
"""

import re
from collections.abc import Iterator

ESTABLISHMENT_WORDS = frozenset(
    {"maternité", "maternite", "hôpital", "hopital", "hôpitaux", "hopitaux", "hôtel", "hotel", "hospice", "hospices"}
    | {"clinique", "polyclinique", "hospitalier", "maison", "ch", "chg", "chi", "chic", "chr", "chru", "chu"}
)
FIRST_WORDS = frozenset(
    {"à", "a", "au", "aux", "en", "né", "ne", "née", "nee", "nés", "né(e)", "ne(e)"}
    | {"ville", "mairie", "commune", "municipalité", "municipalite"}
)
"""The words of an establishment, and those a text said before a place begins with: to see at once that it has none."""

_LINK = r"(?:\b(?P<link>à|a|au|aux|de|du|des|en)\s+|\b[dD]\s?['’]\s?|\bd\s+)"
_DATE = r"(?:le\s+\d{1,2}(?:er)?[\s/.-]+[\w.éû]+[\s/.-]+\d{2,4},?\s+)?"
_BORN = re.compile(
    rf"(?:n[ée](?:e|\.e|\s?\(e\))?s?\s+{_DATE})?(?P<link>à|a|au|aux|en)\s+(?::\s*)?|lieu\s+de\s+naissance\s*:\s*",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    rf"(?:la\s+)?(?:ville|mairie(?:\s+annexe)?|commune(?:\s+nouvelle)?|municipalit[ée])\s+{_LINK}", re.IGNORECASE
)
_KINDS = (
    r"(?:maternit[ée]|h[oô]pit(?:al|aux)|(?:poly)?clinique|h[oô]tel[\s-]dieu|hospices?|maison\s+(?:de\s+naissance|"
    r"maternelle)|(?:centre|groupe|ensemble)\s+hospitalier|c\.?h\.?(?:[giru]\.?){0,2}c?)"
)
_QUALIFIED = (
    r"(?:\s+(?:universitaire|r[ée]gional|intercommunal|g[ée]n[ée]ral|priv[ée]|civil|militaire|d[ée]partemental)e?s?"
    r"(?=\s))*"
)
_ESTABLISHMENT = re.compile(
    rf"(?:l[ae]\s+|l['’\s]\s?)?(?P<kind>{_KINDS})(?:[\s/-]+{_KINDS}(?=[\s,(]|$))*{_QUALIFIED}(?=[\s,(]|$)\s*",
    re.IGNORECASE,
)
_ESTABLISHMENT_AFTER = re.compile(rf"\s(?:{_KINDS})(?=[\s,]|$)", re.IGNORECASE)
_SEPARATOR = re.compile(r"[,;()\[\]]+|\s[-–—]\s")
_ANY_LINK = re.compile(_LINK, re.IGNORECASE)
_ARTICLES = {"du": "Le ", "au": "Le ", "des": "Les ", "aux": "Les "}
_GO_ON = frozenset(
    {
        "saint",
        "sainte",
        "st",
        "ste",
        "notre",
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "en",
        "sur",
        "sous",
        "lès",
    }
    | {"aux", "au", "à"}
)
"""A name does not begin with, nor after, these words, but with an article."""

_MOST_WORDS = 6


def without_what_is_said(text: str) -> tuple[tuple[str, ...], bool]:
    """The names a text may hold after what is said before, likeliest first; and whether it is an establishment.

    Nothing when nothing is said. A commune may be called so itself: "L'Hôpital".
    """
    rest = text
    for _ in range(2):
        if (said := _BORN.match(rest) or _OFFICE.match(rest)) and rest[said.end() :].strip():
            rest = _after(said, rest)
    names = () if rest == text else (rest,)
    if said := _ESTABLISHMENT.match(rest):
        found = tuple(dict.fromkeys(_places_of_establishment(rest[said.end() :], said["kind"])))
        return (*names, *found), bool(found)
    if (after := _ESTABLISHMENT_AFTER.search(rest)) and not _is_an_article(rest[: after.start()]):
        return (*names, rest[: after.start()].strip(" ,-")), True
    return names, False


def is_establishment(text: str) -> bool:
    """Whether a text beside a name says in which establishment: "maternité", "CHU Pellegrin"."""
    return _ESTABLISHMENT.match(text) is not None


def _after(said: re.Match[str], text: str) -> str:
    """What follows "à", "de", "d'", "du": "du Havre" -> "Le Havre"; a number takes no article ("du 14e")."""
    rest = text[said.end() :].strip()
    link = said.groupdict().get("link") or ""
    return rest if rest[:1].isdigit() else _ARTICLES.get(link.lower(), "") + rest


def _places_of_establishment(rest: str, kind: str) -> Iterator[str]:
    parts = [part.strip() for part in _SEPARATOR.split(rest) if part.strip()]
    if not parts:
        return
    if len(parts) > 1:
        yield parts[-1]
        return
    links = list(_ANY_LINK.finditer(parts[0]))
    if links and links[0].start() == 0:
        yield _after(links[0], parts[0])
        yield _after(links[-1], parts[0])
    elif links and links[-1].group().strip().lower() in ("à", "a", "au", "aux", "de"):
        yield _after(links[-1], parts[0])
    words = parts[0].split()
    of_a_town = kind.lower().startswith("c") and not kind.lower().startswith("clinique")
    if not links and (of_a_town or (len(words) == 1 and not kind.lower().endswith("clinique"))):
        yield parts[0]
    for first in range(max(1, len(words) - _MOST_WORDS), len(words)):
        if words[first].lower() not in _GO_ON and words[first - 1].lower() not in _GO_ON:
            yield " ".join(words[first:])


def _is_an_article(text: str) -> bool:
    """ "NESLE L HOPITAL" is a commune."""
    return text.rpartition(" ")[2].lower() in ("l", "le", "la")
