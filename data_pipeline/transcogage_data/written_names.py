"""Every way a known name is commonly written -> its key: a plain join on the name works without this program."""

import re
from collections.abc import Iterable, Iterator

from unidecode import unidecode

from transcogage.resolution.names import key, without_article, without_brackets

_ABBREVIATIONS = {"SAINT": "ST", "SAINTE": "STE", "SAINTS": "STS", "SAINTES": "STES"}
_ARTICLE = re.compile(r"^(?:L'|(?:Les?|La) )")
_MARKS = re.compile("[-'’]")
_ARRONDISSEMENT = re.compile(r" (\d)$")


def written_names(names: Iterable[str], keys: Iterable[str]) -> dict[str, str]:
    """Written name -> key, one of `keys`: official `names`, with and without accents, hyphens, article, brackets; and
    every key as it is, and in the capitals of registries (SAINT or ST, the article first or last, LYON 2 or LYON 02).

    A way of writing that `transcogage.resolution.names.key` reads otherwise is left out.
    """
    known = set(keys)
    written = {way for name in names for way in _ways_of_name(name)}
    ways = {way: found for way in written if (found := key(way)) in known}
    ways |= {way: name_key for name_key in known for way in _ways_of_key(name_key) if key(way) == name_key}
    return dict(sorted(ways.items()))


def _ways_of_name(name: str) -> Iterator[str]:
    bare = without_brackets(name)
    for form in {name, bare, _ARTICLE.sub("", name), _ARTICLE.sub("", bare)}:
        for letters in (form, unidecode(form)):
            yield from (letters, letters.upper(), _MARKS.sub(" ", letters), letters.replace(" Arr", " arr"))


def _ways_of_key(name_key: str) -> Iterator[str]:
    yield name_key
    yield _ARRONDISSEMENT.sub(r" 0\1", name_key.upper())
    rest = without_article(name_key).upper()
    article = name_key.upper().removesuffix(rest).strip()
    for words in (rest, " ".join(_ABBREVIATIONS.get(word, word) for word in rest.split())):
        yield from (f"{article} {words}", f"{words} ({article})", f"{words}({article})") if article else (words,)
