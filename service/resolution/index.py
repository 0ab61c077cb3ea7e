"""The compiled answers in memory: what a name given with a department meant, span by span. Immutable, no database."""

from dataclasses import dataclass

from service.resolution.countries import Countries
from service.resolution.gazetteer import Gazetteer
from service.resolution.places import Birthplace, Candidate, PlaceEvent
from service.resolution.release import Release


@dataclass(frozen=True, slots=True)
class Span:
    """From day `start` to before day `end` (proleptic ordinals), the name means one of `candidates`, best first."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Everything an answer needs.

    `spans`: department -> name key -> spans in order of time. `departments`: code -> name. `departments_of_key`: name
    key -> the departments that know it. `extension_codes`: extension code -> the code of its commune. `places_of_code`:
    every period of a code. `spans_of_code`: what a code stands for, when it is not simply itself at all times.
    `events`: code -> the events it takes part in, oldest first.
    """

    release: Release
    departments: dict[str, str]
    spans: dict[str, dict[str, tuple[Span, ...]]]
    departments_of_key: dict[str, tuple[str, ...]]
    extension_codes: dict[str, str]
    places_of_code: dict[str, tuple[Birthplace, ...]]
    spans_of_code: dict[str, tuple[Span, ...]]
    events: dict[str, tuple[PlaceEvent, ...]]
    gazetteer: Gazetteer
    countries: Countries
