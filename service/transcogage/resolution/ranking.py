"""In which order what is found is proposed: how it matches, and what comes first whatever the match.

Sets of proposals are whole numbers, a bit each, the lowest for the best known: tens of thousands are then compared,
counted and put in order in microseconds, for what is typed must never hold up a service.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

Rows = int
"""A set of proposals: the bit of each is set."""


class Match(StrEnum):
    """How what was typed leads to a place."""

    NAME = "nom"
    BEGINNING = "debut"
    WORDS = "mots"
    POSTAL_CODE = "code_postal"
    CODE = "code_insee"
    DEPARTMENT = "departement"
    SIMILAR = "orthographe_proche"


EXACT = frozenset({Match.NAME, Match.POSTAL_CODE, Match.CODE})
"""What was typed in full."""


SOONER_BY_ARITHMETIC = 12
"""How many numbers of a set are found by arithmetic in the time that it takes to write the set out."""


class Tier(NamedTuple):
    """What is found in one way."""

    match: Match
    rows: Rows


def lowest(rows: Rows) -> Iterator[int]:
    """The numbers of a set, the lowest first: a few by arithmetic, the others from the set written out."""
    for _ in range(SOONER_BY_ARITHMETIC):
        if not rows:
            return
        lowest_bit = rows & -rows
        yield lowest_bit.bit_length() - 1
        rows ^= lowest_bit
    bits = f"{rows:b}"[::-1]
    row = bits.find("1")
    while row >= 0:
        yield row
        row = bits.find("1", row + 1)


def arranged(tiers: list[Tier], first: list[Rows], limit: int) -> list[tuple[int, Match]]:
    """At most `limit` of the rows: those that come first, and those elsewhere that are exactly what was typed, for
    which room is left, up to half of it; then the others.
    """
    everywhere = ~0
    exact = [tier for tier in tiers if tier.match in EXACT]
    ordered = [(tier, rows) for rows in first for tier in tiers]
    there = list(_taken(ordered, 0, limit))
    seen = 0
    for rows in first:
        seen |= rows
    elsewhere = list(_taken([(tier, everywhere) for tier in exact], seen, limit))
    room = max(limit - len(elsewhere), (limit + 1) // 2)
    for tier in exact:
        seen |= tier.rows
    others = list(_taken([(tier, everywhere) for tier in tiers], seen, limit))
    return (there[:room] + elsewhere + there[room:] + others)[:limit]


def _taken(ordered: Iterable[tuple[Tier, Rows]], seen: Rows, limit: int) -> Iterator[tuple[int, Match]]:
    """The first rows of each tier among some, once, at most `limit` in all."""
    for tier, among in ordered:
        rows = tier.rows & among & ~seen
        seen |= rows
        for row in lowest(rows) if limit and rows else ():
            yield row, tier.match
            limit -= 1
            if not limit:
                return
