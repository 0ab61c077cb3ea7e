"""Reading the arrondissement in a name: "PARIS XIVEME", "Lyon 3e arrondissement", "PARIS DIX-SEPTIEME ARRONDISS".

The number comes in digits, Roman numerals or words; the word arrondissement may be missing, cut or misspelt, and
anything may follow it. Source: domain.md section 4.4, and the civil registry's spellings.
"""

import re

from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import extract

from transcogage.resolution.registry import DIVIDED_CITIES

_CITY_NAMES = tuple(city.name for city in DIVIDED_CITIES)

_ORDINALS = """
premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme treizieme
quatorzieme quinzieme seizieme dixseptieme dixhuitieme dixneuvieme vingtieme
"""
_ROMANS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
_BY_WORD = {word: number for number, word in enumerate(_ORDINALS.split(), start=1)} | {"second": 2}
_BY_ROMAN = {roman: number for number, roman in enumerate(_ROMANS.split(), start=1)}

_ARRONDISSEMENT = "arrondissement"
_CITY = re.compile(rf"(?:a )?({'|'.join(_CITY_NAMES)}) ?(?:cedex )?(?:(?:no?|numero) (?=\d))?(.*)")
_ANY_NAME_AND_DIGITS = re.compile(r"([a-z ]+?) ?(\d.*)")
_IN_DIGITS = re.compile(r"0*(1\d|2[0o]|[1-9])(?!\d)[a-z]{0,5}?(?= |$|arr)")
_IN_ROMANS = re.compile(r"([ivx]+)(?:e|er|re|eme|em)?s?(?= |$|arr)")
_IN_WORDS = re.compile(rf"({'|'.join(sorted(_BY_WORD, key=len, reverse=True))})s?")
_DETACHED_SUFFIX = re.compile(r" (?:e|er|re|eme|ieme|em|me)(?= |$)")

_ORDINAL = re.compile(r"(?:[\divx]+ ?(?:er|e|i?eme)|\w{4,}ieme)(?= )")
"""A number that is said to be an arrondissement's: anything may follow it ("PARIS 5EME SEINE", "Paris 16e sud")."""

_CITY_BEGINNINGS = tuple(f"{start}{city}" for start in ("", "a ") for city in _CITY_NAMES)
_A_DIGIT = re.compile(r"\d")


def with_arrondissement_number(words: str) -> str:
    """ "paris quatorzieme arrondisse" -> "paris 14"; plain lower-case words without such a number are unchanged.

    Digits are read after any name, so that a misspelt city keeps its number ("pariss 14e" -> "pariss 14").
    """
    if not words.startswith(_CITY_BEGINNINGS) and not _A_DIGIT.search(words):
        return words
    for pattern in (_CITY, _ANY_NAME_AND_DIGITS):
        if match := pattern.fullmatch(words):
            city, rest = match.groups()
            number, after = _leading_number(rest)
            is_ordinal = pattern is _CITY and _ORDINAL.match(rest) is not None and not _A_DIGIT.search(after)
            if number is not None and (is_ordinal or _may_follow_a_number(after)):
                return f"{city} {number}"
    return words


def _leading_number(text: str) -> tuple[int | None, str]:
    """The ordinal from 1 to 20 a text opens with, and what follows it."""
    if match := _IN_DIGITS.match(text):
        number = int(match.group(1).replace("o", "0"))
    elif (match := _IN_ROMANS.match(text)) and (roman := _roman(match)):
        number = roman
    else:
        text = text.replace("dix ", "dix", 1) if text.startswith("dix ") else text
        match = _IN_WORDS.match(text)
        if match is None:
            return _misspelt_ordinal(text)
        number = _BY_WORD[match.group(1)]
    return number, _DETACHED_SUFFIX.sub("", text[match.end() :], count=1).strip()


def _roman(match: re.Match[str]) -> int | None:
    """The number of a Roman numeral; "IXIEME" is IX and IEME, when IXI and EME is nothing."""
    numeral = match.group(1)
    return _BY_ROMAN.get(numeral) or _BY_ROMAN.get(numeral.removesuffix("i"))


def _misspelt_ordinal(text: str) -> tuple[int | None, str]:
    """The one ordinal word of which the first word is a letter away: "quatorxieme" -> 14, but "fixieme" is none."""
    word, _, after = text.partition(" ")
    if len(word) < 6:
        return None, text
    near = extract(word, list(_BY_WORD), scorer=OSA.distance, score_cutoff=1, limit=2)
    return (_BY_WORD[near[0][0]], after) if len(near) == 1 else (None, text)


def _may_follow_a_number(text: str) -> bool:
    """Nothing; "cedex"; or the word arrondissement, cut or misspelt, and anything after it."""
    first_word, _, more = text.partition(" ")
    if len(first_word) < 3:
        return not more and _ARRONDISSEMENT.startswith(first_word)
    if first_word == "cedex" or _ARRONDISSEMENT.startswith(first_word):
        return True
    beginning = _ARRONDISSEMENT[: max(len(first_word), 6)]
    return Indel.normalized_similarity(first_word, beginning) >= 0.6
