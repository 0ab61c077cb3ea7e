"""Departments as callers write them: codes of today or of the birth, in all their forms, and names.

A code may have lost or gained zeros (`1`, `075`, `42.0`), or carry the letter of the body that governs (`D93`, `69M`);
a postal code says its department; a name may be of then ("Seine-Inférieure"), cut with points ("B.-du-Rh."),
misspelt by a letter when it is given as a department, or stand beside its code ("75 - Paris").
Source: http.md, `codeCogInseeDepartementNaissance`; overseas, domain.md section 3.8.
"""

import re

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from transcogage.resolution.department_names import NAMES_OF_TODAY, OTHER_NAMES
from transcogage.resolution.names import plain_words
from transcogage.resolution.registry import CORSICAN_DEPARTMENTS, MAYOTTE, MAYOTTE_BEFORE_2011

METROPOLE = frozenset(f"{number:02d}" for number in range(1, 96)) | CORSICAN_DEPARTMENTS
DOM = frozenset({"971", "972", "973", "974", MAYOTTE})
COLLECTIVITIES = frozenset({"975", "977", "978", "984", MAYOTTE_BEFORE_2011, "986", "987", "988", "989"})
DEPARTMENTS = METROPOLE | DOM | COLLECTIVITIES
"""Every department code that can be asked: 20 is Corsica before 1976, 985 Mayotte before 2011."""

OVERSEAS_GROUPS = {
    "97": tuple(sorted(code for code in DEPARTMENTS if code.startswith("97"))),
    "98": tuple(sorted(code for code in DEPARTMENTS if code.startswith("98"))),
}
"""Two figures, of which files keep no more: one of the departments overseas that begin so."""

ABROAD = "99"
"""What stands for a department when the birth was in another country."""

COMMUNE_CODE = "([0-9]{2}|2[AB])[0-9]{3}"
"""A commune's code, as a regular expression: five characters, all digits but Corsica's letter."""

COMMUNE_CODE_TYPED = "([0-9]{2}|2[ABab])[0-9]{3}"
"""The same as a caller may write it, Corsica's letter small."""

_POSTAL_HALVES_OF_CORSICA = dict(zip(("201", "202"), sorted(CORSICAN_DEPARTMENTS), strict=True))
"""How the postal codes of Corse-du-Sud and of Haute-Corse begin (La Poste): given for the department."""

_ISLAND_OF_POSTAL_CODE = {"97133": "977", "97150": "978"}
"""Saint-Barthélemy and Saint-Martin have postal codes of Guadeloupe's (La Poste, Base officielle des codes postaux)."""

_SAME_GROUND = {
    "seine": "92 93 94",
    "seine et oise": "91 92 93 94 95",
    "corse": "2A 2B",
    "corse du sud": "2A 20",
    "haute corse": "2B 20",
    "mayotte": "976 985",
}
"""The codes that may stand beside a name, its own apart: those of another time for the same ground."""

_ABBREVIATIONS = {
    "ht": "haut",
    "hte": "haute",
    "hts": "hauts",
    "htes": "hautes",
    "bses": "basses",
    "mme": "maritime",
    "mmes": "maritimes",
    "inf": "inferieure",
    "terr": "territoire",
    "nlle": "nouvelle",
}
_WITHOUT_MEANING = re.compile(
    r"(?:(?:(?:le |code )?(?:departement|dept?|dpt)s?|(?:collectivite|territoire) d outre mer)"
    r"(?: (?:no?|numero)(?= \d))?(?: (?:de la|des|de l|du|de|d)(?= ))?|(?:no?|numero)(?= \d)) (?=.)"
)
_ARTICLE = re.compile(r"(?:(?:ile|iles) (?:de |d )?)?(?:le |la |les |l )?(?=.)")

_INVERTED = re.compile(r"([^()]+) ?\(([^()]+)\)")
_LINKS = frozenset({"d", "de", "du", "et", "la", "l"})
_LONGEST_NAME, _LONGEST = 60, 200
"""Characters of a name that may be misspelt; of a text that is read at all, for nothing here is made for more."""

_OTHER_FIGURES = re.compile(r"(?![0-9])\d")
_DECIMALS = re.compile(r"(\d+)[.,]0+")
_GLUED = re.compile(r"[df] ?(?=\d)", re.ASCII)
_CODE = re.compile(r"(\d{1,5}|0?2[ab](?:\d{3})?)(?:(?<=\d\d)[dmrc])?", re.ASCII)
_CORSICAN = re.compile(r"(?:0?2|20) ?([ab])", re.ASCII)
_CUT = re.compile(r"[^\W\d_]+\.")
_SHORTEST_CUT, _SHORTEST_MISSPELT = 3, 6
"""Letters that are enough of a name cut with a point, and of a name that one mistake leaves recognisable."""

_LOST_ZERO = 4
"""Figures of a postal code that lost its zero: 6000."""


def department_of(code: str) -> str:
    """The department of a commune code: its first two characters, three overseas."""
    return code[:3] if code.startswith(("97", "98")) else code[:2]


class DepartmentError(ValueError):
    """Not a department; the message, in French, says what is expected."""


def read_department(text: str) -> str:
    """The department meant by `text`: a code of `DEPARTMENTS` or of `OVERSEAS_GROUPS`, or `ABROAD`.

    Raises `DepartmentError` for anything else.
    """
    code = _AS_MOST_WRITE_IT.get(text)
    if code is None and len(text) <= _LONGEST:
        code = find_department(text) or _misspelt(text)
    if code is None:
        raise DepartmentError(
            "Donnez un code de département (01 à 95, 2A, 2B, 20, 971 à 978, 984 à 989 ; 97 ou 98 outre-mer, 99 à "
            "l'étranger), un nom de département ou un code postal."
        )
    return code


def find_department(text: str) -> str | None:
    """The same, None for a text that is no department."""
    text = text.strip()
    if _OTHER_FIGURES.search(text):
        return None
    if whole := _DECIMALS.fullmatch(text):
        text = whole.group(1)
    words = _meaning(text)
    found = _NAMED.get(words) or _department_of_number(words) or _code_beside_a_name(words)
    if found is None and _CUT.search(text):
        found = _cut_short(_in_full(text))
    if found is None and (inverted := _INVERTED.fullmatch(text)):
        return _NAMED.get(_meaning(f"{inverted.group(2)} {inverted.group(1)}"))
    return found


def _meaning(text: str) -> str:
    """What names a department, without "département de la" nor the article."""
    words = _in_full(text)
    words = _WITHOUT_MEANING.sub("", words, count=1) if _WITHOUT_MEANING.match(words) else words
    match = _ARTICLE.match(words)
    return words[match.end() :] if match else words


def _in_full(text: str) -> str:
    """Plain words, abbreviations opened."""
    return " ".join([_ABBREVIATIONS.get(word, word) for word in plain_words(text.replace("&", " et ")).split()])


def _department_of_number(words: str) -> str | None:
    """ "1", "075", "2a", "2 a", "20a", "201", "d93", "69m", "93000", "6000", "97133" -> the department."""
    if half := _CORSICAN.fullmatch(words):
        return f"2{half.group(1).upper()}"
    if words in _POSTAL_HALVES_OF_CORSICA:
        return _POSTAL_HALVES_OF_CORSICA[words]
    glued = _GLUED.match(words)
    match = _CODE.fullmatch(words[glued.end() :] if glued else words)
    if match is None:
        return None
    number = match.group(1).upper()
    code = number.lstrip("0").zfill(2)
    if code in _KNOWN:
        return code
    return _department_of_postal_code(number.zfill(5)) if len(number) >= _LOST_ZERO else None


def _department_of_postal_code(code: str) -> str | None:
    """Of a commune code too: 2A004."""
    if code.startswith(ABROAD):
        return ABROAD
    department = _ISLAND_OF_POSTAL_CODE.get(code) or department_of(code)
    return department if department in DEPARTMENTS else None


def _code_beside_a_name(words: str) -> str | None:
    """ "75 paris", "seine saint denis 93": when both say the same place."""
    first, _, after = words.partition(" ")
    before, _, last = words.rpartition(" ")
    for number, name in ((first, after), (last, before)):
        code = _department_of_number(number)
        if code is None:
            continue
        meant = _meaning(name)
        if code in (_NAMED.get(meant), *_SAME_GROUND.get(meant, "").split()):
            return code
    return None


def _cut_short(words: str) -> str | None:
    """ "b du rh", "morb", "m et l" -> the one department whose words begin so; the links between them are whole."""
    beginnings = words.split()
    if len(beginnings) == 1 and len(words) < _SHORTEST_CUT:
        return None
    found = {
        code
        for name, code in _NAMED.items()
        if len(named := name.split()) == len(beginnings)
        and all(
            word == beginning if word in _LINKS else word.startswith(beginning)
            for word, beginning in zip(named, beginnings, strict=True)
        )
    }
    return found.pop() if len(found) == 1 else None


def _misspelt(text: str) -> str | None:
    """ "Eure et Loire", "Haut de Seine": the one department whose name is a letter away."""
    words = _meaning(text.strip()[:_LONGEST_NAME])
    near = extract(words, _SPELT, scorer=OSA.distance, score_cutoff=1, limit=None)
    found = {_NAMED[name] for name, _, _ in near}
    return found.pop() if len(found) == 1 else None


def _named() -> dict[str, str]:
    """Names as `_meaning` reads them -> code."""
    rows = [line.partition(" ") for line in (NAMES_OF_TODAY + OTHER_NAMES).strip().splitlines() if line]
    named = {plain_words(name): code for code, _, name in rows}
    return named | {_meaning(name): code for name, code in named.items()}


_KNOWN = DEPARTMENTS | OVERSEAS_GROUPS.keys() | {ABROAD}
_AS_MOST_WRITE_IT = (
    {code: code for code in _KNOWN}
    | {code.lower(): code for code in CORSICAN_DEPARTMENTS}
    | {str(number): f"{number:02d}" for number in range(1, 10)}
)
_NAMED = _named()
_SPELT = [name for name in _NAMED if len(name.replace(" ", "")) >= _SHORTEST_MISSPELT]
"""The names that can be misspelt: not the initials of registers."""
