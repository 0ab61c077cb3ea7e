"""How far the counts of a reference may be from those of the last one, before someone has to look.

The largest year since 1943 took 2.2 % of the communes away (2016, communes nouvelles), and INSEE now and then adds old
events by the hundred (124 in 2026: the creation of the communes of the DOM). More than that is a cut or doubled file,
until a person says otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from transcogage_data.errors import PipelineError
from transcogage_data.reference import Reference


class UnlikelyCountsError(PipelineError):
    """Counts are far from the last reference's; the message, in French, gives each and how to go on."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Of a count: by which share of the last it may fall, and grow."""

    fall: float
    growth: float


ALWAYS_ALLOWED = 5
"""Rows by which any table may change: a share of a small table is less than a row."""

BOUNDS = {
    "communes d'aujourd'hui": Bound(0.03, 0.01),
    "périodes": Bound(0.005, 0.05),
    "événements": Bound(0.005, 0.10),
    "départements": Bound(0.0, 0.05),
    "libellés postaux": Bound(0.05, 0.05),
    "communes dont la population est connue": Bound(0.05, 0.05),
    "communes qui ont une maternité": Bound(0.10, 0.10),
    "naissances comptées": Bound(0.05, 0.10),
    "codes d'extension": Bound(0.05, 0.10),
    "pays": Bound(0.02, 0.05),
}


def counts(facts: Reference) -> dict[str, int]:
    """The counts that have bounds, by what they count."""
    return {
        "communes d'aujourd'hui": sum(row.entity.kind == "COM" and row.period.end is None for row in facts.periods),
        "périodes": len(facts.periods),
        "événements": len(facts.successions),
        "départements": len(facts.departments),
        "libellés postaux": len(facts.postal_names),
        "communes dont la population est connue": len(facts.populations),
        "communes qui ont une maternité": len(facts.maternities),
        "naissances comptées": sum(count.people for count in facts.births),
        "codes d'extension": len(facts.extension_codes),
        "pays": len(facts.countries),
    }


def check_counts(last: Reference, new: Reference) -> None:
    """Raises `UnlikelyCountsError` when a count of `new` is too far from that of `last`."""
    found = list(_unlikely(counts(last), counts(new)))
    if found:
        raise UnlikelyCountsError(
            f"Nombres trop éloignés de ceux de la référence en place (COG {last.vintage}) :\n"
            + "\n".join(found)
            + "\nUn fichier est sans doute incomplet ou répété. Si ces nombres sont justes, relancez avec --confirmer."
        )


def _unlikely(last: dict[str, int], new: dict[str, int]) -> Iterator[str]:
    for name, bound in BOUNDS.items():
        before, now = last[name], new[name]
        fewest = min(before * (1 - bound.fall), before - ALWAYS_ALLOWED)
        most = max(before * (1 + bound.growth), before + ALWAYS_ALLOWED)
        if not fewest <= now <= most:
            yield f"  {name} : {now}, au lieu de {before} (attendu : de {fewest:.0f} à {most:.0f})"
