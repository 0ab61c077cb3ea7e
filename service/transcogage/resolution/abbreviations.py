"""What is written short in a name, opened each possible way: "NEUILLY/SEINE", "FONTENAY S/BOIS", "Clermont-Fd".

Saint is not among them, `names.key` reads it; La Poste's labels and those of the norm AFNOR XP Z10-011 shorten nothing
else in a commune's name. The others are of civil registers, identity cards and envelopes.
"""

import re
from itertools import islice, product

ABBREVIATIONS = {
    "bdx": ("Bordeaux",),
    "bg": ("Bourg",),
    "bse": ("Basse", "Bresse"),
    "bt": ("Billancourt",),
    "chap": ("Chapelle",),
    "chât": ("Château", "Châtillon"),
    "cht": ("Château",),
    "clt": ("Clermont",),
    "fce": ("France",),
    "fd": ("Ferrand",),
    "gd": ("Grand",),
    "gde": ("Grande",),
    "gdes": ("Grandes",),
    "gds": ("Grands",),
    "ht": ("Haut",),
    "hte": ("Haute",),
    "htes": ("Hautes",),
    "hts": ("Hauts",),
    "mgne": ("Montagne",),
    "mt": ("Mont",),
    "mts": ("Monts",),
    "mx": ("Moulineaux",),
    "nd": ("Notre-Dame",),
    "pce": ("Provence",),
    "pt": ("Petit", "Pont", "Port"),
    "pte": ("Petite", "Porte"),
    "ptes": ("Petites",),
    "pts": ("Petits", "Ponts"),
    "rgue": ("Rouergue",),
    "sr": ("sur",),
    "vill": ("Villefranche", "Villeneuve", "Villiers", "Villers"),
    "vlle": ("Ville",),
    "vx": ("Vieux", "Vexin"),
}
"""A word and what it stands for, the likeliest first. No official name has one of these words (a test sees to it)."""

SUR_OR_SOUS = ("sur", "sous")
BETWEEN_TWO_NAMES = ("sur", "sous", "lès", "lez")
"""What "S" or "s/" stands for; and a bare slash: "NEUILLY/SEINE", "Fontenay/Bois", "Villeneuve/Avignon"."""

SHORT_WORDS = frozenset(ABBREVIATIONS) | {"n", "s", "ss"}
"""All the words to open, to see at once that a name has none."""

MOST_WAYS = 12

_ELIDED_BEFORE = frozenset("aàâeéèêëiîïoôuûyhœæ")
"""How a word begins before which "l" is an article: "l Isle", "l Hay"."""

_TOKENS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|/")


def opened(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names that `name` can be short for, likeliest first; and those that it begins: cut at an initial, or
    with a point.

    "VITRY S SEINE" -> "VITRY sur SEINE", "VITRY sous SEINE". "Villefranche s/s" and "Boulogne B" only give the
    beginning of a name, "Villefranche sur s", "Boulogne B". Nothing for a name that has nothing short.
    """
    tokens = _TOKENS.findall(name.replace(".", " ").replace("\\", "/"))
    words, short = _words(tokens)
    last = words[-1] if words else ()
    is_cut = len(words) > 1 and len(last) == 1 and last[0].isalpha() and (len(last[0]) == 1 or name.endswith("."))
    if not short and not is_cut:
        return (), ()
    ways = tuple(" ".join(way) for way in islice(product(*words), MOST_WAYS))
    return ((), ways) if is_cut else (ways, ())


def _words(tokens: list[str]) -> tuple[list[tuple[str, ...]], bool]:
    """What each word can be, and whether one of them is short."""
    words: list[tuple[str, ...]] = []
    short = False
    position = 0
    while position < len(tokens):
        ways, taken = _ways(tokens, position)
        short = short or bool(ways)
        words.extend(ways or ((tokens[position],),))
        position += taken
    return words, short


def _ways(tokens: list[str], position: int) -> tuple[tuple[tuple[str, ...], ...], int]:
    """The words that the tokens from `position` stand for, nothing when they are whole; and how many tokens that is."""
    first, second = (*(token.lower() for token in tokens[position : position + 2]), "", "")[:2]
    ways: tuple[tuple[str, ...], ...] = ()
    if first == "/" and second in ("s", "l") and position and tokens[position + 2 : position + 3] == ["/"]:
        return _ways(tokens, position + 1)[0], 3
    taken = 2 if first in ("s", "l", "n") and second in ("/", "d") else 1
    if double := _double_s(tokens, position):
        taken = double
        ways = (SUR_OR_SOUS, ("s",)) if position and position + taken == len(tokens) else (("sous", "sur"),)
    elif first == "s" and (position or second == "/") and second:
        ways = (SUR_OR_SOUS,)
    elif first == "s" and not position:
        ways = (("Saint",),)
    elif first == "l" and position and (second == "/" or (second and second[0] not in _ELIDED_BEFORE)):
        ways = (("lès", "lez"),)
    elif first == "n" and second == "d":
        ways = (ABBREVIATIONS["nd"],)
    elif first == "/" and position and second:
        ways = (BETWEEN_TWO_NAMES,)
    elif first in ABBREVIATIONS:
        ways = (ABBREVIATIONS[first],)
    return ways, taken if ways else 1


def _double_s(tokens: list[str], position: int) -> int:
    """How many tokens "ss", "s/s" or "s/s/" is; 0 when it is none of these."""
    written = [token.lower() for token in tokens[position : position + 4]]
    if written[:1] == ["ss"]:
        return 1
    return 0 if written[:3] != ["s", "/", "s"] else 3 + (written[3:] == ["/"])
