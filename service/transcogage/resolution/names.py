"""THE normalisation of commune names: one key for every way of writing the same name.

The index and the queries go through the same `key`, so they cannot disagree. Steps, in this order:

1. letters: lower case, no accent, ligatures opened (œ, æ), anything else than letters and digits becomes a space;
   "s/" and "s/s" are read as "sur" and "sous" first;
2. words: "st", "ste", "sts", "stes" are read as "saint", "sainte", "saints", "saintes";
3. arrondissement: read as a number ("paris 14");
4. article: written last or in brackets ("MANS (LE)"), it comes first ("le mans").

Source: domain.md sections 4.1 and 4.2, from INSEE's labels, La Poste's and the civil registry's spellings.
"""

import re
from collections.abc import Iterator
from unicodedata import category

from unidecode import unidecode

from transcogage.resolution.arrondissements import with_arrondissement_number

TRUNCATED_LENGTH = 30
"""Registry files cut names at this many characters (domain.md section 4.3)."""

_ARTICLES = frozenset({"le", "la", "les", "l"})
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_CONTRACTIONS = {"au": "le", "aux": "les", "du": "le", "des": "les", "a": "", "de": "", "d": ""}
_LINKS = _ARTICLES | _CONTRACTIONS.keys() | {"sur", "sous", "en", "et"}
_SUR_OR_SOUS = re.compile(r"\bs/(\s*s(?:/|\b))?", re.IGNORECASE)
_REGISTRY_WORDS = re.compile(
    r"\b(?:\d+|cedex|commune de|commune d|commune du|ville de|ville du|section de|section d|section)\b"
)
_BRACKETS = re.compile(r"[(\[\"«“]([^)\]\"»”]*)[)\]\"»”]?")
_ZERO_WIDTH_SPACE = "\u200b"
_SEPARATORS = re.compile(r",| - ")


def _letter_table() -> dict[int, str]:
    """Latin letters and punctuation to lower-case ASCII letters, or to a space; "2°" is read as 2. What cannot be seen
    (soft hyphens, marks of direction) is nothing.
    """
    table = {}
    for code in [*range(0x250), *range(0x2000, 0x2070)]:
        letters = unidecode(chr(code)).lower()
        is_unseen = category(chr(code)) == "Cf" and chr(code) != _ZERO_WIDTH_SPACE
        table[code] = letters if letters.isalnum() else "" if is_unseen else " "
    return table | {ord(degree): " " for degree in "°ºøØ"}


_LETTERS = _letter_table()


def plain_words(name: str) -> str:
    """Steps 1 and 2: lower-case ASCII words separated by one space."""
    if "/" in name:
        name = _SUR_OR_SOUS.sub(lambda match: " sous " if match.group(1) else " sur ", name)
    text = name.translate(_LETTERS)
    if not text.isascii():
        text = unidecode(text).translate(_LETTERS)
    return " ".join([_ABBREVIATIONS.get(word, word) for word in text.split()])


def key(name: str) -> str:
    """The key of a name, in French or registry spelling. An empty key means that the name holds no letter or digit."""
    words = with_arrondissement_number(plain_words(name))
    head, _, last = words.rpartition(" ")
    return f"{last} {head}" if last in _ARTICLES and head else words


def without_article(words: str) -> str:
    """A key without its leading article: "le mans" -> "mans"."""
    head, _, rest = words.partition(" ")
    return rest if head in _ARTICLES and rest else words


def without_brackets(name: str) -> str:
    """A name without what stands in brackets or quotes: "Bors (Canton de …)" -> "Bors"."""
    return _BRACKETS.sub(" ", name).strip()


def simplified_keys(name: str, asked: str) -> Iterator[str]:
    """Keys to try, best first, when a name is unknown under its own, `asked`: contractions, brackets, registry words.

    "AU CREUSOT" -> "le creusot"; "TOURS (SAINT SYMPHORIEN)" -> "tours", "saint symphorien"; "RENNES CEDEX 7" ->
    "rennes"; then what is missing is added.
    """
    seen = {asked}
    for base in (*_keys_of_parts(name, asked), *_with_what_is_missing(asked)):
        stripped = " ".join(_REGISTRY_WORDS.sub(" ", base).split())
        for words in dict.fromkeys((base, stripped)):
            for simpler in (words, without_article(words), _as_in_a_sentence(words)):
                if simpler and simpler not in seen and simpler not in _ARTICLES:
                    seen.add(simpler)
                    yield simpler


def _keys_of_parts(name: str, asked: str) -> Iterator[str]:
    """The key of a name, then of what stands out of its brackets, in them, and between its commas or dashes."""
    yield asked
    if _BRACKETS.search(name):
        yield key(without_brackets(name))
        yield from map(key, _BRACKETS.findall(name))
    if _SEPARATORS.search(name):
        yield from map(key, _SEPARATORS.split(name))


def _with_what_is_missing(asked: str) -> Iterator[str]:
    """The rest of "St", a link before the last word: "stbrieuc" -> "saint brieuc", "ivry seine" -> "ivry sur seine"."""
    for short in ("ste", "st"):
        if asked.startswith(short) and len(asked) > len(short) + 2:
            yield f"{_ABBREVIATIONS[short]} {asked.removeprefix(short).lstrip()}"
    before, _, last = asked.rpartition(" ")
    if before and before.rpartition(" ")[2] not in _LINKS:
        yield from (f"{before} {link} {last}" for link in ("sur", "sous", "les"))


def _as_in_a_sentence(words: str) -> str:
    """A name after "né à": "au creusot" -> "le creusot", "a l isle d espagnac" -> "l isle d espagnac"."""
    head, _, rest = words.partition(" ")
    if head not in _CONTRACTIONS or not rest:
        return words
    return f"{_CONTRACTIONS[head]} {rest}".strip()
