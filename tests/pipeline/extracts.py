"""Parts of the committed reference, that build in a moment: some communes, and all that events link to them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from transcogage_data.history import Succession
from transcogage_data.reference import Reference


def extract(facts: Reference, wanted: Callable[[str], bool]) -> Reference:
    """The facts about the communes whose codes are `wanted`, and about those that events link to one, however far."""
    there = linked(facts.successions, wanted)
    return replace(
        facts,
        periods=[row for row in facts.periods if there(row.entity.code)],
        successions=[
            row
            for row in facts.successions
            if all(there(entity.code) for entity in (row.before, row.after) if entity is not None)
        ],
        postal_names=[row for row in facts.postal_names if there(row.code)],
        populations={code: counts for code, counts in facts.populations.items() if there(code)},
        maternities={code: count for code, count in facts.maternities.items() if there(code)},
        births=[count for count in facts.births if there(count.code)],
        extension_codes={code: home for code, home in facts.extension_codes.items() if there(home)},
    )


def linked(successions: Iterable[Succession], wanted: Callable[[str], bool]) -> Callable[[str], bool]:
    """Whether a code is wanted, or linked by events to one that is."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for row in successions:
        if row.before is not None and row.after is not None:
            neighbours[row.before.code].add(row.after.code)
            neighbours[row.after.code].add(row.before.code)
    kept = {code for code in neighbours if wanted(code)}
    pending = list(kept)
    while pending:
        found = neighbours[pending.pop()] - kept
        kept |= found
        pending.extend(found)
    return lambda code: code in kept or wanted(code)
