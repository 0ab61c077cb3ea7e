"""The compiled answers in memory: what a name given with a department meant, span by span. Immutable, no database."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from transcogage.resolution.autocomplete import Gazetteer
from transcogage.resolution.countries import Countries
from transcogage.resolution.model import Birthplace, Candidate, PlaceEvent
from transcogage.resolution.release import Release
from transcogage.resolution.similar import NameList


class Span(NamedTuple):
    """From day `start` to before day `end` (proleptic ordinals), the name means one of `candidates`, best first."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


SpansByKey = Mapping[str, tuple[Span, ...]]
"""Name key -> spans in order of time."""


class NameIndex(Protocol):
    """What resolving a name needs.

    `spans`: department -> name key -> spans in order of time. `names`: department -> its name keys, to be searched.
    `departments_of_key`: name key -> the departments that know it. `extension_codes`: extension code -> the code of its
    commune.
    """

    @property
    def spans(self) -> Mapping[str, SpansByKey]: ...  # noqa: D102
    @property
    def names(self) -> Mapping[str, NameList]: ...  # noqa: D102
    @property
    def departments_of_key(self) -> Mapping[str, tuple[str, ...]]: ...  # noqa: D102
    @property
    def extension_codes(self) -> Mapping[str, str]: ...  # noqa: D102


def departments_of_keys(spans: Mapping[str, SpansByKey]) -> dict[str, tuple[str, ...]]:
    """`departments_of_key`, as of `NameIndex`, of the spans by department."""
    found: dict[str, list[str]] = defaultdict(list)
    for department, by_key in spans.items():
        for key in by_key:
            found[key].append(department)
    return {key: tuple(departments) for key, departments in found.items()}


@dataclass(frozen=True, slots=True)
class Index:
    """Everything an answer needs.

    The members of `NameIndex`, and: `departments`: code -> name. `places_of_code`: every period of a code.
    `spans_of_code`: what a code stands for, when it is not simply itself at all times. `events`: code -> the events it
    takes part in, oldest first.
    """

    release: Release
    departments: dict[str, str]
    spans: dict[str, dict[str, tuple[Span, ...]]]
    names: dict[str, NameList]
    departments_of_key: dict[str, tuple[str, ...]]
    extension_codes: dict[str, str]
    places_of_code: dict[str, tuple[Birthplace, ...]]
    spans_of_code: dict[str, tuple[Span, ...]]
    events: dict[str, tuple[PlaceEvent, ...]]
    gazetteer: Gazetteer
    countries: Countries
